"""Literals of emitted modules: what a person would write, and the same to Python."""

import ast
import re
from importlib import import_module

from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.emission.quotes import long_classes, pattern_literal, spare_parentheses

parser = import_module("re._parser")
FIELD = r"""[^,;:|/\\\t\n\r()\[\]{}<>=@\"]+"""
PIECES = [
    FIELD,
    ",",
    "\n",
    "\\\n",
    r"\\",
    r"\d{2}",
    "{",
    "'",
    '"',
    r"\"",
    "é",
    " ",
    "a",
    r"\{",
    "[a-z]+",
    "\t",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_literal_of_a_pattern_is_that_pattern(pieces: list[str]) -> None:
    source = "".join(pieces)
    parts = {text: "FIELD" for text in long_classes([source])}
    assert set(parts) == ({FIELD} if pieces.count(FIELD) > 1 else set())
    written = eval(pattern_literal(source, parts), {"FIELD": FIELD})
    assert str(parser.parse(written)) == str(parser.parse(source))


@given(st.lists(st.sampled_from([FIELD, ",", " ", r"\d", "{", "}"]), min_size=2, max_size=9))
def test_long_classes_are_written_once(pieces: list[str]) -> None:
    written = pattern_literal("".join([FIELD, *pieces, FIELD]), {FIELD: "FIELD"})
    assert FIELD not in written and written.count("{FIELD}") == pieces.count(FIELD) + 2


def test_a_pattern_is_raw_where_that_spares_backslashes() -> None:
    assert pattern_literal(r"\d+", {}) == r'r"\d+"'
    assert pattern_literal("[a-z]+\n", {}) == r'r"[a-z]+\n"'
    assert pattern_literal("[a-z]+", {}) == '"[a-z]+"'
    assert re.compile(ast.literal_eval(pattern_literal('"', {}))).fullmatch('"')


@given(st.text(max_size=30), st.sampled_from(["sum", "f.g", "max"]))
def test_parentheses_that_unparse_doubles_are_spared(text: str, function: str) -> None:
    call = f"{function}((x for x in [{text!r}]))"
    spared = spare_parentheses(f"y = {call} + {call}\n")
    assert "((" not in spared.replace(repr(text), "")
    assert ast.dump(ast.parse(spared)) == ast.dump(ast.parse(f"y = {call} + {call}\n"))
    kept = "y = f((x for x in a), 1) + g((1)) + h(x for x in b)\n"
    assert spare_parentheses(kept) == kept
