"""Frozen options, one dataclass a face. Every field is documented where a user will read it."""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CompileOptions:
    """How threads become a program.

    ``name``: the program's name, derived from the request when None. ``model``: the model for tier 2, or None
    for none. ``budget_seconds``: processor time for one site's search; few sites need a second, and what a fast
    machine finds a slow one should find, too. ``tier2_attempts``: chances a model gets to write a site's code.
    ``names``: also ask the model, once a compile, for better names of local variables and sites, and a line
    that says what the program does; off unless asked for, since each compile then costs a call.
    """

    name: str | None = None
    model: str | None = None
    budget_seconds: float = 10.0
    tier2_attempts: int = 3
    names: bool = False

    def __post_init__(self) -> None:
        if self.name is not None and not is_name(self.name):
            raise ValueError(f"a program is a function, and {self.name!r} is no name that one can have")
        if not self.budget_seconds > 0:
            raise ValueError(f"a search takes time, and {self.budget_seconds} s is none")


def is_name(text: str) -> bool:
    """Whether a program can be called so."""
    return text.isidentifier() and not keyword.iskeyword(text)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class JitOptions:
    """Options of ``@llmjit.jit``.

    ``min_observations``: answers seen before the first compile. ``max_specializations``: kept at once;
    beyond it the function stays generic. ``risk``: accepted share of wrong compiled answers.
    ``shadow_rate``: share of compiled answers also asked of the slow path. ``budget``: dollars that shadow
    checks and recompiles may cost, None for no limit. ``background``: compile on a thread of its own.
    ``registry``: persist specializations across processes. ``memo``: answer repeats of an observed input
    from the observation itself. ``ignore``: parameters the answer does not depend on, such as a client.
    """

    min_observations: int = 2
    max_specializations: int = 16
    risk: float = 0.01
    shadow_rate: float = 0.0
    budget: float | None = None
    background: bool = False
    registry: bool = True
    memo: bool = True
    ignore: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOptions:
    """How far a live thread may go.

    ``max_turns``: answers asked of the model. ``max_cost``: US dollars, None for no limit. ``max_seconds``:
    of wall time, None for no limit. ``block_seconds``: one code block may compute, helpers not counted.
    ``block_memory``: bytes its session may hold. ``shown``: characters of a result that the model is shown.
    """

    max_turns: int = 50
    max_cost: float | None = None
    max_seconds: float | None = None
    block_seconds: float = 10.0
    block_memory: int = 256_000_000
    shown: int = 20_000
