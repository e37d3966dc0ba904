"""Where one function's observations and specializations are kept between calls and processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, final

from llmjit.runtime.learner import Installed
from llmjit.runtime.recompiler import Observation


@final
@dataclass(frozen=True, slots=True)
class News:
    """What others did since the last look; ``live`` is None while the version in service is as it was.

    ``epoch``: the world was found changed, and observations from before these count no more. ``withdrawn``
    ones must not stay in service. ``exact``: a person chose the version, and nothing but ``live`` may be
    in service; ``pinned``: nor may anything new come into it.
    """

    observations: Sequence[Observation] = ()
    live: Sequence[Installed] | None = None
    withdrawn: Sequence[Installed] = ()
    exact: bool = False
    epoch: bool = False
    pinned: bool = False


class Vault(Protocol):
    """One function's part of the registry. None of its methods raises: a failing disk means no memory."""

    def news(self, kind: str | None) -> News:
        """What other processes observed and compiled since the last call.

        ``kind`` names the kind of answers, as `llmjit.runtime.restore.name_of` does, None while unknown:
        values that stand for answers of another kind are held back.
        """

    def observed(self, observation: Observation, kind: str) -> None:
        """Keep an observation."""

    def new_epoch(self) -> None:
        """Let observations kept so far count no more, here and elsewhere."""

    def adopted(self, live: Sequence[Installed], why: str, kind: str) -> None:
        """Keep a new live set as the next version."""

    def single_flight(self) -> AbstractContextManager[bool]:
        """A context manager; True for the one process that may compile now."""

    def keep_stats(self, stats: Mapping[str, float]) -> None:
        """Add counters to the sums kept for the function."""

    def clear(self) -> None:
        """Forget everything."""


@final
class NoVault:
    """Memory of this process only: ``registry=False``, or no disk."""

    def news(self, kind: str | None) -> News:
        """Nothing."""
        return News()

    def observed(self, observation: Observation, kind: str) -> None:
        """Not kept."""

    def new_epoch(self) -> None:
        """Nothing is kept."""

    def adopted(self, live: Sequence[Installed], why: str, kind: str) -> None:
        """Not kept."""

    @contextmanager
    def single_flight(self) -> Iterator[bool]:
        """Always granted: threads are held apart by the function's own lock."""
        yield True

    def keep_stats(self, stats: Mapping[str, float]) -> None:
        """Not kept."""

    def clear(self) -> None:
        """Nothing to forget."""
