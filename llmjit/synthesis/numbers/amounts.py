"""Amounts in ledgers (`llmjit.support.amounts`): separators of any country, signs of any kind, scales and units.

They are numbers to compute with (`numbers.features`) where a plain reading of the text gives none, or another. What
the observations do not tell apart, as which mark stands before a fraction where none had one, must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from llmjit.support import amounts
from llmjit.support.numbers import NumberError
from llmjit.synthesis.dates.operators import ONLY_MATCH, UNANIMOUS
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.numbers.units import plain, sizes
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own

AMOUNT = Operator(
    "read_amount",
    ("str", "str", "str"),
    "number",
    "read_amount({0}, {1}, {2})",
    0.6,
    (amounts.read_amount,),
    needs="one amount in {0}",
)
QUANTITY = Operator(
    "read_quantity",
    ("str", "dict"),
    "number",
    "read_quantity({0}, {1})",
    0.6,
    (amounts.read_quantity,),
    needs="a number with a known unit in {0}",
)
IN_WORDS = Operator(
    "number_in_words",
    ("str",),
    "number",
    "number_in_words({0})",
    0.8,
    (amounts.number_in_words,),
    needs="one number in words in {0}",
)
ODD = re.compile(
    r"\d[’' \u00a0\u202f]\d{3}|\d,\d{1,2}(?!\d)|\d\.\d{3}"
    r"|\d\s?[-−–](?!\w)|\(\D{0,3}[\d.,]+\D{0,3}\)|−|[-–]\D\d|(?i:\b[CD]R\b)"
)
"""What a plain reading would not understand."""
UNIT = re.compile(r"[^\d\s]+$")
LONGEST = 80
LONGEST_LINE = 2000
JOINED = r"(?<![\w.,:-])\d+(?:\.\d+)?[^\W\d_]{1,3}(?![\w.:-]*\w)"
"""A number with its unit joined to it."""
ENDING = r"(?<![\w.,:-])\d[\d,]*(?:\.\d+)? [^\W\d_]{1,3}$"
"""A number at the end of a text, with a blank before its unit."""


def read_amounts(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """The one amount of each text, where it is written otherwise than plainly in one of them."""
    if max(map(len, texts)) > LONGEST or not any(map(ODD.search, texts)):
        return
    words = [word for word in ("CR", "DR") if any(re.search(rf"(?i)\b{word}\b", text) for text in texts)]
    found: dict[tuple[Decimal, ...], list[Expr]] = {}
    for mark in (",", ".", ""):
        for below in (*words, "") if mark or not found else ():
            try:
                values = tuple(amounts.read_amount(text, mark, below) for text in texts)
            except NumberError:
                continue
            found.setdefault(values, []).append(AMOUNT(expr, mark, below))
    for ways in found.values():
        yield (ways[0] if len(ways) == 1 else UNANIMOUS(*ways)), 0.2


def read_quantities(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """Numbers with scales or units that differ from text to text, in one of the units."""
    if max(map(len, texts)) > LONGEST or not all(re.search(r"\d", text) for text in texts):
        return
    names = {found[0].lower().rstrip(".") for found in map(UNIT.search, map(str.strip, texts)) if found}
    if len(names) < 2 and (len(names) == 0 or all(map(UNIT.search, map(str.strip, texts)))):
        return
    for table in sizes(frozenset(names)):
        yield QUANTITY(expr, {name: plain(size) for name, size in table.items()}), 0.2


@generator("columns", priority=28)
def quantities_in_texts(problem: Problem) -> Iterator[Term | None]:
    """The one number of each text with its unit, joined to it or at the end, if units differ and numbers are told."""
    if not all(type(output) in (int, float) for output in problem.outputs):
        return
    for column in own(problem):
        if not all(isinstance(text, str) and len(text) <= LONGEST_LINE for text in column.values):
            continue
        for pattern, price in ((JOINED, 1.1), (ENDING, 1.2)):
            found = [re.findall(pattern, str(text)) for text in column.values]
            units = {each[0].lstrip("0123456789., ") for each in found if len(each) == 1}
            if all(len(each) == 1 for each in found) and len(units) > 1:
                term = problem.term(ONLY_MATCH(column.expr, pattern), price)
                if term is not None and list(read_quantities(term.expr, list(map(str, term.values)))):
                    yield term
                    break
