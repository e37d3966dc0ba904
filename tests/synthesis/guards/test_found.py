"""Where the mark that all of a kind hold is not in a text, there are none of them."""

from __future__ import annotations

from llmjit.guard import Guard
from llmjit.synthesis.expr import Input, Item
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.found import NOT_EMPTY, list_guards, maybe_none
from llmjit.synthesis.strings.operators import LOWER, MAP, SLICE, TOKENS, WORDS
from tests.synthesis.learning import accepted, answer, refuses

TEXT = Input(0)
NEVER_EMPTY = Guard("output", ANSWER, "not empty", "answer was never empty", 2, NOT_EMPTY)


def condition(program: object, *texts: str) -> str:
    (guard,) = maybe_none([NEVER_EMPTY], ["text"], [(text,) for text in texts], program)
    return guard.condition


def test_nothing_is_listed_of_a_text_without_the_mark() -> None:
    found = accepted(
        ("Rain again @ida @rolf", ["ida", "rolf"]),
        ("ask @una", ["una"]),
        ("@pia left, @ole came back with @kai", ["pia", "ole", "kai"]),
    )
    assert answer(found, "nobody came") == []
    assert refuses(found, "meet @ noon")


def test_the_mark_is_one_that_all_had_and_that_the_pattern_names() -> None:
    tags = TOKENS(TEXT, r"#\w+")
    assert condition(tags, "a #b", "#c d #e") == f"({NOT_EMPTY} or '#' not in text)"
    assert condition(MAP(tags, LOWER(Item())), "a #b", "#c") == f"({NOT_EMPTY} or '#' not in text)"
    assert condition(TOKENS(TEXT, r"\S+"), "#b", "#c") == NOT_EMPTY
    assert condition(TOKENS(TEXT, r"[#@]\w+"), "#b", "@c") == NOT_EMPTY
    assert condition(WORDS(TEXT), "#b", "#c") == NOT_EMPTY


def test_nothing_differs_between_two_records_alike() -> None:
    found = accepted(
        ("lamp=on\nheat=20", "lamp=off\nheat=20", ["lamp"]),
        ("door=1\nlamp=on\nfan=2", "door=1\nlamp=off\nfan=3", ["lamp", "fan"]),
        ("bell=low\nclock=24", "bell=high\nclock=24", ["bell"]),
    )
    assert answer(found, "lamp=on\nfan=1", "lamp=on\nfan=1") == []
    assert refuses(found, "lamp=on\nfan=1", "lamp=off\nfan=1\nheat=18")
    assert refuses(found, "lamp=on", "lamp=on\nheat=18")


def test_items_below_another_heading_are_none() -> None:
    def note(heading: str, *items: str) -> str:
        listed = "".join(f"- {item}, soon\n" for item in items)
        return f"Visit\nRoom {len(items)}\n\n{heading}:\n{listed}\nRest:\nnothing to add"

    found = accepted(
        (note("Bring", "rope", "two lamps"), ["rope", "two lamps"]),
        (note("Bring", "map"), ["map"]),
        (note("Bring", "tent", "stove", "old tins"), ["tent", "stove", "old tins"]),
    )
    assert answer(found, note("Bring", "salt", "tea")) == ["salt", "tea"]
    assert refuses(found, note("Leave", "salt"))


def test_where_all_but_the_last_are_taken_one_is_left() -> None:
    all_but_last = SLICE(TOKENS(TEXT, r"\d+"), None, -1)
    rows = [("4 of 9",), ("none",), ("1 2 3",)]
    (guard,) = list_guards(["text"], rows, all_but_last, [["4"], [], ["1", "2"]])
    assert holds(guard, ("text", ANSWER), ("no day", []))
    assert not holds(guard, ("text", ANSWER), ("day 7", []))
    assert not list(list_guards(["text"], [*rows, ("7",)], all_but_last, [["4"], [], ["1", "2"], []]))
