"""What the guards on the forms of the inputs already imply, and hence need not be computed or checked.

Programs built of fields, runs and places choose characters by their classes and positions alone. On texts of
one form, a row of runs of known classes, whether two such programs agree does not depend on which letters and
digits there are. It is decided by trying them on texts of that form with runs of all lengths; an answer that
always stands at the same place is a slice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Operator, Undefined, evaluate, operators
from llmjit.synthesis.guards.checks import ANSWER, holds

codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

SLICE = Operator("slice", ("str", "int", "int"), "str", "{0}[{1}:{2}]", cost=0.5)
STRUCTURAL = frozenset(
    {"token", "field", "cut", "take", "start_of", "end_of", "until", "since", "run_at", "run_before", "concat",
     "strip", "slice", "upper", "lower", "title", "capitalize"}
)  # fmt: skip
"""Operators whose choice of characters depends on classes and places alone."""
TRIALS = 100
LONGEST = 9
"""Runs of no fixed length are tried with up to this many characters."""

VERBATIM = frozenset({"field", "until", "since"})
"""Operators whose string constants are delimiters; those of the others are patterns."""

Rows = list[tuple[Any, ...]]


def simplify(programs: Sequence[Expr], guards: Sequence[Guard], names: Sequence[str]) -> list[Expr]:
    """The programs without those that must agree with the first, which becomes a slice where it is one."""
    sampled = _samples(guards, names, programs[0])
    if sampled is None:
        return list(programs)
    rows, answers, varying = sampled
    kept = [
        each for each in programs[1:] if not structural(each, varying) or values_of(each, rows) != answers
    ]
    return [_slice(rows, answers, programs[0]) or programs[0], *kept]


def drop_implied(
    programs: Sequence[Expr], guards: Sequence[Guard], names: Sequence[str]
) -> tuple[Guard, ...]:
    """The guards without those on the answer that the forms of the inputs make true.

    What an answer must not hold stays: letters and digits drawn at random seldom spell it.
    """
    forms = _forms(guards)
    guards = [guard for guard in guards if not _single_word(guard, forms) and not _filled(guard, forms)]
    sampled = _samples(guards, names, programs[0])
    if sampled is None:
        return tuple(guards)
    rows, answers, _ = sampled
    scope = (*names, ANSWER)

    def implied(guard: Guard) -> bool:
        if guard.subject != ANSWER or guard.condition.endswith(" is None"):
            return False
        return all(holds(guard, scope, (*row, answer)) for row, answer in zip(rows, answers, strict=True))

    return tuple(guard for guard in guards if not implied(guard))


def structural(program: Expr, varying: frozenset[str]) -> bool:
    """Whether a program looks at classes and places alone, in texts where these characters vary."""
    known = all(operator.name in STRUCTURAL for operator in operators(program))
    return known and not isinstance(program, Const) and not _looked_for(program) & varying


def _looked_for(program: Expr) -> frozenset[str]:
    """Letters and digits that the program looks for by name: whether they occur is chance, not form."""
    if not isinstance(program, Apply):
        return frozenset()
    found: set[str] = set()
    for argument in program.arguments:
        found |= _looked_for(argument)
        if isinstance(argument, Const) and isinstance(argument.value, str):
            if program.operator.name in VERBATIM:
                found |= set(argument.value)
            elif program.operator.name != "concat":
                found |= _literals(parser.parse(argument.value))
    return frozenset(character for character in found if character.isalnum())


def _literals(parsed: Any) -> set[str]:
    """The characters that a pattern names one by one, outside of ranges."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and parsed[0] in (codes.LITERAL, codes.NOT_LITERAL):
        return {chr(parsed[1])}
    if isinstance(parsed, str | int) or parsed is None or not hasattr(parsed, "__iter__"):
        return set()
    if isinstance(parsed, tuple) and parsed and parsed[0] is codes.RANGE:
        return set()
    return set().union(*(_literals(part) for part in parsed))


def _samples(
    guards: Sequence[Guard], names: Sequence[str], program: Expr
) -> tuple[Rows, list[Any], frozenset[str]] | None:
    """Rows of inputs of the forms that the guards demand, the answers for them, the characters that vary.

    None when there are no such forms, or when the program has no answer or looks at more than the form.
    """
    forms = _forms(guards)
    runs_of_all = [run for runs in forms.values() for run in runs]
    varying = frozenset("".join(choices for choices, _, _ in runs_of_all if len(choices) > 1))
    if set(forms) != set(names) or not structural(program, varying):
        return None
    rng = random.Random(0)
    rows = [tuple("".join(draw(run, rng) for run in forms[name]) for name in names) for _ in range(TRIALS)]
    answers = values_of(program, rows)
    return None if answers is None else (rows, answers, varying)


def _forms(guards: Sequence[Guard]) -> dict[str, list[Run]]:
    """The forms that the guards demand, as runs, by the name of the input."""
    forms: dict[str, list[Run]] = {}
    for guard in guards:
        if guard.kind == "format" and guard.condition.startswith("re.fullmatch("):
            runs = runs_of(guard.expected)
            if runs is not None:
                forms[guard.subject] = runs
    return forms


def _single_word(guard: Guard, forms: Mapping[str, list[Run]]) -> bool:
    """Whether a guard counts the words of a text that is one by its form."""
    counts = guard.kind == "length" and f"len({guard.subject}.split())" in guard.condition
    if not counts or guard.subject not in forms or not guard.expected[0] <= 1 <= guard.expected[1]:
        return False
    runs = forms[guard.subject]
    return any(low for _, low, _ in runs) and not any(
        map(str.isspace, "".join(choices for choices, _, _ in runs))
    )


def _filled(guard: Guard, forms: Mapping[str, list[Run]]) -> bool:
    """Whether a guard asks that a text is not blank whose form has more than blanks."""
    if guard.condition != f"{guard.subject}.strip() != ''":
        return False
    return any(low and choices.strip() == choices for choices, low, _ in forms.get(guard.subject, ()))


Run = tuple[str, int, int]
"""The characters possible, and how many at least and at most."""


def draw(run: Run, rng: random.Random) -> str:
    """A text that the run may be."""
    choices, low, high = run
    return "".join(rng.choice(choices) for _ in range(rng.randint(low, high)))


def runs_of(source: str) -> list[Run] | None:
    """The runs of a form, or None when it has anything else."""
    row: list[Run] = []
    for code, value in parser.parse(source):
        low, high, item = 1, 1, (code, value)
        if code is codes.MAX_REPEAT:
            low, high, inner = value
            if len(inner) != 1:
                return None
            high, item = min(high, low + LONGEST - 1) if high != low else high, inner[0]
        if item[0] is codes.LITERAL:
            choices = chr(item[1])
        elif item[0] is codes.IN and not any(
            code is codes.CATEGORY or code is codes.NEGATE for code, _ in item[1]
        ):
            choices = "".join(chr(c) for c in range(32, 127) if _has(item[1], chr(c)))
        else:
            return None
        row.append((choices, low, high))
    return row if all(choices for choices, _, _ in row) else None


def _has(items: Any, character: str) -> bool:
    ranges = [value for code, value in items if code is codes.RANGE]
    singles = [value for code, value in items if code is codes.LITERAL]
    return any(a <= ord(character) <= b for a, b in ranges) or ord(character) in singles


def values_of(program: Expr, rows: Rows) -> list[Any] | None:
    """The program's value in each row, or None where it has none in some."""
    try:
        return [evaluate(program, row) for row in rows]
    except Undefined:
        return None


def _slice(rows: Rows, answers: Sequence[Any], program: Expr) -> Expr | None:
    """The constant slice of the only input that gives these answers, if there is one."""
    if not isinstance(program, Apply) or len(rows[0]) != 1:
        return None
    if not all(isinstance(answer, str) and answer for answer in answers):
        return None
    for found in re.finditer(f"(?={re.escape(answers[0])})", rows[0][0]):
        start, end = found.start(), found.start() + len(answers[0])
        if all(row[0][start:end] == answer for row, answer in zip(rows, answers, strict=True)):
            return SLICE(Input(0), start, end)
    return None
