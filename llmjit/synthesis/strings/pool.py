"""Atoms by value: observational equivalence with the best few structurally different expressions kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from llmjit.synthesis.expr import Expr

KEEP = 40


@dataclass(slots=True)
class Choice:
    """One expression for a value, made when it is first asked for: most never are, and some by many programs."""

    cost: float
    family: str
    make: Callable[[], Expr]
    made: Expr | None = None

    def expr(self) -> Expr:
        """The expression, one and the same for all that ask."""
        if self.made is None:
            self.made = self.make()
        return self.made


Promise = Callable[[], Iterable[Choice]]


@dataclass(slots=True)
class Entry:
    """What is offered for one value: expressions, and promises of some, redeemed when they are first asked for."""

    least: float
    offers: list[Choice | Promise]
    ranked: list[Choice] | None = None

    def offer(self, cost: float, offered: Choice | Promise) -> None:
        """Add an offer, of which the cheapest costs so much."""
        self.least = min(self.least, cost)
        self.offers.append(offered)
        self.ranked = None

    def choices(self) -> list[Choice]:
        """The cheapest of each family, cheapest first."""
        if self.ranked is None:
            found: dict[str, Choice] = {}
            for offered in self.offers:
                for choice in (offered,) if isinstance(offered, Choice) else offered():
                    known = found.get(choice.family)
                    if known is None or choice.cost < known.cost:
                        found[choice.family] = choice
            self.offers = list(found.values())
            self.ranked = sorted(found.values(), key=lambda choice: (choice.cost, choice.family))
        return self.ranked


@dataclass
class Pool:
    """Value tuples, each with its cheapest choices of different families."""

    entries: dict[tuple[Any, ...], Entry] = field(default_factory=dict)

    def add(self, values: tuple[Any, ...], cost: float, family: str, make: Callable[[], Expr]) -> None:
        """Offer an expression; kept if it is the cheapest of its family for these values."""
        self.promise(values, cost, Choice(cost, family, make))

    def promise(self, values: tuple[Any, ...], least: float, offered: Choice | Promise) -> None:
        """Offer several expressions, of which the cheapest costs so much, to be made when they are asked for."""
        entry = self.entries.get(values)
        if entry is None:
            self.entries[values] = Entry(least, [offered])
        else:
            entry.offer(least, offered)

    def least(self, values: tuple[Any, ...]) -> float:
        """What the cheapest choice for these values costs."""
        return self.entries[values].least

    def best(self, values: tuple[Any, ...], limit: int = KEEP) -> list[Choice]:
        """The cheapest choices for these values, cheapest first."""
        return self.entries[values].choices()[:limit]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
