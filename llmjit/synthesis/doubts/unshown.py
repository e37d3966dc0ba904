"""Programs whose difference from a plainer one was never seen at work, or that read a text as what it is not.

To delete or replace what no text held, to put dates in order by their numbers, to write months in another language
than that in which the month comes before the day, to count single marks as numbers, or to look for the first small
letter where the first character is taken: nobody who shows a few observations means any of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from llmjit.synthesis.dates.operators import DATES_IN, FORMAT_DATE, PARSE_DATE
from llmjit.synthesis.expr import ABSENT, Apply, Const, Expr, Item, applications, operators
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings.operators import (
    END,
    FIELD,
    LOWER,
    REPLACE,
    START,
    SUBSTITUTE,
    TAKE,
    TOKEN,
    UNACCENT,
    UPPER,
)

SORTING = re.compile("sorted|falling|ordered")
MONTH_FIRST = re.compile(r"%-?[bB] %-?d")
"""A month before its day is English."""
AMOUNTS = r"[\d,.]+"
SINGLE = re.compile(r"\[[^\]]*\]")
FIRST = (0, 1)
FIRST_OR_LAST = (0, -1)


def unshown(best: Expr, problem: Problem) -> Callable[[Expr], bool]:
    """Whether a program doubts the best one by what no observation shows."""
    own = set(applications(best))
    named = {part.operator for part in own}
    dated = PARSE_DATE in named
    cased = not named.isdisjoint((LOWER, UPPER))
    english = any(part.operator is FORMAT_DATE and _names(part, MONTH_FIRST) for part in own)
    firsts = {part.arguments[0] for part in own if part.operator is TAKE and _places(part) == FIRST}

    def idle(doubt: Expr) -> bool:
        used = set(operators(doubt))
        if dated and PARSE_DATE not in used and any(SORTING.match(each.name) for each in used):
            return True
        if english and DATES_IN in used and DATES_IN not in named:
            return True
        return any(
            _changes_nothing(part, problem, cased)
            or _counts_marks(part, problem)
            or _counts_blanks(part, problem)
            or _is_first(part, firsts, problem)
            or _cuts_nothing(part, problem)
            for part in applications(doubt)
            if part not in own
        )

    return idle


def _names(part: Apply, pattern: re.Pattern[str]) -> bool:
    return any(isinstance(each, Const) and pattern.search(str(each.value)) for each in part.arguments)


def _places(part: Apply) -> tuple[object, ...]:
    return tuple(each.value if isinstance(each, Const) else None for each in part.arguments[1:])


def _changes_nothing(part: Apply, problem: Problem, cased: bool) -> bool:
    """Whether a text changed throughout was the same afterwards in all observations.

    Accents may be wanted gone where answers are put in one letter case, as in names for machines.
    """
    changing = (REPLACE, SUBSTITUTE) if cased else (REPLACE, SUBSTITUTE, UNACCENT)
    if part.operator not in changing or _of_items(part):
        return False
    before = problem.values(part.arguments[0])
    return ABSENT not in before and before == problem.values(part)


def _cuts_nothing(part: Apply, problem: Problem) -> bool:
    """Whether a text is cut at a mark that none had, before its first or behind its last."""
    if part.operator is not FIELD or part.arguments[2] not in (Const(0), Const(-1)) or _of_items(part):
        return False
    before = problem.values(part.arguments[0])
    return ABSENT not in before and before == problem.values(part)


def _of_items(part: Apply) -> bool:
    """Whether it is done to each of a list, and not to a text that can be looked at here."""
    return any(
        isinstance(each, Item) or (isinstance(each, Apply) and _of_items(each)) for each in part.arguments
    )


def _counts_marks(part: Apply, problem: Problem) -> bool:
    """Whether a number is told by its place among runs some of which are nothing but points and commas."""
    if part.operator is not TOKEN or part.arguments[1] != Const(AMOUNTS):
        return False
    runs = [re.findall(AMOUNTS, str(text)) for text in problem.values(part.arguments[0])]
    return any(not re.search(r"\d", run) for each in runs for run in each)


def _counts_blanks(part: Apply, problem: Problem) -> bool:
    """Whether single blanks are counted in texts whose columns runs of them set apart."""
    if (
        part.operator not in (START, END)
        or part.arguments[1] != Const(r"\ ")
        or _places(part)[1] in FIRST_OR_LAST
    ):
        return False
    texts = problem.values(part.arguments[0])
    return ABSENT not in texts and all("  " in str(text) for text in texts)


def _is_first(part: Apply, firsts: set[Expr], problem: Problem) -> bool:
    """Whether what is found otherwise in a text was its first character, which another program takes."""
    if part.operator is TAKE or not part.arguments or part.arguments[0] not in firsts:
        return False
    found, texts = problem.values(part), problem.values(part.arguments[0])
    return all(
        isinstance(text, str) and found_here == text[:1]
        for found_here, text in zip(found, texts, strict=True)
    )
