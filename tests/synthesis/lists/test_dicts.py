"""Dicts that a cell holds: keys with values, parts between marks, two cells zipped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.pairs import PairError, pairs_of, parts_of, zipped
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[str, ...], Any]]
LAMPS: Rows = [
    (("Base: oak, Cord: 2 m",), {"base": "oak", "cord": "2 m"}),
    (("Cord: long, Bulb: E27",), {"cord": "long", "bulb": "E27"}),
    (("Bulb: E14",), {"bulb": "E14"}),
]
SEEDS: Rows = [
    (("RYE-A:3;OAT:12",), {"RYE-A": 3, "OAT": 12}),
    (("PEA:7",), {"PEA": 7}),
    (("D-1:4;D-2:40;D-3:5",), {"D-1": 4, "D-2": 40, "D-3": 5}),
]
PLOTS: Rows = [
    (("NW-RYE-0412",), {"field": "NW", "crop": "RYE", "plot": 412}),
    (("SE-OAT-0096",), {"field": "SE", "crop": "OAT", "plot": 96}),
    (("NO-PEA-7731",), {"field": "NO", "crop": "PEA", "plot": 7731}),
]
HEADED: Rows = [
    (("crop|plot", "rye|7"), {"crop": "rye", "plot": "7"}),
    (("crop|owner", "oat|"), {"crop": "oat", "owner": None}),
    (("plot|crop|owner", "9|pea|Ida"), {"plot": "9", "crop": "pea", "owner": "Ida"}),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (LAMPS, ("Base: cast iron, Ratio: 16:9",), {"base": "cast iron", "ratio": "16:9"}),
        (SEEDS, ("BROAD BEAN:200;9120:0",), {"BROAD BEAN": 200, "9120": 0}),
        (PLOTS, ("N-SUGAR BEET-0003",), {"field": "N", "crop": "SUGAR BEET", "plot": 3}),
        (HEADED, ("owner|crop", "|red oat"), {"owner": None, "crop": "red oat"}),
    ],
)
def test_answered(rows: Rows, cells: tuple[str, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (LAMPS, ("Base: oak, ash",)),
        (LAMPS, ("Base: oak, Base: ash",)),
        (LAMPS, ("Base:, Cord: short",)),
        (SEEDS, ("RYE:3;OAT",)),
        (PLOTS, ("NW-0412",)),
        (PLOTS, ("NW--0412",)),
        (PLOTS, ("NW-RYE-x",)),
        (HEADED, ("crop|plot", "rye")),
    ],
)
def test_what_marks_do_not_say_is_refused(rows: Rows, cells: tuple[str, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


OPEN: Rows = [
    (("Mon 9-17; Tue 10-16",), {"Mon": "9-17", "Tue": "10-16"}),
    (("Wed 8-12",), {"Wed": "8-12"}),
    (("Thu 9-17; Fri 9-15; Sat 10-12",), {"Thu": "9-17", "Fri": "9-15", "Sat": "10-12"}),
]


def test_of_several_blanks_none_is_known_to_be_the_one() -> None:
    assert learn(*OPEN).run(("Sun closed",)) == {"Sun": "closed"}
    with pytest.raises(GuardFailed):
        learn(*OPEN).run(("Bank holidays closed",))


KEYS = st.text(alphabet="abc d", min_size=1, max_size=4).map(str.strip).filter(bool)


@given(st.dictionaries(KEYS, KEYS, min_size=1, max_size=5))
def test_what_was_written_is_read(record: dict[str, str]) -> None:
    assert pairs_of("; ".join(f"{key} = {value}" for key, value in record.items()), ";", "=") == record
    assert zipped("|".join(record), " | ".join(record.values()), "|") == record


@given(st.text(alphabet='ab,"', max_size=8), st.integers(1, 4))
def test_parts_are_as_many_as_wanted(text: str, count: int) -> None:
    try:
        parts = parts_of(text, ",", count)
    except PairError:
        return
    assert len(parts) == count and all(parts) and ",".join(parts) == text


HERDS: Rows = [
    (("farm;cows;goats", "Moor;12;3", "goats"), "3"),
    (("goats;farm;hens", "7;Hill;40", "farm"), "Hill"),
    (("farm;hens;cows", "Fen;21;5", "hens"), "21"),
]


def test_a_cell_is_looked_up_below_the_name_that_an_input_says() -> None:
    found = learn(*HERDS)
    assert found.run(("cows;ducks;farm", "8;2;Weir", "ducks")) == "2"
    with pytest.raises(GuardFailed):
        found.run(("cows;farm", "8;2;Weir", "farm"))
