"""How far an error rate of zero in a few trials can be trusted: exact binomial bounds."""

from __future__ import annotations

from math import comb

CONFIDENCE = 0.95


def upper_bound(errors: int, trials: int, confidence: float = CONFIDENCE) -> float:
    """The Clopper-Pearson upper bound of an error rate: 1.0 for no trials, about 3/n for no errors in n.

    It is the rate at which ``errors`` or fewer in ``trials`` have the probability ``1 - confidence``.
    """
    if errors >= trials:
        return 1.0
    tail = 1 - confidence
    if errors == 0:
        return float(1 - tail ** (1 / trials))
    low, high = errors / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(errors, trials, middle) > tail:
            low = middle
        else:
            high = middle
    return high


def _at_most(errors: int, trials: int, rate: float) -> float:
    """The probability of no more than this many errors."""
    term = total = (1 - rate) ** trials
    if term > 0:
        for k in range(1, errors + 1):
            term *= (trials - k + 1) / k * rate / (1 - rate)
            total += term
        return total
    return sum(comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(errors + 1))
