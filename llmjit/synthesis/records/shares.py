"""How many of a hundred rows a question keeps: the share of requests that failed, of tests that passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from llmjit.support.rows import RowError, share_of
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.records.kept import Kept
from llmjit.synthesis.strings import operators as ops

SHARE = Operator(
    "share_of",
    ("int", "int", "int", "bool", "str"),
    "str",
    "share_of({0}, {1}, {2}, {3}, {4})",
    0.5,
    (share_of,),
    needs="rows of which {0} are a share",
)
WRITTEN = re.compile(r"\d{1,3}(?:\.(\d{1,3}))?(\s?%)")
PRICE = 0.4


def wanted(outputs: Sequence[Any]) -> tuple[int, str] | None:
    """The digits behind the point and what ends the answers, where all are percentages that vary."""
    if not all(isinstance(output, str) for output in outputs) or len(set(outputs)) < 2:
        return None
    found = [WRITTEN.fullmatch(output) for output in outputs]
    ends = {(len(each[1] or ""), each[2]) for each in found if each is not None}
    return ends.pop() if all(found) and len(ends) == 1 else None


def shares(kept: Kept, some: Expr, rows: Expr) -> Iterator[tuple[Expr, float]]:
    """The share of ``rows`` that are in ``some``, where it is the answer each time."""
    ending = wanted(kept.outputs)
    counts = [(len(places), len(each)) for places, each in zip(kept.places, kept.rows.lists, strict=True)]
    if ending is None or not all(whole for _, whole in counts):
        return
    digits, tail = ending
    exact = all((Fraction(100 * part, whole) * 10**digits).denominator == 1 for part, whole in counts)
    try:
        found = [share_of(part, whole, digits, exact, tail) for part, whole in counts]
    except RowError:
        return
    if found == list(kept.outputs):
        yield SHARE(ops.LENGTH(some), ops.LENGTH(rows), digits, exact, tail), PRICE
