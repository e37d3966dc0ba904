"""Which literals a model settled after it was shown something: given for other data they would be guesses.

What it judged, computed or selected in its head depends on what it saw. Other literals belong to the code: keys,
formats, start values, small factors, words that code compares with, whatever the request says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from llmjit.dataflow.literal_roles import Role, positions, roles_of
from llmjit.dataflow.transcription import Showings, Shown, significant, telling
from llmjit.frontend.thread import Text, Thread
from llmjit.ir import ops
from llmjit.ir.ops import Op, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import binders, results, walk
from llmjit.support.lookup import parse_data, scalars

Verdict: TypeAlias = Literal["code", "likely", "judged"]
START: Final = (None, 0, 1, "")  # True and False among them
_PLAIN: Final = (-1, 0, 1, 2)
_COMMON: Final = (3, 4, 5, 7, 10, 12, 24, 30, 52, 60, 100, 360, 365, 1000, 3600, 0.5, 0.25, 0.1, 0.01)
_SHORTEST: Final = 2


class Judgement:
    """The literals of one thread's program, against what the model had seen before it wrote each.

    ``values`` are what the program's values were when it was recorded.
    """

    def __init__(self, program: Program, thread: Thread, values: Mapping[Use, Sequence[Any]]) -> None:
        self.request = program.recorded
        self.values = values
        self.roles, self.leaves = roles_of(program.body)
        self.pieces = {leaf for leaves in self.leaves.values() for leaf in leaves}
        self.outputs = [op for op in program.body if isinstance(op, ops.Output)]
        self.printed = {use for op in self.outputs for use in op.args}
        self.shown = [
            (_message(op), Shown(use, values[use][-1]))
            for op in self.outputs
            for use in op.args
            if values.get(use) and values[use][-1] not in (None, "")
        ]
        self.later = list(said_later(thread))
        self.born = {
            value.name: _message(op) for op in walk(program.body) for value in (*results(op), *binders(op))
        }
        self.indexed = {index: base for op in walk(program.body) for base, index in positions(op)}
        inside = (op for top in program.body for op in walk((top,)) if op is not top)
        self.inner = {op.result.name for op in inside if isinstance(op, ops.Const)}
        self._first = min((m for m, _ in (*self.shown, *self.later)), default=math.inf)
        self._at = 0
        self._showings = Showings()

    def before(self, op: Op) -> list[Any]:
        """The values that the model had been shown when it wrote the literal."""
        return [shown.value for message, shown in self.shown if message < _message(op)]

    def inputs(self, op: Op) -> list[Use]:
        """What the model had been shown when it wrote the literal, the values in the program."""
        return list(dict.fromkeys(shown.use for message, shown in self.shown if message < _message(op)))

    def decided(self, op: ops.Const | ops.Py) -> bool:
        """Whether the literal, or an expression of literals alone, is a value that the model settled."""
        return self.verdict(op) != "code"

    def verdict(self, op: ops.Const | ops.Py) -> Verdict:
        """Who settled a literal: ``judged`` by the model beyond doubt, ``likely`` so, or it belongs to the ``code``.

        What is likely is the code's own where the model wrote the same for other data.
        """
        if (
            op.span is None
            or not self._seen(op)
            or not all(map(self._after, self.leaves.get(op.result.name, ())))
        ):
            return "code"
        value = op.value if isinstance(op, ops.Const) else self.values.get(op.result.name, [None])[-1]
        roles = self.roles.get(op.result.name, set())
        if "outcome" in roles:
            return "judged"  # the request may name the choices ("is it paid or open?"): the choice is the model's
        if self.said(value):
            return "code"
        ours = {role for role in roles if self._by_role(role, op, value)}
        if ours & {"written", "tested"} or ("argument" in ours and self._told_later(op, value)):
            return "judged"
        return "likely" if ours or self._named(op, value) else "code"

    def _by_role(self, role: Role, op: ops.Const | ops.Py, value: Any) -> bool:
        match role:
            case "written":
                return not self._left_to_arguments(op, value)
            case "tested":
                return True
            case "argument":
                return self._told_later(op, value) or (_worked_out(value) and not self._mentioned(op, value))
            case "operand":
                return self._operand(op, value)
            case "compared":
                return self._selects(op, value)
            case "position":
                return self._position(op)
            case "outcome":
                return True

    def _left_to_arguments(self, op: Op, value: Any) -> bool:
        """Whether `llmjit.dataflow.merge.arguments` will read it again, or ask for it."""
        text = isinstance(value, str) and len(value) >= _SHORTEST and any(map(str.isalnum, value))
        return (text or significant(value)) and self._mentioned(op, value)

    def _operand(self, op: ops.Const | ops.Py, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if value in _PLAIN:
            return (value == _PLAIN[-1] or op.result.name in self.pieces) and self._mentioned(op, value)
        return value not in _COMMON or self._mentioned(op, value)

    def _named(self, op: ops.Const | ops.Py, value: Any) -> bool:
        """Whether a variable holds it, and it is no start value."""
        name = op.result.name
        base = name.partition(".")[0]
        own = (base.isidentifier() and name not in self.inner) or name in self.printed
        return own and (telling(value) or self._holds(op, value))

    def _holds(self, op: Op, value: Any) -> bool:
        return value not in START and any(_in(value, shown) for shown in self.before(op))

    def _selects(self, op: Op, value: Any) -> bool:
        """Whether what the code compares with names one record of several that were shown."""
        if isinstance(value, bool) or value in START or not isinstance(value, str | int | float):
            return False
        return any(_one_of(value, shown) for shown in self.before(op))

    def _position(self, op: ops.Const | ops.Py) -> bool:
        """Whether an index was written after the list it goes into was there, which held several items."""
        items = self.items(op)
        return items is not None and len(items) > 1

    def items(self, op: ops.Const | ops.Py) -> Sequence[Any] | None:
        """The list that a literal is an index into, where that was there before the literal was written."""
        base, *keys = self.indexed.get(op.result.name, ("",))
        if not base or not isinstance(op, ops.Const) or not isinstance(op.value, int):
            return None
        found = self.values.get(base, [None])[-1]
        for key in keys:
            try:
                found = found[self.values[key][-1]]
            except (LookupError, TypeError):
                return None
        if not isinstance(found, list | tuple):
            return None
        before = self.born.get(base, 0) < _message(op)
        return (
            found
            if before or any(_within(found, s.value) for m, s in self.shown if m < _message(op))
            else None
        )

    def only_ones(
        self, op: Op, consts: Mapping[Use, ops.Const], named: Callable[[Use], Use], evidence: int
    ) -> Iterator[Op]:
        """Guards that a list out of which the only item was taken by its position still holds but one."""
        for (base, *keys), index in positions(op):
            items = self.items(consts[index]) if index in consts else None
            if items is None or len(items) != 1 or not all(key in consts for key in keys):
                continue
            subject = base.partition(".")[0]
            subject = subject if subject.isidentifier() else "shown"
            inside = "".join(f"[{consts[key].value!r}]" for key in keys)
            yield ops.Check(
                kind="length",
                condition=f"len({subject}{inside}) == 1",
                operands=((subject, named(base)),),
                subject=subject,
                expected="one item",
                evidence=evidence,
                reason=f"{subject}{inside} held one item, which was taken",
                span=op.span,
            )

    def readable(self, op: ops.Const) -> bool:
        """Whether a literal may be read again: what code compares with stays, and so does what branches give."""
        own = self.roles.get(op.result.name) != {"compared"} and op.result.name not in self.inner
        return own or self.decided(op)

    def said(self, value: Any) -> bool:
        """Whether the request says it, as words of their own."""
        return value != "" and _in(value, self.request)

    def _after(self, leaf: Use) -> bool:
        """Whether a literal within an expression was written after anything was shown."""
        return self._first < self.born.get(leaf, 0)

    def _seen(self, op: Op) -> bool:
        return self._first < _message(op)

    def _told_later(self, op: Op, value: Any) -> bool:
        text = value if isinstance(value, str) else repr(value)
        long = len(text) >= _SHORTEST and value not in START
        word = rf"(?<![\w.]){re.escape(text)}(?!\w|\.\d)"
        return long and any(m < _message(op) and re.search(word, said) for m, said in self.later)

    def _mentioned(self, op: Op, value: Any) -> bool:
        """Whether anything shown before holds it, in whatever way it is written there; asked in program order."""
        while self._at < len(self.shown) and self.shown[self._at][0] < _message(op):
            self._showings.add(self.shown[self._at][1])
            self._at += 1
        return self._showings.mentions(value)


def _message(op: Op) -> int:
    return op.span.message if op.span else 0


def said_later(thread: Thread) -> Iterator[tuple[int, str]]:
    """What the user said after the request, by message."""
    first = True
    for index, part in thread.parts():
        if isinstance(part, Text) and thread.messages[index].role == "user":
            if not first and part.text.strip() != thread.request.strip():
                yield index, part.text
            first = False


def _worked_out(value: Any) -> bool:
    """Whether a value is like one that was computed: a number of weight, a text with two digits."""
    if isinstance(value, str):
        return sum(map(str.isdigit, value)) >= _SHORTEST
    return significant(value)


def _in(value: Any, shown: Any) -> bool:
    text = value if isinstance(value, str) else repr(value)
    return re.search(rf"(?<![\w.]){re.escape(text)}(?!\w|\.\d)", str(shown)) is not None


def _within(items: Sequence[Any], shown: Any) -> bool:
    try:
        return repr(list(items)) in repr(parse_data(shown))
    except (ValueError, RecursionError):
        return False


def _one_of(value: Any, shown: Any) -> bool:
    """Whether a field that is another in each of several records has the value in one of them."""
    try:
        found = [(path, each) for path, each in scalars(parse_data(shown)) if len(path) > 1]
    except (ValueError, RecursionError):
        return False
    fields: dict[Any, list[Any]] = {}
    for path, each in found:
        if isinstance(path[-2], int):
            fields.setdefault((path[:-2], path[-1]), []).append(each)
    return any(
        value in each and len(each) > 1 and len(set(map(repr, each))) == len(each) for each in fields.values()
    )
