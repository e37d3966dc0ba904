"""Leaving compiled code: what was alive where the guard failed, and who goes on from there.

Emitted code keeps its variables under the names the thread gave them, so that the frame in which a guard
failed *is* the record of live values; nothing is saved on the way, and a passing run pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FunctionType, TracebackType
from typing import Any, final

from llmjit.guard import GuardFailed
from llmjit.runtime.run import Run, Step


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Deopt:
    """A program that stopped at a guard outside any site, with everything needed to go on.

    ``live`` maps the names of the emitted function's variables to their values at ``line`` of the module.
    ``steps`` are the calls already made, which must not be made again; calls that go on go through ``run``.
    """

    program: str
    request: str | None
    params: Mapping[str, Any]
    failure: GuardFailed
    live: Mapping[str, Any]
    line: int
    run: Run

    @property
    def steps(self) -> list[Step]:
        """The helper calls and site answers of the run so far, in order."""
        return self.run.steps


Continuation = Callable[[Deopt], Any]


def live_values(error: BaseException, entry: Callable[..., Any]) -> tuple[dict[str, Any], int]:
    """The variables of ``entry``'s innermost frame on the error's traceback, and the line it had reached."""
    code = entry.__code__ if isinstance(entry, FunctionType) else None
    found: tuple[dict[str, Any], int] = ({}, 0)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code is code:
            found = (dict(trace.tb_frame.f_locals), trace.tb_lineno)
        trace = trace.tb_next
    return found
