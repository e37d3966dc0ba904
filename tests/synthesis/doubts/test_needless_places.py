"""Doubts about one place of an answer of several, about items with blanks between them, and about spliced words."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.synthesis.doubts.goes_by import padded_at, passes_over_digits, splices, told_alike, trimmed_at
from llmjit.synthesis.expr import Input, Item
from llmjit.synthesis.lists.cells import ITEMS_OF
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY
from llmjit.synthesis.strings.operators import CONCAT, CUT, FIELDS, LIST, MAP, STRIP, TOKEN, TOKENS
from llmjit.synthesis.texts.defaults import JOIN_FILLED
from llmjit.synthesis.texts.known import PARSE_FORM
from tests.synthesis.learning import learn

TEXT = Input(0)
PERSON = PARSE_FORM(TEXT, "person")


def test_places_that_are_told_alike() -> None:
    named = LIST(KEY(PERSON, "first"), KEY(PERSON, "last"))
    assert told_alike(named) == {"key", "parse_form"}
    assert told_alike(LIST(KEY(PERSON, "first"), TOKEN(TEXT, r"\w+", 1))) is None
    assert told_alike(LIST(TOKEN(TEXT, r"\w+", 0), TOKEN(TEXT, r"\w+", 1))) is None


def test_words_that_are_put_together() -> None:
    rows = Problem((("old elms",), ("two oaks",)), ("elms (x)", "oaks (x)"))
    assert splices(CONCAT(CUT(TEXT, 4, -1), "s (x)"), rows)
    assert not splices(CONCAT(CUT(TEXT, 4, None), " (x)"), rows)
    assert not splices(JOIN_FILLED(", ", LIST(TEXT, TEXT)), rows)


def test_marks_with_blanks_and_without() -> None:
    assert trimmed_at(ITEMS_OF(TEXT, ";")) == trimmed_at(MAP(FIELDS(TEXT, ";"), STRIP(Item())))
    assert trimmed_at(ITEMS_OF(TEXT, ";")) == padded_at(FIELDS(TEXT, "; "))
    assert not padded_at(FIELDS(TEXT, ";"))


def test_runs_of_letters_pass_over_digits() -> None:
    assert passes_over_digits(TOKENS(TEXT, r"[^\W\d_]+"))
    assert not passes_over_digits(TOKENS(TEXT, r"\w+"))


LEARNED: dict[str, tuple[list[tuple[Any, Any]], tuple[Any, Any]]] = {
    "titles": (
        [
            ("Mr. Kim Oak", {"title": "Mr.", "given": "Kim", "last": "Oak"}),
            ("Dr. Ute Elm", {"title": "Dr.", "given": "Ute", "last": "Elm"}),
            ("Ms. Ida Ash", {"title": "Ms.", "given": "Ida", "last": "Ash"}),
        ],
        ("Prof. Dr. Max Fir", {"title": "Prof. Dr.", "given": "Max", "last": "Fir"}),
    ),
    "items without a blank": (
        [("ash; elm", ["ash", "elm"]), ("oak", ["oak"]), ("fir; yew; ash", ["fir", "yew", "ash"])],
        ("ash;Norway spruce;elm", ["ash", "Norway spruce", "elm"]),
    ),
    "keys with capitals": (
        [
            (("ash;elm", "3;4"), {"ash": 3, "elm": 4}),
            (("oak", "5"), {"oak": 5}),
            (("a;b", "0;7"), {"a": 0, "b": 7}),
        ],
        (("Elm;Oak", "1;2"), {"Elm": 1, "Oak": 2}),
    ),
    "last letters": (
        [
            ("Trees > Old > Elms", "Elms [Old]"),
            ("Trees > Oaks", "Oaks [Trees]"),
            ("Trees > Park > Wide > Firs", "Firs [Wide]"),
        ],
        ("Trees > Yew", "Yew [Trees]"),
    ),
    "lists compared": (
        [
            (("a, b", "b, c"), {"new": ["c"], "old": ["a"]}),
            (("k, l", "k, l, m, n"), {"new": ["m", "n"], "old": []}),
            (("p, q, r", "q"), {"new": [], "old": ["p", "r"]}),
        ],
        (("a, b", "z, b, y"), {"new": ["z", "y"], "old": ["a"]}),
    ),
    "values behind colons": (
        [
            ("ash: old\nelm: new\nash: wide", {"ash": ["old", "wide"], "elm": ["new"]}),
            ("fir: high", {"fir": ["high"]}),
            ("yew: low\nyew: slow", {"yew": ["low", "slow"]}),
        ],
        ("red oak: see here: there\nash: so it is", {"red oak": ["see here: there"], "ash": ["so it is"]}),
    ),
    "none for an empty cell": (
        [
            (("Kim", "A.", "Oak"), "Kim A. Oak"),
            (("Ute", "", "Elm"), "Ute Elm"),
            (("Ida", "M.", "Ash"), "Ida M. Ash"),
        ],
        (("Max", None, "Fir"), "Max Fir"),
    ),
    "digits in texts changed throughout": (
        [("Old Elm Tree", "old-elm-tree"), ("Oak Wood", "oak-wood"), ("Yew", "yew")],
        ("Oak 7", "oak-7"),
    ),
    "a third cell": (
        [(("a1", "b2", "c3"), "a1"), (("", "d4", ""), "d4"), (("e5", "", ""), "e5")],
        (("", "", "f6"), "f6"),
    ),
    "a cell that holds a mark": (
        [
            (("Kim Oak", "elm.org"), "k.oak@elm.org"),
            (("Ute Ash", "firs.net"), "u.ash@firs.net"),
            (("Ida Roe", "elm.org"), "i.roe@elm.org"),
        ],
        (("Max Yew", "old-trees.org"), "m.yew@old-trees.org"),
    ),
}


@pytest.mark.parametrize("name", LEARNED)
def test_answered(name: str) -> None:
    rows, (given, wanted) = LEARNED[name]
    found = learn(*rows)
    assert found.refusal is None
    assert found.run(given if isinstance(given, tuple) else (given,)) == wanted
