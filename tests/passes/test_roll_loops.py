from typing import Any

import pytest

import llmjit
from llmjit.frontend.thread import HelperInfo, Message, Part, Text, Thread, ToolCall, ToolResult

HELPERS = (
    HelperInfo(name="orders_of", signature="(who: str) -> dict", effect="read"),
    HelperInfo(name="cancel", signature="(order: str, reason: str) -> str", effect="write"),
)


def recorded(orders: list[str], cancelled: list[str], reason: str = "late") -> Thread:
    calls: list[tuple[str, dict[str, Any], Any]] = [("orders_of", {"who": "mo_li_77"}, {"open": orders})]
    calls += [("cancel", {"order": order, "reason": reason}, "done") for order in cancelled]
    messages = [Message(role="user", parts=(Text(text="Cancel all open orders of mo_li_77."),))]
    for index, (name, arguments, content) in enumerate(calls):
        call: Part = ToolCall(id=f"c{index}", name=name, arguments=arguments)
        result: Part = ToolResult(call=f"c{index}", name=name, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(result,))]
    request = "Cancel all open orders of mo_li_77."
    return Thread(id="t", request=request, messages=tuple(messages), helpers=HELPERS)


def test_calls_over_a_whole_list_go_over_the_next_list() -> None:
    program = llmjit.compile([recorded(["#A17", "#B28", "#C39"], ["#A17", "#B28", "#C39"])])
    made: list[tuple[str, str]] = []

    def cancel(order: str, reason: str) -> str:
        made.append((order, reason))
        return "done"

    wired = program.with_(
        helpers={"orders_of": lambda who: {"open": [f"{who}-{n}" for n in range(4)]}, "cancel": cancel}
    )
    wired("Cancel all open orders of ann_ek_12.")
    assert made == [(f"ann_ek_12-{n}", "late") for n in range(4)]
    assert "for " in program.source


@pytest.mark.parametrize(
    ("orders", "cancelled"),
    [
        (["#A17", "#B28", "#C39"], ["#A17", "#B28"]),
        (["#A17", "#B28"], ["#B28", "#A17"]),
        (["#A17"], ["#A17"]),
    ],
    ids=["some", "another order", "one"],
)
def test_what_is_not_the_whole_list_is_not_a_loop(orders: list[str], cancelled: list[str]) -> None:
    program = llmjit.compile([recorded(orders, cancelled)])
    assert "for " not in program.source.split('"""')[-1]


def test_what_a_write_got_from_nowhere_keeps_the_request_as_it_was() -> None:
    program = llmjit.compile([recorded(["#A17", "#B28"], ["#Z99"])])
    with pytest.raises(llmjit.GuardFailed):
        program("Cancel all open orders of ann_ek_12.")
