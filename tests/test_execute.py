"""A program in the world: deopt at a site, deopt outside any site, with a model and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmjit.backend.emit import emit
from llmjit.diagnostic import LlmjitError
from llmjit.execute import Execution, Outcome
from llmjit.frontend.formats.registry import read_threads
from llmjit.guard import GuardFailed
from llmjit.ir.parser import parse
from llmjit.model import resolve_model
from llmjit.record import Toolbox
from llmjit.runtime.program import Program

IR = """
program @ship(%item: str = "tea") -> str python {
  recorded "ship tea"
  threads "t1"
  request "ship {item}"
  hole "item" "[a-z]+" as "text"
  helper @weigh "(item: str) -> str" !read
  helper @post "(item: str, grams: int) -> str" !write
  site @grams transcription("text") -> int tier 1 {
    observed ("weight 80 g",) -> 80
    evidence 1
    source "grams"
    | from llmjit.runtime.abi import GuardFailed
    |
    | def grams(text):
    |     if not text.startswith("weight "):
    |         raise GuardFailed("a weight begins so", kind="format", subject="text", seen=text)
    |     return int(text[7:-2])
    |
  }
  %text: str = call @weigh(%item) !read @t1:0:1
  %grams: int = site @grams(%text) @t1:1:1
  %ticket: str = call @post(%item, %grams) !write @t1:2:1
  guard "format" of "ticket" if "ticket.startswith('T-')" (ticket=%ticket) evidence 1 because "it begins with T-"
  %number: str = py "ticket[2:]" (ticket=%ticket)
  %out: str = py "f'sent as {number}'" (number=%number)
  return %out
}
"""


class World:
    """The helpers, what they were asked, and what they say."""

    def __init__(self, weight: str = "weight 80 g", ticket: str = "T-7") -> None:
        self.weight, self.ticket = weight, ticket
        self.posted: list[tuple[str, int]] = []

    @property
    def tools(self) -> Toolbox:
        def weigh(item: str) -> str:
            return self.weight

        def post(item: str, grams: int) -> str:
            self.posted.append((item, grams))
            return self.ticket

        return Toolbox.of([weigh, post])


def program() -> Program:
    emitted = emit(parse(IR))
    return Program.from_source("ship", emitted.source, guards=emitted.guards, manifest=emitted.manifest)


def run(world: World, answer=None, **options) -> Outcome:
    model = None if answer is None else resolve_model(answer)
    return Execution(program=program(), tools=world.tools, model=model, **options).run("ship salt")


def test_a_passing_run_asks_nobody() -> None:
    world = World()
    done = run(world, lambda messages: pytest.fail("asked"))
    assert (done.value, done.calls, world.posted) == ("sent as 7", [], [("salt", 80)])


def test_a_site_asks_with_its_own_inputs_and_examples_and_the_program_goes_on() -> None:
    world, prompts = World("80 grams"), []

    def answer(messages):
        prompts.append(messages[-1]["content"])
        return "80"

    done = run(world, answer)
    assert done.value == "sent as 7"
    assert world.posted == [("salt", 80)]
    assert "<text>\n80 grams\n</text>" in prompts[0]
    assert "weight 80 g" in prompts[0]
    assert [(e.site, e.inputs, e.answer) for e in done.sites] == [("grams", ("80 grams",), 80)]


def test_a_model_that_finds_nothing_at_a_site_is_asked_for_the_rest_of_the_task() -> None:
    world, prompts = World("broken scales"), []

    def answer(messages):
        prompts.append(messages[-1]["content"])
        return "UNKNOWN" if len(prompts) == 1 else "not sent: the scales are broken"

    done = run(world, answer)
    assert done.value == "not sent: the scales are broken"
    assert "a weight begins so" in prompts[1]
    assert (world.posted, done.sites) == ([], [])


def test_without_a_model_the_guards_failure_is_the_answer() -> None:
    world = World("80 grams")
    with pytest.raises(GuardFailed, match="a weight begins so"):
        run(world)
    assert world.posted == []


def test_outside_a_site_the_model_finishes_with_the_live_variables_and_repeats_nothing(
    tmp_path: Path,
) -> None:
    world, prompts = World(ticket="ticket 7"), []

    def answer(messages):
        prompts.append(messages[-1]["content"])
        return '<helpers>\nresult(f"sent as {ticket.split()[1]}")\n</helpers>'

    done = run(world, answer, threads=tmp_path)
    assert done.value == "sent as 7"
    assert world.posted == [("salt", 80)]
    assert "ticket = " in prompts[0]
    assert "number = ticket[2:]" in prompts[0]
    assert "it begins with T-" in prompts[0]
    (thread,) = read_threads(next(tmp_path.glob("*.thread.jsonl")))
    assert thread.request == "ship salt"
    assert thread.result == "sent as 7"


def test_helpers_that_are_missing_are_named_before_anything_runs() -> None:
    with pytest.raises(LlmjitError, match="not there: post, weigh"):
        Execution(program=program(), tools=Toolbox()).run("ship salt")
