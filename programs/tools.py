"""The helpers that the example programs use: invoices, exchange rates, orders and letters on disk.

Every function reads files below ``LLMJIT_EXAMPLE_DATA`` (default: the ``data`` folder beside this file), so
that the same program can be shown a world that has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import llmjit


def _data() -> Path:
    return Path(os.environ.get("LLMJIT_EXAMPLE_DATA") or Path(__file__).resolve().parent / "data")


@llmjit.helper(effect="read")
def read_invoice(number: str) -> str:
    """The text of the invoice with this number, for example ``INV-2041``."""
    return (_data() / "invoices" / f"{number}.txt").read_text(encoding="utf-8")


@llmjit.helper(effect="read")
def exchange_rates(base: str) -> str:
    """How much of every other currency one unit of ``base`` buys, as the bank prints it."""
    return (_data() / "rates" / f"{base}.txt").read_text(encoding="utf-8")


@llmjit.helper(effect="read")
def read_orders(month: str) -> list[dict[str, str]]:
    """The orders of a month, for example ``2026-03``: one dictionary a row of the CSV file."""
    import csv

    with (_data() / "orders" / f"{month}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@llmjit.helper(effect="read")
def read_letter(name: str) -> str:
    """The text of a customer's letter, for example ``martin``."""
    return (_data() / "letters" / f"{name}.txt").read_text(encoding="utf-8")


@llmjit.helper(effect="pure")
def days_between(first: str, second: str) -> int:
    """Whole days from one ISO date to another."""
    from datetime import date

    return (date.fromisoformat(second) - date.fromisoformat(first)).days
