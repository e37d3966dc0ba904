"""A recording on disk, and checked access to its fields: every wrong type names file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final

from llmjit.diagnostic import reason_of
from llmjit.frontend.formats.problems import (
    BadField,
    EmptyFile,
    NotJson,
    NotText,
    ThreadFileError,
    TooDeep,
    Unreadable,
)

HEAD_BYTES = 1 << 16
BOM = b"\xef\xbb\xbf"


def kind_of(value: object) -> str:
    """What a JSON value is, as a person says it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
    return f"a {type(value).__name__}"


@final
@dataclass(frozen=True, slots=True)
class View:
    """A JSON value, where it stands in its file, and checked access to what is in it."""

    value: Any
    file: str
    line: int = 1
    path: tuple[str | int, ...] = ()

    @property
    def field(self) -> str:
        """The path to this value, as ``traj[3].role``."""
        out = ""
        for step in self.path:
            out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else str(step)
        return out or "(the whole record)"

    def bad(self, expected: str, found: str | None = None) -> ThreadFileError:
        """The error that says this value is not what the format has here."""
        got = kind_of(self.value) if found is None else found
        return ThreadFileError(
            BadField(file=self.file, line=self.line, field=self.field, expected=expected, found=got)
        )

    def _child(self, value: Any, step: str | int) -> View:
        return View(value, self.file, self.line, (*self.path, step))

    def get(self, key: str) -> View | None:
        """The field ``key``; None when it is absent or null."""
        value = self.object().get(key)
        return None if value is None else self._child(value, key)

    def at(self, key: str) -> View:
        """The field ``key``, which must be there and not null."""
        found = self.get(key)
        if found is None:
            raise self._child(None, key).bad("a value", "nothing" if key not in self.object() else "null")
        return found

    def object(self) -> dict[str, Any]:
        """The value, which must be an object."""
        if not isinstance(self.value, dict):
            raise self.bad("an object")
        return self.value

    def items(self) -> Iterator[View]:
        """The elements of this list."""
        if not isinstance(self.value, list):
            raise self.bad("a list")
        for index, value in enumerate(self.value):
            yield self._child(value, index)

    def fields(self) -> Iterator[tuple[str, View]]:
        """The fields of this object, in file order."""
        for key, value in self.object().items():
            yield key, self._child(value, key)

    def text(self) -> str:
        """The value, which must be text."""
        if not isinstance(self.value, str):
            raise self.bad("text")
        return self.value

    def scalar(self) -> str:
        """The value, which must be text or a number, as text."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        raise self.bad("text or a number")

    def text_at(self, key: str, default: str = "") -> str:
        """The text in field ``key``, or ``default`` when it is absent or null."""
        found = self.get(key)
        return default if found is None else found.text()

    def number_at(self, key: str, default: float = 0.0) -> float:
        """The number in field ``key``, or ``default`` when it is absent or null."""
        found = self.get(key)
        if found is None:
            return default
        if isinstance(found.value, bool) or not isinstance(found.value, int | float):
            raise found.bad("a number")
        return found.value

    def flag_at(self, key: str) -> bool:
        """The truth value in field ``key``, false when it is absent or null."""
        found = self.get(key)
        if found is None:
            return False
        if not isinstance(found.value, bool):
            raise found.bad("true or false")
        return found.value

    def list_at(self, key: str) -> Iterator[View]:
        """The elements of the list in field ``key``, none when it is absent or null."""
        found = self.get(key)
        return iter(()) if found is None else found.items()


def parse_json(raw: bytes, file: str, line: int = 1) -> Any:
    """The JSON value in ``raw``; raises `ThreadFileError` with the place when there is none."""
    try:
        text = raw.removeprefix(BOM).decode("utf-8") if line == 1 else raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + raw.count(b"\n", 0, error.start)
        raise ThreadFileError(
            NotText(file=file, line=at, reason=f"byte {error.start}: {error.reason}")
        ) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = line + error.lineno - 1
        raise ThreadFileError(NotJson(file=file, line=where, column=error.colno, reason=error.msg)) from None
    except RecursionError:
        raise ThreadFileError(TooDeep(file=file, line=line)) from None
    except ValueError as error:  # an integer of thousands of digits
        raise ThreadFileError(NotJson(file=file, line=line, column=1, reason=str(error))) from None


@final
@dataclass
class Source:
    """One file, opened as often as is needed, read no further than is needed."""

    path: Path
    _document: View | None = field(default=None, repr=False)

    @property
    def file(self) -> str:
        """The file's name for messages."""
        return str(self.path)

    def unreadable(self, error: Exception) -> ThreadFileError:
        """The error that says the file cannot be read."""
        return ThreadFileError(Unreadable(file=self.file, reason=reason_of(error)))

    def head(self) -> bytes:
        """The first bytes of the file, enough to recognise a container."""
        try:
            with self.path.open("rb") as stream:
                return stream.read(HEAD_BYTES)
        except OSError as error:
            raise self.unreadable(error) from error

    def raw(self) -> bytes:
        """All bytes of the file."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise self.unreadable(error) from error

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines that are not blank, each with its number from 1; a last one may lack its line end."""
        try:
            with self.path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    if line.strip():
                        yield number, line
        except OSError as error:
            raise self.unreadable(error) from error

    def records(self, *, torn_tail: bool = False) -> Iterator[View]:
        """The JSON values of a file that has one a line.

        With ``torn_tail``, a last line without line end that does not parse is left out: programs that
        append to a log leave one behind when they are killed.
        """
        for number, line in self.lines():
            try:
                value = parse_json(line.rstrip(), self.file, number)
            except ThreadFileError:
                if torn_tail and not line.endswith(b"\n"):
                    return
                raise
            yield View(value, self.file, number)

    def document(self) -> View:
        """The file as one JSON value."""
        if self._document is None:
            raw = self.raw()
            if not raw.strip():
                raise ThreadFileError(EmptyFile(file=self.file))
            self._document = View(parse_json(raw, self.file), self.file)
        return self._document

    def text(self) -> str:
        """The file as text."""
        raw = self.raw().removeprefix(BOM)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = 1 + raw.count(b"\n", 0, error.start)
            raise ThreadFileError(
                NotText(file=self.file, line=line, reason=f"byte {error.start}: {error.reason}")
            ) from None
