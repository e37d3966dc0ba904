"""Tasks of our own are well made, and what is learned for them runs the same as the Python emitted for it."""

from __future__ import annotations

import pytest

from benchmarks.pbe import verdict
from benchmarks.pbe_tasks.making import TASKS, Row, Task
from benchmarks.pbe_tasks.written import written
from llmjit.synthesis.probes import probes
from llmjit.value import same
from tests.synthesis.learning import emitted, evaluated, learn

SCALARS = ("booleans", "characters", "codes", "counts", "defaults", "units")
SCALAR = sorted(
    (task for task in TASKS if task.domain in SCALARS), key=lambda task: (task.domain, task.name)
)[::6]
WRITTEN = {
    task["task"]: [
        (tuple(cells), answer) for cells, answer in zip(task["inputs"], task["outputs"], strict=True)
    ]
    for task in written()
}
SAMPLE = sorted(TASKS, key=lambda task: (task.domain, task.name))[::12]


@pytest.mark.parametrize("task", SAMPLE, ids=lambda task: f"{task.domain}-{task.name}")
def test_evaluation_equals_emitted_code(task: Task) -> None:
    compare(task.rows(8))


@pytest.mark.parametrize("name", sorted(WRITTEN)[::12])
def test_evaluation_equals_emitted_code_on_ragged_columns(name: str) -> None:
    compare(WRITTEN[name])


def compare(rows: list[Row]) -> None:
    program = learn(*rows[:4])
    if program.refusal is not None:
        return
    module = emitted(program)
    for cells in [row for row, _ in rows] + probes([row for row, _ in rows[4:]]):
        assert same(module(*cells), evaluated(program, *cells)), cells


@pytest.mark.parametrize("name", WRITTEN)
def test_written_tasks_have_rows_to_learn_from_and_rows_to_judge(name: str) -> None:
    rows = WRITTEN[name]
    assert len({repr(cells) for cells, _ in rows}) == len(rows) >= 8
    assert len({len(cells) for cells, _ in rows}) == 1
    assert len({repr(answer) for _, answer in rows}) >= 2


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.domain}-{task.name}")
def test_rows_are_drawn_alike_every_time(task: Task) -> None:
    drawn = task.rows(11)
    assert drawn == task.rows(11)
    assert len({repr(cells) for cells, _ in drawn}) == len(drawn) >= 5
    assert len({repr(answer) for _, answer in drawn}) >= 2


@pytest.mark.parametrize("task", SCALAR, ids=lambda task: f"{task.domain}-{task.name}")
def test_none_on_scalars_is_answered_wrongly(task: Task) -> None:
    drawn = task.rows(11)
    assert verdict(drawn[:3], drawn[3:]) != "wrong"
