"""What of an input a program looks at: its form says nothing where only its numbers, or another text in it, count.

A program that reads the one number of a text works whether the number is written with three digits or with
five and a point. So the form is taken of the text with each number put as ``0``. A program that asks whether
one text holds another does not look at forms at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from llmjit.guard import Guard
from llmjit.shapes import shape_of_all
from llmjit.synthesis.expr import Apply, Const, Expr, Input
from llmjit.synthesis.text_guards import text_guards

Regard = Literal["text", "numbers", "relation"]
NUMERIC = frozenset({"number_at", "all_numbers", "parse_fraction"})
RELATIONAL = frozenset({"within", "equals", "starts_with", "ends_with", "count", "member"})
"""Between columns: not where the other argument is a constant."""
RECODED = frozenset(
    {"encode_percent", "decode_percent", "escape_html", "unescape_html", "encode_base64", "decode_base64"}
)
"""What works on any text alike, or says that it does not."""
COUNTED = frozenset({"words", "lines", "tokens", "fields", "characters"})
COUNTING = frozenset(
    {"length", "member", "count_of", "count_if", "longest", "longest_run", "longest_run_without"}
)
PLAIN = r"\d+(?:\.\d+)?"
GROUPED = r"\d[\d,]*(?:\.\d+)?"
EXPONENT = r"(?:[eE][-+]?\d+)?"


def regard(program: Expr, index: int) -> Regard:
    """What the program looks at in an input."""
    uses = set(_uses(program, index))
    if uses and uses <= {"numbers"}:
        return "numbers"
    return "relation" if uses and uses <= {"relation", "numbers"} else "text"


def _uses(expr: Expr, index: int, counted: bool = False) -> list[Regard]:
    if isinstance(expr, Input):
        return ["text"] if expr.index == index else []
    if not isinstance(expr, Apply):
        return []
    name = expr.operator.name
    if Input(index) in expr.arguments:
        if name in NUMERIC:
            return ["numbers"]
        constant = any(isinstance(argument, Const) for argument in expr.arguments)
        if (
            name in RECODED
            or (name in RELATIONAL and not constant)
            or name == "length"
            or (counted and name in COUNTED)
        ):
            return ["relation"]
    return [
        use
        for argument in expr.arguments
        for use in _uses(argument, index, counted=counted or name in COUNTING)
    ]


def written(program: Expr) -> bool:
    """Whether the answer is text with computed numbers in it, whose style the program itself decides."""
    if not isinstance(program, Apply):
        return False
    name = program.operator.name
    if name == "unanimous":
        return all(map(written, program.arguments))
    if name == "concat":
        computed = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(computed) and all(map(written, computed))
    return name in ("format_number", "short_number", "ordinal_number") or (
        name in ("swap_marks", "in_parentheses", "group_indian", "text")
        and all(map(_numeric, program.arguments))
    )


def recoded(program: Expr) -> bool:
    """Whether the answer is a text in another code, which may look like anything."""
    return isinstance(program, Apply) and program.operator.name in RECODED


def _numeric(expr: Expr) -> bool:
    return written(expr) or (isinstance(expr, Apply) and expr.operator.result in ("int", "number"))


def number_form(name: str, seen: Sequence[str], kind: str) -> list[Guard]:
    """Guards on the form of texts with their numbers masked.

    Signs and thousands' separators belong to a number where they have been seen in one. Words beside the
    numbers that never varied must stay as they were: they are units.
    """
    signed = any(re.search(r"(?<![\w.)])-\d", text) for text in seen)
    grouped = any(re.search(r"\d,\d", text) for text in seen)
    powers = any(re.search(r"\d[eE][-+]?\d", text) for text in seen)
    mask = "-?" * (signed or kind == "output") + (GROUPED if grouped else PLAIN) + EXPONENT * powers
    masked = [re.sub(mask, "0", text) for text in seen]
    shape = shape_of_all(masked).text
    if shape is None:
        return []
    subject = f"re.sub({mask!r}, '0', {name})"
    guards = text_guards(subject, masked, shape, kind, literals=True)
    out = []
    for guard in guards:
        if "[0-9]+" in guard.expected and guard.condition.startswith("re.fullmatch("):
            source = guard.expected.replace("[0-9]+", mask)
            condition = f"re.fullmatch({source!r}, {name}) is not None"
            reason = guard.reason.replace(subject, name)
            out.append(replace(guard, subject=name, expected=source, reason=reason, condition=condition))
            continue
        reason = guard.reason.replace(subject, f"{name}, numbers aside,")
        condition = guard.condition
        if condition.startswith("re.fullmatch("):
            # Other parts read the runs of a form out of conditions on whole texts; this is none.
            condition = f"re.match({guard.expected + chr(92) + 'Z'!r}, {subject}) is not None"
        out.append(replace(guard, subject=name, reason=reason, condition=condition))
    return out
