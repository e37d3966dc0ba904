"""What runs teach: sites that learn another form, versions in the registry, ambiguity that stays refused."""

from __future__ import annotations

import datetime
import json

import pytest

from llmjit.backend.emit import emit
from llmjit.execute import Execution, Outcome
from llmjit.frontend.thread import CodeResult, HelperCall, Message, Thread
from llmjit.guard import GuardFailed
from llmjit.ir.parser import parse
from llmjit.ir.program import Observed, SiteInfo
from llmjit.model import resolve_model
from llmjit.origin import thread_json, thread_of
from llmjit.programs import find_program, register
from llmjit.recompile import learn, site_function, widened
from llmjit.record import Toolbox
from llmjit.runtime.program import Program
from llmjit.runtime.registry import open_registry

IR = """
program @grams_of(%item: str = "tea") -> int python {
  recorded "weigh tea"
  threads "t1"
  request "weigh {item}"
  hole "item" "[a-z]+" as "text"
  helper @weigh "(item: str) -> str" !read
  site @grams transcription("text") -> int tier 1 {
    observed ("weight: 80 g",) -> 80
    evidence 1
    source "grams"
    | from llmjit.runtime.abi import GuardFailed
    |
    | def grams(text):
    |     if not text.startswith("weight: ") or not text[8:-2].isdecimal():
    |         raise GuardFailed("a weight begins so", kind="format", subject="text", seen=text)
    |     return int(text[8:-2])
    |
  }
  %text: str = call @weigh(%item) !read @t1:0:1
  %grams: int = site @grams(%text) @t1:1:1
  return %grams
}
"""


def compiled() -> Program:
    emitted = emit(parse(IR))
    program = Program.from_source(
        "grams_of", emitted.source, guards=emitted.guards, manifest=emitted.manifest
    )
    register(program, ir=emitted.ir)
    return program


def run(says: str, answer: str | None = None) -> tuple[Outcome, str | None]:
    def weigh(item: str) -> str:
        return says

    program = find_program("grams_of")
    model = None if answer is None else resolve_model(lambda messages: answer)
    outcome = Execution(program=program, tools=Toolbox.of([weigh]), model=model).run("weigh tea")
    return outcome, learn("grams_of", program, outcome) if outcome.sites else None


def test_a_site_learns_a_second_form_and_keeps_the_first() -> None:
    compiled()
    said = [run(f"{n} grams, net", str(n))[1] for n in (81, 95, 7, 123)]
    assert any(line and line.startswith("recompiled grams_of: version 2") for line in said), said
    assert run("640 grams, net")[0].value == 640
    assert run("weight: 55 g")[0].value == 55
    with pytest.raises(GuardFailed):
        run("heavy")


def test_the_first_version_stays_to_be_rolled_back_to() -> None:
    compiled()
    for n in (81, 95, 7, 123):
        run(f"{n} grams, net", str(n))
    registry = open_registry()
    entry = registry.find("grams_of", "program")
    assert entry.current > 1
    registry.rollback(entry, 1)
    with pytest.raises(GuardFailed):
        run("640 grams, net")
    assert run("weight: 55 g")[0].value == 55


def test_a_pinned_version_goes_on_serving() -> None:
    compiled()
    registry = open_registry()
    registry.pin(registry.find("grams_of", "program"))
    said = [run(f"{n} grams, net", str(n))[1] for n in (81, 95, 7)]
    assert not said[-1] or "not in service" in " ".join(filter(None, said))
    assert registry.find("grams_of", "program").current == 1


def test_one_answer_alone_is_not_enough() -> None:
    compiled()
    line = run("81 grams, net", "81")[1]
    assert line == "learning: grams (1 answer not explained yet)"
    with pytest.raises(GuardFailed):
        run("95 grams, net")


def test_contradicting_answers_are_never_compiled() -> None:
    compiled()
    for n, answer in ((81, "5"), (95, "12"), (7, "81"), (30, "2")):
        run(f"{n} grams, net", answer)
    with pytest.raises(GuardFailed):
        run("44 grams, net")


def test_forms_that_read_one_input_differently_refuse_it() -> None:
    source = (
        "from llmjit.runtime.abi import GuardFailed\n\ndef grams(text):\n"
        "    if '=' not in text:\n        raise GuardFailed('no =')\n    return text.split('=')[1]\n"
    )
    site = SiteInfo(
        name="grams",
        kind="transcription",
        parameters=("text",),
        source=source,
        entry="grams",
        tier=1,
        observations=(Observed(("a=1",), "1"),),
    )
    new = [Observed((f"{left}:{right}",), right) for left, right in (("b", "22"), ("cc", "3"), ("d", "4"))]
    wider = widened(site, new)
    assert wider is not None
    read = site_function(wider)
    assert [read(seen.inputs[0]) for seen in wider.observations] == ["1", "22", "3", "4"]
    with pytest.raises(GuardFailed):
        read("a:b=c:d")


def test_a_thread_comes_back_from_the_registry_with_its_types() -> None:
    day = datetime.date(2026, 3, 2)
    ran = CodeResult(block="b", helper_calls=(HelperCall(id="h", helper="today", value=(day, float("inf"))),))
    thread = Thread(
        id="t", request="when?", messages=(Message(role="user", parts=(ran,)),), result=day, has_result=True
    )
    assert thread_of(json.loads(json.dumps(thread_json(thread)))) == thread
