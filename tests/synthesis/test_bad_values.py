"""Values that nobody expects: a verdict in time, and emitted code that does what the synthesiser does."""

from __future__ import annotations

import datetime
import decimal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.runtime.abi import MISS
from llmjit.synthesis import Budget, Hints, Observation, synthesize
from llmjit.value import same
from tests.synthesis.learning import emitted

ROOT = Path(__file__).resolve().parents[2]
ODD = [
    "",
    "\0",
    "\ud800",
    "e\u0301",
    "שלום",
    "\u202eab\u202c",
    "\u200d",
    "İ",
    "ß",
    "²",
    "٣",
    "1e400",
    "-0",
    "\x85",
    "\u2028",
    "\\",
    "'\"",
    "{0}",
    "%s",
    "(?P<a>x)",
    "[a",
    "=1+1",
    "\ufeff",
    "９",
    "31/12/9999",
    "9" * 40,
    "-" * 40,
]
WORDS = ["alpha", "Beta Gamma", "12", "$4.00", "1,234", "2020-01-31", "foo@bar.com", "a-b", "id:7", "5 kg"]
words = st.sampled_from(WORDS + ODD)
texts = (
    words
    | st.lists(words, max_size=4).map(" ".join)
    | st.tuples(words, st.integers(1, 300)).map(lambda pair: pair[0] * pair[1])
)
numbers = st.sampled_from(
    [0, 1, -1, 10**30, 10**400, 2**53 + 1, 0.0, -0.0, float("nan"), float("inf"), 1e308, True]
)
moments = st.sampled_from(
    [datetime.date.min, datetime.date.max, datetime.datetime.min, datetime.datetime.max,
     datetime.datetime.max.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-14))),
     datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=14)))]
)  # fmt: skip
scalars = texts | numbers | moments | st.none()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=4,
)
CHANGES: list[Any] = [
    lambda x: x, lambda x: str(x)[:3], lambda x: str(x).upper(), lambda x: x[-1], lambda x: x + 1, lambda x: [x, x],
    lambda x: {"v": x}, lambda x: str(x).split(), len, lambda x: x.isoformat(), lambda x: f"<{x}>",
]  # fmt: skip
NAMES = st.sampled_from(["a", "same", "item", "datetime", "answer", "é", "", "1", "total", "\ud800"])


def changed(change: Any, value: Any) -> Any:
    try:
        return change(value)
    except Exception:
        return "x"


def test_numbers_too_large_for_a_float_are_compared() -> None:
    found = synthesize([Observation((0, None), "0"), Observation((10**400, []), "100")], Budget(0.5))
    assert found.refusal is not None or found.run((0, None)) == "0"


@settings(max_examples=60)
@given(
    st.sampled_from([scalars, texts, numbers, moments, values]).flatmap(
        lambda kind: st.lists(st.tuples(kind, values), min_size=2, max_size=5)
    ),
    st.sampled_from(CHANGES),
    st.lists(NAMES, max_size=2),
    st.lists(st.tuples(values, values), max_size=4),
)
def test_emitted_code_does_what_is_evaluated(rows: Any, change: Any, names: Any, others: Any) -> None:
    start = time.thread_time()
    seen = [Observation(row, changed(change, row[0])) for row in rows]
    found = synthesize(seen, Budget(0.5), Hints(names=tuple(names)))
    assert time.thread_time() - start < 1.5
    if found.refusal is not None:
        return
    raising, missing = emitted(found, style="raise"), emitted(found)
    for row in [*rows, *others]:
        try:
            want = found.run(row)
        except GuardFailed as failure:
            assert str(failure) and missing(*row) is MISS
            with pytest.raises(GuardFailed):
                raising(*row)
        else:
            assert same(missing(*row), want) and same(raising(*row), want)


@pytest.mark.parametrize(
    "value",
    [
        b"x",
        decimal.Decimal("1.5"),
        {1, 2},
        1j,
        range(3),
        object(),
        datetime.time(1),
        {1: 2},
        [{None: 1}],
        ([b""],),
    ],
    ids=lambda value: type(value).__name__,
)
def test_types_that_are_no_values_are_named(value: Any) -> None:
    for rows in ([("a", "a"), (value, "b")], [("a", "a"), ("b", value)]):
        refusal = synthesize([Observation((given_,), output) for given_, output in rows]).refusal
        assert refusal is not None and refusal.kind == "no_program" and refusal.observations == (1,)
        assert "not supported" in refusal.message


LARGE = """
import resource, time
from llmjit.synthesis import *
for piece in ("a", "1", "a, ", "1,234.5 ", "k=v;"):
    texts = [(piece * 100_000)[: 100_000 + n] for n in range(12)]
    short = [(piece * 2000)[: 1900 + n] for n in range(12)]
    for given in (texts, short):
        asked = []
        for change in (lambda x: x, len, str.upper, str.split, lambda x: x.split(",")):
            rows = [Observation((x,), change(x)) for x in given]
            if rows in asked:  # a change that does to this piece what one before it did
                continue
            asked.append(rows)
            start = time.thread_time()
            synthesize(rows, Budget(0.5))
            print(time.thread_time() - start)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_large_texts_keep_to_time_and_memory() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, check=True, cwd=ROOT)
    *times, kilobytes = map(float, done.stdout.split())
    assert max(times) < 2.5 and kilobytes < 1_000_000
