import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.pattern import MentionPattern, PatternMismatch, typed_pattern
from llmjit.support.request import find, numbers, read_request, stem_and_leaf
from llmjit.support.tables import Table

FARES = "ferry | $3.50 per trip\nnight bus | $2 per trip\ntram | $1.25 per trip"
PATTERN = MentionPattern(
    "{who} takes {count:number} trips by {line:label}. What is the fare?\n{table:table}", 2
)


def test_holes_bind_what_the_request_mentions() -> None:
    bound = PATTERN.bind(f"Old Noor takes twelve trips by night bus. What is the fare?\n{FARES}")
    assert (bound["who"], bound["count"], bound["line"]) == ("Old Noor", 12, "night bus")
    table = bound["table"]
    assert isinstance(table, Table)
    assert numbers(table.column(1)) == [3.5, 2, 1.25]


@pytest.mark.parametrize(
    ("request_text", "part"),
    [
        (f"Noor takes some trips by tram. What is the fare?\n{FARES}", "count"),
        (f"Noor takes 2 trips by train. What is the fare?\n{FARES}", "line"),
        (f"Noor takes 2 trips by tram and 3 trips by ferry. What is the fare?\n{FARES}", "What is the fare?"),
        ("Noor takes 2 trips by tram. What is the fare?", "table"),
        ("Noor takes 2 trips by tram. What is the fare?\nferry | 1 | 2\ntram | 3 | 4", "table"),
        (f"4 nuns takes 2 trips by tram. What is the fare?\n{FARES}", "who"),
    ],
)
def test_a_refusal_names_the_part(request_text: str, part: str) -> None:
    with pytest.raises(PatternMismatch) as caught:
        PATTERN.bind(request_text)
    assert part in caught.value.part


def test_numbers_in_the_literal_text_must_be_the_same() -> None:
    pattern = MentionPattern("Pay 3 coins to {who}.")
    assert pattern.bind("Pay three coins to Mo.") == {"who": "Mo"}
    with pytest.raises(PatternMismatch, match="4 where 3"):
        pattern.bind("Pay 4 coins to Mo.")


def test_an_enumeration_is_one_hole() -> None:
    pattern = MentionPattern("Noor needs {items:items} now.\n{table:table}")
    bound = pattern.bind(f"Noor needs 2 trips by ferry, a tram, and 1/2 of a trip by night bus now.\n{FARES}")
    assert bound["items"] == [(2, "ferry"), (1, "tram"), (0.5, "night bus")]


def test_a_table_in_the_template_must_be_the_requests_table() -> None:
    pattern = MentionPattern(f"{{who}} asks for the cheapest.\n{FARES}")
    assert pattern.bind(f"Mo asks for the cheapest.\n{FARES}") == {"who": "Mo"}
    with pytest.raises(PatternMismatch, match="another one"):
        pattern.bind(f"Mo asks for the cheapest.\n{FARES.replace('2', '5')}")


def test_types_may_be_given_by_name() -> None:
    assert typed_pattern("{a} of {b}\n{t}", {"a": "number", "b": "text", "t": "table 2"}) == MentionPattern(
        "{a:number} of {b:text}\n{t:table}", 2
    )


def test_rows_are_found_by_what_a_cell_denotes() -> None:
    table = Table(("Talk", "Begin"), (("moss", "9:05 A.M."), ("lichen", "2:40 P.M.")))
    assert find(table, "Begin", 14 * 60 + 40) == ("lichen", "2:40 P.M.")
    with pytest.raises(ValueError, match="0 rows"):
        find(table, "Begin", 14 * 60 + 41)


def test_stem_and_leaf() -> None:
    assert stem_and_leaf(Table(("Stem", "Leaf"), (("1", "0, 7"), ("2", ""), ("3", "5")))) == [10, 17, 35]


@given(st.text(), st.text())
def test_any_request_binds_or_is_refused(first: str, second: str) -> None:
    for text in (
        first,
        f"{first}\n{FARES}",
        f"{first} takes {second} trips by tram. What is the fare?\n{FARES}",
    ):
        read_request(text)
        try:
            assert set(PATTERN.bind(text)) == {"who", "count", "line", "table"}
        except PatternMismatch as refusal:
            assert refusal.part
