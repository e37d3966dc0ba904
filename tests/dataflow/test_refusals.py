"""What a user is told when threads do not make a program: where the task stands, what is wrong, what to do."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import llmjit
from llmjit.diagnostic import CompileError
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record


def chat(id: str, request: str, *calls: tuple[str, dict[str, str], object]) -> Thread:
    messages = [
        Message(role="system", parts=(Text(text="# Rules of the house\nBe polite."),)),
        Message(role="user", parts=(Text(text=request),)),
    ]
    for index, (name, arguments, content) in enumerate(calls):
        call = ToolCall(id=f"c{index}", name=name, arguments=arguments)
        answer = ToolResult(call=f"c{index}", name=name, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(answer,))]
    return Thread(id=id, request=request, messages=tuple(messages))


def told(threads: Sequence[Thread]) -> str:
    with pytest.raises(CompileError) as caught:
        llmjit.compile(threads)
    return str(caught.value)


def test_a_chat_is_pointed_at_where_its_user_asks(golden) -> None:
    threads = [
        chat("t1", "Where is my parcel P1?", ("find_parcel", {"number": "P1"}, "Oslo")),
        chat("t2", "Please close the account of Kaya.", ("close_account", {"name": "Kaya"}, "closed")),
    ]
    golden("merge/chats_of_two_tasks.err", told(threads) + "\n")


def test_a_chat_in_which_nothing_was_done_is_named_as_such(golden) -> None:
    threads = [
        chat("t1", "Where is my parcel P1?", ("find_parcel", {"number": "P1"}, "Oslo")),
        chat("t2", "Where is my parcel P2?"),
    ]
    golden("merge/chat_without_calls.err", told(threads) + "\n")


def test_code_that_parts_is_shown_in_both_threads(golden) -> None:
    helpers = {"stock": lambda name: 5, "order_more": lambda name: "ordered"}
    threads = [
        record("Is there zinc left?", ["left = stock('zinc')\nleft", "'yes'"], helpers, id="t1"),
        record("Is there tin left?", ["left = stock('tin')\nleft", "order_more('tin')"], helpers, id="t2"),
    ]
    golden("merge/code_that_parts.err", told(threads) + "\n")


def bill(id: str, count: int, each: int, result: int) -> Thread:
    code = f"count = {count}\neach = {each}\ncount * each"
    thread = record(f"What do {count} sacks at {each} each cost?", [code], id=id)
    if result != count * each:
        code = f"count = {count}\neach = {each}\n{result}"
        thread = record(f"What do {count} sacks at {each} each cost?", [code], id=id)
    return thread


def test_one_wrong_recording_of_three_is_named(golden) -> None:
    threads = [bill("t1", 7, 13, 91), bill("t2", 4, 31, 125), bill("t3", 12, 17, 204)]
    golden("merge/one_wrong_of_three.err", told(threads) + "\n")


def test_recordings_that_contradict_each_other_are_both_named(golden) -> None:
    golden("merge/contradiction.err", told([bill("t1", 7, 13, 91), bill("t2", 7, 13, 95)]) + "\n")


def test_threads_of_which_no_code_fits_all_are_all_named(golden) -> None:
    threads = [bill("t1", 7, 13, 90), bill("t2", 4, 31, 125), bill("t3", 12, 17, 20)]
    golden("merge/nothing_fits.err", told(threads) + "\n")
