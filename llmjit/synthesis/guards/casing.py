"""Guards where words are put into title case: how some are written cannot be told from their letters.

``MCGONAGALL`` is written McGonagall, ``III`` stays as it is and ``OF`` may become ``of``. A program that changes
the case of all words alike is right about these by luck, so an answer that holds one is refused, unless an
observed answer has shown how its kind is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Expr, operators
from llmjit.synthesis.guards.checks import ANSWER

CASED = frozenset({"title", "capitalize"})
KINDS = (
    ("names such as Mcbride", r"\b(?:Mc[a-z]{3}|Mac[dgklnpqt][a-z]{2})"),
    ("letters behind an apostrophe", r"[^\W\d_]['’][^\W\d_]"),
    ("letters behind digits", r"\d[^\W\d_]"),
    ("small words", r"(?<=[^\W_] )(?:A|An|And|As|At|But|By|For|From|In|Of|On|Or|The|To|Vs|With)\b(?= )"),
    (
        "particles of names",
        r"(?<=[^\W_] )(?:Da|De|Del|Della|Den|Der|Des|Di|Do|Dos|Du|Las?|Les?|V[ao]n)\b(?= )",
    ),
    ("Roman numerals", r"\b[IVX][ivx]+\b"),
    (
        "words without vowels",
        r"\b(?!(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Rd|Mt|Ft|Lt|Blvd|Ltd|Ln|Hwy|Pkwy|Ctr|Sq|Ct|Pl)\b)"
        r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]+\b",
    ),
)
"""Kinds of words, as they look in title case. Abbreviations that are written so are no words without vowels."""


def casing_guards(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No word in the answer of a kind that title case may spoil and that no observed answer had."""
    if not any(operator.name in CASED for operator in operators(program)):
        return []
    if not all(isinstance(answer, str) for answer in answers):
        return []
    unseen = [
        (kind, pattern) for kind, pattern in KINDS if not any(re.search(pattern, text) for text in answers)
    ]
    if not unseen:
        return []
    kinds = ", ".join(kind for kind, _ in unseen)
    source = "|".join(pattern for _, pattern in unseen)
    reason = f"how these are written in title case was never seen: {kinds}"
    condition = f"re.search({source!r}, {ANSWER}) is None"
    return [Guard("output", ANSWER, f"no {kinds}", reason, len(answers), condition)]
