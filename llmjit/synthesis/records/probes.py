"""JSON and lines of columns that nobody saw: the observed ones with other orders, and values in other rows."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

MOST_PLACES = 8
"""So many lists and fields of a document are changed."""
MOST_WORDS = 6
FEWEST = 2


def moved_values(text: str) -> Iterator[str]:
    """A text of records with their values in other rows, its rows in other orders, one less or one twice."""
    if text.lstrip()[:1] in ("{", "["):
        yield from _documents(text)
    lines = text.splitlines()
    if len(lines) > FEWEST:
        yield from _columns(lines)


def _documents(text: str) -> Iterator[str]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    indent = 2 if "\n" in text.strip() else None
    for path in list(_paths(document, ()))[:MOST_PLACES]:
        for value in _changed(_at(document, path)):
            yield json.dumps(_with(document, path, value), indent=indent, ensure_ascii=False)


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Where lists of several items are, and what is yes or no, the outer ones first."""
    if isinstance(value, bool) or (isinstance(value, list) and len(value) >= FEWEST):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _paths(each, (*path, key))


def _changed(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
        return
    yield value[::-1]
    yield value[1:]
    yield value[:-1]
    if not all(isinstance(item, dict) for item in value):
        return
    for key in value[0]:
        if all(key in item for item in value):
            for cells in _other_cells([item[key] for item in value]):
                yield [{**item, key: cell} for item, cell in zip(value, cells, strict=True)]


def _other_cells(cells: list[Any]) -> Iterator[list[Any]]:
    """Flags turned; values in other rows; numbers below and above all."""
    if all(isinstance(cell, bool) for cell in cells):
        yield [not cells[0], *cells[1:]]
        yield [*cells[:-1], not cells[-1]]
        yield [not cell for cell in cells]
        return
    if len(set(map(repr, cells))) > 1:
        yield [*cells[1:], cells[0]]
    if all(type(cell) in (int, float) for cell in cells):
        yield [max(cells) + 1, *cells[1:]]
        yield [min(cells) - 1, *cells[1:]]


def _at(value: Any, path: Sequence[Any]) -> Any:
    for key in path:
        value = value[key]
    return value


def _with(document: Any, path: Sequence[Any], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(document)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


def _columns(lines: Sequence[str]) -> Iterator[str]:
    """Each of the first words of lines in the next line: those of the lines that are alike in number of words."""
    parts = [re.split(r"(\s+|[,;|])", line) for line in lines]
    sizes = [len(each) for each in parts]
    size = max(set(sizes), key=sizes.count)
    alike = [at for at, each in enumerate(sizes) if each == size]
    if size < FEWEST or len(alike) < FEWEST:
        return
    for place in range(0, min(size, 2 * MOST_WORDS), 2):
        words = [parts[at][place] for at in alike]
        if len(set(words)) > 1:
            moved = [list(each) for each in parts]
            for at, word in zip(alike, [*words[1:], words[0]], strict=True):
                moved[at][place] = word
            yield "\n".join(map("".join, moved))
