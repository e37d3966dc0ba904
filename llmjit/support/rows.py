"""Rows of lines, tables and lists of records: numbers in cells, the one row that has most, values by group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"([-+]?)[$€£]?([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?", re.ASCII)
_STAMP = re.compile(r"(?:\d{4}-\d\d-\d\d)?[T ]?(?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?Z?", re.ASCII)
"""Dates and times of which the later one is the greater text."""
_MONEY = re.compile(r"(?:^|[\s:])[$€£]?(-?\d[\d,]*\.\d\d)$", re.ASCII)

STEM = 3
"""Fewer letters are no word that goes on."""


class RowError(ValueError):
    """A cell is no number, or no single row or value is the one asked for."""


def cell_amount(cell: object, unit: str = "") -> Decimal:
    """The number of a cell that ends in ``unit``: a number, or text such as ``1,200``, ``$3.50``, ``44%``.

    Raises RowError for anything else.
    """
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and not unit:
        return Decimal(str(cell))
    if isinstance(cell, str) and cell.endswith(unit):
        found = _NUMBER.fullmatch(cell.strip().removesuffix(unit).rstrip())
        if found and not (found[1] and found[2]):
            return Decimal(f"{found[1] or found[2]}{found[3].replace(',', '')}{found[4] or ''}")
    raise RowError(f"{str(cell)[:80]!r} is no number")


def in_pairs(cell: str) -> bool:
    """Whether as many brackets open in a text as close."""
    return all(cell.count(left) == cell.count(right) for left, right in ("()", "[]", "{}", "<>"))


def without_brackets(cell: str) -> str:
    """A word without the brackets and marks around it; RowError where only one of two brackets is in it."""
    if not in_pairs(cell):
        raise RowError(f"a bracket of {cell[:80]!r} is further on")
    return cell.strip("[](){}<>,;:\"'.`*#!")


def whole_amount(cell: object, unit: str = "") -> int:
    """The same, which must be a whole number."""
    number = cell_amount(cell, unit)
    if number != int(number):
        raise RowError(f"{number} is no whole number")
    return int(number)


def all_of(flags: Sequence[bool]) -> bool:
    """Whether all are so. Raises RowError where there are none, of which nobody has said anything."""
    if not flags:
        raise RowError("there is no row of which anything is so")
    return all(flags)


def in_order(one: object, sign: str, other: object) -> bool:
    """Whether two dates or times are of one form and in an order: ``>``, ``>=``, ``<``, ``<=``; no other cell is."""
    stamps = [each for each in (one, other) if isinstance(each, str) and each and _STAMP.fullmatch(each)]
    if len(stamps) < 2 or len({re.sub("[0-9]", "0", each) for each in stamps}) > 1:
        return False
    left, right = stamps
    return (left > right and ">" in sign) or (left < right and "<" in sign) or (left == right and "=" in sign)


def adds_up(text: str, label: str) -> bool:
    """Whether the amount in the one line that begins with ``label`` is the sum of those at the ends of lines above it.

    Raises RowError where there is no such line, or several, or no two amounts above it.
    """
    lines = [line.strip() for line in text.splitlines()]
    places = [at for at, line in enumerate(lines) if line.startswith(label)]
    if len(places) != 1:
        raise RowError(f"{len(places)} lines begin with {label!r}")
    found = [_MONEY.search(line) for line in lines[: places[0] + 1]]
    *above, total = [Decimal(each[1].replace(",", "")) if each else None for each in found]
    amounts = [amount for amount in above if amount is not None]
    if total is None or len(amounts) < 2:
        raise RowError(f"nothing is added up in {text[:80]!r}")
    return sum(amounts, Decimal(0)) == total


def merged(record: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """A record with another put over it; RowError where both have a record under one key, which may be merged too."""
    if any(isinstance(value, dict) and isinstance(over.get(key), dict) for key, value in record.items()):
        raise RowError("records within records may be merged or replaced")
    return {**record, **over}


def merged_filled(record: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """A record with what is filled in another put over it; RowError as in `merged`."""
    return merged(
        record, {key: value for key, value in over.items() if value not in ("", None) or key not in record}
    )


def changes_of(old: dict[str, Any], new: dict[str, Any], after: str, between: str) -> list[str]:
    """The keys whose values differ, with both; RowError where one record has a key that the other has not."""
    if old.keys() != new.keys():
        raise RowError("a key is in one record alone")
    return [f"{key}{after}{old[key]}{between}{new[key]}" for key in old if old[key] != new[key]]


def sole_extreme(rows: Sequence[Any], choose: Callable[..., Any], key: Callable[[Any], Any]) -> Any:
    """The one row whose key is ``choose`` (max, min) of all; RowError without rows, and for a tie.

    Keys that are texts are times, all written alike: RowError for others, such as ``never``.
    """
    keys = _comparable([key(row) for row in rows])
    if not keys:
        raise RowError("there are no rows")
    best = choose(keys)
    if keys.count(best) != 1:
        raise RowError(f"{keys.count(best)} rows have {best}")
    return rows[keys.index(best)]


def extreme_row(
    rows: Sequence[Any], choose: Callable[..., Any], key: Callable[[Any], Any], last: bool
) -> Any:
    """The first or the last of the rows whose key is ``choose`` (max, min) of all; else as `sole_extreme`."""
    keys = _comparable([key(row) for row in rows])
    if not keys:
        raise RowError("there are no rows")
    best = choose(keys)
    return rows[len(keys) - 1 - keys[::-1].index(best) if last else keys.index(best)]


def _comparable(keys: list[Any]) -> list[Any]:
    if len({re.sub(r"\d", "0", key) for key in keys if isinstance(key, str)}) > 1:
        raise RowError("texts of different forms have no order")
    return keys


def ranked(
    rows: Sequence[Any], key: Callable[[Any], Any], falling: bool, as_they_came: bool = False
) -> list[Any]:
    """The rows by their keys, the least first or, with ``falling``, last.

    Rows with the same key stay in their order with ``as_they_came``; else they raise RowError. As in
    `sole_extreme`, keys that are texts are written alike.
    """
    keys = _comparable([key(row) for row in rows])
    if not as_they_came and len(set(keys)) < len(keys):
        raise RowError("which of two rows comes first is not known")
    return [rows[at] for at in sorted(range(len(rows)), key=keys.__getitem__, reverse=falling)]


def sole_row(values: Sequence[Any]) -> Any:
    """The one value; RowError for none or several."""
    if len(values) != 1:
        raise RowError(f"{len(values)} rows instead of one")
    return values[0]


def sole_row_or(values: Sequence[Any], nothing: Any) -> Any:
    """The one value, or what stands for nothing; RowError for several."""
    return sole_row(values) if values else nothing


def most_common_of(values: Sequence[Hashable]) -> Any:
    """The value that comes most often; RowError without values, and for a tie."""
    ordered = Counter(values).most_common(2)
    if not ordered or (len(ordered) > 1 and ordered[0][1] == ordered[1][1]):
        raise RowError("no value comes most often")
    return ordered[0][0]


def is_value(cell: object, wanted: object) -> bool:
    """Whether a cell is a value as it is written.

    Raises RowError for a word that differs in letter case alone, or that goes on: ``Fail`` and ``FAILED`` may be meant
    by ``FAIL``.
    """
    if cell == wanted:
        return True
    if isinstance(cell, str) and isinstance(wanted, str) and is_variant(cell, wanted):
        raise RowError(f"{cell[:80]!r} may be {wanted[:80]!r}")
    return False


def is_variant(cell: str, wanted: str) -> bool:
    """Whether two different texts are the same word in another letter case, or with another ending."""
    one, other = sorted((cell.casefold(), wanted.casefold()), key=len)
    return one == other or (len(one) >= STEM and other.startswith(one) and other.isalpha())


def counts_by(values: Iterable[Any]) -> dict[Any, int]:
    """How often each value comes, in the order in which they first do."""
    return dict(Counter(values))


def entries_of(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """What stands beside each key; RowError where two things stand beside one."""
    entries: dict[Any, Any] = {}
    for key, value in pairs:
        if entries.setdefault(key, value) != value:
            raise RowError(f"{key!r} has more than one value")
    return entries


def totals_by(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, int]:
    """The sum of the whole numbers beside each key. Raises RowError for what is no whole number."""
    totals: dict[Any, int] = {}
    for key, cell in pairs:
        totals[key] = totals.get(key, 0) + whole_amount(cell)
    return totals


def float_totals_by(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, float]:
    """The exact sum of the numbers beside each key. Raises RowError for what is no number."""
    totals: dict[Any, Decimal] = {}
    for key, cell in pairs:
        totals[key] = totals.get(key, Decimal(0)) + cell_amount(cell)
    return {key: float(total) for key, total in totals.items()}


def left_over(named: Sequence[Any], taken: Sequence[Any]) -> list[Any]:
    """What is named and not taken. Raises RowError where something is named or taken twice, or in other letters."""
    for items in (named, taken):
        if len(set(items)) < len(items):
            raise RowError("something is named twice")
    if any(is_variant(str(one), str(other)) for one in named for other in taken if one != other):
        raise RowError("something is named in two ways")
    return [item for item in named if item not in taken]


def how_often(items: Sequence[Any], wanted: Any) -> int:
    """How often a value is among others. Raises RowError where one is the same in other letters."""
    if any(
        isinstance(item, str) and item != wanted and item.casefold() == str(wanted).casefold()
        for item in items
    ):
        raise RowError(f"{str(wanted)[:80]!r} stands there in other letters")
    return list(items).count(wanted)


def lists_by(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """All values beside each key."""
    lists: dict[Any, list[Any]] = {}
    for key, value in pairs:
        lists.setdefault(key, []).append(value)
    return lists


def product_total(pairs: Iterable[tuple[Any, Any]]) -> Decimal:
    """The sum of the products of pairs, as of quantity and price. Raises RowError for what is no number."""
    return sum((cell_amount(left) * cell_amount(right) for left, right in pairs), Decimal(0))


def share_of(part: int, whole: int, digits: int, exact: bool, tail: str) -> str:
    """How many of a hundred a part is, with so many digits behind the point.

    Raises RowError for a part of nothing, where it is not known which way a half is rounded, and, with ``exact``, for
    what must be rounded at all.
    """
    if whole <= 0:
        raise RowError("nothing is a share of nothing")
    hundredths, rest = divmod(part * 100 * 10**digits, whole)
    if rest and (exact or 2 * rest == whole):
        raise RowError(f"how {part} of {whole} is rounded is not known")
    return f"{Decimal(hundredths + (2 * rest > whole)).scaleb(-digits):f}{tail}"
