"""Read a value again out of a result that holds data: a dict or list, or text that prints one."""

from __future__ import annotations

import ast
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from llmjit.support.mentions import read_number
from llmjit.support.tables import TableError, parse_fields

LONGEST: Final = 1_000_000


def parse_data(source: Any) -> Any:
    """The data that a text prints (JSON, a Python literal, ``key: value`` lines); data as it is.

    Raises `ValueError` for text that prints none.
    """
    if not isinstance(source, str):
        return source
    if len(source) > LONGEST:
        raise ValueError("the text is too long to be data")
    text = source.strip()
    for parse in (json.loads, ast.literal_eval):
        try:
            found = parse(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
            continue
        if isinstance(found, dict | list | tuple):
            return found
    for within in (":", "="):
        try:
            return parse_fields(text, "\n", within)
        except TableError:
            continue
    raise ValueError("the text does not print data")


def look_up(source: Any, *path: str | int) -> Any:
    """The value under the keys and positions of ``path``; raises `LookupError` or `ValueError`."""
    found = parse_data(source)
    for key in path:
        if isinstance(found, Mapping) or (isinstance(found, Sequence) and isinstance(key, int)):
            found = found[key]  # type: ignore[index]
        else:
            raise LookupError(f"nothing is under {key!r} there")
    return found


def look_up_number(source: Any, *path: str | int) -> int | float:
    """As `look_up`, for a number, which may be written as text (``1,204.50``)."""
    found = look_up(source, *path)
    if isinstance(found, str):
        return read_number(found)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError(f"{found!r} is not a number")
    return found


def scalars(data: Any, limit: int = 10_000) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The scalars that ``data`` holds, each with the path to it."""
    seen = 0
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting and seen < limit:
        path, found = waiting.pop()
        seen += 1
        if isinstance(found, dict):
            waiting += [((*path, key), item) for key, item in found.items() if isinstance(key, str | int)]
        elif isinstance(found, list | tuple):
            waiting += [((*path, index), item) for index, item in enumerate(found)]
        elif isinstance(found, Hashable):
            yield path, found


def paths_to(value: Any, data: Any) -> Iterator[tuple[str | int, ...]]:
    """The paths at which ``data`` holds a scalar ``value``, as it is or as the number a text writes."""
    return (path for path, found in scalars(data) if _holds(found, value))


def _holds(found: Any, value: Any) -> bool:
    if isinstance(found, bool) or isinstance(value, bool):
        return found is value
    if isinstance(found, str) and isinstance(value, int | float):
        try:
            return read_number(found) == value
        except ValueError:
            return False
    return type(found) is type(value) and bool(found == value)
