"""Lines of recipes and lists of parts: how much there is of what, as in ``- 200 g flour`` and ``3 eggs``."""

from __future__ import annotations

import re

_AMOUNT = r"(?:\d+(?:[.,/]\d+)?(?: ?[½¼¾⅓⅔]| \d/\d)?|[½¼¾⅓⅔])"
_UNIT = r"(?:kg|mg|g|ml|cl|dl|l|L|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|EL|TL|mm|cm|m)\.?"
_LINE = re.compile(rf"(?:[-*+•] )?(?P<quantity>{_AMOUNT}(?: ?{_UNIT}(?=\s))?)\s+(?P<name>[^\W\d].*)")
_BARE = re.compile(r"(?:[-*+•] )?([^\W\d_]{2,}(?: [^\W\d_]+)?)")
_OPEN = re.compile(
    r"(?:x|of|to|or|cloves?|slices?|cans?|tins?|pieces?|pcs|bunch(?:es)?|pinch(?:es)?|sticks?|packs?|packets?)\b",
    re.IGNORECASE,
)
"""What stands behind a number and may belong to it or to the name."""


class QuantityError(ValueError):
    """The line does not say how much there is of what, or leaves open where the amount ends."""


def quantity_of(line: str) -> str:
    """How much there is, as it stands in the line: ``200 g``, ``3``. Raises QuantityError."""
    return _parts(line)["quantity"]


def named_quantity(line: str) -> str:
    """What there is so much of: ``flour``, ``eggs``. Raises QuantityError."""
    return _parts(line)["name"].strip()


def bare_name(line: str) -> str:
    """The same, or a line of a word or two without a number: ``salt``. Raises QuantityError."""
    bare = _BARE.fullmatch(line.strip())
    return bare[1] if bare else named_quantity(line)


def _parts(line: str) -> dict[str, str]:
    found = _LINE.fullmatch(line.strip()) if len(line) < 400 else None
    if found is None or _OPEN.match(found["name"]):
        raise QuantityError(f"{line[:80]!r} does not say how much there is of what")
    return found.groupdict()
