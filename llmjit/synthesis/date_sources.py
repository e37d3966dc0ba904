"""Where dates are looked for: the columns, and the one date inside each text of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support.dates import MONTHS
from llmjit.synthesis.date_operators import ONLY_MATCH
from llmjit.synthesis.problem import Problem, Term

LONGEST = 2000

_MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS) + ")"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp][Mm]\b)?"
SPANS = (
    r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[-+]\d\d:?\d\d)?",
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b",
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[- /]{_MONTH}[- /,]{{1,2}}(?:\d{{4}}|\d\d)\b",
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b",
    rf"\b{_CLOCK}",
)
"""What dates and times look like in running text; every pattern takes linear time."""


def date_sources(problem: Problem) -> Iterator[Term]:
    """All columns, then what looks like a date, or else a time, where each text has exactly one."""
    yield from problem.columns
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if not all(12 < len(text) <= LONGEST and any(map(str.isdigit, text)) for text in texts):
            continue
        for pattern in SPANS:
            if all(len(re.findall(pattern, text)) == 1 for text in texts):
                term = problem.term(ONLY_MATCH(column.expr, pattern), 0.6)
                if term is not None and term.values != column.values:
                    yield term
                    break
