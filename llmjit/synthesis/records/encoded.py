"""Whether texts are JSON with names in it, as a whole or line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence


def json_lines(texts: Sequence[str]) -> bool:
    """Whether every line is JSON by itself: what stands between marks of it says less than what has a name."""
    lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    if not lines or not all(line[0] == "{" and line[-1] == "}" for line in lines):
        return False
    try:
        return all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False


def holds_records(texts: Sequence[str]) -> bool:
    """Whether every text is JSON with names in it, as a whole or line by line."""
    if json_lines(texts):
        return True
    if not all(text.strip()[:1] in ("{", "[") and '":' in text for text in texts):
        return False
    try:
        return all(isinstance(json.loads(text), dict | list) for text in texts)
    except (ValueError, RecursionError):
        return False
