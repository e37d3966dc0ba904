"""Telephone numbers, written with the code of their country or as they are dialled within it."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[+\d\s()/.\u2010-\u2013-]+", re.ASCII)
LEAST, MOST = 8, 15
"""Digits of a number with the code of its country, as E.164 has it."""


class TelephoneError(ValueError):
    """The text is no telephone number of which the country is known."""


def international(text: str, country: str, mark: str) -> str:
    """The number as ``+4930123456``, where ``+`` is the mark, with the country given where the text names none.

    Numbers without a country begin with the 0 that is dialled before others within it. Raises TelephoneError for
    texts of other characters, other beginnings and too few or too many digits.
    """
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if not _MARKS.fullmatch(text) or "+" in text.lstrip()[1:]:
        raise TelephoneError(f"{text[:80]!r} is no telephone number")
    if text.lstrip().startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = country + digits[1:]
    else:
        raise TelephoneError(f"{text[:80]!r} does not say what country it is of")
    if not LEAST <= len(number) <= MOST or number.startswith("0"):
        raise TelephoneError(f"{text[:80]!r} has too few or too many digits")
    return mark + number
