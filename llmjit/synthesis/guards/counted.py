"""Guards on what stands beside numbers, of which some were never seen: one thing, no change, a longer unit of time.

``1 days`` is wrong where ``3 days`` is right, ``+0.0%`` may be told otherwise, a working day has eight hours, and a
yen has no hundredths: of such answers and texts nothing is known until one has been seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.dates.operators import SINCE
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, operators
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.numbers.operators import FORMAT_NUMBER

TIMES = frozenset({"parse_duration", "total_length"})
LONGER = (
    ("days", r"(?i)(?<![\dP])\d+T?\s?d(?:ays?)?\b"),
    ("weeks", r"(?i)(?<![\dP])\d+\s?w(?:(?:ee)?ks?)?\b"),
)
"""Units of time that are shorter at work than on the calendar, but in durations of ISO 8601, which defines them."""
COUNTED = re.compile(r"(?<![\w.,:/-])(\d+) ([^\W\d_]{2,}(?:s|e|n|er|i))\b")
"""A number and a word with an ending of the plural in English or its neighbours."""
SINGLE = re.compile(r"(?<![\w.,:/-])1 ([^\W\d_]{2,})\b")
SHORT = 3
"""Words of so many letters, and no s at their end, are short for units, such as min."""
CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?!\d)")
NO_CLOCK = (
    r"(?:^|\s)-\d{1,2}:\d\d|(?<![\d:.])(?:2[4-9]|[3-9]\d|\d{3,6}):\d\d(?!\d)|(?<!\d)\d{1,2}:[6-9]\d(?!\d)"
)
"""Hours and minutes that no clock shows."""
CARRIED = r"(?<![\d:.])(?:[6-9]\d|\d{3,6}):\d\d(?![\d:])"
COINS = re.compile(r"(?i)\b(?:usd|eur|gbp|chf|cad|aud|nzd|sek|nok|dkk|pln|czk|inr|brl|cny|zar|mxn|sgd|hkd)\b")
"""Currencies that people name, all of hundredths."""
ODD_COINS = (
    r"(?i)\b(?:bif|clp|djf|gnf|isk|jpy|kmf|krw|pyg|rwf|ugx|vnd|vuv|xaf|xof|xpf|bhd|iqd|jod|kwd|lyd|omr|tnd)\b"
)
"""Currencies of ISO 4217 that have no smaller unit, or thousandths."""
HUNDREDTHS = frozenset({("times", "0.01"), ("over", "100"), ("times", "100")})
WEEKDAYS = r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b"
SPANNING = ("and", "closed", "off", "through", "to", "until")
LETTERS = r"[^\W\d_]{2,}"
ZERO = r"(?<![\d.,])[+]?0(?:[.,]0+)?(?![\d.,])"


def plural_guards(rows: Sequence[Sequence[Any]], answers: Sequence[Any]) -> list[Guard]:
    """No word behind the number 1 that was seen behind other numbers alone, unless the inputs have it so.

    Nor one behind other numbers that was seen behind 1 alone, while the same with an s was behind others.
    """
    if not all(isinstance(answer, str) for answer in answers):
        return []
    found: list[tuple[str, str]] = []
    for row, answer in zip(rows, answers, strict=True):
        text = " ".join(map(str, row))
        found += [each for each in COUNTED.findall(answer) if each[1] not in text]
    many = {word for number, word in found if int(number) != 1}
    one = {word for number, word in found if int(number) == 1}
    single = {word for answer in answers for word in SINGLE.findall(answer)} - many
    several = sorted(word for word in single if f"{word}s" in many)
    return _of_one(sorted(many - one), len(answers)) + _of_many(several, len(answers))


def _of_one(words: list[str], count: int) -> list[Guard]:
    words = [word for word in words if len(word) > SHORT or word.endswith("s")]
    if len(words) > 1:
        words = [word for word in words if word.endswith("s")]  # months end otherwise
    if not words:
        return []
    pattern = rf"(?<![\w.,:/-])1 {words[0] if len(words) == 1 else '[^W0-9_]+s'}\b".replace("[^W", r"[^\W")
    reason = f"how {words[0]!r} is called where it counts 1 was never seen"
    return [_absent(pattern, "no 1 before it", reason, count)]


def _of_many(words: list[str], count: int) -> list[Guard]:
    return [
        _absent(
            rf"(?<![\w.,:/-])(?!1 )[0-9]+ {word}\b",
            "1 before it",
            f"{word!r} was never seen where it counts several",
            count,
        )
        for word in words
    ]


def sign_guards(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No zero among changes that were computed and all had their sign."""
    texts = [str(answer) for answer in answers]
    if not any("+" in text for text in texts) or FORMAT_NUMBER not in operators(program):
        return []
    if not all(re.search(r"[-+]\d", text) for text in texts) or any(re.search(ZERO, text) for text in texts):
        return []
    return [_absent(ZERO, "no zero", "how no change is written was never seen", len(texts))]


def clock_guards(rows: Sequence[Sequence[Any]], program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No hour beyond the day, nor before it, where times of day are joined from numbers computed of others.

    Of lengths of time the larger part may be minutes, of which sixty make a part of their own.
    """
    texts = [answer for answer in answers if isinstance(answer, str)]
    if len(texts) < len(answers):
        return []
    if any(operator.name == "clock_of" for operator in operators(program)):
        carried = all(map(CLOCK.search, texts)) and not any(re.search(CARRIED, text) for text in texts)
        return [
            _absent(CARRIED, "less than 60", "no sum came to 60 of the larger part", len(texts))
        ] * carried
    if not {"format_number", "concat"} <= {operator.name for operator in operators(program)}:
        return []
    if not all(map(CLOCK.search, texts)) or any(re.search(NO_CLOCK, text) for text in texts):
        return []
    if not all(any(CLOCK.search(str(value)) for value in row) for row in rows):
        return []
    return [_absent(NO_CLOCK, "a time of day", "times were of one day", len(texts))]


def time_guards(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """Guards on texts read as lengths of time, or as spans that are added up."""
    return [
        *_longer(name, seen, program),
        *_third_part(name, seen, program, index),
        *_two_parts(name, seen, program, index),
        *span_guards(name, seen, program, index),
    ]


def _third_part(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No third part of a clock where two were counted in the smaller: these may be minutes and seconds, not hours."""
    minutes = [
        each.arguments[0]
        for each in applications(program)
        if each.operator.name == "whole_of" and each.arguments[1] == Const(60)
    ]
    read = [
        each.arguments for each in minutes if isinstance(each, Apply) and each.operator.name == "parse_clock"
    ]
    if (Input(index), Const(3600)) not in read or any(re.search(r":\d+:", text) for text in seen):
        return []
    reason = f"{name} never had hours, minutes and seconds at once"
    condition = f"re.search(':[0-9]+:', {name}) is None"
    return [Guard("format", name, "two parts", reason, len(seen), condition)]


def _two_parts(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No clock of two parts where all had three: these may be hours and minutes, or minutes and seconds."""
    read = [each.arguments for each in applications(program) if each.operator.name == "parse_clock"]
    if (Input(index), Const(3600)) not in read or not all(re.search(r":\d+:", text) for text in seen):
        return []
    reason = f"{name} always had hours, minutes and seconds"
    condition = f"re.search(':[0-9]+:', {name}) is not None"
    return [Guard("format", name, "three parts", reason, len(seen), condition)]


def _longer(name: str, seen: Sequence[str], program: Expr) -> list[Guard]:
    """No days or weeks, in a text read as a length of time, where none were seen: they may be working time."""
    if not any(operator.name in TIMES for operator in operators(program)):
        return []
    guards = []
    for unit, pattern in LONGER:
        if not any(re.search(pattern, text) for text in seen):
            reason = f"{name} never named {unit}, which may be those of work"
            condition = f"re.search({pattern!r}, {name}) is None"
            guards.append(Guard("format", name, f"no {unit}", reason, len(seen), condition))
    return guards


def span_guards(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No other words beside spans of time that are added up, but names of days: a break may not count."""
    if not any(
        part.operator.name == "total_spans" and part.arguments[0] == Input(index)
        for part in applications(program)
    ):
        return []
    bare = [re.sub(WEEKDAYS, "", text) for text in seen]
    words = sorted({*SPANNING, *(word for text in bare for word in re.findall(LETTERS, text))})
    found = f"re.findall({LETTERS!r}, re.sub({WEEKDAYS!r}, '', {name}))"
    reason = f"{name} had no other words beside its times"
    return [
        Guard("format", name, words, reason, len(seen), f"all(word in {tuple(words)!r} for word in {found})")
    ]


def epoch_guards(name: str, index: int, seen: Sequence[Any], program: Expr) -> list[Guard]:
    """As many digits as were seen of a count since an epoch: fewer or more count seconds or milliseconds."""
    epoch = any(
        each.operator is SINCE and each.arguments[0] == Input(index) for each in applications(program)
    )
    lengths = sorted({len(str(value).partition(".")[0]) for value in seen})
    if not epoch:
        return []
    condition = f"len(str({name}).partition('.')[0]) in {tuple(lengths)!r}"
    reason = f"{name} had other numbers of digits: it may count another unit of time"
    return [Guard("range", name, "as many digits", reason, len(seen), condition)]


def coin_guards(name: str, seen: Sequence[Any], program: Expr) -> list[Guard]:
    """No currency without hundredths, where amounts of others are turned from hundredths or into them."""
    scaled = any(
        (part.operator.name, str(constant.value)) in HUNDREDTHS
        for part in applications(program)
        for constant in part.arguments[1:]
        if isinstance(constant, Const)
    )
    texts = [str(value) for value in seen]
    if not scaled or not all(map(COINS.search, texts)) or any(re.search(ODD_COINS, text) for text in texts):
        return []
    condition = f"re.search({ODD_COINS!r}, {name}) is None"
    reason = f"{name} named currencies of hundredths alone"
    return [Guard("format", name, "a currency of hundredths", reason, len(seen), condition)]


def _absent(pattern: str, expected: str, reason: str, count: int) -> Guard:
    return Guard("output", ANSWER, expected, reason, count, f"re.search({pattern!r}, {ANSWER}) is None")
