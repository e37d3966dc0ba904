"""Answers whose form says nothing: fields of codes, and texts that are put together of all runs of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.synthesis.expr import Expr
from llmjit.synthesis.guards.apart import puts_together
from llmjit.synthesis.guards.delimited import cut_at, in_code
from llmjit.synthesis.guards.makings import keyed, respelled


def from_code(program: Expr, rows: Sequence[Sequence[Any]], outputs: Sequence[Any]) -> bool:
    """Whether the answer is a field of a code, and no number, of which others may be of another size."""
    if not any(re.search(r"[^\W\d_]", str(output)) for output in outputs):
        return False
    for index, column in enumerate(zip(*rows, strict=True)):
        cut = cut_at(program, index)
        if cut is not None:
            return all(isinstance(text, str) for text in column) and in_code(column, cut[0])
    return False


def respelt(program: Expr, inputs: int) -> bool:
    """Whether the letters of an answer say something, and not its form."""
    return (
        respelled(program) or keyed(program) or any(puts_together(program, index) for index in range(inputs))
    )
