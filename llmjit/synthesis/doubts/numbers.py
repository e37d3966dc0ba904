"""What the numbers seen leave open about how others are written, which the answer must not depend on.

Nobody who has seen no number above a thousand knows whether thousands are set apart, unless it is a number of a
text, which others are written like; nor, having seen none but negative ones, whether others have a plus, as changes
have. Each doubt is another style that has written all the
numbers as well, and where it would write another text, there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from llmjit.support.currencies import CODES

Edit = Callable[[str], str]
"""One style (of `llmjit.support.numbers.format_number`) to another."""
LEAST = 3
"""Numbers of fewer digits are as short by chance."""
MONEY = tuple("$€£₹")
_HEAD = re.compile(r"(\+?!?)(0\d+)?(,?)")


def doubts(tokens: Sequence[str], before: str, after: str, coded: bool = False) -> tuple[Edit, ...]:
    """The other styles in which numbers may be written that differ from those seen.

    ``before`` and ``after`` are the texts around them. Of 12:34 is unknown whether minutes may have one digit,
    and no part of it has thousands; nor has a number with zeros in front. One that is ``coded``, a part of a code such
    as ``AB-120``, may have zeros in front where it has fewer digits than all had.
    """
    if any("e" in token.lower() for token in tokens):
        return ()
    clock = before.endswith(":") or after.startswith(":")
    if clock:
        return (_padded,) if {len(token) for token in tokens} == {2} else ()
    widths = {len(token) for token in tokens}
    if coded and len(widths) == 1 and min(widths) >= LEAST and all(map(str.isdecimal, tokens)):
        return (partial(_widened, width=min(widths)),)
    return tuple(_open(tokens))


def in_code(before: str) -> bool:
    """Whether a number stands behind a letter, or a mark behind one, as it does in codes."""
    return re.search(r"[^\W\d_][-_/]?$", before) is not None


def is_money(before: str, after: str) -> bool:
    """Whether a number stands beside the sign of a currency, or its code."""
    codes = {*re.findall(r"\b[A-Z]{3}(?=\s?$)", before), *re.findall(r"^\s?([A-Z]{3})\b", after)}
    return before.rstrip()[-1:] in MONEY or after.strip()[:1] in MONEY or bool(codes & CODES)


def is_price(tokens: Sequence[str], before: str, inputs: Sequence[Sequence[object]]) -> bool:
    """Whether numbers of two decimals stand behind the sign of a currency, where no input has other thousands.

    Such prices have their thousands set apart, whether one was seen or not: so they had in all of 9 sets of tasks.
    """
    cents = all(re.search(r"\.\d\d$", token) for token in tokens)
    plain = any(re.search(r"(?<![\d.,])\d{4,}\.\d", str(value)) for row in inputs for value in row)
    return cents and not plain and before.rstrip()[-1:] in MONEY


def _open(tokens: Sequence[str]) -> Iterator[Edit]:
    wholes = [token.lstrip("+-").partition(".")[0] for token in tokens]
    if max(map(len, wholes)) <= 3 and not any(re.match(r"0\d", whole) for whole in wholes):
        yield grouped
    signed = [token for token in tokens if token.strip("+-0.")]
    if signed and all(token.startswith("-") for token in signed):
        yield _plus


def _padded(spec: str) -> str:
    return _HEAD.sub(r"\g<1>02", spec, count=1)


def _widened(spec: str, width: int) -> str:
    """With zeros in front up to so many digits."""
    return _HEAD.sub(rf"\g<1>0{width}", spec, count=1)


def grouped(spec: str) -> str:
    """With signs between thousands."""
    return _HEAD.sub(r"\g<1>\g<2>,", spec, count=1)


def _plus(spec: str) -> str:
    return "+" + spec.removeprefix("+")
