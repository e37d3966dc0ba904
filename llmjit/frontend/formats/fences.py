"""A text in which prose, fenced code and recorded output follow each other, as messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import LineIndex, gave
from llmjit.frontend.formats.failures import error_in
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Text


class Transcript:
    """Builds an assistant's messages and the results between them from one text, front to back."""

    def __init__(self, text: str, prefix: str = "b") -> None:
        self._text = text
        self._lines = LineIndex(text)
        self._prefix = prefix
        self._parts: list[Part] = []
        self._end = 0
        self._blocks = 0
        self._waiting = ""

    def prose(self, until: int) -> None:
        """Take the text up to ``until`` as prose."""
        text = self._text[self._end : until]
        if text.strip():
            skipped = len(text) - len(text.lstrip("\n"))
            self._parts.append(Text(text=text.strip("\n"), line=self._lines.at(self._end + skipped)))
        self._end = max(self._end, until)

    def code(self, match: re.Match[str], group: int | str, language: str = "python") -> None:
        """Take ``match`` as a block whose source is ``group``."""
        self.prose(match.start())
        self._blocks += 1
        self._waiting = f"{self._prefix}{self._blocks}"
        line = self._lines.at(match.start(group))
        source = match[group].rstrip("\n")
        self._parts.append(CodeBlock(id=self._waiting, source=source, language=language, line=line))
        self._end = match.end()

    def output(self, match: re.Match[str], group: int | str) -> Iterator[Message]:
        """Take ``match`` as what the last block printed; without a block before it, it is prose."""
        if not self._waiting:
            self.prose(match.end())
            return
        self.prose(match.start())
        yield self._spoken()
        text = match[group]
        line = self._lines.at(match.start(group))
        yield gave(CodeResult(block=self._waiting, output=text, error=error_in(text), line=line))
        self._waiting = ""
        self._end = match.end()

    def rest(self) -> Iterator[Message]:
        """What is left, as the last message, if anything is."""
        self.prose(len(self._text))
        if self._parts:
            yield self._spoken()

    def _spoken(self) -> Message:
        parts, self._parts = tuple(self._parts), []
        return Message(role="assistant", parts=parts)
