"""The ledger of programs: what each run took and, against a run by the model alone, what it saved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from llmjit.execute import Outcome
from llmjit.runtime.registry import open_registry
from llmjit.runtime.store import FAULTS

if TYPE_CHECKING:
    from llmjit.frontend.thread import Thread


def book(name: str, outcome: Outcome) -> None:
    """Add a run to the program's sums: compiled throughout, or in part by the model.

    Never raises: a ledger that cannot be written costs no answer.
    """
    asked = bool(outcome.calls)
    model_seconds = sum(call.seconds for call in outcome.calls)
    added: dict[str, float] = {
        "slow": int(asked),
        "compiled": int(not asked),
        "deopts": len(outcome.sites) + (outcome.continued is not None),
        "slow_seconds": model_seconds,
        "tokens": outcome.tokens,
        "dollars": outcome.cost,
    }
    add(name, added)


def book_compiled(name: str, threads: Sequence[Thread], seconds: float) -> None:
    """Add what recording the threads took, as calls of the model, and compiling them; never raises."""
    calls = [m.model_call for thread in threads for m in thread.messages if m.model_call is not None]
    inner = [call for thread in threads for _, _, result in thread.runs() for call in result.model_calls]
    every = [*calls, *inner]
    added: dict[str, float] = {
        "slow": len(threads),
        "slow_seconds": sum(call.seconds for call in every),
        "tokens": sum(call.tokens_in + call.tokens_out for call in every),
        "dollars": sum(call.cost for call in every),
        "compiles": 1,
        "compile_seconds": seconds,
    }
    add(name, added)


def add(name: str, added: dict[str, float]) -> None:
    """Add to the sums that ``llmjit stats`` shows."""

    def change(sums: Any) -> Any:
        known = sums if isinstance(sums, dict) else {}
        return {**known, **{key: known.get(key, 0) + value for key, value in added.items()}}

    with suppress(*FAULTS):
        open_registry().store.update(f"stats/{name}", change)
