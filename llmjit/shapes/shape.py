"""What is known of a value: a product of one lattice a kind of value, so that unions need no special case.

``Shape()`` is bottom (no value at all), `TOP` is any value. Join and meet work kind by kind, hence commute,
associate, absorb and are idempotent because those of the parts do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

from llmjit.shapes.bounds import ANY, LENGTHS, Choices, Interval, join_choices, meet_sets, widen_choices
from llmjit.shapes.text import TextShape

FIELDS = 64
"""A dict of more keys than this is a map: its keys are no longer names of fields."""


@final
@dataclass(frozen=True, slots=True)
class IntShape:
    """Integers: their range, and the closed set while they are few."""

    range: Interval = ANY
    choices: Choices = None

    def join(self, other: IntShape) -> IntShape:
        """The least shape that covers both."""
        return IntShape(self.range.join(other.range), join_choices(self.choices, other.choices))

    def widen(self, other: IntShape) -> IntShape:
        """The join with ends that moved let go."""
        return IntShape(self.range.widen(other.range), widen_choices(self.choices, other.choices))

    def meet(self, other: IntShape) -> IntShape | None:
        """What both cover, or None."""
        span, choices = self.range.meet(other.range), meet_sets(self.choices, other.choices)
        return None if span is None or choices == frozenset() else IntShape(span, choices)


@final
@dataclass(frozen=True, slots=True)
class FloatShape:
    """Floats: the range of the numbers, if any, and whether NaN occurs."""

    range: Interval | None = ANY
    nan: bool = True

    def join(self, other: FloatShape) -> FloatShape:
        """The least shape that covers both."""
        return FloatShape(_join_optional(self.range, other.range), self.nan or other.nan)

    def widen(self, other: FloatShape) -> FloatShape:
        """The join with ends that moved let go."""
        if self.range is None or other.range is None:
            return self.join(other)
        return FloatShape(self.range.widen(other.range), self.nan or other.nan)

    def meet(self, other: FloatShape) -> FloatShape | None:
        """What both cover, or None."""
        span = None if self.range is None or other.range is None else self.range.meet(other.range)
        nan = self.nan and other.nan
        return FloatShape(span, nan) if span is not None or nan else None


@final
@dataclass(frozen=True, slots=True)
class ListShape:
    """Lists and tuples: the length, and the one shape that all elements have."""

    element: Shape
    length: Interval = LENGTHS

    def join(self, other: ListShape) -> ListShape:
        """The least shape that covers both."""
        return ListShape(self.element.join(other.element), self.length.join(other.length))

    def widen(self, other: ListShape) -> ListShape:
        """The join with ends that moved let go."""
        floor = 1 if self.length.join(other.length).low else 0
        return ListShape(self.element.widen(other.element), self.length.widen(other.length, floor))

    def meet(self, other: ListShape) -> ListShape | None:
        """What both cover, or None."""
        length = self.length.meet(other.length)
        return None if length is None else ListShape(self.element.meet(other.element), length)


@final
@dataclass(frozen=True, slots=True)
class Field:
    """A key of a dict: the shape of its value, and whether it is always there."""

    shape: Shape
    required: bool


@final
@dataclass(frozen=True, slots=True)
class DictShape:
    """Dicts: their fields by name (None: any keys), and the shapes of all keys and of all values."""

    keys: Shape
    values: Shape
    fields: tuple[tuple[str, Field], ...] | None = None

    def join(self, other: DictShape) -> DictShape:
        """The least shape that covers both; a key that one side lacks becomes optional."""
        return DictShape(
            self.keys.join(other.keys), self.values.join(other.values), _join_fields(self, other, False)
        )

    def widen(self, other: DictShape) -> DictShape:
        """The join with ends that moved let go."""
        return DictShape(
            self.keys.widen(other.keys), self.values.widen(other.values), _join_fields(self, other, True)
        )

    def meet(self, other: DictShape) -> DictShape | None:
        """What both cover, or None."""
        keys, values = self.keys.meet(other.keys), self.values.meet(other.values)
        if self.fields is None or other.fields is None:
            return DictShape(keys, values, other.fields if self.fields is None else self.fields)
        mine, theirs = dict(self.fields), dict(other.fields)
        out: list[tuple[str, Field]] = []
        for name in sorted(mine.keys() | theirs.keys()):
            a, b = mine.get(name, ABSENT), theirs.get(name, ABSENT)
            field = Field(a.shape.meet(b.shape), a.required or b.required)
            if field.shape != BOTTOM:
                out.append((name, field))
            elif field.required:
                return None
        return DictShape(keys, values, tuple(out))


@final
@dataclass(frozen=True, slots=True)
class Shape:
    """A set of values, one component a kind; None (or an empty set) where the kind does not occur.

    ``others`` names types that are no JSON-like value; ``anything`` is top.
    """

    none: bool = False
    booleans: frozenset[bool] = frozenset()
    integer: IntShape | None = None
    real: FloatShape | None = None
    text: TextShape | None = None
    date: bool = False
    moment: bool = False
    sequence: ListShape | None = None
    mapping: DictShape | None = None
    others: frozenset[str] = frozenset()
    anything: bool = False

    def join(self, other: Shape) -> Shape:
        """The least shape that covers both."""
        if self.anything or other.anything:
            return TOP
        return Shape(
            self.none or other.none,
            self.booleans | other.booleans,
            _join_optional(self.integer, other.integer),
            _join_optional(self.real, other.real),
            _join_optional(self.text, other.text),
            self.date or other.date,
            self.moment or other.moment,
            _join_optional(self.sequence, other.sequence),
            _join_optional(self.mapping, other.mapping),
            self.others | other.others,
        )

    def widen(self, other: Shape) -> Shape:
        """At least the join, generalised wherever it moved: every chain of widenings ends.

        This is what recompilation uses: what was wrong once about an end, a set or a length is let go.
        """
        hull = self.join(other)
        if hull.anything:
            return TOP
        return Shape(
            hull.none,
            hull.booleans,
            _widen_optional(self.integer, other.integer),
            _widen_optional(self.real, other.real),
            _widen_optional(self.text, other.text),
            hull.date,
            hull.moment,
            _widen_optional(self.sequence, other.sequence),
            _widen_optional(self.mapping, other.mapping),
            hull.others,
        )

    def meet(self, other: Shape) -> Shape:
        """What both cover."""
        if self.anything or other.anything:
            return other if self.anything else self
        return Shape(
            self.none and other.none,
            self.booleans & other.booleans,
            _meet_optional(self.integer, other.integer),
            _meet_optional(self.real, other.real),
            _meet_optional(self.text, other.text),
            self.date and other.date,
            self.moment and other.moment,
            _meet_optional(self.sequence, other.sequence),
            _meet_optional(self.mapping, other.mapping),
            self.others & other.others,
        )

    def __le__(self, other: Shape) -> bool:
        """Whether every value of this shape is known to be one of the other's."""
        return self.join(other) == other

    @property
    def kinds(self) -> tuple[str, ...]:
        """The Python types that occur, in a fixed order: ``("int", "None")``."""
        present = {
            "bool": self.booleans, "int": self.integer, "float": self.real, "str": self.text,
            "datetime.date": self.date, "datetime.datetime": self.moment, "list": self.sequence,
            "dict": self.mapping, "None": self.none, "object": self.others or self.anything,
        }  # fmt: skip
        return tuple(name for name, there in present.items() if there)


BOTTOM = Shape()
TOP = Shape(anything=True)
ABSENT = Field(BOTTOM, False)


def _join_optional(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return right if left is None else left
    return left.join(right)


def _widen_optional(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return right if left is None else left
    return left.widen(right)


def _meet_optional(left: Any, right: Any) -> Any:
    return None if left is None or right is None else left.meet(right)


def _join_fields(left: DictShape, right: DictShape, wide: bool) -> tuple[tuple[str, Field], ...] | None:
    if left.fields is None or right.fields is None:
        return None
    mine, theirs = dict(left.fields), dict(right.fields)
    names = mine.keys() | theirs.keys()
    if len(names) > FIELDS:
        return None
    out = []
    for name in sorted(names):
        a, b = mine.get(name, ABSENT), theirs.get(name, ABSENT)
        shape = a.shape.widen(b.shape) if wide else a.shape.join(b.shape)
        out.append((name, Field(shape, a.required and b.required)))
    return tuple(out)
