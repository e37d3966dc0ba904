"""Operators on JSON, key-value text, attributes and tables."""

from __future__ import annotations

from llmjit.support.sections import (
    csv_cells,
    holds_word,
    log_cells,
    parse_sections,
    quoted_strings,
    total,
    whole_total,
)
from llmjit.support.tables import parse_attributes, parse_fields, parse_query, parse_table
from llmjit.synthesis.expr import Operator

PARSE_JSON = Operator("parse_json", ("str",), "any", "json.loads({0})", 0.4, (), ("json",), needs="JSON: {0}")
PARSE_FIELDS = Operator(
    "parse_fields",
    ("str", "str", "str"),
    "dict",
    "parse_fields({0}, {1}, {2})",
    0.5,
    (parse_fields,),
    needs="fields that differ in name: {0}",
)
PARSE_ATTRIBUTES = Operator(
    "parse_attributes", ("str",), "dict", "parse_attributes({0})", 0.6, (parse_attributes,)
)
PARSE_QUERY = Operator("parse_query", ("str",), "dict", "parse_query({0})", 0.6, (parse_query,))
PARSE_TABLE = Operator(
    "parse_table", ("str", "str"), "table", "parse_table({0}, {1})", 0.6, (parse_table,), needs="a table: {0}"
)
KEY = Operator("key", ("any", "any"), "any", "{0}[{1}]", 0.3, needs="{1} in {0}")
HAS = Operator("has", ("any", "any"), "bool", "({1} in {0})", 0.4)
COLUMN = Operator(
    "column", ("table", "str"), "list", "list({0}.column({1}))", 0.5, needs="the column {1} in {0}"
)
CELL = Operator(
    "cell",
    ("table", "str", "str", "str"),
    "str",
    "{0}.cell({1}, {2}, {3})",
    0.7,
    needs="one row of {0} with {2} under {1}",
)
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
RECORDS = Operator("records", ("table",), "list", "{0}.records()", 0.3)
PARSE_SECTIONS = Operator("parse_sections", ("str",), "dict", "parse_sections({0})", 0.5, (parse_sections,))
HOLDS = Operator("holds_word", ("str", "str"), "bool", "holds_word({0}, {1})", 0.6, (holds_word,))
QUOTED = Operator("quoted_strings", ("str",), "list", "quoted_strings({0})", 0.5, (quoted_strings,))
CSV_CELLS = Operator("csv_cells", ("str", "str"), "list", "csv_cells({0}, {1})", 0.5, (csv_cells,))
LOG_CELLS = Operator("log_cells", ("str",), "list", "log_cells({0})", 0.5, (log_cells,))
WHOLE_TOTAL = Operator("whole_total", ("list",), "int", "whole_total({0})", 0.5, (whole_total,))
FLOAT_TOTAL = Operator("float_total", ("list",), "float", "float(total({0}))", 0.5, (total,))
KEYS = Operator("keys", ("any",), "list", "list({0})", 0.5)
VALUES = Operator("values", ("any",), "list", "list({0}.values())", 0.5)
WHOLE_VALUES = Operator(
    "whole_values", ("any",), "dict", "{key: int(value) for key, value in {0}.items()}", 0.5
)
GREATEST = Operator(
    "greatest", ("list", "any", "any"), "any", "max({0}, key=lambda each: each[{1}])[{2}]", 0.8
)
LEAST = Operator("least", ("list", "any", "any"), "any", "min({0}, key=lambda each: each[{1}])[{2}]", 0.8)
TRUTHY = Operator("truthy", ("any",), "bool", "({0} is True)", 0.3)
PLUCK = Operator("pluck", ("list", "str"), "list", "[item[{1}] for item in {0}]", 0.5)
