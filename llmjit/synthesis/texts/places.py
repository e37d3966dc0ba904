"""States by name and by code, alone and in addresses: further columns, offered where any state is named."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support import places
from llmjit.synthesis.expr import Input, Operator
from llmjit.synthesis.problem import Problem, Term, generator

STATE_CODE = Operator(
    "state_code", ("str",), "str", "state_code({0})", 0.5, (places.state_code,), needs="a state's name: {0}"
)
STATE_NAME = Operator(
    "state_name", ("str",), "str", "state_name({0})", 0.5, (places.state_name,), needs="a state's code: {0}"
)
ABBREVIATE = Operator(
    "abbreviate_states", ("str",), "str", "abbreviate_states({0})", 0.6, (places.abbreviate_states,)
)
LONGEST = 400


@generator("columns", priority=40)
def states(problem: Problem) -> Iterator[Term | None]:
    """Columns of states in their other form, and addresses with the states in them abbreviated."""
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if not isinstance(column.expr, Input) or max(map(len, texts)) > LONGEST:
            continue
        if any(places.abbreviate_states(text) != text for text in texts):
            yield problem.term(ABBREVIATE(column.expr), 1.2)
        yield problem.term(STATE_CODE(column.expr), 1.2)
        yield problem.term(STATE_NAME(column.expr), 1.2)
