"""Whether what was learned is believed: leave-one-out, what the other observations say of each.

How that was decided: 3,878 programs, of every development task and every own one with 3 and 5 observations, in
source order and two others. Each observation was foretold from the rest; then the program was run on rows never seen.

- Of programs dearer than `SIMPLE` from five observations of which one or more was foretold wrongly, 4 of 13 gave
  wrong answers, against 4 of 150 other dear ones and 13 of 1,623 simple ones: one such error refuses dear ones.
  That costs 35 right rows for 6 wrong ones.
- From two observations the third is often foretold wrongly by what is right with three: of 59 such programs one was
  wrong later, of 2,033 others 34. There, and for simple programs, only more errors than half refuse; that was seen
  once, and that program answered nothing. With three observations two errors refused 4 programs of all tasks written
  since, which answered 22 rows rightly and none wrongly: simple ones are refused where all three are errors.
- That an observation was not foretold at all, since programs disagreed on it, says nothing: 3 of 166 were wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from llmjit.guard import GuardFailed
from llmjit.synthesis.choices.conditionals import subset
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.facade import Evidence, Ranked, agree
from llmjit.synthesis.problem import MARGIN, Problem
from llmjit.value import same

LEAST = 3
"""From a single observation nothing is learned, and so nothing foretold."""
FOLDS = 5
FEWER = 3
"""How many observations are held out, one after the other, of dear programs and of simple ones."""
SIMPLE = 3.6
"""The cost of programs that one error does not refute."""
TELLING = 4
"""From so many observations an error says something."""


def leave_one_out(
    problem: Problem,
    programs: Sequence[Ranked],
    solve: Callable[[Problem], tuple[Ranked, ...]],
    spent: float = 0.0,
    tight: bool = True,
) -> Evidence:
    """The evidence of holding out single observations, all or some spread over them, and learning from the rest.

    Nothing is claimed of fewer than three observations. ``spent`` are the seconds that learning from all took:
    where the deadline leaves no time for as much again, no further one is held out. Nor is one unless ``tight``,
    where those held out settle already whether the program is believed.
    """
    count = len(problem.outputs)
    folds = min(count, FEWER if programs[0].cost <= SIMPLE else FOLDS) if count >= LEAST else 0
    ceiling = programs[0].cost + MARGIN  # what is dearer has no say, and the program itself is no dearer
    held = errors = refused = 0
    for at in (fold * count // folds for fold in range(folds)):
        if time.thread_time() + spent > problem.deadline or (
            not tight and _settled(Evidence(count, folds, errors), folds - held, programs[0])
        ):
            break
        rest = subset(problem, [row for row in range(count) if row != at])
        found = solve(replace(rest, asked=(problem.inputs[at],), ceiling=ceiling))
        if problem.late():
            break
        held += 1
        try:
            errors += not same(agree(found, problem.inputs[at]), problem.outputs[at])
        except (GuardFailed, IndexError):
            refused += 1
    return Evidence(count, held, errors, upper_bound(errors, held - refused), refused)


def _settled(evidence: Evidence, left: int, program: Ranked) -> bool:
    """Whether so many observations left say no more: their being errors as well changes nothing."""
    worst = replace(evidence, errors=evidence.errors + left)
    return refuted(worst, program) == refuted(evidence, program)


def refuted(evidence: Evidence, program: Ranked) -> bool:
    """Whether the evidence speaks against the program."""
    if program.cost > SIMPLE and evidence.observations >= TELLING and evidence.errors:
        return True
    if program.cost <= SIMPLE and evidence.observations < TELLING:
        return evidence.errors == evidence.held_out > 0
    return 2 * evidence.errors > max(FEWER, evidence.held_out)
