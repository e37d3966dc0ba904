"""Guards on what a cell may be already: what the program makes of it, or the same as the cell beside it.

``+44 20 7946 0018`` gets no second ``+44``, ``120.00/year`` is not what a month costs, and from the 21st to the 21st is
one day. Where no observation was so, none says what is to be done.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Const, Expr, Input, inputs_of, operators
from llmjit.synthesis.guards.whole import pieces

SHORT = 2
"""Shorter beginnings and ends say nothing."""


def already_guards(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> list[Guard]:
    """No text that begins or ends as the answers are made to, and no equal cells side by side, where none were seen."""
    parts = pieces(program)
    if len(parts) < 2:
        return []
    guards: list[Guard] = []
    ends = ((parts[0], parts[1], "startswith", "began"), (parts[-1], parts[-2], "endswith", "ended"))
    for written, beside, test, verb in ends:
        guards += _cell_there(names, rows, written, beside, test)
        mark = written.value.strip() if isinstance(written, Const) and isinstance(written.value, str) else ""
        # a known form tells texts with such a beginning from those without
        formed = test == "startswith" and "parse_form" in {operator.name for operator in operators(beside)}
        if len(mark) >= SHORT and any(map(str.isalnum, mark)) and not formed:
            for index in sorted(set(inputs_of(beside))):
                column = [row[index] for row in rows]
                if all(isinstance(cell, str) and not getattr(cell, test)(mark) for cell in column):
                    reason = f"{names[index]} never {verb} with {mark!r}, which is written there"
                    condition = f"not ({names[index]} and {names[index]}.{test}({mark!r}))"
                    guards.append(Guard("format", names[index], f"no {mark!r}", reason, len(rows), condition))
    return [*guards, *_equal(names, rows, parts)]


def _cell_there(
    names: Sequence[str], rows: Sequence[Sequence[Any]], written: Expr, beside: Expr, test: str
) -> Iterator[Guard]:
    """No text of which a part is copied begins or ends with the other cell that is written before or behind that."""
    if not isinstance(written, Input) or isinstance(beside, Input):
        return
    for index in sorted({*inputs_of(beside)} - {written.index}):
        pairs = [(row[index], row[written.index]) for row in rows]
        if all(isinstance(a, str) and isinstance(b, str) and b and not getattr(a, test)(b) for a, b in pairs):
            name, other = names[index], names[written.index]
            reason = f"{name} never had {other}, which is written there"
            condition = f"not ({name} and {name}.{test}({other} or ''))"
            yield Guard("format", name, f"no {other}", reason, len(rows), condition)


def _equal(names: Sequence[str], rows: Sequence[Sequence[Any]], parts: Sequence[Expr]) -> Iterator[Guard]:
    """No two cells that are copied side by side and equal."""
    copied = list(dict.fromkeys(part.index for part in parts if isinstance(part, Input)))
    for one, two in itertools.pairwise(copied):
        unless = f"not {names[one]} or " * any(row[one] == "" for row in rows)
        if all(isinstance(row[one], str) and row[one] != row[two] for row in rows):
            reason = f"{names[one]} and {names[two]} were never the same"
            condition = f"{unless}{names[one]} != {names[two]}"
            yield Guard("format", names[one], f"not {names[two]}", reason, len(rows), condition)
