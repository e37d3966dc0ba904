"""Where dates are looked for: the columns, and the one date inside each text of a column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from llmjit.support.date_ranges import range_ends
from llmjit.support.dates import MONTHS, DateError
from llmjit.synthesis.dates.operators import ENGLISH_DATES, MATCH_AFTER, MATCH_OF, ONLY_MATCH
from llmjit.synthesis.dates.pairs import paired_moments
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.strings.operators import SUBSTITUTE

LONGEST = 2000
MOST = 4  # dates in one text, beyond which their order is no evidence

_MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS) + ")"
_AT = r"(?:,? at |, | |T)?"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp][Mm]\b)?"
_HALF = r"\b\d{1,2}(?::\d\d)? ?[AaPp]\.?[Mm]\b"
_ZONED = rf"(?:{_AT}{_CLOCK}(?:Z| ?[-+]\d\d:?\d\d)?)?"
SPANS = (
    r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[-+]\d\d:?\d\d)?",
    rf"\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b{_ZONED}",
    rf"\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d\d)\b{_ZONED}",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[- /]{_MONTH}[- /,]{{1,2}}(?:\d{{4}}|\d\d)\b{_ZONED}",
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b{_ZONED}",
    rf"\b{_MONTH} [ \d]?\d {_CLOCK}",
    rf"\b{_CLOCK}",
    _HALF,
    r"(?<![0-9A-Za-z])\d{8}[T_-]?\d{6}Z?(?![0-9A-Za-z])",
    r"(?<![0-9A-Za-z])\d{8}[T_-]\d{4}(?![0-9A-Za-z])",
    r"(?<![0-9A-Za-z])\d{8}(?![0-9A-Za-z])",
    r"(?<![0-9A-Za-z])\d{4}[-_.]\d\d[-_.]\d\d(?:[T_-]\d\d[-_.:]?\d\d(?:[-_.:]?\d\d)?)?(?![0-9A-Za-z])",
    r"(?<![0-9A-Za-z])\d\d[-_.]\d\d[-_.]\d{4}(?![0-9A-Za-z])",
    r"(?<![0-9A-Za-z])(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?![0-9A-Za-z])",
    rf"(?<![0-9A-Za-z]){_MONTH}[-_. ]?(?:19|20)\d\d(?![0-9A-Za-z])",
)
"""What dates and times look like in running text; every pattern takes linear time."""
DAYS = SPANS[:5]
"""Those of them that say the day and the year."""
CLOCKS = (_HALF, rf"\b{_CLOCK}")
TIME = re.compile(rf"\d:\d\d|{_HALF}")


NAMED = re.compile(r"\d.*[^\W\d_]{3}|[^\W\d_]{3}.*\d")
RANGE = rf"(\d{{1,2}}) ?(?:-|–|to|until) ?(\d{{1,2}})(?= {_MONTH}|, \d{{4}})"


def _foreign(problem: Problem) -> Iterator[Term]:
    """Columns in which months have the names of other languages."""
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) <= LONGEST // 10 and all(NAMED.search(text) for text in texts):
            term = problem.term(ENGLISH_DATES(column.expr), 0.9)
            if term is not None and term.values != column.values:
                yield term


def _ends(problem: Problem) -> Iterator[Term]:
    """Ranges of days within a month, as their first day and their last."""
    for column in problem.texts:
        short = max(len(str(value)) for value in column.values) <= LONGEST
        if not short or all(map(_is_range, column.values)):
            continue  # the days of whole ranges are columns of their own
        if all(len(re.findall(RANGE, str(value))) == 1 for value in column.values):
            for group in (r"\1", r"\2"):
                term = problem.term(SUBSTITUTE(column.expr, RANGE, group), 1.2)
                if term is not None:
                    yield term


def _is_range(text: object) -> bool:
    try:
        return bool(range_ends(str(text)))
    except DateError:
        return False


def date_sources(problem: Problem) -> Iterator[Term]:
    """All columns, days and times of two, then what looks like a date, or else a time, inside their texts."""
    yield from problem.columns
    yield from paired_moments(problem)
    yield from _foreign(problem)
    yield from _ends(problem)
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if not all(6 < len(text) <= LONGEST and any(map(str.isdigit, text)) for text in texts):
            continue
        for patterns in (SPANS, CLOCKS):
            terms = next(filter(None, (_matched(problem, column, texts, each) for each in patterns)), [])
            yield from (term for term in terms if term.values != column.values)
            if not terms or TIME.search(str(terms[0].values[0])):
                break  # nothing, or times of day already


def _matched(problem: Problem, column: Term, texts: list[str], pattern: str) -> list[Term]:
    return [term for term in _matches(problem, column, texts, pattern) if term is not None]


def _matches(problem: Problem, column: Term, texts: list[str], pattern: str) -> Iterator[Term | None]:
    """Where each text has exactly one match, that; where each has the same few, each behind its label or by place."""
    found = [list(re.finditer(pattern, text)) for text in texts]
    counts = {len(matches) for matches in found}
    if counts == {1}:
        yield problem.term(ONLY_MATCH(column.expr, pattern), 0.6)
        return
    if len(counts) > 1 or not 2 <= min(counts) <= MOST:
        return
    for place in range(min(counts)):
        label = _label([text[: matches[place].start()] for text, matches in zip(texts, found, strict=True)])
        if label:
            yield problem.term(MATCH_AFTER(column.expr, pattern, label), 0.7)
        yield problem.term(MATCH_OF(column.expr, pattern, place, min(counts)), 0.8)


def _label(befores: list[str]) -> str:
    """The words, three at most, that stand whole before a match in every text, with what follows them."""
    common = re.split(r"\d", common_end(befores))[-1]
    words = [match.start() for match in re.finditer(r"[^\W\d_]+", common)]
    if words and words[0] == 0 and any(before[: -len(common)][-1:].isalpha() for before in befores):
        words = words[1:]
    return common[words[-3:][0] :] if words else ""


def common_end(texts: Sequence[str]) -> str:
    """The longest end that all texts share."""
    backwards = zip(*(reversed(text) for text in texts), strict=False)
    alike = itertools.takewhile(lambda characters: len(set(characters)) == 1, backwards)
    return "".join(characters[0] for characters in alike)[::-1]
