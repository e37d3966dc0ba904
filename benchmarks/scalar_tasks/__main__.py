"""Print all tasks as JSON Lines."""

from __future__ import annotations

import json

from benchmarks.scalar_tasks import MAKERS, half, rows

if __name__ == "__main__":
    for name in MAKERS:
        drawn = rows(name)
        cells, answers = [list(cells) for cells, _ in drawn], [answer for _, answer in drawn]
        head = {"suite": half(name), "task": name, "category": name.partition("/")[0]}
        print(json.dumps({**head, "kind": "scalar", "inputs": cells, "outputs": answers}, ensure_ascii=False))
