"""The ledger of programs: what each run took and, against a run by the model alone, what it saved."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from llmjit.execute import Outcome
from llmjit.runtime.registry import open_registry
from llmjit.runtime.store import FAULTS


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


def add(name: str, added: dict[str, float]) -> None:
    """Add to the sums that ``llmjit stats`` shows."""

    def change(sums: Any) -> Any:
        known = sums if isinstance(sums, dict) else {}
        return {**known, **{key: known.get(key, 0) + value for key, value in added.items()}}

    with suppress(*FAULTS):
        open_registry().store.update(f"stats/{name}", change)
