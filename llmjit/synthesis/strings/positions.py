"""Where a text can be cut: the positions that expressions can name, in all observations at once.

After FlashFill (Gulwani 2011): a position is a constant index from either end, or the start or end of the
k-th match, from either end, of a token class or of a literal that occurs in every observation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from llmjit.synthesis.expr import Const, Expr
from llmjit.synthesis.strings.operators import END, START
from llmjit.synthesis.strings.reach import Reach

Positions = tuple[int, ...]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TokenClass:
    """A run of characters of one kind; ``single`` matches one of them."""

    pattern: str
    single: str
    weight: float


CLASSES = (
    TokenClass(r"\d+", r"\d", 0.0),
    TokenClass(r"[^\W\d_]+", r"[^\W\d_]", 0.0),
    TokenClass(r"\w+", r"\w", 0.1),
    TokenClass(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", "", 0.15),
    TokenClass(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", "", 0.4),
    TokenClass(r"\S+", r"\S", 0.0),
    TokenClass(r"[A-Z]+", r"[A-Z]", 0.3),
    TokenClass(r"[a-z]+", r"[a-z]", 0.3),
    TokenClass(r"[A-Za-z0-9]+", r"[A-Za-z0-9]", 0.2),
    TokenClass(r"[A-Z][a-z]+", "", 0.25),
    TokenClass(r"[A-Z][\w'-]*", "", 0.4),
    TokenClass(r"\d+(?:\.\d+)?", "", 0.15),
    TokenClass(r"[\d.]+", r"[\d.]", 0.3),
    TokenClass(r"[\d,.]+", r"[\d,.]", 0.35),
    TokenClass(r"[-+]?\d+(?:\.\d+)?", "", 0.3),
    TokenClass(r"[\w'-]+", r"[\w'-]", 0.25),
    TokenClass(r"[\w.-]+", r"[\w.-]", 0.3),
    TokenClass(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "", 0.2),
    TokenClass(r"https?://[^\s<>\"')]+", "", 0.2),
    TokenClass(r"[^\w\s]+", r"[^\w\s]", 0.4),
    TokenClass(r"\s+", r"\s", 0.5),
)
SINGLES = (
    TokenClass(r"[A-Z]", "", 0.7),
    TokenClass(r"[a-z]", "", 0.8),
    TokenClass(r"\d", "", 0.7),
    TokenClass(r"[^\W\d_]", "", 0.8),
)
INDEX_LIMIT = 7
STEP = 0.2
"""What each further index costs, counted from the nearer end."""
SPANS = 200_000
"""So many matches, and other things found in texts, are remembered."""
LITERAL_LIMIT = 16
LABELS = 6
"""Words with the punctuation that follows them, as ``Total: `` and ``port = ``."""


def index_cost(index: int) -> float:
    """First and last are likely, the further in the less."""
    return STEP * index if index >= 0 else STEP / 2 + STEP * (-index - 1)


def indices(count: int, limit: int = INDEX_LIMIT) -> Iterator[int]:
    """Indices from either end that exist in every one of lists of which the shortest has ``count``."""
    yield from range(min(count, limit))
    yield from range(-1, -min(count, limit) - 1, -1)


class Way(NamedTuple):
    """One way to name a position. ``family`` tells structurally different ways apart."""

    cost: float
    family: str
    make: Callable[[], Expr]
    """Makes the expression: most are never asked for."""


Table = dict[Positions, list[Way]]
Ways = dict[int, tuple[Way, Way]]
"""How the start and the end of the match of each index are named."""
Found = dict[int, list[tuple[int, int]]]
Around = tuple[Found, Found]
"""Ends of what begins at positions, and beginnings of what ends there, each with the number of its kind."""


class Spans:
    """What is found in texts whatever the other observations, remembered up to a bound for all that search them.

    The matches of patterns and how their ends are named, what lies around positions, and how far parts go on in an
    output.
    """

    def __init__(self) -> None:
        self.known: dict[object, dict[tuple[str, str], list[Span]]] = {_matches: {}, _occurrences: {}}
        self.reaches: dict[tuple[str, str], Reach] = {}
        self.known_around: dict[str, Around] = {}
        self.ways: dict[tuple[Expr, str], Ways] = {}
        self.room = SPANS

    def of(self, pattern: str, text: str) -> list[Span]:
        """Where the matches begin and end."""
        return self._remembered((pattern, text), _matches)

    def of_literal(self, literal: str, text: str) -> list[Span]:
        """Where a literal stands; patterns of such, which every text has others of, are dear to compile."""
        return self._remembered((literal, text), _occurrences)

    def ways_of(self, expr: Expr, family: str) -> Ways:
        """How the ends of matches are named that are all of one family: the same for any observations."""
        ways = self.ways.get((expr, family))
        if ways is None:
            ways = {}
            if self.room > 0:
                self.ways[expr, family] = ways
                self.room -= 2 * INDEX_LIMIT
        return ways

    def around(self, text: str) -> Around:
        """What is found from positions of a text, for who finds it: the same whatever the outputs."""
        around = self.known_around.get(text)
        if around is None:
            around = {}, {}
            if self.room > 0:
                self.known_around[text] = around
                self.room -= 1 + 2 * len(text)
        return around

    def reach(self, text: str, output: str) -> Reach:
        """How far what stands in the text goes on in an output in small letters."""
        reach = self.reaches.get((text, output))
        if reach is None:
            reach = Reach(text, output)
            if self.room > 0:
                self.reaches[text, output] = reach
                self.room -= 1 + len(text)
        return reach

    def _remembered(self, key: tuple[str, str], find: Callable[[str, str], list[Span]]) -> list[Span]:
        known = self.known[find]
        spans = known.get(key)
        if spans is None:
            spans = find(*key)
            if self.room > 0:
                known[key] = spans
                self.room -= 1 + len(spans)
        return spans


def _matches(pattern: str, text: str) -> list[Span]:
    return [found.span() for found in re.compile(pattern).finditer(text)]


def _occurrences(literal: str, text: str) -> list[Span]:
    spans = []
    at = text.find(literal)
    while at >= 0:
        spans.append((at, at + len(literal)))
        at = text.find(literal, at + len(literal))
    return spans


@dataclass(frozen=True)
class Texts:
    """The same column in every observation, with the expression that gives it."""

    expr: Expr
    texts: tuple[str, ...]
    cost: float = 0.0
    found: Spans = field(default_factory=Spans, compare=False, repr=False)

    def spans(self, pattern: str) -> list[list[Span]]:
        """The matches of a pattern in each text."""
        return [self.found.of(pattern, text) for text in self.texts]

    @cached_property
    def uniform(self) -> bool:
        """Whether all texts have one form with digits in it, so that indices mean something."""
        forms = {re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "0", text)) for text in self.texts}
        return len(self.texts) > 1 and len(forms) == 1 and "0" in next(iter(forms))

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """Delimiters and words that occur in every text, those of the first text in order."""
        return common_literals(self.texts)

    @cached_property
    def positions(self) -> Table:
        """All positions that have a name, each with its cheapest names."""
        table: Table = {}

        def add(where: Positions, way: Way) -> None:
            table.setdefault(where, []).append(way)

        self._add_constants(add)
        for kind in (*CLASSES, *SINGLES):
            spans = self.spans(kind.pattern)
            self._add_matches(add, spans, kind.pattern, 0.6 + kind.weight, f"class {kind.pattern}")
        for literal in self.literals:
            spans = [self.found.of_literal(literal, text) for text in self.texts]
            price = 0.4 + literal_cost(literal)
            self._add_matches(add, spans, re.escape(literal), price, f"literal {literal}")
        for ways in table.values():
            ways.sort(key=lambda way: way.cost)
            del ways[6:]
        return table

    def _add_constants(self, add) -> None:  # type: ignore[no-untyped-def]
        lengths = tuple(map(len, self.texts))
        shortest = min(lengths)
        base, step = (0.25, 0.03) if self.uniform else (0.7, 0.15)
        for index in range(min(shortest, 24) + 1):
            price = 0.1 if index == 0 else base + step * index
            add(tuple(index for _ in lengths), Way(price, "index", partial(Const, index)))
        add(lengths, Way(0.1, "end", partial(Const, None)))
        for index in range(1, min(shortest, 24) + 1):
            where = tuple(length - index for length in lengths)
            add(where, Way(base + 0.05 + step * index, "index back", partial(Const, -index)))

    def _add_matches(  # type: ignore[no-untyped-def]
        self, add, spans: Sequence[Sequence[Span]], pattern: str, price: float, family: str
    ) -> None:
        ways = self.found.ways_of(self.expr, family)
        for index in indices(min(map(len, spans))):
            named = ways.get(index)
            if named is None:
                cost, side = price + index_cost(index), family if index >= 0 else f"{family} back"
                named = ways[index] = (
                    Way(cost, side, partial(START, self.expr, pattern, index)),
                    Way(cost, side, partial(END, self.expr, pattern, index)),
                )
            starts, ends = zip(*[each[index] for each in spans], strict=True)
            add(starts, named[0])
            add(ends, named[1])


def literal_cost(literal: str) -> float:
    """Punctuation is a likelier landmark than a word, and a word than a number."""
    if any(map(str.isdigit, literal)):
        return 0.9
    return 0.25 if any(map(str.isalpha, literal)) else 0.0


def common_literals(texts: Sequence[str]) -> tuple[str, ...]:
    """Punctuation, runs of it, and words, that occur in every text."""
    shortest = min(texts, key=len)[:2000]
    others = [text for text in texts if text is not shortest]
    found: dict[str, None] = {}
    candidates = [*shortest, *re.findall(r"[^\w]{2,4}", shortest), *re.findall(r"\W\s|\s\W", shortest)]
    for piece in candidates:
        if not piece.isalnum() and piece not in found and all(piece in text for text in others):
            found[piece] = None
    words: dict[str, None] = {}
    for word in re.findall(r"[^\W\d_]{2,}|\d+", shortest)[:60]:
        if word not in words and _everywhere(word, others):
            words[word] = None
    labels = dict.fromkeys(
        label
        for label in re.findall(r"[^\W\d_]{2,}[^\w\s]?\s*[^\w\s]?\s?", shortest)[:60]
        if not label[-1].isalnum() and _everywhere(label, others)
    )
    prefix, suffix = common_ends(texts)
    affixes = [affix for affix in (prefix, suffix) if 1 < len(affix) < 30 and affix != shortest]
    return tuple(
        dict.fromkeys((*list(found)[:LITERAL_LIMIT], *list(words)[:6], *list(labels)[:LABELS], *affixes))
    )


def _everywhere(piece: str, texts: Sequence[str]) -> bool:
    return all(piece in text for text in texts)


def common_ends(texts: Sequence[str]) -> tuple[str, str]:
    """The longest text that all begin with, and the longest that all end with."""
    backwards = common_prefix([text[::-1] for text in texts])
    return common_prefix(texts), backwards[::-1]


def common_prefix(texts: Sequence[str]) -> str:
    """The longest text that all begin with."""
    first, last = min(texts), max(texts)
    length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:length]
