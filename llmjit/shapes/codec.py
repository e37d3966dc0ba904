"""Shapes as JSON values, exactly: the registry and the manifest keep them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from llmjit.shapes.bounds import Interval
from llmjit.shapes.shape import TOP, DictShape, Field, FloatShape, IntShape, ListShape, Shape
from llmjit.shapes.text import TextShape
from llmjit.shapes.tokens import Pattern, Token


def to_json(shape: Shape) -> dict[str, Any]:
    """The shape as a JSON object with sorted sets; kinds that do not occur are left out.

    Infinite ends of float ranges are written as ``Infinity``, as Python's json does.
    """
    if shape.anything:
        return {"any": True}
    out: dict[str, Any] = {"none": True} if shape.none else {}
    if shape.booleans:
        out["bool"] = sorted(shape.booleans)
    if shape.integer is not None:
        out["int"] = {"range": _span(shape.integer.range), "choices": _sorted(shape.integer.choices)}
    if shape.real is not None:
        out["float"] = {
            "range": None if shape.real.range is None else _span(shape.real.range),
            "nan": shape.real.nan,
        }
    if shape.text is not None:
        out["str"] = _text_to_json(shape.text)
    if shape.sequence is not None:
        out["list"] = {"element": to_json(shape.sequence.element), "length": _span(shape.sequence.length)}
    if shape.mapping is not None:
        out["dict"] = _dict_to_json(shape.mapping)
    out |= {"date": True} if shape.date else {}
    out |= {"datetime": True} if shape.moment else {}
    return out | ({"others": sorted(shape.others)} if shape.others else {})


def from_json(data: dict[str, Any]) -> Shape:
    """The shape that `to_json` wrote; KeyError, TypeError or ValueError when it did not write this."""
    if data.get("any"):
        return TOP
    integer, real, sequence, mapping = (data.get(kind) for kind in ("int", "float", "list", "dict"))
    return Shape(
        bool(data.get("none")),
        frozenset(map(bool, data.get("bool", ()))),
        None if integer is None else IntShape(Interval(*integer["range"]), _set(integer["choices"])),
        None if real is None else FloatShape(_optional_span(real["range"]), bool(real["nan"])),
        None if data.get("str") is None else _text_from_json(data["str"]),
        bool(data.get("date")),
        bool(data.get("datetime")),
        None
        if sequence is None
        else ListShape(from_json(sequence["element"]), Interval(*sequence["length"])),
        None if mapping is None else _dict_from_json(mapping),
        frozenset(data.get("others", ())),
    )


def _span(span: Interval) -> list[float | None]:
    return [span.low, span.high]


def _optional_span(data: list[float | None] | None) -> Interval | None:
    return None if data is None else Interval(*data)


def _sorted(items: Iterable[Any] | None) -> list[Any] | None:
    return None if items is None else sorted(items)


def _set(items: Iterable[Any] | None) -> frozenset[Any] | None:
    return None if items is None else frozenset(items)


def _text_to_json(shape: TextShape) -> dict[str, Any]:
    patterns = [None if p is None else [_token_to_json(token) for token in p] for p in shape.patterns]
    counts = None if shape.counts is None else [[key, *_span(span)] for key, span in shape.counts]
    pairs = None if shape.neighbours is None else sorted(map(list, shape.neighbours))
    return {
        "length": _span(shape.length), "choices": _sorted(shape.choices),
        "prefix": shape.prefix, "suffix": shape.suffix, "classes": _sorted(shape.classes),
        "counts": counts, "patterns": patterns, "neighbours": pairs, "dates": sorted(shape.dates),
    }  # fmt: skip


def _token_to_json(token: Token) -> list[Any]:
    return [token.kind, *_span(token.length), _sorted(token.texts)]


def _pattern_from_json(data: list[list[Any]] | None) -> Pattern | None:
    if data is None:
        return None
    return tuple(Token(kind, Interval(low, high), _set(texts)) for kind, low, high, texts in data)


def _text_from_json(data: dict[str, Any]) -> TextShape:
    counts, pairs = data["counts"], data["neighbours"]
    return TextShape(
        Interval(*data["length"]),
        _set(data["choices"]),
        data["prefix"],
        data["suffix"],
        _set(data["classes"]),
        None if counts is None else tuple((key, Interval(low, high)) for key, low, high in counts),
        tuple(map(_pattern_from_json, data["patterns"])),
        None if pairs is None else frozenset((left, right) for left, right in pairs),
        frozenset(data["dates"]),
    )


def _dict_to_json(shape: DictShape) -> dict[str, Any]:
    fields = None
    if shape.fields is not None:
        fields = [[name, to_json(field.shape), field.required] for name, field in shape.fields]
    return {"keys": to_json(shape.keys), "values": to_json(shape.values), "fields": fields}


def _dict_from_json(data: dict[str, Any]) -> DictShape:
    fields = data["fields"]
    if fields is not None:
        fields = tuple((name, Field(from_json(shape), bool(required))) for name, shape, required in fields)
    return DictShape(from_json(data["keys"]), from_json(data["values"]), fields)
