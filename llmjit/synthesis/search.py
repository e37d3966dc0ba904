"""The search: from observations to the programs that agree with all of them, best first."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from llmjit.synthesis.facade import Budget, Evidence, Hints, Observation, Ranked, Refusal, Synthesis
from llmjit.synthesis.problem import Problem, Term, generate
from llmjit.value import same


def synthesize(
    observations: Sequence[Observation], budget: Budget | None = None, hints: Hints | None = None
) -> Synthesis:
    """Find programs for observations; see `llmjit.synthesis`.

    Never raises for bad data; deterministic; keeps to the budget.
    """
    budget, hints = budget or Budget(), hints or Hints()
    kept = tuple(observations)
    refusal = refuse(kept)
    if refusal is not None:
        return Synthesis(refusal, observations=kept)
    problem = Problem(
        inputs=tuple(observation.inputs for observation in kept),
        outputs=tuple(observation.output for observation in kept),
        names=hints.names,
        instruction=hints.instruction or "",
        deadline=time.monotonic() + budget.seconds,
    )
    programs = solve(problem)
    if not programs:
        return Synthesis(
            Refusal("no_program", "no program of the grammar agrees with all"), observations=kept
        )
    evidence = Evidence(observations=len(kept), upper_bound=upper_bound(0, len(kept)))
    return Synthesis(None, programs, (), evidence, kept)


def refuse(observations: Sequence[Observation]) -> Refusal | None:
    """What can be said without searching."""
    for index, later in enumerate(observations[:1000]):
        for earlier in range(index):
            first = observations[earlier]
            if same(first.inputs, later.inputs) and not same(first.output, later.output):
                return Refusal("contradiction", "the same input has two answers", (earlier, index))
    if len(observations) < 2:
        return Refusal("too_few", "one observation does not show what the answer depends on")
    return None


def solve(problem: Problem) -> tuple[Ranked, ...]:
    """All programs found, best first."""
    found: dict[str, Ranked] = {}

    def keep(term: Term) -> None:
        if problem.solves(term.values):
            found.setdefault(repr(term.expr), Ranked(term.expr, term.cost))

    extra = tuple(generate("columns", problem))
    problem = Problem(
        problem.inputs, problem.outputs, problem.names, problem.instruction, problem.deadline, extra
    )
    for term in (*problem.columns, *generate("atoms", problem), *generate("programs", problem)):
        keep(term)
    return tuple(sorted(found.values(), key=lambda ranked: ranked.cost))


def upper_bound(errors: int, trials: int) -> float:
    """The 95 % upper bound of an error rate (Clopper-Pearson for no errors, a normal bound otherwise)."""
    if trials == 0:
        return 1.0
    if errors == 0:
        return float(1 - 0.05 ** (1 / trials))
    rate = errors / trials
    return min(1.0, rate + 1.645 * math.sqrt(rate * (1 - rate) / trials) + 1.35 / trials)
