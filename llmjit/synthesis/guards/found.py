"""Lists that are rightly empty: of all that a text has of a form, or of what differs under the same names.

Where the mark that each of a kind holds is not in a text, it has none of them, and that every text seen had some says
little. Where the mark is there and nothing was found, it may be written otherwise than those seen. Nothing differs
between two records alike; where one has a name that the other has not, that may be wanted as well. Where all but some
are taken, and none is left, it was never seen what that means; and where those taken stood below one heading, others
below another are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, evaluate, operators, show
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.kinds import TOTAL
from llmjit.synthesis.guards.makings import WHOLE_LISTS
from llmjit.synthesis.lists.pairs import OTHERWISE
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.records.operators import PARSE_FIELDS
from llmjit.synthesis.strings.operators import SLICE, TOKENS

IN_ONE_RUN = "in_one_run"
BY_LINE = "(?m)"
HEADING = r"(?:(?<=\n)|^)[^\n]*[^\W\d_][^\n]*\n\s*$"
"""A line with words, and the blank ones behind it, before what is found."""
LEAST = 2
NOT_EMPTY = f"{ANSWER} != []"


def maybe_none(
    guards: list[Guard], names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr
) -> list[Guard]:
    """The guards on an answer, of which the one that asks for elements passes an empty list of what is not there."""
    alike = _same_names(names, rows, program)
    if alike is not None:
        return [*(guard for guard in guards if guard.condition != NOT_EMPTY), alike]
    if not any(guard.condition == NOT_EMPTY for guard in guards) or (found := _listed(program)) is None:
        return guards
    index, pattern = found
    texts = [row[index] for row in rows]
    if not all(isinstance(text, str) for text in texts):
        return guards
    held = [set(each[0]) for text in texts for each in re.finditer(pattern, text)]
    shared = set.intersection(*held) if held else set()
    marks = sorted(mark for mark in shared if not (mark.isalnum() or mark.isspace()) and mark in pattern)
    if not marks:
        return guards
    condition = f"({NOT_EMPTY} or {marks[0]!r} not in {names[index]})"
    return [
        replace(guard, condition=condition) if guard.condition == NOT_EMPTY else guard for guard in guards
    ]


def _listed(program: Expr) -> tuple[int, str] | None:
    """The input of which a program lists all of a form, each as it is or changed, and the pattern of the form."""
    listed = main_line(program)
    while isinstance(listed, Apply) and listed.operator.name in WHOLE_LISTS:
        listed = listed.arguments[0]
    if not isinstance(listed, Apply) or listed.operator is not TOKENS:
        return None
    text, pattern = listed.arguments
    if not isinstance(text, Input) or not isinstance(pattern, Const):
        return None
    return text.index, str(pattern.value)


def list_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """The guards on lists of which nothing is left, and on those that stood below a heading."""
    listed = main_line(program)
    while isinstance(listed, Apply) and listed.operator.name in WHOLE_LISTS:
        listed = listed.arguments[0]
    if isinstance(listed, Apply) and listed.operator is SLICE and [] in outputs:
        yield from _nothing_left(names, rows, listed.arguments[0], outputs)
    for part in applications(program):
        if part.operator.name == IN_ONE_RUN and isinstance(part.arguments[0], Input):
            index, pattern = part.arguments[0].index, part.arguments[1]
            if isinstance(pattern, Const):
                texts = [str(row[index]) for row in rows]
                yield from _below_heading(names[index], texts, str(pattern.value))


def _nothing_left(
    names: Sequence[str], rows: Sequence[Sequence[Any]], items: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """Where all but some items are taken, one of them is left, if it always was unless there were none."""
    if not {operator.name for operator in operators(items)} <= TOTAL:
        return
    if all(output != [] or not evaluate(items, row) for row, output in zip(rows, outputs, strict=True)):
        condition = f"({NOT_EMPTY} or not {show(items, names)})"
        reason = "some of the items were always left"
        yield Guard("output", ANSWER, "not empty", reason, len(rows), condition)


def _below_heading(name: str, texts: Sequence[str], pattern: str) -> Iterator[Guard]:
    """The line above the first of those listed is the one that it always was."""
    found = [re.search(pattern, text) for text in texts]
    above = {text[: each.start()] if each else "" for text, each in zip(texts, found, strict=True)}
    headings = {each[0] if (each := re.search(HEADING, before)) else "" for before in above}
    if len(above) < LEAST or len(headings) != 1 or "" in headings:
        return
    heading = headings.pop()
    rest = pattern.removeprefix(BY_LINE)
    source = f"{BY_LINE}^{re.escape(heading)}{rest.removeprefix('^')}"
    if all(re.search(source, text) for text in texts):
        condition = f"re.search({source!r}, {name}) is not None"
        reason = f"what is listed of {name} began below {heading.strip()!r}"
        yield Guard("format", name, heading.strip(), reason, len(texts), condition)


def _same_names(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> Guard | None:
    """The guard that two records that are compared have the same names, if they always had."""
    for part in applications(main_line(program)):
        if part.operator is OTHERWISE:
            one, two = (_names_in(each, names) for each in part.arguments)
            if not one or not two:
                return None
            reason = "both had the same names"
            guard = Guard("output", ANSWER, "the same names", reason, len(rows), f"{one} == {two}")
            return guard if all(holds(guard, names, row) for row in rows) else None
    return None


def _names_in(record: Expr, names: Sequence[str]) -> str:
    """An expression for the names in a record that is an input, or a text of fields; empty if it is neither."""
    if isinstance(record, Input):
        return f"{names[record.index]}.keys()"
    if not isinstance(record, Apply) or record.operator is not PARSE_FIELDS:
        return ""
    text, between, within = record.arguments
    if not (isinstance(text, Input) and isinstance(between, Const) and isinstance(within, Const)):
        return ""
    items = f"{names[text.index]}.split({between.value!r})"
    return f"{{item.partition({within.value!r})[0].strip() for item in {items} if {within.value!r} in item}}"
