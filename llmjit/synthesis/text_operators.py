"""Operators on strings."""

from __future__ import annotations

from llmjit.support.text import cut, end_of, run_at, start_of, until
from llmjit.synthesis.expr import Operator

CONCAT = Operator("concat", ("str",), "str", "''.join([{*}])", cost=0.0)
UPPER = Operator("upper", ("str",), "str", "{0}.upper()", cost=0.6)
LOWER = Operator("lower", ("str",), "str", "{0}.lower()", cost=0.6)
TITLE = Operator("title", ("str",), "str", "{0}.title()", cost=0.6)
CAPITALIZE = Operator("capitalize", ("str",), "str", "{0}.capitalize()", cost=0.7)
STRIP = Operator("strip", ("str",), "str", "{0}.strip()", cost=0.4)
TOKEN = Operator(
    "token", ("str", "str", "int"), "str", "re.findall({1}, {0})[{2}]", cost=0.8, imports=("re",)
)
FIELD = Operator("field", ("str", "str", "int"), "str", "{0}.split({1})[{2}]", cost=0.8)
CUT = Operator("cut", ("str", "int", "any"), "str", "cut({0}, {1}, {2})", cost=0.8, support=(cut,))
START = Operator(
    "start_of", ("str", "str", "int"), "int", "start_of({0}, {1}, {2})", cost=0.6, support=(start_of,)
)
END = Operator("end_of", ("str", "str", "int"), "int", "end_of({0}, {1}, {2})", cost=0.6, support=(end_of,))
UNTIL = Operator("until", ("str", "int", "str"), "str", "until({0}, {1}, {2})", cost=0.7, support=(until,))
RUN = Operator("run_at", ("str", "int", "str"), "str", "run_at({0}, {1}, {2})", cost=0.7, support=(run_at,))
