"""Guards on the numbers in a text: how a text looks with each number put as ``0``, and what stands beside them.

A program that reads the one number of a text works whether it is written with three digits or with five and a
point. Words beside it that never varied are units, and numbers beside it that never varied may be its constants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from llmjit.guard import Guard
from llmjit.shapes import LEVELS, shape_of_all
from llmjit.support.numbers import number_tokens
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.texts import text_guards

FITTED = frozenset({"times", "plus", "over", "into"})
PLAIN = r"\d+(?:\.\d+)?"
GROUPED = r"\d[\d,]*(?:\.\d+)?"
AMOUNT = r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?"
MONEY = re.compile(r"[$£€]\s?-?\d+\.\d\d(?!\d)")
CLOCKS = frozenset({"match_of", "clock_span"})
STEPPED = frozenset(
    {"floor_to", "ceil_to", "nearest_to", "floor_divide", "modulo", "rest", "subtract", "choose", "above"}
)
"""What was only seen of numbers above zero may be otherwise below."""
DRESSED = frozenset({"swap_marks", "write_marks"})
EXPONENT = r"(?:[eE][-+]?\d+)?"


def number_form(
    name: str,
    seen: Sequence[str],
    kind: str,
    amounts: bool = False,
    free: bool = False,
    signs: bool = False,
    lone: bool = False,
    groups: bool = False,
    led: Sequence[Guard] = (),
) -> list[Guard]:
    """Guards on the form of texts with their numbers masked.

    Signs and thousands' separators belong to a number where they have been seen in one, or where numbers are
    ``free`` to have them, or ``signs`` or ``groups`` alone; separators to amounts of money with a fraction behind a
    point. Words beside the numbers that never varied must stay as they were: they are units. A blank beside a number
    of an input says nothing, nor do words that vary beside a ``lone`` one, nor does the form where other guards say
    where numbers are ``led`` to.
    """
    signed = any(re.search(r"(?<![\w.)])-\d", text) for text in seen)
    money = kind == "format" and all(map(MONEY.search, seen))
    grouped = free or groups or money or any(re.search(r"\d,\d", text) for text in seen)
    powers = any(re.search(r"\d[eE][-+]?\d", text) for text in seen)
    signed = signed or free or signs
    mask = "-?" * (signed or kind == "output") + (GROUPED if grouped else PLAIN) + EXPONENT * powers
    mask = "-?" * signed + AMOUNT if amounts else mask
    masked = [re.sub(mask, "0", text) for text in seen]
    shape = shape_of_all(masked).text
    if shape is None:
        return []
    subject = f"re.sub({mask!r}, '0', {name})"
    guards = text_guards(subject, masked, shape, kind, literals=True)
    out = _steady_words(name, seen, () if led else guards) if kind == "format" else []
    if lone and (shape.pattern is None or LEVELS[shape.pattern[0]] == "fields"):
        return out
    if led:
        return [*out, *led]
    for guard in guards:
        if "[0-9]+" in guard.expected and guard.condition.startswith("re.fullmatch("):
            source = _with_numbers(guard.expected, mask, kind == "format")
            condition = f"re.fullmatch({source!r}, {name}) is not None"
            reason = guard.reason.replace(subject, name)
            out.append(replace(guard, subject=name, expected=source, reason=reason, condition=condition))
            continue
        reason = guard.reason.replace(subject, f"{name}, numbers aside,")
        condition = guard.condition
        if condition.startswith("re.fullmatch("):
            # Other parts read the runs of a form out of conditions on whole texts; this is none.
            condition = f"re.match({guard.expected + chr(92) + 'Z'!r}, {subject}) is not None"
        out.append(replace(guard, subject=name, reason=reason, condition=condition))
    return out


def written_form(program: Expr, seen: Sequence[str]) -> list[Guard]:
    """Guards on the form of answers in which a program writes numbers, with signs between thousands if it sets any."""
    styles = (each.arguments[1] for each in applications(program) if each.operator.name == "format_number")
    groups = any(isinstance(style, Const) and "," in style.value for style in styles)
    elsewhere = any(each.operator.name in DRESSED for each in applications(program))
    return number_form(ANSWER, seen, "output", amounts=groups and elsewhere, groups=groups)


def _with_numbers(source: str, mask: str, blanks: bool) -> str:
    """The pattern of a form with what a number looks like put for each, between blanks that may be missing."""
    if not blanks:
        return source.replace("[0-9]+", mask)
    return re.sub(r"(?:\\? )?\[0-9\]\+(?:\\? (?![*+?]))?", lambda _: f" ?{mask} ?", source)


def _steady_words(name: str, seen: Sequence[str], guards: Sequence[Guard]) -> list[Guard]:
    """The words of texts that never varied, where their form does not hold them: they may be units."""
    pattern = r"[^\W\d_]+"
    words = re.findall(pattern, seen[0])
    if any(re.findall(pattern, text) != words for text in seen):
        return _shared_units(name, seen)
    if not words or not any(re.search(pattern, cell) for text in seen for cell in _with_digits(text)):
        return []
    if any(
        "fullmatch" in each.condition and all(map(str(each.expected).__contains__, words)) for each in guards
    ):
        return []
    reason = f"the words of {name} were {' '.join(words)!r} in all {len(seen)} observations"
    return [Guard("format", name, words, reason, len(seen), f"re.findall({pattern!r}, {name}) == {words!r}")]


def _with_digits(text: str) -> list[str]:
    """The parts of a list that have digits: words of the others are no units."""
    return [cell for cell in re.split(r"[;,|\n]", text) if re.search(r"\d", cell)]


def _shared_units(name: str, seen: Sequence[str]) -> list[Guard]:
    """Words behind numbers that all texts had, though not all their words were the same."""
    pattern = r"\d ?([^\W\d_]+|%)"
    words = set.intersection(*(set(re.findall(pattern, text)) for text in seen))
    guards = []
    for word in sorted(words):
        others = rf"\d(?![\d.,]| ?{word}(?![^\W\d_]))"
        if not any(re.search(others, text) for text in seen):
            reason = f"every number of {name} was one of {word!r} in all {len(seen)} observations"
            guards.append(
                Guard("format", name, word, reason, len(seen), f"re.search({others!r}, {name}) is None")
            )
            continue
        reason = f"{name} had a number of {word!r} in all {len(seen)} observations"
        source = rf"\d ?{word}(?![^\W\d_])"
        condition = f"re.search({source!r}, {name}) is not None"
        guards.append(Guard("format", name, word, reason, len(seen), condition))
    return guards


def steady_numbers(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """Numbers beside those that a program computes with, where they never varied: its constants may be theirs."""
    reads = [each for each in applications(program) if each.operator.name == "number_at"]
    if any(each.operator.name == "product" and _listed(each, index) for each in applications(program)):
        return _as_many(name, seen)
    own = [each.arguments[1:] for each in reads if each.arguments[0] == Input(index)]
    clocks = any(
        each.operator.name in CLOCKS and each.arguments[0] == Input(index) for each in applications(program)
    )
    if not (own or clocks) or not any(each.operator.name in FITTED for each in applications(program)):
        return []
    known = {at.value for at, _ in own if isinstance(at, Const)}
    rows = [number_tokens(text) for text in seen]
    if any(len(row) != len(rows[0]) for row in rows):
        return []
    out = []
    for at, column in enumerate(zip(*rows, strict=True)):
        if at not in known and len(set(column)) == 1 and column[0].isdigit():
            pattern = rf"(?<![\d.,])(?<!\d:){column[0]}(?!\d|:\d|[.,]\d)"  # times of day aside
            if not all(re.search(pattern, text) for text in seen):
                continue
            reason = f"{name} had the number {column[0]} in all {len(seen)} observations"
            condition = f"re.search({pattern!r}, {name}) is not None"
            out.append(Guard("format", name, column[0], reason, len(seen), condition))
    return out


def _listed(expr: Apply, index: int) -> bool:
    """Whether an operation takes all numbers of an input."""
    return any(
        each.operator.name == "all_numbers" and each.arguments[0] == Input(index)
        for each in applications(expr)
    )


def _as_many(name: str, seen: Sequence[str]) -> list[Guard]:
    """No more numbers than any text had, where all are multiplied: the others may be part of a name."""
    pattern = r"\d+(?:[.,]\d+)*"
    most = max(len(re.findall(pattern, text)) for text in seen)
    reason = f"{name} had no more than {most} numbers"
    condition = f"len(re.findall({pattern!r}, {name})) <= {most}"
    return [Guard("format", name, most, reason, len(seen), condition)]


def any_size(program: Expr, outputs: Sequence[object]) -> bool:
    """Whether numbers may be of any size and sign, since the answer is a number, and not one rounded."""
    names = {each.operator.name for each in applications(program)}
    return all(type(output) in (int, float) for output in outputs) and not names & STEPPED


def led_by_number(program: Expr) -> bool:
    """Whether the answer is text that begins with a computed number, before which a sign can stand as before any."""
    if not isinstance(program, Apply) or {each.operator.name for each in applications(program)} & STEPPED:
        return False
    name, first = program.operator.name, program.arguments[0]
    if name == "unanimous":
        return all(map(led_by_number, program.arguments))
    if name == "concat":
        return led_by_number(first)
    style = program.arguments[-1]
    return name == "format_number" and isinstance(style, Const) and not re.search(r"[+,]|^0", style.value)


def copies_lone(program: Expr, index: int) -> bool:
    """Whether the answer is the one number that an input has, which can be confused with no other."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name in ("to_int", "to_float", "unanimous", "format_number", "whole"):
        parts = [each for each in program.arguments if not isinstance(each, Const)]
        return all(copies_lone(each, index) for each in parts)
    return program.operator.name == "number_at" and program.arguments == (Input(index), Const(0), Const(1))


def writes_whole(program: Expr, index: int) -> bool:
    """Whether the answer is nothing but a number of the input as text, before which its sign stands as anywhere.

    Both tasks with whole numbers below zero had it so, of those that set thousands apart.
    """
    ways = (
        program.arguments
        if isinstance(program, Apply) and program.operator.name == "unanimous"
        else (program,)
    )
    return all(
        isinstance(way, Apply)
        and way.operator.name == "format_number"
        and isinstance(way.arguments[0], Apply)
        and way.arguments[0].operator.name == "number_at"
        and way.arguments[0].arguments[0] == Input(index)
        and re.fullmatch(",?f", str(getattr(way.arguments[1], "value", ""))) is not None
        for way in ways
    )


def reads_amounts(program: Expr, index: int) -> bool:
    """Whether the program reads an amount out of an input however it is written."""
    return any(
        each.operator.name == "read_amount" and each.arguments[0] == Input(index)
        for each in applications(program)
    )
