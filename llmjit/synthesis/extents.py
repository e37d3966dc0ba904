"""Guards on how large a text is, while few observations say so: words in it, digits of its numbers.

For programs that go by places in a text alone. Measured on tasks with three observations, guards like these
refuse one answer in fourteen and two wrong ones in five, since rows that break a rule are mostly rows of
another size. As observations grow the spans widen, and from `MANY` on they are not worth what they refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis import text_operators
from llmjit.synthesis.expr import Expr, Operator, operators

MANY = 6
LONG = 400
"""Longer texts vary too much for the number of their words to mean anything."""


PLACED = frozenset({"token", "field", "cut", "until", "since", "run_at", "run_before", "take", "word_with"})
LISTED = frozenset({"tokens", "fields", "words", "map", "filter"})
"""A list of parts of a text has as many as it has; only the words are counted."""


TEXTUAL = frozenset(
    {each.name for each in vars(text_operators).values() if isinstance(each, Operator)} | {"unanimous"}
)
"""A program that reads records or numbers knows its place by other means."""


def placed(program: Expr) -> bool:
    """Whether the program goes by places in a text, which a text of another size may shift."""
    names = {operator.name for operator in operators(program)}
    return bool(names & (PLACED | LISTED)) and names <= TEXTUAL


def single(program: Expr) -> bool:
    """Whether the program takes single parts out of a text."""
    return any(operator.name in PLACED for operator in operators(program))


def extent_guards(name: str, seen: Sequence[Any], digits_too: bool = True) -> list[Guard]:
    """The number of words, and if wanted of the digits of each number, stay within what was seen."""
    count = len(seen)
    if not 3 <= count < MANY or not all(isinstance(text, str) and len(text) <= LONG for text in seen):
        return []
    words = [len(text.split()) for text in seen]
    low, high = min(words), max(words)
    condition = f"{low} <= len({name}.split()) <= {high}"
    guards = [Guard("length", name, [low, high], f"{name} had {_span(low, high)} words", count, condition)]
    digits = [len(run) for text in seen for run in re.findall(r"[0-9]+", text)]
    if digits and digits_too:
        low, high = min(digits), max(digits)
        condition = f"all({low} <= len(run) <= {high} for run in re.findall('[0-9]+', {name}))"
        reason = f"numbers in {name} had {_span(low, high)} digits"
        guards.append(Guard("length", name, [low, high], reason, count, condition))
    return guards


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
