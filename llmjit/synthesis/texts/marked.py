"""Lists of what stands between the same marks: links, mentions, headings, checked items, speakers of a chat.

The mark is learned from what stands in front of every item listed: punctuation, words with it, the beginning of a
line. Where items end is learned from what stands behind all of them, or else from their characters. Nothing may match
but the items, in any of the texts, and all patterns of which that is true must agree. A mark that was always followed
by an item must be so in further texts: what only looks like an item is a reason to refuse.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, final

from llmjit.support.marked import MarkError, all_marked, in_one_run, only, only_if_any, tally
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.doubts.lists import ORDERS
from llmjit.synthesis.doubts.unread import heeds
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.encoded import json_lines
from llmjit.synthesis.records.passages import passages
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.marks import FEW, Left, bodies, lefts

MARKED = Operator("marked", ("str", "str"), "list", "re.findall({1}, {0})", 0.5, (), ("re",))
ALL_MARKED = Operator(
    "all_marked",
    ("str", "str", "str", "int"),
    "list",
    "all_marked({0}, {1}, {2}, {3})",
    0.5,
    (all_marked,),
    needs="an item behind each {2} in {0}",
)
IN_ONE_RUN = Operator(
    "in_one_run",
    ("str", "str"),
    "list",
    "in_one_run({0}, {1})",
    0.5,
    (in_one_run,),
    needs="items in lines that follow one another: {0}",
)
TALLY = Operator("tally", ("list",), "dict", "tally({0})", 0.5, (tally,))
ONLY = Operator("only", ("list",), "str", "only({0})", 0.3, (only,), needs="one item: {0}")
ONLY_IF_ANY = Operator("only_if_any", ("list",), "any", "only_if_any({0})", 0.3, (only_if_any,))
LONGEST = 5000
ITEMS = 400
LEAST = 2
"""So many items there must be, all texts together."""
SURE = -0.9
"""What such a list costs whose items lie between two marks or stand in lines of their own."""
OPEN = 0.5
"""What it costs more where nothing closes the items."""
THIN = 1.0
"""What it costs more where there are hardly any items to learn from."""
NAMED = -0.7
"""What the one item costs that stands behind words."""
FIRST = -0.6
"""What is taken off for a number whose label begins its line: its place among the numbers is then chance."""
VOTES = 4
NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?"


@final
@dataclass(frozen=True, slots=True)
class Goal:
    """Items that are to be found in each text, and what is made of the list of them."""

    rows: Sequence[Sequence[str]]
    finish: Callable[[Expr], Expr]
    gives: Callable[[list[list[str]]], bool]
    price: float = SURE
    least: int = LEAST
    named: bool = False
    """Whether only words in front of an item say what it is."""
    number: bool = False
    sorted: bool = False
    """Whether the items are put in order."""

    @property
    def sorted_for_sure(self) -> bool:
        """Whether there are so many orders in which the items could have come that theirs is no chance."""
        return math.prod(math.factorial(min(len(row), 9)) for row in self.rows) >= ORDERS


@generator("programs", priority=21)
def marked_lists(problem: Problem) -> Iterator[Term | None]:
    """Lists of what stands between the same marks, as they are, in another order, counted or joined."""
    if problem.memo.get("nested") or len(problem.outputs) < LEAST:
        return
    goals = list(_goals(problem))
    found = False
    for column in own(problem) if goals else ():
        for term in _of_column(column, goals, problem):
            found = found or (term is not None and heeds(term.expr, problem))
            yield term
    problem.memo["marked"] = found
    if goals and not found:
        for part in passages(problem):
            for term in _of_column(part, goals, problem):
                yield term if term is None else replace(term, cost=term.cost + part.cost)


def _of_column(column: Term, goals: Sequence[Goal], problem: Problem) -> Iterator[Term | None]:
    texts = column.values
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
        return
    if json_lines([str(text) for text in texts]):
        return
    plain = False
    ways = Ways([str(text) for text in texts])
    for goal in goals:
        if plain and goal.sorted and not goal.sorted_for_sure:
            continue  # lists so short are in order by chance
        for term in _found(column.expr, ways, goal, problem):
            plain = plain or (term is not None and not goal.sorted)
            yield term


def _goals(problem: Problem) -> Iterator[Goal]:
    outputs = problem.outputs
    lists = [each for each in outputs if isinstance(each, list)]
    if len(lists) == len(outputs) and all(type(item) in (int, float) for each in lists for item in each):
        yield from _number_lists(lists, problem)
        return
    for joiner, rows in targets(problem):
        yield from _arranged(joiner, rows)
    counts = [dict(each) for each in outputs if isinstance(each, dict)]
    if len(counts) == len(outputs) and all(type(count) is int for each in counts for count in each.values()):
        yield Goal(
            list(map(list, counts)), TALLY, lambda found: [dict(Counter(each)) for each in found] == counts
        )
    if all(type(each) is int for each in outputs):
        yield from _counted(problem)
    yield from _singles(problem)


def _singles(problem: Problem) -> Iterator[Goal]:
    """The one item that there is, as text or as a number; none where there is no answer."""
    outputs = problem.outputs
    some = [output for output in outputs if output is not None]
    if len(some) < LEAST or (len(some) == len(outputs) and len(some) < FEW) or len(set(map(repr, some))) < 2:
        return
    one = ONLY if len(some) == len(outputs) else ONLY_IF_ANY
    if all(isinstance(output, str) and output and "\n" not in output for output in some):
        rows = [[] if output is None else [str(output)] for output in outputs]
        yield Goal(rows, one, rows.__eq__, price=NAMED, named=True)
        for place, more in ((-1, 0.2), (0, 0.4)) if one is ONLY else ():
            yield Goal(
                rows,
                lambda expr, place=place: ops.AT(expr, place),  # type: ignore[misc]
                partial(_at_place, [row[0] for row in rows if row], place),
                price=NAMED + more,
                named=True,
            )
    elif one is ONLY and len(set(map(type, some))) == 1 and type(some[0]) in (int, float):
        yield from _numbers(problem)


def _at_place(outputs: Sequence[str], place: int, found: Sequence[Sequence[str]]) -> bool:
    """Whether the answers are the first or the last of what was found, of which there were several more than once."""
    several = sum(len(each) > 1 for each in found)
    return several > 1 and all(found) and [each[place] for each in found] == list(outputs)


def _numbers(problem: Problem) -> Iterator[Goal]:
    """A number, as it is written in the text with commas between its thousands."""
    number = ops.INT if type(problem.outputs[0]) is int else ops.FLOAT
    for column in own(problem):
        rows = [
            _written(str(text), output) for text, output in zip(column.values, problem.outputs, strict=True)
        ]
        if all(rows):
            yield Goal(
                rows,
                lambda expr: number(ops.REPLACE(ONLY(expr), ",", "")),
                rows.__eq__,
                price=NAMED,
                named=True,
                number=True,
            )


def _number_lists(lists: Sequence[Sequence[Any]], problem: Problem) -> Iterator[Goal]:
    """Lists of numbers, whole ones or others, as they are written in the texts."""
    kinds = {type(item) for each in lists for item in each}
    if len(kinds) > 1:
        return
    number = ops.INT if kinds == {int} else ops.FLOAT
    for column in own(problem):
        rows = [
            [written for item in items for written in _written(str(text), item)]
            for text, items in zip(column.values, lists, strict=True)
        ]
        if list(map(len, rows)) == list(map(len, lists)):
            body = number(ops.REPLACE(Item(), ",", ""))
            yield Goal(rows, lambda expr: ops.MAP(expr, body), rows.__eq__, SURE + OPEN, number=True)  # noqa: B023


def _written(text: str, output: Any) -> list[str]:
    """How a number is written in a text."""
    found = (each for each in re.findall(NUMBER, text[:LONGEST]) if float(each.replace(",", "")) == output)
    return list(islice(found, 1))


def _arranged(joiner: str | None, rows: list[list[str]]) -> Iterator[Goal]:
    """The items as they come, and in the orders that the outputs may be in."""
    yield Goal(rows, partial(_joined, joiner, None), rows.__eq__)
    ways: list[tuple[Operator, Any]] = sorted(ARRANGED, key=lambda each: _sorting(each[0]))
    for operator, arrange in ways:
        yield Goal(
            rows,
            partial(_joined, joiner, operator),
            partial(_gives, rows, arrange),
            SURE + operator.cost,
            sorted=_sorting(operator),
        )


def _sorting(operator: Operator) -> bool:
    return operator.name not in ("unique", "unique_any_case", "reversed")


def _joined(joiner: str | None, operator: Operator | None, items: Expr) -> Expr:
    arranged = items if operator is None else operator(items)
    return arranged if joiner is None else ops.JOIN(joiner, arranged)


def _gives(rows: list[list[str]], arrange: Callable[[Any], Any], lists: list[list[str]]) -> bool:
    """Whether the lists, put in this order, are the rows."""
    try:
        return lists != rows and [list(arrange(each)) for each in lists] == rows
    except (TypeError, ValueError):
        return False


def _counted(problem: Problem) -> Iterator[Goal]:
    """How often what another column holds is among the items."""
    for column in own(problem):
        if all(isinstance(value, str) and value for value in column.values):
            names = [str(value) for value in column.values]
            rows = [[name] if count else [] for name, count in zip(names, problem.outputs, strict=True)]

            def gives(lists: list[list[str]], names: list[str] = names) -> bool:
                return [each.count(name) for each, name in zip(lists, names, strict=True)] == list(
                    problem.outputs
                )

            yield Goal(rows, lambda expr, column=column: ops.COUNT_OF(expr, column.expr), gives)  # type: ignore[misc]


@final
class Ways:
    """Where items of texts begin and end, and what matches there: learned once for all that is made of the items."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._lefts: dict[int, tuple[Goal, list[Left]]] = {}
        self._bodies: dict[tuple[int, Left], list[tuple[str, bool]]] = {}
        self._matches: dict[str, list[list[str]]] = {}

    def lefts(self, goal: Goal) -> list[Left]:
        """What stands in front of the items, beginnings of lines first."""
        key = id(goal.rows)
        if key not in self._lefts:  # the goal is kept, or another one's rows might come to have this identity
            self._lefts[key] = goal, sorted(lefts(self.texts, goal.rows), key=lambda each: not each.line)
        return self._lefts[key][1]

    def bodies(self, left: Left, goal: Goal) -> list[tuple[str, bool]]:
        """Patterns of the items, and whether something closes them."""
        if goal.number:
            return [(f"({NUMBER})", True)]
        key = id(goal.rows), left
        if key not in self._bodies:
            self._bodies[key] = list(bodies(left, self.texts, goal.rows))
        return self._bodies[key]

    def matches(self, pattern: str) -> list[list[str]]:
        """All matches in each text."""
        if pattern not in self._matches:
            self._matches[pattern] = [re.findall(pattern, text) for text in self.texts]
        return self._matches[pattern]


def _found(column: Expr, ways: Ways, goal: Goal, problem: Problem) -> Iterator[Term | None]:
    rows, texts = goal.rows, ways.texts
    if not goal.least <= sum(map(len, rows)) <= ITEMS or not all(all(row) for row in rows):
        return
    if not all(item in text for text, row in zip(texts, rows, strict=True) for item in row):
        return
    if goal.named and not any("\n" in text for text in texts):
        return  # of one line, places say as much as words
    chosen, line = _chosen(column, ways, goal)
    exprs = list(dict.fromkeys(expr for expr, _ in chosen))[:VOTES]
    if exprs:
        expr = exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs)
        price = min(price for _, price in chosen) + THIN * (sum(map(len, rows)) < FEW)
        yield problem.term(goal.finish(expr), price + FIRST * (goal.number and line))


def _chosen(column: Expr, ways: Ways, goal: Goal) -> tuple[list[tuple[Expr, float]], bool]:
    """The lists that are wanted, with their prices, and whether all begin their lines."""
    chosen: list[tuple[Expr, float]] = []
    line = False
    for left in ways.lefts(goal):
        if line and not left.line and sum(map(len, goal.rows)) >= FEW:
            break  # what begins its line is looked for there
        if goal.named and not re.search(r"[^\W\d_]{2}", left.patterns[0]):
            continue
        for body, closed in ways.bodies(left, goal):
            found = _matching(column, ways, left, body, goal)
            if found is not None:
                line = left.line
                chosen.append((found, goal.price + (0.0 if closed else OPEN)))
    return chosen, line


def _in_one_run(texts: Sequence[str], pattern: str) -> bool:
    """Whether the items of each text stand in lines that follow one another, and some have several."""
    try:
        return any(len(in_one_run(text, pattern)) > 1 for text in texts)
    except MarkError:
        return False


def _matching(column: Expr, ways: Ways, left: Left, body: str, goal: Goal) -> Expr | None:
    """The list of what matches, if it gives what is wanted."""
    for pattern in left.patterns:
        lists = ways.matches(pattern + body)
        if goal.gives(lists):
            counts = [text.count(left.mark) if left.mark else -1 for text in ways.texts]
            for times in (1, 2):
                if counts == [times * len(each) for each in lists]:
                    return ALL_MARKED(column, pattern + body, left.mark, times)
            if pattern is not left.patterns[0] or len(left.patterns) < FEW:
                run = left.line and _in_one_run(ways.texts, pattern + body)
                return (IN_ONE_RUN if run else MARKED)(column, pattern + body)
    return None
