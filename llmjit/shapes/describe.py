"""Shapes as text for a person, and as Python annotations."""

from __future__ import annotations

from llmjit.shapes.bounds import Choices, Interval
from llmjit.shapes.shape import DictShape, ListShape, Shape
from llmjit.shapes.text import TextShape
from llmjit.shapes.tokens import Pattern, Token

_NAMES = {"upper": "A", "lower": "a", "digit": "9", "foreign": "à", "letter": "L", "word": "W", "field": "…"}


def describe(shape: Shape) -> str:
    """The shape in one line: ``int 0..9 | str "9{6}"``; ``any`` is top, ``never`` is bottom."""
    if shape.anything:
        return "any"
    parts = [*_scalars(shape)]
    if shape.text is not None:
        parts.append(f"str{_text(shape.text)}")
    parts += ["date"] * shape.date + ["datetime"] * shape.moment
    if shape.sequence is not None:
        parts.append(_list(shape.sequence))
    if shape.mapping is not None:
        parts.append(_dict(shape.mapping))
    return " | ".join([*parts, *sorted(shape.others)]) or "never"


def annotation(shape: Shape) -> str:
    """The shape as a Python type expression: ``list[str] | None``, ``Any``, ``Never``."""
    if shape.anything or shape.others:
        return "Any"
    names = []
    for kind in shape.kinds:
        if kind == "list" and shape.sequence is not None:
            names.append(f"list[{_inner(shape.sequence.element)}]")
        elif kind == "dict" and shape.mapping is not None:
            names.append(f"dict[{_inner(shape.mapping.keys)}, {_inner(shape.mapping.values)}]")
        else:
            names.append(kind)
    return " | ".join(names) or "Never"


def pattern_text(pattern: Pattern) -> str:
    """A pattern for a person: A upper, a lower, 9 digit, L letter, W word, anything else itself."""
    return "".join(map(_token, pattern))


def span_text(span: Interval) -> str:
    """``3``, ``1..9``, ``1..`` or the empty text for no limit."""
    if span.exact:
        return f"{span.low}"
    if span.low is None and span.high is None:
        return ""
    return f"{'' if span.low is None else span.low}..{'' if span.high is None else span.high}"


def _inner(shape: Shape) -> str:
    text = annotation(shape)
    return "Any" if text == "Never" else text


def _scalars(shape: Shape) -> list[str]:
    parts = ["None"] * shape.none
    if shape.booleans:
        parts.append("bool" if len(shape.booleans) == 2 else str(*shape.booleans))
    if shape.integer is not None:
        parts.append(f"int {_choices(shape.integer.choices) or span_text(shape.integer.range)}".rstrip())
    if shape.real is not None:
        span = "" if shape.real.range is None else span_text(shape.real.range)
        parts.append(" ".join(filter(None, ("float", span, "nan" * shape.real.nan))))
    return parts


def _text(shape: TextShape) -> str:
    if shape.choices is not None:
        return " " + _choices(shape.choices)
    found = shape.pattern
    if found is not None:
        return f' "{pattern_text(found[1])}"'
    span = span_text(shape.length)
    affix = f" {shape.prefix!r}…{shape.suffix!r}" if shape.prefix or shape.suffix else ""
    return (f" of {span}" if span not in ("", "0..") else "") + affix


def _token(token: Token) -> str:
    if token.texts is not None and len(token.texts) == 1:
        return str(*token.texts)
    if token.texts is not None:
        return f"({'|'.join(sorted(token.texts))})"
    name = _NAMES.get(token.kind, " " if token.kind == "space" else token.kind)
    span = span_text(token.length)
    return name if span == "1" else f"{name}{{{span}}}"


def _choices(choices: Choices) -> str:
    if choices is None:
        return ""
    return "{" + ", ".join(sorted(map(repr, choices))) + "}"


def _list(shape: ListShape) -> str:
    span = span_text(shape.length)
    return f"list[{describe(shape.element)}]" + (f" of {span}" if span not in ("", "0..") else "")


def _dict(shape: DictShape) -> str:
    if shape.fields is None:
        return f"dict[{describe(shape.keys)}, {describe(shape.values)}]"
    fields = (f"{name}{'' if f.required else '?'}: {describe(f.shape)}" for name, f in shape.fields)
    return "{" + ", ".join(fields) + "}"
