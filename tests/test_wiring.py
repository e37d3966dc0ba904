"""Programs as helpers: named in a task with an @, called by other programs, recompiled without harm to these."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import llmjit
from llmjit.diagnostic import LlmjitError
from llmjit.execute import Execution
from llmjit.model import FunctionModel
from llmjit.programs import register, registered
from llmjit.record import Toolbox, load_tools, record
from llmjit.runtime.program import Program
from llmjit.runtime.registry import open_registry
from llmjit.wiring import mentioned


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from this project's own programs."""
    monkeypatch.chdir(tmp_path)


ROOT = Path(__file__).resolve().parents[1]

TOTAL = '''
from llmjit.runtime.abi import current


def invoice_total(number: str) -> float:
    """The total of an invoice."""
    return current().call("amount", number) * 1.2
'''


def amount(number: str) -> float:
    """The net amount."""
    return {"A1": 10.0, "A2": 20.0}[number]


def pay(total: float) -> str:
    """Pay it.

    Effect: write
    """
    return f"paid {total}"


def invoice_total(source: str = TOTAL, *, ancestors: tuple[str, ...] = (), **effects: str) -> Program:
    helpers = {name: {"effect": effect} for name, effect in (effects or {"amount": "read"}).items()}
    sha = hashlib.sha256(source.encode()).hexdigest()
    manifest = {"sha256": sha, "guards": [], "helpers": helpers, "ancestors": list(ancestors)}
    return Program.from_source("invoice_total", source, manifest=manifest)


def test_a_program_named_in_a_task_is_a_helper(home: Path) -> None:
    register(invoice_total())
    tools, unknown = mentioned(
        "use @invoice_total for each, then mail ann@invoice_total.com", Toolbox.of([amount])
    )
    assert not unknown
    helper = tools.helpers["invoice_total"]
    assert (helper.info.signature, helper.doc, helper.effect) == (
        "(number: str) -> float",
        "The total of an invoice.",
        "read",
    )
    assert helper.call(("A1",), {}) == 12.0 and helper.call((), {"number": "A2"}) == 24.0


@pytest.mark.parametrize(
    "task",
    ["mail ann@invoice_total", "see @invoice_total.example", "at /x/@invoice_total", "@@invoice_total"],
)
def test_what_only_looks_like_a_program_stays_text(home: Path, task: str) -> None:
    register(invoice_total())
    tools, unknown = mentioned(task, Toolbox.of([amount]))
    assert set(tools.helpers) == {"amount"} and not unknown


def test_an_unknown_name_is_said_and_the_nearest_is_offered(home: Path) -> None:
    register(invoice_total())
    tools, (unknown,) = mentioned("ask @invoice_totals about it", Toolbox.of([amount]))
    assert set(tools.helpers) == {"amount"}
    assert "did you mean @invoice_total?" in unknown.render()


def test_a_program_without_its_helpers_is_refused_before_anything_happens(home: Path) -> None:
    register(invoice_total())
    with pytest.raises(LlmjitError, match=r"R060.*amount"):
        mentioned("use @invoice_total", Toolbox())


def test_a_circle_of_programs_is_refused(home: Path) -> None:
    register(invoice_total(TOTAL.replace('"amount"', '"invoice_total"'), invoice_total="read"))
    with pytest.raises(LlmjitError, match="R061"):
        mentioned("use @invoice_total", Toolbox.of([amount]))


def two(tools: Toolbox) -> Program:
    """A program compiled from a recording that calls a program and pays what it says."""
    code = "<helpers>\ntotal = invoice_total('{0}')\nreceipt = pay(total)\nresult(receipt)\n</helpers>"
    threads = []
    for number in ("A1", "A2"):
        task = f"use @invoice_total for invoice {number} and pay"
        model = FunctionModel(lambda messages, number=number: code.format(number))
        threads.append(record(task, mentioned(task, tools)[0], model))
    assert threads[0].result == "paid 12.0"
    return llmjit.compile(threads, name="pay_invoice", model=None)


def test_a_recording_that_calls_a_program_compiles_and_runs_in_one_journal(
    home: Path, tmp_path: Path
) -> None:
    register(invoice_total())
    paid: list[float] = []

    def pay(total: float) -> str:
        """Effect: write"""
        paid.append(total)
        return f"paid {total}"

    tools = Toolbox.of([amount, pay])
    caller = two(tools)
    paid.clear()
    journal = tmp_path / "run.jsonl"
    run = Execution(program=caller, tools=tools, journal=journal)
    request = "use @invoice_total for invoice A2 and pay"
    assert run.run(request).value == "paid 24.0"
    names = journal.read_text()
    assert '"amount"' in names and '"pay"' in names and "invoice_total" not in names
    assert run.run(request).value == "paid 24.0" and paid == [24.0]  # the journal knows both


def test_recompiling_a_callee_leaves_its_caller_as_it_is(home: Path) -> None:
    callee = invoice_total()
    register(callee)
    tools = Toolbox.of([amount, pay])
    caller = two(tools)
    register(caller)
    before = open_registry().find("pay_invoice", "program")
    request = "use @invoice_total for invoice A1 and pay"
    newer = TOTAL.replace("* 1.2", "* 1.5")
    register(invoice_total(newer, ancestors=(callee.manifest["sha256"],)), "learned")
    after = open_registry().find("pay_invoice", "program")
    assert (after.current, after.versions) == (before.current, before.versions)
    same = registered("pay_invoice")
    assert same is not None and same.manifest["sha256"] == caller.manifest["sha256"]
    assert Execution(program=same, tools=tools).run(request).value == "paid 15.0"


def test_what_a_model_answers_at_a_callees_site_is_the_callees(home: Path) -> None:
    source = TOTAL.replace('current().call("amount", number) * 1.2', 'current().site("read", None, number)')
    program = invoice_total(source)
    site = {"kind": "llm_bind", "instruction": "", "parameters": ["number"], "type": "float"}
    register(
        program.from_source("invoice_total", source, manifest={**program.manifest, "sites": {"read": site}})
    )
    caller = Program.from_source(
        "outer",
        "from llmjit.runtime.abi import current\ndef outer() -> float:\n"
        "    return current().call('invoice_total', 'A1') + 1\n",
        manifest={"helpers": {"invoice_total": {"effect": "read"}}},
    )
    model = FunctionModel(lambda messages: "41.0")
    outcome = Execution(program=caller, tools=Toolbox.of([amount]), model=model).run()
    assert outcome.value == 42.0 and not outcome.sites and len(outcome.calls) == 1
    (callee, own) = outcome.callees["invoice_total"]
    assert callee.name == "invoice_total" and [event.answer for event in own.sites] == [41.0]


def test_the_recorder_takes_programs_from_the_task(home: Path, tmp_path: Path) -> None:
    register(invoice_total())
    tools = tmp_path / "tools.py"
    tools.write_text("def amount(number: str) -> float:\n    return 10.0\n")
    recording = tmp_path / "first.jsonl"
    box = load_tools(tools)
    task = "use @invoice_total for A1, cc @bob"
    from llmjit.frontend.formats.writer import ThreadWriter

    script = FunctionModel(lambda messages: "<helpers>\nresult(invoice_total('A1'))\n</helpers>")
    with ThreadWriter(recording) as writer:
        record(task, mentioned(task, box)[0], script, writer)
    command = [sys.executable, "-m", "llmjit", "record", task, "--tools", str(tools)]
    command += ["-m", f"replay:{recording}", "-o", str(tmp_path / "again.jsonl"), "-q"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "12.0\n", done.stderr
    assert "@bob is no compiled program" in done.stderr and "@invoice_total is" not in done.stderr
