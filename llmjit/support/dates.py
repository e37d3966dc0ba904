"""Dates and times in text: parse and format by strptime-like formats, strictly.

The format language is that of `datetime.strptime` with additions: ``%o`` the ordinal suffix of the day (st,
nd, rd, th), ``%q`` the quarter, and for output only ``%h`` the half of the year, ``%N`` and ``%n`` the next year of
four digits and of two, ``%-d`` a number without padding, ``%^b`` a name in capitals. Redundant parts (a weekday,
an ISO week, the day of the year) are allowed next to a full date and must agree with it: ``strptime`` ignores the
first and refuses the others.

What says the same may be written otherwise when it is read: names of months and weekdays short or in full, the
suffix of a day or none, the weekday in front or none, GMT for Z, a day of one digit behind one blank or two.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

MONTHS = ["January", "February", "March", "April", "May", "June"]
MONTHS += ["July", "August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def _named(names: Sequence[str]) -> dict[str, int]:
    """The places of names, in full and of three letters."""
    return {text.lower(): at for at, name in enumerate(names, 1) for text in (name, name[:3])}


_MONTH_NAMES = {**_named(MONTHS), "sept": 9}
_DAY_NAMES = {**_named(WEEKDAYS), "tues": 2, "thur": 4, "thurs": 4}
_NAMES: dict[str, Mapping[str, int]] = {
    "B": _MONTH_NAMES,
    "b": _MONTH_NAMES,
    "A": _DAY_NAMES,
    "a": _DAY_NAMES,
    "p": {"am": 0, "pm": 12},
}
_FIXED = {"Y": 4, "G": 4}
_WIDE = {"y": r"\d\d", "u": r"\d", "q": "[1-4]", "j": r"\d{3}"}
_SHORT = "ymdHIMSVu"
_DIRECTIVE = re.compile(r"%([-^]?)([A-Za-z%])")


class DateError(ValueError):
    """The text is no date of this format, or its parts contradict each other."""


def directive_pattern(letter: str, after_digit: bool, before_digit: bool) -> str:
    """The regular expression of one directive; among adjacent digits its width is fixed."""
    if letter in _NAMES:
        return "|".join(sorted(_NAMES[letter], key=len, reverse=True))
    if letter in _FIXED:
        return rf"\d{{{_FIXED[letter]}}}"
    if letter in _WIDE:
        return _WIDE[letter]
    if letter in _SHORT:
        return r"\d\d" if after_digit or before_digit else r"\d{1,2}"
    if letter == "f":
        return r"\d{1,9}"
    if letter == "o":
        return "st|nd|rd|th"
    if letter == "z":
        return r"Z|GMT|UTC|[-+]\d\d:?\d\d"
    raise DateError(f"%{letter} cannot be parsed")


@functools.lru_cache(maxsize=4096)
def compile_format(format: str) -> tuple[re.Pattern[str], str]:
    """The pattern of a format, one group a directive, and the directives' letters. Raises DateError."""
    parts = _DIRECTIVE.split(format)  # literal, flag, letter, literal, flag, letter, ..., literal
    letters, pattern = "", _literal(parts[0])
    numeric = [letter in "YGjyumdHIMSVfq" for letter in parts[2::3]]
    named = not {"B", "b"}.isdisjoint(parts[2::3])
    for at, letter in enumerate(parts[2::3]):
        literal = parts[3 * at + 3]
        if letter == "%":
            pattern += "%" + _literal(literal)
            continue
        before = at > 0 and numeric[at - 1] and not parts[3 * at]
        after = at + 1 < len(numeric) and numeric[at + 1] and not literal
        group = f"({directive_pattern(letter, before, after)})"
        if letter in "aA" and at == 0 and not parts[0] and literal and parts[4:]:
            pattern += f"(?:{group}{_literal(literal)})?"
        elif letter == "o":
            pattern += f"{group}?{_literal(literal)}"
        else:
            suffix = "(?:st|nd|rd|th)?" * (letter == "d" and named and "%o" not in format and not after)
            pattern += group + suffix + _literal(literal)
        letters += letter
    if len(set(letters)) < len(letters):
        raise DateError("a directive comes twice")
    return re.compile(pattern, re.IGNORECASE | re.ASCII), letters


def _literal(text: str) -> str:
    """The pattern of what stands between directives; names are followed by two blanks where a day has one digit."""
    return r"  ?" if text == " " else re.escape(text)


def read_parts(text: str, format: str) -> dict[str, int]:
    """The numbers a text holds, by directive letter. Raises DateError."""
    pattern, letters = compile_format(format)
    found = pattern.fullmatch(text)
    if not found:
        raise DateError(f"{text[:80]!r} is not of the form {format!r}")
    cells = zip(letters, found.groups(), strict=True)
    return {letter: _number(letter, cell) for letter, cell in cells if cell is not None}


def _number(letter: str, cell: str) -> int:
    if letter in _NAMES:
        return _NAMES[letter][cell.lower()]
    if letter == "o":
        return ["th", "st", "nd", "rd"].index(cell.lower())
    if letter == "f":
        return int(cell[:6].ljust(6, "0"))
    if letter == "z":
        sign = -1 if cell[0] == "-" else 1
        return 0 if cell[0].isalpha() else sign * (int(cell[1:3]) * 60 + int(cell[-2:]))
    value = int(cell)
    return value + (1900 if value > 68 else 2000) if letter == "y" else value


def parse_date(text: str, format: str) -> datetime.datetime:
    """The moment a text names. Missing parts are those of 1900-01-01 00:00. Raises DateError.

    As in POSIX, a two-digit year of 69 and above is of the 20th century.
    """
    parts = read_parts(text, format)
    timed, redundant = _kinds(format)
    try:
        moment = datetime.datetime.combine(_day(parts), _time(parts) if timed else _MIDNIGHT)
    except ValueError as error:
        raise DateError(f"{text[:80]!r}: {error}") from None
    if redundant:
        _agree(parts, moment, text)
    return moment


_MIDNIGHT = datetime.time()


@functools.lru_cache(maxsize=4096)
def _kinds(format: str) -> tuple[bool, bool]:
    """Whether a format has parts of a time, and parts that may contradict others.

    A day, one month and one year make the date, and so agree with it.
    """
    letters = set(compile_format(format)[1])
    redundant = letters & set("AauVGjoq") or len(letters & set("mbB")) > 1 or len(letters & set("Yy")) > 1
    return not letters.isdisjoint("HIpMSfz"), bool(redundant)


def _day(parts: dict[str, int]) -> datetime.date:
    year = parts.get("Y", parts.get("y", 1900))
    month = parts.get("m", parts.get("B", parts.get("b")))
    if month is None and "j" in parts:
        if not 1 <= parts["j"] <= 366:
            raise ValueError("no such day of the year")
        return datetime.date(year, 1, 1) + datetime.timedelta(parts["j"] - 1)
    if month is None and "q" in parts:
        month = 3 * parts["q"] - 2
    if month is None and "V" in parts and "G" in parts:
        return datetime.date.fromisocalendar(parts["G"], parts["V"], parts.get("u", 1))
    return datetime.date(year, 1 if month is None else month, parts.get("d", 1))


def _time(parts: dict[str, int]) -> datetime.time:
    hour = parts.get("H", 0)
    if "I" in parts:
        if not 1 <= parts["I"] <= 12 or "p" not in parts:
            raise ValueError("the hour of a half day is 1 to 12, with AM or PM")
        hour = parts["I"] % 12 + parts["p"]
    zone = None
    if "z" in parts:
        zone = datetime.timezone(datetime.timedelta(minutes=parts["z"]))
    return datetime.time(hour, parts.get("M", 0), parts.get("S", 0), parts.get("f", 0), tzinfo=zone)


def _agree(parts: dict[str, int], moment: datetime.datetime, text: str) -> None:
    year, week, weekday = moment.isocalendar()
    known = {"A": weekday, "a": weekday, "u": weekday, "V": week, "G": year}
    known |= {"j": moment.timetuple().tm_yday, "b": moment.month, "B": moment.month, "m": moment.month}
    known["q"] = (moment.month + 2) // 3
    known |= {"y": moment.year, "Y": moment.year}
    known["o"] = ["th", "st", "nd", "rd"].index(ordinal(moment.day))
    dated = len(parts.keys() & {"m", "b", "B", "d"}) > 1 and bool(parts.keys() & {"Y", "y"})
    dated = dated or "j" in parts or "V" in parts
    for letter, value in parts.items():
        if letter in "AauVG" and not dated:
            continue
        if letter in known and known[letter] != value:
            raise DateError(f"{text[:80]!r}: %{letter} contradicts the rest of the date")


def ordinal(day: int) -> str:
    """The suffix of a day of the month: st, nd, rd or th."""
    return _ORDINAL.get(day, "th")


def format_date(moment: datetime.datetime, format: str) -> str:
    """The moment in a format of this module's language, the same on every platform and in every locale."""
    template, texts = _writer(format)
    return template % tuple([text(moment) for text in texts])


Text = Callable[[datetime.datetime], str]


@functools.lru_cache(maxsize=4096)
def _writer(format: str) -> tuple[str, tuple[Text, ...]]:
    """The format as a template for texts, and what makes these of a moment. Raises DateError."""
    literals, flags, letters = (_DIRECTIVE.split(format)[start::3] for start in range(3))
    for letter in letters:
        if letter not in _TEXT:
            raise DateError(f"%{letter} cannot be formatted")
    template = "%s".join(literal.replace("%", "%%") for literal in literals)
    return template, tuple(map(_text, flags, letters))


def _text(flag: str, letter: str) -> Text:
    """What writes one directive."""
    text = _TEXT[letter]
    if flag == "-":
        return lambda moment: text(moment).lstrip("0") or "0"
    return (lambda moment: text(moment).upper()) if flag == "^" else text


def _offset(moment: datetime.datetime) -> str:
    return moment.strftime("%z")


_TEXT: dict[str, Text] = {
    "Y": lambda m: f"{m.year:04}",
    "y": lambda m: f"{m.year % 100:02}",
    "m": lambda m: f"{m.month:02}",
    "d": lambda m: f"{m.day:02}",
    "B": lambda m: MONTHS[m.month - 1],
    "b": lambda m: MONTHS[m.month - 1][:3],
    "A": lambda m: WEEKDAYS[m.weekday()],
    "a": lambda m: WEEKDAYS[m.weekday()][:3],
    "H": lambda m: f"{m.hour:02}",
    "I": lambda m: f"{(m.hour - 1) % 12 + 1:02}",
    "p": lambda m: "AM" if m.hour < 12 else "PM",
    "P": lambda m: "am" if m.hour < 12 else "pm",
    "M": lambda m: f"{m.minute:02}",
    "S": lambda m: f"{m.second:02}",
    "f": lambda m: f"{m.microsecond:06}",
    "j": lambda m: f"{m.timetuple().tm_yday:03}",
    "G": lambda m: f"{m.isocalendar()[0]:04}",
    "V": lambda m: f"{m.isocalendar()[1]:02}",
    "u": lambda m: f"{m.isoweekday()}",
    "q": lambda m: f"{(m.month + 2) // 3}",
    "h": lambda m: f"{(m.month + 5) // 6}",
    "N": lambda m: f"{m.year + 1:04}",
    "n": lambda m: f"{(m.year + 1) % 100:02}",
    "o": lambda m: ordinal(m.day),
    "z": _offset,
    "%": lambda m: "%",
}


def add_months(moment: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months later; raises DateError where that month has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    try:
        return moment.replace(year=year, month=month + 1)
    except ValueError as error:
        raise DateError(str(error)) from None


def clipped_months(moment: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months later, or the last day of that month where it has no such day."""
    first = add_months(moment.replace(day=1), months)
    return first.replace(day=min(moment.day, month_end(first).day))


def parse_any(text: str, formats: Sequence[str]) -> datetime.datetime:
    """The moment a text names in whichever of several formats; raises DateError if two of them disagree."""
    found = set()
    for format in formats:
        try:
            found.add(parse_date(text, format))
        except DateError:
            continue
    if len(found) != 1:
        raise DateError(f"{text[:80]!r} is {'ambiguous' if found else 'of none of the forms'}")
    return found.pop()


CERTAIN = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d-%B-%Y", "%d. %B %Y", "%Y%m%d")
"""Formats of days that name the month or begin with the year, which nobody else means otherwise."""


def read_date(text: str, format: str) -> datetime.datetime:
    """The day a text names in a format, or in one that can be read in one way whoever wrote it: ``4 July 2023``."""
    try:
        return parse_date(text, format)
    except DateError:
        return parse_any(text, CERTAIN)


def unanimous(*answers: Any) -> Any:
    """The answer that readings of equal standing all give; raises DateError where they differ."""
    if any(answer != answers[0] for answer in answers):
        raise DateError(f"equally likely readings differ: {answers!r}")
    return answers[0]


def only_match(text: str, pattern: str) -> str:
    """The one place in a text where a pattern matches; raises DateError where there is none or several."""
    found = [match[0] for match in re.finditer(pattern, text)]
    if len(found) != 1:
        raise DateError(f"{len(found)} places like a date in {text[:80]!r}")
    return found[0]


def match_of(text: str, pattern: str, place: int, count: int) -> str:
    """The match at ``place`` (from 0) of exactly ``count``; raises DateError where there are more or fewer."""
    found = [match[0] for match in re.finditer(pattern, text)]
    if len(found) != count:
        raise DateError(f"{len(found)} places like a date, not {count}, in {text[:80]!r}")
    return found[place]


def match_after(text: str, pattern: str, label: str) -> str:
    """The one match that stands directly behind ``label``; raises DateError where there is none or several."""
    found = [m[0] for m in re.finditer(pattern, text) if text.endswith(label, 0, m.start())]
    if len(found) != 1:
        raise DateError(f"{len(found)} places like a date behind {label!r} in {text[:80]!r}")
    return found[0]


def floor_moment(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The last whole multiple of so many minutes, counted from midnight."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment - (moment - midnight) % datetime.timedelta(minutes=minutes)


def ceil_moment(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The next whole multiple of so many minutes, counted from midnight, or the moment itself if it is one."""
    floor = floor_moment(moment, minutes)
    return floor if floor == moment else floor + datetime.timedelta(minutes=minutes)


def nearest_moment(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The nearest whole multiple of so many minutes, counted from midnight; halves go up."""
    return floor_moment(moment + datetime.timedelta(minutes=minutes) / 2, minutes)


def month_start(moment: datetime.datetime) -> datetime.datetime:
    """Midnight of the first of the month."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def month_end(moment: datetime.datetime) -> datetime.datetime:
    """Midnight of the last day of the month."""
    return add_months(month_start(moment), 1) - datetime.timedelta(days=1)


def week_start(moment: datetime.datetime) -> datetime.datetime:
    """Midnight of the Monday of the week."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - datetime.timedelta(days=day.weekday())
