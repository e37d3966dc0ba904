"""Words of programs that doubt a plainer one are what people call words: O'Neil, Anne-Marie and García are each one.

Patterns of letters end at apostrophes, hyphens and accents. Where the best program names no such pattern, since it
goes by blanks, commas or the parts of a known form, one that must agree with it is widened to whole words if that
fits all observations as well. What stands around words, such as marks behind them, it doubts as before.
"""

from __future__ import annotations

from operator import is_

from llmjit.synthesis.expr import Apply, Const, Expr
from llmjit.synthesis.strings.operators import RUN_BEFORE

_TAIL = "(?:['’-][^\\W\\d_]+)*"
_NAME = f"(?<![^\\W\\d_])[^\\W\\d_a-z][^\\W\\d_]*{_TAIL}"
_ALNUM = "[^\\W_]+(?:['’-][^\\W_]+)*"
WHOLE = {
    r"[^\W\d_]+": rf"[^\W\d_]+{_TAIL}",
    "[A-Za-z]+": rf"[^\W\d_]+{_TAIL}",
    "[a-z]+": rf"[^\W\d_A-Z]+{_TAIL}",
    r"[^\W_]+": _ALNUM,
    "[A-Za-z0-9]+": _ALNUM,
    r"\w+": r"\w+(?:['’-]\w+)*",
    "[A-Z][a-z]+": _NAME,
    "[A-Z][a-z]+(?: [A-Z][a-z]+)*": f"{_NAME}(?: {_NAME})*",
}
"""Patterns of runs of letters, and of the words that these may be parts of."""
INNER = {
    source: rf"[{kinds}'’-]"
    for source, kinds in ((r"[^\W\d_]", r"\w"), ("[a-z]", r"\w"), ("[A-Za-z0-9]", r"\w"), (r"\w", r"\w"))
}
"""Classes of characters in runs, and of what words are made of."""
REACHING = frozenset({"labelled"})
"""Operators that ask how far a value reaches: a run of letters is one of the answers."""


def names_words(expr: Expr) -> bool:
    """Whether a program names a pattern of runs of letters."""
    return widened(expr) is not expr


def widened(expr: Expr) -> Expr:
    """The program that takes whole words where it took runs of letters; itself, where it took none."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return Const(WHOLE[expr.value]) if expr.value in WHOLE else expr
    if not isinstance(expr, Apply) or expr.operator.name in REACHING:
        return expr
    arguments = tuple(map(widened, expr.arguments))
    if expr.operator is RUN_BEFORE and isinstance(last := arguments[2], Const) and last.value in INNER:
        arguments = (*arguments[:2], Const(INNER[last.value]))
    same = all(map(is_, arguments, expr.arguments))
    return expr if same else Apply(expr.operator, arguments)
