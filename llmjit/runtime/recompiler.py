"""What the runtime asks of a compiler, without knowing it: observations in, specializations or a refusal
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, final

from llmjit.guard import Guard
from llmjit.options import JitOptions
from llmjit.runtime.events import warn_once
from llmjit.value import Value


@final
@dataclass(frozen=True, slots=True)
class Observation:
    """One answer of the slow path: ``inputs`` in the order of the site's parameters, and its ``output``."""

    inputs: tuple[Value, ...]
    output: Value


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The place that is compiled: its name, parameters, the instruction given to the model, search
    seconds.
    """

    name: str
    parameters: tuple[str, ...]
    instruction: str | None = None
    seconds: float = 2.0


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Specialization:
    """Code for a site, valid under its guards.

    ``source`` is a complete module whose function ``entry`` takes the site's parameters by position and
    returns the answer or `MISS`. ``identity`` names the program without its guards: two specializations of
    one identity compute alike and differ only in what they accept. ``observations`` were used to build it,
    ``held_out`` of them predicted without being seen, ``upper_bound`` is the 95 % bound of its error rate.
    """

    source: str
    entry: str
    guards: tuple[Guard, ...]
    identity: str
    observations: int
    held_out: int = 0
    upper_bound: float = 1.0


@final
@dataclass(frozen=True, slots=True)
class Declined:
    """No specialization: ``kind`` is ``too_few``, ``contradiction``, ``no_program`` or ``judgement``."""

    kind: str
    message: str
    observations: tuple[int, ...] = ()


class Recompiler(Protocol):
    """Builds specializations; injected, so that the runtime imports no compiler."""

    def recompile(
        self, site: Site, observations: Sequence[Observation], options: JitOptions
    ) -> Sequence[Specialization] | Declined:
        """Specializations that agree with all observations, best first, or why there is none."""


def ask_compiler(
    recompiler: Recompiler, site: Site, rows: Sequence[Observation], options: JitOptions
) -> Sequence[Specialization] | Declined:
    """What the compiler gives; a bug in it must not reach a caller who has the answer already."""
    try:
        return recompiler.recompile(site, rows, options)
    except Exception as error:
        warn_once(site.name, f"the compiler failed, {type(error).__name__}: {error}")
        return Declined("bug", f"the compiler failed: {type(error).__name__}")
