"""Every pass's docstring is its first test."""

from __future__ import annotations

import re
import textwrap

import pytest

from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, Message, Thread
from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.model.resolve import resolve_model
from llmjit.options import CompileOptions
from llmjit.passes.base import Context
from llmjit.passes.manager import run_passes
from llmjit.passes.pipeline import ORDER, load_pass, pass_names


def _thread(name: str, request: str, code: str, result: int) -> Thread:
    block, ran = CodeBlock(id="b1", source=code), CodeResult(block="b1", value=result, has_value=True)
    messages = (Message(role="assistant", parts=(block,)), Message(role="user", parts=(ran,)))
    return Thread(id=name, request=request, messages=messages, result=result, has_result=True)


def _rates() -> Thread:
    call = HelperCall(id="c1", helper="rates", args=("USD",), value="{'AUD': 1.540697, 'EUR': 0.921}")
    block, ran = (
        CodeBlock(id="b1", source="print(rates('USD'))"),
        CodeResult(block="b1", helper_calls=(call,)),
    )
    messages = (Message(role="assistant", parts=(block,)), Message(role="user", parts=(ran,)))
    return Thread(id="t1", request="what are 20 USD in AUD?", messages=messages)


def _cancelled() -> Thread:
    calls = (
        HelperCall(id="c1", helper="orders_of", args=("me",), value={"open": ["A1", "B2"]}),
        HelperCall(id="c2", helper="cancel", args=("A1",), value="done", effect="write"),
        HelperCall(id="c3", helper="cancel", args=("B2",), value="done", effect="write"),
    )
    block, ran = CodeBlock(id="b1", source="orders_of('me')"), CodeResult(block="b1", helper_calls=calls)
    messages = (Message(role="assistant", parts=(block,)), Message(role="user", parts=(ran,)))
    return Thread(id="t1", request="cancel all my open orders", messages=messages)


def _currency() -> Thread:
    calls = (HelperCall(id="c1", helper="invoice", value="Currency: USD"),)
    more = (HelperCall(id="c2", helper="rates", args=("USD",), value="{}"),)
    parts = [
        (CodeBlock(id="b1", source="print(invoice())"), CodeResult(block="b1", helper_calls=calls)),
        (CodeBlock(id="b2", source="rates('USD')"), CodeResult(block="b2", helper_calls=more)),
    ]
    messages = [Message(role="assistant", parts=pair) for pair in parts]
    return Thread(id="t1", request="what are the rates of my invoice?", messages=tuple(messages))


THREADS = {
    "resolve_arguments": (_currency(),),
    "roll_loops": (_cancelled(),),
    "resolve_transcriptions": (_rates(),),
    "merge_threads": (
        _thread(
            "t1",
            "What is the price of 2 sacks of zinc at 7 each?",
            "sacks = 2\neach = 7\ntotal = sacks * each",
            14,
        ),
        _thread(
            "t2",
            "What is the price of 5 sacks of tin at 3 each?",
            "sacks = 5\neach = 3\ntotal = sacks * each",
            15,
        ),
    ),
}

ANSWERS = {
    "improve_names": '{"names": {"x": "fields", "y": "count"}, "summary": "Count the fields of a line."}',
}


@pytest.mark.parametrize("name", pass_names())
def test_the_docstring_is_what_the_pass_does(name: str) -> None:
    each = load_pass(name)
    assert each.name == name
    text = type(each).__doc__ or ""
    parts = re.findall(r"(?:Before|After):\n\n(.*?\n        }\n)", text, re.S)
    assert len(parts) == 2, f"{name} shows no example"
    before, after = (textwrap.dedent(part) for part in parts)
    model = resolve_model(lambda messages: ANSWERS[name]) if name in ANSWERS else None
    options = CompileOptions(names=name in ANSWERS)
    ctx = Context(threads=THREADS.get(name, ()), model=model, options=options)
    got = run_passes(parse(before), [each], ctx)
    assert print_program(got) == print_program(parse(after))


def test_every_place_in_the_order_has_its_reason() -> None:
    assert len({name for name, _ in ORDER}) == len(ORDER)
    assert all(len(reason) > 20 for _, reason in ORDER)
