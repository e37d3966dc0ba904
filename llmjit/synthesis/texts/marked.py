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
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, final

from llmjit.support.marked import all_marked, only, only_if_any, tally
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.doubts.lists import ORDERS
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.lists.rules import ARRANGED, targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import common_prefix

MARKED = Operator("marked", ("str", "str"), "list", "re.findall({1}, {0})", 0.5, (), ("re",))
ALL_MARKED = Operator(
    "all_marked",
    ("str", "str", "str"),
    "list",
    "all_marked({0}, {1}, {2})",
    0.5,
    (all_marked,),
    needs="an item behind each {2} in {0}",
)
TALLY = Operator("tally", ("list",), "dict", "tally({0})", 0.5, (tally,))
ONLY = Operator("only", ("list",), "str", "only({0})", 0.3, (only,), needs="one item: {0}")
ONLY_IF_ANY = Operator("only_if_any", ("list",), "any", "only_if_any({0})", 0.3, (only_if_any,))
HOW_OFTEN = Operator("how_often", ("list", "any"), "int", "{0}.count({1})", 0.5)
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
PLACES = 6
MARK = 16
"""No mark is longer."""
REACH = 400
"""No item between two marks is longer: a mark that is never closed takes no longer than this to be given up."""
FEW = 3
VOTES = 4
RUNS = ((r"\w+(?:[.-]\w+)*", r"\w+", r"\d+"), (r"\w+(?:[.'-]\w+)*",), (r"[^\s,;]+", r"\S+"))
"""What items are made of that nothing closes: of the first group that holds them all, each that does must agree."""
NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?"
OPENERS = {"]": "[", ")": "(", "}": "{"}
SENTENCE = ",.;!?"
"""Marks that may stand behind an item without belonging to it."""


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
    for column in own(problem) if goals else ():
        texts = column.values
        if all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            plain = False
            for goal in goals:
                if plain and goal.sorted and not goal.sorted_for_sure:
                    continue  # lists so short are in order by chance
                for term in _found(column.expr, [str(text) for text in texts], goal, problem):
                    plain = plain or (term is not None and not goal.sorted)
                    yield term


def _goals(problem: Problem) -> Iterator[Goal]:
    outputs = problem.outputs
    lists = [each for each in outputs if isinstance(each, list)]
    if len(lists) == len(outputs) and all(type(item) is int for each in lists for item in each):
        whole = [list(map(str, each)) for each in lists]
        yield Goal(whole, lambda expr: ops.MAP(expr, ops.INT(Item())), whole.__eq__)
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
    elif one is ONLY and len(set(map(type, some))) == 1 and type(some[0]) in (int, float):
        yield from _numbers(problem)


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
    return operator.name not in ("unique", "reversed")


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

            yield Goal(rows, lambda expr, column=column: HOW_OFTEN(expr, column.expr), gives)  # type: ignore[misc]


def _found(column: Expr, texts: Sequence[str], goal: Goal, problem: Problem) -> Iterator[Term | None]:
    rows = goal.rows
    if not goal.least <= sum(map(len, rows)) <= ITEMS or not all(all(row) for row in rows):
        return
    if not all(item in text for text, row in zip(texts, rows, strict=True) for item in row):
        return
    if goal.named and not any("\n" in text for text in texts):
        return  # of one line, places say as much as words
    chosen: list[tuple[Expr, float]] = []
    for left in _lefts(texts, rows):
        if goal.named and not re.search(r"[^\W\d_]{2}", left.patterns[0]):
            continue
        for body, closed in ((f"({NUMBER})", True),) if goal.number else _bodies(left, texts, rows):
            found = _matching(column, texts, left, body, goal)
            if found is not None:
                chosen.append((found, goal.price + (0.0 if closed else OPEN)))
    if goal.number and chosen and all(left.line for left in _lefts(texts, rows)):
        chosen = [(expr, price + FIRST) for expr, price in chosen]
    exprs = list(dict.fromkeys(expr for expr, _ in chosen))[:VOTES]
    if exprs:
        expr = exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs)
        price = min(price for _, price in chosen) + THIN * (sum(map(len, rows)) < FEW)
        yield problem.term(goal.finish(expr), price)


def _matching(column: Expr, texts: Sequence[str], left: Left, body: str, goal: Goal) -> Expr | None:
    """The list of what matches, if it gives what is wanted."""
    for pattern in left.patterns:
        lists = [re.findall(pattern + body, text) for text in texts]
        if goal.gives(lists):
            counts = [text.count(left.mark) if left.mark else -1 for text in texts]
            if counts == list(map(len, lists)):
                return ALL_MARKED(column, pattern + body, left.mark)
            return MARKED(column, pattern + body)
    return None


@final
@dataclass(frozen=True, slots=True)
class Left:
    """What stands in front of items: patterns, the strictest first, and the mark, but where lines begin with it."""

    patterns: tuple[str, ...]
    mark: str
    line: bool


def _lefts(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Left]:
    """What stands in front of every item somewhere: the longest that begins with a whole word, and the shortest."""
    padded = ["\n" + text for text in texts]
    pairs = [(text, item) for text, row in zip(padded, rows, strict=True) for item in row]
    text, first = pairs[0]
    seen: set[str] = set()
    for place in islice(re.finditer(re.escape(first), text), PLACES):
        known = [
            mark
            for mark in _endings(text[: place.start()])
            if all(mark + item in whole for whole, item in pairs)
        ]
        longest = _whole(known[-1], pairs) if known else ""
        short = [] if len(longest) > 1 and not re.search(r"[\w\s]", longest) else known[:2]
        for mark in dict.fromkeys((longest, *(_whole(each, pairs) for each in short))):
            if mark and mark not in seen and (not mark.isspace() or mark == "\n"):
                seen.add(mark)
                yield _left(mark, pairs)
    yield from _numbered(pairs)


def behind_marks(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether all items stand behind the same two or more signs, and in front of the same, which says what they are."""
    if sum(map(len, rows)) < FEW or not all(all(row) for row in rows):
        return False
    lefts = [left for left in _lefts(texts, rows) if re.fullmatch(r"[^\w\s]{2,}", left.mark)]
    return any(closed for left in lefts for _, closed in _bodies(left, texts, rows))


def _endings(before: str) -> list[str]:
    """What a text ends with, the shortest first, within its last line."""
    found = []
    for length in range(1, min(MARK, len(before)) + 1):
        found.append(before[-length:])
        if before[-length] == "\n":
            break
    return found


def _whole(mark: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The mark without a part of a word that it begins with, and without space."""
    if mark.startswith("\n"):
        return mark
    if mark[:1].isalnum() and any(re.search(rf"\w{re.escape(mark + item)}", text) for text, item in pairs):
        mark = mark.lstrip("".join(filter(str.isalnum, mark)))
    return mark.lstrip(" \t")


def _left(mark: str, pairs: Sequence[tuple[str, str]]) -> Left:
    escaped = re.escape(mark.removeprefix("\n")).replace("\\ ", " ")
    if mark.startswith("\n"):
        return Left(("(?m)^" + escaped,), "", True)
    if mark[0].isalnum():
        return Left((r"(?<!\w)" + escaped,), mark, False)
    opened = _opened(mark, pairs)
    if opened:
        return Left((opened + escaped,), "", False)
    return Left((rf"(?<![\w{re.escape(mark[0])}])" + escaped, escaped), mark, False)


def _opened(mark: str, pairs: Sequence[tuple[str, str]]) -> str:
    """What a bracket that a mark closes was opened by in all texts, where another sign stood before: ``![``."""
    if mark[0] not in OPENERS or len(mark) < FEW - 1:
        return ""
    opener, closer = re.escape(OPENERS[mark[0]]), re.escape(mark[0])
    within = rf"{opener}[^{opener}{closer}\n]{{0,{REACH}}}"
    signs = set()
    for text, item in pairs:
        found = re.search(rf"(.?){within}{re.escape(mark + item)}", text)
        signs.add(found[1] if found else "")
    sign = signs.pop() if len(signs) == 1 else ""
    return re.escape(sign) + within if re.fullmatch(r"[^\w\s]", sign) else ""


def _numbered(pairs: Sequence[tuple[str, str]]) -> Iterator[Left]:
    """Beginnings of lines that are alike but for their numbers."""
    shared: set[str] | None = None
    for text, item in pairs:
        befores = {
            text[: each.start()].rpartition("\n")[2]
            for each in islice(re.finditer(re.escape(item), text), PLACES)
        }
        forms = {re.sub(r"\d+", "0", before) for before in befores if len(before) <= 3 * MARK}
        shared = forms if shared is None else shared & forms
    for form in sorted(each for each in shared or () if "0" in each):
        yield Left(("(?m)^" + re.escape(form).replace("\\ ", " ").replace("0", r"\d+"),), "", True)


def _bodies(left: Left, texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, bool]]:
    """Patterns of items, with a group for each, and whether something closes them."""
    afters = []
    for text, row in zip(texts, rows, strict=True):
        for item in row:
            place = re.search(left.patterns[-1] + re.escape(item), text)
            if place is None:
                return
            afters.append(text[place.end() :][:FEW] + "\n")
    close = common_prefix(afters)
    if close.startswith("\n") and (left.line or len(left.mark) > 1):
        yield r"([^\n]+)", left.line
        if left.line:
            return
    mark = close[:1]
    if mark and not mark.isalnum() and not mark.isspace():
        yield from ((body, True) for body in _closed(left, close))
        if mark not in SENTENCE:
            return
    items = [item for row in rows for item in row]
    for group in RUNS:
        kept = [pattern for pattern in group if all(re.fullmatch(pattern, item) for item in items)]
        yield from ((rf"({pattern})", False) for pattern in kept)
        if kept:
            return


def _closed(left: Left, close: str) -> Iterator[str]:
    """Items up to the marks that close them, and that where these end a line."""
    signs = _punctuation(close)
    until = rf"([^{re.escape(signs[0])}\n]{{1,{REACH}}}){re.escape(signs)}"
    yield until
    if left.line and close[len(signs) :].startswith("\n"):
        yield until + "$"


def _punctuation(close: str) -> str:
    """The marks that a text begins with: in front of words, which are no part of what closes an item."""
    found = re.match(r"[^\w\s]+", close)
    return found[0] if found else ""
