"""Where a thing came from: thread, message, line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

_TEXT = re.compile(r"@([^\s:@]+):(\d+):(\d+)(?::(\d+))?")


@final
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a recorded thread.

    ``message`` is the message's index from 0; ``line`` and ``column`` count from 1 inside the message's
    own text, column 0 meaning the whole line. ``str`` gives ``@thread:message:line[:column]``.
    """

    thread: str
    message: int
    line: int
    column: int = 0

    def __str__(self) -> str:
        tail = f":{self.column}" if self.column else ""
        return f"@{self.thread}:{self.message}:{self.line}{tail}"

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read the form that ``str`` writes; raises ``ValueError`` for anything else."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a span: {text!r} (expected @thread:message:line[:column])")
        thread, message, line, column = match.groups()
        return cls(thread, int(message), int(line), int(column or 0))
