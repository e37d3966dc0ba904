"""Operators on JSON, key-value text, attributes and tables."""

from __future__ import annotations

from llmjit.support.tables import parse_attributes, parse_fields, parse_query, parse_table
from llmjit.synthesis.expr import Operator

PARSE_JSON = Operator("parse_json", ("str",), "any", "json.loads({0})", 0.4, (), ("json",))
PARSE_FIELDS = Operator(
    "parse_fields", ("str", "str", "str"), "dict", "parse_fields({0}, {1}, {2})", 0.5, (parse_fields,)
)
PARSE_ATTRIBUTES = Operator(
    "parse_attributes", ("str",), "dict", "parse_attributes({0})", 0.6, (parse_attributes,)
)
PARSE_QUERY = Operator("parse_query", ("str",), "dict", "parse_query({0})", 0.6, (parse_query,))
PARSE_TABLE = Operator("parse_table", ("str", "str"), "table", "parse_table({0}, {1})", 0.6, (parse_table,))
KEY = Operator("key", ("any", "any"), "any", "{0}[{1}]", 0.3)
HAS = Operator("has", ("any", "any"), "bool", "({1} in {0})", 0.4)
COLUMN = Operator("column", ("table", "str"), "list", "list({0}.column({1}))", 0.5)
CELL = Operator("cell", ("table", "str", "str", "str"), "str", "{0}.cell({1}, {2}, {3})", 0.7)
ROW_AT = Operator("row_at", ("table", "int", "str"), "str", "{0}.column({2})[{1}]", 0.6)
MATCHING = Operator(
    "matching", ("table", "str", "str", "str"), "list", "list({0}.where({1}, {2}).column({3}))", 0.8
)
EXTREME_MOST = Operator(
    "cell_of_most", ("table", "str", "str"), "str", "{0}.cell_of_extreme({1}, max, {2})", 0.9
)
EXTREME_LEAST = Operator(
    "cell_of_least", ("table", "str", "str"), "str", "{0}.cell_of_extreme({1}, min, {2})", 0.9
)
PLUCK = Operator("pluck", ("list", "str"), "list", "[item[{1}] for item in {0}]", 0.5)
