"""Answers that are put together from parts and look like dates must be days that there are.

Three months of 31 days do not tell the end of a month from the thirty-first.

A column of days in numbers that has a day in words, or one that begins with the year, says there what it means, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmjit.support.date_formats import infer_formats
from llmjit.support.dates import DateError, format_date, parse_date
from llmjit.synthesis.dates.operators import FORMAT_DATE, PARSE_DATE, READ_DATE
from llmjit.synthesis.expr import Apply, Const, Expr, Input, evaluate_all, operators
from llmjit.synthesis.facade import Ranked
from llmjit.value import Value

LONGEST = 30
DATED = (["d", "m", "y"], ["b", "d", "y"])
DAYS = ("%Y", "%m", "%d")


def calendar_days(programs: tuple[Ranked, ...], outputs: Sequence[Value]) -> tuple[Ranked, ...]:
    """The programs, and where the first one joins parts to dates, that date read and written again."""
    texts = [output for output in outputs if isinstance(output, str) and len(output) <= LONGEST]
    if len(texts) < len(outputs) or not _joins(programs[0].expr):
        return programs
    for format in infer_formats(texts):
        if all(part in format for part in DAYS) and all(_rewritten(text, format) == text for text in texts):
            best = programs[0]
            return (*programs, Ranked(FORMAT_DATE(PARSE_DATE(best.expr, format), format), best.cost))
    return programs


def widened(programs: tuple[Ranked, ...], inputs: Sequence[Sequence[Value]]) -> tuple[Ranked, ...]:
    """The programs, which read days that are an input whole also where they are written so that all read them alike.

    They stay as they are where a day that is not read makes an answer.
    """
    wider = tuple(Ranked(_widened(each.expr), each.cost) for each in programs)
    pairs = zip(programs, wider, strict=True)
    same = all(
        evaluate_all(a.expr, inputs) == evaluate_all(b.expr, inputs) for a, b in pairs if a.expr != b.expr
    )
    return wider if same else programs


def _widened(expr: Expr) -> Expr:
    if not isinstance(expr, Apply):
        return expr
    arguments = tuple(map(_widened, expr.arguments))
    if expr.operator is PARSE_DATE and isinstance(arguments[0], Input) and _of_days(arguments[1]):
        return READ_DATE(*arguments)
    return expr if arguments == expr.arguments else Apply(expr.operator, arguments)


def _of_days(format: Expr) -> bool:
    """Whether a format has a day, a month and a year, and no words."""
    text = str(format.value) if isinstance(format, Const) else ""
    letters = re.findall(r"%-?([A-Za-z])", text)
    return sorted(letter.lower() for letter in letters) in DATED and not re.search(
        r"(?<!%)(?<!%-)[A-Za-z]", text
    )


def _joins(program: Expr) -> bool:
    return any(operator.name == "concat" for operator in operators(program))


def _rewritten(text: str, format: str) -> str:
    try:
        return format_date(parse_date(text, format), format)
    except DateError:
        return ""
