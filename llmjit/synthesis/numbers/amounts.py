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
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.numbers.units import plain, sizes
from llmjit.synthesis.problem import Problem

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
COIN = re.compile(
    r"[$€£₹]\s?[-(]?\d|\d\s?[$€£₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|BRL)\b|\bkr\b"
)
"""An amount of money, which is written with two decimals or with none."""
LONGEST = 80


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


def are_amounts(problem: Problem) -> bool:
    """Whether the outputs, or the inputs that all have two decimals or none, are amounts of money."""
    if "amounts" not in problem.memo:
        rows = [" ".join(map(str, row)) for row in problem.inputs]
        fractions = [found for row in rows for found in re.findall(r"\d\.(\d+)", row)]
        even = bool(fractions) and all(len(each) == 2 for each in fractions)
        named = [any(map(COIN.search, texts)) for texts in (map(str, problem.outputs), rows)]
        shown = any(each.endswith("0") for each in fractions)
        problem.memo["amounts"] = any(named) or (even and shown)
    known: bool = problem.memo["amounts"]
    return known
