"""Tasks of our own for the synthesiser, drawn from a fixed seed: inputs with the answers, in rows.

A module a domain; ``python -m benchmarks.pbe_tasks [DOMAIN...]`` prints their tasks for the shared evaluator, a line
each. The category is the half of the tasks, by a hash of the name, to which a task belongs: what is tuned on
one half is judged on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from benchmarks.pbe_tasks import addresses, dates, documents, logs, mixed, splits
from benchmarks.pbe_tasks.making import TASKS, Row

__all__ = ["DOMAINS", "Row", "lines", "tasks"]
DOMAINS = (mixed, dates, logs, addresses, documents, splits)


def tasks(rows: int = 14, seed: int = 5, domains: Sequence[str] = ("mixed",)) -> dict[str, list[Row]]:
    """Every task of these domains with so many rows, all different."""
    return {task.name: task.rows(rows, seed) for task in TASKS if task.domain in domains}


def lines(domains: Sequence[str] = (), rows: int = 12, seed: int = 5) -> Iterator[dict[str, Any]]:
    """The tasks as the shared evaluator reads them; of all domains where none is named."""
    for task in TASKS:
        if not domains or task.domain in domains:
            found = task.rows(rows, seed)
            half = "tuned" if crc32(task.name.encode()) % 2 else "judged"
            line: dict[str, Any] = {
                "suite": task.domain,
                "task": f"{task.domain}/{task.name}",
                "category": half,
            }
            line |= {
                "inputs": [list(cells) for cells, _ in found],
                "outputs": [answer for _, answer in found],
            }
            if task.negatives:
                line["negatives"] = [list(n) if isinstance(n, tuple) else [n] for n in task.negatives]
            yield line
