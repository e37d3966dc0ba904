"""Regular expressions from the shapes of texts, and a proof that matching one takes linear time.

A pattern made here is a row of runs, each one character class repeated once or more (or a fixed number of
times) or a literal. Matching needs no backtracking when no run can be entered in two ways: a repeated class
has no character in common with the class that may follow it. `is_linear` checks exactly that on any pattern,
and nothing that it does not understand passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from llmjit.shapes.tokens import CLASSES, Pattern, Token

codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

LETTER_CLASSES = {"upper": "A-Z", "lower": "a-z", "digit": "0-9", "foreign": ""}
SAMPLE = [chr(code) for code in range(0x250)] + list("ΩЖжא中あ한²٣०ªº€—“”…\u2028\ud800😀")
"""Characters that tell apart the classes that occur in patterns here."""
_ESCAPED = re.compile(r"\\[xuUN0-9]")
"""Characters by number, and references: not read."""


def regex_of(pattern: Pattern, classes: frozenset[str], literals: bool, widths: bool) -> str:
    """A pattern for texts cut like these.

    ``classes`` are the kinds of letters and digits seen anywhere, no other may occur in runs that could hold
    any. ``literals`` keeps runs that were always the same text, unless
    digits, which vary by nature; ``widths`` the lengths that never varied.
    """
    return "".join(_run(token, classes, literals, widths) for token in pattern)


def _run(token: Token, classes: frozenset[str], literals: bool, widths: bool) -> str:
    known = token.kind in CLASSES
    if not known:
        return escape(token.kind)
    only = next(iter(token.texts)) if token.texts is not None and len(token.texts) == 1 else None
    if literals and only is not None and not any(map(str.isdigit, only)):
        return escape(only)
    if token.kind == "space" and token.length.exact and token.length.low == 1:
        return " "
    source = _class(token.kind, classes)
    single = token.kind == "upper" and token.length.exact and token.length.low == 1
    if single or (widths and token.length.exact):
        width = int(token.length.low or 0)
        return source if width == 1 else f"{source}{{{width}}}"
    return f"{source}+"


def _class(kind: str, classes: frozenset[str]) -> str:
    """The class of a run, narrowed to the kinds of characters that were seen."""
    allowed = {"letter": ("upper", "lower"), "word": ("upper", "lower", "digit")}.get(kind)
    if allowed is None or "foreign" in classes:
        return CLASSES[kind]
    seen = "".join(LETTER_CLASSES[name] for name in allowed if name in classes)
    return f"[{seen}]" if seen else CLASSES[kind]


def escape(text: str) -> str:
    """As `re.escape`, but a space stays a space and only what must be escaped is."""
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", text).replace("\n", r"\n").replace("\t", r"\t")


def charset(characters: frozenset[str]) -> str:
    """A class of the named kinds (upper, lower, digit, foreign, symbol) and single characters."""
    known = "".join(LETTER_CLASSES[name] for name in ("upper", "lower", "digit") if name in characters)
    singles = sorted(name for name in characters if len(name) == 1)
    body = known + "".join(_in_class(single) for single in singles)
    if "foreign" in characters:
        body += "\xaa-\uffff"
    return f"[{body}]" if body else ""


def _in_class(character: str) -> str:
    named = {"\n": r"\n", "\t": r"\t", "\r": r"\r"}
    if character in named:
        return named[character]
    return f"\\{character}" if character in "\\]^-[&~|" else character


@lru_cache(maxsize=4096)
def is_linear(source: str) -> bool:
    """Whether matching is certain to take time linear in the text (times the pattern's own length).

    Only rows of characters, classes and groups without choice are understood; each repeated class must be
    disjoint from whatever may come next, and no repetition may hold another.
    """
    if _ESCAPED.search(source):
        return False
    try:
        items = list(_flatten(parser.parse(source), frozenset({*SAMPLE, *source})))
    except (re.error, _NotUnderstood, RecursionError, OverflowError):
        return False
    for index, (characters, low, high) in enumerate(items):
        if low == high:
            continue
        for other, least, _ in items[index + 1 :]:
            if characters & other:
                return False
            if least > 0:
                break
    return True


class _NotUnderstood(Exception):
    """The pattern has something that we make no promise about."""


def _flatten(parsed: Any, pool: frozenset[str]) -> Sequence[tuple[frozenset[str], int, int]]:
    """The row of (characters, least, most) that a parsed pattern is."""
    out: list[tuple[frozenset[str], int, int]] = []
    for code, value in parsed:
        if code is codes.MAX_REPEAT:
            low, high, inner = value
            row = _flatten(inner, pool)
            if len(row) != 1 or row[0][1:] != (1, 1):
                raise _NotUnderstood
            out.append((row[0][0], low, min(high, 2**31)))
        elif code is codes.SUBPATTERN:
            out += _flatten(value[-1], pool)
        elif code is codes.AT:
            continue
        else:
            out.append((_characters(code, value, pool), 1, 1))
    return out


def _characters(code: Any, value: Any, pool: frozenset[str]) -> frozenset[str]:
    """Those characters of the pool that one item matches; the pool has all that the pattern names."""
    if code is codes.LITERAL:
        return frozenset({chr(value)})
    if code is codes.NOT_LITERAL:
        return pool - {chr(value)}
    if code is codes.ANY:
        return pool
    if code is codes.IN:
        return _inside(value, pool)
    raise _NotUnderstood


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


@lru_cache(maxsize=256)
def _of_category(category: Any, pool: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(re.compile(_CATEGORIES[category]).fullmatch, pool))


def _inside(items: Any, pool: frozenset[str]) -> frozenset[str]:
    negated = bool(items) and items[0][0] is codes.NEGATE
    found: set[str] = set()
    for code, value in items[negated:]:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.RANGE:
            found |= {character for character in pool if value[0] <= ord(character) <= value[1]}
        elif code is codes.CATEGORY:
            found |= _of_category(value, pool)
        else:
            raise _NotUnderstood
    return pool - found if negated else pool & found
