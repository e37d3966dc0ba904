"""How many days does the letter of {name} give us to answer?

Compiled by llmjit from 3 recorded threads: days_to_answer-1, days_to_answer-2, days_to_answer-3.

What a model decided when this was recorded: written (synthesised from observations), due
(synthesised from observations).
"""

from __future__ import annotations

import re

from llmjit.runtime.abi import (
    GuardFailed,
    Hole,
    RequestPattern,
    Span,
    current,
    format_date,
    match_after,
    match_of,
    parse_date,
)

REQUEST = RequestPattern(
    "How many days does the letter of {name} give us to answer?",
    {
        "name": Hole(r"[a-z]+"),
    },
    evidence=3,
)

# Letter had this form in all 3 observations.
LETTER_FORMAT = re.compile(
    '[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n'
)
# Letter never had letters beyond A to Z.
LETTER_FORMAT_2 = re.compile(r"[^\W_A-Za-z0-9]")
# Answer had this form in all 3 observations.
ANSWER_FORMAT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_written(letter):
    if type(letter) is not str:
        raise GuardFailed(
            "letter was str in all 3 observations", "type", "letter", letter, "str", 3
        )
    if LETTER_FORMAT.fullmatch(letter) is None:
        raise GuardFailed(
            "letter had this form in all 3 observations",
            "format",
            "letter",
            letter,
            LETTER_FORMAT.pattern,
            3,
        )
    if LETTER_FORMAT_2.search(letter) is not None:
        raise GuardFailed(
            "letter never had letters beyond A to Z",
            "format",
            "letter",
            letter,
            "no letters beyond A to Z",
            3,
        )
    try:
        match_of_2 = match_of(
            letter,
            r"\b\d{1,2}(?:st|nd|rd|th)?[- /](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun(?:e)?|Jul(?:y)?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[- /,]{1,2}(?:\d{4}|\d\d)\b",
            0,
            2,
        )
        day = parse_date(match_of_2, "%d %B %Y")
        answer = format_date(day, "%Y-%m-%d")
    except (LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError):
        raise GuardFailed(
            "the program has no value here", "precondition", "letter", letter
        ) from None
    if ANSWER_FORMAT.fullmatch(answer) is None:
        raise GuardFailed(
            "answer had this form in all 3 observations",
            "output",
            "answer",
            answer,
            ANSWER_FORMAT.pattern,
            3,
        )
    return answer


# Letter had this form in all 3 observations.
LETTER_FORMAT_DUE = re.compile(
    '[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+,\\n[^,;:|/\\\\\\t\\n\\r()\\[\\]{}<>=@\\"]+\\n'
)
# Letter never had letters beyond A to Z.
LETTER_FORMAT_2_DUE = re.compile(r"[^\W_A-Za-z0-9]")
# Answer had this form in all 3 observations.
ANSWER_FORMAT_DUE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_due(letter):
    if type(letter) is not str:
        raise GuardFailed(
            "letter was str in all 3 observations", "type", "letter", letter, "str", 3
        )
    if LETTER_FORMAT_DUE.fullmatch(letter) is None:
        raise GuardFailed(
            "letter had this form in all 3 observations",
            "format",
            "letter",
            letter,
            LETTER_FORMAT_DUE.pattern,
            3,
        )
    if LETTER_FORMAT_2_DUE.search(letter) is not None:
        raise GuardFailed(
            "letter never had letters beyond A to Z",
            "format",
            "letter",
            letter,
            "no letters beyond A to Z",
            3,
        )
    try:
        match_after_2 = match_after(
            letter,
            r"\b\d{1,2}(?:st|nd|rd|th)?[- /](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun(?:e)?|Jul(?:y)?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[- /,]{1,2}(?:\d{4}|\d\d)\b",
            "your answer by ",
        )
        day = parse_date(match_after_2, "%d %B %Y")
        answer = format_date(day, "%Y-%m-%d")
    except (LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError):
        raise GuardFailed(
            "the program has no value here", "precondition", "letter", letter
        ) from None
    if ANSWER_FORMAT_DUE.fullmatch(answer) is None:
        raise GuardFailed(
            "answer had this form in all 3 observations",
            "output",
            "answer",
            answer,
            ANSWER_FORMAT_DUE.pattern,
            3,
        )
    return answer


def days_to_answer(name: str) -> int:
    """How many days does the letter of martin give us to answer?"""
    run = current()
    letter = run.call("read_letter", name)
    if not isinstance(letter, str):
        raise GuardFailed(
            "the letter was always a text",
            "type",
            "letter",
            letter,
            "a text",
            3,
            Span("days_to_answer-1", 2, 2, 10),
        )
    written = run.site("written", read_written, letter)
    due = run.site("due", read_due, letter)
    result = run.call("days_between", written, due)
    if not (isinstance(result, (int, float)) and not isinstance(result, bool)):
        raise GuardFailed(
            "the result was always a number",
            "type",
            "result",
            result,
            "a number",
            3,
            Span("days_to_answer-1", 2, 5, 8),
        )
    return result
