"""What the guard on a text of fixed form already implies, and hence need not be computed or checked.

A form of fixed width leaves programs built of positions, fields and runs no freedom: which characters they
take depends on classes of characters alone, and those the guard has fixed. Whether two of them agree is then
decided by trying them on texts of that form; an answer that always stands at the same place is a slice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.checks import ANSWER, holds
from llmjit.synthesis.expr import Const, Expr, Input, Operator, Undefined, evaluate, operators

codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

SLICE = Operator("slice", ("str", "int", "int"), "str", "{0}[{1}:{2}]", cost=0.5)
STRUCTURAL = frozenset(
    {"token", "field", "cut", "start_of", "end_of", "until", "since", "run_at", "concat", "strip", "slice"}
)
"""Operators whose choice of characters depends on classes and places alone."""
TRIALS = 60


def simplify(programs: Sequence[Expr], guards: Sequence[Guard], names: Sequence[str]) -> list[Expr]:
    """The programs without those that must agree with the first, which becomes a slice where it is one."""
    rigid = _rigid_samples(guards, names)
    if rigid is None or not _structural(programs[0]):
        return list(programs)
    index, texts = rigid
    answers = _values(programs[0], texts, index, len(names))
    if answers is None:
        return list(programs)
    kept = [
        program
        for program in programs[1:]
        if not _structural(program) or _values(program, texts, index, len(names)) != answers
    ]
    return [_slice(texts, answers, index) or programs[0], *kept]


def drop_implied(
    programs: Sequence[Expr], guards: Sequence[Guard], names: Sequence[str]
) -> tuple[Guard, ...]:
    """The guards without those on the answer that a fixed form of the input makes true."""
    rigid = _rigid_samples(guards, names)
    if rigid is None or not _structural(programs[0]):
        return tuple(guards)
    index, texts = rigid
    answers = _values(programs[0], texts, index, len(names))
    if answers is None:
        return tuple(guards)

    def implied(guard: Guard) -> bool:
        return guard.subject == ANSWER and all(holds(guard, (ANSWER,), (answer,)) for answer in answers)

    return tuple(guard for guard in guards if not implied(guard))


def _structural(program: Expr) -> bool:
    return all(operator.name in STRUCTURAL for operator in operators(program)) and not isinstance(
        program, Const
    )


def _rigid_samples(guards: Sequence[Guard], names: Sequence[str]) -> tuple[int, list[str]] | None:
    """Texts of the fixed form that the guards demand of the only input, or None when there is none."""
    if len(names) != 1:
        return None
    for guard in guards:
        if guard.kind == "format" and guard.condition.startswith("re.fullmatch("):
            row = _fixed_row(guard.expected)
            if row is not None:
                rng = random.Random(0)
                return 0, ["".join(rng.choice(choices) for choices in row) for _ in range(TRIALS)]
    return None


def _fixed_row(source: str) -> list[str] | None:
    """The characters possible at each place of a text of fixed width, or None when the width varies."""
    row: list[str] = []
    for code, value in parser.parse(source):
        times, item = 1, (code, value)
        if code is codes.MAX_REPEAT:
            low, high, inner = value
            if low != high or len(inner) != 1:
                return None
            times, item = low, inner[0]
        if item[0] is codes.LITERAL:
            choices = chr(item[1])
        elif item[0] is codes.IN:
            choices = "".join(chr(c) for c in range(32, 127) if _has(item[1], chr(c)))
        else:
            return None
        row += [choices] * times
    return row if all(row) else None


def _has(items: Any, character: str) -> bool:
    ranges = [value for code, value in items if code is codes.RANGE]
    singles = [value for code, value in items if code is codes.LITERAL]
    return any(a <= ord(character) <= b for a, b in ranges) or ord(character) in singles


def _values(program: Expr, texts: Sequence[str], index: int, width: int) -> list[Any] | None:
    try:
        return [evaluate(program, [text if i == index else None for i in range(width)]) for text in texts]
    except Undefined:
        return None


def _slice(texts: Sequence[str], answers: Sequence[Any], index: int) -> Expr | None:
    """The constant slice that gives these answers, if there is one."""
    if not all(isinstance(answer, str) and answer for answer in answers):
        return None
    for found in re.finditer(re.escape(answers[0]), texts[0]):
        start, end = found.span()
        if all(text[start:end] == answer for text, answer in zip(texts, answers, strict=True)):
            return SLICE(Input(index), start, end)
    return None
