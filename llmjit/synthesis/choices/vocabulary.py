"""Answers out of a closed vocabulary: a field of the input, whatever else it holds, decides which.

A status, a city, an error code is looked up in the table of those seen; one never seen has no answer. Which field
decides is believed when chance is a poor explanation: of the observations whose field was seen before, all have
the answer that it had. Words of running text decide nothing, since the next text may negate them: a word counts as
a field only where all around it is one of a few texts seen before, numbers apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.synthesis.choices.questions import LOOKUP
from llmjit.synthesis.expr import Const, Expr
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.problem import TEXT_LIMIT, Problem, Term, generate
from llmjit.synthesis.strings import operators as ops

FEWEST = 8
"""Observations."""
CHANCE = 0.001
"""How likely it may be that some field of the inputs goes with the answers by accident."""
DELIMITERS = (": ", ", ", "; ", " | ", " - ", "|", ";", "\t", ",", ":", "/", "=", "-", "_")
FIELDS = 8
WORDS = 12
SURROUNDINGS = 4
"""How many texts there may be around a word that decides."""
_PLAIN = str | int | bool


def lookups(problem: Problem) -> list[Ranked]:
    """Tables from a field to the answer; none where a field that decides is not beyond doubt."""
    labels = list(map(repr, problem.outputs))
    shares = Counter(labels)
    if len(labels) < FEWEST or len(shares) < 2 or len(shares) * 2 > len(labels):
        return []
    if not all(output is None or isinstance(output, _PLAIN | float) for output in problem.outputs):
        return []
    fields = {term.values: term for term in reversed(list(_fields(problem)))}
    found = []
    for term in fields.values():
        table = _table(term.values, problem.outputs)
        if table is not None and _chance(term.values, labels, shares) * len(fields) < CHANCE:
            found.append(Ranked(LOOKUP(term.expr, Const(table)), term.cost))
    return found


def _table(keys: Sequence[Any], outputs: Sequence[Any]) -> dict[Any, Any] | None:
    """Answers by key; None where a key has two."""
    table: dict[Any, Any] = {}
    for key, output in zip(keys, outputs, strict=True):
        if repr(table.setdefault(key, output)) != repr(output):
            return None
    return table


def _chance(keys: Sequence[Any], labels: Sequence[str], shares: Counter[str]) -> float:
    """How likely all observations of each key share their answer, if answers did not depend on keys."""
    total = len(labels)
    repeated = Counter(keys).values()
    logs = [
        math.log(sum((share / total) ** times for share in shares.values()))
        for times in repeated
        if times > 1
    ]
    return math.exp(sum(logs))


def _fields(problem: Problem) -> Iterator[Term]:
    """What may decide, cheapest first: whole columns, fields between delimiters, words of a form."""
    columns = (*problem.columns, *generate("columns", problem))
    for column in columns:
        if all(isinstance(value, _PLAIN) for value in column.values):
            yield Term(column.expr, column.values, column.cost)
    for column in columns:
        if all(isinstance(value, str) and len(value) <= TEXT_LIMIT for value in column.values):
            yield from _between(column)
            yield from _words(column)


def _between(column: Term) -> Iterator[Term]:
    for number, mark in enumerate(DELIMITERS):
        parts = [str(value).split(mark) for value in column.values]
        width = min(map(len, parts))
        if width < 2:
            continue
        for at in (*range(min(width, FIELDS)), *range(-min(width, FIELDS), 0)):
            if at < 0 and max(map(len, parts)) == width:
                continue
            values = tuple(part[at] for part in parts)
            yield Term(ops.FIELD(column.expr, mark, at), values, 2.0 + 0.05 * number + 0.1 * (at % FIELDS))


def _words(column: Term) -> Iterator[Term]:
    """Words with few texts around them, which the program insists on."""
    parts = [str(value).split(" ") for value in column.values]
    width = min(map(len, parts))
    for at in range(-min(width, WORDS), 0):
        around: dict[str, int] = defaultdict(int)
        for words in parts:
            around[_around(words, len(words) + at)] += 1
        if len(around) <= SURROUNDINGS and min(around.values()) > 1:
            form: Expr = ops.MATCHES(column.expr, "|".join(sorted(around)))
            word: Expr = ops.AT(ops.FIELDS(column.expr, " "), at)
            yield Term(ops.WHEN(form, word), tuple(words[at] for words in parts), 2.5 - 0.1 * at)


def _around(words: Sequence[str], at: int) -> str:
    """A pattern for texts that differ from this in the word and in numbers alone."""
    return " ".join(
        r"\S+" if i == at else re.sub("[0-9]+", "[0-9]+", re.escape(w)) for i, w in enumerate(words)
    )
