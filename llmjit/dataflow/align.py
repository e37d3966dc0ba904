"""Anti-unification of requests: what is common to all becomes literal text, what varies becomes a typed hole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, final

from llmjit.support.pattern import HOLES, MentionPattern
from llmjit.support.request import CLOSE, OPEN, Request

_MARK: Final = re.compile(rf"{OPEN}(\w)(\d+){CLOSE}")
_TOKEN: Final = re.compile(rf"\s*({OPEN}\w\d+{CLOSE}|\w+(?:'\w+)*|[^\w\s])")
_BREAK: Final = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\b[A-Z])(?<=[.?!;:])\s+|\n+")
_TYPES: Final = {"n": "number", "l": "label", "b": "label", "c": "column", "t": "time", "i": "items"}
SHARE: Final = 0.6


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a request: its text with the space before it, and what it is compared by."""

    text: str
    key: str
    value: object = None
    plain: str = ""

    @property
    def marked(self) -> bool:
        """Whether the token is a mention, not a word."""
        return self.key.startswith(OPEN)


Sentence = tuple[Piece, ...]


def align(requests: Sequence[Request], columns: bool = False, items: bool = True) -> MentionPattern:
    """The narrowest pattern that binds all ``requests``.

    One request alone is widened at its numbers, labels and table only. ``columns``: also look for names of
    the table's columns; ``items``: read enumerations of numbers and labels of varying length as one hole.
    """
    encoded = [request.encoded(columns) for request in requests]
    if items and len({_longest(text) for text in encoded}) > 1:
        encoded = [_ITEMS.sub(lambda match: f"{OPEN}i0{CLOSE}", text) for text in encoded]
    texts = [_sentences(text, request, columns) for text, request in zip(encoded, requests, strict=True)]
    return _Builder(len(requests)).build(texts, requests)


_ITEMS: Final = re.compile(HOLES["items"])


def _longest(encoded: str) -> int:
    return max((len(_MARK.findall(match[0])) for match in _ITEMS.finditer(encoded)), default=0)


def _sentences(encoded: str, request: Request, columns: bool) -> list[Sentence]:
    tokens = request.mentions_with_columns if columns else request.mentions
    out = []
    for sentence in _BREAK.split(encoded):
        pieces = []
        for match in _TOKEN.finditer(sentence):
            mark = _MARK.fullmatch(match[1])
            if mark is None:
                pieces.append(Piece(match[0], match[1]))
            elif mark[1] == "i":
                pieces.append(Piece(match[0], f"{OPEN}i"))
            else:
                token = tokens[int(mark[2])]
                plain = request.prose[token.start : token.end]
                space = match[0][: len(match[0]) - len(match[1])]
                pieces.append(Piece(match[0], f"{OPEN}{mark[1]}", token.value, space + plain))
        if pieces:
            out.append(tuple(pieces))
    return out


class _Builder:
    """Builds one template; holds the names already given to holes."""

    def __init__(self, count: int) -> None:
        self.single = count == 1
        self.names: dict[str, int] = {}

    def build(self, texts: list[list[Sentence]], requests: Sequence[Request]) -> MentionPattern:
        shortest = min(map(len, texts))
        tail = 0
        while tail < shortest and self._alignable([text[-1 - tail] for text in texts]):
            tail += 1
        head = 0
        while head < shortest - tail and self._alignable([text[head] for text in texts]):
            head += 1
        out = [self._sentence([text[index] for text in texts]) for index in range(head)]
        if any(len(text) > head + tail for text in texts):
            between = [text[head : len(text) - tail] for text in texts]
            out.append(self._story([piece for text in between for sentence in text for piece in sentence]))
        out += [self._sentence([text[len(text) - tail + index] for text in texts]) for index in range(tail)]
        template = " ".join(out)
        if not re.search(r":(?:number|label|items|time|column)\}", template):
            template = template.replace(":plain}", ":story}")
        return self._with_table(template, requests)

    def _with_table(self, template: str, requests: Sequence[Request]) -> MentionPattern:
        tables = [request.table for request in requests]
        first = tables[0]
        if first is None or any(table is None for table in tables):
            return MentionPattern(template)
        if not self.single and all(table == first for table in tables):
            rows = [first.columns, *first.rows] if any(first.columns) else list(first.rows)
            return MentionPattern("\n".join([template, *(" | ".join(row) for row in rows)]))
        widths = {len(table.columns) for table in tables if table is not None}
        return MentionPattern(f"{template}\n{{table:table}}", widths.pop() if len(widths) == 1 else 0)

    def _alignable(self, sentences: list[Sentence]) -> bool:
        if self.single:
            return True
        marks = {tuple(piece.key for piece in sentence if piece.marked) for sentence in sentences}
        if len(marks) == 1 and marks != {()}:
            return True
        common = len(_common(sentences))
        return common >= SHARE * max(map(len, sentences)) and len(marks) == 1

    def _sentence(self, sentences: list[Sentence]) -> str:
        columns = _pruned(_common(sentences), sentences)
        out: list[str] = []
        at = [0] * len(sentences)
        for column in [*columns, tuple(map(len, sentences))]:
            gaps = [sentence[a:b] for sentence, a, b in zip(sentences, at, column, strict=True)]
            if any(gaps):
                out.append(self._gap(gaps))
            if column[0] < len(sentences[0]):
                out.append(self._fixed([sentence[i] for sentence, i in zip(sentences, column, strict=True)]))
            at = [index + 1 for index in column]
        return "".join(out).strip()

    def _fixed(self, pieces: list[Piece]) -> str:
        first = pieces[0]
        if not first.marked:
            return first.text.replace("{", "{{").replace("}", "}}")
        same = all(piece.value == first.value for piece in pieces)
        if same and not self.single and first.key != f"{OPEN}i":
            return first.plain
        space = first.text[: len(first.text) - len(first.text.lstrip())]
        kind = _TYPES[first.key[-1]]
        name = self._name({"label": "item", "number": "number", "items": "items"}.get(kind, kind))
        return f"{space}{{{name}:{kind}}}"

    def _gap(self, gaps: list[Sentence]) -> str:
        space = " " if any(gap and gap[0].text.startswith(" ") for gap in gaps) else ""
        if all(len(gap) == 1 and gap[0].key[-1:] in "nb" and gap[0].marked for gap in gaps):
            return f"{space}{{{self._name('number')}:number}}"
        if all(gaps) and not any(piece.marked for gap in gaps for piece in gap):
            return f"{space}{{{self._name('text')}}}"
        return self._story([piece for gap in gaps for piece in gap])

    def _story(self, pieces: Sequence[Piece]) -> str:
        """A hole for any prose; where the recordings mention nothing in it, requests may not either."""
        return f"{{{self._name('story')}:{'story' if any(piece.marked for piece in pieces) else 'plain'}}}"

    def _name(self, base: str) -> str:
        count = self.names[base] = self.names.get(base, 0) + 1
        return base if count == 1 else f"{base}_{count}"


def _common(sentences: list[Sentence]) -> list[tuple[int, ...]]:
    """Positions of the tokens that all sentences share, in order."""
    columns: list[tuple[int, ...]] = [(index,) for index in range(len(sentences[0]))]
    for sentence in sentences[1:]:
        left = [sentences[0][column[0]].key for column in columns]
        matcher = SequenceMatcher(None, left, [piece.key for piece in sentence], autojunk=False)
        columns = [
            (*columns[block.a + offset], block.b + offset)
            for block in matcher.get_matching_blocks()
            for offset in range(block.size)
        ]
    return columns


def _pruned(columns: list[tuple[int, ...]], sentences: list[Sentence]) -> list[tuple[int, ...]]:
    """Without runs too weak to hold on to: a word alone between two holes says nothing."""
    runs: list[list[tuple[int, ...]]] = []
    for column in columns:
        joined = runs and all(a + 1 == b for a, b in zip(runs[-1][-1], column, strict=True))
        if joined:
            runs[-1].append(column)
        else:
            runs.append([column])
    return [column for run in runs if _strong(run, sentences) for column in run]


def _strong(run: list[tuple[int, ...]], sentences: list[Sentence]) -> bool:
    pieces = [sentences[0][column[0]] for column in run]
    ends = all(index + 1 == len(sentence) for index, sentence in zip(run[-1], sentences, strict=True))
    starts = all(index == 0 for index in run[0])
    content = sum(len(piece.key) > 3 for piece in pieces)
    return starts or ends or any(piece.marked for piece in pieces) or (len(run) > 1 and content > 0)
