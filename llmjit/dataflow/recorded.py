"""What a thread says about its task: the code that ran, and the answer it gave."""

from __future__ import annotations

from typing import Any

from llmjit.dataflow.literals import Code, Fold, read_code
from llmjit.dataflow.sources import alike
from llmjit.frontend.thread import Thread


def recorded_code(thread: Thread, fold: Fold = "all") -> Code | None:
    """The thread's blocks as one piece of code; None when none ran, or they cannot be read.

    Blocks that raised are left out. A block that uses nothing of those before it stands alone.
    """
    runs = [
        (block.source, result.result_name)
        for _, block, result in thread.runs()
        if result.error is None and block.language == "python"
    ]
    if not runs:
        return None
    named = runs[-1][1] or ""
    for source in (runs[-1][0], "\n".join(source for source, _ in runs)):
        try:
            code = read_code(source, fold, named)
        except (SyntaxError, ValueError, RecursionError):
            continue
        if not code.free:
            return code
    return None


def answers(thread: Thread) -> list[Any]:
    """What counts as the thread's answer: its result, and what its last run showed."""
    shown = [result.output.strip() for _, _, result in thread.runs() if result.output.strip()]
    return ([thread.result] if thread.has_result else []) + shown[-1:]


def calls(thread: Thread) -> bool:
    """Whether anything in the thread was called: helpers, tools, models."""
    inside = any(result.helper_calls or result.model_calls for _, _, result in thread.runs())
    return inside or next(thread.tool_runs(), None) is not None


def same_answer(value: Any, recorded: Any) -> bool:
    """Whether a value is the recorded one; a recorded text may hold the number or text that code computed."""
    if isinstance(recorded, str) and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return alike(float(recorded.replace(",", "")), value)
        except ValueError:
            return False
    if isinstance(recorded, str) and isinstance(value, str):
        return value.strip() == recorded.strip()
    return alike(value, recorded)
