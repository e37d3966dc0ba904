"""A program must read the column that says where to look."""

from __future__ import annotations

import json

import pytest

from llmjit.synthesis import Budget
from llmjit.synthesis.doubts.unread import heeds, steering
from llmjit.synthesis.expr import Input
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import PARSE_JSON
from llmjit.synthesis.strings.operators import WORDS
from tests.synthesis.learning import accepted, answer, learn


def problem(rows: list[tuple[tuple, object]]) -> Problem:
    return Problem(tuple(cells for cells, _ in rows), tuple(output for _, output in rows))


def test_a_text_within_another_in_every_row_is_a_key() -> None:
    rows = [(("a: 1, b: 2", "b"), "2"), (("a: 3, c: 4", "c"), "4")]
    assert steering(problem(rows)) == {1}
    assert not heeds(Input(0), problem(rows))
    assert heeds(Input(1), problem(rows))


@pytest.mark.parametrize("key", ["x", "b", ""])
def test_a_text_that_is_elsewhere_or_never_varies_is_none(key: str) -> None:
    assert steering(problem([(("a: 1, b: 2", "b"), "2"), (("a: 3, b: 4", key), "4")])) == frozenset()


def test_rows_without_an_answer_need_not_hold_the_key() -> None:
    rows = [(("a=1;b=2", "b"), "2"), (("a=3;c=4", "x"), None), (("a=5;c=6", "c"), "6")]
    assert steering(problem(rows)) == {1}


def test_members_of_lists_are_keys() -> None:
    assert steering(problem([((["a", "b"], "b"), 2), ((["c", "d", "a"], "a"), 3)])) == {1}


def test_the_last_heading_is_no_answer_where_a_name_is_given() -> None:
    rows = [
        (("-- 1.5 -- 2029-08-17\n-- 1.4 -- 2028-01-02", "1.4"), "2028-01-02"),
        (("-- 3.0 -- 2027-11-17", "3.0"), "2027-11-17"),
        (("-- 2.2 -- 2029-12-14\n-- 2.1 -- 2028-12-30\n-- 2.0 -- 2027-02-03", "2.0"), "2027-02-03"),
    ]
    found = learn(*rows, budget=Budget(2.0))
    assert all("index=1" in repr(each.expr) for each in found.programs)


def test_no_constant_is_fitted_beside_a_column_that_varies() -> None:
    rows = [(("2024-05-01", "Fri"), "2024-05-03"), (("2024-05-06", "Wed"), "2024-05-08")]
    rows.append((("2024-05-16", "Sat"), "2024-05-18"))
    found = learn(*rows, budget=Budget(2.0))
    assert all("index=1" in repr(each.expr) for each in found.programs)


def test_a_limit_in_another_column_is_no_constant() -> None:
    rows = [
        (("kiln 870\noven 90\nstove 400", 500), ["kiln"]),
        (("fan 70\nkiln 910\npump 380", 300), ["kiln", "pump"]),
        (("oven 610\npump 80", 700), []),
    ]
    found = learn(*rows, budget=Budget(5.0))
    assert found.run(("kiln 120\npump 20", 50)) == ["kiln"]
    assert found.run(("kiln 120\npump 20", 200)) == []


def test_of_json_nobody_reads_marks() -> None:
    def stall(*sold: tuple[str, int]) -> str:
        return json.dumps([{"fruit": fruit, "kilos": kilos} for fruit, kilos in sold])

    found = accepted(
        (stall(("plum", 4), ("fig", 5)), 4.5),
        (stall(("pear", 2), ("lime", 7), ("fig", 3)), 4.0),
        (stall(("plum", 8), ("sloe", 1)), 4.5),
    )
    assert answer(found, stall(("quince No. 7", 2), ("fig", 3))) == 2.5
    one_stall = problem([((stall(("fig", 1)),), "fig")])
    assert heeds(PARSE_JSON(Input(0)), one_stall) and not heeds(WORDS(Input(0)), one_stall)
