"""Readings of equal standing inside a program, set apart: the program as one reading has it, then what must agree.

``unanimous(a, b)`` in the midst of an expression hides what is computed behind what is doubted. A program here
becomes its *main line*, which takes the first reading throughout, and *readings*: for each value of the main line,
what else it may have been. The main line has a value and all readings agree exactly where the program has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, strictness

Readings = dict[Expr, list[Expr]]
"""Values of main lines, each with the further readings of it: main lines, too."""


def main_line(expr: Expr) -> Expr:
    """The expression with the first reading in the place of all, where it is evaluated whenever the whole is."""
    if not isinstance(expr, Apply):
        return expr
    if expr.operator is UNANIMOUS:
        return main_line(expr.arguments[0])
    kept = tuple(
        main_line(argument) if strict else argument
        for argument, strict in zip(expr.arguments, strictness(expr), strict=True)
    )
    return expr if kept == expr.arguments else Apply(expr.operator, kept)


def readings(programs: Sequence[Expr]) -> Readings:
    """What the main lines of the programs rest on, in the order of evaluation; none that is its own other reading."""
    found: Readings = {}
    for program in programs:
        for doubted in _doubted(program):
            first, *others = map(main_line, doubted.arguments)
            known = found.setdefault(first, [])
            known += [other for other in dict.fromkeys(others) if other != first and other not in known]
    return {first: others for first, others in found.items() if others}


def _doubted(expr: Expr) -> Iterator[Apply]:
    """The comparisons of readings that are evaluated whenever the whole is, inner ones first."""
    if isinstance(expr, Apply):
        for argument, strict in zip(expr.arguments, strictness(expr), strict=True):
            if strict:
                yield from _doubted(argument)
        if expr.operator is UNANIMOUS:
            yield expr
