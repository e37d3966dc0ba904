"""Texts of one form taken apart into a fixed number of fields: lines of logs, addresses, records.

The fields lie in the text one after the other. What stands between them on every observation, to the letter, is
the form; what varies without being a field is passed over. A text that is not of the form has no fields.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator

LONGEST = 2000
MOST_FIELDS = 24
MOST_ALIGNMENTS = 200
MARK = 3

FIELDS_OF = Operator(
    "fields_of", ("str", "str"), "list", "list(re.fullmatch({1}, {0}).groups())", 0.8, (), ("re",)
)
Gaps = tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Hole:
    """A part of the text that varies, with its values; ``field`` if it is an element of the outputs."""

    values: tuple[str, ...]
    field: bool


@final
@dataclass(frozen=True, slots=True)
class Literal:
    """A part of the text that is always the same; ``field`` if it is an element of the outputs."""

    text: str
    field: bool = False


Piece = Literal | Hole


@generator("programs", priority=25)
def split_programs(problem: Problem) -> Iterator[Term | None]:
    """Lists whose elements are parts of one column, in their order."""
    outputs = problem.outputs
    if not all(isinstance(output, list) and output for output in outputs):
        return
    rows: list[list[str]] = []
    for output in outputs:
        if not isinstance(output, list) or not all(isinstance(element, str) for element in output):
            return
        rows.append(output)
    if len(set(map(len, rows))) > 1 or not 1 < len(rows[0]) <= MOST_FIELDS:
        return
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) <= LONGEST and not problem.late():
            if _cut_at_one_mark(texts, rows):
                continue
            patterns = list(dict.fromkeys(split_patterns(texts, rows)))[:4]
            exprs = [
                expr for expr in (FIELDS_OF(column.expr, each) for each in patterns) if _right(expr, problem)
            ]
            if exprs:
                price = 1.5 + 0.05 * max(len(re.findall(r"[A-Za-z0-9]", each)) for each in patterns)
                yield problem.term(exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs), price)


def _cut_at_one_mark(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the fields are all that lies between marks of one kind, which leaves nothing to a form."""
    gaps = texts[0][len(rows[0][0]) :]
    at = gaps.find(rows[0][1]) if rows[0][1] else 1
    mark = gaps[:at]
    return (
        0 < at <= MARK
        and not any(map(str.isalnum, mark))
        and all(text.split(mark) == list(row) for text, row in zip(texts, rows, strict=True))
    )


def _right(expr: Expr, problem: Problem) -> bool:
    term = problem.term(expr)
    return term is not None and problem.solves(term.values)


def split_patterns(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Regular expressions, a group a field, that match the texts as a whole."""
    alignments = [
        list(itertools.islice(align(text, row), MOST_ALIGNMENTS))
        for text, row in zip(texts, rows, strict=True)
    ]
    if not all(alignments):
        return
    constant = set(alignments[0]).intersection(*alignments[1:])
    chosen: list[tuple[Gaps, ...]] = [
        tuple([gaps] * len(texts)) for gaps in sorted(constant, key=_plainness)[:2]
    ]
    if not chosen:
        chosen = [tuple(options[0] for options in alignments)]
    for gaps in chosen:
        pieces = template(gaps, rows)
        for greedy in (False, True):
            text = pattern(pieces, greedy)
            if text is not None:
                yield text


def _plainness(gaps: Gaps) -> tuple[int, Gaps]:
    return sum(any(character.isalnum() for character in gap) for gap in gaps), gaps


def align(text: str, row: Sequence[str]) -> Iterator[Gaps]:
    """The ways in which the elements lie in the text, as what stands before, between and after them."""

    def search(at: int, index: int, gaps: Gaps) -> Iterator[Gaps]:
        if index == len(row):
            yield (*gaps, text[at:])
            return
        found = text.find(row[index], at)
        tries = 0
        while found >= 0 and tries < 4:
            yield from search(found + len(row[index]), index + 1, (*gaps, text[at:found]))
            if not row[index]:
                return
            found = text.find(row[index], found + 1)
            tries += 1

    yield from search(0, 0, ())


def template(gaps: Sequence[Gaps], rows: Sequence[Sequence[str]]) -> list[Piece]:
    """Literals and holes, one after the other."""
    pieces: list[Piece] = []
    for at in range(len(gaps[0])):
        pieces += _gap([each[at] for each in gaps])
        if at < len(rows[0]):
            values = tuple(row[at] for row in rows)
            glue = len(set(values)) == 1 and values[0] and not any(map(str.isalnum, values[0]))
            pieces.append(Literal(values[0], True) if glue else Hole(values, field=True))
    return pieces


def _gap(texts: Sequence[str]) -> list[Piece]:
    """What stands between two fields: one literal, or a hole with what all have before and after it."""
    if len(set(texts)) == 1:
        return [Literal(texts[0])] if texts[0] else []
    if all(text.isspace() for text in texts):
        return [Hole(tuple(texts), field=False)]
    head = _common(texts)
    tail = _common([text[len(head) :][::-1] for text in texts])[::-1]
    inner = tuple(text[len(head) : len(text) - len(tail)] for text in texts)
    return [*([Literal(head)] if head else []), Hole(inner, field=False), *([Literal(tail)] if tail else [])]


def _common(texts: Sequence[str]) -> str:
    """The longest common prefix that does not end in the middle of a word or number."""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    length = next((at for at, (a, b) in pairs if a != b), min(len(first), len(last)))
    head = first[:length]
    cut = re.search(r"[0-9]+$|[A-Za-z]+$", head)
    if cut and any(text[length : length + 1].isalnum() for text in texts):
        head = head[: cut.start()]
    return head


def pattern(pieces: Sequence[Piece], greedy: bool) -> str | None:
    """The regular expression of a form; None if it might take more than quadratic time."""
    used = "".join(piece.text for piece in pieces if isinstance(piece, Literal))
    bodies = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        body = escape(piece.text) if isinstance(piece, Literal) else _body(piece.values, after, greedy, used)
        bodies.append(f"({body})" if piece.field else body)
    text = "".join(bodies)
    return text if len(re.findall(r"(?<!\\)\.[*+]", text)) <= 2 else None


def escape(text: str) -> str:
    """As `re.escape`, with spaces left alone."""
    return re.escape(text).replace("\\ ", " ")


_CLASSES = (r"\d", "[A-Z]", "[a-z]", "[A-Za-z]", r"\w", r"\s")


def _body(values: Sequence[str], after: Piece | None, greedy: bool, used: str) -> str:
    """What a hole may hold."""
    some = "+" if all(values) else "*"
    filled = [value for value in values if value]
    lengths = {len(value) for value in values}
    if filled and all(re.fullmatch(r"\d+", value, re.ASCII) for value in filled):
        next_to = isinstance(after, Hole) and any(value[:1].isdigit() for value in after.values)
        return rf"\d{{{lengths.pop()}}}" if next_to and len(lengths) == 1 else r"\d" + some
    if filled and all(value.isspace() for value in filled):
        return r"\s" + some
    if after is None:
        return _last(filled, some, used)
    if isinstance(after, Hole):
        return _before_hole(filled, after.values, some, greedy)
    stop = next((each for each in after.text if not any(each in value for value in values)), None)
    if stop is None:
        return ".*" if greedy else ".*?"
    spaced = any(" " in value for value in filled) or stop not in ",;|"
    return f"[^{escape(stop)}]{some}" if spaced else rf"[^\s{escape(stop)}]{some}"


def _before_hole(filled: Sequence[str], following: Sequence[str], some: str, greedy: bool) -> str:
    """A hole directly before another: told apart by kinds of characters, or by length."""
    for body in _CLASSES:
        fits = all(re.fullmatch(body + "+", value, re.ASCII) for value in filled)
        if fits and not any(re.match(body, value, re.ASCII) for value in following if value):
            return body + some
    lengths = {len(value) for value in filled}
    return f".{{{lengths.pop()}}}" if len(lengths) == 1 else ".*" if greedy else ".*?"


def _last(filled: Sequence[str], some: str, used: str) -> str:
    """The rest of the text: what separates fields several times before does not stand in it."""
    marks = {each for each in used if not each.isalnum() and (used.count(each) > 1 or each in "|;\t")}
    barred = "".join(sorted(each for each in marks if not any(each in value for value in filled)))
    barred = "".join(map(escape, barred.replace(" ", "")))
    if any(re.search(r"\s", value) for value in filled):
        return f"[^{barred}]{some}" if barred else "." + some
    return rf"[^\s{barred}]{some}" if barred else r"\S" + some
