"""Reads a program's parameters out of a request, as its emitted module will."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llmjit.ir.confine import BUILTINS, compiled
from llmjit.ir.program import Program
from llmjit.runtime.request import Hole, RequestPattern


def bind_request(program: Program, request: str) -> dict[str, Any]:
    """The parameters that a request gives: none without a pattern. Raises `GuardFailed` where it does not
    match.
    """
    pattern = program.pattern
    if pattern is None:
        return {}
    holes = {
        hole.name: Hole(hole.regex) if hole.parse == "text" else Hole(hole.regex, _parser(hole.parse))
        for hole in pattern.holes
    }
    return RequestPattern(pattern.template, holes).bind(request)


def _parser(expression: str) -> Callable[[str], Any]:
    code = compiled(expression, "eval")
    return lambda text: eval(code, {"__builtins__": BUILTINS, "text": text})
