"""How far an error rate of zero in a few trials can be trusted: exact binomial bounds."""

from __future__ import annotations

from math import exp, fsum, lgamma, log, log1p

CONFIDENCE = 0.95
SMALL = 1e-200
"""Floating point keeps fewer digits of much smaller terms."""


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
    if (1 - rate) ** trials > SMALL:
        term = total = (1 - rate) ** trials
        for k in range(1, errors + 1):
            term *= (trials - k + 1) / k * rate / (1 - rate)
            total += term
        return total
    whole = lgamma(trials + 1)
    return fsum(
        exp(whole - lgamma(k + 1) - lgamma(trials - k + 1) + k * log(rate) + (trials - k) * log1p(-rate))
        for k in range(errors + 1)
    )
