"""Values as text: Python literals, with dates and special floats, so that any recorded value round-trips."""

from __future__ import annotations

import datetime
import math
from typing import Any


def print_literal(value: Any) -> str:
    """The text of a value that the parser reads back as an equal value of the same type."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else ("nan" if value != value else repr(value))
    if isinstance(value, int | bytes):
        return repr(value)
    return _composite(value)


def _composite(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(print_literal, value))}]"
    if isinstance(value, tuple):
        return f"({''.join(print_literal(item) + ', ' for item in value).strip()})"
    if isinstance(value, dict):
        items = (f"{print_literal(key)}: {print_literal(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, datetime.datetime):
        return f'datetime("{value.isoformat()}")'
    if isinstance(value, datetime.date):
        return f'date("{value.isoformat()}")'
    raise TypeError(f"{type(value).__name__} has no literal form")


def quote(text: str) -> str:
    """A string in double quotes on one line; everything unprintable is escaped."""
    inner = repr(text)
    if inner[0] == '"':
        return inner
    return '"' + inner[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
