"""Why there is no program: what the observations say before anything is searched, and when nothing was found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from llmjit.synthesis.facade import Observation, Refusal
from llmjit.synthesis.problem import Problem
from llmjit.value import same

BEYOND = "the values are nested too deeply, or too large"
_SCALARS = frozenset({str, int, float, bool, type(None), datetime.date, datetime.datetime})


def foreign(values: Sequence[Any]) -> str | None:
    """The name of a type that is none of `llmjit.value.Value`, anywhere in these values; None if there is none."""
    left = list(values)
    while left:
        value = left.pop()
        kind = type(value)
        if kind in _SCALARS:
            continue
        if kind is list or kind is tuple:
            left.extend(value)
        elif kind is dict:
            left.extend(value.values())
            for key in value:
                if type(key) is not str:
                    return f"dict with keys of type {type(key).__name__}"
        else:
            return kind.__name__
    return None


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
    for index, each in enumerate(observations):
        if (kind := foreign((*each.inputs, each.output))) is not None:
            return Refusal("no_program", f"values of type {kind} are not supported", (index,))
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
