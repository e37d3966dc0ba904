"""The values that cross a site: JSON scalars, dates, and lists and dicts of these."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | datetime.date | datetime.datetime | None
Value: TypeAlias = Scalar | Sequence["Value"] | Mapping[str, "Value"]


def same(left: object, right: object) -> bool:
    """Strict equality: ``True`` is not ``1``, ``1`` is not ``1.0``, NaN equals itself, list order matters."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return left == right or (left != left and right != right)
