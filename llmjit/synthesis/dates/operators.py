"""Operators on dates and times."""

from __future__ import annotations

from llmjit.support.calendars import (
    combined,
    epoch_seconds,
    in_utc,
    milliseconds_until,
    months_between,
    quarter_end,
    quarter_start,
    seconds_overnight,
    seconds_until,
    utc_offset,
    weekday_from,
    weekday_until,
    years_between,
)
from llmjit.support.date_lists import earliest, latest
from llmjit.support.dates import (
    add_months,
    ceil_moment,
    clipped_months,
    floor_moment,
    format_date,
    match_after,
    match_of,
    month_end,
    month_start,
    nearest_moment,
    only_match,
    parse_any,
    parse_date,
    read_date,
    unanimous,
    week_start,
)
from llmjit.support.durations import whole_of
from llmjit.support.locales import dates_in, english_dates
from llmjit.support.measures import half_day_time
from llmjit.support.phrases import moved_by
from llmjit.support.workdays import (
    add_workdays,
    nearest_workday,
    workday_from,
    workday_until,
    workdays_between,
)
from llmjit.synthesis.expr import Expr, Operator

PARSE_DATE = Operator(
    "parse_date",
    ("str", "str"),
    "date",
    "parse_date({0}, {1})",
    cost=0.6,
    support=(parse_date,),
    needs="a date written {1}: {0}",
)
READ_DATE = Operator(
    "read_date",
    ("str", "str"),
    "date",
    "read_date({0}, {1})",
    cost=0.6,
    support=(read_date,),
    needs="a date written {1}, or one that can be read in one way only: {0}",
)
PARSE_ANY = Operator(
    "parse_any",
    ("str", "any"),
    "date",
    "parse_any({0}, {1})",
    cost=0.8,
    support=(parse_any,),
    needs="a date that can be read in one way only: {0}",
)
HALF_DAY_TIME = Operator(
    "half_day_time",
    ("str",),
    "date",
    "half_day_time({0})",
    cost=0.6,
    support=(half_day_time,),
    needs="a time of day with am or pm in {0}",
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
CLIPPED_MONTHS = Operator(
    "clipped_months", ("date", "int"), "date", "clipped_months({0}, {1})", support=(clipped_months,)
)
SINCE = Operator(
    "moment_since",
    ("any", "str", "int"),
    "date",
    "datetime.datetime.fromisoformat({1}) + datetime.timedelta(seconds={2} * float({0}))",
    imports=("datetime",),
)
FLOOR_MOMENT = Operator(
    "floor_moment", ("date", "int"), "date", "floor_moment({0}, {1})", 0.8, (floor_moment,)
)
NEAREST_MOMENT = Operator(
    "nearest_moment", ("date", "int"), "date", "nearest_moment({0}, {1})", 0.9, (nearest_moment,)
)
CEIL_MOMENT = Operator("ceil_moment", ("date", "int"), "date", "ceil_moment({0}, {1})", 0.9, (ceil_moment,))
ADD_WORKDAYS = Operator(
    "add_workdays", ("date", "int"), "date", "add_workdays({0}, {1})", 0.9, (add_workdays,)
)
WORKDAY_FROM = Operator("workday_from", ("date",), "date", "workday_from({0})", 0.9, (workday_from,))
WORKDAY_UNTIL = Operator("workday_until", ("date",), "date", "workday_until({0})", 0.9, (workday_until,))
NEAREST_WORKDAY = Operator(
    "nearest_workday", ("date",), "date", "nearest_workday({0})", 0.9, (nearest_workday,)
)
MOVED_BY = Operator(
    "moved_by",
    ("date", "str", "int", "str"),
    "date",
    "moved_by({0}, {1}, {2}, {3})",
    0.6,
    (moved_by,),
    needs="a distance in time: {1}",
)
MOVED_CLIPPED = Operator(
    "moved_clipped",
    ("date", "str", "int", "str"),
    "date",
    "moved_by({0}, {1}, {2}, {3}, clip=True)",
    0.6,
    (moved_by,),
    needs="a distance in time: {1}",
)
IN_YEAR = Operator(
    "in_year", ("date", "any"), "date", "{0}.replace(year=int({1}))", 0.6, needs="a year with such a day: {1}"
)
COMBINED = Operator("combined", ("date", "date"), "date", "combined({0}, {1})", 0.5, (combined,))
DAY_OF = Operator(
    "day_of",
    ("any", "any", "any"),
    "date",
    "datetime.datetime(int({0}), int({1}), int({2}))",
    0.6,
    imports=("datetime",),
)
MONTH_START = Operator("month_start", ("date",), "date", "month_start({0})", 0.8, (month_start,))
MONTH_END = Operator("month_end", ("date",), "date", "month_end({0})", 0.9, (month_end,))
WEEK_START = Operator("week_start", ("date",), "date", "week_start({0})", 0.9, (week_start,))
QUARTER_START = Operator("quarter_start", ("date",), "date", "quarter_start({0})", 0.8, (quarter_start,))
QUARTER_END = Operator("quarter_end", ("date",), "date", "quarter_end({0})", 0.9, (quarter_end,))
WEEKDAY_FROM = Operator(
    "weekday_from", ("date", "int"), "date", "weekday_from({0}, {1})", 0.9, (weekday_from,)
)
WEEKDAY_UNTIL = Operator(
    "weekday_until", ("date", "int"), "date", "weekday_until({0}, {1})", 0.9, (weekday_until,)
)
IN_UTC = Operator("in_utc", ("date",), "date", "in_utc({0})", 0.5, (in_utc,))
EPOCH = Operator("epoch_seconds", ("date",), "int", "epoch_seconds({0})", 0.8, (epoch_seconds,))
MONTHS_BETWEEN = Operator(
    "months_between", ("date", "date"), "int", "months_between({0}, {1})", 0.9, (months_between,)
)
YEARS_BETWEEN = Operator(
    "years_between", ("date", "date"), "int", "years_between({0}, {1})", 0.8, (years_between,)
)
ENGLISH_DATES = Operator("english_dates", ("str",), "str", "english_dates({0})", 0.5, (english_dates,))
DATES_IN = Operator("dates_in", ("str", "str"), "str", "dates_in({0}, {1})", 0.5, (dates_in,))
EARLIEST = Operator("earliest", ("list", "str"), "date", "earliest({0}, {1})", 0.8, (earliest,))
LATEST = Operator("latest", ("list", "str"), "date", "latest({0}, {1})", 0.8, (latest,))
UTC_OFFSET = Operator("utc_offset", ("date",), "int", "utc_offset({0})", 0.6, (utc_offset,))
WORKDAYS_BETWEEN = Operator(
    "workdays_between", ("date", "date"), "int", "workdays_between({0}, {1})", 0.9, (workdays_between,)
)
SECONDS_UNTIL = Operator(
    "seconds_until",
    ("date", "date"),
    "int",
    "seconds_until({0}, {1})",
    0.8,
    (seconds_until,),
    needs="an end that is not before the start",
)
MILLISECONDS_UNTIL = Operator(
    "milliseconds_until",
    ("date", "date"),
    "int",
    "milliseconds_until({0}, {1})",
    0.8,
    (milliseconds_until,),
    needs="an end that is not before the start",
)
EXACT_SECONDS = Operator("exact_seconds", ("int",), "float", "{0} / 1000", 0.2)
SECONDS_OVERNIGHT = Operator(
    "seconds_overnight", ("date", "date"), "int", "seconds_overnight({0}, {1})", 0.8, (seconds_overnight,)
)
ONLY_MATCH = Operator(
    "only_match",
    ("str", "str"),
    "str",
    "only_match({0}, {1})",
    0.6,
    (only_match,),
    needs="exactly one match of {1} in {0}",
)
MATCH_OF = Operator(
    "match_of",
    ("str", "str", "int", "int"),
    "str",
    "match_of({0}, {1}, {2}, {3})",
    0.7,
    (match_of,),
    needs="match {2} of {1} in {0}, of exactly {3}",
)
MATCH_AFTER = Operator(
    "match_after",
    ("str", "str", "str"),
    "str",
    "match_after({0}, {1}, {2})",
    0.6,
    (match_after,),
    needs="one match of {1} behind {2} in {0}",
)
DAYS_BETWEEN = Operator("days_between", ("date", "date"), "int", "({1} - {0}).days", cost=0.6)
SECONDS_BETWEEN = Operator(
    "seconds_between", ("date", "date"), "int", "int(({1} - {0}).total_seconds())", cost=0.8
)
LENGTHS = frozenset({DAYS_BETWEEN, WORKDAYS_BETWEEN, MONTHS_BETWEEN, YEARS_BETWEEN})
"""What lies between two days, in days and longer units."""
YEARS_APART = Operator("years_apart", ("date", "date"), "int", "({1}.year - {0}.year)", 0.6)
WHOLE_WEEKS = Operator("whole_weeks", ("int",), "int", "({0} // 7)", 0.4)
WHOLE_HOURS = Operator("whole_hours", ("int",), "int", "whole_of({0}, 3600)", 0.4, (whole_of,))
WHOLE_MINUTES = Operator("whole_minutes", ("int",), "int", "whole_of({0}, 60)", 0.4, (whole_of,))
SECONDS_OF_HOURS = Operator("seconds_of_hours", ("float",), "int", "round({0} * 3600)", 0.5)
TIMES = Operator("times", ("int", "int"), "int", "({0} * {1})", 0.4)
WEEKDAY = Operator("weekday", ("date",), "int", "{0}.weekday()", 0.6)
DATE_OF = Operator("date_of", ("date",), "date", "{0}.date()", cost=0.3)
PART = Operator(
    "part", ("date", "str"), "int", "int(format_date({0}, {1}))", cost=0.5, support=(format_date,)
)
UNANIMOUS = Operator("unanimous", ("any",), "any", "unanimous({*})", cost=0.5, support=(unanimous,))


def form(expr: Expr) -> str:
    """The format with which `PARSE_DATE` and its like read a column."""
    return repr(getattr(expr, "arguments", ("",))[-1])
