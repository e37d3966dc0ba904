"""The benchmark of bound arguments counts what it says, on threads made for it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from llmjit.dataflow.candidates import Index, observe
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

    def choose(self, seen: object) -> object:
        return self.value


def test_a_leaf_is_right_wrong_or_left() -> None:
    thread = observe(order(1, "X-17Q"), Index())
    assert [verdict for _, verdict in tau.verdicts(thread, Always("X-17Q"))] == ["right"]
    assert [verdict for _, verdict in tau.verdicts(thread, Always("X-27Q"))] == ["wrong"]
    assert [verdict for _, verdict in tau.verdicts(thread, Always(tau.ABSTAIN))] == ["left"]


def test_one_and_true_are_different_values() -> None:
    assert not tau.same(1, True)
    assert not tau.same(1, "1")
    assert tau.same([1], [1])


def test_every_leaf_of_every_thread_is_counted_once() -> None:
    total, seconds, _ = tau.leave_one_out([order(n, f"made up {n * 7919}") for n in range(6)])
    assert (total["right"], sum(total.values()), len(seconds)) == (0, 6, 6)


def test_a_thread_is_bound_by_the_others_and_its_own_task_may_be_left_out() -> None:
    threads = [order(n, f"X-{n}7Q") for n in range(20)]
    total, _, _ = tau.leave_one_out(threads, links=False)
    assert total == {"right": 20, "wrong": 0, "left": 0}
    alike = [thread.model_copy(update={"metadata": {"task_id": 1}}) for thread in threads]
    total, _, _ = tau.leave_one_out(alike, by_task=True)
    assert total == {"right": 0, "wrong": 0, "left": 20}
