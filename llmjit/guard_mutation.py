"""How many wrong answers the guards of a compiled site prevent, measured by destroying what it reads.

A mutant is an observed input from which the answer's own text was taken away, or replaced by another
token. No answer to it can be right, so a guard that lets it through has let a wrong answer through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, final

from llmjit.guard import GuardFailed

REPLACEMENTS = ("", "#", "n/a", "0x", "—")


@final
@dataclass(frozen=True, slots=True)
class Score:
    """``caught`` of ``mutants`` were refused; ``escaped`` are inputs answered all the same."""

    mutants: int
    caught: int
    escaped: tuple[tuple[Any, ...], ...]

    @property
    def share(self) -> float | None:
        """The share caught, from 0 to 1; None when nothing could be mutated."""
        return self.caught / self.mutants if self.mutants else None


def mutation_score(
    site: Callable[..., Any], observations: Iterable[tuple[tuple[Any, ...], Any]], most_escaped: int = 5
) -> Score:
    """Measure one site's function on mutants of its observations (inputs, output)."""
    count, escaped = 0, []
    for inputs, output in observations:
        for mutant in _mutants(inputs, output):
            count += 1
            try:
                site(*mutant)
            except GuardFailed:
                continue
            escaped.append(mutant)
    return Score(count, count - len(escaped), tuple(escaped[:most_escaped]))


def _mutants(inputs: tuple[Any, ...], output: Any) -> Iterator[tuple[Any, ...]]:
    """Inputs in which the answer's text, wherever it stood, stands no more."""
    if isinstance(output, bool) or not isinstance(output, str | int | float):
        return
    text = str(output)
    holders = [
        index for index, value in enumerate(inputs) if isinstance(value, str) and text and text in value
    ]
    if len(holders) != 1:
        return
    held = inputs[holders[0]]
    for replacement in REPLACEMENTS:
        changed = held.replace(text, replacement)
        if text not in changed:
            yield (*inputs[: holders[0]], changed, *inputs[holders[0] + 1 :])
