from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from llmjit.dataflow.transcription import Showings, Shown
from llmjit.support.lookup import parse_data, scalars


def shown(*values: object) -> Showings:
    found = Showings()
    for number, value in enumerate(values):
        found.add(Shown(f"v{number}", value))
    return found


def places(found: Showings, value: object) -> list[tuple[str, object]]:
    return [(copied.shown.use, copied.path) for copied in found.copies(value)]


def test_data_comes_before_text_and_places_in_the_order_they_were_shown() -> None:
    found = shown(
        "it was 1,204.50 then", "{'total': 1204.5}", {"rows": ["$1,204.50", 1204.5]}, "1204.5 1204.5"
    )
    assert places(found, 1204.5) == [("v1", ("total",)), ("v2", ("rows", 1)), ("v2", ("rows", 0))]
    assert places(shown("it was 1,204.50 then"), 1204.5) == []
    assert places(shown("it was 1,204.5 then", "now 1,204.5, or 1204.5"), 1204.5) == [("v0", None)]


def test_types_and_truth_are_kept_apart() -> None:
    found = shown({"a": 1, "b": True, "c": "1", "d": 1.0})
    assert places(found, True) == [("v0", ("b",))]
    assert sorted(path for _, path in places(found, 1)) == [("a",), ("c",)]
    assert sorted(path for _, path in places(found, 1.0)) == [("c",), ("d",)]


words = st.text(st.sampled_from("ab1.-_ é$"), min_size=1, max_size=8)


@given(words, st.lists(words | st.dictionaries(words, words, max_size=2), max_size=4))
def test_the_index_finds_what_a_search_of_everything_finds(value: str, values: list[object]) -> None:
    wanted: list[tuple[str, object]] = []
    for number, each in enumerate(values):
        try:
            held = list(scalars(parse_data(each)))
        except ValueError:
            continue
        wanted += [(f"v{number}", path) for path, found in held if path and found == value]
    if not wanted:
        form = re.compile(rf"(?<![\w.]){re.escape(value)}(?!\w|\.\d)")
        texts = [(f"v{n}", len(form.findall(each))) for n, each in enumerate(values) if isinstance(each, str)]
        wanted = [(use, None) for use, count in texts if count == 1]
    assert places(shown(*values), value) == wanted
