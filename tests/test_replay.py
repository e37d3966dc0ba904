from __future__ import annotations

import pytest

from llmjit.diagnostic import CompileError
from llmjit.frontend.thread import CodeBlock, CodeResult, ErrorInfo, HelperCall, Message, ModelCall, Thread
from llmjit.replay import NotRecorded, RecordedError, Recording, replay, validate
from llmjit.runtime.program import Program

SOURCE = """
from llmjit.runtime.abi import Hole, RequestPattern, current

REQUEST = RequestPattern("weigh {item}", {"item": Hole("[a-z]+")})


def weigh(item: str) -> str:
    run = current()
    grams = run.call("grams", item)
    unit = run.site("unit", None, grams)
    return f"{grams} {unit}"
"""


def thread(result: str = "80 g", error: ErrorInfo | None = None) -> Thread:
    ran = CodeResult(
        block="b1",
        helper_calls=(HelperCall(id="h1", helper="grams", args=("tea",), value=80, error=error),),
        model_calls=(ModelCall(id="m1", kind="llm_call", inputs=(80,), value="g"),),
    )
    messages = (
        Message(role="assistant", parts=(CodeBlock(id="b1", source="..."),)),
        Message(role="user", parts=(ran,)),
    )
    return Thread(id="t1", request="weigh tea", messages=messages, result=result, has_result=True)


def test_helpers_and_models_answer_what_was_recorded() -> None:
    program = Program.from_source("weigh", SOURCE)
    assert replay(program, thread()) == "80 g"
    assert replay(program, thread(), {"item": "tea"}) == "80 g"
    validate(program, thread())


def test_a_different_result_is_a_compile_error_with_both() -> None:
    with pytest.raises(CompileError, match="recorded '81 g', got '80 g'"):
        validate(Program.from_source("weigh", SOURCE), thread("81 g"))


def test_a_call_that_was_never_made_is_named() -> None:
    with pytest.raises(NotRecorded, match=r"grams\('salt'\)"):
        replay(Program.from_source("weigh", SOURCE), thread(), {"item": "salt"})


def test_a_recorded_exception_is_raised_again() -> None:
    with pytest.raises(RecordedError, match="KeyError: tea"):
        replay(Program.from_source("weigh", SOURCE), thread(error=ErrorInfo(type="KeyError", message="tea")))


def test_repeated_calls_get_their_answers_in_order() -> None:
    recording = Recording.of(thread())
    recording.calls.append(recording.calls[0].__class__("grams", ("tea",), {}, 81))
    grams = recording.helpers()["grams"]
    assert [grams("tea"), grams("tea"), grams("tea")] == [80, 81, 81]
