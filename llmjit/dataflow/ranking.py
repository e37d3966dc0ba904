"""A conditional logit over candidates: which of several values an argument has, or none of them.

The probability of a candidate is proportional to exp(weights of its signs + weights of its measures); weights
are found by a few passes of stochastic gradient descent with steps that shrink by AdaGrad (Duchi, Hazan and
Singer 2011). All is deterministic.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, final

from llmjit.dataflow.evidence import MEASURES

PASSES: Final = 6
STEP: Final = 0.4
SLOW: Final = 0.05
START: Final = 0.25
SMALL: Final = 0.002


class Case(NamedTuple):
    """A decision to learn from: signs and measures of each candidate, which is right, and its weight."""

    signs: Sequence[Sequence[int]]
    measures: Sequence[Sequence[float]]
    right: int
    weight: float


@final
@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of signs by number, and of measures."""

    signs: dict[int, float]
    measures: tuple[float, ...]

    def shares(self, signs: Sequence[Sequence[int]], measures: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each candidate."""
        known = self.signs
        weights = self.measures
        return softmax(
            [
                sum([known.get(sign, 0.0) for sign in own])
                + sum([weight * measure for weight, measure in zip(weights, row, strict=True)])
                for own, row in zip(signs, measures, strict=True)
            ]
        )


def softmax(scores: Sequence[float]) -> list[float]:
    """Numbers above 0 that sum to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def fit(cases: Sequence[Case], known: set[int]) -> Ranking:
    """Weights under which the right candidates of ``cases`` are likely; signs not in ``known`` weigh nothing."""
    pruned = [
        Case([[sign for sign in own if sign in known] for own in case.signs], *case[1:]) for case in cases
    ]
    weights = dict.fromkeys(sorted(known), 0.0)
    squares = dict.fromkeys(weights, 1.0)
    measures, spread = [START] * MEASURES, [1.0] * MEASURES
    order = random.Random(0)
    for _ in range(PASSES):
        order.shuffle(pruned)
        for case in pruned:
            _step(case, weights, squares, measures, spread)
    return Ranking({sign: weight for sign, weight in weights.items() if weight}, tuple(measures))


def _step(
    case: Case,
    weights: dict[int, float],
    squares: dict[int, float],
    measures: list[float],
    spread: list[float],
) -> None:
    scores = [
        sum([weights[sign] for sign in own])
        + sum([weight * measure for weight, measure in zip(measures, row, strict=True)])
        for own, row in zip(case.signs, case.measures, strict=True)
    ]
    slopes = [0.0] * MEASURES
    for number, share in enumerate(softmax(scores)):
        error = (share - (number == case.right)) * case.weight
        if -SMALL < error < SMALL:
            continue
        own = case.signs[number]
        rate = STEP * error / math.sqrt(len(own)) if own else 0.0
        for sign in own:
            squares[sign] += error * error
            weights[sign] -= rate / math.sqrt(squares[sign])
        slopes = [
            slope + error * measure for slope, measure in zip(slopes, case.measures[number], strict=True)
        ]
    for number, slope in enumerate(slopes):
        spread[number] += slope * slope
        measures[number] -= SLOW * slope / math.sqrt(spread[number])
