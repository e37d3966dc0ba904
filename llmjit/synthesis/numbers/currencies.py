"""The code of the currency that an amount names by its sign: ``€99.50`` is in ``EUR``."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.currencies import CODES, CurrencyError, currency_of
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator

CURRENCY = Operator(
    "currency_of", ("str",), "str", "currency_of({0})", 0.4, (currency_of,), needs="one currency in {0}"
)
PRICE = 0.3
LONGEST = 200


@generator("programs", priority=26)
def currency_codes(problem: Problem) -> Iterator[Term | None]:
    """Answers that are codes of currencies, some of which the inputs name by signs."""
    if not problem.is_text or not all(output in CODES for output in problem.outputs):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = list(map(str, column.values))
        if max(map(len, texts)) > LONGEST:
            continue
        try:
            codes = list(map(currency_of, texts))
        except CurrencyError:
            continue
        if codes == list(problem.outputs) and any(
            code not in text for code, text in zip(codes, texts, strict=True)
        ):
            yield problem.term(CURRENCY(column.expr), PRICE)
