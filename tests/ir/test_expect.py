"""What guards expect of a value: what the code relies on, and no more."""

from __future__ import annotations

import pytest

from llmjit.ir.expect import expectations
from llmjit.ir.parser import parse
from llmjit.ir.reads import Reads, reads_of

ORDERS = [{"region": "South", "amount": 3.5, "note": None}, {"region": "North", "amount": 2, "note": "x"}]


def holds(values, other, reads=None) -> bool:
    found = expectations(values, reads)
    assert all(eval(each.on("x"), {"x": value}) for each in found for value in values)
    for each in found:
        try:
            if not eval(each.on("x"), {"x": other}):
                return False
        except (TypeError, KeyError):
            raise AssertionError(f"{each.condition} raised on {other!r}") from None
    return True


@pytest.mark.parametrize(
    ("values", "other", "reads", "held"),
    [
        (["a"], "quite another text", None, True),
        (["a"], 3, None, False),
        ([3], 4.5, None, True),
        ([3], True, None, False),
        ([[1, 2]], [7.5], None, True),
        ([[1, 2]], [], None, False),
        ([[1, 2], []], [], None, True),
        ([[1, 2]], ["7"], None, False),  # max() of texts is another thing than of numbers
        ([[(1, 2)]], [[3, 4]], None, True),
        ([{"a": 1, "b": 2}], {"a": 9}, Reads(keys={"a"}), True),
        ([{"a": 1, "b": 2}], {"b": 9}, Reads(keys={"a"}), False),
        ([{"a": 1}], {"a": "9"}, Reads(keys={"a"}), False),
        ([{"a": 1}, {}], {"b": 1}, Reads(keys={"a"}), True),
        ([ORDERS], [{"region": "East", "amount": 7}], Reads(item_keys={"region", "amount"}), True),
        ([ORDERS], [{"region": "East", "amount": "7"}], Reads(item_keys={"region", "amount"}), False),
        ([ORDERS], [*ORDERS, {"region": "East"}], Reads(item_keys={"region", "amount"}), False),
        ([ORDERS], [{"note": "y"}], Reads(item_keys={"note"}), True),
        ([ORDERS], [{}], Reads(item_keys={"note"}), False),
        (["a=1"], "b=22", Reads(separators={"="}), True),
        (["a=1"], "b", Reads(separators={"="}), False),
        (["2026-03-04"], "1999-12-31", Reads(sliced=True), True),
        (["2026-03-04"], "4.3.2026", Reads(sliced=True), False),
        (["some words"], "some other words", Reads(sliced=True), True),  # words vary in length
        (["2026-03-04"], "4.3.2026", None, True),  # nobody slices it
        (["a", None], 3, None, True),  # of a mix nothing is known
    ],
)
def test_what_holds_is_what_the_code_relies_on(values, other, reads, held) -> None:
    assert holds(values, other, reads) is held


def test_reasons_speak_of_the_value_by_its_name() -> None:
    (once,) = expectations(["x"])
    assert once.because("invoice") == "the invoice was a text"
    kind, length, *_ = expectations([[1], [2]])
    assert kind.because("open_orders") == "the open orders were always a list"
    assert length.because("open_orders") == "the open orders were never empty"
    *_, key = expectations([[{"a": None}]], Reads(item_keys={"a"}))
    assert key.because("rows") == "the code reads 'a' of every row of the rows"


def test_reads_follow_comprehensions_loops_and_pieces() -> None:
    program = parse(
        """
program @p(%orders, %mail, %day, %rows, %free) -> any lifted {
  %k: str = const "amount"
  %at: str = const "@"
  %total = py "sum(o[k] for o in orders)" (orders=%orders, k=%k)
  %host = py "mail.split(at)[1]" (mail=%mail, at=%at)
  %year = py "day[:4]" (day=%day)
  for %row in %rows {
    %n = py "row[k]" (row=%row, k=%k)
    yield
  }
  %parts = py "free.split(at)" (free=%free, at=%at)
  return %total
}
"""
    )
    found = reads_of(program.body)
    assert found["orders"].item_keys == {"amount"} == found["rows"].item_keys
    assert found["mail"].separators == {"@"} and found["day"].sliced
    assert "free" not in found  # all pieces are taken, however many there are
