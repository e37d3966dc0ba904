"""Shapes as hypothesis strategies: values inside a shape, and values just outside it.

For tests alone: this module needs hypothesis, and nothing else in the package imports it.
"""

from __future__ import annotations

import math
import string
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from llmjit.shapes.bounds import Interval
from llmjit.shapes.observe import contains
from llmjit.shapes.shape import BOTTOM, DictShape, ListShape, Shape
from llmjit.shapes.text import TextShape
from llmjit.shapes.tokens import Pattern, Token

ROOM = 6
"""How far an unbounded length goes beyond its lower end."""

_ALPHABETS = {
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "digit": string.digits,
    "letter": string.ascii_letters + "éßñ",
    "word": string.ascii_letters + string.digits,
    "foreign": "éßñÅΩ",
    "space": " ",
    "field": string.ascii_letters + string.digits + " .-_'",
    "symbol": "€—…",
}

JSON_LIKE: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
"""Any value a site may see."""


def inside(shape: Shape) -> SearchStrategy[Any]:
    """Values of the shape; a union draws from each of its kinds."""
    if shape.anything:
        return JSON_LIKE
    parts: list[SearchStrategy[Any]] = [*_scalars(shape)]
    if shape.text is not None:
        parts.append(_texts(shape.text))
    if shape.date:
        parts.append(st.dates())
    if shape.moment:
        parts.append(st.datetimes())
    if shape.sequence is not None:
        parts.append(_lists(shape.sequence))
    if shape.mapping is not None:
        parts.append(_dicts(shape.mapping))
    return st.one_of(parts).filter(lambda value: contains(shape, value))


def outside(shape: Shape, near: SearchStrategy[Any] | None = None) -> SearchStrategy[Any]:
    """Values not of the shape: any others, and values inside that were changed a little."""
    base = inside(shape) if near is None else near
    texts = base.filter(lambda value: isinstance(value, str))
    changed = st.builds(_change, texts, st.integers(0, 10**6), st.sampled_from(_EDITS))
    source = JSON_LIKE | changed if shape.text is not None else JSON_LIKE
    return source.filter(lambda value: not contains(shape, value))


_EDITS = ("drop", "double", "case", "digit", "space", "comma", "prefix", "suffix", "empty")


def _change(text: str, place: int, edit: str) -> str:
    at = place % (len(text) + 1)
    head, middle, tail = text[:at], text[at : at + 1], text[at + 1 :]
    table = {
        "drop": head + tail,
        "double": head + middle * 2 + tail,
        "case": head + middle.swapcase() + tail,
        "digit": head + "7" + tail,
        "space": head + " " + middle + tail,
        "comma": head + "," + middle + tail,
        "prefix": "-" + text,
        "suffix": text + "\n",
        "empty": "",
    }
    return table[edit]


def _span(span: Interval, floor: int = 0) -> tuple[int, int]:
    low = floor if span.low is None else max(floor, math.ceil(span.low))
    return low, max(low, low + ROOM if span.high is None else math.floor(span.high))


def _scalars(shape: Shape) -> list[SearchStrategy[Any]]:
    parts: list[SearchStrategy[Any]] = [st.none()] * shape.none
    if shape.booleans:
        parts.append(st.sampled_from(sorted(shape.booleans)))
    if shape.integer is not None:
        parts.append(_integers(shape.integer.range, shape.integer.choices))
    if shape.real is not None and shape.real.range is not None:
        low, high = shape.real.range.low, shape.real.range.high
        parts.append(st.floats(low, high, allow_nan=False))
    if shape.real is not None and shape.real.nan:
        parts.append(st.just(math.nan))
    return parts


def _integers(span: Interval, choices: frozenset[int] | None) -> SearchStrategy[int]:
    if choices is not None:
        return st.sampled_from(sorted(choices))
    low = None if span.low is None else math.ceil(span.low)
    high = None if span.high is None else math.floor(span.high)
    return st.integers(low, high)


def _texts(shape: TextShape) -> SearchStrategy[str]:
    if shape.choices is not None:
        return st.sampled_from(sorted(shape.choices))
    found = shape.pattern
    if found is not None:
        return _from_pattern(found[1])
    low, high = _span(shape.length)
    if shape.neighbours:
        return _walk(shape.neighbours, shape.prefix, shape.suffix, high)
    affixes = shape.prefix, shape.suffix
    room = max(0, min(high, low + 40) - len(shape.prefix) - len(shape.suffix))
    need = max(0, min(room, low - len(shape.prefix) - len(shape.suffix)))
    middle = st.text(_alphabet(shape), min_size=need, max_size=room)
    return middle.map(lambda text: affixes[0] + text + affixes[1])


@st.composite
def _walk(draw: st.DrawFn, pairs: frozenset[tuple[str, str]], prefix: str, suffix: str, longest: int) -> str:
    """A walk over the kinds of tokens that may stand side by side, from one end of the text to the other."""
    following: dict[str, list[str]] = {}
    for left, right in sorted(pairs):
        following.setdefault(left, []).append(right)
    out, kind = "", "^^"
    while True:
        ways = following.get(kind, ["$$"])
        done = "$$" in ways and len(out) >= min(longest, 40)
        kind = "$$" if done or len(out) > 60 else draw(st.sampled_from(ways))
        if kind == "$$":
            break
        most = max(1, min(3, longest - len(out)))
        run = st.text(st.sampled_from(_ALPHABETS.get(kind, kind)), min_size=1, max_size=most)
        out += draw(run) if kind in _ALPHABETS else kind
    return prefix + out[len(prefix) :] + ("" if out.endswith(suffix) else suffix)


def _alphabet(shape: TextShape) -> SearchStrategy[str]:
    if shape.classes is None:
        return st.characters(codec="utf-8")
    return st.sampled_from(sorted("".join(_ALPHABETS.get(name, name) for name in shape.classes) or " "))


def _from_pattern(pattern: Pattern) -> SearchStrategy[str]:
    return st.tuples(*map(_from_token, pattern)).map("".join)


def _from_token(token: Token) -> SearchStrategy[str]:
    if token.texts is not None:
        return st.sampled_from(sorted(token.texts))
    low, high = _span(token.length, 1)
    alphabet = _ALPHABETS.get(token.kind, token.kind)
    return st.text(st.sampled_from(alphabet), min_size=low, max_size=min(high, low + 40))


def _lists(shape: ListShape) -> SearchStrategy[list[Any]]:
    low, high = _span(shape.length)
    return st.lists(inside(shape.element), min_size=low, max_size=high)


def _dicts(shape: DictShape) -> SearchStrategy[dict[str, Any]]:
    if shape.fields is None:
        if shape.keys == BOTTOM or shape.values == BOTTOM:
            return st.just({})
        return st.dictionaries(inside(shape.keys), inside(shape.values), max_size=3)
    known = {name: inside(field.shape) for name, field in shape.fields}
    required = {name for name, field in shape.fields if field.required}
    return st.fixed_dictionaries(
        {name: known[name] for name in sorted(required)},
        optional={name: known[name] for name in sorted(known.keys() - required)},
    )
