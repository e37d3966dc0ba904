"""Tasks whose rows were written by hand: columns as people type them, ragged where people are.

``written/DOMAIN.jsonl`` holds a task a line, as the shared evaluator reads it. What tasks are drawn from a template
for is many rows of one form; these have few rows, of which a later one may look otherwise than those before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "written"
DOMAINS = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))


def written(domains: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The tasks of these domains, or of all, as the shared evaluator reads them."""
    for domain in DOMAINS:
        if not domains or domain in domains:
            for line in (FOLDER / f"{domain}.jsonl").read_text(encoding="utf-8").splitlines():
                yield {"suite": domain, **json.loads(line)}
