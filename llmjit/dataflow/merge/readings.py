"""Ways to read a value out of an earlier result: by path, by a field of its record, by a label beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, Final, final

from llmjit.dataflow.transcription import form_of
from llmjit.guard import Guard
from llmjit.ir.ops import Use
from llmjit.support.lookup import look_up, look_up_number, parse_data, paths_to
from llmjit.support.mentions import read_number
from llmjit.support.readings import NUMBER, number_after, only_record, read_after, record_where

FUNCTIONS: Final[Mapping[str, Any]] = {
    f.__name__: f for f in (look_up, look_up_number, read_after, number_after, only_record, record_where)
}
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
    """An expression over ``source`` and ``key0``, ``key1``…, which stand for ``keys``; ``weight`` ranks it."""

    weight: int
    expression: str
    keys: tuple[Use, ...] = ()

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
        return Found(source, tuple(best), True) if len(best) <= MOST else None
    return _forms(column, source, right)


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
        for weight, expression, used in _steps(data, path, keys, constants):
            start, _, rest = expression.partition("\0")
            function = "look_up_number" if number else "look_up"
            item = start != "source" and not rest  # the list holds the values themselves
            yield Reading(weight, start if item else f"{function}({start}{rest})", used)
    if isinstance(text, str) and not paths:
        yield from _labelled(value, text, keys)


def _steps(
    data: Any, path: Sequence[Any], keys: Sequence[tuple[Use, Any]], constants: bool
) -> Iterator[tuple[int, str, tuple[Use, ...]]]:
    """Expressions for a path: where a list is entered, its one record, or the record told by a field."""
    open_: list[tuple[int, str, str, tuple[Use, ...]]] = [(1, "source", "", ())]
    here = data
    for step in path:
        following: list[tuple[int, str, str, tuple[Use, ...]]] = []
        for weight, base, rest, used in open_:
            if isinstance(here, dict):
                following.append((weight, base, f"{rest}, {step!r}", used))
                for use, key in keys:
                    if isinstance(key, str) and key == step:
                        named, all_used = _named(use, used)
                        following.append((weight - 1, base, f"{rest}, {named}", all_used))
                        break
            else:
                following += _entered(here, step, (weight, base, rest, used), keys, constants)
        open_, here = following[: MOST * 4], here[step]
    for weight, base, rest, used in open_:
        yield weight, f"{base}\0{rest}", used


def _entered(
    items: Any,
    step: int,
    so_far: tuple[int, str, str, tuple[Use, ...]],
    keys: Sequence[tuple[Use, Any]],
    constants: bool,
) -> Iterator[tuple[int, str, str, tuple[Use, ...]]]:
    weight, base, rest, used = so_far
    if len(items) == 1:
        yield weight + 1, f"only_record({base}{rest})", "", used
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
                yield weight, f"record_where({base}, {field!r}, {named}{rest})", "", all_used
        if constants and len(items) > 1 and isinstance(value, str | bool) and len(str(value)) < 20:
            yield weight + _CONSTANT, f"record_where({base}, {field!r}, {value!r}{rest})", "", used


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


def module(
    name: str, found: Found, parameters: Sequence[str], keys: Sequence[Use], values: Sequence[Any]
) -> str:
    """The source of a site that reads as ``found`` says; ``parameters`` are the source's name, then the keys'."""
    source, *names = parameters
    value = values[0]
    table = dict(zip(keys, names, strict=True))
    reads = [_written(reading, source, [table[use] for use in reading.keys]) for reading in found.readings]
    called = sorted({word for read in reads for word in re.findall(r"\w+", read) if word in FUNCTIONS})
    kind = "a number" if isinstance(value, int | float) and not isinstance(value, bool) else "a text"
    said = kind
    body = _alone(reads[0]) if len(reads) == 1 else _several(reads, found.agree)
    check = "isinstance(value, (int, float))" if kind == "a number" else "isinstance(value, str)"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        check = f"isinstance(value, {type(value).__name__})" if value is not None else "value is None"
        said = kind = f"a {type(value).__name__}"
    elif all(isinstance(each, str) for each in values):
        form, kind = form_of(values)
        check = f"isinstance(value, str) and {form}"
    lines = [
        f"from llmjit.runtime.abi import {', '.join(['GuardFailed', *called])}",
        "",
        "",
        f"def {name}({', '.join(parameters)}):",
        f'    """Read {said} where it was copied from when this was recorded."""',
        *body,
        f"        reason = '{source} does not hold what was read there: ' + str(error)",
        f"        raise GuardFailed(reason, kind='key', subject={source!r}, seen={source}) from None",
        f"    if not ({check}):",
        f"        raise GuardFailed({f'what is read was {kind}'!r}, kind='type', subject={source!r}, seen=value)",
        "    return value",
        "",
    ]
    return "\n".join(lines)


def _written(reading: Reading, source: str, names: Sequence[str]) -> str:
    table = {"source": source} | {f"key{index}": name for index, name in enumerate(names)}
    pieces = re.split(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", reading.expression)
    return "".join(
        piece if index % 2 else re.sub(r"\b(source|key\d+)\b", lambda m: table[m[0]], piece)
        for index, piece in enumerate(pieces)
    )


def _alone(read: str) -> list[str]:
    return [
        "    try:",
        f"        value = {read}",
        "    except (LookupError, ValueError, TypeError) as error:",
    ]


def _several(reads: Sequence[str], agree: bool) -> list[str]:
    if agree:
        return [
            "    try:",
            f"        value, *others = {', '.join(reads)}",
            "        if any(other != value for other in others):",
            "            raise LookupError('the places it may have been copied from differ')",
            "    except (LookupError, ValueError, TypeError) as error:",
        ]
    return [
        "    found = []",
        f"    for read in ({', '.join(f'lambda: {read}' for read in reads)}):",
        "        try:",
        "            found.append(read())",
        "        except (LookupError, ValueError, TypeError):  # the result has another form",
        "            continue",
        "    try:",
        "        value = found[0]",
        "        if any(other != value for other in found):",
        "            raise LookupError('two forms apply and differ')",
        "    except LookupError as error:",
    ]


def guards_of(found: Found, parameters: Sequence[str], value: Any, evidence: int) -> tuple[Guard, ...]:
    """What the reading assumes, for a person."""
    source = parameters[0]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = "a number" if number else "text"
    how = " and ".join(reading.expression for reading in found.readings)
    several = found.agree and len(found.readings) > 1
    why = "copied from there" + (", where all places must agree" if several else "")
    return (
        Guard("key", source, how, why, evidence),
        Guard("type", source, kind, f"what is read there was {kind}", evidence),
    )
