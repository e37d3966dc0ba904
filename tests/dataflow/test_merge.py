"""Threads that call helpers, merged into one program and run on requests that were never recorded."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import llmjit
from llmjit.diagnostic import CompileError
from llmjit.driver import compile_threads
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult
from llmjit.guard import GuardFailed
from llmjit.ir.printer import print_program

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record

ORDERS = {
    "2026-01": [{"id": "A17", "who": "Kaya", "sum": 12.5}, {"id": "B02", "who": "Omar", "sum": 7.25}],
    "2026-02": [{"id": "C11", "who": "Lena", "sum": 3.5}],
    "2026-03": [{"id": "D40", "who": "Omar", "sum": 8.0}, {"id": "E31", "who": "Nils", "sum": 1.25}],
}
SHIPPED = {"A17": "Tern", "B02": "Skua", "D40": "Gull", "E31": "Rook", "C11": "Wren"}
WORLD: dict[str, Callable[..., Any]] = {
    "orders": lambda month: ORDERS[month],
    "ship_of": lambda order: f"order: {order}\nship: {SHIPPED[order]}",
}


def asked(who: str, month: str, order: str, id: str) -> Thread:
    blocks = [f"found = orders({month!r})\nfound", f"print(ship_of({order!r}))"]
    return record(f"Which ship carries the order of {who} in {month}?", blocks, WORLD, id=id)


def test_an_id_is_selected_by_what_the_request_names() -> None:
    threads = [asked("Omar", "2026-01", "B02", "t1"), asked("Nils", "2026-03", "E31", "t2")]
    program = llmjit.compile(threads).with_(helpers=WORLD)
    assert program("Which ship carries the order of Kaya in 2026-01?").strip() == "order: A17\nship: Tern"
    assert program("Which ship carries the order of Omar in 2026-03?").strip() == "order: D40\nship: Gull"
    with pytest.raises(GuardFailed, match="0 records"):
        program("Which ship carries the order of Lena in 2026-03?")


def test_two_records_of_one_name_are_never_told_apart_by_their_order() -> None:
    threads = [asked("Omar", "2026-01", "B02", "t1"), asked("Nils", "2026-03", "E31", "t2")]
    twice = [{"id": "A17", "who": "Kaya", "sum": 1}, {"id": "B02", "who": "Kaya", "sum": 2}]
    program = llmjit.compile(threads).with_(helpers=WORLD | {"orders": lambda month: twice})
    with pytest.raises(GuardFailed, match="2 records"):
        program("Which ship carries the order of Kaya in 2026-01?")


def test_more_threads_extend_a_program() -> None:
    threads = [asked("Omar", "2026-01", "B02", "t1"), asked("Nils", "2026-03", "E31", "t2")]
    program = llmjit.compile([*threads, asked("Lena", "2026-02", "C11", "t3")]).with_(helpers=WORLD)
    assert program("Which ship carries the order of Lena in 2026-02?").strip() == "order: C11\nship: Wren"


def paid(request: str, invoice: str, base: str, total: str, id: str) -> Thread:
    helpers = {
        "invoice": lambda number: f"Currency: {base}\nTotal: {total}\n",
        "rates": lambda base: "{'AUD': 1.5, 'EUR': 0.9}",
    }
    blocks = [f"print(invoice({invoice!r}))", f"print(rates({base!r}))", "1 + 1"]
    return record(request, blocks, helpers, id=id)


def test_a_constant_argument_is_read_again_where_the_model_read_it() -> None:
    threads = [
        paid("What is I-1 worth?", "I-1", "USD", "10.00 USD", "t1"),
        paid("What is I-2 worth?", "I-2", "USD", "12.00 USD", "t2"),
    ]
    asked_for: list[str] = []
    helpers = {
        "invoice": lambda number: "Currency: EUR\nTotal: 9.00 EUR\n",
        "rates": lambda base: asked_for.append(base) or "{'AUD': 1.6}",
    }
    code = [f"rates_text = rates({base!r})\nprint(rates_text)" for base in ("USD", "USD")]
    threads = [
        record(
            t.request,
            [f"text = invoice('I-{n}')\nprint(text)", code[n - 1], "rates_text"],
            {
                "invoice": lambda number: f"Currency: USD\nTotal: 1{number[-1]}.00 USD\n",
                "rates": lambda base: "{'AUD': 1.5, 'EUR': 0.9}",
            },
            id=t.id,
        )
        for n, t in enumerate(threads, 1)
    ]
    program = llmjit.compile(threads).with_(helpers=helpers)
    assert program("What is I-7 worth?") == "{'AUD': 1.6}"
    assert asked_for == ["EUR"]


def rate(shown: str, value: float, currency: str, id: str) -> Thread:
    blocks = ["text = rates('USD')\nprint(text)", f"rate = {value}\nround(20 * rate, 2)"]
    return record(f"what are 20 USD in {currency}?", blocks, {"rates": lambda base: shown}, id=id)


def test_a_result_in_a_new_form_widens_the_reading() -> None:
    threads = [
        rate("{'AUD': 1.5401, 'CHF': 0.8832}", 1.5401, "AUD", "t1"),
        rate("{'AUD': 1.5401, 'CHF': 0.8832}", 0.8832, "CHF", "t2"),
        rate("AUD\t1.6125\nCHF\t0.8811", 1.6125, "AUD", "t3"),
    ]
    program = llmjit.compile(threads)
    old = program.with_(helpers={"rates": lambda base: "{'AUD': 2.0, 'CHF': 3.5}"})
    new = program.with_(helpers={"rates": lambda base: "AUD\t2.5\nCHF\t0.5"})
    assert old("what are 20 USD in CHF?") == 70
    assert new("what are 20 USD in CHF?") == 10
    other = program.with_(helpers={"rates": lambda base: "no rates today"})
    with pytest.raises(GuardFailed):
        other("what are 20 USD in CHF?")


def stock(count: Any, blocks: list[str], item: str, id: str) -> Thread:
    helpers = {"stock": lambda name: count, "order_more": lambda name: f"ordered {name}"}
    return record(f"Is there {item} left?", [f"left = stock({item!r})\nleft", *blocks], helpers, id=id)


def test_threads_that_part_are_told_apart_by_what_came_before() -> None:
    threads = [
        stock({"left": True, "state": "full"}, ["'yes'"], "zinc", "t1"),
        stock({"left": False, "state": "gone"}, ["order_more('tin')"], "tin", "t2"),
        stock({"left": True, "state": "full"}, ["'yes'"], "lead", "t3"),
    ]
    program = llmjit.compile(threads)
    helpers = {"order_more": lambda name: f"ordered {name}"}
    gone = program.with_(helpers=helpers | {"stock": lambda name: {"left": False, "state": "gone"}})
    full = program.with_(helpers=helpers | {"stock": lambda name: {"left": True, "state": "full"}})
    odd = program.with_(helpers=helpers | {"stock": lambda name: {"left": True, "state": "gone"}})
    assert gone("Is there brass left?") == "ordered brass"
    assert full("Is there brass left?") == "yes"
    with pytest.raises(GuardFailed):
        odd("Is there brass left?")


def test_threads_that_nothing_tells_apart_are_refused_with_both_places() -> None:
    threads = [stock(5, ["'yes'"], "zinc", "t1"), stock(5, ["order_more('tin')"], "tin", "t2")]
    with pytest.raises(CompileError) as caught:
        llmjit.compile(threads)
    assert "@t1" in str(caught.value) and "@t2" in str(caught.value)


def test_what_varies_without_a_source_is_left_to_the_model() -> None:
    def one(value: str, item: str, id: str) -> Thread:
        return record(
            f"Rate {item}", [f"note({value!r})"], {"note": lambda text: "ok"}, {"note": "write"}, id
        )

    compiled = compile_threads([one("a fine thing", "x", "t1"), one("rather poor", "y", "t2")])
    (site,) = compiled.ir.sites
    assert site.tier == 0 and "written" in site.reason
    with pytest.raises(GuardFailed):
        compiled.program.with_(helpers={"note": lambda text: "ok"})("Rate z")


def test_requests_that_share_nothing_are_no_task() -> None:
    one = record("add a row", ["f('x')"], {"f": lambda x: x}, id="t1")
    two = record("what does tin cost?", ["f('y')"], {"f": lambda x: x}, id="t2")
    with pytest.raises(CompileError, match="share too little"):
        llmjit.compile([one, two])


def chat(id: str, name: str, number: str, order: str) -> Thread:
    calls = [
        ("find_user", {"name": name}, {"user": number, "orders": [order]}),
        ("get_order_details", {"order_id": order}, {"order_id": order, "card": f"card_{number}"}),
        ("cancel_order", {"order_id": order, "refund_to": f"card_{number}", "reason": "late"}, "cancelled"),
    ]
    request = f"I am {name}, cancel my order, it is late"
    messages = [Message(role="user", parts=(Text(text=request),))]
    for index, (tool, arguments, content) in enumerate(calls):
        call = ToolCall(id=f"c{index}", name=tool, arguments=arguments)
        answer = ToolResult(call=f"c{index}", name=tool, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(answer,))]
    return Thread(id=id, request=request, messages=tuple(messages))


@pytest.mark.parametrize("orders", [["#W91"], ["#W91", "#W92"]], ids=["one order", "two orders"])
def test_tool_calls_get_their_arguments_from_results_and_writes_only_what_is_beyond_doubt(orders) -> None:
    threads = [chat("t1", "Kaya", "u_17", "#W23"), chat("t2", "Omar", "u_42", "#W57")]
    made: list[dict[str, Any]] = []
    helpers = {
        "find_user": lambda name: {"user": "u_8", "orders": orders},
        "get_order_details": lambda order_id: {"order_id": order_id, "card": "card_u_8"},
        "cancel_order": lambda **given: made.append(given) or "cancelled",
    }
    compiled = compile_threads(threads)
    effects = {helper.name: helper.effect for helper in compiled.ir.helpers}
    assert effects == {"find_user": "read", "get_order_details": "read", "cancel_order": "write"}
    program = compiled.program.with_(helpers=helpers)
    if len(orders) > 1:
        with pytest.raises(GuardFailed):
            program("I am Nils, cancel my order, it is late")
        assert made == []
    else:
        assert program("I am Nils, cancel my order, it is late") == "cancelled"
        assert made == [{"order_id": "#W91", "refund_to": "card_u_8", "reason": "late"}]


def merged(threads: list[Thread]) -> str:
    """The IR that merging makes of threads."""
    seen: dict[str, str] = {}
    compile_threads(threads, watch=lambda name, program: seen.update({name: print_program(program)}))
    return seen["merge_threads"]


def state(state: str, left: int, code: str, id: str) -> Thread:
    helpers = {
        "stock": lambda name: {"state": state, "left": left},
        "order_more": lambda name: f"ordered {name}",
    }
    return record(f"Is there {id} left?", [f"found = stock({id!r})\nprint(found)", code], helpers, id=id)


GOLDEN: dict[str, list[Thread]] = {
    "selected_by_the_request": [
        asked("Omar", "2026-01", "B02", "t1"),
        asked("Nils", "2026-03", "E31", "t2"),
    ],
    "judged_alike": [state("full", 4, "'yes'", "zinc"), state("much", 9, "'yes'", "tin")],
    "two_ways": [
        state("full", 4, "len(found)", "zinc"),
        state("gone", 0, "order_more('tin')", "tin"),
        state("full", 9, "len(found)", "lead"),
    ],
    "written_in_other_ways": [
        record("Double 4 and add 1", ["x = double(4)\nx + 1"], {"double": lambda x: 2 * x}, id="t1"),
        record(
            "Double 7 and add 1", ["print('so')\ny = double(7) + 1\ny"], {"double": lambda x: 2 * x}, id="t2"
        ),
    ],
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_merged_program_is_as_expected(name: str, golden) -> None:
    golden(f"merge/{name}.ir", merged(GOLDEN[name]))


def test_a_call_by_parameters_goes_on_as_the_request_that_it_stands_for() -> None:
    threads = [asked("Omar", "2026-01", "B02", "t1"), asked("Nils", "2026-03", "E31", "t2")]
    gone_on: list[str | None] = []
    program = llmjit.compile(threads).with_(
        helpers=WORLD | {"orders": lambda month: []},
        continuation=lambda deopt: gone_on.append(deopt.request) or "asked",
    )
    name, month = program.__signature__.parameters
    assert program(**{name: "Kaya", month: "2026-01"}) == "asked"
    assert gone_on == ["Which ship carries the order of Kaya in 2026-01?"]
