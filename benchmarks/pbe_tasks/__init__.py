"""Tasks of our own for the synthesiser, drawn from a fixed seed or written by hand: inputs with the answers, in rows.

A module a domain, or a file of `written`; ``python -m benchmarks.pbe_tasks [DOMAIN...]`` prints their tasks for the
shared evaluator, a line each. The category is the half of the tasks, by a hash of the name, to which a task
belongs: what is tuned on one half is judged on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from benchmarks.pbe_tasks import (
    addresses,
    booleans,
    characters,
    codes,
    columns,
    contacts,
    counts,
    dates,
    defaults,
    documents,
    events,
    forms,
    ledgers,
    logs,
    measures,
    mixed,
    moments,
    offices,
    pages,
    papers,
    pieces,
    places,
    rosters,
    rows,
    schedules,
    shops,
    snippets,
    splits,
    statements,
    systems,
    traces,
    units,
)
from benchmarks.pbe_tasks.making import TASKS, Row
from benchmarks.pbe_tasks.written import written

__all__ = ["DOMAINS", "Row", "half", "lines", "tasks"]
DOMAINS = (
    mixed, dates, logs, addresses, documents, splits,
    booleans, characters, codes, counts, defaults, units,
    schedules, rosters, ledgers, statements, traces,
    contacts, columns, papers, snippets, forms,
    moments, measures, events,
    places, pages, pieces,
    offices, shops, systems, rows,
)  # fmt: skip


def half(name: str) -> str:
    """The half to which a task of this name belongs."""
    return "tuned" if crc32(name.encode()) % 2 else "judged"


def tasks(rows: int = 14, seed: int = 5, domains: Sequence[str] = ()) -> dict[str, list[Row]]:
    """Every task of these domains, or of all; named ``domain/task``. Drawn ones have so many rows, all different."""
    drawn = {
        f"{task.domain}/{task.name}": task.rows(rows, seed)
        for task in TASKS
        if not domains or task.domain in domains
    }
    typed = {
        task["task"]: [
            (tuple(cells), answer) for cells, answer in zip(task["inputs"], task["outputs"], strict=True)
        ]
        for task in written(domains)
    }
    return {**drawn, **typed}


def lines(domains: Sequence[str] = (), rows: int = 12, seed: int = 5) -> Iterator[dict[str, Any]]:
    """The tasks as the shared evaluator reads them; of all domains where none is named."""
    for task in TASKS:
        if not domains or task.domain in domains:
            found = task.rows(rows, seed)
            line: dict[str, Any] = {
                "suite": task.domain,
                "task": f"{task.domain}/{task.name}",
                "category": half(task.name),
                "inputs": [list(cells) for cells, _ in found],
                "outputs": [answer for _, answer in found],
            }
            if task.negatives:
                line["negatives"] = [list(n) if isinstance(n, tuple) else [n] for n in task.negatives]
            yield line
    for task in written(domains):
        yield {**task, "category": half(task["task"].rpartition("/")[2])}
