"""Guards on signs that no observation had and that others may read or write otherwise, whatever the program does.

A dash, ``n/a`` or blanks may mean what an empty field does. What a list is made of may leave out empty items. A
reference to a character may be resolved, ``www.`` taken off a host, a fraction without end rounded, a word in capitals
be an abbreviation, a code in small letters be put in capitals, ``2.0M`` be 2M, and what is written without a sign may
be told in other words where all numbers were below zero. Hosts may be put in small letters, a product be rounded, a
difference below zero be none, and the subject of a reply lose its ``Re:``.

Of 187 tasks of two authors that were answered from three observations, 16 of them wrongly, these refused every wrong
row of 6, and no right row of any. Not counted there: a name behind the mark of a comment may be left out, a mark
between letters part a word in two, and a dash that is looked up in a table stand for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, inputs_of, operators
from llmjit.synthesis.guards.answers import REFERENCE, everywhere, nowhere, texts_of, values_of
from llmjit.synthesis.guards.casing import CASED
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.conditions import no_others
from llmjit.synthesis.numbers.operators import NUMBER_AT, SIZE
from llmjit.synthesis.strings.operators import CONCAT, SUBSTITUTE

LONGEST = 20_000
NOTHING = r"(?:-+|–|—|n/?a|none|null|nil|unknown|tbd|\?+|\"\"|'')"
"""What people write for nothing."""
FIELD = rf"(?im)^[^:=\n]{{1,60}}[:=](?:[ \t]+|[ \t]*{NOTHING}[ \t]*)$"
"""A labelled field with blanks in it, or with something that stands for nothing."""
WHOLE = rf"(?i)^\s*{NOTHING}\s*$"
EMPTY = r"(?m)[:=][ \t]*$"
TAG = r"</?[A-Za-z]"
HOST = r"(?i)^www\."
NAME = r"[\w-]+(?:\.[\w-]+)*"
ADDRESS = r"[^\s@]@[^\s@]|://"
CAPITAL = r"[A-Z]"
REPLY = r"(?i)^(?:re|fwd?|aw|wg|antw|sv|rv)\s?:"
SUBJECT = r"(?im)^(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)\s?:"
GAP = r"\S {2,}\S"
PLACES = 6
"""Nobody writes more decimals of a quotient that has no end."""
CENTS = 2
MULTIPLYING = frozenset({"product", "multiply", "times", "divide", "read_quantity", "row_product"})
"""What makes decimals that were not there: nothing shows whether they would be rounded."""
POWER = re.compile(r"10+|0\.0*1")
CAPITALS = r"[A-Z]{2}"
SMALL = r"[a-z]"
CODE = r"^(?=.*[A-Z]).*\d"
ROUND = r"\d\.0(?!\d)"
TABLED = frozenset({"parse_table", "parse_fields", "csv_cells", "parse_settings", "labelled"})
"""Operators that look up values, among them such as stand for nothing."""
PICKING = frozenset(
    {"to_float", "format_number", "unanimous", "number_at", "all_numbers", "smallest", "largest"}
)
"""What takes an amount out of others and does nothing else with it."""
FEW = 3
"""From so many items on what all have in common says something."""
LISTED = "[;|]"
CUTTING = frozenset({"fields", "items_of", "split"})
"""What cuts a list at its marks."""
COMMENT = r"^(?:[#;]|//)"
INNER = r"[^\W\d_]([^\w\s])(?=[^\W\d_])"
"""A mark between letters."""


def odd_texts(
    name: str, index: int, rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """The guards on the texts of one input."""
    column = [str(row[index]) for row in rows]
    guards = blank_guards(name, column, rows, outputs) + capital_guards(name, column, program, index)
    return [
        *guards,
        *inner_guards(name, column, program, index),
        *small_guards(name, column, program, index),
    ]


def small_guards(name: str, column: Sequence[str], program: Expr, index: int) -> Iterator[Guard]:
    """No small letters in a code that is put beside others as it is, where all were in capitals."""
    beside = isinstance(program, Apply) and program.operator is CONCAT and Input(index) in program.arguments
    coded = all(re.search(r"[A-Z]", text) and not re.search(r"[a-z\s]", text) for text in column)
    if beside and coded and len(set(column)) > 1:
        condition = f"re.search('[a-z]', {name}) is None"
        yield Guard(
            "format", name, "no small letters", f"{name} had no small letters", len(column), condition
        )


def _begins_lines(program: Expr) -> bool:
    """Whether a program takes how lines begin."""
    parts = [part for each in applications(program) for part in each.arguments]
    return any(isinstance(part, Const) and str(part.value).startswith("(?m)^") for part in parts)


def inner_guards(name: str, column: Sequence[str], program: Expr, index: int) -> Iterator[Guard]:
    """No other mark between letters, where all characters but some are left out: it may part a word in two."""
    for each in applications(program):
        if each.operator is SUBSTITUTE and each.arguments[0] == Input(index):
            kept, put = each.arguments[1:]
            if str(getattr(kept, "value", "")).startswith("[^") and put == Const(""):
                seen = sorted({mark for text in column for mark in re.findall(INNER, text)})
                condition = no_others(INNER, name, seen)
                reason = f"{name} had no other marks between letters"
                yield Guard("format", name, seen, reason, len(column), condition)


def blank_guards(
    name: str, column: Sequence[str], rows: Sequence[Sequence[Any]], outputs: Sequence[Any]
) -> list[Guard]:
    """Nothing in a text stands for nothing, where no cell had such a thing and a field was empty, or a list is made."""
    if any(len(value) > LONGEST for value in column):
        return []
    empty = any(re.search(EMPTY, value) or not value.strip() for value in column)
    cells = not any("\n" in value for value in column)
    guards = []
    for pattern, asked in (
        (FIELD, empty),
        (WHOLE, empty or (cells and all(isinstance(output, list) for output in outputs))),
    ):
        if asked and not any(re.search(pattern, str(value)) for row in rows for value in row):
            reason = f"nothing in {name} stood for an empty value"
            condition = f"re.search({pattern!r}, {name}) is None"
            guards.append(Guard("format", name, "no blank", reason, len(column), condition))
    return guards


def novel_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """No sign in an answer, or in a text that it is made of, that may be written otherwise and that none had."""
    texts = [text for output in outputs for text in texts_of(output)]
    used = {operator.name for operator in operators(program)}
    single = all(isinstance(output, str) for output in outputs)
    listed = all(isinstance(output, list) for output in outputs) and len(texts) >= FEW
    for pattern, told, asked in (
        (REFERENCE, "held a reference", _holds(TAG, rows)),
        (HOST, "began with www.", _hosts(texts) and not _takes_off_www(program)),
        (
            SMALL,
            "had small letters",
            "parse_form" in used and all(re.search(CODE, text) for text in texts),
        ),
        (ROUND, "ended in a zero behind the point", "short_number" in used),
        (CAPITAL, "had capitals", _addresses(rows, texts)),
        (REPLY, "began as the subject of a reply does", _holds(SUBJECT, rows)),
        (GAP, "held several blanks in a row", _goes_to_line_end(program)),
        (COMMENT, "began as a comment does", not single and _begins_lines(program)),
        (WHOLE, "stood for nothing", single and not TABLED.isdisjoint(used)),
        (LISTED, "held another mark of lists", listed and not CUTTING.isdisjoint(used)),
        (r"^[^\W\d_]", "began with a letter", listed and all(text[:1].isdecimal() for text in texts)),
    ):
        if texts and asked and not any(re.search(pattern, text) for text in texts):
            yield Guard("output", ANSWER, None, f"no value {told}", len(outputs), nowhere(pattern, outputs))
    lists = [output for output in outputs if isinstance(output, list)]
    varied = len(lists) == len(outputs) and len(set(map(len, lists))) > 1
    if varied and not any("" in output for output in lists):
        reason = "no item was empty"
        yield Guard("output", ANSWER, "no empty item", reason, len(outputs), f"'' not in {ANSWER}")
    yield from _fractions(program, outputs)
    keys = [key for output in outputs for key in (output if isinstance(output, dict) else (None,))]
    paired = all(isinstance(key, str) and key.count("(") == key.count(")") for key in keys)
    if paired and len(set(keys)) > len(outputs):
        reason = "no key had half a pair of brackets"
        condition = f"all(key.count('(') == key.count(')') for key in {ANSWER})"
        yield Guard("output", ANSWER, "brackets in pairs", reason, len(outputs), condition)
    above = all(type(output) in (int, float) and output >= 0 for output in outputs)
    if above and (0 in outputs or _takes_off(program)):
        reason = f"{ANSWER} was never below zero"
        yield Guard("output", ANSWER, ">= 0", reason, len(outputs), f"{ANSWER} >= 0")
    if _picks_amount(program) and all(type(output) is float and output > 0 for output in outputs):
        yield Guard("output", ANSWER, "not 0", f"{ANSWER} was never zero", len(outputs), f"{ANSWER} != 0")
    yield from _signs(names, rows, program)


def _takes_off(program: Expr) -> bool:
    """Whether a constant is taken off a number, of which there may be less: what is free, or a time that is owed."""
    return any(
        each.operator.name == "plus" and str(getattr(each.arguments[1], "value", "")).startswith("-")
        for each in applications(program)
    )


def _picks_amount(program: Expr) -> bool:
    """Whether a program takes one of several amounts, however many there are: a zero among them may stand for none."""
    used = list(applications(program))
    several = any(each.operator is NUMBER_AT and each.arguments[2] == Const(0) for each in used)
    return several and {each.operator.name for each in used} <= PICKING


def _holds(pattern: str, rows: Sequence[Sequence[Any]]) -> bool:
    return any(re.search(pattern, str(value)) for row in rows for value in row)


def _goes_to_line_end(program: Expr) -> bool:
    """Whether a program takes what stands in a line behind something, whatever it is."""
    parts = [part for each in applications(program) for part in each.arguments]
    return any(isinstance(part, Const) and r"[^\n]" in str(part.value) for part in parts)


def _hosts(texts: Sequence[str]) -> bool:
    """Whether all texts are names of hosts, not all of them of this machine or network."""
    return any(map(_is_domain, texts)) and all(re.fullmatch(NAME, text) for text in texts)


def _is_domain(text: str) -> bool:
    return "." in text and re.search(r"[^\W\d_]", text) is not None


def _addresses(rows: Sequence[Sequence[Any]], texts: Sequence[str]) -> bool:
    """Whether all texts are hosts or mail addresses, out of mail or web addresses, where case says nothing."""
    told = [any(re.search(ADDRESS, str(value)) for value in row) for row in rows]
    named = (re.fullmatch(rf"(?:\S+@)?{NAME}", text) and _is_domain(text) for text in texts)
    return all(told) and bool(texts) and all(named)


def _takes_off_www(program: Expr) -> bool:
    parts = [part for each in applications(program) for part in each.arguments]
    return any(isinstance(part, Const) and "www" in str(part.value) for part in parts)


def _fractions(program: Expr, outputs: Sequence[Any]) -> Iterator[Guard]:
    """A number that is computed ends where all did; a product is as short as they were, or as amounts are."""
    if isinstance(program, Input):
        return
    numbers = [value for output in outputs for value in values_of(output) if type(value) is float]
    if not numbers or any(round(number, PLACES) != number for number in numbers):
        return
    places, reason = PLACES, "no number had decimals without end"
    if any(map(_multiplies, applications(program))):
        places = next(each for each in range(CENTS, PLACES + 1) if all(round(n, each) == n for n in numbers))
        reason = f"no number had more than {places} decimals"
    condition = everywhere(f"round(each, {places}) == each", "float", outputs)
    yield Guard("output", ANSWER, f"{places} decimals", reason, len(outputs), condition)


def _multiplies(part: Apply) -> bool:
    """Whether a part makes decimals that were not there, but for percentages and the like, which are exact."""
    powers = [each for each in part.arguments if isinstance(each, Const) and POWER.fullmatch(str(each.value))]
    return part.operator.name in MULTIPLYING and not powers


def _signs(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> Iterator[Guard]:
    """A number that is written without its sign is below zero, where all were."""
    for each in applications(program):
        if each.operator is not SIZE:
            continue
        for index in sorted(set(inputs_of(each))):
            column = [row[index] for row in rows]
            if all(type(value) in (int, float) and value < 0 for value in column):
                reason = f"{names[index]} was always below zero"
                yield Guard("range", names[index], "< 0", reason, len(rows), f"{names[index]} < 0")


def capital_guards(name: str, column: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No word in capitals among others that is put in title case, where there was none: it may be an abbreviation."""
    if not any(operator.name in CASED for operator in operators(program)):
        return []
    read = [each for each in applications(program) if Input(index) in each.arguments]
    whole = all(each.operator.name in ("tokens", "words", *CASED) for each in read)
    if not read or not whole or any(re.search(CAPITALS, value) for value in column):
        return []
    condition = f"re.search({CAPITALS!r}, {name}) is None or re.search({SMALL!r}, {name}) is None"
    return [Guard("format", name, "no capitals", f"{name} had no word in capitals", len(column), condition)]
