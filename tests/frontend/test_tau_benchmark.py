"""The benchmark of bound arguments counts what it says, on threads made for it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "tau.py"
SPEC = importlib.util.spec_from_file_location("tau_benchmark", PATH)
assert SPEC is not None and SPEC.loader is not None
tau = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tau)


def order(number: int, sent: str) -> Thread:
    """A thread whose second call sends on the id that the first call's result holds, or ``sent``."""
    return Thread(
        id=f"t{number}",
        request="where is it?",
        metadata={"task_id": number},
        messages=(
            Message(role="user", parts=(Text(text="where is it?"),)),
            Message(role="assistant", parts=(ToolCall(id="a", name="latest", arguments={}),)),
            Message(role="tool", parts=(ToolResult(call="a", content={"order_id": f"X-{number}7Q"}),)),
            Message(role="assistant", parts=(ToolCall(id="b", name="track", arguments={"id": sent}),)),
        ),
    )


class Always:
    """Bindings that give one value for every argument."""

    def __init__(self, value: object) -> None:
        self.value = value

    def bind(self, history: object, decision: object) -> object:
        return self.value


def test_a_leaf_is_right_wrong_or_left() -> None:
    thread = order(1, "X-17Q")
    assert tau.verdicts(thread, Always("X-17Q")) == {"right": 1}
    assert tau.verdicts(thread, Always("X-27Q")) == {"wrong": 1}
    assert tau.verdicts(thread, Always(tau.ABSTAIN)) == {"left": 1}


def test_every_leaf_of_every_thread_is_counted_once() -> None:
    total, seconds = tau.leave_one_out([order(n, f"made up {n * 7919}") for n in range(6)], by_task=False)
    assert (total["right"], sum(total.values()), len(seconds)) == (0, 6, 6)
