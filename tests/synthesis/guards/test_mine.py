"""Guards accept what they were learned from and ordinary variation, and refuse what only looks alike."""

from __future__ import annotations

import datetime
import math
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import Guard, GuardFailed
from llmjit.synthesis import Observation
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.guards.checks import ANSWER, check, holds
from llmjit.synthesis.guards.mine import has_capitals, mine
from llmjit.synthesis.numbers.operators import FORMAT_NUMBER, NUMBER_AT, PLUS
from llmjit.synthesis.strings.operators import CONCAT
from llmjit.synthesis.strings.patterns import is_linear
from tests.synthesis.learning import learn

ANY = CONCAT(Input(0))


def mined(*values: Any, outputs: tuple[Any, ...] = ()) -> tuple[Guard, ...]:
    answers = outputs or values
    return mine([Observation((v,), a) for v, a in zip(values, answers, strict=True)], ("x",), ANY)


def accepts(
    guards: tuple[Guard, ...], *cells: Any, answer: Any = None, names: tuple[str, ...] = ("x",)
) -> bool:
    try:
        check([guard for guard in guards if guard.subject != ANSWER], names, cells, answer)
    except GuardFailed:
        return False
    return True


@pytest.mark.parametrize(
    ("seen", "alike", "different"),
    [
        (["Ada Lovelace", "Alan Turing", "Grace Hopper"], ["Edsger Dijkstra", "Bo Ek"],
         ["Ada King Lovelace", "lovelace", "Ada 2", "Lovelace, Ada", "Ada Lovelace ", "Ada  Lovelace", "", None, 5]),
        (["3/14/2021", "12/31/1999", "7/4/2020"], ["1/1/2000", "10/10/2010"],
         ["2021-03-14", "3.14.2021", "3/14", "-3/14/2021", "14 March 2021", "3/14/2021 10:00"]),
        (["INV-104522", "INV-229917", "INV-090330"], ["INV-000000"],
         ["INV-1045221", "INV-10452", "inv-104522", "INV 104522", "INV-10452A", "-INV-104522"]),
        (["12 kg", "7 kg", "150 kg"], ["1 kg", "9999 kg"], ["-12 kg", "12.5 kg", "12", "kg 12", "twelve kg"]),
        ([1, 2, 30], [0, 1000], [-1, "1", True, 1.0, None]),
        ([0.5, 2.5, 9.0], [0.0, 1e9], [-0.5, math.nan, 1]),
        ([["a"], ["b", "c"]], [["x", "y", "z"]], [[], ["a", 1], "a", None]),
        ([{"k": 1, "o": 2}, {"k": 3}], [{"k": 9}], [{}, {"o": 1}, {"k": "1"}, {"k": 1, "new": 2}, []]),
        ([datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)], [datetime.date(1999, 1, 1)],
         [datetime.datetime(2020, 1, 1), "2020-01-01"]),
    ],
    ids=["names", "dates", "codes", "weights", "counts", "floats", "lists", "dicts", "days"],
)  # fmt: skip
def test_alike_and_different(seen: list[Any], alike: list[Any], different: list[Any]) -> None:
    guards = mined(*seen)
    for value in [*seen, *alike]:
        assert accepts(guards, value), value
    for value in different:
        assert not accepts(guards, value), value


def test_constant_runs_belong_to_the_format_once_seen_often() -> None:
    few = mined("INV-1000", "INV-2100", "INV-3200")
    many = mined("INV-1000", "INV-2100", "INV-3200", "INV-4300", "INV-5400")
    assert accepts(few, "CRN-7700") and not accepts(many, "CRN-7700")


def test_a_column_never_varied_and_never_read_must_stay() -> None:
    rows = [Observation((name, "EUR"), name.upper()) for name in ("a", "b", "c")]
    guards = mine(rows, ("x", "currency"), CONCAT(Input(0)))
    assert accepts(guards, "d", "EUR", names=("x", "currency"))
    assert not accepts(guards, "d", "USD", names=("x", "currency"))


def test_relations_between_columns() -> None:
    rows = [Observation((n, f"{n}@example.org"), n) for n in ("ada", "alan", "grace")]
    guards = mine(rows, ("user", "mail"), CONCAT(Input(0), Input(1)))
    assert [guard.expected for guard in guards if guard.kind == "relation"] == ["was the beginning of mail"]
    assert not accepts(guards, "bob", "eve@example.org", names=("user", "mail"))


def test_a_range_is_insisted_on_only_where_many_numbers_fill_it() -> None:
    assert not accepts(mined(*range(1, 13)), 13)
    assert accepts(mined(1, 500, 12, 77, 3, 9, 41, 8, 2, 65, 33), 10_000)


def test_the_answers_of_a_constant_program_are_not_checked() -> None:
    rows = [Observation((n,), "yes") for n in ("ada", "alan", "grace")]
    assert not [guard for guard in mine(rows, ("x",), Const("yes")) if guard.subject == ANSWER]


cells = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10), st.dates(),
              st.sampled_from(["", " ", "a\nb", "x" * 500, "\ud800", "İß", "a-1", "b-22"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.integers(1, 3).flatmap(
        lambda n: st.lists(st.tuples(st.tuples(*[cells] * n), cells), min_size=1, max_size=6)
    )
)
def test_guards_hold_of_what_they_came_from(rows: list[tuple[tuple[Any, ...], Any]]) -> None:
    names = ("a", "b", "c")[: len(rows[0][0])]
    guards = mine([Observation(given, answer) for given, answer in rows], names, ANY)
    for given_, answer in rows:
        check(guards, names, given_, answer)
    for guard in guards:
        assert guard.reason and guard.condition and guard.evidence == len(rows)
        if isinstance(guard.expected, str) and guard.condition.startswith("re.fullmatch"):
            assert is_linear(guard.expected)


def test_what_has_no_literal_is_in_no_guard() -> None:
    for number in (float("inf"), float("nan")):
        seen = [Observation(("a", number), "a"), Observation(("bc", number), "bc")]
        check(mine(seen, ("a", "b"), ANY), ("a", "b"), ("de", number), "de")


@given(st.lists(cells, min_size=2, max_size=4), cells)
def test_any_value_is_accepted_or_refused(seen: list[Any], value: Any) -> None:
    accepts(mined(*seen), value, answer=value)


def test_many_and_long_observations_take_little_time() -> None:
    start = time.process_time()
    rows = [Observation((f"row {n}: {n * 7}",), n) for n in range(10_000)]
    rows[7_777] = Observation(("odd one",), -1)
    guards = mine(rows, ("x",), ANY)
    check(guards, ("x",), ("odd one",), -1)
    long = mined("a, b " * 20_000, "c, d " * 20_000)
    assert accepts(long, "e, f " * 20_000)
    assert time.process_time() - start < 2


def test_digits_are_never_part_of_the_format() -> None:
    guards = mined(*(f"{n} of 2020" for n in ("ada", "alan", "grace", "edsger", "donald", "frances")))
    assert accepts(guards, "john of 2021") and not accepts(guards, "john in 2020")


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (
            [("8 litres", "7.2 kg"), ("20 litres", "18.0 kg"), ("3 litres", "2.7 kg")],
            (" -5litres", "-4.5 kg"),
        ),
        ([("6 pears", 6), ("about 31 plums", 31), ("9 x fig", 9)], ("Count: 14", 14)),
    ],
)
def test_what_stands_beside_a_lone_number_need_not_have_been_seen(
    rows: list[tuple[str, object]], more: tuple[str, object]
) -> None:
    program = learn(*rows)
    assert program.run((more[0],)) == more[1]


@pytest.mark.parametrize("text", ["Count: 14 of 20", "14k", "14%"])
def test_a_lone_number_is_still_one_with_no_unit(text: str) -> None:
    rows = [("6 pears", 6), ("about 31 plums", 31), ("9 x fig", 9)]
    program = learn(*rows)
    with pytest.raises(GuardFailed):
        program.run((text,))


def test_a_lone_number_that_is_written_otherwise_keeps_its_form() -> None:
    rows = [("7,310 *", 7310), ("1,902 *", 1902), ("20,118 (prov.)", 20118)]
    program = learn(*rows)
    with pytest.raises(GuardFailed):
        program.run(("#REF/0!",))


def test_times_of_day_joined_from_numbers_stay_within_the_day() -> None:
    hours = FORMAT_NUMBER(PLUS(NUMBER_AT(Input(0), 0, 2), "3"), "02f")
    program = CONCAT(hours, ":", FORMAT_NUMBER(NUMBER_AT(Input(0), 1, 2), "02f"))
    rows = [Observation((text,), answer) for text, answer in (("09:10", "12:10"), ("14:30", "17:30"))]
    (clock,) = (guard for guard in mine(rows, ("x",), program) if guard.expected == "a time of day")
    assert holds(clock, ("x", ANSWER), ("20:59", "23:59"))
    assert not any(holds(clock, ("x", ANSWER), ("", each)) for each in ("26:15", "-1:30", "7:75", "100:00"))


@pytest.mark.parametrize(
    ("form", "capitals"),
    [
        (r"[a-z]+\.[a-z]+", False),
        ("[a-z]+ [0-9]+", False),
        ("[A-Z][a-z]+", True),
        ("[^,;]+", True),
        (r"\w+", True),
    ],
)
def test_a_form_without_capitals_needs_no_guard_on_letter_case(form: str, capitals: bool) -> None:
    assert has_capitals(Guard("format", "x", form, "", 3, f"re.fullmatch({form!r}, x)")) is capitals
