"""How many days does the letter of {name} give us to answer?

Compiled by llmjit from 3 recorded threads: days_to_answer-1, days_to_answer-2, days_to_answer-3.

What a model decided when this was recorded: written (synthesised from observations), due
(synthesised from observations).
"""

from __future__ import annotations

import re

from llmjit.runtime.abi import (
    NO_VALUE,
    GuardFailed,
    Hole,
    RequestPattern,
    agree,
    current,
    format_date,
    match_after,
    match_of,
    parse_date,
    require,
)

REQUEST = RequestPattern(
    "How many days does the letter of {name} give us to answer?",
    {
        "name": Hole("[a-z]+"),
    },
    evidence=3,
)

DATE = r"\b\d{1,2}(?:st|nd|rd|th)?[- /](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun(?:e)?|Jul(?:y)?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[- /,]{1,2}(?:\d{4}|\d\d)\b(?:(?:,? at |, | |T)?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp][Mm]\b)?(?:Z| ?[-+]\d\d:?\d\d)?)?"


def read_written(letter: str) -> str:
    require(type(letter) is str, "letter was str", "type", "str", 3, letter=letter)
    try:
        answer = format_date(parse_date(match_of(letter, DATE, 0, 2), "%d %B %Y"), "%Y-%m-%d")
    except NO_VALUE:
        raise GuardFailed(
            "the program has no value here", "precondition", "letter", letter
        ) from None
    return answer


# `letter` held 'by' in no other letter case.
LETTER_FORMAT = re.compile(r"(?i)(?<!\w)by(?!\w)")


def read_due(letter: str) -> str:
    require(type(letter) is str, "letter was str", "type", "str", 3, letter=letter)
    require(
        all(mark in letter for mark in (",", "\n")),
        "letter always held ',', '\\n'",
        "format",
        [",", "\n"],
        3,
        letter=letter,
    )
    require(
        set(LETTER_FORMAT.findall(letter)) <= {"by"},
        "letter held 'by' in no other letter case",
        "format",
        "by",
        3,
        letter=letter,
    )
    try:
        kept = [item for item in letter.splitlines() if "by" in item]
        day = parse_date(kept[0], "Please let me have your answer by %d %B %Y.")
        answer = format_date(day, "%Y-%m-%d")
        # Programs that fit the observations as well must agree.
        found = match_after(letter, DATE, "your answer by ")
        day_2 = parse_date(found, "%d %B %Y")
        agree(answer, format_date(day_2, "%Y-%m-%d"))
    except NO_VALUE:
        raise GuardFailed(
            "the program has no value here", "precondition", "letter", letter
        ) from None
    return answer


def days_to_answer(name: str) -> int:
    """How many days does the letter of martin give us to answer?"""
    run = current()
    letter = run.call("read_letter", name)
    require(
        isinstance(letter, str), "the letter was always a text", "type", "a text", 3, letter=letter
    )
    written = run.site("written", read_written, letter)
    due = run.site("due", read_due, letter)
    result = run.call("days_between", written, due)
    require(
        isinstance(result, (int, float)) and not isinstance(result, bool),
        "the result was always a number",
        "type",
        "a number",
        3,
        result=result,
    )
    return result
