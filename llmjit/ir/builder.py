"""Makes ops with fresh names, region inside region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from llmjit.ir.ops import Op, Region, Value
from llmjit.ir.program import Program
from llmjit.ir.types import ANY, Type
from llmjit.ir.walk import definitions

_NO_WORD = re.compile(r"\W")


class Namer:
    """Gives names that are not taken: ``rate``, then ``rate.1``, ``rate.2``; numbers without a hint."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    @classmethod
    def of(cls, program: Program) -> Namer:
        """A namer that knows all values of a program."""
        return cls(definitions(program))

    def fresh(self, hint: str = "") -> str:
        """A name nobody has, close to the hint."""
        base = _NO_WORD.sub("_", hint.partition(".")[0])
        count = self._next.get(base, 0)
        name = base if base and not count else f"{base}.{count}" if base else str(count)
        while name in self._taken:
            count += 1
            name = f"{base}.{count}" if base else str(count)
        self._next[base] = count + 1
        self._taken.add(name)
        return name

    def value(self, hint: str = "", type: Type = ANY) -> Value:
        """A fresh value."""
        return Value(self.fresh(hint), type)


class Builder:
    """Collects ops into the innermost open region."""

    def __init__(self, namer: Namer | None = None) -> None:
        self.namer = namer or Namer()
        self._open: list[list[Op]] = [[]]

    def add(self, op: Op) -> None:
        """Append an op; nothing follows a terminator, so what comes after one is dropped as dead code."""
        ops = self._open[-1]
        if not ops or not ops[-1].TERMINATOR:
            ops.append(op)

    @property
    def ended(self) -> bool:
        """Whether the innermost region has its terminator."""
        return bool(self._open[-1]) and self._open[-1][-1].TERMINATOR

    @contextmanager
    def region(self) -> Iterator[list[Op]]:
        """Open a region; the list is its ops."""
        ops: list[Op] = []
        self._open.append(ops)
        try:
            yield ops
        finally:
            self._open.pop()

    def finish(self) -> Region:
        """The outermost region's ops."""
        return tuple(self._open[0])
