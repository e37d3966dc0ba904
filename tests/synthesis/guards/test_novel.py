"""What no observation had, and others may read or write otherwise, is refused whatever the program does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.novel import blank_guards, capital_guards, novel_guards
from llmjit.synthesis.numbers.operators import NUMBER_AT, SIZE, TO_FLOAT
from llmjit.synthesis.strings.operators import FIELDS, REPLACE, TITLE, TOKENS
from tests.synthesis.learning import accepted, answer, refuses

FORMS: tuple[tuple[str, list[str]], ...] = (
    ("Room: 4\nSeats:\nFloor: 2\nDesk:", ["Seats", "Desk"]),
    ("Room: 7\nSeats: 12\nFloor:", ["Floor"]),
    ("Room: 9\nSeats: 3\nFloor: 1", []),
)


@pytest.mark.parametrize("value", ["-", "n/a", "N/A", "none", "  ", '""', "?", "TBD"])
def test_what_may_stand_for_nothing_is_refused_where_empty_fields_were_seen(value: str) -> None:
    found = accepted(*FORMS)
    assert answer(found, "Room: 5\nSeats:\nFloor: 6") == ["Seats"]
    assert answer(found, f"Room: 5\nSeats: {value}\nFloor: 6") == "format"


@given(st.text(alphabet="abc:-? \n", max_size=30))
def test_texts_that_were_seen_pass_the_guards_on_blanks(text: str) -> None:
    for guard in blank_guards("x", ["a:", text], [("a:",), (text,)], ["", ""]):
        assert holds(guard, ("x", ANSWER), (text, ""))


def test_nothing_is_asked_of_blanks_where_no_field_was_empty() -> None:
    assert blank_guards("x", ["a: 1", "b: 2"], [("a: 1",), ("b: 2",)], ["1", "2"]) == []


def test_a_dash_that_another_cell_had_is_known() -> None:
    (fields,) = blank_guards("x", ["", "2"], [("", "1"), ("2", "-")], ["1", "2"])
    assert holds(fields, ("x", ANSWER), ("-", "")) and not holds(fields, ("x", ANSWER), ("a: -", ""))
    assert len(blank_guards("x", ["", "2"], [("", "1"), ("2", "3")], ["1", "2"])) == 2


def test_no_item_of_a_list_is_empty_where_none_was() -> None:
    found = accepted(("oak, elm,ash", ["oak", "elm", "ash"]), ("fir", ["fir"]), ("box , yew", ["box", "yew"]))
    assert answer(found, "alder,beech, lime") == ["alder", "beech", "lime"]
    assert answer(found, "alder,,lime") == "output"


def test_a_reference_to_a_character_is_refused_until_one_was_seen() -> None:
    found = accepted(
        ('<p><a href="/a">Home</a> <a href="/b">News</a></p>', ["Home", "News"]),
        ('<a href="/c">Jobs</a>', ["Jobs"]),
        ('<ul><li><a href="/d">Team</a></li></ul>', ["Team"]),
    )
    assert answer(found, '<a href="/e">Terms</a>') == ["Terms"]
    assert answer(found, '<a href="/e">Terms &amp; more</a>') == "output"


def test_hosts_begin_with_www_if_any_did() -> None:
    rows = [("https://a.example.org/x",), ("https://shop.example.com",)]
    guard, capital = novel_guards(("x",), rows, Input(0), ["a.example.org", "shop.example.com"])
    assert holds(capital, ("x", ANSWER), ("", "b.example")) and not holds(
        capital, ("x", ANSWER), ("", "B.example")
    )
    assert holds(guard, ("x", ANSWER), ("", "docs.example.org"))
    assert not holds(guard, ("x", ANSWER), ("", "www.example.org"))
    (only,) = novel_guards(("x",), rows, Input(0), ["www.example.org", "shop.example.com"])
    assert only.reason == capital.reason
    bare = REPLACE(Input(0), "www.", "")
    (only,) = novel_guards(("x",), rows, bare, ["a.example.org", "shop.example.com"])
    assert only.reason == capital.reason


def test_numbers_without_end_are_refused_where_all_ended() -> None:
    program = TO_FLOAT(NUMBER_AT(Input(0), 0, 1))
    (guard,) = novel_guards(("x",), [("3",), ("1.5",)], program, [3.0, 1.5])
    assert holds(guard, ("x", ANSWER), ("", 0.0625)) and not holds(guard, ("x", ANSWER), ("", 2 / 3))
    (guard,) = novel_guards(("x",), [("3",), ("1.5",)], program, [{"mean": 3.0}, {"mean": 1.5}])
    assert holds(guard, ("x", ANSWER), ("", {"mean": 2.25})) and not holds(
        guard, ("x", ANSWER), ("", {"mean": 1 / 3})
    )
    assert not list(novel_guards(("x",), [("3",)], program, [1 / 3]))


def test_what_loses_its_sign_is_below_zero_where_all_were() -> None:
    program = SIZE(NUMBER_AT(Input(0), 0, 1))
    (guard,) = novel_guards(("x",), [(-2,), (-0.5,)], program, ["2", "0.5"])
    assert holds(guard, ("x", ANSWER), (-7, "7")) and not holds(guard, ("x", ANSWER), (7, "7"))
    assert not list(novel_guards(("x",), [(-2,), (3,)], program, ["2", "3"]))


def test_a_word_in_capitals_among_others_may_be_an_abbreviation() -> None:
    (guard,) = capital_guards("x", ["unit price", "net weight"], TITLE(Input(0)), 0)
    scope = ("x", ANSWER)
    assert holds(guard, scope, ("gross margin", "")) and holds(guard, scope, ("GROSS", ""))
    assert not holds(guard, scope, ("base URL", ""))
    assert capital_guards("x", ["base URL"], TITLE(Input(0)), 0) == []
    assert capital_guards("x", ["unit price"], Input(0), 0) == []


def test_codes_are_in_capitals_where_all_were() -> None:
    found = accepted(("SW1A 1AA", "SW1A"), ("M1 4BT", "M1"), ("EH12 9DN", "EH12"))
    assert answer(found, "LS27 0LA") == "LS27"
    assert answer(found, "ec1v 2nx") == "output"


def test_what_is_no_code_may_have_small_letters() -> None:
    found = accepted(("IMG1898.JPG", "JPG"), ("IMG1298.JPEG", "JPEG"), ("DGC1298.PNG", "PNG"))
    assert answer(found, "IMG0972.mov") == "mov"


def test_short_numbers_end_in_no_zero_where_none_did() -> None:
    found = accepted((1234567, "1.2M"), (980, "980"), (45210, "45.2K"))
    assert answer(found, 3456789) == "3.5M"
    assert answer(found, 2000000) == "output"


def test_a_dash_looked_up_in_a_table_is_refused_until_one_was_an_answer() -> None:
    table = "name   red  blue\noak    3    {}\nelm    8    9"
    rows = (((table.format(4), "elm", "red"), "8"), ((table.format(7), "oak", "blue"), "7"))
    found = accepted(*rows, ((table.format("-"), "oak", "red"), "3"))
    assert answer(found, table.format(5), "elm", "blue") == "9"
    assert answer(found, table.format("-"), "oak", "blue") == "output"


def test_a_mark_between_letters_that_are_all_left_out_is_refused() -> None:
    found = accepted(("Ada Bell", "AB"), ("Cy Dorn Eck", "CDE"), ("Flo-Gin Hay", "FGH"))
    assert answer(found, "Ida Jon") == "IJ"
    assert answer(found, "Ida O'Jon") == "format"


def test_a_code_in_small_letters_is_refused_beside_others() -> None:
    found = accepted(
        (("ENG", "2023"), "ENG-2023"), (("HR", "2021"), "HR-2021"), (("R&D", "2018"), "R&D-2018")
    )
    assert answer(found, "OPS", "2020") == "OPS-2020"
    assert answer(found, "Ops", "2020") == "format"


def test_a_name_behind_a_comment_mark_is_refused() -> None:
    names = TOKENS(Input(0), r"(?m)^[^=\n]+(?==)")
    (guard, *_) = novel_guards(["x"], [("A=1",), ("B=2\nCD=3",)], names, [["A"], ["B", "CD"]])
    assert holds(guard, ("x", ANSWER), ("", ["E"])) and not holds(guard, ("x", ANSWER), ("", ["E", "#F"]))
    assert holds(guard, ("x", ANSWER), ("", ["E#F"]))


def test_an_amount_of_zero_picked_out_of_others_may_stand_for_none() -> None:
    rows = (("104|Lamp|49.90|39.90", 39.9), ("105|Mug|12.50|", 12.5), ("106|Rug|99.00|89.00", 89.0))
    found = accepted(*rows)
    assert answer(found, "107|Bed|80.00|75.50") == 75.5
    assert answer(found, "108|Sofa|400.00|0") == "output"


@pytest.mark.parametrize(("text", "told"), [("3h 30m", 3.5), ("20m", "output")])
def test_a_quotient_without_end_is_refused_where_all_had_one(text: str, told: object) -> None:
    found = accepted(("1h 30m", 1.5), ("2h 15m", 2.25), ("0h 45m", 0.75))
    assert answer(found, text) in (told, "agreement")


def test_items_that_begin_otherwise_or_hold_another_mark_are_refused() -> None:
    lists = [["192.0.2.8", "10.0.0.7"], ["198.51.100.9"]]
    words = TOKENS(Input(0), r"\S+$")
    guards = list(novel_guards(["x"], [("a",), ("b",)], words, lists))
    passed = [
        all(holds(each, ("x", ANSWER), ("", items)) for each in guards) for items in (["7.7.7.7"], ["www"])
    ]
    assert passed == [True, False]
    cut = FIELDS(Input(0), ", ")
    guards = list(novel_guards(["x"], [("a, b",), ("c",)], cut, [["tea", "rye"], ["oat"]]))
    passed = [
        all(holds(each, ("x", ANSWER), ("", items)) for each in guards) for items in (["ale"], ["ale; gin"])
    ]
    assert passed == [True, False]


def test_products_have_no_more_decimals_than_amounts_or_those_seen() -> None:
    found = accepted((0.25, 8, 3, 6.0), (1.5, 7, 2, 21.0), (0.75, 10, 5, 37.5))
    assert answer(found, 0.45, 10, 7) == 31.5
    assert refuses(found, 0.0625, 3, 1)
    longer = accepted((0.125, 3, 1, 0.375), (1.5, 7, 2, 21.0), (0.75, 10, 5, 37.5))
    assert answer(longer, 0.625, 1, 1) == 0.625
    assert refuses(longer, 0.0625, 1, 1)


@pytest.mark.parametrize(
    ("rows", "known", "odd"),
    [
        (
            [
                ("ann@lake.example", "lake.example"),
                ("b.lo@hill-inn.test", "hill-inn.test"),
                ("c@a.b.test", "a.b.test"),
            ],
            "dee@moor.test",
            "dee@Moor.test",
        ),
        (
            [
                ("Subject: Rent\nby Ann", "Rent"),
                ("Subject: New keys\nby Bo", "New keys"),
                ("Subject: Roof 7\nby Cy", "Roof 7"),
            ],
            "Subject: Lift\nby Di",
            "Subject: Fwd: Lift\nby Di",
        ),
        (
            [("No: A-7\nx", "A-7"), ("No: B-12\nyes", "B-12"), ("No: C-88\nz", "C-88")],
            "No: D-9\nw",
            "No: D-9   Sheet 1\nw",
        ),
        (
            [
                ("2031-06-30", "2031-06-30", 0),
                ("2030-10-15", "2030-10-16", 1),
                ("2029-02-25", "2029-03-01", 4),
            ],
            ("2031-01-01", "2031-01-03"),
            ("2031-01-03", "2031-01-01"),
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_refused(
    rows: list[tuple[object, ...]], known: object, odd: object
) -> None:
    found = accepted(*rows)
    for cells, wanted in ((known, False), (odd, True)):
        assert refuses(found, *(cells if isinstance(cells, tuple) else (cells,))) is wanted


def test_keys_have_no_half_of_a_pair_of_brackets() -> None:
    found = accepted(
        ("Ann (Lab), Max (Q & A)", {"Lab": ["Ann"], "Q & A": ["Max"]}),
        ("Lea (Shop), Tom (Bank), Ben (Shop)", {"Shop": ["Lea", "Ben"], "Bank": ["Tom"]}),
        ("Tom (Bank), Tim (Bank), Tia (Bank)", {"Bank": ["Tom", "Tim", "Tia"]}),
    )
    assert answer(found, "Ida (Bank), Bo (Lab)") == {"Bank": ["Ida"], "Lab": ["Bo"]}
    assert answer(found, "Lot van Berg (Lab), Bo (Bank)") in ("output", "precondition", "format", "agreement")
