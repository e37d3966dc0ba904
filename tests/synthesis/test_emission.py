"""Emitted modules behave as the synthesiser's own evaluation does, inside and outside the guards."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.runtime.abi import MISS
from llmjit.shapes import shape_of_all
from llmjit.shapes.strategies import JSON_LIKE, inside, outside
from llmjit.synthesis import Budget, Evidence, Hints, Observation, Ranked, Synthesis, synthesize
from llmjit.synthesis.emission.module import emit
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same
from tests.synthesis.learning import emitted, evaluated, learn

PLACES = (
    ("lib/io/reader.py", 789, "OSError: token"),
    ("core/x.py", 2, "ValueError: disk"),
    ("app.py", 41, "OSError: timeout"),
)
TASKS: dict[str, list[tuple[tuple[Any, ...], Any]]] = {
    "invoice": [((f"INV-{n} of 20{n[:2]}-01-02",), n) for n in ("104522", "220017", "190330")],
    "surname": [(("Ada Lovelace",), "Lovelace"), (("Alan Turing",), "Turing"), (("Grace Hopper",), "Hopper")],
    "initials": [(("Ada Lovelace",), "A.L."), (("Alan Turing",), "A.T."), (("Grace Hopper",), "G.H.")],
    "greeting": [(("Ada", "Lovelace"), "Dear Ada Lovelace,"), (("Alan", "Turing"), "Dear Alan Turing,")],
    "upper": [(("abc",), "ABC"), (("hello you",), "HELLO YOU")],
    "extension": [(("a/b/c.txt",), "txt"), (("data.final.csv",), "csv"), (("x/readme.md",), "md")],
    "dates": [(("3/14/2021",), "2021-03-14"), (("12/31/1999",), "1999-12-31"), (("7/4/2020",), "2020-07-04")],
    "copy": [((5,), 5), ((7,), 7), ((123,), 123)],
    "braces": [(("{a}",), "a"), (("{bc}",), "bc"), (("{d e}",), "d e")],
    "quotes": [(("say 'x' now",), "x"), (("say 'yy' now",), "yy"), (("say 'z z' now",), "z z")],
    "lines": [(("a: 1\nb: 2",), "1"), (("a: 33\nb: 4",), "33"), (("a: 5\nb: 66",), "5")],
    "unicode": [(("né à Köln",), "Köln"), (("né à Liège",), "Liège"), (("né à Évry",), "Évry")],
    "dicts": [(({"id": "a-1"},), "a-1"), (({"id": "b-22"},), "b-22"), (({"id": "c-3"},), "c-3")],
    "lists": [((["a", "b"],), "a"), ((["c", "d"],), "c"), ((["e", "f"],), "e")],
    "day": [((datetime.date(2020, 1, 2),), datetime.date(2020, 1, 2)), ((datetime.date(2021, 5, 6),),
            datetime.date(2021, 5, 6))],
}  # fmt: skip


def learned(name: str) -> Synthesis:
    return learn(*TASKS[name], budget=Budget(1.0))


@pytest.mark.parametrize("name", TASKS)
def test_emitted_code_equals_evaluation(name: str) -> None:
    found = learned(name)
    assert found.refusal is None, found.refusal
    raising, missing = emitted(found, style="raise"), emitted(found)
    columns = list(zip(*(row for row, _ in TASKS[name]), strict=True))
    shapes = [shape_of_all(column) for column in columns]
    near = st.tuples(*(inside(shape) | outside(shape) | st.sampled_from(column) | JSON_LIKE
                       for shape, column in zip(shapes, columns, strict=True)))  # fmt: skip

    @settings(max_examples=60)
    @given(near)
    def check(row: tuple[Any, ...]) -> None:
        want = evaluated(found, *row)
        got = missing(*row)
        assert got is MISS if want is MISS else same(got, want)
        if want is MISS:
            with pytest.raises(GuardFailed) as failure:
                raising(*row)
            assert failure.value.reason and str(failure.value)
        else:
            assert same(raising(*row), want)

    for row, output in TASKS[name]:
        assert same(found.run(row), output)
        assert same(missing(*row), output)
    check()


def test_names_and_parameters() -> None:
    observations = [Observation((a, b), f"{a}-{b}") for a, b in (("x", "1"), ("yy", "22"), ("z", "3"))]
    found = synthesize(observations, Budget(1.0), Hints(names=("First Name", "class")))
    assert found.names == ("first_name", "class_")
    assert "def join_them(first_name: str, class_: str) -> str:" in found.emit("join_them")
    assert "def f(left: str, right: str) -> str:" in found.emit("f", ("left", "right"))
    assert emitted(found, "left", "right")("qq", "44") == "qq-44"


def test_a_refusal_has_no_source() -> None:
    with pytest.raises(ValueError):
        synthesize([Observation(("a",), "b")]).emit()


def test_what_was_only_fitted_is_not_called_tested() -> None:
    seen = [Observation((f"INV-{n:04d} paid",), f"{n:04d}") for n in (17, 2038, 471, 9, 5523, 88)]
    found = synthesize(seen)
    fitted = replace(found, evidence=replace(found.evidence, held_out=0))
    assert "none held out" in fitted.emit().splitlines()[0] and "95 %" not in fitted.emit()
    tested = replace(found, evidence=replace(found.evidence, held_out=6, upper_bound=0.39))
    assert "error rate at most 39 % (95 % confidence)" in tested.emit().splitlines()[0]


CLASHES = [
    "same",
    "agree",
    "require",
    "datetime",
    "math",
    "item",
    "each",
    "total",
    "cut",
    "float",
    "len",
    "answer",
]


@pytest.mark.parametrize("name", CLASHES)
def test_a_parameter_hides_nothing_that_the_code_needs(name: str) -> None:
    tables = [
        [(("Ada Lovelace", 1), "Lovelace"), (("Alan Turing", 2), "Turing"), (("Grace Hopper", 3), "Hopper")],
        [(("a,b", 1), ["A", "B"]), (("c", 2), ["C"]), (("d,e,f", 3), ["D", "E", "F"])],
        [((n * 3, datetime.date(2020, 1, n)), {"v": n * 3}) for n in (1, 2, 3)],
        [(([n, n + 1], 1), 2 * n + 1) for n in (1, 5, 8, 20)],
    ]
    for table in tables:
        seen = [Observation(given, output) for given, output in table]
        found = synthesize(seen, Budget(1.0), Hints(names=(name, "other")))
        assert found.refusal is None
        for parameters in ((), (name, "other"), ("other", name)):
            for style in ("raise", "miss"):
                function = emitted(found, *parameters, style=style)
                assert all(same(function(*each.inputs), each.output) for each in seen)


CONSTANTS = [
    float("inf"), float("nan"), -0.0, {"a": [float("-inf"), -0.0]}, datetime.date.max, [datetime.datetime.min],
    ("x", 1), (), ((1.5,),), {}, datetime.datetime.max.replace(tzinfo=datetime.UTC), "\ud800\x00", 10**400,
]  # fmt: skip


@pytest.mark.parametrize("constant", CONSTANTS, ids=range(len(CONSTANTS)))
def test_constants_are_written_as_expressions(constant: Any) -> None:
    """A program may answer a constant where a condition says when."""
    found = Synthesis(None, (Ranked(Const(constant), 1.0),), (), Evidence(3), (), ("text",))
    for style in ("raise", "miss"):
        answer = emitted(found, style=style)("x")
        assert same(answer, constant) and repr(answer) == repr(constant)


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_values_too_deep_are_refused_by_emitted_code_as_well() -> None:
    pairs = [([1], [1]), ("b", "b"), ([], []), (3, 3)]
    tables = [
        [((a, b), a) for a, b in pairs],
        [(({"a": [n], "b": n * 7},), n * 7) for n in range(1, 5)],
        [(([n, n + 1],), [n, n + 1]) for n in range(4)],
        [(([[n], [n + 1]],), [[n + 1], [n]]) for n in range(4)],
        [(([str(n), "x"],), f"{n}-x") for n in range(4)],
    ]
    for table in tables:
        found = learn(*table, budget=Budget(1.0))
        assert found.refusal is None
        raising, missing = emitted(found, style="raise"), emitted(found)
        width = len(table[0][0])
        for value in (*map(nested, (5, 300, 990, 5000, 100_000)), {"a": nested(5000), "b": nested(5000)}):
            row = tuple(value if at == 0 else copy(value) for at in range(width))
            want = evaluated(found, *row)
            got = missing(*row)
            assert (got is MISS) == (want is MISS)
            try:
                assert (raising(*row) is MISS) == (want is MISS)
            except GuardFailed as failure:
                assert want is MISS and str(failure) and repr(failure)


def copy(value: Any) -> Any:
    """Equal, but not the same, without recursion."""
    depth = 0
    while isinstance(value, list):
        value, depth = value[0], depth + 1
    return nested(depth)


def test_a_joined_text_may_cut_at_a_line_break_or_a_quote() -> None:
    rows = {f'at "{file}", line {line}\n{error}': f"{error} ({file}:{line})" for file, line, error in PLACES}
    found = learn(*rows.items())
    source = found.emit()
    assert '("""' not in source and "''.join" not in source
    scope: dict[str, Any] = {}
    exec(source, scope)
    asked = 'at "web/nav.ts", line 12\nKeyError: user'
    assert scope["f"](asked) == found.run((asked,)) == "KeyError: user (web/nav.ts:12)"


def test_a_joined_text_writes_its_parts_without_str() -> None:
    program = ops.CONCAT(Const("no "), ops.TEXT(Input(0)))
    source = emit([program], [], 3, 0.6, known=("n",), name="f")
    assert 'f"no {n}"' in source


def test_what_programs_share_is_computed_once() -> None:
    rows = {f'at "{file}", line {line}\n{error}': f"{error} ({file}:{line})" for file, line, error in PLACES}
    found = learn(*rows.items())
    assert len(found.programs) > 1
    lines = [line.strip() for line in found.emit().splitlines() if " = " in line]
    computed = [line.split(" = ", 1)[1] for line in lines if len(line) > 40]
    assert len(computed) == len(set(computed))
