"""The one protocol that every model is reached through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, final, runtime_checkable

ChatMessage: TypeAlias = Mapping[str, str]
"""One message of a prompt: ``{"role": "system"|"user"|"assistant", "content": text}``."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A model's answer and what it took.

    ``cost`` is in US dollars; ``priced`` is False where the price is not known, and ``cost`` is then 0.
    ``seconds`` is wall time, retries included. ``text`` ends before the stop sequence, if one was met, and
    ``stopped`` names it where that is known: a provider that stops by itself does not say at what.
    ``cut_off`` says that the answer reached the limit of its length and is not whole.
    """

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    model: str = ""
    stopped: str | None = None
    priced: bool = True
    cut_off: bool = False


@runtime_checkable
class Model(Protocol):
    """Anything that answers a prompt. Raises `llmjit.model.ModelError` when it cannot."""

    @property
    def name(self) -> str:
        """What the recording, the ledger and messages call this model."""

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        stop: Sequence[str] = (),
        max_tokens: int | None = None,
        timeout: float | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Completion:
        """Answer ``messages``.

        The text ends before the first of ``stop``. ``timeout`` is in seconds for one attempt. ``on_text``
        asks for the text in pieces as it arrives, and gets all of it; a model may deliver it in one piece.
        """


def cut(text: str, stop: Sequence[str]) -> tuple[str, str | None]:
    """The text before the first stop sequence in it, and that sequence; (text, None) when there is none."""
    found = [(text.find(mark), mark) for mark in stop if mark and mark in text]
    if not found:
        return text, None
    place, mark = min(found)
    return text[:place], mark
