"""Operators on numbers."""

from __future__ import annotations

from llmjit.support import codes, numbers, numerals
from llmjit.synthesis.expr import Operator

NUMBER_AT = Operator(
    "number_at",
    ("any", "int", "int"),
    "number",
    "number_at({0}, {1}, {2})",
    0.5,
    (numbers.number_at,),
    needs="number {1} of {0}",
)
ALL_NUMBERS = Operator(
    "all_numbers", ("any", "str"), "list", "all_numbers({0}, {1})", 0.7, (numbers.all_numbers,)
)
PARSE_ROMAN = Operator("parse_roman", ("str",), "number", "parse_roman({0})", 0.8, (numerals.parse_roman,))
PARSE_SHORT = Operator(
    "parse_short", ("str", "int"), "number", "parse_short({0}, {1})", 0.8, (codes.parse_short,)
)
PARSE_WORDS = Operator("parse_words", ("str",), "number", "parse_words({0})", 0.8, (numerals.parse_words,))
PARSE_FRACTION = Operator(
    "parse_fraction", ("str",), "number", "parse_fraction({0})", 0.8, (numerals.parse_fraction,)
)
PARSE_BASE = Operator(
    "parse_base", ("str", "int"), "number", "parse_base({0}, {1})", 0.8, (numerals.parse_base,)
)
INT_OF = Operator("int_of", ("str",), "int", "int({0}, 0)", 0.5)
TIMES = Operator("times", ("number", "str"), "number", "{0} * decimal.Decimal({1})", imports=("decimal",))
PLUS = Operator("plus", ("number", "str"), "number", "{0} + decimal.Decimal({1})", imports=("decimal",))
OVER = Operator(
    "over",
    ("number", "str"),
    "number",
    "ratio({0}, decimal.Decimal({1}))",
    1.0,
    (numbers.ratio,),
    ("decimal",),
)
INTO = Operator(
    "into",
    ("str", "number"),
    "number",
    "ratio(decimal.Decimal({0}), {1})",
    1.2,
    (numbers.ratio,),
    ("decimal",),
)
FLOOR_DIVIDE = Operator("floor_divide", ("number", "int"), "number", "{0} // {1}")
MODULO = Operator("modulo", ("number", "int"), "number", "{0} % {1}")
REST = Operator("rest", ("number", "number"), "number", "{0} % {1}", 1.0)
FLOOR_TO = Operator("floor_to", ("number", "str"), "number", "floor_to({0}, {1})", 1.0, (numbers.floor_to,))
CEIL_TO = Operator("ceil_to", ("number", "str"), "number", "ceil_to({0}, {1})", 1.0, (numbers.ceil_to,))
NEAREST_TO = Operator(
    "nearest_to", ("number", "str"), "number", "nearest_to({0}, {1})", 1.0, (numbers.nearest_to,)
)
LARGER = Operator("larger", ("number", "number"), "number", "max({0}, {1})")
SMALLER = Operator("smaller", ("number", "number"), "number", "min({0}, {1})")
NEGATED = Operator("negated", ("number",), "number", "{0}.copy_negate()", 0.4)
SIZE = Operator("size", ("number",), "number", "{0}.copy_abs()", 0.6)
"""Sizes, with all digits that a quotient has: `abs` would round, and then differ from what it is the size of."""
ADD = Operator("add", ("number", "number"), "number", "{0} + {1}")
SUBTRACT = Operator("subtract", ("number", "number"), "number", "{0} - {1}")
INCLUSIVE = Operator("inclusive", ("number", "number"), "number", "{1} - {0} + 1", 1.2)
MULTIPLY = Operator("multiply", ("number", "number"), "number", "{0} * {1}")
DIVIDE = Operator("divide", ("number", "number"), "number", "ratio({0}, {1})", 1.0, (numbers.ratio,))
SUM = Operator("sum", ("list",), "number", "sum({0})")
PRODUCT = Operator("product", ("list",), "number", "product({0})", 1.3, (numbers.product,))
LARGEST = Operator("largest", ("list",), "number", "max({0})")
SMALLEST = Operator("smallest", ("list",), "number", "min({0})")
MEAN = Operator("mean", ("list",), "number", "mean({0})", 1.0, (numbers.mean,))
MEDIAN = Operator("median", ("list",), "number", "median({0})", 1.2, (numbers.median,))
DEVIATION = Operator("deviation", ("list",), "number", "deviation({0})", 1.5, (numbers.deviation,))
FORMAT_NUMBER = Operator(
    "format_number", ("number", "str"), "str", "format_number({0}, {1})", 0.5, (numbers.format_number,)
)
FORMAT_ROMAN = Operator(
    "format_roman", ("number",), "str", "format_roman({0})", 0.8, (numerals.format_roman,)
)
FORMAT_WORDS = Operator(
    "format_words", ("number",), "str", "format_words({0})", 0.8, (numerals.format_words,)
)
FORMAT_FRACTION = Operator(
    "format_fraction", ("number",), "str", "format_fraction({0})", 0.8, (numerals.format_fraction,)
)
FORMAT_BASE = Operator(
    "format_base", ("number", "int", "int"), "str", "format_base({0}, {1}, {2})", 0.8, (numerals.format_base,)
)
TO_INT = Operator("to_int", ("any",), "int", "whole({0})", 0.2, (numbers.whole,))
TO_FLOAT = Operator("to_float", ("any",), "float", "float({0})", 0.2)
SPREAD = Operator("spread", ("list",), "number", "max({0}) - min({0})", 1.4)
AGGREGATES = (SUM, LARGEST, SMALLEST, MEAN, MEDIAN, PRODUCT, DEVIATION, SPREAD)
