from __future__ import annotations

import pytest

from llmjit.diagnostic import CompileError
from llmjit.frontend.recording import NotRecorded, RecordedError, Recording
from llmjit.frontend.thread import CodeBlock, CodeResult, ErrorInfo, HelperCall, Message, ModelCall, Thread
from llmjit.ir.parser import parse
from llmjit.replay import replay, validate
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
LOWERED = parse(
    """
program @weigh(%item: str) -> str specialized {
  request "weigh {item}"
  hole "item" "[a-z]+" as "text"
  helper @grams "(item)" !read
  site @unit llm_call("grams") -> str {
    observed (80,) -> "g"
  }
  %grams = call @grams(%item) !read
  %unit = site @unit(%grams)
  return %unit
}
"""
)


def thread(result: str = "80 g", error: ErrorInfo | None = None, grams: tuple[int, ...] = (80,)) -> Thread:
    ran = CodeResult(
        block="b1",
        helper_calls=tuple(
            HelperCall(id=f"h{n}", helper="grams", args=("tea",), value=value, error=error)
            for n, value in enumerate(grams)
        ),
        model_calls=(ModelCall(id="m1", kind="llm_call", inputs=(80,), value="g"),),
    )
    messages = (
        Message(role="assistant", parts=(CodeBlock(id="b1", source="..."),)),
        Message(role="user", parts=(ran,)),
    )
    return Thread(id="t1", request="weigh tea", messages=messages, result=result, has_result=True)


def program() -> Program:
    return Program.from_source("weigh", SOURCE)


def test_helpers_and_models_answer_what_was_recorded() -> None:
    assert replay(program(), LOWERED, thread()) == "80 g"
    validate(program(), LOWERED, thread())


def test_a_different_result_is_a_compile_error_with_both() -> None:
    with pytest.raises(CompileError, match="recorded '81 g', got '80 g'"):
        validate(program(), LOWERED, thread("81 g"))


def test_a_call_that_was_never_made_is_named() -> None:
    salt = thread().model_copy(update={"request": "weigh salt"})
    with pytest.raises(NotRecorded, match=r"grams\('salt'\)"):
        replay(program(), LOWERED, salt)


def test_a_model_is_never_asked_what_it_was_not_asked() -> None:
    with pytest.raises(NotRecorded, match="unit"):
        replay(program(), LOWERED, thread(grams=(79,)))


def test_a_recorded_exception_is_raised_again() -> None:
    with pytest.raises(RecordedError, match="KeyError: tea"):
        replay(program(), LOWERED, thread(error=ErrorInfo(type="KeyError", message="tea")))


def test_repeated_calls_get_their_answers_in_order() -> None:
    recording = Recording(thread(grams=(80, 81)))
    assert [recording.call("grams", ("tea",), {}) for _ in range(3)] == [80, 81, 81]
