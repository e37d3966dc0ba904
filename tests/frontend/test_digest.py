from __future__ import annotations

import datetime

import llmjit
from llmjit.frontend.digest import thread_digest
from llmjit.frontend.formats.writer import write_threads
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, Message, Thread


def thread(value: object = 80) -> Thread:
    call = HelperCall(id="h1", helper="grams", args=("tea",), value=value)
    parts = (CodeBlock(id="b1", source="x = grams('tea')"), CodeResult(block="b1", helper_calls=(call,)))
    messages = (
        Message(role="user", parts=()),
        Message(role="assistant", parts=parts[:1]),
        Message(role="user", parts=parts[1:]),
    )
    return Thread(id="t1", request="weigh tea", messages=messages, result=value, has_result=True)


def test_where_the_thread_was_read_from_is_no_part_of_it() -> None:
    moved = thread().model_copy(update={"source": "elsewhere.jsonl:3", "format": "openai_chat"})
    assert thread_digest(moved) == thread_digest(thread())


def test_a_thread_written_and_read_again_keeps_its_digest(tmp_path) -> None:
    for value in (80, 1.5, float("nan"), "tea", [1, {"a": None}], datetime.date(2026, 11, 20)):
        write_threads(tmp_path / "t.jsonl", [thread(value)])
        (again,) = llmjit.read_threads(tmp_path / "t.jsonl")
        assert thread_digest(again) == thread_digest(thread(value)), value


def test_every_value_and_its_type_counts() -> None:
    values = [80, 80.0, "80", True, None, [80], (80,), {"80": 80}, float("nan"), "\ud800"]
    assert len({thread_digest(thread(value)) for value in values}) == len(values)
