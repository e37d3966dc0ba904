"""Guards on the cells that two answers are told apart by, whatever the two are called: yes and no, low and ok.

Where few rows were seen, cells that were filled together, or were zero, as none of them had it may have the other
answer, or a third. Of 2,300 tasks answered from three observations, cells filled and blank as in no observation were
seen in wrong rows of 4 verdicts and in no right row; a zero that none had, where the answers are words that may have
a third beside them, in 7 wrong rows of 3 tasks and in 3 right rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from operator import ge, le
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.choices.flags import is_flag
from llmjit.synthesis.choices.verdicts import opposites
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, inputs_of
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.readings import main_line

JOINING = frozenset({"unanimous", "and", "or", "not", "if"})
"""Operators of logic, whose parts are compared by themselves."""
BLANK = (None, "")
MANY = 6
"""From so many observations on, what none of them had is rare."""


def blanks_together(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """The cells that may be blank are filled and blank together as some row had them."""
    if not is_verdict(program) or len(rows) >= MANY:
        return
    texts = [
        at for at in range(len(names)) if all(row[at] is None or isinstance(row[at], str) for row in rows)
    ]
    seen = {tuple(row[at] in BLANK for at in texts) for row in rows}
    if len(texts) < 2 or not any(map(any, seen)):
        return
    alone = {each.index(True) for each in seen if sum(each) == 1}
    if not may_have_third(outputs) and len(alone) == len(texts):
        return  # each was blank alone: what is asked of it is known
    cells = ", ".join(names[at] for at in texts)
    condition = f"tuple(cell in (None, '') for cell in ({cells})) in {sorted(seen)!r}"
    reason = f"{cells} were blank and filled together so"
    yield Guard("choice", names[texts[0]], list(map(list, sorted(seen))), reason, len(rows), condition)


def zeros_unseen(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """No number is zero where none was, of answers that may have a third beside them."""
    numbers = _numbers(rows) if is_verdict(program) and may_have_third(outputs) else []
    if not numbers or any(row[at] == 0 for row in rows for at in numbers):
        return []
    cells = ", ".join(names[at] for at in numbers)
    reason, condition = f"{cells} were never zero", f"0 not in ({cells},)"
    return [Guard("range", names[numbers[0]], "not 0", reason, len(rows), condition)]


def zeros_told(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """A number that was zero wherever the answer was one of two is so again, if there may be a third."""
    numbers = _numbers(rows) if is_verdict(program) and may_have_third(outputs) else []
    for label, at in itertools.product(dict.fromkeys(outputs) if numbers else (), numbers):
        if all((row[at] == 0) == (output == label) for row, output in zip(rows, outputs, strict=True)):
            reason = f"{names[at]} was zero wherever {ANSWER} was {label!r}"
            condition = f"{ANSWER} != {label!r} or {names[at]} == 0"
            yield Guard("output", ANSWER, f"{names[at]} == 0", reason, len(rows), condition)


def may_have_third(outputs: Sequence[Any]) -> bool:
    """Whether the answers of a few observations are two words that a third may stand beside, unlike yes and no."""
    if len(outputs) >= MANY or not all(isinstance(each, str) for each in outputs):
        return False
    labels = list(dict.fromkeys(outputs))
    return len(labels) == 2 and not opposites(*labels) and not opposites(*labels[::-1])


def _numbers(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The columns of numbers alone."""
    return [at for at in range(len(rows[0])) if all(type(row[at]) in (int, float) for row in rows)]


def verdict_guards(name: str, seen: Sequence[Any], program: Expr, index: int) -> list[Guard]:
    """A cell of which something is asked to tell yes from no is not empty, if none was: there may be no answer."""
    if not is_verdict(program) or index not in inputs_of(program):
        return []
    if not all(isinstance(cell, str) and cell.strip() for cell in seen):
        return []
    condition = f"{name}.strip() != ''"
    return [Guard("length", name, "not blank", f"{name} was never blank", len(seen), condition)]


def flags_together(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> list[Guard]:
    """Flags of which it is asked how they go together do so as they were seen to: both may be as good as either.

    So do all flags where one of them is the answer.
    """
    used = set(inputs_of(program))
    flags = [index for index in range(len(names)) if all(is_flag(row[index]) for row in rows)]
    alone = isinstance(program, Input) and program.index in flags
    told = [index for index in flags if alone or index in used]
    if len(told) < 2 or not (alone or is_verdict(program)):
        return []
    seen = list(dict.fromkeys(tuple(row[index] for index in told) for row in rows))
    cells = ", ".join(names[index] for index in told)
    reason = f"{cells} went together so in all {len(rows)} observations"
    return [
        Guard("choice", names[told[0]], list(map(list, seen)), reason, len(rows), f"({cells}) in {seen!r}")
    ]


def order_guards(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> Iterator[Guard]:
    """Two columns of numbers that a verdict does not compare stand in the order in which they always stood.

    Of one who passed where the mark was reached, nothing is known where it was missed.
    """
    if not is_verdict(program):
        return
    asked = [set(inputs_of(each)) for each in applications(program) if each.operator.name not in JOINING]
    numbers = [at for at in range(len(names)) if all(type(row[at]) in (int, float) for row in rows)]
    for left, right in itertools.combinations(numbers, 2):
        if any({left, right} <= each for each in asked):
            continue
        for sign, never, compare in ((">=", "below", ge), ("<=", "above", le)):
            if all(compare(row[left], row[right]) for row in rows):
                condition = f"{names[left]} {sign} {names[right]}"
                reason = f"{names[left]} was never {never} {names[right]}"
                yield Guard("relation", names[left], sign, reason, len(rows), condition)
                break


def is_verdict(program: Expr) -> bool:
    """Whether a program answers yes or no, or one of two words."""
    program = main_line(program)
    if not isinstance(program, Apply):
        return False
    if program.operator.name == "if":
        return all(isinstance(answer, Const) for answer in program.arguments[1:])
    return program.operator.result == "bool"
