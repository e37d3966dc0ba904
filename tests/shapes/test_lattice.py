"""The laws of the lattice of shapes, on values of every kind."""

from __future__ import annotations

import json
from functools import reduce

from hypothesis import example, given
from hypothesis import strategies as st

from llmjit.shapes import (
    BOTTOM,
    TOP,
    Shape,
    annotation,
    contains,
    describe,
    from_json,
    join,
    meet,
    shape_of,
    shape_of_all,
    to_json,
    widen,
)

formats = st.one_of(
    st.from_regex(r"\A[A-Z]{1,3}-[0-9]{1,6}\Z"),
    st.from_regex(r"\A[0-9]{1,2}/[0-9]{1,2}/(19|20)[0-9]{2}\Z"),
    st.sampled_from(["", " ", "a", "AM", "PM", "é", "x" * 30_000, "1, 2, 3", "1, 2", "\ud800", "İ"]),
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), formats,
    st.dates(), st.datetimes(), st.binary(max_size=2),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd") | st.text(max_size=3), inner)
    ),
    max_leaves=6,
)
observed = st.lists(values, max_size=4).map(shape_of_all) | st.lists(formats, max_size=4).map(shape_of_all)
widened = st.builds(widen, observed, observed)
met = st.builds(meet, observed, observed)
shapes = st.one_of(observed, widened, met, st.just(TOP), st.just(BOTTOM))


@given(shapes, shapes)
def test_join_and_meet_commute(a: Shape, b: Shape) -> None:
    assert join(a, b) == join(b, a)
    assert meet(a, b) == meet(b, a)


@given(shapes, shapes, shapes)
def test_join_and_meet_associate(a: Shape, b: Shape, c: Shape) -> None:
    assert join(a, join(b, c)) == join(join(a, b), c)
    assert meet(a, meet(b, c)) == meet(meet(a, b), c)


@given(shapes)
def test_join_and_meet_are_idempotent_and_have_units(a: Shape) -> None:
    assert join(a, a) == a == meet(a, a)
    assert join(a, BOTTOM) == a == meet(a, TOP)
    assert join(a, TOP) == TOP
    assert meet(a, BOTTOM) == BOTTOM


@given(shapes, shapes)
def test_join_and_meet_absorb(a: Shape, b: Shape) -> None:
    assert meet(a, join(a, b)) == a
    assert join(a, meet(a, b)) == a
    assert a <= join(a, b)
    assert meet(a, b) <= a


@given(values, shapes, shapes)
@example("a", shape_of_all(["a", "b"]), BOTTOM)
def test_containment_follows_the_order(value: object, a: Shape, b: Shape) -> None:
    own = shape_of(value)
    assert contains(own, value)
    assert contains(join(own, a), value)
    assert contains(meet(join(own, a), join(own, b)), value)
    assert contains(widen(a, own), value)
    if contains(a, value):
        assert contains(join(a, b), value)
        assert contains(widen(a, b), value)
        assert contains(widen(b, a), value)
    if contains(meet(a, b), value):
        assert contains(a, value) and contains(b, value)


@given(shapes, shapes)
def test_widening_covers_the_join(a: Shape, b: Shape) -> None:
    assert join(a, b) <= widen(a, b)


mixed = st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=3)


@given(st.lists(mixed, min_size=30, max_size=60))
def test_widening_ends(found: list[object]) -> None:
    shape = BOTTOM
    for value in [*found, *found]:
        shape = widen(shape, shape_of(value))
    assert reduce(widen, map(shape_of, found), shape) == shape


def test_widening_lets_go_of_what_moved() -> None:
    shape = widen(widen(shape_of("ab-1"), shape_of("abc-1")), shape_of("abcd-12"))
    assert contains(shape, "abcdefghijk-123456789")
    assert not contains(shape, "abcd_12")
    assert contains(widen(shape_of(3), shape_of(5)), 10**30)
    assert not contains(widen(shape_of(3), shape_of(5)), -1)


@given(shapes)
def test_json_is_exact(a: Shape) -> None:
    assert from_json(json.loads(json.dumps(to_json(a)))) == a


@given(shapes)
def test_texts_are_one_line(a: Shape) -> None:
    assert describe(a)
    compile(annotation(a), "annotation", "eval")


def test_bottom_has_nothing_and_top_everything() -> None:
    for value in (None, 1, True, 1.0, "", [], {}, b""):
        assert contains(TOP, value)
        assert not contains(BOTTOM, value)


def test_what_is_learned_of_invoice_numbers() -> None:
    shape = shape_of_all(f"INV-{n * 37037:06d} of 20{n:02d}-01-{n:02d}" for n in range(1, 28))
    assert describe(shape) == 'str "INV-9{6} of 9{4}-01-9{2}"'
    assert contains(shape, "INV-999999 of 2020-01-31")
    assert not contains(shape, "INV-99999 of 2020-01-31")
    assert not contains(shape, "inv-999999 of 2020-01-31")


def test_dates_keep_the_formats_all_of_them_have() -> None:
    both = shape_of_all(["1/2/2020", "3/4/2021"])
    assert both.text is not None and both.text.dates == {"%m/%d/%Y", "%d/%m/%Y"}
    one = join(both, shape_of("1/31/2020"))
    assert one.text is not None and one.text.dates == {"%m/%d/%Y"}


def test_keys_become_optional_and_true_is_not_one() -> None:
    shape = shape_of_all([{"a": 1, "b": "x"}, {"a": 2}])
    assert describe(shape) == "{a: int {1, 2}, b?: str {'x'}}"
    assert contains(shape, {"a": 1})
    assert not contains(shape, {"b": "x"})
    assert not contains(shape, {"a": True})
    assert not contains(shape, {"a": 1, "c": 0})
