"""Programs that give all answers by chance, as far as their kind tells: nothing is learned where the best is of one.

Where one of three observations is told from the others by what its text holds, and something else is done with it, by
a program that is not plain, 5 of 31 tasks were answered wrongly, with 14 wrong rows to 85 right ones; 5 were right
throughout. Of 1,600 tasks that were answered from three observations, 9 had programs that count over the lines of a
text (the fifth word of a letter, the last parenthesis of a mail): 7 were wrong, and of the other two neither was right
in all rows. Yes or no by the numbers of texts whose words differ was wrong the one time that it was found. Items cut
across lines were wrong both times that they were seen, and numbers of mixed units of time the one time. Of three
observations, items kept for their length were wrong twice and right once, a text of an unread column in the program
was wrong both times, verdicts that leave a column of numbers out the one time, and labels told by single words of a
text were wrong twice. Conditions in programs that cost 5 and more were wrong in 3 tasks, and right throughout in 2.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from llmjit.synthesis.dates.accounts import of_two_moments
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of
from llmjit.synthesis.facade import Ranked, Refusal
from llmjit.synthesis.guards.verdicts import is_verdict, may_have_third
from llmjit.synthesis.lists.cells import ITEMS_OF
from llmjit.synthesis.numbers.operators import ALL_NUMBERS, NUMBER_AT
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.encoded import holds_records
from llmjit.synthesis.records.fields import AMOUNT
from llmjit.synthesis.strings import operators as ops

COMPARISONS = frozenset({"greater", "at_least", "less", "at_most"})
DEAR = 3.0
"""Programs that cost more may give the answer by chance, where it was the same in all observations."""
MANY = 6
"""From so many observations on, a place that was always right is no chance."""
UNVARIED = "all observations have the same answer, which they do not copy: nothing shows what it depends on"
COUNTED = "the answer was found by counting over the lines of texts, which is right by chance in so few"
CUTTERS = (
    *(ops.TOKEN, ops.FIELD, ops.FIELDS, ops.CUT, ops.UNTIL, ops.SINCE, ops.RUN),
    *(ALL_NUMBERS, NUMBER_AT),
)
"""What takes parts of a text by marks and places."""
CUT = "the answer was cut out of JSON by its place, which the values around it may move"
NUMERALS = (Const(r"\d+"), Const("[0-9]+"))
SHORT = 2
"""Longer cells are in a program by no chance."""
IF_DEAR = 5.0
CONDITIONAL = "a condition in a program as dear as this is right by chance in so few"
SIZED = "items were kept for their length, which is right by chance in so few"
REMEMBERED = "what one observation says elsewhere became part of the program"
UNREAD = "there is a column of numbers that has no say, though it may decide as well"
WORDED = "single words tell the answers apart, and there may be others"
WORDS = frozenset({"contains", "searches", "holds_word"})
FEW = 4
"""Of fewer observations one alone is told from the others by chance."""
TOLD_DEAR = 2.0
"""What a program costs that one of few observations may be told from the others by chance."""
TOLD = frozenset(
    {"contains", "starts_with", "ends_with", "searches", "matches", "holds_word", "above", "not_above"}
)
LOGIC = frozenset({"unanimous", "and", "or", "not", "length", "words", "lower", "count", "at_least"})
ODD_ONE = "one observation is told from the others by what its text holds, which is right by chance in so few"
ACROSS = "lines were cut at marks within them, and put together with the next ones"
MIXED = "numbers of different units of time were taken for numbers of one"
TIME = r"(?<![\w.])\d+(?:\.\d+)? ?(ms|s|sec|m|min|h|d)(?!\w)"
TWO_MOMENTS = "two years beside each other were told of two moments, between which there may be other years"
COMPARED = (
    "the numbers of texts were compared whose words differ: nothing shows what these have to do with it"
)


def by_chance(problem: Problem, best: Ranked) -> Refusal | None:
    """Why the best program is not to be believed, though it agrees with all observations; None where it is."""
    if len(set(map(repr, problem.outputs))) == 1 and (best.cost > DEAR or _by_a_flag(problem, best.expr)):
        return Refusal("too_few", UNVARIED)
    if len(problem.outputs) >= MANY:
        return None
    reason = _of_too_few(problem, best.expr, best.cost) if len(problem.outputs) < FEW else None
    if reason is None and of_two_moments(best.expr):
        reason = TWO_MOMENTS
    if reason is None and _compares_worded(best.expr, problem):
        reason = COMPARED
    parts = list(applications(best.expr)) if reason is None else []
    reason = reason or next((why for why, by in BY_PART if any(by(part, problem) for part in parts)), None)
    return None if reason is None else Refusal("too_few", reason)


def _by_a_flag(problem: Problem, expr: Expr) -> bool:
    """Whether yes, or no, of every observation is what one of several flags says."""
    return (
        isinstance(problem.outputs[0], bool) and len(problem.outputs) < MANY and not isinstance(expr, Input)
    )


def _of_too_few(problem: Problem, expr: Expr, cost: float) -> str | None:
    """What a program takes for granted of which three observations say nothing."""
    if any(map(_by_length, applications(expr))):
        return SIZED
    if _remembers(problem, expr):
        return REMEMBERED
    if cost >= IF_DEAR and any(each.operator is ops.IF for each in applications(expr)):
        return CONDITIONAL
    if cost >= TOLD_DEAR and any(_told_by_words(each, problem) for each in applications(expr)):
        return ODD_ONE
    if is_verdict(expr):
        if _leaves_number_out(problem, expr):
            return UNREAD
        if _labels_by_words(problem, expr):
            return WORDED
    return None


def _by_length(part: Apply) -> bool:
    """Whether items are kept that are long enough, but for numbers: these are told by their digits."""
    items = part.arguments[0] if part.operator is ops.FILTER else None
    if items is None or (isinstance(items, Apply) and any(map(NUMERALS.__contains__, items.arguments[1:]))):
        return False
    return any(each.operator is ops.LENGTH and each.arguments == (Item(),) for each in applications(part))


def _remembers(problem: Problem, expr: Expr) -> bool:
    """Whether a text in the program holds what a cell says, of a column that it does not read and that varies."""
    known = [each.value for part in applications(expr) for each in part.arguments if isinstance(each, Const)]
    texts = [each for each in known if isinstance(each, str)]
    for index in set(range(len(problem.inputs[0]))) - set(inputs_of(expr)):
        column = [row[index] for row in problem.inputs]
        cells = {cell for cell in column if isinstance(cell, str) and len(cell) > SHORT}
        if len(set(map(repr, column))) > 1 and any(cell in text for cell in cells for text in texts):
            return True
    return False


def _leaves_number_out(problem: Problem, expr: Expr) -> bool:
    """Whether a column of numbers that vary is not asked about."""
    for index in set(range(len(problem.inputs[0]))) - set(inputs_of(expr)):
        column = [row[index] for row in problem.inputs]
        if len(set(column)) > 1 and all(type(cell) in (int, float) for cell in column):
            return True
    return False


def _labels_by_words(problem: Problem, expr: Expr) -> bool:
    """Whether words of a text tell two labels apart that may have a third beside them."""
    if len(problem.inputs[0]) > 1 or not may_have_third(problem.outputs):
        return False
    if not all(len(str(text).split()) > 1 for (text,) in problem.inputs):
        return False  # a code says what it is
    return any(each.operator.name in WORDS for each in applications(expr))


def _cuts_json(part: Apply, problem: Problem) -> bool:
    """Whether a part takes a piece of JSON by its place, as if it were any text."""
    if part.operator not in CUTTERS:
        return False
    text = part.arguments[0]
    return isinstance(text, Input) and holds_records([str(row[text.index]) for row in problem.inputs])


def _counts_over_lines(part: Apply, problem: Problem) -> bool:
    """Whether a part takes a piece of several lines that is neither the first nor the last of its kind.

    Not between marks that all texts have as often: lines of one form are as good as one line.
    """
    if part.operator not in (ops.TOKEN, ops.FIELD, ops.START, ops.END):
        return False
    text, mark, index = part.arguments
    if not isinstance(mark, Const) or not isinstance(index, Const):
        return False
    values = problem.values(text)
    if not all(map(_lines, values)):
        return False
    if part.operator is ops.FIELD:
        varied = len({value.count(mark.value) for value in values}) > 1
        return varied and "\n" not in mark.value and index.value != 0
    return not mark.value.startswith("(?m)^") and index.value not in (0, -1)


def _cuts_across_lines(part: Apply, problem: Problem) -> bool:
    """Whether a part cuts several lines at marks that stand within them, so that items go over lines."""
    if part.operator not in (ops.FIELDS, ITEMS_OF):
        return False
    text, mark = part.arguments
    if not isinstance(text, Input) or not isinstance(mark, Const) or re.search(r"[\w\n]|^\s*$", mark.value):
        return False
    items = [item for row in problem.inputs for item in str(row[text.index]).split(mark.value)]
    return any(map(_lines, items))


def _told_by_words(part: Apply, problem: Problem) -> bool:
    """Whether what is done depends on what texts hold, or how long they are, and one observation alone differs.

    Not where the answers are two words: those are told apart by all signs that there are.
    """
    if part.operator is not ops.IF or all(isinstance(each, Const) for each in part.arguments[1:]):
        return False
    asked = part.arguments[0]
    names = {each.operator.name for each in applications(asked)}
    if not names & TOLD or not names <= TOLD | LOGIC:
        return False
    return 1 in Counter(map(bool, problem.values(asked))).values()


def _mixes_units(part: Apply, problem: Problem) -> bool:
    """Whether a part reads numbers among words without the units of time that stand behind them, and these vary."""
    if part.operator is not AMOUNT or part.arguments[1] != Const(""):
        return False
    if not any(each.operator in (ops.TOKEN, ops.TOKENS) for each in applications(part.arguments[0])):
        return False
    units = {unit for row in problem.inputs for cell in row for unit in re.findall(TIME, str(cell))}
    return len(units) > 1


def _lines(value: Any) -> bool:
    return isinstance(value, str) and "\n" in value.strip()


def _compares_worded(expr: Expr, problem: Problem) -> bool:
    """Whether yes or no depends on two numbers alone, of texts that have words, and not the same ones."""
    ways = expr.arguments if isinstance(expr, Apply) and expr.operator is UNANIMOUS else (expr,)
    for each in ways:
        plain = each.arguments[0] if isinstance(each, Apply) and each.operator is ops.NOT else each
        if not isinstance(plain, Apply) or plain.operator.name not in COMPARISONS:
            return False
        if not all(_number(side) for side in plain.arguments):
            return False
    columns = {index for each in ways for index in inputs_of(each)}
    words = {
        " ".join(re.findall(r"[^\W\d_]+", str(row[index]))).casefold()
        for row in problem.inputs
        for index in columns
    }
    return len(words) > 1


def _number(side: Expr) -> bool:
    return isinstance(side, Apply) and side.operator is NUMBER_AT and isinstance(side.arguments[0], Input)


BY_PART = (
    (COUNTED, _counts_over_lines),
    (ACROSS, _cuts_across_lines),
    (MIXED, _mixes_units),
    (CUT, _cuts_json),
)
"""What is said of a program one of whose parts is of a kind."""
