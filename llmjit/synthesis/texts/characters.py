"""Texts changed as wholes: padded, cut short, masked, repeated, their letters or items without repetition or in order.

Each looks first for the sign of its change in lengths, or in marks that only the outputs have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from llmjit.support import text as support
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.numbers.counts import CHARACTERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

PREFIXED = Operator("prefixed", ("str", "str"), "str", "({1} + {0} if {0} else '')", 0.8)
PAD_LEFT = ops.PAD_LEFT
PAD_RIGHT = ops.PAD_RIGHT
TAIL = Operator("tail", ("str", "int"), "str", "{0}[-{1}:]", 0.9)
DISTINCT = Operator("distinct", ("any",), "list", "list(dict.fromkeys({0}))", 0.6)
ORDERED = Operator("ordered", ("any",), "list", "sorted({0})", 0.6)
BACKWARDS = Operator("backwards", ("list",), "list", "{0}[::-1]", 0.6)
REPEAT = Operator("repeat", ("str", "int"), "str", "{0} * {1}", 0.8)
REST = Operator("rest", ("str", "int"), "int", "len({0}) - {1}", 0.6)
UNCAPITALIZED = Operator("uncapitalized", ("str",), "str", "({0}[:1].lower() + {0}[1:])", 0.6)
LONGEST_OF = Operator("longest_of", ("list",), "str", "max({0}, key=len)", 0.9)
SHORTEST_OF = Operator("shortest_of", ("list",), "str", "min({0}, key=len)", 1.0)
LONGER = Operator("longer", ("str", "int"), "bool", "(len({0}) > {1})", 0.6)
MASKED_REST = Operator(
    "masked_rest", ("str", "int", "str"), "str", "masked_rest({0}, {1}, {2})", 0.9, (support.masked_rest,)
)
IN_PLACE = -1.0
"""Marks in the places of all characters of a kind are no constant, whatever form the text has."""
PARTED = ("@", " ", "-", "/", ".")
LONG = 400
SHOWN = 2
"""So many rows must show a change of order."""
MASKS = "*xX#•"


INITIAL = Operator(
    "initial", ("str",), "str", "initial({0})", 0.5, (support.initial,), needs="a single name in {0}"
)


@generator("atoms", priority=44)
def initials(problem: Problem) -> Iterator[Term | None]:
    """The first letters of cells that are single names."""
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if all(
            len(text) > 1 and text.isalpha() and text[0].isupper() and text[1:].islower() for text in texts
        ):
            term = problem.term(INITIAL(column.expr), column.cost)
            if term is not None and problem.useful(term.values):
                yield term


@generator("atoms", priority=63)
def changed_texts(problem: Problem) -> Iterator[Term | None]:
    """Texts changed as wholes, for all inputs that are short texts."""
    outputs = [str(output) for output in problem.outputs]
    if max(map(len, outputs)) > LONG:
        return
    for column in problem.texts[:6]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONG:
            continue
        for source in (_padded, _cut_short, _masked, _masked_in_place, _listed):
            for expr, cost in source(column.expr, texts, outputs):
                yield problem.term(expr, column.cost + cost)
        yield from _repeated(column, problem)
        for expr in _where_there(column.expr, texts, outputs):
            yield problem.term(expr, column.cost + 0.9)
        if problem.late():
            return


def _where_there(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[Expr]:
    """A text with the marks before it, and neither where it is empty."""
    if all(texts) or not any(texts):
        return
    for change, source in ((str, expr), (str.upper, ops.UPPER(expr)), (str.lower, ops.LOWER(expr))):
        changed = [change(text) for text in texts]
        heads = [output[: output.rfind(text)] for text, output in zip(changed, outputs, strict=True) if text]
        if all(text in output for text, output in zip(changed, outputs, strict=True)):
            marks = [re.search(r"[^\w\n]{0,3}$", head) for head in heads]
            found = {mark[0] for mark in marks if mark}
            shortest = min(found, key=len)
            if shortest and all(mark.endswith(shortest) for mark in found):
                yield PREFIXED(source, shortest)


def _padded(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """Filled up to a width; longer texts stay as they are."""
    pairs = [(text, output) for text, output in zip(texts, outputs, strict=True) if text != output]
    widths = {len(output) for _, output in pairs}
    if len(pairs) < 2 or len(widths) != 1 or any(len(text) >= len(output) for text, output in pairs):
        return
    width = widths.pop()
    fillers = {output[0] for _, output in pairs} | {output[-1] for _, output in pairs}
    for mark in sorted(fillers - {text[:1] for text, _ in pairs}):
        if not mark.isalnum() or mark in "0x":
            yield PAD_LEFT(expr, width, mark), 1.0
            yield PAD_RIGHT(expr, width, mark), 1.0


def _cut_short(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """So many characters, or all where there are fewer; or so many and a mark that there were more."""
    most = max(map(len, outputs))
    if most > 0 and any(len(text) <= most for text in texts) and any(len(text) > most for text in texts):
        yield ops.HEAD(expr, most), 0.6
        yield TAIL(expr, most), 0.7
    cut = [(text, output) for text, output in zip(texts, outputs, strict=True) if text != output]
    whole = [len(text) for text, output in zip(texts, outputs, strict=True) if text == output]
    tails = {found[0] for _, output in cut if (found := re.search(r"[^\w\s]+$|\u2026$", output))}
    if not cut or not whole or len(tails) != 1:
        return
    tail = tails.pop()
    kept = {len(output) - len(tail) for _, output in cut}
    if len(kept) != 1 or max(whole) >= min(len(text) for text, _ in cut):
        return
    size = kept.pop()
    short = ops.CONCAT(ops.HEAD(expr, size), tail)
    limits = (
        {size, size + len(tail)}
        - set(range(0, max(whole)))
        - set(range(min(len(text) for text, _ in cut), size + 9))
    )
    ways = [ops.IF(LONGER(expr, limit), short, expr) for limit in sorted(limits)]
    if ways:
        yield (ways[0] if len(ways) == 1 else UNANIMOUS(*ways)), 1.5


def _masked_in_place(
    expr: Expr, texts: Sequence[str], outputs: Sequence[str]
) -> Iterator[tuple[Expr, float]]:
    """A mark for every digit, or letter and digit, but the last few; all else stays where it is."""
    pairs = list(zip(texts, outputs, strict=True))
    marks = {mark for text, output in pairs for mark in MASKS if mark in output and mark not in text}
    if len(marks) != 1 or not all(len(text) == len(output) for text, output in pairs):
        return
    mark = marks.pop()
    for kind, other in ((r"\d", r"\D"), (r"[^\W_]", r"[\W_]")):
        left = {len(re.findall(kind, output.replace(mark, ""))) for output in outputs}
        for kept in left if len(left) == 1 else ():
            pattern = rf"{kind}(?=(?:{other}*{kind}){{{kept}}})" if kept else kind
            yield ops.SUBSTITUTE(expr, pattern, mark), IN_PLACE


def _masked(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """A mark for every character but a few."""
    for mark in MASKS:
        if all(mark * 2 in output for output in outputs) and not any(mark * 2 in text for text in texts):
            runs = [max(re.findall(rf"{re.escape(mark)}+", output), key=len) for output in outputs]
            left = {len(text) - len(run) for text, run in zip(texts, runs, strict=True)}
            if len(left) == 1 and len(set(map(len, runs))) > 1 and min(left) >= 0:
                yield REPEAT(mark, REST(expr, left.pop())), 0.0
            elif len(left) > 1:
                yield from _part_masked(expr, texts, mark, runs)


def _part_masked(
    expr: Expr, texts: Sequence[str], mark: str, runs: Sequence[str]
) -> Iterator[tuple[Expr, float]]:
    """A mark for every character but a few of what stands before or behind another mark, as in mail addresses."""
    for cut in PARTED:
        for at in (0, -1) if all(cut in text for text in texts) else ():
            parts = [text.split(cut)[at] for text in texts]
            left = {len(part) - len(run) for part, run in zip(parts, runs, strict=True)}
            if len(left) == 1 and min(left) >= 0 and len(set(map(len, runs))) > 1:
                yield MASKED_REST(ops.AT(ops.FIELDS(expr, cut), at), left.pop(), mark), 0.0


def _repeated(column: Term, problem: Problem) -> Iterator[Term | None]:
    """As often as another column says."""
    for other in problem.columns[:6]:
        if all(type(value) is int and 0 <= value <= 40 for value in other.values):
            yield problem.term(REPEAT(column.expr, other.expr), column.cost + 0.8)


def _listed(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """Letters or items, each once, sorted, backwards; the longest; words joined as in camelCase."""
    lists: list[tuple[Expr, str, list[list[str]], float]] = []
    if not all(" " in text for text in texts):
        lists.append((CHARACTERS(expr), "", [list(text) for text in texts], 0.2))
    for glue in (", ", ",", ";", "; ", " ", "-", "|", "/"):
        if any(glue in text for text in texts):
            split: Expr = ops.WORDS(expr) if glue == " " else ops.FIELDS(expr, glue)
            lists.append((split, glue, [text.split(None if glue == " " else glue) for text in texts], 0.0))
    goal = [Counter(re.findall(r"\w", output.lower())) for output in outputs]
    for split, glue, rows, price in lists:
        if any(len(row) > 1 for row in rows):
            held = [Counter(re.findall(r"\w", "".join(row).lower())) for row in rows]
            if all(wanted <= have for wanted, have in zip(goal, held, strict=True)):
                yield from _reordered(split, glue, rows, price)
    words = ops.TOKENS(expr, r"[^\W_]+")
    yield UNCAPITALIZED(ops.JOIN("", ops.MAP(words, ops.TITLE(Item())))), 1.0
    parts = ops.TOKENS(expr, r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
    if any(re.search("[a-z][A-Z]", text) for text in texts):
        for glue in ("_", "-", " "):
            if any(glue in output for output in outputs):
                yield ops.JOIN(glue, parts), 1.0
                yield ops.LOWER(ops.JOIN(glue, parts)), 1.3
                yield ops.UPPER(ops.JOIN(glue, parts)), 1.4
                yield ops.JOIN(glue, ops.MAP(parts, ops.TITLE(Item()))), 1.4
                yield ops.CAPITALIZE(ops.JOIN(glue, parts)), 1.5


def _reordered(
    split: Expr, glue: str, rows: Sequence[list[str]], price: float
) -> Iterator[tuple[Expr, float]]:
    """Changes of the order that show in two rows, or of the number that show in one."""
    repeats = sum(len(set(row)) < len(row) for row in rows)
    unsorted = sum(sorted(row) != row for row in rows)
    if repeats:
        yield ops.JOIN(glue, DISTINCT(split)), 1.2 + price
    if unsorted >= SHOWN:
        yield ops.JOIN(glue, ORDERED(split)), 1.2 + price
        if repeats:
            yield ops.JOIN(glue, ORDERED(DISTINCT(split))), 1.6 + price
    if glue:
        yield ops.JOIN(glue, BACKWARDS(split)), 1.2 + price
        yield LONGEST_OF(split), 1.1
        yield SHORTEST_OF(split), 1.3
