"""What can be wrong with a recording, or with writing one: a diagnostic for each problem."""

from __future__ import annotations

from typing import ClassVar

from llmjit.diagnostic import Diagnostic, LlmjitError


class ThreadFileError(LlmjitError):
    """A recording cannot be read or written; the diagnostic names file, line, field and what was expected."""


class Unreadable(Diagnostic):
    """The file cannot be opened or read."""

    code: ClassVar[str] = "E201"
    title: ClassVar[str] = "cannot read {file}: {reason}"

    file: str
    reason: str


class EmptyFile(Diagnostic):
    """There is nothing in the file."""

    code: ClassVar[str] = "E202"
    title: ClassVar[str] = "{file} holds no thread"
    label: ClassVar[str] = "expected at least one record, found {found}"

    file: str
    found: str = "an empty file"


class NotJson(Diagnostic):
    """A record that should be JSON does not parse."""

    code: ClassVar[str] = "E203"
    title: ClassVar[str] = "{file}, line {line}: not valid JSON"
    label: ClassVar[str] = "expected JSON; column {column}: {reason}"

    file: str
    line: int
    column: int
    reason: str


class NotText(Diagnostic):
    """Bytes that are not UTF-8 where text should be."""

    code: ClassVar[str] = "E204"
    title: ClassVar[str] = "{file}, line {line}: not UTF-8 text"
    label: ClassVar[str] = "expected UTF-8; {reason}"

    file: str
    line: int
    reason: str


class BadField(Diagnostic):
    """A field is missing, or of another type or value than the format has there."""

    code: ClassVar[str] = "E205"
    title: ClassVar[str] = "{file}, line {line}: field {field} is not as the format has it"
    label: ClassVar[str] = "expected {expected}, found {found}"

    file: str
    line: int
    field: str
    expected: str
    found: str


class TooDeep(Diagnostic):
    """Nesting deeper than any recording has."""

    code: ClassVar[str] = "E206"
    title: ClassVar[str] = "{file}, line {line}: nested too deeply"
    label: ClassVar[str] = "expected fewer than some hundreds of levels of lists and objects"

    file: str
    line: int


class UnknownFormat(Diagnostic):
    """No reader knows the file."""

    code: ClassVar[str] = "E207"
    title: ClassVar[str] = "{file} is in no known thread format"
    label: ClassVar[str] = "it looks like {seen}"
    help: ClassVar[str] = "known formats, to be named with --format or format=: {known}"

    file: str
    seen: str
    known: str


class AmbiguousFormat(Diagnostic):
    """Several readers take the file for theirs."""

    code: ClassVar[str] = "E208"
    title: ClassVar[str] = "{file} could be in more than one format: {candidates}"
    help: ClassVar[str] = "name the format with --format or format=; known formats: {known}"

    file: str
    candidates: str
    known: str


class NoSuchFormat(Diagnostic):
    """A format was named that there is not."""

    code: ClassVar[str] = "E209"
    title: ClassVar[str] = "there is no thread format called {name!r}"
    help: ClassVar[str] = "known formats: {known}"

    name: str
    known: str


class NewerVersion(Diagnostic):
    """The file was written by a later llmjit."""

    code: ClassVar[str] = "E210"
    title: ClassVar[str] = "{file}, line {line}: version {version} of the thread format is too new"
    label: ClassVar[str] = "expected a version of at most {known}"
    help: ClassVar[str] = "upgrade llmjit"

    file: str
    line: int
    version: int
    known: int


class CannotWrite(Diagnostic):
    """A thread file cannot be written."""

    code: ClassVar[str] = "E211"
    title: ClassVar[str] = "cannot write {file}: {reason}"
    label: ClassVar[str] = "everything up to the last whole line is kept"

    file: str
    reason: str


class NotYaml(Diagnostic):
    """A cassette that should be YAML does not parse."""

    code: ClassVar[str] = "E212"
    title: ClassVar[str] = "{file}, line {line}: not valid YAML"
    label: ClassVar[str] = "expected YAML; {reason}"

    file: str
    line: int
    reason: str


class UnbalancedTags(Diagnostic):
    """Tags of a text transcript do not pair up, so what is code and what is data cannot be told."""

    code: ClassVar[str] = "E213"
    title: ClassVar[str] = "{file}, line {line}: {tag} pairs with no tag before it"
    label: ClassVar[str] = "expected blocks and results to open and close in turn"
    help: ClassVar[str] = (
        "a result that holds the tags as data must hold them in pairs; nothing was read as code"
    )

    file: str
    line: int
    tag: str
