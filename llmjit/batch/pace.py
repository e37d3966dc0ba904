"""A model that is asked no more often than a rate allows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import final

from llmjit.model import ChatMessage, Completion, Model


def paced(model: Model, per_minute: int | None) -> Model:
    """The model, with calls spaced evenly so that no minute has more than ``per_minute``; None: as it is."""
    return model if per_minute is None else PacedModel(model, 60 / per_minute)


@final
class PacedModel:
    """A model with at least ``gap`` seconds between the beginnings of its calls, whichever thread makes them."""

    def __init__(
        self,
        model: Model,
        gap: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model, self._gap, self._clock, self._sleep = model, gap, clock, sleep
        self._next = 0.0
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        stop: Sequence[str] = (),
        max_tokens: int | None = None,
        timeout: float | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Completion:
        """Wait for the call's turn, then ask."""
        with self._lock:
            now = self._clock()
            wait = max(0.0, self._next - now)
            self._next = max(now, self._next) + self._gap
        if wait:
            self._sleep(wait)
        return self._model.complete(
            messages, stop=stop, max_tokens=max_tokens, timeout=timeout, on_text=on_text
        )
