"""What went wrong, as data, and the one place that renders it.

A diagnostic is a frozen dataclass beside the layer that emits it: subclass `Diagnostic`, declare its fields,
and set ``code``, ``title`` and, as templates over the fields, ``label``, ``notes`` and ``help``. No decorator:
``@dataclass`` compiles six methods for every class at import, and of scores of diagnostics a run meets none.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol, dataclass_transform

from llmjit.span import Span


class Sources(Protocol):
    """Whoever can show the recorded text behind a span."""

    def line(self, span: Span) -> str | None:
        """The text of the span's line, or None when the thread is not at hand."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Fields:
    """What ``@dataclass(frozen=True, kw_only=True)`` gives a class, shared instead of compiled for each."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = inspect.get_annotations(cls)
        declared = [name for name, kind in own.items() if not str(kind).startswith("ClassVar")]
        cls._fields = (*cls._fields, *declared)

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - set(self._fields)
        missing = [name for name in self._fields if name not in values and not hasattr(type(self), name)]
        if unknown or missing:
            raise TypeError(f"{type(self).__name__}: missing {missing}, unknown {sorted(unknown)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(repr(getattr(self, name)) for name in self._fields)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"


class Diagnostic(_Fields):
    """Base of all diagnostics; ``span`` says where in a thread it applies, if anywhere."""

    code: ClassVar[str] = "E000"
    title: ClassVar[str] = "error"
    label: ClassVar[str] = ""
    notes: ClassVar[Sequence[str]] = ()
    help: ClassVar[str] = ""

    span: Span | None = None

    def _fill(self, template: str) -> str:
        return template.format(**{name: getattr(self, name) for name in self._fields})

    def render(self, sources: Sources | None = None) -> str:
        """The diagnostic as text: title, place with the thread's own line and a caret, notes, help."""
        out = [f"error[{self.code}]: {self._fill(self.title)}"]
        label = self._fill(self.label)
        line = sources.line(self.span) if sources is not None and self.span is not None else None
        if self.span is not None:
            out.append(f"  --> {self.span}")
        if line is not None and self.span is not None:
            number = str(self.span.line)
            pad = " " * len(number)
            caret = " " * max(0, self.span.column - 1) + "^"
            out += [f" {pad} |", f" {number} | {line}", f" {pad} | {caret} {label}".rstrip()]
        elif label:
            out.append(f"  {label}")
        out += [f"  note: {self._fill(note)}" for note in self.notes]
        if self.help:
            out.append(f"  help: {self._fill(self.help)}")
        return "\n".join(out)

    def to_json(self) -> dict[str, Any]:
        """The diagnostic for scripts: code, message, span and its own fields."""
        body = {name: getattr(self, name) for name in self._fields if name != "span"}
        return {
            "code": self.code,
            "message": self._fill(self.title),
            "label": self._fill(self.label),
            "span": None if self.span is None else str(self.span),
            "fields": {key: value if _plain(value) else str(value) for key, value in body.items()},
        }


def _plain(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(k, str) and _plain(v) for k, v in value.items())
    if isinstance(value, list | tuple):
        return all(map(_plain, value))
    return value is None or isinstance(value, str | int | float | bool)


def reason_of(error: Exception) -> str:
    """Why a file cannot be read or written, for people: without the number, and the path that the message names."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not text, or not UTF-8"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class LlmjitError(Exception):
    """A user's mistake or an outside fault, with its diagnostic; never a bug of llmjit's own.

    ``exit_code`` is what the command line ends with: 1 the user's error, 4 refused for safety or budget.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        return self.diagnostic.render()


class CompileError(LlmjitError):
    """The threads do not compile; the diagnostic says why not."""


class RefusedError(LlmjitError):
    """Refused for safety or budget."""

    exit_code = 4


class InternalError(Exception):
    """A bug in llmjit: names the pass that broke an invariant and carries the IR from before it."""

    def __init__(self, where: str, message: str, ir: str = "") -> None:
        super().__init__(f"bug in llmjit, in {where}: {message}")
        self.where = where
        self.ir = ir
