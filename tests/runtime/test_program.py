from __future__ import annotations

import pytest

import llmjit
from llmjit.runtime.journal import Journal
from llmjit.runtime.loader import hash_of
from llmjit.runtime.program import Program

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
