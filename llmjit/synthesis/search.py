"""The search: from observations to the programs that agree with all of them, best first."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from dataclasses import replace

from llmjit.guard import GuardFailed
from llmjit.synthesis import composite, elements, optional, ranking, text_search
from llmjit.synthesis.conditionals import all_but_one, branches, subset
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.expr import Undefined
from llmjit.synthesis.facade import (
    Budget,
    Evidence,
    Hints,
    Observation,
    Ranked,
    Refusal,
    Synthesis,
    agree,
)
from llmjit.synthesis.guards import guarded
from llmjit.synthesis.labelled import labelled
from llmjit.synthesis.naming import parameter_names
from llmjit.synthesis.problem import Problem, generate
from llmjit.synthesis.singular import odd_one
from llmjit.synthesis.thin import exceptions
from llmjit.synthesis.verdicts import verdicts
from llmjit.synthesis.vocabulary import lookups
from llmjit.value import same

SAMPLE = 16
"""More observations than these are sampled."""
ROUNDS = 5
FOLDS = 4
LEAST = 4
"""From two observations the third is seldom foretold, right program or not."""
SIMPLE = 3.6
"""Cheaper programs are accepted without a leave-one-out check."""
ODD = "one observation is at odds with the others, of which each copies a part of its input"
UNFORETOLD = "observations are foretold wrongly from the others"
BEYOND = "the values are nested too deeply, or too large"


def synthesize(
    observations: Sequence[Observation], budget: Budget | None = None, hints: Hints | None = None
) -> Synthesis:
    """Find programs for observations; see `llmjit.synthesis`.

    Never raises for bad data; deterministic; keeps to the budget.
    """
    kept = tuple(observations)
    try:
        return synthesized(kept, budget or Budget(), hints or Hints())
    except (RecursionError, MemoryError):
        return Synthesis(Refusal("no_program", BEYOND), observations=kept)


def synthesized(kept: tuple[Observation, ...], budget: Budget, hints: Hints) -> Synthesis:
    """`synthesize`, but for values too deep or too large to be compared."""
    refusal = refuse(kept)
    if refusal is not None:
        return Synthesis(refusal, observations=kept)
    problem = Problem(
        inputs=tuple(observation.inputs for observation in kept),
        outputs=tuple(observation.output for observation in kept),
        names=hints.names,
        instruction=hints.instruction or "",
        deadline=time.thread_time() + budget.seconds,
    )
    programs = search(problem, kept)
    if not programs:
        return Synthesis(missing(problem), observations=kept)
    kept = tuple(observation for observation in kept if fits(programs[0], observation))
    odd = odd_one(problem, programs[0].expr)
    if odd is not None:
        return Synthesis(Refusal("contradiction", ODD, (odd,)), observations=kept)
    evidence = foretell(problem, programs)
    if evidence.errors > evidence.held_out - evidence.errors - evidence.refused:
        return Synthesis(Refusal("too_few", UNFORETOLD), evidence=evidence, observations=kept)
    names = parameter_names(hints.names, len(kept[0].inputs))
    programs, guards = guarded(kept, names, programs)
    return Synthesis(None, programs, guards, evidence, kept, names)


def foretell(problem: Problem, programs: Sequence[Ranked]) -> Evidence:
    """Leave-one-out, where the program is not so simple that it needs none.

    Measured on tasks with known answers, this says little beyond what disagreement says already: of programs
    that foretold one observation wrongly or not at all, no more were wrong later. So it is not run for simple
    programs, and refuses only where more is foretold wrongly than rightly.
    """
    count = len(problem.outputs)
    plain = Evidence(observations=count)
    if count > SAMPLE:
        spared, missed = problem.memo.get("spared", (0, 0))
        return Evidence(count, spared + missed, missed, upper_bound(missed, spared + missed))
    if count < LEAST or programs[0].cost <= SIMPLE:
        return plain
    held = range(0, count, math.ceil(count / FOLDS))
    errors = refused = 0
    for at in held:
        if problem.late():
            return plain
        found = solve(subset(problem, [row for row in range(count) if row != at]))
        try:
            errors += not same(agree(found, problem.inputs[at]), problem.outputs[at])
        except (GuardFailed, IndexError):
            refused += 1
    return Evidence(count, len(held), errors, upper_bound(errors, len(held) - refused), refused)


def single(problem: Problem) -> bool:
    """Whether there is one observation only, however often."""
    return len(set(map(repr, problem.inputs))) == 1


def missing(problem: Problem) -> Refusal:
    """Why no program was found: labels that the inputs do not hold look like judgement."""
    if single(problem):
        return Refusal("too_few", "one observation does not show what the answer depends on")
    labels = set(map(repr, problem.outputs))
    texts = [repr(row) for row in problem.inputs]
    copied = any(str(output) in text for output, text in zip(problem.outputs, texts, strict=True))
    if len(labels) * 2 <= len(texts) and not copied and len(texts) >= 4:
        return Refusal("judgement", "a few labels that nothing in the inputs spells out")
    return Refusal("no_program", "no program of the grammar agrees with all observations")


def refuse(observations: Sequence[Observation]) -> Refusal | None:
    """What can be said without searching."""
    seen: dict[str, int] = {}
    if len({len(observation.inputs) for observation in observations}) > 1:
        return Refusal("no_program", "the observations have different numbers of inputs")
    for index, later in enumerate(observations):
        try:
            key, _ = repr(later.inputs), repr(later.output)
        except (ValueError, RecursionError):  # more digits than Python writes, or deeper than it recurses
            return Refusal("no_program", BEYOND, (index,))
        earlier = seen.setdefault(key, index)
        if not same(observations[earlier].output, later.output):
            return Refusal("contradiction", "the same input has two answers", (earlier, index))
    return None if seen else Refusal("too_few", "there are no observations")


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
    found: list[Ranked] = []
    for term in (*problem.columns, *generate("programs", problem)):
        if problem.solves(term.values):
            found.append(Ranked(term.expr, term.cost))
    if problem.is_text:
        found.extend(text_search.programs(problem))
    else:
        found.extend(composite.varying(problem))
        for search in (elements.mapped, composite.places, composite.whole_numbers):
            if not found:
                found.extend(search(problem, unconditional))
    if not found:
        found.extend(optional.maybe(problem, unconditional))
    return ranking.select(found, problem)


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


def search(problem: Problem, observations: Sequence[Observation]) -> tuple[Ranked, ...]:
    """Solve for a sample, check on all, and add what does not fit to the sample, a few times."""
    if single(problem):
        return labelled(problem)
    if len(observations) <= SAMPLE:
        return solve(problem)
    rows = sample(observations)
    missed = 0
    for _ in range(ROUNDS):
        found = solve(subset(problem, rows))
        wrong = [at for at in range(len(observations)) if found and not fits(found[0], observations[at])]
        if not wrong:
            problem.memo["spared"] = (len(observations) - len(rows), missed)
            return tuple(
                each for each in found if all(fits(each, observation) for observation in observations)
            )
        if problem.late():
            break
        missed += len(wrong)
        rows = sorted({*rows, *wrong[:3]})
    return ()


def fits(program: Ranked, observation: Observation) -> bool:
    """Whether the program gives the observed output."""
    try:
        return same(program.run(observation.inputs), observation.output)
    except Undefined:
        return False
