"""Lists of records are found key by key, texts with several counts number by number."""

from __future__ import annotations

from llmjit.support.sections import holds_word
from tests.synthesis.learning import answer, learn

CALLS = (
    ("Calls of May\nCall: Ada about rent\nIt rained.\nCall: Bo about tea", [("Ada", "rent"), ("Bo", "tea")]),
    ("Calls of June\nCall: Cy about the roof", [("Cy", "the roof")]),
    ("Calls of July\nCall: Di about ice\nCall: Ada about soup\nNo post.", [("Di", "ice"), ("Ada", "soup")]),
)
DONE = (
    ("Week 1\n- [x] sweep\n- [ ] mow\n- [ ] dust", "1 of 3"),
    ("Week 2\n- [x] sweep\n- [x] mow\n- [ ] bake\n- [x] fix box\n- [ ] dust", "3 of 5"),
    ("Week 3\n- [ ] mow\n- [x] bake", "1 of 2"),
    ("Week 4\n- [x] mow\n- [x] bake\n- [x] dust\n- [ ] sweep", "3 of 4"),
)


def test_records_in_lines_with_a_label() -> None:
    found = learn(*((text, [{"who": who, "what": what} for who, what in rows]) for text, rows in CALLS))
    text = "Calls of August\nCall: Ed about hay\nA quiet day.\nCall: Flo about the car"
    assert answer(found, text) == [{"who": "Ed", "what": "hay"}, {"who": "Flo", "what": "the car"}]


def test_how_many_of_how_many() -> None:
    assert (
        answer(learn(*DONE), "Week 5\n- [ ] mow\n- [x] bake\n- [ ] dust\n- [ ] sweep\n- [x] wax") == "2 of 5"
    )


def test_a_word_stands_by_itself() -> None:
    assert holds_word("status=active", "active") and holds_word("box x", "x")
    assert not holds_word("inactive", "active") and not holds_word("fix box", "x")
