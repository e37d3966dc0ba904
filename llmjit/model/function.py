"""A plain Python function as a model."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeAlias, final

from llmjit.model.completion import ChatMessage, Completion, cut
from llmjit.model.errors import BadAnswer, ModelError

AnswerFunction: TypeAlias = Callable[[Sequence[ChatMessage]], str | Completion]


@final
class FunctionModel:
    """Asks ``function(messages)``, which returns the answer's text, or a `Completion` to say what it cost.

    Text alone counts as no tokens and no dollars. What the function raises passes through unchanged.
    """

    def __init__(self, function: AnswerFunction, name: str | None = None) -> None:
        self._function = function
        self._name = name or f"python:{getattr(function, '__qualname__', type(function).__qualname__)}"

    @property
    def name(self) -> str:
        """``python:`` and the function's name, unless named otherwise."""
        return self._name

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        stop: Sequence[str] = (),
        max_tokens: int | None = None,
        timeout: float | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Completion:
        """Call the function; ``max_tokens`` and ``timeout`` are for models that can keep them."""
        started = time.perf_counter()
        answer = self._function([dict(message) for message in messages])
        seconds = time.perf_counter() - started
        if isinstance(answer, str):
            answer = Completion(text=answer, seconds=seconds, model=self._name)
        if not isinstance(answer, Completion):
            reason = f"the function returned {type(answer).__name__}, not str or Completion"
            raise ModelError(BadAnswer(model=self._name, reason=reason))
        text, stopped = cut(answer.text, stop)
        if on_text is not None:
            on_text(text)
        return Completion(
            text=text,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            cost=answer.cost,
            seconds=answer.seconds or seconds,
            model=answer.model or self._name,
            stopped=stopped or answer.stopped,
            priced=answer.priced,
            cut_off=answer.cut_off and stopped is None,
        )
