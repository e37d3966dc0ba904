"""Atoms by value: observational equivalence with the best few structurally different expressions kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from llmjit.synthesis.expr import Expr

KEEP = 40


@dataclass(slots=True)
class Choice:
    """One expression for a value, made when it is first asked for: most never are."""

    cost: float
    family: str
    make: Callable[[], Expr]


@dataclass
class Pool:
    """Value tuples, each with its cheapest choices of different families."""

    entries: dict[tuple[Any, ...], dict[str, Choice]] = field(default_factory=dict)

    def add(self, values: tuple[Any, ...], cost: float, family: str, make: Callable[[], Expr]) -> None:
        """Offer an expression; kept if it is the cheapest of its family for these values."""
        choices = self.entries.get(values)
        if choices is None:
            self.entries[values] = {family: Choice(cost, family, make)}
            return
        known = choices.get(family)
        if known is None or cost < known.cost:
            choices[family] = Choice(cost, family, make)

    def best(self, values: tuple[Any, ...], limit: int = KEEP) -> list[Choice]:
        """The cheapest choices for these values, cheapest first."""
        return sorted(self.entries[values].values(), key=lambda choice: (choice.cost, choice.family))[:limit]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
