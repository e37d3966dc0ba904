"""Names that flags turn on, and the flags that a cell's items are."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
ROOMS: Rows = [
    (("yes", "no", "yes"), ["desk", "bath"]),
    (("no", "yes", "no"), ["sofa"]),
    (("yes", "yes", "no"), ["desk", "sofa"]),
]
JOINED: Rows = [(cells, "; ".join(names)) for cells, names in ROOMS]
RIGHTS: Rows = [
    (("see,edit",), {"see": True, "edit": True, "drop": False}),
    (("see",), {"see": True, "edit": False, "drop": False}),
    (("see,drop",), {"see": True, "edit": False, "drop": True}),
]
CELLS: Rows = [
    (("Ida", ""), {"name": "Ida"}),
    (("Per", "Ulm"), {"name": "Per", "town": "Ulm"}),
    (("", "Kiel"), {"town": "Kiel"}),
]
EITHER: Rows = [(("yes", "no"), True), (("no", "no"), False), (("no", "yes"), True)]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (ROOMS, ("yes", "yes", "yes"), ["desk", "sofa", "bath"]),
        (JOINED, ("no", "yes", "yes"), "sofa; bath"),
        (RIGHTS, ("edit,drop",), {"see": False, "edit": True, "drop": True}),
        (CELLS, ("Mary Ann", "Bad Ems"), {"name": "Mary Ann", "town": "Bad Ems"}),
        (EITHER, ("no", "no"), False),
    ],
)
def test_answered(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (ROOMS, ("yes", "maybe", "no")),
        (ROOMS, ("yes", "", "no")),
        (RIGHTS, ("see,print",)),
        (CELLS, ("", "")),
        (EITHER, ("yes", "yes")),  # both may be as good as either, or not
    ],
)
def test_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)
