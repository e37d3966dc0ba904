"""A guard as data, and the one exception a failed guard raises.

Checking a guard is the business of emitted code; what to do about a failure is decided by the runtime. Both
need the same words for it, so they live here, below either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.span import Span
from llmjit.value import same


@final
@dataclass(frozen=True, slots=True)
class Guard:
    """One assumption of compiled code about its data.

    ``kind`` is a short slug (``type``, ``format``, ``key``, ``range``, ``choice``, ``length``, ``relation``,
    ``agreement``, ``precondition``, ``output``, ``request``). ``subject`` names the checked value as the
    emitted code calls it. ``expected`` is JSON-able. ``condition`` is a Python expression over the subject
    that is true when the guard holds. ``evidence`` counts the observations behind it. ``reason`` is a
    sentence for a person.
    """

    kind: str
    subject: str
    expected: Any
    reason: str
    evidence: int
    condition: str = ""
    span: Span | None = None

    def to_json(self, expected: Any) -> dict[str, Any]:
        """The guard as JSON data, with what is ``expected`` as the file at hand writes it."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "expected": expected,
            "reason": self.reason,
            "evidence": self.evidence,
            "condition": self.condition,
            "span": None if self.span is None else str(self.span),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], expected: Any) -> Guard:
        """The guard that `to_json` wrote; raises KeyError where a part is missing."""
        return cls(
            kind=data["kind"],
            subject=data["subject"],
            expected=expected,
            reason=data["reason"],
            evidence=data["evidence"],
            condition=data["condition"],
            span=None if data.get("span") is None else Span.parse(data["span"]),
        )


@dataclass(eq=False)
class GuardFailed(Exception):
    """A guard refused the data and no model was there to take over; nothing was answered.

    Carries what was seen against what was expected, and where in which recording the expectation was born.
    """

    reason: str
    kind: str = "guard"
    subject: str = ""
    seen: Any = None
    expected: Any = None
    evidence: int = 0
    span: Span | None = None
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [self.reason]
        if self.subject:
            lines.append(f"  seen: {self.subject} = {_short(self.seen)}")
        if self.expected is not None:
            lines.append(f"  expected: {_short(self.expected)}")
        if self.evidence:
            lines.append(f"  evidence: {self.evidence} observation{'s' * (self.evidence != 1)}")
        if self.span is not None:
            lines.append(f"  from: {self.span}")
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    def __repr__(self) -> str:
        return f"GuardFailed({self.reason!r}, kind={self.kind!r}, subject={self.subject!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.reason, self.kind, self.subject, self.seen, self.expected, self.evidence, self.span)
        return (type(self), (*state, list(self.notes)))


def require(
    held: object, reason: str, kind: str = "guard", expected: Any = None, evidence: int = 0, /, **seen: Any
) -> None:
    """A guard as emitted code writes it: raises `GuardFailed` unless it held.

    ``seen`` is the value that was checked under the name that the code has for it; the span is known from the
    line (`llmjit.runtime.repoint`). A compiled pattern that was ``expected`` is told as its text.
    """
    if not held:
        subject, value = next(iter(seen.items()), ("", None))
        raise GuardFailed(reason, kind, subject, value, getattr(expected, "pattern", expected), evidence)


def agree(answer: Any, other: Any) -> None:
    """Raises `GuardFailed` unless another program that explains all observations gave the same answer."""
    if not same(answer, other):
        reason = "another program that fits all observations disagrees"
        raise GuardFailed(reason, "agreement", "answer", answer)


def _short(value: object, limit: int = 200) -> str:
    try:
        text = value if isinstance(value, str) and "\n" not in value else repr(value)
    except (RecursionError, ValueError):  # deeper than Python recurses, or more digits than it writes
        text = f"a {type(value).__name__} too deep or too large to show"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
