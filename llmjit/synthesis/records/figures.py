"""Numbers told of rows that are written with words, signs and units around them: ``Total: 1,204.50 EUR``, ``58.9%``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.doubts.numbers import grouped
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.numbers.operators import FORMAT_NUMBER, NUMBER_AT
from llmjit.synthesis.numbers.slots import Answer, Slot
from llmjit.synthesis.numbers.styles import parse_parts
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.queries import row_programs
from llmjit.synthesis.strings import operators as ops

WRITTEN = re.compile(r"(\D*?)([-+]?\d[\d,]*(?:\.\d+)?)(\D*)")
PRICE = 0.3
LETTER = 0.03
LONGEST = 60


@generator("programs", priority=39)
def figures(problem: Problem) -> Iterator[Term | None]:
    """Numbers told of rows, with the same around them in all answers."""
    if not problem.is_text or problem.memo.get("nested") or len(set(problem.outputs)) < 2:
        return
    found = [WRITTEN.fullmatch(str(output)) for output in problem.outputs if len(str(output)) <= LONGEST]
    around = {(each[1], each[3]) for each in found if each is not None}
    if len(found) < len(problem.outputs) or not all(found) or len(around) != 1 or _copied(problem):
        return
    tokens = [each[2] for each in found if each is not None]
    parts = [parse_parts(token) for token in tokens]
    before, after = around.pop()
    whole = not any("." in token for token in tokens)
    numbers = tuple((int if whole else float)(part.value) for part in parts if part is not None)
    if len(numbers) < len(tokens) or (whole and not before and not after):
        return
    inner = replace(problem, outputs=numbers, extra=())
    slot = Slot(tokens, problem, before, after)
    price = PRICE + LETTER * sum(map(str.isalpha, before + after))
    for term in row_programs(inner):
        if term is not None and inner.solves(term.values):
            text = _written(term.expr, slot, before, after)
            yield problem.term(text, term.cost + price) if text is not None else None


def _copied(problem: Problem) -> bool:
    """Whether each number stands in its input as it is."""
    numbers = [re.search(r"\d[\d,.]*", str(output)) for output in problem.outputs]
    return all(
        number is not None and any(number[0] in str(cell) for cell in row)
        for number, row in zip(numbers, problem.inputs, strict=True)
    )


def _shows_thousands(problem: Problem) -> bool:
    """Whether some input shows how numbers above a thousand are written; sums may come to so much first."""
    return any(re.search(r"(?<![\d.:-])\d{4,}\.\d", str(cell)) for row in problem.inputs for cell in row)


def _written(number: Expr, slot: Slot, before: str, after: str) -> Expr | None:
    """The number in all styles in which the answers may be written, which must agree."""
    read = NUMBER_AT(number, 0, 1)
    specs = [style.spec for style in slot.styles if "g" not in style.spec]
    found = [slot.written(read, style, False) for style in slot.styles if style.spec in specs]
    if not _shows_thousands(slot.problem):
        found += [each for spec in specs if slot.gives(each := FORMAT_NUMBER(read, grouped(spec)))]
    ways = [each for each in found if each is not None]
    if not ways:
        return None
    text = slot.sure(Answer(ways[0] if len(ways) == 1 else UNANIMOUS(*ways), 0.0)).expr
    return ops.CONCAT(*[piece for piece in (before, text, after) if piece != ""])
