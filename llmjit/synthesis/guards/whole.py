"""Guards on cells that are copied whole into an answer that puts several together: their form says little.

A name goes into a greeting whether it is ``Lopez``, ``O'Hara`` or ``von Hagen``. What may matter is whether there
is something to copy, how it is written (all in capitals, with spaces around it), and which marks it holds where the
answers are names for machines, such as mail addresses and paths: these are held to what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.shapes import shape_of_all
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of
from llmjit.synthesis.guards.texts import text_guards

LETTER = r"[^\W\d_]"
CODE = re.compile(r"[\"'`=?%\\{}$&^~*]|<[\w/!]|://")
"""Marks beside which a text may have to be written otherwise: quotes, tags, queries."""
SEPARATORS = frozenset(",;|\t:")
"""Marks that cells of lines have between them if no space is beside them."""
BRACKETS = "[]"
"""Marks that a cell beside them does not hold unless one did."""
QUOTED = "<>,;"
"""Marks for which the names of mailboxes are put in quotes."""
CASES = (("islower", "in small letters"), ("isupper", "in capitals"))
WRITTEN = frozenset({"format_number", "unanimous", "text"})
INITIALS = r"[^\W\d_]\.(?: ?[^\W\d_]\.)*"
"""What is written in capitals wherever names are."""
FEW = 3
"""Fewer cells say nothing of the letter case."""
GROUPED = 4
"""Whole numbers with fewer digits show nothing of how longer ones are written."""


def pieces(program: Expr) -> tuple[Expr, ...]:
    """What a program puts together: the parts of a concatenation, or the cells that are joined where filled."""
    if not isinstance(program, Apply):
        return (program,)
    if program.operator.name == "join_filled" and isinstance(program.arguments[1], Apply):
        return (program.arguments[0], *program.arguments[1].arguments)
    if program.operator.name != "concat":
        return (program,)
    return tuple(piece for part in program.arguments for piece in _optional(part))


def _optional(part: Expr) -> tuple[Expr, ...]:
    """What a part is made of that is there only where a cell is filled."""
    if isinstance(part, Apply) and part.operator.name == "if" and part.arguments[2] == Const(""):
        test, filled, _ = part.arguments
        if isinstance(test, Apply) and test.operator.name == "present":
            return pieces(filled)
    return (part,)


def copied_whole(program: Expr, index: int) -> bool:
    """Whether a program of several parts copies an input whole, and does nothing else with it."""
    parts = pieces(program)
    varying = [part for part in parts if not isinstance(part, Const)]
    if len(varying) < 2 or Input(index) not in parts:
        return False
    if any(isinstance(part, Const) and CODE.search(str(part.value)) for part in parts):
        return False
    return all(part == Input(index) or index not in inputs_of(part) for part in parts)


def whole_cells(program: Expr, rows: Sequence[Sequence[Any]]) -> frozenset[int]:
    """The inputs of words that a program copies whole."""
    return frozenset(
        index
        for index in set(inputs_of(program))
        if copied_whole(program, index)
        and all(isinstance(row[index], str) for row in rows)
        and worded([row[index] for row in rows])
    )


def takes_apart(doubt: Expr, cells: frozenset[int]) -> bool:
    """Whether a program that doubts another takes apart one of the cells that the other copies whole.

    What it does to the cell, or the part of it that it takes, made no difference in any observation. Marks at its
    ends may be one too many all the same, beside those that the program adds.
    """
    if not cells:
        return False
    taken = (part for part in pieces(doubt) if not isinstance(part, Input) and not _trimmed(part))
    return any(cells.intersection(inputs_of(part)) for part in taken)


def _trimmed(part: Expr) -> bool:
    return (
        isinstance(part, Apply) and part.operator.name == "strip_of" and isinstance(part.arguments[0], Input)
    )


def begins_whole(program: Expr) -> bool:
    """Whether an answer begins with a cell that is copied whole, or is all words of a text in one letter case."""
    first = pieces(program)[0]
    return _joins_words(program) or (isinstance(first, Input) and copied_whole(program, first.index))


def _joins_words(program: Expr) -> bool:
    if not isinstance(program, Apply) or program.operator.name != "join":
        return False
    words = program.arguments[1]
    if not isinstance(words, Apply) or words.operator.name != "map":
        return False
    listed, change = words.arguments
    cased = isinstance(change, Apply) and change.operator.name in CASED and change.arguments == (Item(),)
    return (
        cased
        and isinstance(listed, Apply)
        and listed.operator.name in ("tokens", "words", "fields", "items_of")
    )


def holds_whole(program: Expr) -> bool:
    """Whether an answer holds a cell that is copied whole: its own guards say what it may look like."""
    return any(isinstance(part, Input) and copied_whole(program, part.index) for part in pieces(program))


def put_together(program: Expr) -> bool:
    """Whether an answer is nothing but cells copied whole, numbers that the program writes, and constants."""
    parts = [part for part in pieces(program) if not isinstance(part, Const)]
    copies = [part for part in parts if isinstance(part, Input) and copied_whole(program, part.index)]
    others = [part for part in parts if not isinstance(part, Input)]
    return bool(copies) and len(copies) + len(others) == len(parts) and all(map(_written, others))


def _written(part: Expr) -> bool:
    return isinstance(part, Apply) and part.operator.name in WRITTEN


def worded(seen: Sequence[Any]) -> bool:
    """Whether cells are words rather than numbers."""
    filled = [text for text in seen if text]
    return bool(filled) and any(re.search(LETTER, text) for text in filled)


CASED = frozenset({"lower", "upper"})
CASELESS = CASED | {"parse_base", "small_initial"}
BLIND = frozenset(
    {"cut", "head", "take", "replace", "substitute", "strip", "squeeze", "strip_of", "unaccent"}
)
"""Operators that do the same to a text in any letter case, if their constants name no letters."""


def any_case(program: Expr, index: int) -> bool:
    """Whether the letter case of an input is nothing to the program, which puts all letters in one, or reads digits."""
    uses = list(_uses(program, index, False))
    return bool(uses) and all(uses)


def _uses(expr: Expr, index: int, cased: bool) -> Iterator[bool]:
    if isinstance(expr, Input):
        if expr.index == index:
            yield cased
        return
    if not isinstance(expr, Apply):
        return
    kept = cased and expr.operator.name in BLIND and not _names_letters(expr)
    for argument in expr.arguments:
        yield from _uses(argument, index, kept or expr.operator.name in CASELESS)


def _names_letters(expr: Apply) -> bool:
    constants = [str(each.value) for each in expr.arguments if isinstance(each, Const)]
    return any(re.search(LETTER, re.sub(r"\\[WwDdSs]", "", text)) for text in constants)


def initials(program: Expr, index: int) -> bool:
    """Whether a program takes the first letter of an input, and nothing else of it."""
    uses = [each for each in applications(program) if Input(index) in each.arguments]
    return bool(uses) and all(
        each.operator.name == "small_initial"
        or (each.operator.name == "head" and each.arguments[1] == Const(1))
        for each in uses
    )


def initial_guards(name: str, seen: Sequence[str], cased: bool) -> list[Guard]:
    """A text of which the first letter is taken begins with one, and has no points, as titles have, if none had.

    It is in the letter case seen, but where all letters are put in one.
    """
    guards = []
    if all(text[:1].isalpha() for text in seen):
        condition = f"{name}[:1].isalpha()"
        guards.append(Guard("format", name, "a letter", f"{name} began with a letter", len(seen), condition))
    for test, called in (("isupper", "a capital"), ("islower", "a small letter")):
        if not cased and all(getattr(text[:1], test)() for text in seen):
            condition = f"{name}[:1].{test}()"
            guards.append(Guard("format", name, called, f"{name} began with {called}", len(seen), condition))
    if not any("." in text for text in seen):
        condition = f"'.' not in {name}"
        guards.append(Guard("format", name, "no point", f"{name} never held a point", len(seen), condition))
    return guards


def cased_form(name: str, seen: Sequence[str]) -> list[Guard]:
    """Guards on the form of texts whose letter case does not matter, in small letters."""
    lowered = [text.lower() for text in seen]
    shape = shape_of_all(lowered).text
    if shape is None:
        return []
    found = []
    for guard in text_guards(f"{name}.lower()", lowered, shape, "format", alike=True):
        condition = guard.condition
        if condition.startswith("re.fullmatch("):
            # Other parts read the runs of a form out of conditions on whole texts; this is none.
            source = f"{guard.expected}\\Z"
            condition = f"re.match({source!r}, {name}.lower()) is not None"
        reason = guard.reason.replace(f"{name}.lower()", f"{name}, in small letters,")
        found.append(replace(guard, subject=name, condition=condition, reason=reason))
    return found


def long_numbers(name: str, seen: Sequence[str]) -> list[Guard]:
    """Whole numbers that are copied may be longer: how the longest are written was seen."""
    if not all(re.fullmatch(r"[1-9][0-9]+", text) and len(text) >= GROUPED for text in seen):
        return []
    source = r"[0-9]+"
    reason = f"{name} was a whole number of {GROUPED} digits or more"
    condition = f"len({name}) >= {GROUPED} and re.fullmatch({source!r}, {name}) is not None"
    return [Guard("format", name, source, reason, len(seen), condition)]


def whole_guards(name: str, seen: Sequence[str], answers: Sequence[Any], program: Expr) -> list[Guard]:
    """Guards on cells of words that are copied whole, or not looked at.

    None is blank, has other spaces, is in a letter case never seen, or holds what separates cells in the answer.
    """
    filled = [text for text in seen if text.strip()]
    demands = (*_written_alike(name, filled, seen, program), *_marks(name, filled, answers, program))
    return [
        Guard("format", name, expected, f"{name} {reason}", len(seen), condition)
        for expected, reason, condition in demands
    ]


Demand = tuple[str, str, str]
"""What is expected, the reason, the condition."""


def _written_alike(name: str, filled: Sequence[str], seen: Sequence[str], program: Expr) -> Iterator[Demand]:
    skipped = isinstance(program, Apply) and program.operator.name == "join_filled"
    unless = f"not {name}.strip() or " if len(filled) < len(seen) else f"not {name} or " * skipped
    spaces = r"^\s|\s\s|[^\S ]|\s$"
    if all(re.search(LETTER, text) for text in filled):
        yield "a letter", "always had a letter", f"{unless}re.search({LETTER!r}, {name}) is not None"
    elif not unless:
        yield "not blank", "was never blank", f"{name}.strip() != ''"
    if not any(re.search(spaces, text) for text in seen):
        condition = f"re.search({spaces!r}, {name}) is None"
        yield "single spaces", "had single spaces between words alone", condition
    for test, called in CASES:
        if len(filled) >= FEW and not any(getattr(text, test)() for text in filled):
            initials = f" or re.fullmatch({INITIALS!r}, {name}) is not None" * (test == "isupper")
            yield f"not {called}", f"was never {called} alone", f"not {name}.{test}(){initials}"
    if len(filled) >= FEW and not any(re.search("[A-Z]", text) for text in filled):
        yield "no capitals", "never had capitals", f"re.search('[A-Z]', {name}) is None"


def _marks(name: str, filled: Sequence[str], answers: Sequence[Any], program: Expr) -> Iterator[Demand]:
    constants = {str(part.value) for part in pieces(program) if isinstance(part, Const)}
    mailboxes = any("<" in text for text in constants)
    brackets = {mark for mark in BRACKETS if any(mark in text for text in constants)}
    for mark in sorted(brackets | constants & SEPARATORS | set(QUOTED if mailboxes else "")):
        if not any(mark in text for text in filled):
            yield f"no {mark!r}", f"never held {mark!r}, which separates cells", f"{mark!r} not in {name}"
    copied = any(isinstance(part, Input) for part in pieces(program))
    if copied and not any(re.search(r"\s", str(answer)) for answer in answers):
        marks = "".join(sorted(set(re.findall(r"[^\w.-]", "".join(filled)))))
        foreign = any(not text.isascii() for text in filled)
        letters = r"\w" if foreign else "A-Za-z0-9_"
        condition = f"re.search({f'[^{letters}{re.escape(marks)}.-]'!r}, {name}) is None"
        yield "no other marks", "had no other marks", condition
