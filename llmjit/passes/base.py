"""What a pass is, and what it may know besides the program."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, final

from llmjit.frontend.recording import Trace, trace
from llmjit.frontend.thread import Thread
from llmjit.ir.program import Program
from llmjit.model.completion import Model
from llmjit.options import CompileOptions
from llmjit.span import Span


@final
@dataclass(frozen=True, slots=True)
class Note:
    """One decision of a pass, for ``--explain``."""

    where: str
    text: str
    span: Span | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.text}{'' if self.span is None else f' ({self.span})'}"


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What passes know: the threads, each thread's own lifted program, options, the model if there is one.

    Passes do no I/O but through ``model``. ``notes`` collects what they decided.
    """

    threads: tuple[Thread, ...] = ()
    lifted: tuple[Program, ...] = ()
    options: CompileOptions = field(default_factory=CompileOptions)
    model: Model | None = None
    notes: list[Note] = field(default_factory=list)

    def note(self, where: str, text: str, span: Span | None = None) -> None:
        """Write a decision down."""
        self.notes.append(Note(where, text, span))

    def traces(self, program: Program, params: Mapping[int, dict[str, object]] | None = None) -> list[Trace]:
        """What the program's values were on each thread; ``params`` by the thread's index, else defaults."""
        given = params or {}
        return [trace(program, thread, given.get(i)) for i, thread in enumerate(self.threads)]


class Pass(ABC):
    """A rewrite of a program: facts first, then a new program; the old one is never changed.

    The docstring of a pass shows IR before and after, and that example is run as a test.
    """

    name: ClassVar[str]

    @abstractmethod
    def run(self, program: Program, ctx: Context) -> Program:
        """The program after the pass; the same object where it does not fire."""
