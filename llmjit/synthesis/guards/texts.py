"""Guards on texts, of inputs and of answers: which of what was always so is worth insisting on.

What a guard may cost was decided by measurement (``python -m benchmarks guards``), see the package docstring.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.shapes import LEVELS, Interval, Token, shape_of_all
from llmjit.shapes.shape import Shape
from llmjit.shapes.text import TextShape, character_class
from llmjit.synthesis.expr import Const, Expr, Input, applications
from llmjit.synthesis.strings.operators import TOKENS
from llmjit.synthesis.strings.patterns import charset, is_linear, regex_of

FEW = 3
"""Below this many observations what they share is insisted on most strictly."""
LITERALS = 5
"""From this many on, a run of text that never varied is part of the format."""
WIDTHS = 3
"""From this many on, a format all of whose runs had fixed lengths keeps them."""
RIGID = 6
"""Shorter formats of fixed widths are chance."""
LETTERS = frozenset({"upper", "lower", "foreign"})
ANY_LETTERS = LETTERS | {"digit"}
"""What a text without a form may hold if it holds letters: of such rows with kinds of letters never seen, the
programs of the development tasks and our own answered 96 rightly, and 5 wrongly, all of one task that names A to Z."""

_NAMED = {
    "upper": "capitals",
    "lower": "small letters",
    "digit": "digits",
    "foreign": "letters beyond A to Z",
}


def text_guards(
    name: str, seen: Sequence[str], shape: TextShape, kind: str, literals: bool = False, alike: bool = False
) -> list[Guard]:
    """Guards on one text; ``kind`` is ``format`` for inputs and ``output`` for answers.

    With ``literals``, runs that never varied are kept however few the observations are. ``alike`` says that all
    letters are the same to the program.
    """
    count = len(seen)
    found = shape.pattern
    classes = shape.classes or frozenset()
    if alike and classes & LETTERS:
        classes |= ANY_LETTERS if kind == "format" else {"foreign"}
    if found is not None and LEVELS[found[0]] == "fields" and kind == "format" and not literals:
        marks = tuple(dict.fromkeys(token.kind for token in found[1] if token.kind != "field"))
        return _marks(name, marks, count) + _letters(name, classes, count, kind)
    if found is not None and len(found[1]) <= 60:
        source = _format(found[0], shape, count, shape.classes or frozenset(), literals)
        if is_linear(source):
            reason = f"{name} had this form in all {count} observations"
            expected = source
            condition = f"re.fullmatch({source!r}, {name}) is not None"
            guards = [Guard(kind, name, expected, reason, count, condition)]
            if LEVELS[found[0]] == "fields":
                guards += _letters(name, classes, count, kind)
            return guards
    if kind == "output":
        return _answers(name, seen, classes, count)
    guards = _letters(name, classes, count, kind)
    if all(text.strip() for text in seen):
        reason = f"{name} was never blank"
        guards.append(Guard("length", name, "not blank", reason, count, f"{name}.strip() != ''"))
    return guards


def _marks(name: str, marks: tuple[str, ...], count: int) -> list[Guard]:
    """What cuts the text into fields occurs in it: how often, and where, matters to the program alone."""
    if not marks:
        return []
    condition = f"{marks[0]!r} in {name}" if len(marks) == 1 else f"all(mark in {name} for mark in {marks!r})"
    listed = ", ".join(map(repr, marks))
    return [Guard("format", name, list(marks), f"{name} always held {listed}", count, condition)]


def cut_guards(name: str, seen: Sequence[str], marks: Sequence[str]) -> list[Guard]:
    """The marks at which a text is cut occur in it, where they always did: others have no parts."""
    always = [mark for mark in marks if all(mark in text for text in seen)]
    guards = [each for mark in always for each in _marks(name, (mark,), len(seen))]
    return guards + [each for mark in marks for each in _no_number(name, seen, mark)]


def _no_number(name: str, seen: Sequence[str], mark: str) -> list[Guard]:
    """No mark between two digits, where each had a blank behind it: it may belong to a number then."""
    if len(mark) != 1 or mark.isspace() or not any(mark in text for text in seen):
        return []
    if any(re.search(rf"{re.escape(mark)}\S", text) for text in seen):
        return []
    source = rf"[0-9]{re.escape(mark)}[0-9]"
    reason = f"{mark!r} never stood between two digits of {name}"
    condition = f"re.search({source!r}, {name}) is None"
    return [Guard("format", name, f"no match of {source}", reason, len(seen), condition)]


def _format(level: int, shape: TextShape, count: int, classes: frozenset[str], literals: bool) -> str:
    pattern = shape.patterns[level]
    assert pattern is not None
    rigid = all(map(_fixed, pattern)) and (shape.length.low or 0) >= RIGID
    widths = rigid and count >= WIDTHS and LEVELS[level] != "fields"
    return regex_of(pattern, classes, literals or count >= LITERALS, widths)


def _fixed(token: Token) -> bool:
    """Whether the length of a run looks like a rule: one digit looks like a small number."""
    return token.length.exact and (token.kind != "digit" or token.length != Interval(1, 1))


def letter_guards(name: str, seen: Sequence[Any], kind: str) -> list[Guard]:
    """The kinds of letters that were never seen, whatever the form."""
    shape = shape_of_all(seen).text
    return _letters(name, shape.classes or frozenset(), len(seen), kind) if shape is not None else []


def passed_over(name: str, seen: Sequence[str], index: int, program: Expr) -> list[Guard]:
    """No digits where a program takes all words of a text and no text had a word with digits to pass over."""
    if any(character.isdecimal() for text in seen for character in text):
        return []
    for each in applications(program):
        source = each.arguments[-1] if each.operator is TOKENS and each.arguments[0] == Input(index) else None
        if (
            isinstance(source, Const)
            and re.fullmatch(source.value, "a")
            and not re.fullmatch(source.value, "1")
        ):
            condition = f"re.search('[0-9]', {name}) is None"
            return [Guard("format", name, "no digits", f"{name} never had digits", len(seen), condition)]
    return []


def _letters(name: str, classes: frozenset[str], count: int, kind: str) -> list[Guard]:
    """No kind of letter or digit that was never seen."""
    missing = [each for each in ("upper", "lower", "digit", "foreign") if each not in classes]
    if not missing or len(missing) == 4:
        return []
    named = [_NAMED[each] for each in missing if not LETTERS.issubset(missing) or each not in LETTERS]
    listed = ", ".join(["letters"] * LETTERS.issubset(missing) + named)
    allowed = {"upper": "A-Z", "lower": "a-z", "digit": "0-9", "foreign": r"[^\W_A-Za-z0-9]"}
    ascii_part = "".join(allowed[each] for each in missing if each != "foreign")
    parts = [f"[{ascii_part}]"] * bool(ascii_part) + [allowed["foreign"]] * ("foreign" in missing)
    condition = f"re.search({'|'.join(parts)!r}, {name}) is None"
    return [Guard(kind, name, f"no {listed}", f"{name} never had {listed}", count, condition)]


def _answers(name: str, seen: Sequence[str], classes: frozenset[str], count: int) -> list[Guard]:
    """An answer of no fixed form: made of the characters seen, and beginning as they began."""
    if not all(seen) or "symbol" in classes:
        return []
    firsts = charset(frozenset(character_class(text[0]) for text in seen))
    rest = charset(classes)
    if not firsts or not rest:
        return []
    source = f"{firsts}{rest}*"
    reason = f"{name} was made of these characters alone in all {count} observations"
    return [Guard("output", name, source, reason, count, f"re.fullmatch({source!r}, {name}) is not None")]


def count_guards(name: str, seen: Sequence[str], shape: Shape, kind: str) -> list[Guard]:
    """How often delimiters occur, while there is little else to go by."""
    if len(seen) >= FEW or shape.text is None or shape.text.counts is None or shape.text.pattern is not None:
        return []
    out = []
    for delimiter, span in shape.text.counts:
        if span.exact:
            condition = f"{name}.count({delimiter!r}) == {span.low}"
        else:
            condition = f"{span.low} <= {name}.count({delimiter!r}) <= {span.high}"
        reason = f"{delimiter!r} occurred so often in {name} in all observations"
        expected = {"count": delimiter, "low": span.low, "high": span.high}
        out.append(Guard(kind, name, expected, reason, len(seen), condition))
    return out
