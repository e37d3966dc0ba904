"""HTML and XML: what elements of a name hold, what attributes say, their number and total, and texts without tags.

A name is far likelier than any rule by places: these answers cost less than what else the grammar can say of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support import markup
from llmjit.support.sections import SectionError, total
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Item, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.values import LONGEST, needed, own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.encodings import UNESCAPE

TEXTS = Operator(
    "element_texts", ("str", "str"), "list", "element_texts({0}, {1})", 0.5, (markup.element_texts,)
)
PLAIN_TEXTS = Operator(
    "element_plain_texts",
    ("str", "str"),
    "list",
    "element_plain_texts({0}, {1})",
    0.5,
    (markup.element_plain_texts,),
)
TEXT = Operator(
    "element_text",
    ("str", "str"),
    "str",
    "element_text({0}, {1})",
    0.5,
    (markup.element_text,),
    needs="one element {1} in {0}",
)
VALUES = Operator(
    "attribute_values",
    ("str", "str", "str"),
    "list",
    "attribute_values({0}, {1}, {2})",
    0.5,
    (markup.attribute_values,),
)
VALUE = Operator(
    "attribute_value",
    ("str", "str", "str"),
    "str",
    "attribute_value({0}, {1}, {2})",
    0.5,
    (markup.attribute_value,),
    needs="one attribute {1} in {0}",
)
ELEMENTS = Operator("elements", ("str", "str"), "list", "elements({0}, {1})", 0.5, (markup.elements,))
WITHOUT_TAGS = Operator("without_tags", ("str",), "str", "without_tags({0})", 0.5, (markup.without_tags,))
SURE = -0.9
NAMED = 0.1
"""By so much likelier is the name of an attribute than the marks around its values."""
COLUMN = 0.9
"""What a part costs of which answers may be made: as much as an input, so that what is made of either is compared."""
MOST = 12
"""So many names are looked at."""
JOINERS = (", ", ",", "; ", ";", " ", "\n", " | ", "|")
NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
ATTRIBUTE = re.compile(r"[\s\"']([A-Za-z_:][-\w:.]*)\s*=\s*[\"']")


@generator("columns", priority=31)
def element_columns(problem: Problem) -> Iterator[Term | None]:
    """What the only element of a name holds, and the only attribute, where answers may be made of it."""
    for column, texts in marked_up(problem):
        for expr in (*_texts(column, texts), *_values(column, texts)):
            term = problem.term(expr, COLUMN)
            if term is not None and not problem.solves(term.values) and needed(term.values, problem):
                yield term


@generator("programs", priority=22)
def element_programs(problem: Problem) -> Iterator[Term | None]:
    """Answers that are what elements hold or attributes say."""
    for column, texts in marked_up(problem):
        for expr in (*_texts(column, texts), *_values(column, texts)):
            yield from _single(expr, problem)
        for listed in _lists(column, texts):
            yield from _made(listed, problem)


@generator("programs", priority=23)
def plain_texts(problem: Problem) -> Iterator[Term | None]:
    """Texts without tags, with references to characters resolved or not, and without space around them."""
    if not problem.is_text:
        return
    for column, _ in marked_up(problem):
        plain = WITHOUT_TAGS(column)
        readings = (
            plain,
            UNESCAPE(plain),
            ops.STRIP(plain),
            ops.STRIP(UNESCAPE(plain)),
            ops.SQUEEZE(UNESCAPE(plain)),
        )
        found = [
            expr
            for expr in readings
            if (term := problem.term(expr)) is not None and problem.solves(term.values)
        ]
        if found:
            yield problem.term(found[0] if len(found) == 1 else UNANIMOUS(*found), SURE)


def marked_up(problem: Problem) -> Iterator[tuple[Expr, list[str]]]:
    """Columns of texts some of which have tags."""
    for column in own(problem):
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
            texts = [str(value) for value in column.values]
            if sum(bool(re.search(r"<[A-Za-z][^<>]*>", text)) for text in texts) * 2 > len(texts):
                yield column.expr, texts


def names(texts: Sequence[str], pattern: re.Pattern[str], everywhere: bool) -> list[str]:
    """The names of elements or attributes that all texts have, or some, the most common first."""
    found = [set(pattern.findall(text)) for text in texts]
    names = set.intersection(*found) if everywhere else set().union(*found)
    return sorted(names, key=lambda name: (-sum(name in each for each in found), name))[:MOST]


def _texts(column: Expr, texts: Sequence[str]) -> Iterator[Expr]:
    for name in names(texts, NAME, True):
        yield TEXT(column, name)


def _values(column: Expr, texts: Sequence[str]) -> Iterator[Expr]:
    for name in names(texts, ATTRIBUTE, True):
        yield VALUE(column, name, "")
        for element in names(texts, NAME, True):
            yield VALUE(column, name, element)


def _single(expr: Expr, problem: Problem) -> Iterator[Term | None]:
    """The answer that stands in one place, as text or as a number; references are resolved if any may be meant."""
    if problem.is_text:
        readings = [each for each in (expr, UNESCAPE(expr)) if _right(each, problem)]
        if readings:
            yield problem.term(readings[0] if len(readings) == 1 else UNANIMOUS(*readings), SURE)
    elif all(type(output) is int for output in problem.outputs):
        yield problem.term(ops.INT(expr), SURE)
    elif all(type(output) is float for output in problem.outputs):
        yield problem.term(ops.FLOAT(expr), SURE)


def _right(expr: Expr, problem: Problem) -> bool:
    term = problem.term(expr)
    return term is not None and problem.solves(term.values)


def _lists(column: Expr, texts: Sequence[str]) -> Iterator[Expr]:
    for name in names(texts, NAME, False):
        yield TEXTS(column, name)
        if any(re.search(rf"<{re.escape(name)}\b[^<>]*>[^<>]*<[A-Za-z]", text) for text in texts):
            yield PLAIN_TEXTS(column, name)
        yield ELEMENTS(column, name)
    for name in names(texts, ATTRIBUTE, False):
        yield VALUES(column, name, "")
        for element in names(texts, NAME, False):
            yield VALUES(column, name, element)


def _made(listed: Expr, problem: Problem) -> Iterator[Term | None]:
    """The list as it is, as numbers, joined, counted or added up."""
    term = problem.term(listed)
    if term is None or not any(term.values):
        return
    outputs = problem.outputs
    if all(isinstance(output, list) for output in outputs):
        yield problem.term(listed, SURE - NAMED * (isinstance(listed, Apply) and listed.operator is VALUES))
        for body in (ops.INT(Item()), ops.FLOAT(Item()), UNESCAPE(Item())):
            yield problem.term(ops.MAP(listed, body), SURE + 0.1)
    elif all(type(output) in (int, float) for output in outputs):
        yield from _counted(listed, term.values, problem)
    elif problem.is_text and any(len(each) > 1 for each in term.values):
        for joiner in JOINERS:
            if all(joiner.join(each) == out for each, out in zip(term.values, outputs, strict=True)):
                yield problem.term(ops.JOIN(joiner, listed), SURE)


def _counted(listed: Expr, lists: Sequence[Any], problem: Problem) -> Iterator[Term | None]:
    outputs = problem.outputs
    if len(set(map(repr, outputs))) > 1 and list(map(len, lists)) == list(outputs):
        yield problem.term(ops.LENGTH(listed), SURE + 0.5)
    try:
        sums = [float(total(each)) for each in lists]
    except SectionError:
        return
    if any(len(each) > 1 for each in lists) and all(
        abs(have - want) < 1e-6
        for have, want in zip(sums, map(float, outputs), strict=True)  # type: ignore[arg-type]
    ):
        yield problem.term(records.WHOLE_TOTAL(listed), SURE)
        yield problem.term(records.FLOAT_TOTAL(listed), SURE)
