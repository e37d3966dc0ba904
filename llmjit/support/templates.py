"""Texts with places for values, as letters to many people have: ``Dear {name}``."""

from __future__ import annotations

import re
from collections.abc import Mapping


def fill_template(text: str, values: Mapping[str, object], left: str, right: str) -> str:
    """The text with the value of each name that stands between ``left`` and ``right``.

    Raises KeyError for a name that has no value, and ValueError for a value that is neither text nor a number.
    """

    def value(found: re.Match[str]) -> str:
        held = values[found[1]]
        if isinstance(held, bool) or not isinstance(held, str | int | float):
            raise ValueError(f"no text or number: {held!r}")
        return str(held)

    name = rf" ?([^\W\d]\w*) ?{re.escape(right)}" if right else r"([^\W\d]\w*)"
    return re.sub(re.escape(left) + name, value, text)
