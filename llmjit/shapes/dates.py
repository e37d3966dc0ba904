"""Which date and time formats a text could be in."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%y", "%d/%m/%y", "%d.%m.%y",
    "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y",
    "%a, %d %b %Y", "%A, %d %B %Y", "%A, %B %d, %Y",
    "%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p",
    "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S.%f", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M",
)  # fmt: skip

_LIKELY = re.compile(r"[A-Za-z0-9 ,./:+-]{4,40}")
_DIRECTIVE = re.compile(r"%[A-Za-z]")
_PART = {
    "Y": "[0-9]{4}",
    "y": "[0-9]{2}",
    "B": "[A-Za-z]{3,9}",
    "b": "[A-Za-z]{3}",
    "A": "[A-Za-z]{6,9}",
    "a": "[A-Za-z]{3}",
    "p": "[AaPp][Mm]",
    "M": "[0-9]{2}",
    "S": "[0-9]{2}",
    "f": "[0-9]{1,6}",
}


def _pattern(form: str) -> re.Pattern[str]:
    compact = form == "%Y%m%d"
    out, at = [], 0
    for match in _DIRECTIVE.finditer(form):
        number = "[0-9]{2}" if compact else "[0-9]{1,2}"
        out += [re.escape(form[at : match.start()]), _PART.get(match.group()[1], number)]
        at = match.end()
    return re.compile("".join([*out, re.escape(form[at:])]))


_COMPILED = tuple((form, _pattern(form)) for form in FORMATS)


@lru_cache(maxsize=4096)
def formats_of(text: str) -> frozenset[str]:
    """All formats of `FORMATS` in which the text is a valid date or time, strictly."""
    if not _LIKELY.fullmatch(text):
        return frozenset()
    return frozenset(form for form, shape in _COMPILED if shape.fullmatch(text) and _valid(text, form))


def _valid(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
