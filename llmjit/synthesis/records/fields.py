"""Rows and their fields: what may be read of a line or a record.

A field is an expression over the row at hand. Lines have fields by place (words, cells between marks, the rest
behind so many words) and by name (``key=value``, JSON); records have fields by name, of which some rows may lack one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, final

from llmjit.support.labels import word_behind
from llmjit.support.quantities import bare_name, named_quantity, quantity_of
from llmjit.support.rows import RowError, cell_amount, in_pairs, without_brackets
from llmjit.support.sections import log_cells
from llmjit.support.tables import TableError, parse_attributes
from llmjit.synthesis.expr import ABSENT, Apply, Expr, Input, Item, Operator, Undefined, evaluate
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.columns import WORDS_FROM
from llmjit.value import Value

MOST_FIELDS = 60
PLACES = 8
CELLS = 12
COUNTED = r"[(x×]?\d+(?:[.,]\d+)*[x×:.)]?"
"""A number of things."""
REST = 5
DELIMITERS = ("|", "\t", ",", ";", ": ", ":", "=", " - ", " -> ")
CUTS = ":/=?@.-_#(),^"
NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
LABELLED = 0.15
"""What stands before the first colon with a blank behind it costs more than the whole, and all that stands after it."""
TIME = re.compile(r"\b\d{1,2}:\d\d")
"""Colons in times of day are between no fields, and nobody asks for hours."""
BRACKETED = re.compile(r"[][(){}<>]")
OF_HOW_MANY = re.compile(r"\d+/\d+")
OUTER = "[](){}<>,;:\"'.`*#!"
GET = Operator("get", ("any", "any"), "any", "{0}.get({1})", 0.4)
AFTER = Operator("after", ("str", "str"), "str", "{0}.split({1}, 1)[1].strip()", 0.8, needs="{1} in {0}")
VALUE = replace(AFTER, name="value_after")
"""`AFTER` where every line is a key and a value: told apart since lines are then cut nowhere else (`needless`)."""
BEFORE_LAST = Operator(
    "before_last", ("str", "str"), "str", "{0}.rsplit({1}, 1)[-2]", 0.8, needs="{1} in {0}"
)
WITHOUT_BRACKETS = Operator(
    "without_brackets", ("str",), "str", "without_brackets({0})", 0.6, (without_brackets,)
)
LABEL = Operator("label_of", ("str",), "str", "{0}.rsplit(None, 1)[-2]", 0.6, needs="two words: {0}")
WORDS_BEFORE = Operator(
    "words_before",
    ("str", "int"),
    "str",
    "{0}.rsplit(None, {1})[-1 - {1}]",
    0.6,
    needs="{1} words and more: {0}",
)
WORD_BEHIND = Operator(
    "word_behind", ("str", "str"), "str", "word_behind({0}, {1})", 0.6, (word_behind,), needs="one {1} in {0}"
)
LABEL_LAST = 3
"""So many words may be numbers at the end of a line."""
BEHIND_WORDS = 3
AMOUNT = Operator(
    "amount_of", ("any", "str"), "number", "cell_amount({0}, {1})", 0.3, (cell_amount,), needs="a number: {0}"
)
MEASURED = re.compile(r"(?:[-*+•] )?\d+(?:[.,/]\d+)? ?(?:k?g|ml|cl|dl|l|cups?|tbsp|tsp|oz|lbs?|EL|TL)\b")
"""How lines begin that say how much there is of what."""
QUANTITY_OF = Operator("quantity_of", ("str",), "str", "quantity_of({0})", 0.6, (quantity_of,))
BARE_NAME = Operator("bare_name", ("str",), "str", "bare_name({0})", 0.6, (bare_name,))
NAMED_QUANTITY = Operator("named_quantity", ("str",), "str", "named_quantity({0})", 0.6, (named_quantity,))
Cells = tuple[tuple[Any, ...], ...]


@final
@dataclass(frozen=True)
class Field:
    """What a row has at a place or under a name: an expression over the row, with its values in all observations."""

    expr: Expr
    values: Cells
    price: float
    derived: bool = False
    """Whether it is a piece of another field."""

    @cached_property
    def flat(self) -> tuple[Any, ...]:
        """The values of all rows of all observations."""
        return tuple(value for row in self.values for value in row)

    @property
    def whole(self) -> bool:
        """Whether all rows have the field."""
        return ABSENT not in self.flat

    @cached_property
    def unit(self) -> str | None:
        """What stands behind the number in every cell, where all cells are numbers; else None."""
        cells = [cell for cell in self.flat if cell is not ABSENT]
        if not cells or not all(isinstance(cell, str | int | float) for cell in cells):
            return None
        tail = re.search(r"[^\d\s]*$", cells[0]) if isinstance(cells[0], str) else None
        unit = tail[0] if tail else ""
        try:
            for cell in cells:
                cell_amount(cell, unit)
        except RowError:
            return None
        return unit

    @cached_property
    def numbers(self) -> tuple[tuple[Decimal | None, ...], ...]:
        """The numbers in the cells; only where there is a unit."""
        unit = self.unit or ""
        return tuple(
            tuple(None if cell is ABSENT else cell_amount(cell, unit) for cell in row) for row in self.values
        )


@final
@dataclass(frozen=True)
class Rows:
    """A list of rows for every observation, with the fields of its rows."""

    expr: Expr
    lists: tuple[tuple[Any, ...], ...]
    price: float
    make: Callable[[Rows], Iterator[Field]]
    """What may be read of a row."""
    inputs: tuple[tuple[Value, ...], ...]

    @property
    def named(self) -> bool:
        """Whether fields have names, and no pieces that anybody asks for."""
        return self.make is not line_fields

    @cached_property
    def fields(self) -> list[Field]:
        """The fields that may be read of the rows, cheapest first."""
        found = [field for field in self.make(self) if sum(value is not ABSENT for value in field.flat) > 1]
        sources = {field.flat: field for field in reversed(found[:PLACES])} if not self.named else {}
        derived = [each for field in reversed(sources.values()) for each in _parts(field, self)]
        derived += [each for field in found if self.named for each in _halves(field, self)]
        return sorted([*found, *derived], key=lambda field: field.price)[:MOST_FIELDS]

    def field(self, expr: Expr, price: float, derived: bool = False) -> Field:
        """A field with its values."""
        cells = tuple(
            tuple(_value(expr, row, inputs) for row in rows)
            for rows, inputs in zip(self.lists, self.inputs, strict=True)
        )
        return Field(expr, cells, price, derived)


def _value(expr: Expr, row: Any, inputs: Sequence[Value]) -> Any:
    try:
        return evaluate(expr, inputs, row)
    except Undefined:
        return ABSENT


def named_fields(rows: Rows) -> Iterator[Field]:
    """The values under the keys of records, and one level below; and under the key that an input names."""
    for at in range(min(map(len, rows.inputs))):
        field = rows.field(records.KEY(Item(), Input(at)), 0.1)
        if field.whole:
            yield field
    items = [item for each in rows.lists for item in each]
    for key in dict.fromkeys(key for item in items for key in item):
        own_key = all(key in item for item in items)
        expr = (records.KEY if own_key else GET)(Item(), key)
        yield rows.field(expr, 0.2 if own_key else 0.4)
        inner = [item.get(key) for item in items]
        if own_key and all(isinstance(value, dict) for value in inner):
            for step in inner[0]:
                if all(step in value for value in inner):
                    yield rows.field(records.KEY(expr, step), 0.35)


def item_fields(rows: Rows) -> Iterator[Field]:
    """The key of an entry, its value, and what stands below that."""
    yield rows.field(records.KEY(Item(), 0), 0.2)
    yield rows.field(records.KEY(Item(), 1), 0.2)
    inner = [item[1] for each in rows.lists for item in each]
    if all(isinstance(value, dict) for value in inner):
        for step in inner[0]:
            yield rows.field(records.KEY(records.KEY(Item(), 1), step), 0.3)


def cell_fields(rows: Rows) -> Iterator[Field]:
    """The cells of a row of a table, from its start, and the last one where rows are of various lengths."""
    widths = {len(row) for each in rows.lists for row in each}
    for at in (*range(min(CELLS, max(widths))), *((-1,) if len(widths) > 1 else ())):
        yield rows.field(records.KEY(Item(), at), 0.3 + 0.06 * max(at, 0))


def line_fields(rows: Rows) -> Iterator[Field]:
    """The line itself, its words, what stands behind so many of them or before the last, its cells and values."""
    item = Item()
    lines = [line for each in rows.lists for line in each]
    yield rows.field(item, 0.2)
    named = list(_named_values(rows, lines))
    yield from named
    if any('"' in line or "[" in line for line in lines) and any(
        " " in cell for line in lines for cell in log_cells(line)
    ):
        for at in range(PLACES):
            yield rows.field(records.KEY(records.LOG_CELLS(item), at), 0.3 + 0.06 * at)
    sizes = [len(line.split()) for line in lines]
    if sum(map(bool, map(MEASURED.match, lines))) > 1:
        yield rows.field(NAMED_QUANTITY(item), 0.45, True)
        yield rows.field(QUANTITY_OF(item), 0.45, True)
        yield rows.field(BARE_NAME(item), 0.6, True)
    yield from _word_fields(rows, sizes)
    for start in beginnings(rows.lists):
        rest = rows.field(AFTER(item, start), 0.5)
        yield rest
        yield from _label_and_rest(rest, rows)
    for at in (0, 1, -1) if len(set(sizes)) > 1 else ():  # lines of one form have their numbers in columns
        if any(len(re.findall(NUMBER, line)) > at for line in lines) and not _clocks(lines, at):
            yield rows.field(ops.TOKEN(item, NUMBER, at), 0.6 + 0.1 * at if at >= 0 else 0.7)
    timed = all(TIME.search(line) for line in lines)
    for mark in DELIMITERS:
        idle = (timed and mark == ":") or (named and mark == "=")
        if 2 * sum(mark in line for line in lines) > len(lines) and not idle:
            yield from _between(mark, rows, lines)


def _clocks(lines: Sequence[str], at: int) -> bool:
    """Whether the numbers at a place are hours, minutes or seconds in most lines."""
    there = clocks = 0
    for line in lines:
        found = list(re.finditer(NUMBER, line))
        if -len(found) <= at < len(found):
            start, end = found[at].span()
            there += 1
            clocks += bool(re.search(r"\d:$", line[:start]) or re.match(r":\d", line[end:]))
    return 2 * clocks > there or not there


def _word_fields(rows: Rows, sizes: Sequence[int]) -> Iterator[Field]:
    """The words of a line, what stands behind so many of them, and what stands before the last."""
    item = Item()
    named = _beside_number(rows) if set(sizes) == {2} else None
    if named is not None:
        yield rows.field(WORDS_FROM(item, 1) if named else LABEL(item), 0.25)
    for at in (*range(min(PLACES, max(sizes))), *((-1, -2) if len(set(sizes)) > 1 else ())):
        if at == named:
            continue
        yield rows.field(ops.AT(ops.WORDS(item), at), 0.25 + 0.06 * at if at >= 0 else 0.25 - 0.12 * at)
    for at in range(1, min(REST, max(sizes))) if named != 1 else ():
        yield rows.field(WORDS_FROM(item, at), 0.4 + 0.06 * at)
    if len(set(sizes)) > 1 and min(sizes) > 1:
        yield rows.field(LABEL(item), 0.5)
    if len(set(sizes)) > 1:
        for count in range(2, min(LABEL_LAST, min(sizes) - 1) + 1):
            if _end_in_numbers(rows, count):
                yield rows.field(WORDS_BEFORE(item, count), 0.5 + 0.05 * count)
        yield from _behind_words(rows)


def _beside_number(rows: Rows) -> int | None:
    """Which of two words is a name beside a number, in all lines: others may have names of more words."""
    pairs = [line.split() for each in rows.lists for line in each]
    counted = [[bool(re.fullmatch(COUNTED, word)) for word in pair] for pair in pairs]
    if all(each == [True, False] for each in counted):
        return 1
    return 0 if all(each == [False, True] for each in counted) else None


def _end_in_numbers(rows: Rows, count: int) -> bool:
    """Whether the last so many words of most lines are numbers, behind a name of one word or more."""
    ends = [line.split()[-count:] for each in rows.lists for line in each]
    numbered = sum(all(re.search(r"\d", word) for word in words) for words in ends)
    return 2 * numbered > len(ends)


def _behind_words(rows: Rows) -> Iterator[Field]:
    """The words behind words that most lines have, at no fixed place."""
    lines = [line.split() for each in rows.lists for line in each]
    places: dict[str, list[int]] = {}
    for words in lines:
        for at, word in enumerate(words[:-1]):
            if re.fullmatch(r"[^\W\d_]{2,}:?", word) and words.count(word) == 1:
                places.setdefault(word, []).append(at)
    often = [word for word, found in places.items() if 2 * len(found) > len(lines) and len(set(found)) > 1]
    for word in often[:BEHIND_WORDS]:
        yield rows.field(WORD_BEHIND(Item(), word), 0.4)


def beginnings(lists: Sequence[Sequence[str]]) -> list[str]:
    """What several lines begin with: marks and the first word, with the marks behind it."""
    found: dict[str, int] = {}
    for line in (line for each in lists for line in each):
        start = re.match(r"\W*\w+\W*|\W+", line)
        if start and start[0].strip() and not TIME.match(line, start.start()):
            found[start[0].rstrip()] = found.get(start[0].rstrip(), 0) + 1
    return sorted((start for start in found if found[start] > 1), key=lambda start: -found[start])[:PLACES]


def _between(mark: str, rows: Rows, lines: Sequence[str]) -> Iterator[Field]:
    widths = {line.count(mark) + 1 for line in lines}
    cells = ops.FIELDS(Item(), mark)
    if mark == ": " and all(mark in line for line in lines):
        yield rows.field(VALUE(Item(), mark), 0.3)
    spaced = any(cell != cell.strip() for line in lines for cell in line.split(mark))
    for at in (*range(min(CELLS, max(widths))), *((-1,) if len(widths) > 1 else ())):
        cell = ops.AT(cells, at)
        yield rows.field(ops.STRIP(cell) if spaced else cell, 0.4 + 0.06 * max(at, 0))


def _named_values(rows: Rows, lines: Sequence[str]) -> Iterator[Field]:
    for mark, parse, operator in (
        ("=", parse_attributes, records.PARSE_ATTRIBUTES),
        ("{", json.loads, records.PARSE_JSON),
    ):
        keys: dict[str, int] = {}
        for line in lines if 2 * sum(mark in line for line in lines) > len(lines) else ():
            try:
                found = parse(line)
            except (TableError, ValueError, RecursionError):
                continue
            for key in found if isinstance(found, dict) else ():
                keys[key] = keys.get(key, 0) + 1
        for key, times in keys.items():
            price = 0.1 if times == len(lines) else 0.3
            yield rows.field(_read(operator(Item()), key, times == len(lines)), price)


def _read(record: Apply, key: str, always: bool) -> Expr:
    return (records.KEY if always else GET)(record, key)


def _label_and_rest(field: Field, rows: Rows) -> Iterator[Field]:
    """What stands before and behind the first colon in a field with a blank behind it, where most have one."""
    cells = [cell for cell in field.flat if cell is not ABSENT]
    if 2 * sum(": " in cell for cell in cells) > len(cells):
        yield rows.field(ops.FIELD(field.expr, ": ", 0), field.price + LABELLED, True)
        yield rows.field(AFTER(field.expr, ": "), field.price + LABELLED, True)


def _halves(field: Field, rows: Rows) -> Iterator[Field]:
    """Both numbers of a field that says how many there are of how many, as ``2/3``."""
    if all(isinstance(cell, str) and OF_HOW_MANY.fullmatch(cell) for cell in field.flat):
        for at in (0, 1):
            yield rows.field(ops.FIELD(field.expr, "/", at), field.price + 0.15, True)


def _parts(field: Field, rows: Rows) -> Iterator[Field]:
    """Fields without the marks around them, and cut at a mark."""
    cells = [cell for cell in field.flat if cell is not ABSENT]
    if not all(isinstance(cell, str) for cell in cells):
        return
    bare = [cell.strip(OUTER) for cell in cells]
    if bare != cells and all(bare) and field.expr != Item():
        paired = any(map(BRACKETED.search, cells)) and all(map(in_pairs, cells))
        expr = WITHOUT_BRACKETS(field.expr) if paired else ops.STRIP_OF(field.expr, OUTER)
        yield rows.field(expr, field.price + 0.25, True)
    yield from _label_and_rest(field, rows)
    for mark in CUTS:
        times = sum(mark in cell for cell in cells)
        for at in (0, 1, -1) if 2 * times > len(cells) else (0,) if times else ():
            yield rows.field(ops.FIELD(field.expr, mark, at), field.price + 0.45, True)
        if any(cell.count(mark) > 1 for cell in cells) and 2 * times > len(cells):
            yield rows.field(BEFORE_LAST(field.expr, mark), field.price + 0.45, True)
