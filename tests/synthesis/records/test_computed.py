"""Rows are asked for what two of their numbers say together, and tables are found among other lines."""

from __future__ import annotations

from tests.synthesis.learning import answer, learn

STOCK = (
    ("Store 4\nThing;Wanted;There\nnails;9;9\nscrews;7;4", {"screws": 3}),
    ("Store 9\nThing;Wanted;There\nhooks;5;5", {}),
    ("Store 2\nThing;Wanted;There\nhooks;8;2\nnails;6;5\nglue;3;3", {"hooks": 6, "nails": 1}),
)
ACCOUNTS = (
    (
        "Book 1 / May\n02.05 Carried over     50.00\n03.05 Rent            -20.50\n04.05 Sale            +10.00",
        20.5,
    ),
    (
        "Book 1 / June\n01.06 Carried over     39.50\n08.06 Bread            -4.25\n09.06 Coal            -10.00",
        14.25,
    ),
    (
        "Book 7 / May\n03.05 Carried over    100.00\n04.05 Sale            +30.00\n09.05 Fees             -1.75",
        1.75,
    ),
)
PRICES = (
    ("<table><tr><th>Item</th><th>Price</th></tr><tr><td>Tea</td><td>3.10</td></tr></table>", "Tea", "3.10"),
    (
        "<table><tr><th>Item</th><th>Size</th><th>Price</th></tr><tr><td>Jam</td><td>S</td><td>2.00</td></tr>"
        "<tr><td>Rye</td><td>L</td><td>4.75</td></tr></table>",
        "Rye",
        "4.75",
    ),
    (
        "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Oil</td><td>7.40</td></tr>"
        "<tr><td>Nuts</td><td>5.00</td></tr></table>",
        "Oil",
        "7.40",
    ),
)


def test_how_much_is_missing_by_name() -> None:
    found = learn(*STOCK)
    assert answer(found, "Store 5\nThing;Wanted;There\nrope;4;1\nglue;2;2") == {"rope": 3}
    assert isinstance(answer(found, "Store 5\nThing;Wanted;There\nrope;4;5"), str)


def test_payments_are_told_without_their_sign() -> None:
    found = learn(*ACCOUNTS)
    text = "Book 3 / May\n01.05 Carried over     12.00\n02.05 Ink              -3.30\n05.05 Paper            -6.00"
    assert answer(found, text) == 9.3


def test_a_row_that_all_have_and_none_keeps_is_doubted_where_it_would_be_kept() -> None:
    text = "Book 3 / May\n01.05 Carried over    -12.00\n02.05 Ink              -3.30"
    assert answer(learn(*ACCOUNTS), text) == "precondition"


def test_a_table_in_html_is_read_by_the_names_of_its_columns() -> None:
    found = learn(*PRICES)
    text = (
        "<table><!-- <tr><td>Fig</td></tr> --><tr><th>Price</th><th>Item</th></tr>"
        '<tr><td class="low">1.20</td><td>Fig</td></tr></table>'
    )
    assert answer(found, text, "Fig") == "1.20"
