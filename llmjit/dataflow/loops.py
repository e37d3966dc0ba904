"""Find calls that repeat over the items of a list that the program has, in the list's order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.ir import ops
from llmjit.ir.ops import Use
from llmjit.ir.walk import used
from llmjit.support.lookup import parse_data

LEAST: Final = 2
_ALL: Final = re.compile(r"\b(?:all|every|everything|each|both)\b", re.IGNORECASE)


@final
@dataclass(frozen=True)
class Repeat:
    """Calls ``body[start:stop]`` of one helper; ``source`` holds under ``path`` the list they go through.

    ``operand`` is the position or name of the argument that is the item, ``last`` what the last call gave.
    """

    start: int
    stop: int
    call: ops.Call
    operand: int | str
    source: Use
    path: tuple[str | int, ...]
    last: Use


def find_repeats(body: ops.Region, values: Mapping[str, Sequence[Any]], request: str) -> Iterator[Repeat]:
    """Runs of calls, two at least, whose one differing argument goes through a whole earlier list.

    ``values`` are what the program's values were when it was recorded. Calls whose results something but an
    output reads are left, the last one apart: what became of each is not the loop's to decide. Calls that write
    are a loop only where the ``request`` asks for all: else those of the list may have been chosen, one by one.
    """
    constants = {op.result.name: op.value for op in body if isinstance(op, ops.Const)}
    uses = used(op for op in body if not isinstance(op, ops.Output))
    for start, stop in _runs(body):
        calls = [op for op in body[start:stop] if isinstance(op, ops.Call)]
        operand = _differing(calls, constants)
        if calls and calls[0].effect == "write" and not _ALL.search(request):
            continue
        if len(calls) < LEAST or operand is None or any(uses.get(c.result.name) for c in calls[:-1]):
            continue
        items = [constants[_argument(call, operand)] for call in calls]
        for source, path in itertools.islice(_lists(body[:start], values, items), 1):
            yield Repeat(start, stop, calls[0], operand, source, path, calls[-1].result.name)


def _runs(body: ops.Region) -> Iterator[tuple[int, int]]:
    """Stretches of the body that hold calls of one helper, literals and outputs of these calls only."""
    start = 0
    while start < len(body):
        helper, stop = None, start
        while stop < len(body) and isinstance(op := body[stop], ops.Const | ops.Call | ops.Output):
            if isinstance(op, ops.Call):
                if helper not in (None, op.helper):
                    break
                helper = op.helper
            stop += 1
        last = max(
            (at + 1 for at in range(start, stop) if not isinstance(body[at], ops.Const)), default=start
        )
        yield start, last
        start = max(last, start + 1)


def _differing(calls: Sequence[ops.Call], constants: Mapping[str, Any]) -> int | str | None:
    """The one argument in which the calls differ, if it is a literal in all of them."""
    shapes = {(len(call.args), tuple(name for name, _ in call.kwargs)) for call in calls}
    if len(shapes) != 1:
        return None
    places: list[int | str] = [*range(len(calls[0].args)), *(name for name, _ in calls[0].kwargs)]
    varying = []
    for place in places:
        found = [_argument(call, place) for call in calls]
        same = [constants.get(use, use) for use in found]
        if any(value != same[0] for value in same):
            if not all(use in constants for use in found):
                return None
            varying.append(place)
    return varying[0] if len(varying) == 1 else None


def _argument(call: ops.Call, place: int | str) -> Use:
    return call.args[place] if isinstance(place, int) else dict(call.kwargs)[place]


def _lists(
    before: ops.Region, values: Mapping[str, Sequence[Any]], items: list[Any]
) -> Iterator[tuple[Use, tuple[str | int, ...]]]:
    """Results of earlier calls that hold exactly these items as a list, the latest first."""
    for op in reversed(before):
        if isinstance(op, ops.Call) and values.get(op.result.name):
            try:
                data = parse_data(values[op.result.name][-1])
            except ValueError:
                continue
            for path in _paths(data, items):
                yield op.result.name, path


def _paths(data: Any, items: list[Any], path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, list | tuple) and list(data) == items:
        yield path
    elif isinstance(data, dict) and len(path) < 6:
        for key, item in data.items():
            if isinstance(key, str):
                yield from _paths(item, items, (*path, key))
