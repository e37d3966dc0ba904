"""Lists whose elements are kept, dropped and changed by rules learned from the elements themselves.

A text is taken apart; which of its pieces are kept, and what becomes of them, are problems of their own, with the
pieces as inputs. Outputs that are text may be such a list put together again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, final

from llmjit.synthesis import ranking
from llmjit.synthesis.choices.predicates import Partition, predicates
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, Operator
from llmjit.synthesis.facade import Draft, Ranked
from llmjit.synthesis.lists.endings import lengthened
from llmjit.synthesis.lists.orders import ARRANGED, JOINERS
from llmjit.synthesis.problem import Problem, Term, generate, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings import search as text_search
from llmjit.synthesis.texts.kinds import cut_columns

LONGEST = 5000
TOKENS = (
    r"\d+",
    r"[A-Za-z]+",
    r"\w+",
    r"\S+",
    r"[A-Z]{2,}",
    r"[A-Z][a-z]+",
    r"[A-Z]",
    r"-?\d+(?:\.\d+)?",
    r"\w",
)
ENCLOSED = (r'"([^"]*)"', r"'([^']*)'", r"\(([^()]*)\)", r"\[([^\[\]]*)\]", r"<([^<>]*)>", r"[#@]\w+")
DELIMITERS = ("\n", ", ", ",", "; ", ";", " ", "|", "-", "/", ".", "_")
MOST_ITEMS = 200
SAMPLE = 12
"""So many different elements are enough to learn a rule from."""
LEAST = 3
MOST_BASES = 3
LEAST_PRICE = 1.0
"""What a list costs at least that is taken apart and left as it is."""
CHANGED = 0.6
"""What it costs more at least to change the items, or to leave some out."""
LIKELY = 0.65
JOINING = 0.5
_WORDS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
REMEMBERED = 256
"""So many rules, and lists of questions, are kept for other rows of the same observations."""


@final
@dataclass(frozen=True, slots=True)
class Base:
    """A list made of a text, for each observation."""

    expr: Expr
    lists: tuple[tuple[str, ...], ...]
    price: float


@generator("programs", priority=60)
def list_programs(problem: Problem) -> Iterator[Term | None]:
    """Outputs that are lists of text, or such lists joined."""
    if problem.memo.get("nested") or problem.late() or problem.too_dear(LEAST_PRICE):
        return
    wanted = list(targets(problem))
    if not wanted:
        return
    bases = list(_bases(problem))
    for joiner, rows in wanted:
        tried = 0
        joining = 0.0 if joiner is None else JOINING
        for base in bases:
            if problem.late() or tried >= MOST_BASES:
                break
            found = _explain(base, rows, problem)
            if found is None:
                continue
            tried += 1
            expr, price = found
            yield problem.term(expr if joiner is None else ops.JOIN(joiner, expr), price + joining)


def targets(problem: Problem) -> Iterator[tuple[str | None, list[list[str]]]]:
    """The lists the outputs are, or may be after splitting at what joined them."""
    outputs = problem.outputs
    if all(isinstance(each, list) for each in outputs):
        rows = [list(each) for each in outputs if isinstance(each, list)]
        if all(isinstance(piece, str) for row in rows for piece in row) and any(rows):
            yield None, [[str(piece) for piece in row] for row in rows]
        return
    if not problem.is_text or max(len(str(each)) for each in outputs) > LONGEST:
        return
    texts = [str(each) for each in outputs]
    for joiner in JOINERS:
        rows = [(text.split(joiner) if joiner else list(text)) if text else [] for text in texts]
        several = [row for row in rows if len(row) > 1]
        lengths = set(map(len, rows))
        if len(several) >= 2 and (len(lengths) > 1 or (joiner.strip() and min(lengths) > 2)):
            yield joiner, rows


def _bases(problem: Problem) -> Iterator[Base]:
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST:
            continue
        for delimiter in DELIMITERS:
            if all(delimiter in text for text in texts) or (
                delimiter != " " and any(delimiter in t for t in texts)
            ):
                split = tuple(tuple(text.split(delimiter)) for text in texts)
                yield Base(ops.FIELDS(column.expr, delimiter), split, 1.0)
        marks = {mark for text in texts for mark in text[:500] if not mark.isalnum() and not mark.isspace()}
        runs = [re.escape(mark) + "+" for mark in sorted(marks)[:8]]
        for pattern in (*TOKENS, *ENCLOSED, *runs):
            lists = tuple(tuple(re.findall(pattern, text)) for text in texts)
            if any(lists):
                yield Base(ops.TOKENS(column.expr, pattern), lists, 1.2)
        if all(re.fullmatch(r"[0-9A-Za-z]+", text) for text in texts):
            yield Base(ops.TOKENS(column.expr, "."), tuple(map(tuple, texts)), 1.3)


def _explain(base: Base, rows: Sequence[Sequence[str]], problem: Problem) -> tuple[Expr, float] | None:
    """The rows as the base list, with elements dropped or changed."""
    if sum(map(len, base.lists)) > MOST_ITEMS * len(rows):
        return None
    if all(tuple(row) == items for row, items in zip(rows, base.lists, strict=True)):
        return base.expr, base.price
    arranged = _arranged(base, rows)
    if arranged is not None:
        return arranged
    if problem.too_dear(base.price + CHANGED):
        return None
    lengths = [(len(items), len(row)) for items, row in zip(base.lists, rows, strict=True)]
    if all(have == want for have, want in lengths):
        pairs = [
            (item, out)
            for items, row in zip(base.lists, rows, strict=True)
            for item, out in zip(items, row, strict=True)
        ]
        return _mapped(base.expr, pairs, base.price, problem)
    if all(have >= want for have, want in lengths):
        return _filtered(base, rows, problem)
    return None


def _arranged(base: Base, rows: Sequence[Sequence[str]]) -> tuple[Expr, float] | None:
    """The base list in another order. All orders that give the rows must agree."""
    moved = sum(list(items) != list(row) for items, row in zip(base.lists, rows, strict=True))
    if moved < 2:
        return None
    found: list[Expr] = []
    for operator, arrange in ARRANGED:
        try:
            if all(
                list(arrange(list(items))) == list(row) for items, row in zip(base.lists, rows, strict=True)
            ):
                found.append(operator(base.expr))
        except (TypeError, ValueError):
            continue
    if not found:
        return None
    return (found[0] if len(found) == 1 else UNANIMOUS(*found)), base.price + 0.7


def _mapped(
    expr: Expr, pairs: Sequence[tuple[str, str]], price: float, problem: Problem
) -> tuple[Expr, float] | None:
    known = dict(pairs)
    if len(known) < LEAST or any(known[item] != out for item, out in pairs):
        return None
    price += 0.6
    if all(item.strip() == out for item, out in pairs):
        return ops.MAP(expr, ops.STRIP(Item())), price + 0.3
    if not _related(known, all if problem.is_text else any):
        return None
    best = _learned(tuple(known.items())[:SAMPLE], problem)
    return (ops.MAP(expr, _agreed(best)), price + best[0].cost) if best else None


def _related(pairs: Mapping[str, str], enough: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether pieces have something in common with what they are to become: a word or a part of one, or numbers.

    A single character may stand for anything.
    """
    return enough(itertools.starmap(_alike, pairs.items()))


def _alike(item: str, out: str) -> bool:
    return (
        len(item) == 1
        or any(word in item.lower() for word in _WORDS.findall(out.lower()))
        or (bool(_DIGIT.search(item)) and bool(_DIGIT.search(out)))
        or not out.strip()
    )


def _learned(pairs: tuple[tuple[str, str], ...], problem: Problem) -> tuple[Ranked, ...]:
    """Programs that make the one of the other; the same pairs come again from lists cut in other ways."""
    rules: dict[Any, tuple[Ranked, ...]] = problem.shared.setdefault("rules", {})
    if pairs in rules:
        return rules[pairs]
    inner = _problem([item for item, _ in pairs], [out for _, out in pairs], problem)
    found: list[Ranked | Draft] = [
        Ranked(term.expr, term.cost) for term in generate("programs", inner) if inner.solves(term.values)
    ]
    found += text_search.programs(replace(inner, extra=tuple(filter(None, cut_columns(inner)))))
    best = ranking.select(found, inner)
    if len(rules) < REMEMBERED and not problem.late():
        rules[pairs] = best
    return best


def _questions(items: Sequence[str], problem: Problem) -> Mapping[Partition, Sequence[Term]]:
    """What may be asked of these items."""
    asked: dict[Any, dict[Partition, list[Term]]] = problem.shared.setdefault("questions", {})
    key = tuple(items)
    if key in asked:
        return asked[key]
    found = predicates(_problem(items, items, problem))
    if len(asked) < REMEMBERED and not problem.late():
        asked[key] = found
    return found


def _problem(items: Sequence[str], outputs: Sequence[Any], problem: Problem) -> Problem:
    inputs = tuple((item,) for item in items)
    inner = Problem(inputs, tuple(outputs), deadline=problem.deadline, shared=problem.shared)
    inner.memo["nested"] = True
    return inner


def _agreed(ranked: Sequence[Ranked]) -> Expr:
    exprs = [about_item(each.expr) for each in ranked[:4]]
    return exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs)


def about_item(expr: Expr) -> Expr:
    """The program with the element at hand for its input."""
    if isinstance(expr, Input):
        return Item()
    if isinstance(expr, Apply):
        return Apply(expr.operator, tuple(map(about_item, expr.arguments)))
    return expr


def _filtered(base: Base, rows: Sequence[Sequence[str]], problem: Problem) -> tuple[Expr, float] | None:
    """Elements kept by a rule that holds for every element, then perhaps changed."""
    items = list(dict.fromkeys(item for each in base.lists for item in each))[:MOST_ITEMS]
    wanted = {piece for row in rows for piece in row}
    if len(items) < LEAST:
        return None
    if wanted <= set(items):
        kept = tuple(item in wanted for item in items)
        if kept == tuple(bool(item.strip()) for item in items):
            return ops.FILTER(base.expr, ops.STRIP(Item())), base.price + 0.6
        inner = _problem(items, kept, problem)
        found = _questions(items, problem).get(kept, [])
        best = lengthened(ranking.select(_likely(_anchored(found, items)), inner), items)
        return (ops.FILTER(base.expr, _agreed(best)), base.price + 0.8 + best[0].cost) if best else None
    if problem.is_text and not all(map(_all_related, base.lists, rows)):
        return None  # whichever items are kept, not all can be made into what is wanted
    return _filtered_and_mapped(base, rows, items, problem)


def _all_related(items: Sequence[str], row: Sequence[str]) -> bool:
    """Whether there is an item for everything wanted that has something in common with it."""
    return all(any(_alike(item, out) for item in items) for out in row)


def _anchored(terms: Sequence[Term], items: Sequence[str]) -> Sequence[Term]:
    """The rules, without those that ask whether an item holds a mark where all that do begin with it, or end so.

    A line that begins with ``>`` is a quotation, one that has it further on is none. So must `LEAST` items have it.
    """
    ends = {ops.STARTS: str.startswith, ops.ENDS: str.endswith}
    marks = set()
    for each in terms:
        operator, mark = _asked(each.expr)
        if operator in ends and sum(ends[operator](item, mark) for item in items) >= LEAST:
            marks.add(mark)
    return [
        each
        for each in terms
        if _asked(each.expr)[0] is not ops.CONTAINS or _asked(each.expr)[1] not in marks
    ]


def _asked(expr: Expr) -> tuple[Operator | None, str]:
    """What a rule asks of an item, or denies, and the mark that it asks for."""
    if not isinstance(expr, Apply):
        return None, ""
    if expr.operator is ops.NOT:
        return _asked(expr.arguments[0])
    mark = expr.arguments[-1]
    return expr.operator, str(mark.value) if isinstance(mark, Const) else ""


def _likely(terms: Sequence[Term]) -> list[Ranked]:
    """The rules that may tell elements apart: not their sizes, where their forms do."""
    return [Ranked(each.expr, each.cost) for each in terms if each.cost <= terms[0].cost + LIKELY]


def _filtered_and_mapped(
    base: Base, rows: Sequence[Sequence[str]], items: Sequence[str], problem: Problem
) -> tuple[Expr, float] | None:
    """The cheapest rule that keeps as many elements as are wanted, of which the outputs can be made."""
    inner = _problem(items, items, problem)
    at = {item: index for index, item in enumerate(items)}
    tries = 0
    for kept, terms in sorted(_questions(items, problem).items(), key=lambda each: each[1][0].cost):
        lists = [[item for item in each if item in at and kept[at[item]]] for each in base.lists]
        if tries >= MOST_BASES or any(len(a) != len(b) for a, b in zip(lists, rows, strict=True)):
            continue
        tries += 1
        pairs = [
            (item, out)
            for each, row in zip(lists, rows, strict=True)
            for item, out in zip(each, row, strict=True)
        ]
        asked = replace(inner, outputs=kept)
        best = lengthened(ranking.select(_likely(_anchored(terms, items)), asked), items)
        price = base.price + 0.8 + best[0].cost
        found = _mapped(ops.FILTER(base.expr, _agreed(best)), pairs, price, problem)
        if found is not None:
            return found
    return None
