"""What foretelling an answer is worth, in bits: how unlikely the answer was to be guessed without understanding.

The usual answer is worth little, since guessing it is easy. An answer that is a piece of the question is worth as
much as there were pieces to choose from: of two words, one foretold is a coin toss won. Anything else that was
never seen before is worth `NOVEL`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from llmjit.value import Value

NOVEL: Final = 4.0
MANY: Final = 16.0  # choices: as many as make an answer worth `NOVEL`

_TOKENS = (re.compile(r"\S+"), re.compile(r"[^\W\d_]+|\d+"))


def surprise(inputs: Sequence[Value], output: Value, commonness: float, novel: bool) -> float:
    """The bits; ``commonness`` is the chance to guess ``output`` from the answers so far, if not ``novel``."""
    if not novel:
        return min(NOVEL, -math.log2(commonness))
    return min(NOVEL, math.log2(_choices(inputs, output)))


def _choices(inputs: Sequence[Value], output: Value) -> float:
    """Among how many pieces of the inputs the output was chosen; many, where it is none of the pieces."""
    texts = [text for text in inputs if isinstance(text, str)]
    if not isinstance(output, str) or not output or not any(output in text for text in texts):
        return MANY
    for token in _TOKENS:
        pieces = 0
        aligned = False
        for text in texts:
            spans = [match.span() for match in token.finditer(text)]
            pieces += len(spans) * (len(spans) + 1) // 2
            aligned = aligned or _is_aligned(text, output, spans)
        if aligned:
            return max(1, pieces)
    return MANY


def _is_aligned(text: str, output: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the output begins where a token begins and ends where one ends."""
    begins, ends = {begin for begin, _ in spans}, {end for _, end in spans}
    place = text.find(output)
    while place >= 0:
        if place in begins and place + len(output) in ends:
            return True
        place = text.find(output, place + 1)
    return False
