"""Labels that state which numbers they are for: ``under 10``, ``31-60 days``, ``$50 to $99.99``, ``90+``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from llmjit.support.numbers import NumberError

_NUMBER = r"[$€£]?(\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = r"(?:\s?[^\W\d_]+| ?%| ?°[CF])?"
_RANGE = re.compile(rf"{_NUMBER}{_UNIT}\s?(?:-|–|to)\s?{_NUMBER}{_UNIT}")
_AROUND = re.compile(rf"{_NUMBER}{_UNIT}\s?(?:±|\+/-|\+-)\s?{_NUMBER}{_UNIT}")
_BELOW = re.compile(rf"(?i)(?:(under|below|less than|fewer than|<)|up to|at most|<=|≤)\s?{_NUMBER}{_UNIT}")
_ABOVE = re.compile(rf"(?i)(?:(over|above|more than|>)|from|at least|>=|≥)\s?{_NUMBER}{_UNIT}")
_OPEN = re.compile(rf"(?i){_NUMBER}(?:\+{_UNIT}|{_UNIT} (?:and|or) (?:more|over|above|older|up))")


def stated_band(value: Decimal, labels: Sequence[str]) -> str:
    """The one of the labels that states that it is for such a number; raises NumberError for none or several."""
    found = [label for label in labels if within_band(value, label)]
    if len(found) != 1:
        raise NumberError(f"{len(found)} labels are for {value}")
    return found[0]


def within_band(value: Decimal, label: str) -> bool:
    """Whether a label states that it is for such a number; raises NumberError where it states nothing."""
    label = label.strip()
    if found := _RANGE.fullmatch(label):
        return _read(found[1]) <= value <= _read(found[2])
    if found := _AROUND.fullmatch(label):
        return abs(value - _read(found[1])) <= _read(found[2])
    if found := _BELOW.fullmatch(label):
        return value < _read(found[2]) or (not found[1] and value == _read(found[2]))
    if found := _ABOVE.fullmatch(label):
        return value > _read(found[2]) or (not found[1] and value == _read(found[2]))
    if found := _OPEN.fullmatch(label):
        return value >= _read(found[1])
    raise NumberError(f"{label[:80]!r} states no numbers")


def _read(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
