from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from llmjit.effects import helper
from llmjit.frontend.formats.registry import read_threads
from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.frontend.thread import CodeBlock, CodeResult, Thread
from llmjit.guard import GuardFailed
from llmjit.model import FunctionModel
from llmjit.record import Toolbox
from llmjit.record.deopt import continuation, rest_of
from llmjit.runtime.program import Program

SOURCE = textwrap.dedent('''
    """A program."""
    from llmjit.runtime.abi import GuardFailed, current


    def total(city: str = "Paris") -> str:
        run = current()
        rows = run.call("read_rows", city)
        run.call("note", "started")
        kinds = sorted({row["kind"] for row in rows})
        if kinds != ["a"]:
            raise GuardFailed("the kind of every row was a until now", subject="kinds", seen=kinds)
        amounts = [row["amount"] for row in rows]
        return f"{sum(amounts)} in {city}"
''')


class World:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def toolbox(self) -> Toolbox:
        def read_rows(city: str) -> list[dict]:
            """The rows of a city."""
            return [{"kind": "a", "amount": 3}, {"kind": "b", "amount": 4}]

        @helper(effect="write")
        def note(text: str) -> None:
            """Write a note."""
            self.notes.append(text)

        return Toolbox.of([read_rows, note])


@pytest.fixture
def world() -> World:
    return World()


def run(world: World, *answers: str, **options) -> tuple[object, list, list[Thread]]:
    heard: list = []
    threads: list[Thread] = []
    script = list(answers)

    def model(messages):
        heard.append(messages)
        return script.pop(0)

    tools = world.toolbox()
    program = Program.from_source("total", SOURCE).with_(
        helpers={h.name: h.function for h in tools},
        continuation=continuation(
            tools, lambda: FunctionModel(model), source=SOURCE, learned=threads.append, **options
        ),
    )
    return program(city="Oslo"), heard, threads


def test_the_model_goes_on_with_what_is_alive(world: World) -> None:
    answer = "<helpers>\nresult(f\"{sum(row['amount'] for row in rows)} of {len(kinds)} kinds in {city}\")\n</helpers>"
    value, heard, (thread,) = run(world, answer)
    assert value == "7 of 2 kinds in Oslo"
    asked = heard[0][-1]["content"]
    assert "the kind of every row was a until now" in asked
    assert "amounts = [row" in asked and 'call("read_rows"' not in asked.split("```python")[1]
    assert "kinds = ['a', 'b']" in asked and "city = 'Oslo'" in asked
    assert world.notes == ["started"]
    assert thread.result == value


def test_the_new_thread_stands_on_its_own(world: World) -> None:
    _, _, (thread,) = run(world, "<helpers>\nresult(len(rows))\n</helpers>")
    first, second = (part for _, part in thread.parts() if isinstance(part, CodeBlock))
    assert "rows = read_rows('Oslo')" in first.source
    assert "kinds = ['a', 'b']" in first.source and "city = 'Oslo'" in first.source
    results = [part for _, part in thread.parts() if isinstance(part, CodeResult)]
    calls = results[0].helper_calls
    assert [(c.helper, c.effect) for c in calls] == [("read_rows", "read"), ("note", "write")]
    for call in calls:
        assert call.helper in first.source.split("\n")[call.line - 1]
    assert first.id != second.id
    assert thread.request == "total(city='Oslo')"


def test_a_write_that_was_made_is_not_made_again(world: World) -> None:
    answer = "<helpers>\nnote('started')\nnote('more')\nnote('started')\nresult(1)\n</helpers>"
    run(world, answer)
    assert world.notes == ["started", "more", "started"]  # the first one is the program's own


def test_it_is_recorded(world: World, tmp_path: Path) -> None:
    path = tmp_path / "deopts.jsonl"
    answer = "<helpers>\nresult(read_rows('Oslo')[0]['amount'])\n</helpers>"
    value, _, (thread,) = run(world, answer, writer=lambda: ThreadWriter(path, append=True))
    (read,) = read_threads(path)
    assert read.result == value == 3
    assert read.model_copy(update={"source": ""}) == thread.model_copy(update={"source": ""})


def test_without_a_continuation_the_guard_is_raised(world: World) -> None:
    tools = world.toolbox()
    program = Program.from_source("total", SOURCE).with_(helpers={h.name: h.function for h in tools})
    with pytest.raises(GuardFailed):
        program()


def test_the_rest_begins_with_the_statement_that_stopped() -> None:
    source = (
        "def f(a):\n    x = 1\n    for i in a:\n        if i:\n            stop()\n    return x\n\ny = 3\n"
    )
    assert rest_of(source, 5) == "for i in a:\n    if i:\n        stop()\nreturn x"
    assert rest_of(source, 8) == ""
    assert rest_of("def f(:", 1) == ""
