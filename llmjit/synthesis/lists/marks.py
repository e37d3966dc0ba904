"""Texts cut where marks stand, and which programs keep account of what they drop.

A list is *plain* if all that its program drops between the elements are marks that stood there, and blanks. A rule
that was never seen to drop or change an element, or one that takes runs of some kind of character wherever they
stand, agrees with a plain list on every observation, and differs where an element holds what none had held: a hyphen,
a sign, an accent. Nothing observed speaks for it, so beside a plain list it has no say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Item, Operator
from llmjit.synthesis.facade import Draft, Ranked
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.operators import CSV_CELLS
from llmjit.synthesis.strings import operators as ops

LONGEST = 2000
MOST_MARKS = 4
SENTENCE = 3
TABULAR = ",;|\t"
"""Marks that separate the cells of tables; others also stand in what people write."""
FIRST = Operator("first_fields", ("str", "str", "int"), "list", "{0}.split({1}, {2})", 0.9)
Rows = list[list[str]]
Program = TypeVar("Program", Ranked, Draft, Ranked | Draft)


@generator("programs", priority=24)
def cut_programs(problem: Problem) -> Iterator[Term | None]:
    """Lists that lie between marks of several kinds, in quotes, or before a text that may hold the mark itself."""
    rows = texts_of(problem.outputs)
    if rows is None or not all(rows) or max(map(len, rows)) < 2:
        return
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST or problem.late():
            continue
        if any('"' in text for text in texts):
            for mark in TABULAR:
                yield _solving(CSV_CELLS(column.expr, mark), 1.0, problem)
        yield from _before_sentence(column.expr, texts, rows, problem)
        yield from _at_marks(column.expr, texts, rows, problem)


def texts_of(outputs: Sequence[Any]) -> Rows | None:
    """The outputs, where all are lists of text."""
    rows: Rows = []
    for output in outputs:
        if not isinstance(output, list) or not all(isinstance(element, str) for element in output):
            return None
        rows.append(output)
    return rows


def _solving(expr: Expr, price: float, problem: Problem) -> Term | None:
    term = problem.term(expr, price)
    return term if term is not None and problem.solves(term.values) else None


def is_sentence(values: Sequence[str]) -> bool:
    """Whether values of a field are what people write: several words, not always as many."""
    words = {len(value.split()) for value in values}
    return max(words, default=0) >= SENTENCE and len(words) > 1


def _before_sentence(
    source: Expr, texts: Sequence[str], rows: Rows, problem: Problem
) -> Iterator[Term | None]:
    """So many fields without a blank, then a sentence, in which the mark may stand as well."""
    count = len(rows[0])
    if any(len(row) != count for row in rows) or not is_sentence([row[-1] for row in rows]):
        return
    if any(re.search(r"\s", element) for row in rows for element in row[:-1]):
        return
    marks = set(re.findall(r"[^\w\s]", texts[0])).intersection(*texts[1:]) - set(TABULAR)
    for mark in sorted(marks):
        first = FIRST(source, mark, count - 1)
        for expr, price in ((first, 0.8), (ops.MAP(first, ops.STRIP(Item())), 0.9)):
            yield _solving(expr, price, problem)


def _at_marks(source: Expr, texts: Sequence[str], rows: Rows, problem: Problem) -> Iterator[Term | None]:
    """Lists of varying length that lie between marks of a few kinds."""
    if len(set(map(len, rows))) < 2:
        return
    gaps: set[str] = set()
    for text, row in zip(texts, rows, strict=True):
        found = _gaps(text, row)
        if found is None:
            return
        gaps.update(found)
    if not 1 < len(gaps) <= MOST_MARKS or not all(map(_separates, gaps)):
        return
    exact = _either(gaps, re.escape)
    loose = _either({gap.strip() for gap in gaps}, _whole) if all(map(str.strip, gaps)) else exact
    item = Item()
    trimmed = ops.FILTER(ops.MAP(ops.SPLIT(source, loose), ops.STRIP(item)), item)
    cut = UNANIMOUS(ops.SPLIT(source, exact), trimmed)
    for lists in (cut, trimmed):
        term = _solving(ops.WHEN(ops.SEARCHES(source, loose), lists), 1.0 + 0.1 * len(gaps), problem)
        if term is not None:
            yield term
            return


def _gaps(text: str, row: Sequence[str]) -> list[str] | None:
    """What stands between elements that begin, fill and end the text; None where they do not."""
    gaps = []
    if not all(row) or not text.startswith(row[0]) or not text.endswith(row[-1]):
        return None
    at = len(row[0])
    for element in row[1:]:
        found = text.find(element, at)
        if found <= at:
            return None
        gaps.append(text[at:found])
        at = found + len(element)
    return gaps if at == len(text) else None


def _separates(gap: str) -> bool:
    """Whether what stands between two elements is a mark, or one word and blanks around it."""
    return not re.search(r"\w", gap) or re.fullmatch(r"\s[^\W\d_]+\s", gap) is not None


def _whole(mark: str) -> str:
    return rf"\b{mark}\b" if mark.isalnum() else re.escape(mark)


def _either(marks: set[str], written: Any) -> str:
    longest = sorted(marks, key=lambda mark: (-len(mark), mark))
    return "|".join(map(written, longest)).replace("\\ ", " ")


def plain(expr: Expr) -> bool:
    """Whether a list keeps account of what its program drops; see the module."""
    if not isinstance(expr, Apply):
        return False
    name, parts = expr.operator.name, expr.arguments
    if name == "unanimous":
        return all(map(plain, parts))
    if name == "when":
        return plain(parts[1])
    if name in ("map", "filter"):
        return plain(parts[0]) and parts[1] in (ops.STRIP(Item()), Item())
    if name == "fields":
        return isinstance(parts[1], Const) and bool(str(parts[1].value).strip(" "))
    if name == "fields_of":
        return separated(parts[1])
    return name in ("first_fields", "csv_cells") or (expr.operator is ops.SPLIT and _literal(parts[1]))


def separated(pattern: Expr) -> bool:
    """Whether something stands between all groups of a pattern, and nothing but blanks and texts that never vary."""
    source = str(pattern.value) if isinstance(pattern, Const) else ""
    outside, depth = "", 0
    for piece in re.findall(r"\\.|\[(?:\\.|[^\]\\])*\]|.", source, re.DOTALL):
        depth -= piece == ")"
        outside += piece if depth == 0 else ""
        depth += piece == "("
    texts = re.sub(r"\\s(?:\+|\{2,\})", " ", outside)
    return (
        ")(" not in re.sub(r"\\.", "x", texts)
        and re.search(r"[\[.*+?{]|\\\w", re.sub(r"\\\W", "", texts)) is None
    )


def _literal(pattern: Expr) -> bool:
    unescaped = re.sub(r"\\[\Wb]", "", str(pattern.value)) if isinstance(pattern, Const) else "."
    return re.search(r"[\[\\+*?(.]", unescaped) is None


STRAY = frozenset({"tokens", "split", "map", "filter", "slice", "fields", "lines"})


def accounted(found: Sequence[Program], problem: Problem) -> list[Program]:
    """The programs, without those that have no say beside a plain list."""
    rows = texts_of(problem.outputs)
    if rows is None or not any(plain(each.expr) for each in found):
        return list(found)
    kept = [each for each in found if plain(each.expr) or not _stray(each.expr)]
    shapes = {_shape(each.expr) for each in kept}
    steady = len({len(row) for row in rows}) == 1
    return [each for each in kept if not _surpassed(_shape(each.expr), shapes, steady)]


Shape = tuple[str, str]


def _shape(expr: Expr) -> Shape:
    """What a plain list is made with, and the mark at which it is cut."""
    while isinstance(expr, Apply) and expr.operator is ops.MAP:
        expr = expr.arguments[0]
    if not isinstance(expr, Apply):
        return "", ""
    mark = expr.arguments[1] if len(expr.arguments) > 1 else None
    return expr.operator.name, str(mark.value) if isinstance(mark, Const) else ""


def _surpassed(shape: Shape, shapes: set[Shape], steady: bool) -> bool:
    """Whether another plain list says better what is meant.

    Cells with quotes are a form of their own. Of as many parts in all texts, a mark with the blanks that stand
    around it separates more surely than one without, which may also stand in a part, and so does each of the first
    marks before a sentence. Of lists of any length the items are meant, with a blank before them or without.
    """
    name, mark = shape
    if name == "fields_of":
        return any(other == "csv_cells" for other, _ in shapes)
    if name != "fields":
        return False
    if not steady:
        return any(other == name and each == mark.strip() != mark for other, each in shapes)
    padded = any(other == name and each != each.strip() and each.strip() == mark for other, each in shapes)
    return padded or ("first_fields", mark) in shapes


def _stray(expr: Expr) -> bool:
    return isinstance(expr, Apply) and (expr.operator.name in STRAY or any(map(_stray, expr.arguments)))
