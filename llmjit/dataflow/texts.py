"""Text literals made of a text in the request: as it stands, in another case, with words around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from llmjit.dataflow.sources import Source

_CASES: Final[Mapping[str, Callable[[str], str]]] = {
    "": str,
    ".lower()": str.lower,
    ".upper()": str.upper,
    ".title()": str.title,
}
SHORTEST: Final = 2


def text_sources(
    literals: Sequence[str], group: Sequence[int], table: Mapping[Source, list[Any]]
) -> list[Source]:
    """Sources that are a known one in another case or with the same text before and after it."""
    out = []
    for source, given in table.items():
        texts = [given[index] for index in group]
        if not all(isinstance(text, str) and len(text) >= SHORTEST for text in texts):
            continue
        for suffix, convert in _CASES.items():
            around = _around(literals, [convert(text) for text in texts])
            if around is None or (not suffix and around == ("", "")):
                continue
            inner = f"{source.text}{suffix}"
            parts = [repr(around[0])] * bool(around[0]) + [inner] + [repr(around[1])] * bool(around[1])
            out.append(Source(source.cost + len(parts) + bool(suffix), " + ".join(parts)))
    return out


def _around(literals: Sequence[str], texts: Sequence[str]) -> tuple[str, str] | None:
    """The text before and after that is the same for all, or None."""
    found: set[tuple[str, str]] = set()
    for literal, text in zip(literals, texts, strict=True):
        if literal.count(text) != 1:
            return None
        before, after = literal.split(text)
        found.add((before, after))
    return found.pop() if len(found) == 1 else None
