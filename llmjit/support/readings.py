"""Read a value again out of a result, where the place is told by a label beside it or by a field of its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from llmjit.support.lookup import look_up
from llmjit.support.mentions import read_number

NUMBER: Final = r"-?\d[\d,]*(?:\.\d+)?"
WORD: Final = r"[\w#@+-](?:[\w@./:+-]*\w)?"


def read_after(source: Any, label: str) -> str:
    """The one word that stands behind ``label`` on its line, a few signs like ``:`` or ``=`` between them.

    Raises `LookupError` when the label stands nowhere or different words stand behind it.
    """
    return _after(source, label, WORD)


def number_after(source: Any, label: str) -> int | float:
    """As `read_after`, for a number."""
    return read_number(_after(source, label, rf"{NUMBER}(?![\w])"))


def _after(source: Any, label: str, value: str) -> str:
    if not isinstance(source, str):
        raise LookupError("what is read is no text")
    edge = r"(?<![\w.])" if label[:1].isalnum() else ""
    found = set(re.findall(rf"{edge}{re.escape(label)}[ \t'\"]*[:=\t|]?[ \t'\"]*({value})", source))
    if len(found) != 1:
        what = "nothing stands" if not found else "different values stand"
        raise LookupError(f"{what} behind {label!r}")
    return str(found.pop())


def only_record(source: Any, *path: str | int) -> Any:
    """The one item of the list under ``path``; raises `LookupError` when there are none or several."""
    items = look_up(source, *path)
    if not isinstance(items, Sequence) or isinstance(items, str) or len(items) != 1:
        raise LookupError("the list does not hold exactly one record")
    return items[0]


def record_where(source: Any, field: str, value: Any, *path: str | int) -> Any:
    """The one record of the list under ``path`` whose ``field`` is ``value``, in any case of letters.

    Raises `LookupError` when there are none or several.
    """
    items = look_up(source, *path)
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise LookupError("no list is there")
    found = [item for item in items if isinstance(item, Mapping) and _same(item.get(field), value)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} records have {value!r} as their {field}")
    return found[0]


def first_record(source: Any, *path: str | int) -> Any:
    """The first item of the list under ``path``; raises `LookupError` when there is none."""
    return _items(source, path)[0]


def last_record(source: Any, *path: str | int) -> Any:
    """The last item of the list under ``path``; raises `LookupError` when there is none."""
    return _items(source, path)[-1]


def record_with_most(source: Any, field: str, *path: str | int) -> Any:
    """The one record of the list under ``path`` with the greatest ``field``.

    Raises `LookupError` when there is none or when several have it, `TypeError` when these cannot be compared.
    """
    return _extreme(_items(source, path), field, max)


def record_with_least(source: Any, field: str, *path: str | int) -> Any:
    """As `record_with_most`, for the least."""
    return _extreme(_items(source, path), field, min)


def _items(source: Any, path: Sequence[str | int]) -> Sequence[Any]:
    items = look_up(source, *path)
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise LookupError("no list is there")
    return items


def _extreme(items: Sequence[Any], field: str, choose: Callable[[list[Any]], Any]) -> Any:
    beside = [item[field] for item in items]
    best = choose(beside) if beside else None
    if beside.count(best) != 1:
        raise LookupError(f"{beside.count(best)} records have the same {field}")
    return items[beside.index(best)]


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    return type(left) is type(right) and bool(left == right)
