"""{_story} How much higher is the level at {item} than at {item_2}? {table}

Compiled by llmjit from 3 recorded threads: levels-1, levels-2, levels-3.
"""

from __future__ import annotations

from typing import Any

from llmjit.runtime.abi import Hole, RequestPattern, read_number

REQUEST = RequestPattern(
    "{_story} How much higher is the level at {item} than at {item_2}?\n{table}",
    {
        "_story": Hole("<plain>"),
        "item": Hole("<label>"),
        "item_2": Hole("<label>"),
        "table": Hole("<table 2>"),
    },
    evidence=3,
)


def higher_level_than(item: str, item_2: str, table: Any) -> int:
    """It rained for a week. How much higher is the level at North weir than at Old mill? Gaug…"""
    level = read_number(table.cell(0, item, "Level (cm)"))
    level_2 = read_number(table.cell(0, item_2, "Level (cm)"))
    ans = level - level_2
    return ans
