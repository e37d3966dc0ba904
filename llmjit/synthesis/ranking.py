"""Which programs answer, and which must agree with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any

from llmjit.synthesis.doubts.needless import needless
from llmjit.synthesis.doubts.unread import heeds
from llmjit.synthesis.doubts.unshown import unshown
from llmjit.synthesis.doubts.words import names_words, widened
from llmjit.synthesis.expr import ABSENT, Apply, Const, Expr, evaluate_all
from llmjit.synthesis.facade import Draft, Ranked
from llmjit.synthesis.guards.parts import far_fetched, renamed
from llmjit.synthesis.hints import WORTH, fulfilled, wishes
from llmjit.synthesis.probes import probes
from llmjit.synthesis.problem import MARGIN, Problem
from llmjit.value import Value

DIGIT = 0.3
CANDIDATES = 100
GRACE = 0.2
"""Seconds beyond the budget in which programs are found that must agree: they make the answer safe."""
VOTERS = 6
"""How many programs may guard the best one."""


def select(found: Iterable[Ranked | Draft], problem: Problem) -> tuple[Ranked, ...]:
    """The best program, and those that guard it by having to agree with it.

    Of all programs within the margin, those few are kept that between them disagree with the best one
    wherever any does, on inputs like the observed ones.
    """
    programs = _distinct(found)
    best = next((each for each in programs if _fits(each, problem)), None)
    if best is None:
        return ()
    most = best.cost + MARGIN
    within = takewhile(lambda each: each.cost <= most and not problem.late(GRACE), programs)
    meant = _meant(best, problem)
    if problem.asked and not wishes(problem.instruction):
        doubt = _answering_otherwise(within, best, problem, meant)
        return (best,) if doubt is None else (best, doubt)
    best, doubts = steer(best, list(islice(filter(meant, within), CANDIDATES)), problem.instruction)
    if not names_words(best.expr):
        doubts = [_of_whole_words(each, problem) for each in doubts]
    inputs = problem.asked or probes(problem.inputs, problem.outputs) if doubts else ()
    return (best, *cover(best, doubts, inputs))


def _meant(best: Ranked, problem: Problem) -> Callable[[Ranked], bool]:
    """Whether a program fits, and may have been meant though the best one fits as well."""
    limit = best.cost + MARGIN + fitted(best.expr)
    reasons: list[Callable[[Expr], bool]] = []

    def meant(doubt: Ranked) -> bool:
        if not _fits(doubt, problem) or far_fetched(doubt.expr, best.expr):
            return False
        if not reasons:
            reasons.extend((needless(best.expr, problem), unshown(best.expr, problem)))
        return doubt.cost + fitted(doubt.expr) <= limit and not any(idle(doubt.expr) for idle in reasons)

    return meant


def _answering_otherwise(
    within: Iterable[Ranked], best: Ranked, problem: Problem, meant: Callable[[Ranked], bool]
) -> Ranked | None:
    """The first doubt that answers the rows asked otherwise than the best program: few do, and one is enough."""
    wanted = [problem.value_at(row, best.expr) for row in problem.asked]
    plain = not names_words(best.expr)

    def otherwise(doubt: Expr) -> bool:
        return any(
            own is not ABSENT and not _alike(own, problem.value_at(row, doubt))
            for own, row in zip(wanted, problem.asked, strict=True)
        )

    def maybe(doubt: Expr) -> bool:
        return otherwise(doubt) or (plain and names_words(doubt) and otherwise(widened(doubt)))

    nearer: list[Ranked] = []
    for each in within:
        if maybe(each.expr) and meant(each):
            doubt = _of_whole_words(each, problem) if plain else each
            if otherwise(doubt.expr):
                crowded = len(nearer) >= CANDIDATES and sum(map(meant, nearer)) >= CANDIDATES
                return None if crowded else doubt
        nearer.append(each)
    return None


def _fits(program: Ranked, problem: Problem) -> bool:
    return heeds(program.expr, problem) and agrees(program, problem)


def _distinct(found: Iterable[Ranked | Draft]) -> Iterator[Ranked]:
    """Different programs, cheapest first."""
    seen: set[Expr] = set()
    for each in sorted(found, key=lambda each: each.cost):
        expr = each.expr
        if expr not in seen:
            seen.add(expr)
            yield Ranked(expr, each.cost)


def steer(best: Ranked, others: list[Ranked], instruction: str) -> tuple[Ranked, list[Ranked]]:
    """The program that does most of what the instruction asks for, and those that do no less of it."""
    asked = wishes(instruction)
    if not asked or not others:
        return best, others
    done = {id(each): fulfilled(each.expr, asked) for each in (best, *others)}
    chosen = min((best, *others), key=lambda each: each.cost - WORTH * done[id(each)])
    rest = [each for each in (best, *others) if each is not chosen and done[id(each)] >= done[id(chosen)]]
    return chosen, rest


def _of_whole_words(doubt: Ranked, problem: Problem) -> Ranked:
    """The program with whole words for runs of letters, if that fits as well."""
    if not names_words(doubt.expr):
        return doubt
    wider = replace(doubt, expr=widened(doubt.expr))
    return wider if agrees(wider, problem) else doubt


def fitted(expr: Expr) -> float:
    """What the digits of fractions in a program cost as a voter: a scale can be fitted to anything that grows."""
    if isinstance(expr, Apply):
        return sum(map(fitted, expr.arguments))
    text = expr.value if isinstance(expr, Const) and isinstance(expr.value, str) else ""
    return DIGIT * len(text.strip("-0.")) if re.fullmatch(r"-?\d*\.\d{3,}", text) else 0.0


def agrees(program: Ranked, problem: Problem) -> bool:
    """Whether the program gives all outputs: search may take shortcuts, what is used may not."""
    return problem.solves(problem.values(program.expr))


def cover(best: Ranked, others: list[Ranked], inputs: Sequence[tuple[Value, ...]]) -> list[Ranked]:
    """A few of the others that disagree with the best wherever any does; greedy, nearest first on ties.

    What is not dearer comes first: dearer ones that disagree by having no value may not be heard (`where_applicable`).
    """
    known: dict[Expr, list[Any]] = {}
    wanted = evaluate_all(best.expr, inputs, known)
    doubts: list[set[int]] = []
    for other in others:
        pairs = enumerate(zip(wanted, evaluate_all(other.expr, inputs, known), strict=True))
        differing = {at for at, (own, value) in pairs if own is not ABSENT and not _alike(own, value)}
        # Probes need not show where parts with other names differ: each such reading is a doubt of its own.
        doubts.append(differing | ({len(inputs) + len(doubts)} if renamed(other.expr, best.expr) else set()))
    chosen: list[int] = []
    covered: set[int] = set()
    while others and len(chosen) < VOTERS:
        gains = [len(doubt - covered) for doubt in doubts]
        at = max(range(len(others)), key=lambda at: (gains[at] and others[at].cost <= best.cost, gains[at]))
        if not gains[at]:
            break
        chosen.append(at)
        covered |= doubts[at]
    return [others[at] for at in sorted(chosen)]


def _alike(left: Any, right: Any) -> bool:
    """Whether two answers are written alike, which tells types apart."""
    return left == right if type(left) is type(right) is str else repr(left) == repr(right)
