"""How often the likeliest value is right: its probability, corrected by how predictable its argument has been.

The ranking's probability is fitted on what it was learned from and knows little of single arguments. On threads
of tasks left out we see how often it was right, for an argument and over all, and fit a logistic regression of
three weights by Newton's method.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, final

Place = tuple[str, str]
PRIOR: Final = 0.6
WEIGHT: Final = 3.0
ROUNDS: Final = 15
EDGE: Final = 0.003
FAR: Final = 30.0
RISK: Final = 0.0095
TASKS: Final = 6
LEAST: Final = 0.6
NEVER: Final = 2.0


class Trial(NamedTuple):
    """A leaf whose likeliest value was found without its task: with what probability, and whether rightly."""

    probability: float
    right: bool
    task: str
    place: Place


@final
class Reliability:
    """How often the likeliest value of an argument was right, each task's leaves under a square root."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        counts: dict[tuple[Place, str], list[int]] = defaultdict(lambda: [0, 0])
        for trial in trials:
            count = counts[trial.place, trial.task]
            count[0] += 1
            count[1] += trial.right
        self._own = {at: (math.sqrt(n), right / math.sqrt(n)) for at, (n, right) in counts.items()}
        self._all: dict[Place, tuple[float, float]] = {}
        for (place, _), (n, right) in self._own.items():
            tried, good = self._all.get(place, (0.0, 0.0))
            self._all[place] = (tried + n, good + right)

    def of(self, place: Place, task: str | None = None) -> float:
        """The share of right values, without those of a task."""
        tried, good = self._all.get(place, (0.0, 0.0))
        own = self._own.get((place, task), (0.0, 0.0)) if task is not None else (0.0, 0.0)
        return (good - own[1] + PRIOR * WEIGHT) / (tried - own[0] + WEIGHT)


@final
@dataclass(frozen=True)
class Calibration:
    """The corrected probability of a likeliest value, and the bar from which on one is used."""

    reliability: Reliability
    weights: tuple[float, ...]
    bar: float

    def probability(self, place: Place, probability: float) -> float:
        """The corrected probability of a value of an argument; 0 stays 0."""
        if not probability:
            return 0.0
        return _sigmoid(self.weights, _row(probability, self.reliability.of(place)))


def calibrate(trials: Sequence[Trial]) -> Calibration:
    """Fit the correction, and set the bar so that wrong values stay rare."""
    reliability = Reliability(trials)
    weights = _weights(trials, reliability)
    return Calibration(reliability, weights, _lowest(_scored(trials, reliability, weights)))


def scored(trials: Sequence[Trial]) -> list[tuple[float, Trial]]:
    """The corrected probability of each trial, its argument's record taken without its task."""
    reliability = Reliability(trials)
    return _scored(trials, reliability, _weights(trials, reliability))


def _scored(
    trials: Sequence[Trial], reliability: Reliability, weights: Sequence[float]
) -> list[tuple[float, Trial]]:
    rows = [_row(trial.probability, reliability.of(trial.place, trial.task)) for trial in trials]
    return [
        (_sigmoid(weights, row) if trial.probability else 0.0, trial)
        for row, trial in zip(rows, trials, strict=True)
    ]


def _weights(trials: Sequence[Trial], reliability: Reliability) -> tuple[float, ...]:
    rows = [_row(trial.probability, reliability.of(trial.place, trial.task)) for trial in trials]
    return tuple(_logistic(rows, [float(trial.right) for trial in trials]))


def _row(probability: float, reliability: float) -> list[float]:
    return [1.0, _odds(probability), _odds(reliability)]


def _odds(share: float) -> float:
    return math.log((share + EDGE) / (1 - share + EDGE))


def _sigmoid(weights: Sequence[float], row: Sequence[float]) -> float:
    score = sum([weight * item for weight, item in zip(weights, row, strict=True)])
    return 1 / (1 + math.exp(-max(-FAR, min(FAR, score))))


def _lowest(scored: list[tuple[float, Trial]]) -> float:
    """The lowest probability above which wrong values are rare enough and enough tasks are seen."""
    allowed = RISK * len(scored)
    wrong, bar = 0, NEVER
    seen: set[str] = set()
    for probability, trial in sorted(scored, key=lambda item: (-item[0], item[1].right)):
        wrong += not trial.right
        if wrong > allowed or probability < LEAST:
            break
        seen.add(trial.task)
        if trial.right and len(seen) >= TASKS:
            bar = probability
    return bar


def _logistic(table: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Weights of a logistic regression with a unit ridge, by Newton's method."""
    size = 3
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-weight for weight in weights]
        curve = [[float(row == column) for column in range(size)] for row in range(size)]
        for items, truth in zip(table, right, strict=True):
            share = _sigmoid(weights, items)
            bend = share * (1 - share)
            for row in range(size):
                slope[row] += (truth - share) * items[row]
                for column in range(size):
                    curve[row][column] += bend * items[row] * items[column]
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small system of equations that is positive definite, by Gauss and Jordan."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, row in enumerate(rows):
        lead = [item / row[at] for item in row]
        rows = [
            lead if number == at else [item - other[at] * own for item, own in zip(other, lead, strict=True)]
            for number, other in enumerate(rows)
        ]
    return [row[-1] for row in rows]
