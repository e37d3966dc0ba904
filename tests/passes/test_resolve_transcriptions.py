from typing import Any

import pytest

from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, HelperInfo, Message, Thread
from llmjit.ir import ops
from llmjit.ir.program import Program
from llmjit.ir.walk import walk
from llmjit.passes.base import Context
from llmjit.passes.manager import run_passes
from llmjit.passes.pipeline import load_pass


def thread(request: str, shown: Any, code: str) -> Thread:
    call = HelperCall(id="c", helper="look", value=shown)
    blocks = [CodeBlock(id="b1", source="seen = look()\nprint(seen)"), CodeBlock(id="b2", source=code)]
    results = [
        CodeResult(block="b1", helper_calls=(call,), output=str(shown)),
        CodeResult(block="b2", output="x"),
    ]
    parts = zip(blocks, results, strict=True)
    messages = [
        Message(role=r, parts=(p,))
        for pair in parts
        for r, p in zip(("assistant", "user"), pair, strict=True)
    ]
    return Thread(id="t", request=request, messages=tuple(messages), helpers=(HelperInfo(name="look"),))


def resolved(request: str, shown: Any, code: str, *more: str) -> tuple[Program, list[str]]:
    recorded = thread(request, shown, code)
    ctx = Context(threads=(recorded,), lifted=())
    passes = [load_pass(name) for name in ("resolve_transcriptions", *more)]
    return run_passes(build_ir(recorded), passes, ctx), [note.text for note in ctx.notes]


@pytest.mark.parametrize(
    "shown", [{"water": {"pH": 6.815}}, "{'water': {'pH': 6.815}}", '{"water": {"pH": "6.815"}}'], ids=repr
)
def test_a_number_is_read_again_by_its_keys(shown: Any) -> None:
    program, _ = resolved("how sour is it?", shown, "acidity = 6.815\nprint(acidity)")
    (site,) = program.sites
    assert site.tier == 1
    assert "'water', 'pH'" in site.source
    assert not any(isinstance(op, ops.Const) and op.value == 6.815 for op in walk(program.body))


def test_a_value_in_two_places_is_told_by_the_name_of_its_variable() -> None:
    shown = {"depth": 4.125, "width": 4.125}
    program, _ = resolved("how wide is it?", shown, "width = 4.125\nprint(width)")
    assert "'width'" in program.sites[0].source


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ({"a": 4.125, "b": 4.125}, "size = 4.125\nprint(size)"),
        ({"a": 4.2}, "size = 3.875\nprint(size)"),
        ({"a": 60}, "minutes = 60\nprint(minutes)"),
        ("Net 100.00", "net = 100.00\nprint(net)"),
        ("ann: 3, bob: 5", "best = 'bo'\nprint(best)"),
        ("ann: 3, bob: 5", "print('bo')"),
        ({"a": 4.2}, "size = 2 * 3.875\nprint(size)"),
        ({"a": 4.2}, "flag = True\nprint(flag)"),
        ({"a": 4.2}, "total = 0\nprint(total)"),
        ({"a": 4.2}, "name = ''\nprint(name)"),
    ],
    ids=[
        "ambiguous",
        "computed",
        "round",
        "round in text",
        "judged",
        "printed at once",
        "in an expression",
        "a flag",
        "none",
        "nothing",
    ],
)
def test_what_the_model_worked_out_of_what_it_saw_is_asked_again(shown: Any, code: str) -> None:
    program, _ = resolved("how big is it?", shown, code)
    (site,) = program.sites
    assert (site.tier, site.source) == (None, "")
    assert site.observations[0].inputs == (shown,)
    assert not any(
        isinstance(op, ops.Const) and op.value == site.observations[0].output for op in program.body
    )


def test_a_choice_that_the_request_names_is_asked_again() -> None:
    program, _ = resolved("is it paid or open?", "due 2026-01-02", "result('open')")
    assert [site.observations[0].output for site in program.sites] == ["open"]


@pytest.mark.parametrize(
    "code",
    [
        "minutes = 60\nprint(minutes * len(seen))",
        "total = 0\nfor name in seen:\n    total += 1\nprint(total)",
        "name = ''\nprint(name + str(seen))",
        "print(2 * len(seen))",
        "flag = False\nfor name in seen:\n    flag = True\nprint(flag)",
    ],
)
def test_ordinary_values_and_parts_of_expressions_stay(code: str) -> None:
    program, _ = resolved("how big is it?", {"a": 4.2}, code)
    assert program.sites == ()


def test_a_value_of_the_request_is_left_to_the_request() -> None:
    program, _ = resolved(
        "is 4.125 right?", {"a": 4.125}, "size = 4.125\nprint(size * len(seen))", "lift_parameters"
    )
    assert program.sites == ()
    assert [param.value.name for param in program.params] == ["size"]


def test_a_value_in_plain_text_becomes_an_open_site() -> None:
    program, _ = resolved("how deep?", "The probe says 4.125 m.", "depth = 4.125\nprint(depth)")
    assert program.sites[0].tier is None
    assert program.sites[0].observations[0].output == 4.125
