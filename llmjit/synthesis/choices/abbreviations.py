"""Words looked up by a code that is short for them: ``INV-204`` is an ``invoice``, ``F`` is ``female``.

That a code begins as the word does, and has its letters in their order, is no chance in every one of a few rows. So
the table of the codes seen is believed long before any other is (`choices.vocabulary`); another code has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.choices.questions import LOOKUP
from llmjit.synthesis.expr import Const
from llmjit.synthesis.problem import OWN, Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

FEWEST, DIFFERENT = 3, 2
"""Observations, and codes among them."""
UNLIKELY = 100.0
"""So many words to one are against it that chance made the codes short for the answers."""
INITIAL, FURTHER = 12.0, 3.0
"""Of so many words one begins with a letter, or has it behind another."""
CODE = r"[^\W\d_]+"
LONGEST = 200
"""Longer cells are not searched for codes."""
MOST = 8
"""So many columns are."""
PRICE, WORD = 2.2, 1.6
"""What an answer costs, and a word that is a piece of one."""


@generator("programs", priority=80)
def spelled_codes(problem: Problem) -> Iterator[Term | None]:
    """Answers each of which a code of the input is short for."""
    words = [str(output) for output in problem.outputs]
    if problem.is_text and _are_words(words, problem):
        for key in _keys(problem):
            yield _looked_up(key, words, PRICE, problem)


@generator("atoms", priority=80)
def spelled_words(problem: Problem) -> Iterator[Term | None]:
    """A word of each answer that a code of the input is short for."""
    rows = [re.findall(CODE, str(output)) for output in problem.outputs]
    width = min(map(len, rows))
    if width < 1 or rows == [[output] for output in problem.outputs]:
        return
    for at in sorted({0, width - 1}):
        words = [row[at if at == 0 else at - width] for row in rows]
        for key in _keys(problem) if _are_words(words, problem) else ():
            yield _looked_up(key, words, WORD, problem)


def _are_words(words: Sequence[str], problem: Problem) -> bool:
    """Whether these are words, and hold letters that are not in the inputs, which they are not made of then."""
    if len(words) < FEWEST or len(set(words)) < DIFFERENT:
        return False
    if not all(re.fullmatch(rf"{CODE}(?:[ -]{CODE}){{0,2}}", word) for word in words):
        return False
    rows = [" ".join(map(str, row)).lower() for row in problem.inputs]
    return not any(_holds(row, word.lower()) for word, row in zip(words, rows, strict=True))


def _holds(text: str, word: str) -> bool:
    """Whether a text has the letters of a word in their order."""
    signs = iter(text)
    return all(letter in signs for letter in word if letter.isalpha())


def _keys(problem: Problem) -> Iterator[Term]:
    """Codes: cells, what they begin or end with before or behind other signs, and single words between marks."""
    for column in problem.columns[:MOST]:
        texts = [str(value) for value in column.values]
        if not all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
            continue
        yield column
        rows = [re.findall(CODE, text) for text in texts]
        if all(len(row) == 1 for row in rows) and rows != [[text] for text in texts]:
            yield Term(ops.TOKEN(column.expr, CODE, 0), tuple(row[0] for row in rows), column.cost + 0.2)
            continue
        for at in (0, -1) if min(map(len, rows)) > 1 else ():
            yield Term(ops.TOKEN(column.expr, CODE, at), tuple(row[at] for row in rows), column.cost + 0.4)


def _looked_up(key: Term, words: Sequence[str], price: float, problem: Problem) -> Term | None:
    codes = [str(value) for value in key.values]
    table: dict[str, str] = {}
    if len(set(codes)) < DIFFERENT or any(
        table.setdefault(code, word) != word for code, word in zip(codes, words, strict=True)
    ):
        return None
    if _odds(table) < UNLIKELY:
        return None
    return problem.term(LOOKUP(key.expr, Const(table)), price + key.cost - OWN)


def _odds(table: dict[str, str]) -> float:
    """How unlikely it is that each code is short for its word; 0 where some is not."""
    odds = 1.0
    for code, word in table.items():
        odds *= INITIAL * FURTHER ** (min(len(code), 3) - 1) * is_short(code.lower(), word.lower())
    return odds


def is_short(code: str, word: str) -> bool:
    """Whether a code begins as a longer word does, and has letters of it in their order."""
    if not code or not len(code) < len(word) or code[0] != word[0] or not code.isalpha():
        return False
    return _holds(word, code)
