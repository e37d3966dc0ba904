"""LLMVM's saved threads as text: ``User:`` and ``Assistant:`` turns, code in ``<helpers>``, its results.

Both tags stand on lines of their own. What is inside a result is data, tags and all, however deeply it
quotes other threads; where its tags do not pair up the file is refused, since code could hide in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import final

from llmjit.frontend.formats.base import Format, Sample, thread_id
from llmjit.frontend.formats.failures import error_in
from llmjit.frontend.formats.openai_chat import request_of
from llmjit.frontend.formats.problems import EmptyFile, ThreadFileError, UnbalancedTags
from llmjit.frontend.formats.source import Source
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Role, Text, Thread

OPEN, CLOSE = "<helpers>", "</helpers>"
OPEN_RESULT, CLOSE_RESULT = "<helpers_result>", "</helpers_result>"

_TURN = re.compile(r"(System|User|Assistant): ?(.*)", re.DOTALL)
_ROLES: dict[str, Role] = {"System": "system", "User": "user", "Assistant": "assistant"}


def _matches(sample: Sample) -> bool:
    return re.match(r"\s*(?:System|User|Assistant): ", sample.value) is not None


@final
@dataclass
class Turns:
    """Builds messages line by line; a block that is followed by a result ran, another did not."""

    file: str
    messages: list[Message] = field(default_factory=list)
    _role: Role = "assistant"
    _parts: list[Part] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _first: int = 1
    _line: int = 0
    _blocks: int = 0
    _waiting: str = ""

    def turn(self, role: Role) -> None:
        """Begin a turn of ``role``'s."""
        self.finish()
        self._role = role
        self._line = 0
        self._first = 1

    def prose(self, line: str) -> None:
        """A line of prose."""
        if not self._lines:
            self._first = self._line + 1
        self._line += 1
        self._lines.append(line)

    def _flush(self) -> None:
        text = "\n".join(self._lines).strip("\n")
        if text.strip():
            self._parts.append(Text(text=text, line=self._first))
        self._lines = []

    def code(self, lines: list[str]) -> None:
        """A block, without its tags."""
        self._flush()
        self._blocks += 1
        self._waiting = f"b{self._blocks}"
        source = "\n".join(lines)
        self._parts.append(CodeBlock(id=self._waiting, source=source, line=self._line + 2))
        self._line += len(lines) + 2

    def result(self, lines: list[str]) -> None:
        """A result, without its tags; it answers the last block, and without one it is text."""
        role = self._role
        self.finish()
        output = "\n".join(lines)
        if self._waiting:
            part: Part = CodeResult(block=self._waiting, output=output, error=error_in(output), line=2)
            self._waiting = ""
        else:
            part = Text(text=output, line=2)
        self.messages.append(Message(role="user", parts=(part,)))
        self._role, self._line = role, 0

    def finish(self) -> None:
        """End the turn."""
        self._flush()
        if self._parts:
            self.messages.append(Message(role=self._role, parts=tuple(self._parts)))
        self._parts = []

    @property
    def role(self) -> Role:
        """Whose turn it is."""
        return self._role


def blocks(lines: list[str], turns: Turns, first: int = 1) -> None:
    """Take the lines of a transcript in; ``first`` is their first line's number in the file."""
    at = 0
    while at < len(lines):
        bare = lines[at].strip()
        if bare == OPEN and turns.role == "assistant":
            end = _index(lines, CLOSE, at + 1)
            turns.code(lines[at + 1 : end])
            at = end + 1
        elif bare == OPEN_RESULT:
            end = _end_of_result(lines, at + 1)
            turns.result(lines[at + 1 : end])
            at = end + 1
        elif bare == CLOSE_RESULT:
            raise ThreadFileError(UnbalancedTags(file=turns.file, line=first + at, tag=CLOSE_RESULT))
        else:
            turns.prose(lines[at])
            at += 1


def _index(lines: list[str], tag: str, start: int) -> int:
    return next((i for i in range(start, len(lines)) if lines[i].strip() == tag), len(lines))


def _end_of_result(lines: list[str], start: int) -> int:
    """Where a result ends: at the tag that closes it, results quoted in it counted."""
    depth = 1
    for index in range(start, len(lines)):
        bare = lines[index].strip()
        depth += (bare == OPEN_RESULT) - (bare == CLOSE_RESULT)
        if not depth:
            return index
    return len(lines)


def _spans(lines: list[str]) -> Iterator[tuple[Role | None, int, int]]:
    """The turns: role, first line and the line after the last; a role inside a block or a result is data."""
    role: Role | None = None
    start, at = 0, 0
    while at < len(lines):
        bare, turn = lines[at].strip(), _TURN.match(lines[at])
        if turn is not None:
            if at > start:
                yield role, start, at
            role, start, bare = _ROLES[turn[1]], at, turn[2].strip()
        if bare == OPEN_RESULT:
            at = _end_of_result(lines, at + 1)
        elif bare == OPEN and role == "assistant":
            at = _index(lines, CLOSE, at + 1)
        at += 1
    yield role, start, len(lines)


def _read(source: Source) -> Iterator[Thread]:
    lines = source.text().replace("\r\n", "\n").split("\n")
    turns = Turns(source.file)
    for role, start, end in _spans(lines):
        if role is None:
            continue
        turns.turn(role)
        turn = _TURN.match(lines[start])
        head = turn[2] if turn is not None else ""
        blocks([head, *lines[start + 1 : end]], turns, start + 1)
    turns.finish()
    if not turns.messages:
        raise ThreadFileError(EmptyFile(file=source.file, found="no turn of a user or an assistant"))
    messages = tuple(turns.messages)
    yield Thread(
        id=thread_id(source, 1),
        request=request_of(messages),
        messages=messages,
        format="llmvm_text",
        source=f"{source.file}:1",
    )


FORMAT = Format("llmvm_text", "LLMVM's saved threads (text)", frozenset({"text"}), _matches, _read)
