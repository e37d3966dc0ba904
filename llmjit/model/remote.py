"""Models behind litellm, which is imported at the first call and not before.

The import takes a second or more, and by default fetches a price map over the network: the map that litellm
ships with is used instead. Retries are ours, not litellm's, so that they are counted and bounded.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, final

from llmjit.model.completion import ChatMessage, Completion, cut
from llmjit.model.errors import BadAnswer, ModelError
from llmjit.model.faults import diagnose, retry_after

TIMEOUT = 120.0
ATTEMPTS = 4
_LONGEST_WAIT = 30.0
_STOPS_SENT = 4  # providers accept no more; the rest are cut here


@final
class RemoteModel:
    """A model by its litellm name, such as ``openai/gpt-4o-mini``.

    ``api_base`` and ``api_key`` are taken from the environment unless given. Transient faults are tried
    ``attempts`` times, waiting 0.5 s, 1 s, 2 s and so on, or as long as the provider asks, at most 30 s.
    """

    def __init__(
        self,
        name: str,
        *,
        api_base: str | None = None,
        api_key: str | None = None,
        timeout: float = TIMEOUT,
        attempts: int = ATTEMPTS,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name = name
        self._access = {k: v for k, v in (("api_base", api_base), ("api_key", api_key)) if v is not None}
        self._timeout = timeout
        self._attempts = max(1, attempts)
        self._wait = wait

    @property
    def name(self) -> str:
        """The litellm name."""
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
        """Ask the provider; streams when ``on_text`` is given. Raises `ModelError`."""
        litellm = _litellm()
        allowed = self._timeout if timeout is None else timeout
        request: dict[str, Any] = {
            "model": self._name,
            "messages": [dict(message) for message in messages],
            "timeout": allowed,
            "num_retries": 0,
            "max_retries": 0,
            "drop_params": True,
            **self._access,
        }
        if stop:
            request["stop"] = list(stop)[:_STOPS_SENT]
        if max_tokens is not None:
            request["max_tokens"] = max_tokens
        started = time.perf_counter()
        for attempt in range(1, self._attempts + 1):
            heard = _Listener(stop, on_text)
            try:
                return self._ask(litellm, request, heard, started)
            except ModelError:
                raise
            except Exception as error:  # litellm lets exceptions of every provider's SDK through
                fault = ModelError(diagnose(self._name, error, attempt, allowed))
                # half an answer was shown already: asking again would show it twice
                if not fault.transient or attempt == self._attempts or heard.text:
                    raise fault from error
                self._wait(min(_LONGEST_WAIT, retry_after(error) or 0.5 * 2 ** (attempt - 1)))
        raise AssertionError("the loop returns or raises")

    def _ask(self, litellm: Any, request: dict[str, Any], heard: _Listener, started: float) -> Completion:
        if heard.streaming:
            chunks = litellm.completion(**request, stream=True, stream_options={"include_usage": True})
            answer = _assemble(litellm, heard, chunks, request["messages"])
        else:
            answer = litellm.completion(**request)
        text = heard.text if heard.streaming else _content(answer)
        if text is None:
            raise ModelError(BadAnswer(model=self._name, reason="the provider sent a message without text"))
        text, stopped = cut(text, heard.stop)
        usage = getattr(answer, "usage", None)
        cost, priced = _price(litellm, answer, self._name)
        return Completion(
            text=text,
            tokens_in=int(getattr(usage, "prompt_tokens", 0) or 0),
            tokens_out=int(getattr(usage, "completion_tokens", 0) or 0),
            cost=cost,
            seconds=time.perf_counter() - started,
            model=self._name,
            stopped=stopped,
            priced=priced,
            cut_off=stopped is None and answer.choices[0].finish_reason == "length",
        )


@final
class _Listener:
    """Passes streamed text on, never a character of a stop sequence or of what follows it."""

    def __init__(self, stop: Sequence[str], on_text: Callable[[str], None] | None) -> None:
        self.stop = [mark for mark in stop if mark]
        self.streaming = on_text is not None
        self.text = ""
        self.done = False
        self._on_text = on_text
        self._shown = 0

    def hear(self, piece: str) -> None:
        """Take the next piece of the answer."""
        self.text += piece
        before, mark = cut(self.text, self.stop)
        self.done = mark is not None
        # a stop sequence may be split over pieces: hold back as much as may be its beginning
        held = 0 if self.done else max((_overlap(self.text, stop) for stop in self.stop), default=0)
        self._show(before[: len(before) - held])

    def finish(self) -> None:
        """Show what was held back: no stop sequence came."""
        self._show(cut(self.text, self.stop)[0])

    def _show(self, text: str) -> None:
        if self._on_text is not None and len(text) > self._shown:
            self._on_text(text[self._shown :])
            self._shown = len(text)


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of ``text`` begin ``stop``."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)


def _assemble(litellm: Any, heard: _Listener, chunks: Iterable[Any], messages: list[dict[str, str]]) -> Any:
    kept = []
    for chunk in chunks:
        kept.append(chunk)
        for choice in getattr(chunk, "choices", None) or ():
            piece = getattr(getattr(choice, "delta", None), "content", None)
            if piece and not heard.done:
                heard.hear(piece)
    heard.finish()
    return litellm.stream_chunk_builder(kept, messages=messages)


def _content(answer: Any) -> str | None:
    choices = getattr(answer, "choices", None)
    if not choices:
        return None
    message = choices[0].message
    if message.content is None and getattr(choices[0], "finish_reason", None) == "stop":
        return ""
    return message.content if isinstance(message.content, str) else None


def _price(litellm: Any, answer: Any, model: str) -> tuple[float, bool]:
    """Dollars by litellm's own price map, and whether the map knows the model."""
    with suppress(Exception):  # an unknown model raises one of several types
        return float(litellm.completion_cost(completion_response=answer, model=model)), True
    return 0.0, False


def _litellm() -> Any:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    module: Any = import_module("litellm")
    module.suppress_debug_info = True
    module.telemetry = False
    return module
