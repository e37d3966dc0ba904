"""Literals that one thread hands to helpers: read again where the model saw them, held, or left to the model."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import llmjit
from llmjit.driver import compile_threads
from llmjit.frontend.thread import Thread
from llmjit.guard import GuardFailed

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record


def run(shown: Any, code: str, later: Any, request: str = "What does the page say?") -> tuple[Any, list[Any]]:
    """Compile a thread that looks at ``shown`` and then runs ``code``; run it where the page says ``later``."""
    thread = record(
        request,
        ["page = look()\nprint(page)", f"{code}\nanswer"],
        {"look": lambda: shown, "use": lambda value: f"used {value}"},
    )
    asked: list[Any] = []
    helpers = {"look": lambda: later, "use": lambda value: asked.append(value) or f"used {value}"}
    return llmjit.compile([thread]).with_(helpers=helpers)(request), asked


USE_USD = "answer = use('USD')"


@pytest.mark.parametrize(
    ("shown", "later", "expected"),
    [
        ("Currency: USD\nTotal: 12.50 USD", "Currency: EUR\nTotal: 9 EUR", "EUR"),
        ("Dear all,\nthis is my invoice.\nCurrency: USD\nIn all 12.50 USD", "Dear all\nCurrency: CHF", "CHF"),
        ({"total": 12.5, "currency": "USD"}, {"total": 1.0, "currency": "EUR"}, "EUR"),
        ({"lines": [{"unit": "USD"}]}, {"lines": [{"unit": "EUR"}]}, "EUR"),
    ],
    ids=["labelled", "in a letter", "field", "only record"],
)
def test_it_is_read_again(shown: Any, later: Any, expected: str) -> None:
    assert run(shown, USE_USD, later) == (f"used {expected}", [expected])


@pytest.mark.parametrize(
    ("shown", "later"),
    [
        ("Total: 12.50 USD", "Total: 12.50 EUR"),
        ("Total: 12.50 USD", "Total: 12.50 EUR\nOld total: 3 USD"),
        (
            {"bill": {"unit": "USD"}, "paid": {"unit": "USD"}},
            {"bill": {"unit": "EUR"}, "paid": {"unit": "USD"}},
        ),
        ("We pay in USD, as always.", "We pay in EUR from now on."),
        (["EUR", "USD"], ["EUR", "CHF"]),
        ({"lines": [{"unit": "USD"}]}, {"lines": [{"unit": "USD"}, {"unit": "EUR"}]}),
    ],
    ids=["in a field", "its line", "two fields differ", "prose", "a list", "two records"],
)
def test_it_is_never_handed_on_when_what_said_it_says_another(shown: Any, later: Any) -> None:
    with pytest.raises(GuardFailed):
        run(shown, USE_USD, later)


def test_two_fields_that_agree_are_both_read() -> None:
    shown = {"bill": {"unit": "USD"}, "paid": {"unit": "USD"}}
    later = {"bill": {"unit": "EUR"}, "paid": {"unit": "EUR"}}
    assert run(shown, USE_USD, later)[1] == ["EUR"]


def test_an_identifier_among_several_is_not_a_constant() -> None:
    rows = [{"id": "A17", "sum": 3}, {"id": "B20", "sum": 4}]
    with pytest.raises(GuardFailed):
        run(rows, "answer = use('B20')", rows)


def test_the_request_says_which_record() -> None:
    rows = [{"id": "A17", "who": "Kaya"}, {"id": "B20", "who": "Omar"}]
    later = [{"id": "C33", "who": "Omar"}, {"id": "D01", "who": "Kaya"}]
    code = "who = 'Omar'\nanswer = use('B20') + ' for ' + who"
    assert run(rows, code, later, "What did Omar get?")[1] == ["C33"]


def test_what_was_not_seen_stays_a_constant() -> None:
    assert run("nothing of note", "answer = use('zinc')", "another page")[1] == ["zinc"]


def test_what_the_request_says_is_the_request_s() -> None:
    _, asked = run("Currency: USD", USE_USD, "Currency: EUR", "What does the page say in USD?")
    assert asked == ["USD"]


def test_a_key_is_read_again_too() -> None:
    thread = record(
        "What is it worth?",
        ["page = look()\nprint(page)", "table = rates()\nprint(table)", "table['USD'] * 2"],
        {"look": lambda: "Currency: USD", "rates": lambda: {"USD": 1.5, "EUR": 2.5}},
    )
    program = llmjit.compile([thread])
    helpers = {"look": lambda: "Currency: EUR", "rates": lambda: {"USD": 1.5, "EUR": 2.5}}
    assert program.with_(helpers=helpers)("What is it worth?") == 5.0


def test_a_write_gets_nothing_that_only_examples_explain() -> None:
    thread = record(
        "Refund the late one.",
        ["rows = look()\nrows", "refund('B20')"],
        {"look": lambda: [{"id": "A17"}, {"id": "B20"}], "refund": lambda id: "done"},
        {"refund": "write"},
    )
    compiled = compile_threads([thread])
    assert compiled.ir.sites[0].tier == 0
    made: list[str] = []
    helpers = {"look": lambda: [{"id": "X1"}, {"id": "B20"}], "refund": made.append}
    with pytest.raises(GuardFailed):
        compiled.program.with_(helpers=helpers)("Refund the late one.")
    assert made == []
