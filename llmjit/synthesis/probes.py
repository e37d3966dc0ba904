"""Inputs that nobody saw: the observed ones, changed in the ways in which real data differ.

Programs that agree on all probes add nothing to each other as guards, so only one of them is kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase, digits

from llmjit.synthesis.dates.probes import moved_dates
from llmjit.synthesis.records.probes import moved_values
from llmjit.value import Value

PROBE_LIMIT = 70
TEXT_LIMIT = 4000
MIXED = 3
MOST_MARKED = 12
BLANK: tuple[Value, ...] = ("", None)
MOST_BLANK = 4
"""So many columns that may be blank are tried in all combinations."""
OPTIONS = (
    (r"(?<=/)([\w.-]*)(?![\w./?-])(?=[\s\"#]|$)", r"\1?q=7"),
    (r"(?<=[\w.])@(?=\w)", "+tag@"),
    (r"^(?=[A-Z][a-z'\u2019.-]+ [A-Z])", "Dr. "),
    (r"^([A-Z][\w'\u2019.-]+) (?=[A-Z][\w'\u2019.-]+$)", r"\1 Q. "),
    (r"^([A-Z][\w'\u2019.-]+) (?=[A-Z][\w'\u2019.-]+$)", r"\1 van "),
)
CLOCKS = r"[\d:.,;/|+\s-]+"
_KINDS = (ascii_lowercase, ascii_uppercase, digits)
_OTHERS = str.maketrans("".join(_KINDS), "".join(kind[7:] + kind[:7] for kind in _KINDS))
_PIECE = re.compile(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_")


ONE_NUMBER = re.compile(r"\D{0,20}\d[\d.,]*\D{1,20}")
MARKED = ((r"^([^\W\d_])", r"\1."), (r"$", "-x"), (r"$", "_2"))
"""What parts of texts may hold that none of those seen did: marks within, digits behind."""


def probes(rows: Sequence[tuple[Value, ...]], answers: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
    """Changed copies of the shortest and the longest of the rows, one text at a time; their answers changed in them."""
    chosen = sorted(rows, key=lambda row: (len(repr(row)), repr(row)))
    chosen = [chosen[0], chosen[-1]] if len(chosen) > 1 else chosen
    found: dict[str, tuple[Value, ...]] = {}
    for column in range(min(3, *map(len, chosen))):
        for row in chosen:
            value = row[column]
            for number in (*_numbers(value), *_orders(value)):
                changed = (*row[:column], number, *row[column + 1 :])
                found.setdefault(repr(changed), changed)
            if isinstance(value, str) and 0 < len(value) <= TEXT_LIMIT:
                for text in (*moved_dates(value), *moved_values(value), *changes(value)):
                    changed = (*row[:column], text, *row[column + 1 :])
                    found.setdefault(repr(changed), changed)
    marked = [each for row, answer in zip(rows, answers, strict=False) for each in _marked(row, answer)]
    return list(found.values())[: PROBE_LIMIT * 4] + marked[:MOST_MARKED] + [*_together(rows), *_grown(rows)]


def _grown(rows: Sequence[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """Rows of other words around their one number, which is larger: units of two sizes differ little in small ones."""
    seen: set[tuple[int, str]] = set()
    for row in rows:
        for column, value in enumerate(row[:MIXED]):
            if not isinstance(value, str) or not ONE_NUMBER.fullmatch(value):
                continue
            around = column, re.sub(r"[\d.,]+", "0", value)
            if around not in seen and len(seen) < MOST_MARKED:
                seen.add(around)
                yield (
                    *row[:column],
                    re.sub(r"\d+", lambda found: found[0] + "8137", value, count=1),
                    *row[column + 1 :],
                )


def _together(rows: Sequence[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """The first row with cells blank and filled together as no row had them, where some were blank."""
    width = min(map(len, rows))
    columns = {at: [row[at] for row in rows] for at in range(width)}
    some: dict[int, tuple[Value, Value]] = {
        at: (next(cell for cell in cells if cell), next(cell for cell in cells if cell in BLANK))
        for at, cells in columns.items()
        if any(isinstance(cell, str) and cell for cell in cells) and any(cell in BLANK for cell in cells)
    }
    for cells in itertools.product(*list(some.values())[:MOST_BLANK]) if len(rows[0]) > 1 and some else ():
        changed = dict(zip(some, cells, strict=False))
        yield tuple(changed.get(at, cell) for at, cell in enumerate(rows[0]))


def _marked(row: tuple[Value, ...], answer: Value) -> Iterator[tuple[Value, ...]]:
    """The row with marks within the answer that stands in it."""
    if not isinstance(answer, str) or not re.fullmatch(r"[^\W_]+", answer):
        return
    for column, value in enumerate(row):
        if (
            isinstance(value, str)
            and len(value) <= TEXT_LIMIT
            and value.count(answer) == 1
            and value != answer
        ):
            for pattern, more in MARKED:
                text = value.replace(answer, re.sub(pattern, more, answer, count=1))
                if text != value:
                    yield (*row[:column], text, *row[column + 1 :])


def _numbers(value: Value) -> list[int | float]:
    """Other numbers of the type: larger, smaller, next to it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return []
    return [value * 10 + 7, value + 1, value - 1, value // 10, 1]


def _orders(value: Value) -> list[Value]:
    """Other orders of a list, and one element less."""
    if not isinstance(value, list | tuple) or len(value) < 2:
        return []
    return [list(reversed(value)), [*value[1:], value[0]], list(value[1:]), list(value[:-1])]


def changes(text: str) -> Iterator[str]:
    """A text with words more or fewer, longer or shorter, in other cases, other punctuation."""
    pieces = _PIECE.findall(text)
    words = [index for index, piece in enumerate(pieces) if piece[0].isalnum()]
    if words:
        for index in dict.fromkeys((words[0], words[len(words) // 2], words[-1])):
            yield "".join([*pieces[:index], "Quay ", *pieces[index:]])
            yield "".join([*pieces[:index], "47 ", *pieces[index:]])
            yield "".join([*pieces[:index], pieces[index], "-", *pieces[index:]])
            yield "".join([*pieces[:index], *pieces[index + 2 :]])
            yield "".join([*pieces[: max(0, index - 1)], *pieces[index + 1 :]])
            yield "".join([*pieces[:index], pieces[index][:1], *pieces[index + 1 :]])
            yield "".join([*pieces[:index], _longer(pieces[index]), *pieces[index + 1 :]])
            yield "".join([*pieces[:index], pieces[index].swapcase(), *pieces[index + 1 :]])
            yield "".join([*pieces[:index], _other(pieces[index]), *pieces[index + 1 :]])
    yield "".join(_longer(piece) if piece[0].isalnum() else piece for piece in pieces)
    yield "".join(piece[:1] for piece in pieces)
    yield _other(text)
    yield "".join(piece.replace("e", "é").replace("a", "á") for piece in pieces)
    yield re.sub(r"(\d)(\d*)", r"\1.5\2", text, count=1)
    yield re.sub(r"([^\W\d_])([^\W\d_]+)", r"\1'\2", text, count=1)
    yield from _mixed_lines(text)
    yield from _moved(text, pieces, words)
    yield from _punctuation(text)
    yield from _options(text)
    yield from _regular(text)
    yield text + " Quay"
    yield text + " 47"
    yield from (text.upper(), text.lower())


def _options(text: str) -> Iterator[str]:
    """A text with what paths, mail addresses and names may have or not: a query, a tag, a title, a second name."""
    for pattern, more in OPTIONS:
        changed = re.sub(pattern, more, text, count=1)
        if changed != text:
            yield changed


def _regular(text: str) -> Iterator[str]:
    """JSON whose texts are empty, and clocks before one where there is nothing else."""
    if text.startswith("{"):
        yield re.sub(r'(:\s*)"[^"\n]+"', r'\1""', text)
    if ":" in text and re.fullmatch(CLOCKS, text):
        yield re.sub(r"\b\d{1,2}(?=:\d\d\b)", "0", text)


def _moved(text: str, pieces: Sequence[str], words: Sequence[int]) -> Iterator[str]:
    """The same words, lines or letters in another order: what is last may have been wanted as the largest."""
    for first, second in dict.fromkeys([(0, -1), (-2, -1)] if len(words) > 1 else []):
        swapped = list(pieces)
        swapped[words[first]], swapped[words[second]] = pieces[words[second]], pieces[words[first]]
        yield "".join(swapped)
    lines = text.splitlines()
    if len(lines) > 2:
        yield "\n".join([*lines[:-2], lines[-1], lines[-2]])
        yield "\n".join([*lines[:-1], lines[len(lines) // 2], lines[-1]])
    elif len(words) == 1:
        yield text[1::2] + text[::2]


def _mixed_lines(text: str) -> Iterator[str]:
    """Lines with words of the next one, in their place or behind the others; a line less, and spaces less."""
    lines = text.splitlines()
    for at in range(min(MIXED, len(lines) - 1)):
        one, other = lines[at].split(" "), lines[at + 1].split(" ")
        for place in range(min(MIXED, len(one), len(other))):
            mixed = [*one[:place], other[place], *one[place + 1 :]]
            yield "\n".join([*lines[:at], " ".join(mixed), *lines[at + 1 :]])
            yield "\n".join([*lines[:at], " ".join([*one, other[place]]), *lines[at + 1 :]])
        yield "\n".join([*lines[:at], *lines[at + 1 :]])
        yield "\n".join([*lines[:at], lines[at].replace(" ", "", 1), *lines[at + 1 :]])


def _punctuation(text: str) -> Iterator[str]:
    for mark in list(dict.fromkeys(re.findall(r"[^\w\s]", text)))[:4]:
        yield text.replace(mark, "", 1)
        yield text.replace(mark, mark + mark, 1)
        head, _, tail = text.rpartition(mark)
        yield f"{text}{mark}{tail}"
        yield f"{head}{mark}Quay{mark}{tail}"


def _other(piece: str) -> str:
    """Other letters and digits, of the same kinds and as many: what rows of one form differ in."""
    return piece.translate(_OTHERS)


def _longer(piece: str) -> str:
    return piece + ("8137"[: len(piece)] if piece.isdigit() else "rnt")
