"""Numbers in requests: bound only where they are written as those that were recorded, or beyond doubt."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

import llmjit
from llmjit.diagnostic import CompileError
from llmjit.frontend.thread import Thread
from llmjit.guard import GuardFailed

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record

LEFT = {"left": lambda item: 2000}


def taken(number: str, value: float, item: str, id: str) -> Thread:
    code = f"have = left({item!r})\nhave - {value}"
    return record(f"Take {number} of {item}, how many are left?", [code], LEFT, id=id)


def stacked(number: str, value: float, item: str, id: str) -> Thread:
    code = f"height = {value}\nheight * 4"
    return record(f"A stack of {number} boxes of {item}, four such: how many boxes?", [code], id=id)


ONE = {
    "one thread": [taken("3", 3, "zinc", "t1")],
    "merged": [taken("3", 3, "zinc", "t1"), taken("15", 15, "tin", "t2")],
}
PLAIN = {
    "one thread": [stacked("3", 3, "zinc", "t1")],
    "merged": [stacked("3", 3, "zinc", "t1"), stacked("15", 15, "tin", "t2")],
}


@pytest.mark.parametrize("threads", ONE.values(), ids=ONE)
@pytest.mark.parametrize(
    "number", ["-2", "1,5", "1.000.000", "2.5", "", "1,00", "12,34,567", "3-4", "3e2", "٣"]
)
def test_a_number_of_another_form_is_refused(threads: list[Thread], number: str) -> None:
    program = llmjit.compile(threads).with_(helpers=LEFT)
    with pytest.raises(GuardFailed):
        program(f"Take {number} of zinc, how many are left?")


@pytest.mark.parametrize("threads", ONE.values(), ids=ONE)
@pytest.mark.parametrize(("number", "expected"), [("7", 1993), ("1,500", 500), ("0", 2000)])
def test_a_whole_number_is_read(threads: list[Thread], number: str, expected: int) -> None:
    program = llmjit.compile(threads).with_(helpers=LEFT)
    assert program(f"Take {number} of zinc, how many are left?") == expected


@pytest.mark.parametrize("threads", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("number", ["-2", "1,5", "1.000.000", "", "1,00", "12,34,567", "3-4"])
def test_code_alone_refuses_them_too(threads: list[Thread], number: str) -> None:
    with pytest.raises(GuardFailed):
        llmjit.compile(threads)(f"A stack of {number} boxes of zinc, four such: how many boxes?")


def test_signs_and_fractions_that_were_recorded_are_read() -> None:
    program = llmjit.compile([taken("-3", -3, "zinc", "t1"), taken("2.5", 2.5, "tin", "t2")])
    program = program.with_(helpers=LEFT)
    assert program("Take -1.25 of zinc, how many are left?") == 2001.25
    assert program("Take 7 of zinc, how many are left?") == 1993


def test_a_hole_that_is_empty_in_one_request_is_no_hole() -> None:
    with pytest.raises(CompileError, match="share too little"):
        llmjit.compile([taken("3", 3, "zinc", "t1"), taken("", 1, "zinc", "t2")])


def test_two_numbers_that_were_equal_in_all_requests_must_be_equal() -> None:
    def moved(count: int, id: str) -> Thread:
        blocks = [f"move({count}, {count})"]
        return record(f"Move {count} of the {count} bags.", blocks, {"move": lambda a, b: [a, b]}, id=id)

    program = llmjit.compile([moved(3, "t1"), moved(5, "t2")]).with_(helpers={"move": lambda a, b: [a, b]})
    assert program("Move 7 of the 7 bags.") == [7, 7]
    with pytest.raises(GuardFailed):
        program("Move 7 of the 8 bags.")


def test_two_numbers_that_are_equal_in_one_thread_stay() -> None:
    thread = record("Move 3 of the 3 bags.", ["move(3, 3)"], {"move": lambda a, b: [a, b]})
    program = llmjit.compile([thread]).with_(helpers={"move": lambda a, b: [a, b]})
    with pytest.raises(GuardFailed):
        program("Move 7 of the 8 bags.")
