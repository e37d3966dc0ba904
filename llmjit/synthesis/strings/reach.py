"""How far what stands at a position of a text goes on in an output: what bounds the search for common parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

Positions = tuple[int, ...]


class Reach:
    """For each position of a text, the furthest to which all in between stands in an output, letter case aside."""

    def __init__(self, text: str, output: str) -> None:
        """``output`` is in small letters."""
        self.folded = text.lower()
        self.output = output
        self.length = len(text)
        # Some letters have small ones that are longer, or others at the end of a word: those are not foreseen.
        self.plain = len(self.folded) == len(text) and "\u03a3" not in text
        self.known: dict[int, int] = {}
        self.last = (0, 0)

    def __call__(self, start: int) -> int:
        """The furthest end; the end of the text where it cannot be told."""
        if not self.plain:
            return self.length
        end = self.known.get(start)
        if end is None:
            before, end = self.last
            end = max(start, end) if start >= before else start
            while end < self.length and self.folded[start : end + 1] in self.output:
                end += 1
            self.known[start] = end
            self.last = (start, end)
        return end


class Between:
    """Positions in all texts at once, to be found by the room that each text leaves for them."""

    def __init__(self, order: Sequence[Positions]) -> None:
        self.order = order
        self.rows: list[tuple[list[int], list[int]]] = []
        for column in zip(*order, strict=True):
            ranked = sorted(range(len(order)), key=column.__getitem__)
            upto = [0]
            for number in ranked:
                upto.append(upto[-1] | 1 << number)
            self.rows.append(([column[number] for number in ranked], upto))

    def within(self, starts: Positions, furthest: Sequence[int]) -> Iterator[Positions]:
        """Those not in front of the starts and not beyond the furthest in any text, in order."""
        left = -1
        for (column, upto), start, end in zip(self.rows, starts, furthest, strict=True):
            left &= upto[bisect_right(column, end)] ^ upto[bisect_left(column, start)]
            if not left:
                return
        while left:
            lowest = left & -left
            yield self.order[lowest.bit_length() - 1]
            left ^= lowest
