"""What running code in a sandbox gave, and the calls it makes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, final


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that code in the sandbox makes of a function outside it.

    ``block`` is the index of the block whose text makes the call, from 0; ``line`` is the line in it, from 1:
    a function defined in one block and called from another calls from where it was defined.
    """

    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any]
    block: int = 0
    line: int = 1


CallHandler: TypeAlias = Callable[[Call], Any]
"""Answers a `Call`. What it raises is raised inside the sandbox, at the call."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An exception that ended a block: its type's name, message, the block's line, and a traceback as text.

    ``lost`` says that the session's variables are gone with it. ``limit`` says that a resource ran out.
    """

    type: str
    message: str
    line: int = 1
    traceback: str = ""
    lost: bool = False
    limit: bool = False

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A block's printed output, the value of its last expression, and the exception that ended it, if any.

    ``has_value`` is True when the block ends in an expression whose value is not None: a notebook shows no
    more. ``seconds`` counts everything, calls out of the sandbox included.
    """

    output: str = ""
    value: Any = None
    has_value: bool = False
    failure: Failure | None = None
    seconds: float = 0.0
