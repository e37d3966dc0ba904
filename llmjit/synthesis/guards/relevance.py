"""What of an input a program looks at: its form says nothing where only its numbers, or another text in it, count.

A program that reads the one number of a text works whether the number is written with three digits or with
five and a point. So the form is taken of the text with each number put as ``0``. A program that asks whether
one text holds another does not look at forms at all.
"""

from __future__ import annotations

from typing import Literal

from llmjit.synthesis.expr import Apply, Const, Expr, Input, inputs_of
from llmjit.synthesis.guards.makings import EXACT, KEYED, LISTED, PARTS, RECODED, uncased
from llmjit.synthesis.guards.queried import splits_lines
from llmjit.synthesis.lists.marks import separated

Regard = Literal["text", "numbers", "relation"]
NUMERIC = frozenset({"number_at", "all_numbers", "read_amount"})
RELATIONAL = frozenset(
    {"within", "whole_within", "equals", "is_value", "starts_with", "ends_with", "count", "member"}
)
"""Between columns: not where the other argument is a constant."""
STRICT = frozenset(
    {
        "parse_date",
        "read_date",
        "parse_fraction",
        "parse_any",
        "parse_duration",
        "parse_clock",
        "moved_by",
        "english_dates",
        "read_quantity",
        "read_measures",
        "half_day_time",
        "offset_minutes",
        "read_degrees",
        "total_spans",
        "csv_cells",
        "first_day",
        "last_day",
        "between_pairs",
        "currency_of",
        "version_order",
    }
)
"""What reads a text as a whole by forms of its own, and nothing but these."""
LOOKED_UP = frozenset({"count_of", "key", "cell", "matching", "index", "place"})
COUNTED = frozenset({"words", "lines", "tokens", "fields", "characters"})
COUNTING = frozenset(
    {"length", "member", "count_of", "count_if", "longest", "longest_run", "longest_run_without"}
)


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
    if splits_lines(expr, index) or name in ("said_numbers", "flagged", "says_all"):
        return ["relation"] if index in inputs_of(expr) else []
    if name in RELATIONAL and _in_one_case(expr, index):
        return ["relation"]
    if Input(index) in expr.arguments:
        if name in NUMERIC or (name == "only_match" and expr.arguments[1] == Const(r"\d+")):
            return ["numbers"]
        if name == "only_match" and "\\d" in str(getattr(expr.arguments[1], "value", "")):
            return ["relation"]  # the one date or number of a text, whatever else is in it
        if name == "match_of":
            return ["relation"]  # all the dates or times of a text, no more and no fewer
        constant = any(isinstance(argument, Const) for argument in expr.arguments)
        if (
            name in RECODED | STRICT | EXACT | KEYED | LISTED | LOOKED_UP | PARTS
            or name == "fill_template"
            or (name in RELATIONAL and not constant)
            or name == "length"
            or (name == "fields_of" and separated(expr.arguments[1]))
            or (counted and name in COUNTED)
        ):
            return ["relation"]
    return [
        use
        for argument in expr.arguments
        for use in _uses(argument, index, counted=counted or name in COUNTING)
    ]


def _in_one_case(expr: Apply, index: int) -> bool:
    """Whether an input is compared with something that varies, both in one letter case."""
    constant = any(isinstance(argument, Const) for argument in expr.arguments)
    return not constant and any(_bare(each) == Input(index) != each for each in expr.arguments)


def _bare(part: Expr) -> Expr:
    """What is put in one letter case, without regard to blanks around it."""
    text = uncased(part)
    trimmed = isinstance(text, Apply) and text.operator.name == "strip"
    return text.arguments[0] if trimmed and isinstance(text, Apply) else text
