"""Outputs as concatenations: one segmentation of all outputs at once, cheapest first.

A state is a tuple of positions, one in each output. An edge is an atom whose value comes next in every
output, or a constant that does. Dijkstra from the start gives distances; the cheapest paths are then read
backwards, with those distances as a perfect heuristic.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import inf
from operator import add
from typing import NamedTuple

from llmjit.synthesis.expr import Const
from llmjit.synthesis.strings.pool import Choice, Pool
from llmjit.synthesis.strings.positions import common_prefix

State = tuple[int, ...]
PIECE = 0.55
"""What each further piece of a concatenation costs."""
SHORT = 0.45
"""What a piece of one character costs more; less for longer ones."""
CUTTING = 0.5
"""What a piece costs more that begins inside a word of every output."""
BORROWED = 1.2
"""What a constant costs more whose words every input holds as well."""
_NONE: set[int] = set()
STATES = 1500
EDGES = 60_000
POPS = 4000
PLACES = 1_000_000
"""Occurrences of parts in the outputs that are remembered."""
HASTE = 2000
"""Edges, or places, that are looked at even when time is up."""
SLACK = 4.0
"""Paths so much dearer than the cheapest are not looked at."""


class Edge(NamedTuple):
    """A piece: its value in each output, or the constant that it is."""

    source: State
    values: tuple[str, ...]
    cost: float
    constant: bool


class Atom(NamedTuple):
    """A value of the pool, with what its edges cost but for where they begin."""

    values: tuple[str, ...]
    lengths: tuple[int, ...]
    price: float
    short: float
    """What it costs more for being short."""
    inside: bool
    """Whether all values begin with a letter or digit, so that they may begin within words."""


def constant_price(text: str) -> float:
    """Punctuation is the usual glue; letters and digits that no input gives are suspicious."""
    letters = sum(map(str.isalnum, text))
    return 0.35 + 0.35 * min(letters, 12) + 0.12 * (len(text) - letters)


@dataclass
class Segmenter:
    """Shortest paths through the joint positions of all outputs."""

    outputs: tuple[str, ...]
    pool: Pool
    contexts: tuple[str, ...] = ()
    """The inputs in small letters: words of these are rather copied than constant."""
    late: Callable[[], bool] = bool
    """Whether time is up: then the first few paths are looked at only."""
    into: dict[State, list[Edge]] = field(default_factory=dict)
    distance: dict[State, float] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [" ".join(["", *re.findall(r"\w+", context)]) for context in self.contexts]
        self.atoms: list[Atom] = []
        self.starts: list[dict[int, set[int]]] = [{} for _ in self.outputs]
        placed = 0
        for number, values in enumerate(self.pool):
            if placed > PLACES or (placed > HASTE and self.late()):
                break
            lengths = tuple(map(len, values))
            short = SHORT * len(values) / max(1, sum(lengths))
            inside = all(value[:1].isalnum() for value in values)
            self.atoms.append(Atom(values, lengths, self.pool.least(values), short, inside))
            for places, output, value in zip(self.starts, self.outputs, values, strict=True):
                at = output.find(value)
                while at >= 0:
                    places.setdefault(at, set()).add(number)
                    placed += 1
                    at = output.find(value, at + 1)

    def paths(self, limit: int) -> Iterator[tuple[float, list[Edge]]]:
        """The cheapest segmentations, cheapest first."""
        goal = tuple(map(len, self.outputs))
        self._explore(goal)
        if goal not in self.distance:
            return
        best = self.distance[goal]
        order = count()
        heap: list[tuple[float, int, float, State, tuple[Edge, ...]]] = [(best, next(order), 0.0, goal, ())]
        pops = 0
        while heap and limit and pops < POPS and not (pops > POPS // 20 and self.late()):
            total, _, tail, state, edges = heapq.heappop(heap)
            pops += 1
            if total > best + SLACK:
                return
            if not any(state):
                limit -= 1
                yield total, list(edges)
                continue
            for edge in self.into[state]:
                if edge.source not in self.distance or (edges and edges[0].constant and edge.constant):
                    continue
                cost = tail + edge.cost
                total = cost + self.distance[edge.source]
                if total <= best + SLACK:
                    heapq.heappush(heap, (total, next(order), cost, edge.source, (edge, *edges)))

    def _explore(self, goal: State) -> None:
        start = tuple(0 for _ in goal)
        heap: list[tuple[float, int, State]] = [(0.0, 0, start)]
        order = count(1)
        nearest: dict[State, float] = {start: 0.0}
        best = inf
        edges = 0
        while heap and len(self.distance) < STATES and edges < EDGES:
            if (edges > HASTE or len(self.distance) > STATES // 20) and self.late():
                break
            reached, _, state = heapq.heappop(heap)
            if state in self.distance:
                continue
            if reached > best + SLACK:
                break
            self.distance[state] = reached
            if state == goal:
                best = reached
                continue
            for target, edge in self._edges(state):
                edges += 1
                self.into.setdefault(target, []).append(edge)
                total = reached + edge.cost
                if total < nearest.get(target, inf):
                    nearest[target] = total
                    heapq.heappush(heap, (total, next(order), target))

    def _edges(self, state: State) -> Iterator[tuple[State, Edge]]:
        following = [places.get(at, _NONE) for at, places in zip(state, self.starts, strict=True)]
        within = all(at and output[at - 1].isalnum() for at, output in zip(state, self.outputs, strict=True))
        for number in sorted(following[0].intersection(*following[1:])):
            atom = self.atoms[number]
            target = tuple(map(add, state, atom.lengths))
            if target != state:
                # How easily such a piece fits by chance: when it is short, or cuts a word in two.
                chance = atom.short + CUTTING if within and atom.inside else atom.short
                yield target, Edge(state, atom.values, atom.price + PIECE + chance, False)
        shared = common_prefix([output[at : at + 80] for output, at in zip(self.outputs, state, strict=True)])
        left = {len(output) - at for output, at in zip(self.outputs, state, strict=True)}
        for length in range(1, len(shared) + 1):
            if left == {length} or state[0] + length in self.starts[0]:
                text = shared[:length]
                target = tuple(position + length for position in state)
                yield target, Edge(state, (text,) * len(state), self.fixed(text), True)

    def phrased(self, path: Sequence[Edge]) -> float:
        """What the letters of constants cost whose words no input holds: they say nothing of chance.

        Between values that are copied, such words are the sentence that the values are put into.
        """
        price = 0.0
        for edge in path if sum(not edge.constant for edge in path) > 1 else ():
            if edge.constant and self._says(edge.values[0]):
                price += edge.cost - PIECE - constant_price("")
        return price

    def framed(self, path: Sequence[Edge]) -> float:
        """What such words cost around a single value, which may cost then what it may cost alone."""
        fixed = [edge for edge in path if edge.constant]
        framed = len(fixed) == len(path) - 1 and any(self._says(edge.values[0]) for edge in fixed)
        return PIECE + sum(edge.cost for edge in fixed) if framed else 0.0

    def _says(self, text: str) -> bool:
        """Whether a text has words, of which no input holds any."""
        words = re.findall(r"[^\W_]+", text.lower())
        return bool(words) and not any(word in context for word in words for context in self.contexts)

    def fixed(self, text: str) -> float:
        """What a constant costs, more if a word of every input begins with one of its words."""
        price = self.known.get(text)
        if price is None:
            starts = [f" {word}" for word in re.findall(r"[^\W_]+", text.lower())]
            borrowed = any(all(start in words for words in self.words) for start in starts)
            price = self.known[text] = constant_price(text) + BORROWED * borrowed + PIECE
        return price


def choices(edge: Edge, pool: Pool) -> Sequence[Choice]:
    """The expressions that give an edge's values, cheapest first."""
    if edge.constant:
        return (Choice(edge.cost - PIECE, "constant", lambda: Const(edge.values[0])),)
    return pool.best(edge.values)
