"""Operators on dates and times."""

from __future__ import annotations

from llmjit.support.dates import add_months, format_date, parse_any, parse_date, unanimous
from llmjit.synthesis.expr import Operator

PARSE_DATE = Operator(
    "parse_date", ("str", "str"), "date", "parse_date({0}, {1})", cost=0.6, support=(parse_date,)
)
PARSE_ANY = Operator(
    "parse_any", ("str", "any"), "date", "parse_any({0}, {1})", cost=0.8, support=(parse_any,)
)
FORMAT_DATE = Operator(
    "format_date", ("date", "str"), "str", "format_date({0}, {1})", cost=0.6, support=(format_date,)
)
ADD_SECONDS = Operator(
    "add_seconds", ("date", "int"), "date", "{0} + datetime.timedelta(seconds={1})", imports=("datetime",)
)
ADD_DAYS = Operator(
    "add_days", ("date", "int"), "date", "{0} + datetime.timedelta(days={1})", imports=("datetime",)
)
ADD_MONTHS = Operator("add_months", ("date", "int"), "date", "add_months({0}, {1})", support=(add_months,))
SINCE_DAYS = Operator(
    "since_days",
    ("any", "date"),
    "date",
    "{1} + datetime.timedelta(days=float({0}))",
    imports=("datetime",),
)
SINCE_SECONDS = Operator(
    "since_seconds",
    ("any", "date"),
    "date",
    "{1} + datetime.timedelta(seconds=float({0}))",
    imports=("datetime",),
)
DAYS_BETWEEN = Operator("days_between", ("date", "date"), "int", "({1} - {0}).days", cost=0.6)
SECONDS_BETWEEN = Operator(
    "seconds_between", ("date", "date"), "int", "int(({1} - {0}).total_seconds())", cost=0.8
)
DATE_OF = Operator("date_of", ("date",), "date", "{0}.date()", cost=0.3)
PART = Operator(
    "part", ("date", "str"), "int", "int(format_date({0}, {1}))", cost=0.5, support=(format_date,)
)
UNANIMOUS = Operator("unanimous", ("any",), "any", "unanimous({*})", cost=0.5, support=(unanimous,))
