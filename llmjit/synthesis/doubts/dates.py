"""Answers that are put together from parts and look like dates must be days that there are.

Three months of 31 days do not tell the end of a month from the thirty-first.
"""

from __future__ import annotations

from collections.abc import Sequence

from llmjit.support.date_formats import infer_formats
from llmjit.support.dates import DateError, format_date, parse_date
from llmjit.synthesis.dates.operators import FORMAT_DATE, PARSE_DATE
from llmjit.synthesis.expr import Expr, operators
from llmjit.synthesis.facade import Ranked
from llmjit.value import Value

LONGEST = 30
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


def _joins(program: Expr) -> bool:
    return any(operator.name == "concat" for operator in operators(program))


def _rewritten(text: str, format: str) -> str:
    try:
        return format_date(parse_date(text, format), format)
    except DateError:
        return ""
