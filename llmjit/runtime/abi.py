"""All that emitted code may call: the whole surface between compiled modules and the runtime.

A compiled module imports from here and from the standard library, nothing else. Names are only ever added.
"""

from __future__ import annotations

from typing import Any

from llmjit.guard import Guard, GuardFailed, agree, require
from llmjit.runtime.miss import MISS, Miss
from llmjit.runtime.request import Hole, RequestPattern
from llmjit.runtime.run import Run, current
from llmjit.span import Span
from llmjit.value import same

NO_VALUE = (LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError)
"""What a program of the synthesiser raises where it has no value."""

__all__ = [
    "MISS",
    "NO_VALUE",
    "Guard",
    "GuardFailed",
    "Hole",
    "Miss",
    "RequestPattern",
    "Run",
    "Span",
    "agree",
    "current",
    "require",
    "same",
]

SUPPORT = {
    "amounts": (
        "read_amount",
        "read_quantity",
        "write_marks",
        "rank_among",
        "version_parts",
        "first_change",
        "by_sign",
        "number_in_words",
        "sum_of_products",
        "spelled_out",
        "as_ranges",
    ),
    "calendars": (
        "combined",
        "seconds_overnight",
        "seconds_until",
        "utc_offset",
        "epoch_seconds",
        "in_utc",
        "months_between",
        "quarter_end",
        "quarter_start",
        "weekday_from",
        "weekday_until",
        "years_between",
    ),
    "measures": (
        "clock_span",
        "half_day_time",
        "offset_minutes",
        "read_degrees",
        "read_measures",
        "hemisphere",
        "degree_parts",
    ),
    "durations": (
        "clock_of",
        "parse_clock",
        "parse_duration",
        "spelled",
        "total_clock",
        "total_length",
        "unit_seconds",
        "whole_of",
        "DurationError",
    ),
    "checksums": ("check_digit", "is_checked"),
    "codes": (
        "encode_percent",
        "decode_percent",
        "escape_html",
        "unescape_html",
        "encode_base64",
        "decode_base64",
        "letter",
        "letter_number",
        "group_indian",
        "swap_marks",
        "in_parentheses",
        "ordinal_number",
        "plural",
        "parse_short",
        "short_number",
    ),
    "dates": (
        "match_after",
        "match_of",
        "directive_pattern",
        "compile_format",
        "read_parts",
        "parse_date",
        "ordinal",
        "format_date",
        "add_months",
        "parse_any",
        "unanimous",
        "only_match",
        "ceil_moment",
        "clipped_months",
        "floor_moment",
        "nearest_moment",
        "month_start",
        "month_end",
        "week_start",
        "DateError",
    ),
    "lookup": (
        "parse_data",
        "look_up",
        "look_up_number",
        "paths_to",
        "scalars",
    ),
    "mentions": (
        "number_mentions",
        "read_number",
        "plain",
        "Mention",
    ),
    "numbers": (
        "number_tokens",
        "parse_number",
        "number_at",
        "all_numbers",
        "parse_style",
        "round_number",
        "format_number",
        "whole",
        "ratio",
        "floor_to",
        "ceil_to",
        "nearest_to",
        "above",
        "choose",
        "product",
        "mean",
        "median",
        "deviation",
        "NumberError",
        "Style",
    ),
    "numerals": (
        "parse_roman",
        "format_roman",
        "parse_words",
        "format_words",
        "parse_fraction",
        "format_fraction",
        "parse_base",
        "format_base",
    ),
    "pattern": (
        "typed_pattern",
        "PatternMismatch",
        "TypedHole",
        "MentionPattern",
    ),
    "locales": ("from_style", "english_dates", "dates_in"),
    "date_lists": ("earliest", "latest"),
    "phrases": ("moved_by",),
    "workdays": (
        "add_workdays",
        "nearest_workday",
        "workday_from",
        "workday_until",
        "workdays_between",
    ),
    "places": ("state_code", "state_name", "abbreviate_states"),
    "readings": (
        "read_after",
        "number_after",
        "only_record",
        "record_where",
        "first_record",
        "last_record",
        "record_with_most",
        "record_with_least",
    ),
    "request": ("read_request", "find_mentions", "read_time", "numbers", "stem_and_leaf", "find", "digits"),
    "telephones": ("international", "TelephoneError"),
    "known_forms": ("parse_form", "first_numbers", "ordered_words", "FormError"),
    "labels": ("labelled", "LabelError"),
    "marked": ("all_marked", "in_one_run", "only", "only_if_any", "tally", "MarkError"),
    "markup": (
        "element_texts",
        "element_text",
        "attribute_values",
        "attribute_value",
        "elements",
        "without_tags",
        "MarkupError",
    ),
    "templates": ("fill_template",),
    "sections": (
        "parse_sections",
        "line_with",
        "quoted_strings",
        "csv_cells",
        "log_cells",
        "total",
        "whole_total",
        "SectionError",
    ),
    "rows": (
        "cell_amount",
        "counts_by",
        "lists_by",
        "most_common_of",
        "product_total",
        "sole_extreme",
        "sole_row",
        "sole_row_or",
        "totals_by",
        "whole_amount",
        "RowError",
    ),
    "settings": ("parse_settings", "value_at", "value_or_none", "SettingError"),
    "tables": (
        "parse_table",
        "parse_rows",
        "parse_fields",
        "parse_attributes",
        "parse_query",
        "TableError",
        "Table",
    ),
    "urls": (
        "mailbox_host",
        "mailbox_name",
        "mailbox_user",
        "mailbox_name_if_any",
        "bare_subject",
        "url_base",
        "url_scheme",
        "registered_domain",
        "url_fragment",
        "url_host",
        "url_path",
        "url_port",
        "url_segment",
        "url_service",
        "url_way",
        "UrlError",
    ),
    "text": (
        "none_if",
        "cut",
        "start_of",
        "end_of",
        "until",
        "run_at",
        "take",
        "since",
        "run_before",
        "squeeze",
        "unrepeat",
        "unaccent",
        "undefined",
        "longest_run",
    ),
}
"""The functions of `llmjit.support` that emitted code may call, by module."""

_HOMES = {name: module for module, names in SUPPORT.items() for name in names}


def __getattr__(name: str) -> Any:
    """A function of `llmjit.support`, its module imported when compiled code first asks for it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"compiled code may not call {name!r}: the ABI does not have it")
    from importlib import import_module

    value = getattr(import_module(f"llmjit.support.{home}"), name)
    globals()[name] = value
    return value
