"""The search: from observations to the programs that agree with all of them, best first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from llmjit.synthesis import ranking, text_search
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.facade import Budget, Evidence, Hints, Observation, Ranked, Refusal, Synthesis
from llmjit.synthesis.guards import mine
from llmjit.synthesis.naming import parameter_names
from llmjit.synthesis.problem import Problem, generate
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
        missing = Refusal("no_program", "no program of the grammar agrees with all observations")
        return Synthesis(missing, observations=kept)
    evidence = Evidence(observations=len(kept), upper_bound=upper_bound(0, len(kept)))
    names = parameter_names(hints.names, len(kept[0].inputs))
    return Synthesis(None, programs, mine(kept, names, programs[0].expr), evidence, kept, names)


def refuse(observations: Sequence[Observation]) -> Refusal | None:
    """What can be said without searching."""
    seen: dict[str, int] = {}
    for index, later in enumerate(observations):
        earlier = seen.setdefault(repr(later.inputs), index)
        if not same(observations[earlier].output, later.output):
            return Refusal("contradiction", "the same input has two answers", (earlier, index))
    if len(seen) < 2:
        return Refusal("too_few", "one observation does not show what the answer depends on")
    return None


def solve(problem: Problem) -> tuple[Ranked, ...]:
    """The programs to be used: the best, and those that guard it by having to agree."""
    problem = replace(problem, extra=tuple(generate("columns", problem)))
    found: list[Ranked] = []
    for term in (*problem.columns, *generate("programs", problem)):
        if problem.solves(term.values):
            found.append(Ranked(term.expr, term.cost))
    if problem.is_text:
        found.extend(text_search.programs(problem))
    return ranking.select(found, problem.inputs)
