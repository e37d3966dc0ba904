"""What a search is given, and how parts of the grammar plug into it.

A *generator* is a function from a `Problem` to `Term`s, registered with `@generator`:

- ``columns``: values derived from the inputs that other generators may then take apart (the value under a
  JSON key, the lines of a document). They are offered as further sources beside the inputs.
- ``atoms``: strings of which outputs may be made by concatenation; useful where `Problem.useful` holds.
- ``programs``: complete answers, of any type. Those that do not give the outputs are dropped by the engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any, Literal

from llmjit.support.undefined import NO_VALUE
from llmjit.synthesis.expr import ABSENT, Expr, Input, cost, value_of
from llmjit.value import Value, same

Stage = Literal["columns", "atoms", "programs"]
MARGIN = 2.0
"""Programs dearer than the best by more than this have no say."""
OWN = 0.9
"""What an input costs of itself."""
TEXT_LIMIT = 2000
"""Longer texts are taken apart by cheap operators only."""

ROWS = 1000
"""The values of expressions are remembered for so many rows."""


@dataclass(frozen=True, slots=True)
class Term:
    """An expression with its values on all observations, and its cost."""

    expr: Expr
    values: tuple[Any, ...]
    cost: float


@dataclass(frozen=True)
class Problem:
    """Observations in columns, with a deadline (of `time.thread_time`: a busy machine finds what an idle one does)."""

    inputs: tuple[tuple[Value, ...], ...]
    outputs: tuple[Value, ...]
    names: tuple[str, ...] = ()
    instruction: str = ""
    deadline: float = field(default=float("inf"), compare=False)
    extra: tuple[Term, ...] = field(default=(), compare=False)
    ceiling: float = field(default=inf, compare=False)
    """The cost of programs that are too dear to be of use, where that is known."""
    asked: tuple[tuple[Value, ...], ...] = field(default=(), compare=False)
    """Inputs that are all the programs will be asked for, where that is known: elsewhere they may disagree."""
    whole: bool = field(default=True, compare=False)
    """Whether the outputs are the answers, and not one place of each."""
    beside: tuple[str, ...] = field(default=(), compare=False)
    """The texts in other places of the answers, which are written by the same hand."""
    shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What is true of texts whatever the observations: remembered, in bounds, for problems made of this one as well."""
    memo: dict[str, Any] = field(default_factory=dict, compare=False, init=False, repr=False)
    """What generators have found out about this problem, for one another."""

    def late(self, grace: float = 0.0) -> bool:
        """Whether the budget is spent, and so many seconds more; generators stop when it is."""
        now = time.monotonic()
        if now < self.memo.get("in time until", 0.0) + grace:
            return False  # a thread works no longer than the clock runs, which is asked at a twentieth of the cost
        left = self.deadline - time.thread_time()
        self.memo["in time until"] = now + left
        return left + grace < 0

    def found(self, price: float) -> None:
        """A program of this price gives the outputs: what is dearer by more than `MARGIN` is of no use any more.

        With an instruction anything may be.
        """
        if not self.instruction:
            self.memo["limit"] = min(self.memo.get("limit", inf), price + MARGIN)

    @property
    def limit(self) -> float:
        """The cost of programs that are too dear to be of use, as far as that is known by now."""
        known: float = self.memo.get("limit", inf)
        return min(self.ceiling, known)

    def too_dear(self, price: float) -> bool:
        """Whether a program of this price is of no use."""
        return price > self.limit

    @cached_property
    def columns(self) -> tuple[Term, ...]:
        """The inputs, then columns derived from them."""
        width = min(map(len, self.inputs), default=0)
        own = (Term(Input(i), tuple(row[i] for row in self.inputs), OWN) for i in range(width))
        return (*own, *self.extra)

    @cached_property
    def texts(self) -> tuple[Term, ...]:
        """Columns that are strings throughout."""
        return tuple(term for term in self.columns if all(isinstance(value, str) for value in term.values))

    def term(self, expr: Expr, price: float | None = None) -> Term | None:
        """Evaluate on all observations; None where it is undefined on any of them."""
        values = self.values(expr)
        if values and values[-1] is ABSENT:
            return None
        return Term(expr, tuple(values), cost(expr) if price is None else price)

    def values(self, expr: Expr) -> list[Any]:
        """The expression's value for each observation, `ABSENT` where it is undefined, and in all that follow."""
        found = []
        for row, known in zip(self.inputs, self._known, strict=True):
            value = value_of(expr, row, known)
            found.append(value)
            if value is ABSENT:
                break
        return found

    def value_at(self, row: tuple[Value, ...], expr: Expr) -> Any:
        """The expression's value for a row of inputs that is looked at often."""
        return value_of(expr, row, self._known_of(row))

    @cached_property
    def _known(self) -> list[dict[Expr, Any]]:
        return list(map(self._known_of, self.inputs))

    def _known_of(self, row: tuple[Value, ...]) -> dict[Expr, Any]:
        """The values of expressions for a row, shared with other problems that have it."""
        rows: dict[int, tuple[object, dict[Expr, Any]]] = self.shared.setdefault("values", {})
        if id(row) in rows or len(rows) < ROWS:
            return rows.setdefault(id(row), (row, {}))[1]
        return {}

    def solves(self, values: Sequence[object]) -> bool:
        """Whether these are the outputs."""
        return all(map(same, values, self.outputs))

    @cached_property
    def is_text(self) -> bool:
        """Whether every output is a string."""
        return all(isinstance(output, str) for output in self.outputs)

    def useful(self, values: Sequence[object]) -> bool:
        """Whether these strings occur in the outputs, each in its own, and are not all empty."""
        return any(values) and all(
            isinstance(value, str) and isinstance(output, str) and value in output
            for value, output in zip(values, self.outputs, strict=True)
        )


Generator = Callable[[Problem], Iterable[Term | None]]
_REGISTRY: dict[Stage, list[tuple[int, str, Generator]]] = {"columns": [], "atoms": [], "programs": []}


def generator(stage: Stage, priority: int = 50) -> Callable[[Generator], Generator]:
    """Register a generator; lower priorities run first, ties by name, whatever the order of imports."""

    def register(function: Generator) -> Generator:
        _REGISTRY[stage].append((priority, f"{function.__module__}.{function.__qualname__}", function))
        _REGISTRY[stage].sort(key=lambda entry: entry[:2])
        return function

    return register


def generate(stage: Stage, problem: Problem) -> Iterator[Term]:
    """All terms of one stage, until the deadline."""
    for _, _, function in _REGISTRY[stage]:
        try:
            for term in function(problem):
                if term is not None:
                    yield term
        except NO_VALUE:
            # A generator that odd data trip finds nothing in them; the others still may.
            continue
        if problem.late():
            return
