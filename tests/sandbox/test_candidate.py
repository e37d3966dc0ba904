from __future__ import annotations

import datetime
import decimal
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.sandbox import Limits, run_function
from llmjit.sandbox.child import decode, encode
from llmjit.value import same

QUICK = Limits(seconds=0.5, memory=300_000_000, output=100_000)


def values(source: str, *args, limits: Limits = QUICK) -> list:
    outcomes = run_function(source, "f", [(arg,) for arg in args], limits)
    return [o.value if o.failure is None else o.failure.type for o in outcomes]


def test_results_come_in_order_and_failures_stay_with_their_call() -> None:
    assert values("def f(x):\n    return 10 // x\n", 1, 0, 5) == [10, "ZeroDivisionError", 2]


def test_a_failure_knows_its_line() -> None:
    (outcome,) = run_function("def f(x):\n    y = x\n    return y['k']\n", "f", [({},)], QUICK)
    assert (outcome.failure.type, outcome.failure.line) == ("KeyError", 3)


def test_results_are_those_of_cpython() -> None:
    source = "import statistics\ndef f(x):\n    return round(x, 2), f'{x:g}', statistics.mean([x, 1])\n"
    assert values(source, 2.675) == [(2.67, "2.675", 1.8375)]


def test_python_the_interpreter_lacks_still_runs() -> None:
    assert values("def f(x):\n    def g():\n        yield from x\n    return list(g())\n", [1, 2]) == [[1, 2]]


def test_refused_code_is_not_run() -> None:
    (outcome,) = run_function("import os\ndef f(x): return os.getcwd()", "f", [(1,)])
    assert outcome.failure.type == "NotAllowed"
    assert "import of os" in outcome.failure.message


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        pass",
        "return 'a' * 10**10",
        "return f(x)",
        "return list(range(10**9))",
    ],
)
def test_a_greedy_candidate_is_stopped(body: str) -> None:
    (outcome,) = run_function(f"def f(x):\n    {body}\n", "f", [(1,)], QUICK)
    assert outcome.failure is not None
    assert outcome.failure.limit


def test_a_greedy_candidate_the_interpreter_cannot_run_is_stopped_too() -> None:
    source = "def f(x):\n    def g():\n        while True:\n            yield 1\n    return sum(g())\n"
    (outcome,) = run_function(source, "f", [(1,)], QUICK)
    assert (outcome.failure.type, outcome.failure.limit) == ("TimeoutError", True)
    source = "def f(x):\n    def g():\n        yield b'x' * 10**9\n    return len(list(g()))"
    outcomes = run_function(source, "f", [(1,), (2,)], QUICK)
    assert [o.failure.type for o in outcomes] == ["MemoryError", "MemoryError"]


def test_a_result_too_large_is_refused() -> None:
    assert values("def f(x):\n    return 'a' * 200_000\n", 1) == ["MemoryError"]


def test_a_result_that_is_no_data_is_refused() -> None:
    assert values("def f(x):\n    return lambda: x\n", 1) == ["TypeError"]


def test_what_a_candidate_prints_is_no_answer() -> None:
    source = "import re\ndef f(x):\n    re.compile('a+', 128)\n    return x + 1\n"
    assert values(source, 1, 2) == [2, 3]


def test_lone_surrogates_and_nan_pass() -> None:
    (text, number) = values("def f(x):\n    return x\n", "a\ud800", math.nan)
    assert text == "a\ud800"
    assert math.isnan(number)


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates()
    | st.datetimes() | st.times() | st.timedeltas() | st.decimals(allow_nan=False)
)  # fmt: skip
data = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=8,
)


@given(data)
def test_values_cross_unchanged(value) -> None:
    assert same(decode(encode(value)), value)


@settings(max_examples=5)
@given(st.lists(data, min_size=1, max_size=20))
def test_values_cross_the_child_unchanged(items: list) -> None:
    outcomes = run_function("def f(x):\n    return x\n", "f", [(item,) for item in items])
    assert all(same(o.value, item) for o, item in zip(outcomes, items, strict=True))


def test_tags_in_data_are_data() -> None:
    value = {"$llmjit": "decimal", "v": "1"}
    assert decode(encode(value)) == value
    assert decode(encode([decimal.Decimal("1.0"), datetime.date(2024, 1, 2)]))[1] == datetime.date(2024, 1, 2)
