from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.frontend.thread import CodeResult, HelperInfo
from llmjit.model import Completion, FunctionModel
from llmjit.record import Toolbox, ask_arguments, ask_call, ask_list, ask_type, record
from llmjit.record.sites import BadSiteAnswer


def says(*answers: str) -> FunctionModel:
    script = iter(answers)
    return FunctionModel(lambda _: next(script))


def test_a_call_gives_text_and_what_was_asked() -> None:
    answer = ask_call(says(" yes \n"), ["a\n<helpers>\nb", 3], "is it?")
    assert answer.value == "yes"
    (call,) = answer.calls
    assert (call.kind, call.instruction, call.inputs, call.value) == (
        "llm_call",
        "is it?",
        ("a\n<helpers>\nb", 3),
        "yes",
    )
    assert "<helpers>" not in call.prompt[0]["content"]
    assert "is it?" in call.prompt[0]["content"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ('["a", "b", "c"]', str, ["a", "b"]),
        ("```json\n[1, 2]\n```", int, [1, 2]),
        ("['a']", str, ["a"]),
        ("[]", str, []),
        ('["1,200", "3"]', int, [1200, 3]),
        ('["2024-01-02"]', "date", [datetime.date(2024, 1, 2)]),
    ],
)
def test_lists(text: str, kind, value: list) -> None:
    assert ask_list(says(text), "x", "pick", 2, kind).value == value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (" 12 ", int, 12),
        ("1,200.5", float, 1200.5),
        ("Yes.", bool, True),
        ('{"a": 1}', dict, {"a": 1}),
        ("2024-01-02T03:04:05", "datetime", datetime.datetime(2024, 1, 2, 3, 4, 5)),
        ("plain", str, "plain"),
    ],
)
def test_types(text: str, kind, value) -> None:
    got = ask_type(says(text), object(), kind).value
    assert got == value and type(got) is type(value)


def test_an_answer_that_cannot_be_read_is_asked_again() -> None:
    answer = ask_type(says("about twelve", "12"), "a dozen", int)
    assert answer.value == 12
    assert [call.value for call in answer.calls] == [None, 12]
    assert "Answer again" in answer.calls[1].prompt[-1]["content"]
    with pytest.raises(BadSiteAnswer, match="3 answers"):
        ask_type(says("x", "y", "z"), "a dozen", int)


def test_half_an_answer_is_asked_again() -> None:
    answers = iter([Completion(text="hal", cut_off=True), Completion(text="whole")])
    assert ask_call(FunctionModel(lambda _: next(answers)), [], "go").value == "whole"


def test_arguments_are_those_asked_for() -> None:
    info = HelperInfo(name="price", signature="(ticker: str, currency: str = 'USD') -> float")
    answer = ask_arguments(says('{"ticker": "NVDA", "other": 1}'), "nvidia", info, ["ticker"])
    assert answer.value == {"ticker": "NVDA"}


@given(st.text())
def test_any_answer_is_read_or_refused(text: str) -> None:
    for ask in (
        lambda: ask_type(says(text, text, text), "", float),
        lambda: ask_list(says(text, text, text), "", "", None, int),
    ):
        with suppress(BadSiteAnswer):
            ask()


def run(code: str, *answers: str) -> tuple[object, list[CodeResult]]:
    def price(ticker: str) -> float:
        """The price."""
        return 2.5

    model = says(f"<helpers>\n{code}\n</helpers>", *answers, "ended")
    thread = record("go", Toolbox.of([price]), model)
    return thread.result, [part for _, part in thread.parts() if isinstance(part, CodeResult)]


def test_the_order_of_arguments() -> None:
    assert run("result(llm_call(['a', 1], 'join'))", "a1")[0] == "a1"
    assert run("result(llm_call('a', 'join'))", "a1")[0] == "a1"
    assert run("result(llm_list_bind('a b c', 'letters', 2, str))", '["a","b","c"]')[0] == ["a", "b"]
    assert run("result(llm_list_bind('1', 'numbers', list_type=int))", "[1]")[0] == [1]
    assert run("result(coerce('a dozen', int))", "12")[0] == 12
    assert run("result(coerce(12, int))")[0] == 12
    assert run("import datetime\nresult(coerce('x', datetime.date))", "2024-01-02")[0] == datetime.date(
        2024, 1, 2
    )
    assert run("guard(1 < 2, 'order')\nresult('held')")[0] == "held"


def test_a_binding_calls_the_helper_and_records_both() -> None:
    value, (result,) = run("result(llm_bind('nvidia please', 'price(ticker)'))", '{"ticker": "NVDA"}')
    assert value == 2.5
    assert (result.model_calls[0].kind, result.model_calls[0].value) == ("llm_bind", {"ticker": "NVDA"})
    assert (result.helper_calls[0].helper, result.helper_calls[0].kwargs) == ("price", {"ticker": "NVDA"})


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("guard(False, 'the total is positive')", "AssertionError", "the total is positive"),
        ("guard(lambda: True, 'x')", "TypeError", "a condition, not a function"),
        ("guard()", "TypeError", "guard()"),
        ("llm_call('a')", "TypeError", "instruction"),
        ("llm_call('a', 3)", "TypeError", "must be text"),
        ("llm_list_bind('a', 'b', -1)", "TypeError", "count"),
        ("llm_bind('a', 'nope(x)')", "ValueError", "the helpers are: price"),
        ("coerce('a', set)", "TypeError", "cannot read a value of type set"),
        ("price(1)", "TypeError", "argument ticker"),
        ("price('a', 'b')", "TypeError", "too many positional"),
    ],
)
def test_wrong_calls_go_back_to_the_block(code: str, kind: str, words: str) -> None:
    _, (result,) = run(code)
    assert result.error.type == kind
    assert words in result.error.message
    assert (result.guard is not None) == (kind == "AssertionError")
