"""{story} How much higher is the level at {item} than at {item_2}? {table}

Compiled by llmjit from 3 recorded threads: levels-1, levels-2, levels-3.
"""

from __future__ import annotations

from llmjit.runtime.abi import read_number
from typing import Any

from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern

REQUEST = RequestPattern(
    "{story} How much higher is the level at {item} than at {item_2}?\n{table}",
    {
        "story": Hole(r"<plain>"),
        "item": Hole(r"<label>"),
        "item_2": Hole(r"<label>"),
        "table": Hole(r"<table 2>"),
    },
    evidence=3,
)


def higher_level_than(story: str, item: str, item_2: str, table: Any) -> int:
    """It rained for a week. How much higher is the level at North weir than at Old mill? Gaug…"""
    if not isinstance(story, str):
        raise GuardFailed(
            "it was always a text",
            kind="type",
            subject="story",
            seen=story,
            expected="a text",
            evidence=3,
        )
    if not isinstance(item, str):
        raise GuardFailed(
            "it was always a text",
            kind="type",
            subject="item",
            seen=item,
            expected="a text",
            evidence=3,
        )
    if not isinstance(item_2, str):
        raise GuardFailed(
            "it was always a text",
            kind="type",
            subject="item_2",
            seen=item_2,
            expected="a text",
            evidence=3,
        )
    values = read_number(table.cell(0, item, "Level (cm)"))
    values_2 = read_number(table.cell(0, item_2, "Level (cm)"))
    ans = values - values_2
    return ans
