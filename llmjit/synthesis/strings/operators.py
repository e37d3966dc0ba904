"""Operators on strings. The costs are part of the ranking: see `llmjit.synthesis`."""

from __future__ import annotations

from llmjit.support import text as support
from llmjit.support.rows import how_often
from llmjit.support.undefined import undefined
from llmjit.synthesis.expr import Operator

_ONE = ("str",)
_RE = ("re",)

CONCAT = Operator("concat", _ONE, "str", "''.join([{*}])", 0.0)
UPPER = Operator("upper", _ONE, "str", "{0}.upper()", 0.6)
LOWER = Operator("lower", _ONE, "str", "{0}.lower()", 0.6)
TITLE = Operator("title", _ONE, "str", "{0}.title()", 0.7)
CAPITALIZE = Operator("capitalize", _ONE, "str", "{0}.capitalize()", 0.8)
SWAPCASE = Operator("swapcase", _ONE, "str", "{0}.swapcase()", 1.0)
STRIP = Operator("strip", _ONE, "str", "{0}.strip()", 0.3)
STRIP_OF = Operator("strip_of", ("str", "str"), "str", "{0}.strip({1})", 0.6)
SQUEEZE = Operator("squeeze", _ONE, "str", "squeeze({0})", 0.6, (support.squeeze,))
UNREPEAT = Operator("unrepeat", _ONE, "str", "unrepeat({0})", 1.5, (support.unrepeat,))
UNACCENT = Operator("unaccent", _ONE, "str", "unaccent({0})", 1.0, (support.unaccent,))
REVERSE = Operator("reverse", _ONE, "str", "{0}[::-1]", 1.5)
STEP = Operator("step", ("str", "int", "int"), "str", "{0}[{1}::{2}]", 1.5)
REPLACE = Operator("replace", ("str", "str", "str"), "str", "{0}.replace({1}, {2})", 0.8)
SUBSTITUTE = Operator("substitute", ("str", "str", "str"), "str", "re.sub({1}, {2}, {0})", 0.8, (), _RE)
PAD_LEFT = Operator("pad_left", ("str", "int", "str"), "str", "{0}.rjust({1}, {2})", 1.0)
PAD_RIGHT = Operator("pad_right", ("str", "int", "str"), "str", "{0}.ljust({1}, {2})", 1.0)

TOKEN = Operator(
    "token",
    ("str", "str", "int"),
    "str",
    "re.findall({1}, {0})[{2}]",
    0.8,
    (),
    _RE,
    needs="match {2} of {1} in {0}",
)
FIELD = Operator(
    "field", ("str", "str", "int"), "str", "{0}.split({1})[{2}]", 0.8, needs="part {2} of {0}, cut at {1}"
)
WORD_WITH = Operator(
    "word_with",
    ("str", "str", "int"),
    "str",
    "[w for w in {0}.split() if {1} in w][{2}]",
    1.0,
    needs="word {2} of {0} that holds {1}",
)

HEAD = Operator("head", ("str", "int"), "str", "{0}[:{1}]", 0.8)
CUT = Operator("cut", ("str", "int", "any"), "str", "cut({0}, {1}, {2})", 0.8, (support.cut,))
START = Operator(
    "start_of",
    ("str", "str", "int"),
    "int",
    "start_of({0}, {1}, {2})",
    0.6,
    (support.start_of,),
    needs="match {2} of {1} in {0}",
)
END = Operator(
    "end_of",
    ("str", "str", "int"),
    "int",
    "end_of({0}, {1}, {2})",
    0.6,
    (support.end_of,),
    needs="match {2} of {1} in {0}",
)
UNTIL = Operator(
    "until",
    ("str", "int", "str"),
    "str",
    "until({0}, {1}, {2})",
    0.7,
    (support.until,),
    needs="{2} in {0} behind {1}",
)
RUN = Operator("run_at", ("str", "int", "str"), "str", "run_at({0}, {1}, {2})", 0.7, (support.run_at,))
TAKE = Operator("take", ("str", "int", "int"), "str", "take({0}, {1}, {2})", 0.7, (support.take,))
SINCE = Operator(
    "since",
    ("str", "int", "str"),
    "str",
    "since({0}, {1}, {2})",
    0.7,
    (support.since,),
    needs="{2} in {0} in front of {1}",
)
RUN_BEFORE = Operator(
    "run_before", ("str", "int", "str"), "str", "run_before({0}, {1}, {2})", 0.7, (support.run_before,)
)

TOKENS = Operator("tokens", ("str", "str"), "list", "re.findall({1}, {0})", 0.8, (), _RE)
FIELDS = Operator("fields", ("str", "str"), "list", "{0}.split({1})", 0.8)
WORDS = Operator("words", _ONE, "list", "{0}.split()", 0.6)
LINES = Operator("lines", _ONE, "list", "{0}.splitlines()", 0.8)
JOIN = Operator("join", ("str", "list"), "str", "{0}.join({1})", 0.6)
MAP = Operator("map", ("list", "lambda"), "list", "[{1} for item in {0}]", 0.6)
FILTER = Operator("filter", ("list", "lambda"), "list", "[item for item in {0} if {1}]", 0.8)
SLICE = Operator("slice", ("list", "any", "any"), "list", "{0}[{1}:{2}]", 0.5)
AT = Operator("at", ("list", "int"), "any", "{0}[{1}]", 0.3, needs="element {1} of {0}")
LIST = Operator("list", ("any",), "list", "[{*}]", 0.3)

IF = Operator("if", ("bool", "lazy", "lazy"), "any", "({1} if {0} else {2})", 1.5)
CONTAINS = Operator("contains", ("str", "str"), "bool", "({1} in {0})", 0.5)
STARTS = Operator("starts_with", ("str", "str"), "bool", "{0}.startswith({1})", 0.6)
ENDS = Operator("ends_with", ("str", "str"), "bool", "{0}.endswith({1})", 0.6)
SEARCHES = Operator("searches", ("str", "str"), "bool", "bool(re.search({1}, {0}))", 0.7, (), _RE)
MATCHES = Operator("matches", ("str", "str"), "bool", "bool(re.fullmatch({1}, {0}))", 0.8, (), _RE)
LENGTH = Operator("length", ("any",), "int", "len({0})", 0.8)
EQUALS = Operator("equals", ("any", "any"), "bool", "({0} == {1})", 0.5)
COUNT = Operator("count", ("str", "str"), "int", "{0}.count({1})", 0.8)
COUNT_OF = Operator("count_of", ("list", "any"), "int", "how_often({0}, {1})", 0.8, (how_often,))
NOT = Operator("not", ("bool",), "bool", "(not {0})", 0.5)
WHEN = Operator("when", ("bool", "lazy"), "any", "({1} if {0} else undefined())", 1.0, (undefined,))
SPLIT = Operator("split", ("str", "str"), "list", "re.split({1}, {0})", 0.9, (), _RE)
TEXT = Operator("text", ("any",), "str", "str({0})", 0.2)
INT = Operator("int", ("str",), "int", "int({0})", 0.3, needs="a whole number: {0}")
FLOAT = Operator("float", ("str",), "float", "float({0})", 0.3, needs="a number: {0}")
EMPTY = Operator("empty", _ONE, "bool", "({0} == '')", 0.5)
AT_LEAST = Operator("at_least", ("any", "any"), "bool", "({0} >= {1})", 0.8)
WITHIN = Operator("within", ("str", "str"), "bool", "({0} in {1})", 0.5)
DICT = Operator("dict", ("list", "list"), "dict", "dict(zip({0}, {1}, strict=True))", 0.3)
