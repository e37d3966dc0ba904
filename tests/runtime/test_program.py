from __future__ import annotations

import gc
import traceback
import weakref

import pytest

import llmjit
from llmjit.runtime.journal import Journal
from llmjit.runtime.loader import hash_of
from llmjit.runtime.program import Program
from llmjit.runtime.run import current

SOURCE = """
from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, current

REQUEST = RequestPattern(
    "ship {item} to {city} for {amount}",
    {"item": Hole(r"\\w+"), "city": Hole(r"\\w+"), "amount": Hole(r"\\d+", int)},
)


def shipping(city):
    if city not in ("Oslo", "Rome"):
        raise GuardFailed("a city never seen", kind="choice", subject="city", seen=city)
    return {"Oslo": "north", "Rome": "south"}[city]


def ship(item: str, city: str, amount: int = 1):
    run = current()
    paid = run.call("pay", amount)
    stock = run.call("stock", item)
    zone = run.site("zone", shipping, city)
    if stock == "none":
        raise GuardFailed("out of stock", subject="stock", seen=stock)
    return run.call("send", item, zone, paid)
"""


def program(calls: list, **wired) -> Program:
    def pay(amount: int) -> str:
        calls.append(("pay", amount))
        return f"receipt {amount}"

    def stock(item: str) -> str:
        calls.append(("stock", item))
        return "none" if item == "moon" else "plenty"

    def send(item: str, zone: str, paid: str) -> str:
        calls.append(("send", item, zone))
        return f"{item} went {zone} on {paid}"

    manifest = {"helpers": {"pay": {"effect": "write"}, "send": {"effect": "write"}}}
    loaded = Program.from_source("ship", SOURCE, manifest=manifest)
    return loaded.with_(helpers={"pay": pay, "stock": stock, "send": send}, **wired)


def test_a_request_binds_parameters_and_runs() -> None:
    calls: list = []
    ship = program(calls)
    assert ship("ship tea to Oslo for 3") == "tea went north on receipt 3"
    assert ship(item="tea", city="Rome") == "tea went south on receipt 1"
    assert [c[0] for c in calls] == ["pay", "stock", "send"] * 2


def test_another_request_is_refused_before_any_call() -> None:
    calls: list = []
    with pytest.raises(llmjit.GuardFailed, match="does not match"):
        program(calls)("burn everything")
    with pytest.raises(llmjit.LlmjitError, match="R021"):
        program(calls)(item="tea", town="Oslo")
    assert calls == []


def test_a_failed_site_asks_and_the_program_goes_on_without_repeating() -> None:
    calls: list = []
    asked: list = []

    def answer(site, inputs, failure):
        asked.append((site, inputs, failure.reason))
        return "east"

    assert program(calls, answer=answer)("ship tea to Kyiv for 1") == "tea went east on receipt 1"
    assert asked == [("zone", ("Kyiv",), "a city never seen")]
    assert [c[0] for c in calls] == ["pay", "stock", "send"]
    with pytest.raises(llmjit.GuardFailed, match="never seen"):
        program(calls)("ship tea to Kyiv for 1")


def test_a_guard_outside_a_site_hands_over_live_values() -> None:
    calls: list = []

    def go_on(stop):
        assert stop.request == "ship moon to Oslo for 2"
        assert stop.live["paid"] == "receipt 2" and stop.live["zone"] == "north"
        assert [step[0] for step in stop.steps] == ["pay", "stock", "zone"]
        assert SOURCE.splitlines()[stop.line - 1].strip().startswith("raise GuardFailed")
        return stop.run.call("send", "sun", stop.live["zone"], stop.live["paid"])

    assert program(calls, continuation=go_on)("ship moon to Oslo for 2") == "sun went north on receipt 2"
    assert [c[0] for c in calls] == ["pay", "stock", "send"]


def test_who_goes_on_for_code_that_calls_nothing_has_a_run_too() -> None:
    source = "from llmjit.runtime.abi import GuardFailed\n\ndef f(x: int):\n    raise GuardFailed('no')\n"
    found: list = []

    def go_on(stop):
        found.append(current() is stop.run)
        return stop.run.call("add", stop.params["x"], 1)

    wired = Program.from_source("f", source).with_(helpers={"add": lambda a, b: a + b}, continuation=go_on)
    assert wired(x=4) == 5 and found == [True]


def test_what_a_run_held_is_freed_when_it_ends() -> None:
    class Box:
        pass

    seen: list = []

    def make() -> Box:
        box = Box()
        seen.append(weakref.ref(box))
        return box

    source = "from llmjit.runtime.abi import current\n\ndef f():\n    current().call('make')\n"
    wired = Program.from_source("f", source).with_(helpers={"make": make})
    gc.disable()
    try:
        wired()
        assert seen[0]() is None
    finally:
        gc.enable()


def test_explain_calls_no_helper() -> None:
    calls: list = []
    text = program(calls).explain("ship tea to Oslo for 3")
    assert "item = 'tea', city = 'Oslo', amount = 3" in text and calls == []


def test_changed_or_foreign_code_is_refused() -> None:
    with pytest.raises(llmjit.LlmjitError, match="R011"):
        Program.from_source("ship", SOURCE + "\n# x", expected=hash_of(SOURCE))
    for evil in ("import os", "open('/etc/passwd')", "().__class__", "from llmjit.runtime.store import x"):
        with pytest.raises(llmjit.LlmjitError, match="R010"):
            Program.from_source("ship", f"{SOURCE}\n{evil}\n")


def test_a_resumed_run_repeats_no_call(tmp_path) -> None:
    path = tmp_path / "r1.jsonl"
    calls: list = []
    with pytest.raises(llmjit.GuardFailed):
        program(calls, journal=lambda: Journal(path))("ship moon to Oslo for 1")
    assert [c[0] for c in calls] == ["pay", "stock"]
    again = program(calls, journal=lambda: Journal(path), continuation=lambda stop: stop.live["paid"])
    assert again("ship moon to Oslo for 1") == "receipt 1"
    assert [c[0] for c in calls] == ["pay", "stock"]
    with pytest.raises(llmjit.LlmjitError, match="R002"):
        program(calls, journal=lambda: Journal(path))("ship moon to Oslo for 7")


def test_a_traceback_points_at_the_recording() -> None:
    lines = {number: text for number, text in enumerate(SOURCE.splitlines(), 1)}
    spans = {
        str(number): f"@t1:{2 * number}:3"
        for number, text in lines.items()
        if "run.call" in text or "raise" in text
    }
    loaded = Program.from_source("ship", SOURCE, manifest={"spans": spans})

    def pay(amount: int) -> str:
        raise OSError("the bank is closed")

    with pytest.raises(OSError, match="closed") as caught:
        loaded.with_(helpers={"pay": pay})(item="tea", city="Oslo")
    shown = "".join(traceback.format_exception(caught.value))
    pay_line = next(number for number, text in lines.items() if "'pay'" in text or '"pay"' in text)
    assert f'File "@t1 message {2 * pay_line}", line 3, in ship' in shown
    assert "<llmjit ship>" not in shown and "in pay" in shown
    assert f"compiled from @t1:{2 * pay_line}:3" in shown

    helpers = {"pay": lambda amount: "r", "stock": lambda item: "none"}
    with pytest.raises(llmjit.GuardFailed) as failed:
        loaded.with_(helpers=helpers)(item="tea", city="Oslo")
    assert str(failed.value.span).startswith("@t1:") and "from: @t1" in str(failed.value)


def test_deopt_inside_a_loop_keeps_what_the_loop_has_done() -> None:
    source = """
from llmjit.runtime.abi import GuardFailed, current

def pay_all(people: list):
    run = current()
    done = []
    for person in people:
        if person.startswith("?"):
            raise GuardFailed("who is that", subject="person", seen=person)
        done.append(run.call("pay", person))
    return done
"""
    paid: list[str] = []

    def pay(person: str) -> str:
        paid.append(person)
        return f"paid {person}"

    def go_on(stop):
        rest = stop.params["people"][len(stop.live["done"]) + 1 :]
        return [
            *stop.live["done"],
            "skipped " + stop.live["person"],
            *(stop.run.call("pay", p) for p in rest),
        ]

    program = Program.from_source("pay_all", source).with_(helpers={"pay": pay}, continuation=go_on)
    assert program(people=["ann", "bob", "?", "cy"]) == ["paid ann", "paid bob", "skipped ?", "paid cy"]
    assert paid == ["ann", "bob", "cy"]
