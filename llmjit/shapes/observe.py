"""From values to shapes, and back to the question whether a shape has a value."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from llmjit.shapes.bounds import Interval, admits
from llmjit.shapes.shape import (
    BOTTOM,
    FIELDS,
    TOP,
    DictShape,
    Field,
    FloatShape,
    IntShape,
    ListShape,
    Shape,
)
from llmjit.shapes.text import text_shape

DEPTH = 8
"""Values nested deeper than this have any shape from there on."""


def shape_of(value: object, depth: int = DEPTH) -> Shape:
    """The least shape that we describe this one value with."""
    if depth == 0:
        return TOP
    match value:
        case None | bool() | int() | float():
            return _number_shape(value)
        case str():
            return Shape(text=text_shape(value))
        case datetime.datetime():
            return Shape(moment=True)
        case datetime.date():
            return Shape(date=True)
        case list() | tuple():
            length = Interval(len(value), len(value))
            return Shape(sequence=ListShape(shape_of_all(value, depth - 1), length))
        case Mapping():
            return Shape(mapping=_dict_shape(value, depth - 1))
    return Shape(others=frozenset({_type_name(value)}))


def _number_shape(value: float | None) -> Shape:
    if value is None:
        return Shape(none=True)
    if isinstance(value, bool):
        return Shape(booleans=frozenset({value}))
    if isinstance(value, int):
        return Shape(integer=IntShape(Interval(value, value), frozenset({int(value)})))
    nan = value != value
    return Shape(real=FloatShape(None if nan else Interval(value, value), nan))


def shape_of_all(values: Iterable[object], depth: int = DEPTH) -> Shape:
    """The join of the shapes of all values; bottom for none."""
    return reduce(Shape.join, (shape_of(value, depth) for value in values), BOTTOM)


def contains(shape: Shape, value: object) -> bool:
    """Whether the value has the shape."""
    if shape.anything:
        return True
    match value:
        case None | bool() | int() | float():
            return _has_number(shape, value)
        case str():
            return shape.text is not None and shape.text.covers(value)
        case datetime.datetime():
            return shape.moment
        case datetime.date():
            return shape.date
        case list() | tuple():
            known_list = shape.sequence
            return known_list is not None and _has_list(known_list, value)
        case Mapping():
            return shape.mapping is not None and _has_dict(shape.mapping, value)
    return _type_name(value) in shape.others


def _has_number(shape: Shape, value: float | None) -> bool:
    if value is None:
        return shape.none
    if isinstance(value, bool):
        return value in shape.booleans
    if isinstance(value, int):
        known = shape.integer
        return known is not None and value in known.range and admits(known.choices, value)
    if shape.real is None:
        return False
    return shape.real.nan if value != value else shape.real.range is not None and value in shape.real.range


def _has_list(shape: ListShape, value: list[Any] | tuple[Any, ...]) -> bool:
    return len(value) in shape.length and all(contains(shape.element, element) for element in value)


def _has_dict(shape: DictShape, value: Mapping[Any, Any]) -> bool:
    if not all(contains(shape.keys, key) and contains(shape.values, each) for key, each in value.items()):
        return False
    if shape.fields is None:
        return True
    known = dict(shape.fields)
    if not all(isinstance(key, str) and key in known for key in value):
        return False
    return all(contains(field.shape, value[name]) if name in value else not field.required
               for name, field in shape.fields)  # fmt: skip


def _dict_shape(value: Mapping[Any, Any], depth: int) -> DictShape:
    keys, values = shape_of_all(value, depth), shape_of_all(value.values(), depth)
    if len(value) > FIELDS or not all(isinstance(key, str) for key in value):
        return DictShape(keys, values, None)
    fields = ((name, Field(shape_of(value[name], depth), True)) for name in sorted(value))
    return DictShape(keys, values, tuple(fields))


def _type_name(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"
