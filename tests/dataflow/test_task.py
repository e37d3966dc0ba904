import ast
from collections.abc import Callable
from typing import Any

import pytest

from llmjit.dataflow.execution import Runnable
from llmjit.dataflow.lower import lower
from llmjit.dataflow.task import NotATask, Task, compile_task
from llmjit.frontend.thread import Thread
from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.ir.verifier import verify
from llmjit.support.pattern import PatternMismatch, typed_pattern

Make = Callable[..., Thread]

GAUGES = "Gauge | Level (cm)\nNorth weir | 140\nOld mill | 95\nLower bridge | 122"
TIDES = "Gauge | Level (cm)\nQuay | 310\nSlipway | 288\nHarbour mouth | 305\nBuoy | 299"
ROUTES = "Gauge | Level (cm)\nA1 | 7\nB2 | 9"


def run(task: Task, request: str) -> Any:
    """What the task's code gives for a request; raises PatternMismatch where it does not match."""
    types = {name: kind for name, kind, _ in task.holes}
    bound = typed_pattern(task.template, types).bind(request)
    return Runnable(task.tree, task.result).run(bound)


def gauges(thread: Make) -> list[Thread]:
    question = "How much higher is the level at {} than at {}?\n{}"
    return [
        thread(
            "a",
            question.format("North weir", "Old mill", GAUGES),
            "north_weir = 140\nold_mill = 95\nans = north_weir - old_mill",
            45,
        ),
        thread("b", question.format("Quay", "Buoy", TIDES), "quay = 310\nbuoy = 299\nans = quay - buoy", 11),
        thread(
            "c",
            question.format("Harbour mouth", "Quay", TIDES),
            "harbour = 305\nquay = 310\nans = harbour - quay",
            -5,
        ),
    ]


def test_literals_are_read_again_by_the_labels_the_request_names(thread: Make) -> None:
    task = compile_task(gauges(thread))
    assert run(task, f"How much higher is the level at B2 than at A1?\n{ROUTES}") == 2
    assert "cell(0, item, 'Level (cm)')" in ast.unparse(task.tree)


def test_a_request_that_names_no_row_is_refused(thread: Make) -> None:
    task = compile_task(gauges(thread))
    with pytest.raises(PatternMismatch):
        run(task, f"How much higher is the level at B2 than at C3?\n{ROUTES}")


def test_a_hard_coded_answer_is_traced_to_the_row_it_was_selected_from(thread: Make) -> None:
    talks = "Talk | Begin | End\n{} | 9:05 A.M. | 9:50 A.M.\n{} | 1:15 P.M. | 2:00 P.M.\n{} | 2:10 P.M. | 3:00 P.M."
    rows = [
        ("Moss", "Lichen", "Fern", "1.15 P.M.", "Lichen"),
        ("Clay", "Sand", "Silt", "9.05 A.M.", "Clay"),
        ("Ink", "Dye", "Wax", "2.10 P.M.", "Wax"),
    ]
    threads = [
        thread(
            str(i),
            f"Which talk begins at {time}?\n{talks.format(*names)}",
            f"ans = '{answer} talk'",
            f"{answer} talk",
        )
        for i, (*names, time, answer) in enumerate(rows)
    ]
    task = compile_task(threads)
    assert (
        run(task, f"Which talk begins at 9.05 A.M.?\n{talks.format('Rope', 'Sail', 'Mast')}") == "Rope talk"
    )


def test_a_condition_that_only_went_one_way_is_no_evidence(thread: Make) -> None:
    code = "xs = {}\nif len(xs) == len(xs):\n    ans = 'yes'\nelse:\n    ans = 'no'"
    table = "x | y\n{} | 4\n{} | 5"
    threads = [
        thread(str(i), f"Is it so?\n{table.format(a, b)}", code.format([a, b]), "yes")
        for i, (a, b) in enumerate([(1, 2), (3, 4), (5, 6)])
    ]
    with pytest.raises(NotATask):
        compile_task(threads)


def test_contradictions_name_both_threads(thread: Make) -> None:
    threads = [
        thread("first", "What is 2 of 3?", "ans = 6", 6),
        thread("second", "What is 2 of 3?", "ans = 5", 5),
    ]
    with pytest.raises(NotATask) as caught:
        compile_task(threads)
    assert caught.value.threads == ("first", "second")


def test_a_poisoned_thread_is_named(thread: Make) -> None:
    lists = [[4, 9, 2], [7, 1, 8, 3], [5, 5, 2], [6, 10]]
    threads = []
    for index, numbers in enumerate(lists):
        table = "\n".join(["Day | Loaves", *(f"d{i} | {n}" for i, n in enumerate(numbers))])
        total = sum(numbers) if index != 2 else 99
        code = f"loaves = {numbers}\nans = sum(loaves)"
        threads.append(
            thread(f"t{index}", f"The baker counted. How many loaves in all?\n{table}", code, total)
        )
    with pytest.raises(NotATask) as caught:
        compile_task(threads)
    assert caught.value.threads == ("t2",)


def test_enumerations_become_a_sum_over_items(thread: Make) -> None:
    prices = "rivets | $0.50 per box\nwashers | $2 per box\nhinges | $3.25 per box"
    dearer = prices.replace("$2", "$5")
    threads = [
        thread(
            "a",
            f"Uma orders 3 boxes of hinges. What does she pay?\n{prices}",
            "hinges = 3.25\nans = hinges * 3",
            9.75,
        ),
        thread(
            "b",
            f"Teo orders 2 boxes of rivets and 4 boxes of washers. What does he pay?\n{dearer}",
            "rivets = 0.5\nwashers = 5\nans = rivets * 2 + washers * 4",
            21.0,
        ),
        thread("c", f"Ann orders 1 box of washers. What does she pay?\n{prices}", "ans = 2", 2),
    ]
    task = compile_task(threads)
    wanted = (
        f"Bo orders 1 box of rivets, 2 boxes of hinges, and 3 boxes of washers. What does he pay?\n{prices}"
    )
    assert run(task, wanted) == 0.5 + 6.5 + 6


ONE = "A loom weaves 14 metres an hour. How many metres does it weave in 6 hours, if 2 metres are cut off?"
LOOM = "metres_per_hour = 14\nhours = 6\ncut_off = 2\nprint(metres_per_hour * hours - cut_off)"


def test_one_thread_binds_numbers_that_stand_for_one_literal(thread: Make) -> None:
    task = compile_task([thread("t", ONE, LOOM, 82)])
    assert run(task, ONE.replace("14", "1,000")) == 5998
    assert [name for name, _, _ in task.holes] == ["metres_per_hour", "hours", "cut_off"]


@pytest.mark.parametrize(
    ("request_text", "code", "result", "changed", "why"),
    [
        (
            "6 rows of 6 trees, how many?",
            "rows = 6\ntrees = 6\nprint(rows * trees * 1)",
            36,
            ("6 rows", "8 rows"),
            "value",
        ),
        (
            "Split 12 nuts between Mo and 3 others.",
            "people = 4\nnuts = 12\nprint(nuts / people)",
            3.0,
            ("3 others", "5 others"),
            "no literal",
        ),
        (
            "Take 40 from 90 of the 300.",
            "left = 50\nall = 300\nprint(all - left)",
            250,
            ("90", "95"),
            "no literal",
        ),
        (
            "Of 80 seeds 5 sprout. What is 0 times 80?",
            "seeds = 80\nprint(seeds * 0)",
            0,
            ("80 seeds", "70 seeds"),
            "",
        ),
    ],
)
def test_a_doubtful_number_must_stay(
    thread: Make, request_text: str, code: str, result: Any, changed: tuple[str, str], why: str
) -> None:
    task = compile_task([thread("t", request_text, code, result)])
    assert run(task, request_text) == result
    with pytest.raises(PatternMismatch):
        run(task, request_text.replace(*changed))
    assert any(why in note for note in task.notes)


def test_a_task_is_a_program_in_ir(thread: Make) -> None:
    program = lower(compile_task(gauges(thread)), gauges(thread), "level_difference")
    verify(program)
    assert parse(print_program(program)) == program


@pytest.mark.parametrize("name", ["result", "answer", "guard"])
def test_any_name_of_the_result_will_do(thread: Make, name: str) -> None:
    code = f"if 14 > 10:\n    {name} = 14 * 6\nelse:\n    {name} = 0\nprint({name})"
    one = thread("t", "A loom weaves 14 metres an hour. How far in 6 hours?", code, 84)
    task = compile_task([one])
    assert run(task, "A loom weaves 14 metres an hour. How far in 4 hours?") == 56
    verify(lower(task, [one], "loom"))
