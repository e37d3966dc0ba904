"""Texts whose letters with dots, rings and strokes are written as two plain ones, as in addresses and file names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support.letters import TWO_LETTERS, LetterError, in_two_letters
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import TEXT_LIMIT, Problem, Term, generator

IN_TWO_LETTERS = Operator(
    "in_two_letters",
    ("str",),
    "str",
    "in_two_letters({0})",
    0.6,
    (in_two_letters,),
    needs="letters in {0} that have a plain form",
)
PRICE = 1.2
ODD = re.compile("[" + "".join(map(chr, TWO_LETTERS)) + "]")
WORD = re.compile(r"[^\W\d_]+")


@generator("columns", priority=60)
def plain_letters(problem: Problem) -> Iterator[Term | None]:
    """Texts in plain letters, where words of the answers are written so."""
    if not problem.is_text or any(map(ODD.search, map(str, problem.outputs))):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) <= TEXT_LIMIT and _written_so(texts, problem.outputs):
            yield problem.term(IN_TWO_LETTERS(column.expr), PRICE)


def _written_so(texts: Sequence[str], outputs: Sequence[object]) -> bool:
    """Whether each text with such letters has a word with some that is in the answer in plain ones."""
    odd = [(WORD.findall(text), str(output).lower()) for text, output in zip(texts, outputs, strict=True)]
    found = [([word for word in words if ODD.search(word)], output) for words, output in odd]
    try:
        return any(words for words, _ in found) and all(
            any(in_two_letters(word).lower() in output for word in words) for words, output in found if words
        )
    except LetterError:
        return False
