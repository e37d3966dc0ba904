"""Learn from rows and ask what was learned: what nearly every test of the synthesiser begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from llmjit.guard import GuardFailed
from llmjit.runtime.miss import MISS
from llmjit.synthesis import Budget, Hints, Observation, Synthesis, synthesize

_learned: dict[str, Synthesis] = {}


def learn(*rows: tuple[Any, ...], hints: Hints | None = None, budget: Budget | None = None) -> Synthesis:
    """What is learned from rows of cells, or of one tuple of cells, and then the answer.

    A synthesis is a value, so that the same rows are learned once. No more observations are held out than tell whether
    the program is believed: where the bound is asked for, the budget says so.
    """
    seen = []
    for *given, output in rows:
        whole = len(given) == 1 and isinstance(given[0], tuple)
        seen.append(Observation(given[0] if whole else tuple(given), output))
    key = repr((seen, hints, budget))
    if key not in _learned:
        _learned[key] = synthesize(seen, budget or Budget(tight=False), hints)
    return _learned[key]


def accepted(*rows: tuple[Any, ...]) -> Synthesis:
    """`learn`, for rows that a program must be found for."""
    found = learn(*rows)
    assert found.refusal is None, found.refusal
    return found


def answer(found: Synthesis, *cells: Any) -> Any:
    """The answer, or the kind of the guard that refuses to give one."""
    try:
        return found.run(cells)
    except GuardFailed as failure:
        return failure.kind


def refuses(found: Synthesis, *cells: Any) -> bool:
    """Whether a guard refuses to give an answer."""
    try:
        found.run(cells)
    except GuardFailed:
        return True
    return False


def evaluated(found: Synthesis, *cells: Any) -> Any:
    """The answer, or MISS where a guard refuses to give one, as emitted code of that style says it."""
    try:
        return found.run(cells)
    except GuardFailed:
        return MISS


def emitted(
    found: Synthesis, *parameters: str, style: Literal["raise", "miss"] = "miss"
) -> Callable[..., Any]:
    """The function that is emitted; what it answers should be what is `evaluated`."""
    scope: dict[str, Any] = {}
    exec(compile(found.emit("f", parameters, style), "emitted", "exec"), scope)
    function: Callable[..., Any] = scope["f"]
    return function
