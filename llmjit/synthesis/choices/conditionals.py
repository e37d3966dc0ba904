"""Programs that do one thing or another, where no single one fits all observations.

Every side of a condition must rest on at least two observations. Where all but one observation of at least six
agree on a program, the odd one is left out: the program says nothing of inputs that look like it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from llmjit.synthesis.choices.predicates import Partition, predicates
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.strings import operators as ops

Solve = Callable[[Problem], tuple[Ranked, ...]]
PARTITIONS = 14
SIDE = 2
"""Observations that each side of a condition needs."""
MOST_OF = 12
MOST = 5
"""Observations that must agree before an odd one may be left out."""


def branches(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Conditional programs, with variants that guard them."""
    divisions = predicates(problem)
    order = sorted(divisions, key=lambda each: (divisions[each][0].cost, each))
    tried = 0
    for partition in order:
        yes = [at for at, value in enumerate(partition) if value]
        no = [at for at, value in enumerate(partition) if not value]
        if len(yes) < SIDE or len(no) < SIDE or _opposite(partition) in order[: order.index(partition)]:
            continue
        tried += 1
        if tried > PARTITIONS or problem.late():
            return
        first = solve(subset(problem, yes))
        second = solve(subset(problem, no)) if first and not problem.late() else ()
        if first and second:
            yield from _joined(divisions[partition], first, second)


def _opposite(partition: Partition) -> Partition:
    return tuple(not value for value in partition)


def _joined(tests: Sequence[Term], first: Sequence[Ranked], second: Sequence[Ranked]) -> Iterator[Ranked]:
    cost = tests[0].cost + ops.IF.cost + first[0].cost + second[0].cost

    def program(test: Term, yes: Ranked, no: Ranked) -> Ranked:
        extra = test.cost - tests[0].cost + yes.cost - first[0].cost + no.cost - second[0].cost
        return Ranked(ops.IF(test.expr, yes.expr, no.expr), cost + extra)

    yield program(tests[0], first[0], second[0])
    for test in tests[1:12]:
        yield program(test, first[0], second[0])
    for other in first[1:]:
        yield program(tests[0], other, second[0])
    for other in second[1:]:
        yield program(tests[0], first[0], other)


def all_but_one(problem: Problem, solve: Solve) -> tuple[Ranked, ...]:
    """Programs that leave out the one observation that does not fit."""
    count = len(problem.outputs)
    if count <= MOST or count > MOST_OF:
        return ()
    for odd in range(count):
        if problem.late():
            break
        kept = [at for at in range(count) if at != odd]
        found = solve(subset(problem, kept))
        if not found:
            continue
        tests = predicates(problem).get(tuple(at != odd for at in range(count)), [])
        if tests:
            return tuple(Ranked(ops.WHEN(tests[0].expr, ranked.expr), ranked.cost) for ranked in found)
    return ()


def subset(problem: Problem, rows: Sequence[int]) -> Problem:
    """The problem of some of the observations."""
    inputs = tuple(problem.inputs[at] for at in rows)
    return replace(problem, inputs=inputs, outputs=tuple(problem.outputs[at] for at in rows), extra=())
