"""Which number of a request a literal stands for, judged by the words around both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmjit.dataflow.literals import Unit
from llmjit.support.mentions import Mention

_STOP: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of to in is are was were and or for with "
        "on at by per each every how many much does do did he she "
        "it his her they their that this be has have total num number count "
        "as than more if from after before into out only all",
    )
)
_AFTER: Final = (1.0, 0.8, 0.6, 0.5, 0.4)
_BEFORE: Final = (0.6, 0.5, 0.4, 0.3)
MARGIN: Final = 0.3


def affinity(unit: Unit, mention: Mention, text: str) -> float:
    """How many words the unit's variable and comment share with those near the mention, near ones counting more."""
    after = re.split(r"[.;?!](?:\s|$)", text[mention.end :])[0]
    before = re.split(r"[.;?!]\s", text[: mention.start])[-1]
    named = set(_words(f"{unit.target.replace('_', ' ')} {unit.comment}"))
    nearest = zip(_AFTER, _words(after), strict=False)
    return sum(weight for weight, word in nearest if word in named) + sum(
        weight for weight, word in zip(_BEFORE, reversed(_words(before)), strict=False) if word in named
    )


def _words(text: str) -> list[str]:
    return [_stem(word.lower()) for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in _STOP]


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e")


def clear_best(unit: Unit, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The mention that fits the unit better than any other by `MARGIN`, or None."""
    scored = sorted(
        ((affinity(unit, mention, text), -mention.start, mention) for mention in mentions),
        key=lambda s: s[:2],
    )
    if not scored or scored[-1][0] <= 0:
        return None
    second = scored[-2][0] if len(scored) > 1 else 0.0
    return scored[-1][2] if scored[-1][0] - second >= MARGIN else None


def shared_words(left: str, right: str) -> int:
    """How many words two names or texts share."""
    return len(set(_words(left.replace("_", " "))) & set(_words(right.replace("_", " "))))
