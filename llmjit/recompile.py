"""What a run taught, put to use: new observations of a program's sites become wider or further code."""

from __future__ import annotations

from llmjit.execute import Outcome
from llmjit.runtime.program import Program


def learn(program: Program, outcome: Outcome) -> str | None:
    """Recompile a program from what a model answered in a run; one line on what came of it."""
    return None
