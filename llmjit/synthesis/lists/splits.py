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
from llmjit.synthesis.lists.marks import TABULAR, is_sentence
from llmjit.synthesis.problem import Problem, Term, generator

LONGEST = 2000
MOST_FIELDS = 24
MOST_ALIGNMENTS = 200
MARK = 3
MOST_TRIES = 4
MOST_EMPTY = 8

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
        while found >= 0 and tries < (MOST_TRIES if row[index] else MOST_EMPTY):
            yield from search(found + len(row[index]), index + 1, (*gaps, text[at:found]))
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
            alone = any(
                each[at] and each[at + 1] for each in gaps
            )  # what stands alone may vary in other lines
            glue = len(set(values)) == 1 and values[0] and not any(map(str.isalnum, values[0])) and not alone
            pieces.append(Literal(values[0], True) if glue else Hole(values, field=True))
    return pieces


def _gap(texts: Sequence[str]) -> list[Piece]:
    """What stands between two fields: one literal, or a hole with what all have before and after it."""
    wide = all(text.isspace() for text in texts) and max(map(len, texts)) > 1
    if len(set(texts)) == 1 and not wide:
        return [Literal(texts[0])] if texts[0] else []
    if wide or all(text.isspace() for text in texts):
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
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        last = pieces[-1] if at + 3 == len(pieces) else None
        if isinstance(piece, Literal):
            body = escape(piece.text)
        elif _is_stem(after, last):
            body = ".+"
        elif at + 1 == len(pieces) and _is_stem(before, piece):
            body = r"[^\s.]+"
        else:
            body = _body(piece, before, after, greedy, used)
        bodies.append(f"({body})" if piece.field else body)
    text = "".join(bodies)
    return text if len(re.findall(r"(?<!\\)\.[*+]", text)) <= 2 else None


def _is_stem(after: Piece | None, last: Piece | None) -> bool:
    """Whether the name of a file ends here: before the last point, behind which there is a short word."""
    return (
        isinstance(after, Literal)
        and after.text == "."
        and isinstance(last, Hole)
        and all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,4}", value) for value in last.values)
    )


def escape(text: str) -> str:
    """As `re.escape`, with spaces left alone."""
    return re.escape(text).replace("\\ ", " ")


_CLASSES = (r"\d", "[A-Z]", "[a-z]", "[A-Za-z]", r"\w", r"\s")


def _body(hole: Hole, before: Piece | None, after: Piece | None, greedy: bool, used: str) -> str:
    """What a hole may hold."""
    values = hole.values
    some = "+" if all(values) and not _may_be_empty(before, after) else "*"
    filled = [value for value in values if value]
    lengths = {len(value) for value in values}
    if filled and all(re.fullmatch(r"\d+", value, re.ASCII) for value in filled):
        next_to = isinstance(after, Hole) and any(value[:1].isdigit() for value in after.values)
        return rf"\d{{{lengths.pop()}}}" if next_to and len(lengths) == 1 else r"\d" + some
    if filled and all(value.isspace() for value in filled):
        wide = min(lengths) > 1 and any(
            isinstance(each, Hole) and _spaced(each.values) for each in (before, after)
        )
        return r"\s{2,}" if wide else r"\s" + some
    form = _marked_digits(values)
    if form is not None:
        return form
    if after is None:
        return _last(filled, before.text if isinstance(before, Literal) else "", some, used)
    if isinstance(after, Hole):
        return _before_hole(filled, after.values, some, greedy)
    return _before_literal(values, hole.field, after.text, some, greedy)


def _marked_digits(values: Sequence[str]) -> str | None:
    """Digits with two marks or more in one form, such as dates and times: others than these are other lines."""
    forms = {re.sub(r"[0-9]+", "0", value) for value in values}
    form = forms.pop()
    if forms or not re.fullmatch(r"0(?:[^\w\s]0){2,}", form):
        return None
    return escape(form).replace("0", r"\d+")


def _may_be_empty(before: Piece | None, after: Piece | None) -> bool:
    """Whether a hole lies between quotes or behind a sign of equality, which show where it is when it is empty."""
    if not isinstance(before, Literal) or isinstance(after, Hole):
        return False
    quoted = after is not None and before.text[-1] == after.text[0] and after.text[0] in "\"'"
    return quoted or before.text[-1] == "="


def _spaced(values: Sequence[str]) -> bool:
    return any(" " in value.strip() for value in values)


def _before_literal(values: Sequence[str], field: bool, literal: str, some: str, greedy: bool) -> str:
    """A hole before a text that never varies: all up to a character of it, or up to where the whole of it begins."""
    free = [each for each in literal if not any(each in value for value in values)]
    if free and (free[0] == literal[0] != " " or not literal.strip()):
        return f"[^{escape(free[0])}]{some}"
    if literal[0] == " " and literal.strip() and not any(literal in value for value in values):
        return rf"(?:(?!{escape(literal)}).){some}"
    if free:
        return f"[^{escape(free[0])}]{some}"
    return (_words(values) if field else None) or (".*" if greedy else ".*?")


def _words(values: Sequence[str]) -> str | None:
    """So many words with one blank between them, where all values are that, such as dates and times."""
    count = len(values[0].split(" "))
    if count < 2 or not all(re.fullmatch(rf"\S+(?: \S+){{{count - 1}}}", value) for value in values):
        return None
    return " ".join([r"\S+"] * count)


def _before_hole(filled: Sequence[str], following: Sequence[str], some: str, greedy: bool) -> str:
    """A hole directly before another: told apart by kinds of characters, or by length."""
    if all(value.isspace() for value in following):
        if not any(re.search(r"\s", value) for value in filled):
            return r"\S" + some
        if min(map(len, following)) > 1 and all(re.fullmatch(r"\S+(?: \S+)*", value) for value in filled):
            return r"\S+(?: \S+)*"
    for body in _CLASSES:
        fits = all(re.fullmatch(body + "+", value, re.ASCII) for value in filled)
        if fits and not any(re.match(body, value, re.ASCII) for value in following if value):
            return body + some
    lengths = {len(value) for value in filled}
    return f".{{{lengths.pop()}}}" if len(lengths) == 1 else ".*" if greedy else ".*?"


def _last(filled: Sequence[str], before: str, some: str, used: str) -> str:
    """The rest of the text: what separates fields several times before, or stands right before it, is not in it.

    Blanks may be, if there are some before it beside marks; and anything in a sentence but what separates cells.
    """
    marks = {each for each in used if not each.isalnum() and (used.count(each) > 1 or each in TABULAR)}
    marked = {each for each in before if not each.isalnum() and not each.isspace()}
    marks = marks & set(TABULAR) if is_sentence(filled) else marks | marked
    barred = "".join(sorted(each for each in marks if not any(each in value for value in filled)))
    barred = "".join(map(escape, barred.replace(" ", "")))
    if marked or any(re.search(r"\s", value) for value in filled):
        return f"[^{barred}]{some}" if barred else "." + some
    return rf"[^\s{barred}]{some}" if barred else r"\S" + some
