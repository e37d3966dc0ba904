"""The search: from observations to the programs that agree with all of them, best first."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from llmjit.synthesis import ranking
from llmjit.synthesis.acceptance import leave_one_out, refuted
from llmjit.synthesis.chance import by_chance
from llmjit.synthesis.choices import optional
from llmjit.synthesis.choices.conditionals import all_but_one, branches, subset
from llmjit.synthesis.choices.one_shot import one_shot
from llmjit.synthesis.choices.thin import exceptions
from llmjit.synthesis.choices.verdicts import verdicts
from llmjit.synthesis.choices.vocabulary import lookups
from llmjit.synthesis.collector import fewer_collections
from llmjit.synthesis.doubts.dates import calendar_days, widened
from llmjit.synthesis.doubts.inapplicable import where_applicable
from llmjit.synthesis.doubts.lists import other_readings
from llmjit.synthesis.doubts.unread import heeds
from llmjit.synthesis.emission.naming import parameter_names
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.facade import (
    Budget,
    Draft,
    Evidence,
    Hints,
    Observation,
    Ranked,
    Refusal,
    Synthesis,
)
from llmjit.synthesis.guards.mine import guarded
from llmjit.synthesis.guards.singular import odd_one
from llmjit.synthesis.lists import composite, elements
from llmjit.synthesis.lists.columns import counted_texts, listed_records
from llmjit.synthesis.lists.marks import accounted
from llmjit.synthesis.plain import plain
from llmjit.synthesis.problem import Problem, generate
from llmjit.synthesis.refusals import BEYOND, missing, refuse, single
from llmjit.synthesis.regarded import check_all, fits, regarded
from llmjit.synthesis.strings import search as text_search
from llmjit.synthesis.texts.absent import absent

SAMPLE = 16
"""More observations than these are sampled."""
ROUNDS = 5
DEAR = 4.0
"""Where programs cost so much, a part may be there only where a field is."""
ODD = "one observation is at odds with the others, of which each copies a part of its input"
UNFORETOLD = "observations are foretold wrongly from the others"
CHECK = 5e-5
"""Seconds set aside for each observation: to check programs and guards on it."""


def synthesize(
    observations: Sequence[Observation], budget: Budget | None = None, hints: Hints | None = None
) -> Synthesis:
    """Find programs for observations; see `llmjit.synthesis`.

    Never raises for bad data; keeps to the budget; deterministic unless the budget cuts it short. Of very many
    observations a part is looked at (`regarded`), and ``evidence.unseen`` counts the others.
    """
    given, budget = tuple(observations), budget or Budget()
    deadline = time.thread_time() + budget.seconds
    try:
        rows = regarded(given, budget.seconds)
        with fewer_collections():
            found = synthesized(tuple(given[at] for at in rows), deadline, budget, hints or Hints())
    except (RecursionError, MemoryError, OverflowError):
        return Synthesis(Refusal("no_program", BEYOND), observations=given)
    unseen = len(given) - found.evidence.observations
    found = replace(found, evidence=replace(found.evidence, unseen=unseen))
    if found.refusal is None:
        return found
    blamed = tuple(rows[at] for at in found.refusal.observations)
    return replace(found, refusal=replace(found.refusal, observations=blamed), observations=given)


def synthesized(kept: tuple[Observation, ...], deadline: float, budget: Budget, hints: Hints) -> Synthesis:
    """`synthesize` for the observations looked at, but for values too deep or too large to be compared."""
    seen = Evidence(observations=len(kept))
    refusal = refuse(kept)
    if refusal is not None:
        return Synthesis(refusal, evidence=seen)
    after = min(len(kept) * CHECK, budget.seconds / 2)  # what is done to all, once there is a program
    problem = Problem(
        inputs=tuple(observation.inputs for observation in kept),
        outputs=tuple(observation.output for observation in kept),
        names=hints.names,
        instruction=hints.instruction or "",
        deadline=deadline - after,
    )
    start = time.thread_time()
    programs, rows = search(problem, kept, deadline)
    if not programs:
        return Synthesis(missing(problem), evidence=seen)
    chance = by_chance(problem, programs[0])
    if chance is not None:
        return Synthesis(chance, evidence=seen)
    odd = odd_one(problem, programs[0].expr)
    if odd is not None:
        return Synthesis(Refusal("contradiction", ODD, (odd,)), evidence=seen)
    kept = tuple(kept[at] for at in rows)
    evidence = foretell(problem, programs, rows, time.thread_time() - start, budget.tight)
    if refuted(evidence, programs[0]):
        return Synthesis(Refusal("too_few", UNFORETOLD), evidence=evidence)
    names = parameter_names(hints.names, len(kept[0].inputs))
    programs = widened(calendar_days(programs, problem.outputs), problem.inputs)
    programs, guards = guarded(kept, names, programs, deadline)
    programs = tuple(replace(each, expr=plain(each.expr)) for each in programs)
    return Synthesis(None, where_applicable(programs, problem.inputs), guards, evidence, kept, names)


def foretell(
    problem: Problem, programs: Sequence[Ranked], rows: Sequence[int], spent: float, tight: bool
) -> Evidence:
    """What stands behind the programs, which agree with these rows: those that were not sampled, or leave-one-out.

    ``spent`` are the seconds that the search took; how ``tight`` the bound is to be, see `Budget`.
    """
    if single(problem):
        return Evidence(len(problem.outputs))
    if len(problem.outputs) > SAMPLE:
        looked, spared, missed = problem.memo.get("spared", (len(problem.outputs), 0, 0))
        return Evidence(looked, spared + missed, missed, upper_bound(missed, spared + missed))
    return leave_one_out(subset(problem, rows), programs, solve, spent, tight)


def solve(problem: Problem) -> tuple[Ranked, ...]:
    """The programs to be used: the best, and those that guard it by having to agree."""
    found = unconditional(problem)
    if not found and not problem.late():
        found = verdicts(problem)
    if not found and not problem.late():
        found = ranking.select(branches(problem, unconditional), problem)
    if not found and not problem.late():
        found = ranking.select(exceptions(problem, unconditional), problem)
    if not found and not problem.late():
        found = ranking.select(lookups(problem), problem)
    if not found and not problem.late():
        found = all_but_one(problem, unconditional)
    return found


def unconditional(problem: Problem) -> tuple[Ranked, ...]:
    """Programs that do the same for all inputs."""
    problem = replace(problem, extra=tuple(generate("columns", problem)))
    found: list[Ranked | Draft] = []
    for term in chain(problem.columns, generate("programs", problem)):
        if problem.solves(term.values) and heeds(term.expr, problem):
            found.append(Ranked(term.expr, term.cost))
            problem.found(term.cost)
    if problem.is_text:
        found.extend(text_search.programs(problem))
        found.extend(() if found else counted_texts(problem, unconditional))
    else:
        found.extend(each for each in composite.varying(problem) if heeds(each.expr, problem))
        for search in (elements.mapped, listed_records, composite.places, composite.whole_numbers):
            if not found:
                found += [each for each in search(problem, unconditional) if heeds(each.expr, problem)]
        if found and composite.maybe_copied(problem, min(found, key=lambda each: each.cost).expr):
            found.extend(composite.whole_numbers(problem, unconditional))
    found += _where_missing(found, problem)
    found = accounted(found, problem)
    if found:
        found += other_readings(min(found, key=lambda each: each.cost), problem)
    return ranking.select(found, problem)


def _where_missing(found: Sequence[Ranked | Draft], problem: Problem) -> list[Ranked]:
    """Programs for rows of which some lack a field, where none or dear ones alone do the same for all."""
    more = (
        []
        if any(heeds(each.expr, problem) for each in found)
        else list(optional.maybe(problem, unconditional))
    )
    if not found and not more and not problem.late():
        more += optional.defaults(problem, unconditional)
    if min((each.cost for each in (*found, *more)), default=DEAR) >= DEAR and not problem.late():
        more += absent(problem)
    return more


def sample(observations: Sequence[Observation]) -> list[int]:
    """A few observations that between them look like all: every form of input, rare ones first."""
    forms: dict[str, list[int]] = {}
    for index, observation in enumerate(observations):
        forms.setdefault(form(observation), []).append(index)
    groups = sorted(forms.values(), key=lambda group: (len(group), group))
    chosen = [group[at] for at in range(SAMPLE) for group in groups if at < len(group)]
    return sorted(chosen[:SAMPLE])


def form(observation: Observation) -> str:
    """What the inputs and the output look like: letters, digits and runs of them made alike."""
    text = repr((observation.inputs, observation.output))[:400]
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "0", text)))


def search(
    problem: Problem, observations: Sequence[Observation], deadline: float
) -> tuple[tuple[Ranked, ...], Sequence[int]]:
    """Solve for a sample, check on all, and add what does not fit to the sample, a few times.

    The programs, and the rows that they agree with: all that could be looked at until the deadline, but an odd one.
    """
    everything = range(len(observations))
    if len(observations) <= SAMPLE or single(problem):
        found = one_shot(problem) if single(problem) else solve(problem)
        return found, [at for at in everything if found and fits(found[0], observations[at])]
    rows = sample(observations)
    missed = 0
    for _ in range(ROUNDS):
        found = solve(subset(problem, rows))
        if not found:
            break
        found, wrong, seen = check_all(found, observations, deadline)
        if not wrong:
            known = sorted({*rows, *seen})
            problem.memo["spared"] = (len(known), len(known) - len(rows), missed)
            return found, known
        if problem.late():
            break
        missed += len(wrong)
        rows = sorted({*rows, *wrong[:3]})
    return (), everything
