"""Put these in order: {story}

Compiled by llmjit from 3 recorded threads: sorts-1, sorts-2, sorts-3.
"""

from __future__ import annotations

from llmjit.runtime.abi import Hole, RequestPattern

REQUEST = RequestPattern(
    "Put these in order: {story}",
    {
        "story": Hole("<line>"),
    },
    evidence=3,
)


def put_order(story: str) -> str:
    """Put these in order: pear fig plum"""
    words = story.split()
    ordered = sorted(words)
    ans = ", ".join(ordered)
    return ans
