"""Ways to read a value out of an earlier result: by path, by a field of its record, by a label beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import prod
from types import CodeType
from typing import Any, Final, TypeAlias, final

from llmjit.ir.ops import Use
from llmjit.support.lookup import look_up, look_up_number, parse_data, paths_to
from llmjit.support.mentions import read_number
from llmjit.support.readings import (
    NUMBER,
    first_record,
    last_record,
    number_after,
    only_record,
    read_after,
    record_where,
    record_with_least,
    record_with_most,
)

FUNCTIONS: Final[Mapping[str, Any]] = {
    f.__name__: f
    for f in (
        look_up, look_up_number, read_after, number_after, only_record, record_where,
        first_record, last_record, record_with_most, record_with_least,
    )
}  # fmt: skip
MOST: Final = 8
PATHS: Final = 40
ERRORS: Final = (LookupError, ValueError, TypeError, AttributeError)
_LABEL: Final = re.compile(r"(?:^|[\n;,({|])[ \t*'\"-]*([A-Za-z][\w /-]{0,40}?)['\"]?[ \t]*[:=][ \t]*$")


@final
@dataclass(frozen=True)
class Known:
    """A value known before: its name in the program, and what it was in each thread, by the thread's index."""

    use: Use
    values: Mapping[int, Any]


@final
@dataclass(frozen=True)
class Reading:
    """An expression over ``source`` and ``key0``, ``key1``…, which stand for ``keys``; ``weight`` ranks it.

    Where it selects a record by a word of its own, or by being first, last, most or least, ``items`` is the list.
    """

    weight: int
    expression: str
    keys: tuple[Use, ...] = ()
    items: str = ""

    def read(self, source: Any, keys: Sequence[Any]) -> Any:
        """What it gives; raises one of `ERRORS` where it does not apply."""
        names = {f"key{index}": key for index, key in enumerate(keys)}
        return eval(_compiled(self.expression), {"__builtins__": {}, **FUNCTIONS}, {"source": source} | names)


@lru_cache(maxsize=8192)
def _compiled(expression: str) -> CodeType:
    return compile(expression, "<reading>", "eval")


@final
@dataclass(frozen=True)
class Found:
    """Readings of one source. ``agree``: all must give the same; else they are forms, of which one applies."""

    source: Known
    readings: tuple[Reading, ...]
    agree: bool


def alike(left: Any, right: Any) -> bool:
    """Equality of a literal and what was read: numbers by value."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return bool(left == right)
    return type(left) is type(right) and bool(left == right)


def find(
    column: Mapping[int, Any], source: Known, known: Sequence[Known], constants: bool = True
) -> Found | None:
    """Readings of ``source`` that give the column's value in every thread; None when there is no way."""
    table = {each.use: each for each in known}
    right: dict[Reading, set[int]] = {}
    for index, value in column.items():
        if any(len(done) == len(column) for done in right.values()):
            break
        for reading in _candidates(value, index, source, known, constants):
            if reading not in right:
                verdicts = {i: _verdict(reading, v, i, source, table) for i, v in column.items()}
                if all(verdict is not False for verdict in verdicts.values()):
                    right[reading] = {i for i, verdict in verdicts.items() if verdict}
    whole = sorted((r for r, done in right.items() if len(done) == len(column)), key=_order)
    best = [reading for reading in whole if reading.weight == whole[0].weight]
    if best:
        proven = all(_proven(reading, source, column) for reading in best)
        return Found(source, tuple(best), True) if len(best) <= MOST and proven else None
    return _forms(column, source, right)


def _proven(reading: Reading, source: Known, threads: Iterable[int]) -> bool:
    """Whether so many records were passed over that the selection is no coincidence."""
    if not reading.items:
        return True
    lists = [Reading(0, reading.items).read(source.values[index], ()) for index in threads]
    return prod(map(len, lists)) >= _PASSED_OVER


def siblings(value: Any, source: Any) -> int:
    """How many items the longest list has in which data has a value, or a record with it; 0 where it has none."""
    try:
        data = parse_data(source)
        paths = list(islice(paths_to(value, data), PATHS))
    except (ValueError, RecursionError):
        return 0
    return max((_beside(data, path) for path in paths), default=0)


def _beside(data: Any, path: Sequence[Any]) -> int:
    count = 0
    for step in path:
        count = max(count, len(data)) if isinstance(step, int) and isinstance(data, list | tuple) else count
        data = data[step]
    return count


def _order(reading: Reading) -> tuple[int, str]:
    return reading.weight, reading.expression


def _forms(column: Mapping[int, Any], source: Known, right: Mapping[Reading, set[int]]) -> Found | None:
    """A few readings, one for each form that the source had; where two apply they agree, or it is none."""
    left, chosen = set(column), []
    for reading, done in sorted(right.items(), key=lambda pair: (-len(pair[1]), *_order(pair[0]))):
        if done & left and reading.weight < _CONSTANT:
            chosen.append(reading)
            left -= done
    if left or len(chosen) > 3:
        return None
    return Found(source, tuple(chosen), False)


def _verdict(
    reading: Reading, value: Any, index: int, source: Known, known: Mapping[Use, Known]
) -> bool | None:
    """Whether the reading gives the value in a thread; None where it does not apply."""
    try:
        given = reading.read(source.values[index], [known[use].values[index] for use in reading.keys])
    except ERRORS:
        return None
    return alike(given, value)


_CONSTANT: Final = 3
_PASSED_OVER: Final = 64


def _candidates(
    value: Any, index: int, source: Known, known: Sequence[Known], constants: bool
) -> Iterator[Reading]:
    text = source.values[index]
    if alike(text, value):
        yield Reading(0, "source")
        return
    number = isinstance(value, int | float)
    keys = [(each.use, each.values[index]) for each in known if index in each.values]
    try:
        data = parse_data(text)
        paths = [path for path, _ in zip(paths_to(value, data), range(PATHS), strict=False) if path]
    except (ValueError, RecursionError):
        data, paths = None, []
    for path in paths:
        for weight, expression, used, items in _steps(data, path, keys, constants):
            start, _, rest = expression.partition("\0")
            function = "look_up_number" if number else "look_up"
            item = start != "source" and not rest  # the list holds the values themselves
            yield Reading(weight, start if item else f"{function}({start}{rest})", used, items)
    if isinstance(text, str) and not paths:
        yield from _labelled(value, text, keys)


_Way: TypeAlias = tuple[int, str, str, tuple[Use, ...], str]
"""A way into data so far: weight, expression of the record, path from there, keys used, list selected from."""


def _steps(
    data: Any, path: Sequence[Any], keys: Sequence[tuple[Use, Any]], constants: bool
) -> Iterator[tuple[int, str, tuple[Use, ...], str]]:
    """Expressions for a path: where a list is entered, its one record, or the record told by a field."""
    open_: list[_Way] = [(1, "source", "", (), "")]
    here = data
    for step in path:
        following: list[_Way] = []
        for way in open_:
            if isinstance(here, dict):
                weight, base, rest, used, items = way
                following.append((weight, base, f"{rest}, {step!r}", used, items))
                for use, key in keys:
                    if isinstance(key, str) and key == step:
                        named, all_used = _named(use, used)
                        following.append((weight - 1, base, f"{rest}, {named}", all_used, items))
                        break
            else:
                following += _entered(here, step, way, keys)
                following += _selected(here, step, way) if constants else ()
        open_, here = following[: MOST * 4], here[step]
    for weight, base, rest, used, items in open_:
        yield weight, f"{base}\0{rest}", used, items


def _entered(items: Any, step: int, so_far: _Way, keys: Sequence[tuple[Use, Any]]) -> Iterator[_Way]:
    """The only record of a list, or the one that a key tells."""
    weight, base, rest, used, chosen = so_far
    if len(items) == 1:
        yield weight + 1, f"only_record({base}{rest})", "", used, chosen
    record = items[step]
    if not isinstance(record, dict):
        return
    for field, value in record.items():
        if not isinstance(field, str) or not isinstance(value, str | int | bool) or value == "":
            continue
        if sum(isinstance(item, dict) and item.get(field) == value for item in items) != 1:
            continue
        for use, key in keys:
            if _matches(key, value):
                named, all_used = _named(use, used)
                yield weight, f"record_where({base}, {field!r}, {named}{rest})", "", all_used, chosen


def _selected(items: Any, step: int, so_far: _Way) -> Iterator[_Way]:
    """A record that is told by what it says, by its place or by its rank: all that hold must agree."""
    weight, base, rest, used, chosen = so_far
    where = f"look_up({base}{rest})"
    ways = [f"first_record({base}{rest})"] if step == 0 else []
    ways += [f"last_record({base}{rest})"] if step == len(items) - 1 else []
    record = items[step]
    for field, value in record.items() if isinstance(record, dict) else ():
        beside: list[Any] = [item.get(field) for item in items if isinstance(item, dict)]
        if not isinstance(field, str) or len(beside) < len(items):
            continue
        if (
            isinstance(value, str | bool)
            and value != ""
            and len(str(value)) < 20
            and beside.count(value) == 1
        ):
            ways.append(f"record_where({base}, {field!r}, {value!r}{rest})")
        if all(isinstance(each, int | float) for each in beside) or all(map(_dated, beside)):
            for function, choose in (("record_with_most", max), ("record_with_least", min)):
                if beside.count(value) == 1 and choose(beside) == value:
                    ways.append(f"{function}({base}, {field!r}{rest})")
    for way in ways:
        yield weight + _CONSTANT, way, "", used, chosen or where


def _dated(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) is not None


def _matches(key: Any, value: Any) -> bool:
    if isinstance(key, str) and isinstance(value, str):
        return key.casefold() == value.casefold()
    return alike(key, value)


def _named(use: Use, used: tuple[Use, ...]) -> tuple[str, tuple[Use, ...]]:
    all_used = used if use in used else (*used, use)
    return f"key{all_used.index(use)}", all_used


def _labelled(value: Any, text: str, keys: Sequence[tuple[Use, Any]]) -> Iterator[Reading]:
    """Readings by what stands before the value on its line: a key, or a label with a colon."""
    function = "read_after" if isinstance(value, str) else "number_after"
    for start in list(_places(value, text))[:PATHS]:
        before = text[max(0, start - 80) : start]
        for use, key in keys:
            if isinstance(key, str) and len(key) > 1 and _ends_with(before, key):
                yield Reading(1, f"{function}(source, key0)", (use,))
        label = _LABEL.search(before)
        if label is not None:
            yield Reading(1, f"{function}(source, {label[1]!r})")


def _ends_with(before: str, key: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(key)}[ \t'\"]*[:=\t|]?[ \t'\"]*$", before) is not None


def _places(value: Any, text: str) -> Iterator[int]:
    if isinstance(value, str):
        if value:
            yield from (m.start() for m in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text))
        return
    for match in re.finditer(rf"(?<![\w.]){NUMBER}", text):
        try:
            if read_number(match[0]) == value:
                yield match.start()
        except ValueError:
            continue
