"""The values in answers, and conditions on all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from llmjit.synthesis.guards.checks import ANSWER

REFERENCE = r"&(?:\w+|#\d+);"
"""A character as HTML and XML write it by name or number."""


def values_of(output: Any) -> Iterable[Any]:
    """The values in an answer: those of a dict, the items of a list, or itself."""
    if isinstance(output, dict):
        return output.values()
    return output if isinstance(output, list) else [output]


def texts_of(output: Any) -> Iterator[str]:
    """The texts in an answer."""
    return (value for value in values_of(output) if isinstance(value, str))


def everywhere(test: str, kind: str, outputs: Sequence[Any]) -> str:
    """The condition that a test holds of every ``each`` of the kind ``str`` or ``float`` in an answer."""
    alone = re.sub(r"\beach\b", ANSWER, test)
    kinds = {type(output).__name__ for output in outputs}
    if kinds == {kind}:
        return alone
    if kinds <= {kind, "NoneType"}:
        return f"{ANSWER} is None or {alone}"
    each = f"{ANSWER}.values()" if kinds == {"dict"} else ANSWER if kinds == {"list"} else f"[{ANSWER}]"
    return f"all({test} for each in {each} if isinstance(each, {kind}))"


def nowhere(pattern: str, outputs: Sequence[Any]) -> str:
    """The condition that no text of an answer matches."""
    return everywhere(f"re.search({pattern!r}, each) is None", "str", outputs)
