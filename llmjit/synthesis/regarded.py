"""Which of very many observations are looked at, so that a verdict comes within the budget.

What is done to every observation (comparing it with the others, checking programs and guards on it) costs the
same again for each. Of more than the budget pays for, an even sample is taken; the evidence says of how many.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.synthesis.expr import Undefined
from llmjit.synthesis.facade import Observation, Ranked
from llmjit.value import same

ROWS = 10_000
"""Observations looked at for each second of the budget: a simple program takes 25 µs to check on one."""
CHARACTERS = 2_000_000
"""Characters looked at for each second of the budget."""
MOST = 300_000
"""No more are looked at, whatever the budget: memory has a bound as well."""
ALWAYS = 16
"""So many are looked at however large they are: generators have limits of their own."""
GOLDEN = (math.sqrt(5) - 1) / 2


def most_rows(seconds: float) -> int:
    """How many observations a budget pays for."""
    return int(max(1000, min(MOST, ROWS * seconds)))


def spread(count: int) -> Iterator[int]:
    """All numbers below ``count`` in an order of which every beginning is spread evenly over the whole."""
    step = max(1, round(count * GOLDEN))
    while math.gcd(step, count) > 1:
        step += 1
    return (at * step % count for at in range(count))


def regarded(observations: Sequence[Observation], seconds: float) -> list[int]:
    """The indices of those observations that a search of so many seconds looks at, in their order."""
    rows, characters = most_rows(seconds), int(CHARACTERS * max(1.0, min(seconds, 30.0)))
    chosen: list[int] = []
    for at in spread(len(observations)):
        if len(chosen) >= rows or (characters < 0 and len(chosen) >= ALWAYS):
            break
        characters -= size((observations[at].inputs, observations[at].output), characters)
        chosen.append(at)
    return sorted(chosen)


def size(value: Any, enough: int) -> int:
    """About how many characters a value has; counted no further than ``enough``."""
    total, left = 0, [value]
    while left and total <= enough:
        each = left.pop()
        if isinstance(each, str):
            total += len(each)
        elif isinstance(each, list | tuple):
            left.extend(each)
            total += len(each)
        elif isinstance(each, dict):
            left.extend(each)
            left.extend(each.values())
        else:
            total += 1
    return total


def check_all(
    found: Sequence[Ranked], observations: Sequence[Observation], deadline: float
) -> tuple[tuple[Ranked, ...], list[int], list[int]]:
    """Those programs that fit where the first does, the rows that the first does not fit, and the rows looked at.

    Rows are looked at in spread order until the deadline.
    """
    fitting, wrong, seen = list(found), [], []
    for at in spread(len(observations)):
        if time.thread_time() > deadline:
            break
        seen.append(at)
        if not fits(found[0], observations[at]):
            wrong.append(at)
        elif not wrong:
            fitting[1:] = [each for each in fitting[1:] if fits(each, observations[at])]
    return tuple(fitting), sorted(wrong), sorted(seen)


def fits(program: Ranked, observation: Observation) -> bool:
    """Whether the program gives the observed output."""
    try:
        return same(program.run(observation.inputs), observation.output)
    except Undefined:
        return False
