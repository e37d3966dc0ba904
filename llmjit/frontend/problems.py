"""What can be wrong with recorded code, for the one who recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.thread import CodeBlock, Text, Thread, ToolCall
from llmjit.span import Span


@final
class BadCode(Diagnostic):
    """A code block that Python does not parse, though the recording says it ran."""

    code = "E0201"
    title = "a recorded code block is not Python"
    label = "{problem}"
    problem: str


@final
class Unsupported(Diagnostic):
    """Code that compiles in Python, but that llmjit cannot see through."""

    code = "E0202"
    title = "this code cannot be compiled: {what}"
    label = "here"
    help = "{advice}"
    what: str
    advice: str = "move the call of the helper into a plain assignment, branch or loop"


@final
class UnknownName(Diagnostic):
    """A name that no block before assigned, and that is neither builtin nor helper."""

    code = "E0203"
    title = "{name} is not defined"
    label = "no block that ran before assigns it, and the recording knows no helper of that name"
    name: str


@final
class NothingRan(Diagnostic):
    """A thread in which nothing happened that could be compiled."""

    code = "E0204"
    title = "the thread {thread} holds no code that ran and no tool call"
    notes = ("only code with a recorded result counts as run",)
    help = "leave it out, or record one in which code or tools do the task"
    thread: str


@final
class Unfinished(Diagnostic):
    """A recording that breaks off: what the task would have given nobody knows."""

    code = "E0206"
    title = "the thread {thread} stops before its task is done"
    label = "{why}"
    help = "record the task again, or compile the other threads without this one"
    thread: str
    why: str


@final
@dataclass(frozen=True, slots=True)
class ThreadSources:
    """Shows the recorded text behind a span: a message's code blocks and prose, by line."""

    threads: tuple[Thread, ...]

    def line(self, span: Span) -> str | None:
        """The text of the span's line, or None when no thread at hand has it."""
        for thread in self.threads:
            if thread_name(thread) == span.thread and span.message < len(thread.messages):
                for part in thread.messages[span.message].parts:
                    text = _text(part)
                    first = getattr(part, "line", 1)
                    lines = text.split("\n")
                    if text and first <= span.line < first + len(lines):
                        return lines[span.line - first]
        return None


class ThreadError(CompileError):
    """A `CompileError` that shows the thread's own lines."""

    def __init__(self, diagnostic: Diagnostic, sources: ThreadSources) -> None:
        super().__init__(diagnostic)
        self.sources = sources

    def __str__(self) -> str:
        return self.diagnostic.render(self.sources)


def _text(part: object) -> str:
    if isinstance(part, CodeBlock):
        return part.source
    if isinstance(part, Text):
        return part.text
    if isinstance(part, ToolCall):
        return f"{part.name}({', '.join(f'{k}={v!r}' for k, v in part.arguments.items())})"
    return ""


def thread_name(thread: Thread) -> str:
    """The thread's id as spans write it: without white space, colon or at sign."""
    return "".join("_" if c.isspace() or c in ":@" else c for c in thread.id) or "_"


def request_span(thread: Thread) -> Span:
    """Where the thread's request stands: what the user said first, not the instructions of a system."""
    said = [
        (index, getattr(part, "line", 1), part.text)
        for index, part in thread.parts()
        if isinstance(part, Text) and thread.messages[index].role == "user" and part.text.strip()
    ]
    wanted = thread.request.strip()
    chosen = next((each for each in said if wanted and wanted in each[2]), said[0] if said else (0, 1, ""))
    return Span(thread_name(thread), chosen[0], chosen[1])
