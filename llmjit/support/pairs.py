"""Cells that hold keys with values, or the parts of a record, between marks that never vary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llmjit.support.text import items_of


class PairError(ValueError):
    """A cell is not of the form that its marks say."""


def pairs_of(text: str, between: str, within: str, blank: bool = False) -> dict[str, str]:
    """Each item's key and value, which lie before and behind the first ``within``.

    Raises PairError where an item has no key or no value, unless that may be ``blank``, where a key comes twice, and
    where there is no item. Any mark but a colon or a sign of equality may as well be the last of several.
    """
    found: dict[str, str] = {}
    for item in items_of(text, between):
        key, mark, value = item.partition(within)
        key, value = key.strip(), value.strip()
        several = within not in (":", "=") and within in value
        if several or not key or key in found or not mark or not (value or blank):
            raise PairError(f"no key and value of its own: {item[:80]!r}")
        found[key] = value
    if not found:
        raise PairError("there are no keys and values")
    return found


def items_under(pairs: dict[str, str], mark: str) -> dict[str, list[str]]:
    """The items of each value, under its key."""
    return {key: items_of(value, mark) for key, value in pairs.items()}


def zipped(keys: str, values: str, mark: str, blank: bool = False) -> dict[str, str]:
    """The items of one cell under those of another; PairError unless there are as many, and all keys differ."""
    return dict(zip(_names(keys, mark), parts_of(values, mark, keys.count(mark) + 1, blank), strict=True))


def _names(text: str, mark: str) -> list[str]:
    names = [name.strip() for name in text.split(mark)]
    if not all(names) or len(set(names)) < len(names):
        raise PairError("keys are missing or come twice")
    return names


def parts_of(text: str, mark: str, count: int, blank: bool = False) -> list[str]:
    """So many parts between marks, without the blanks around them.

    Raises PairError for more or fewer, for quotes, within which marks may stand, and for a part with nothing in it,
    unless parts may be ``blank``.
    """
    parts = [part.strip() for part in text.split(mark)]
    if len(parts) != count or '"' in text or not (blank or all(parts)):
        raise PairError(f"not {count} parts between {mark!r}")
    return parts


def cell_of(cells: Sequence[Any], place: int) -> Any:
    """The cell at a place; PairError if it is empty, where another may be meant."""
    if cells[place] is None or cells[place] == "":
        raise PairError("the cell is empty")
    return cells[place]


def flagged(names: Sequence[str], flags: Sequence[Any], on: Any, off: Any) -> list[str]:
    """The names whose flags are on; PairError for a flag that is neither on nor off."""
    if not all(type(flag) is type(on) and flag in (on, off) for flag in flags):
        raise PairError("a flag is neither on nor off")
    return [name for name, flag in zip(names, flags, strict=True) if flag == on]


def members(names: Sequence[str], items: Sequence[str]) -> dict[str, bool]:
    """Which of the names are among the items; PairError for an item that is none of them."""
    if not set(items).issubset(names):
        raise PairError("an item has no name")
    return {name: name in items for name in names}
