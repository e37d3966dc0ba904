"""Texts that are cut at marks, changed mark by mark, or whose numbers are all read: what stands between may vary."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.guards.apart import changes_marks, cut_apart, led_guards, together_guards
from llmjit.synthesis.strings.operators import FIELD, LIST, LOWER, REPLACE
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
CODES: Rows = [
    (("GT-OAK-RND",), {"wood": "OAK", "shape": "RND"}),
    (("GT-ELM-SQ",), {"wood": "ELM", "shape": "SQ"}),
    (("BX-ASH-L",), {"wood": "ASH", "shape": "L"}),
]
GUESTS: Rows = [
    (("Ida Holm (Speaker)",), {"name": "Ida Holm", "as": "Speaker"}),
    (("Rolf Dahl (Host)",), {"name": "Rolf Dahl", "as": "Host"}),
    (("Una Berg (Speaker)",), {"name": "Una Berg", "as": "Speaker"}),
]
HEADS: Rows = [
    (("Net Weight",), "net_weight"),
    (("Unit Price",), "unit_price"),
    (("Item Name",), "item_name"),
]
FIELDS: Rows = [
    (("dueDate",), "Due date"),
    (("roomNumber",), "Room number"),
    (("deliveryAddress",), "Delivery address"),
]
BLOCKS: Rows = [
    (("QX4470021199",), "QX44 7002 1199"),
    (("QX8001230045",), "QX80 0123 0045"),
    (("RB551234567801",), "RB55 1234 5678 01"),
]
HARVEST: Rows = [
    (("2 beets, 9 leeks and 4 kale",), 15),
    (("3 bags of peas, 1 melon",), 4),
    (("12 figs, 5 limes and 6 plums",), 23),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (CODES, "KTN-FIR-40/60", {"wood": "FIR", "shape": "40/60"}),
        (
            GUESTS,
            "Dr. Åsa Öberg-Lind (Head of Lab, North)",
            {"name": "Dr. Åsa Öberg-Lind", "as": "Head of Lab, North"},
        ),
        (HEADS, "Date Of Last Order", "date_of_last_order"),
        (FIELDS, "dateOfFirstVisit", "Date of first visit"),
        (FIELDS, "city", "City"),
        (BLOCKS, "MT11KOLA99007", "MT11 KOLA 9900 7"),
        (HARVEST, "20 onions and 30 turnips", 50),
        (HARVEST, "1 pumpkin", 1),
    ],
)
def test_what_stands_between_may_look_otherwise(rows: Rows, cells: str, answer: Any) -> None:
    assert learn(*rows).run((cells,)) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (CODES, "GT-OAK"),
        (CODES, "GT-OAK-RND-2"),
        (GUESTS, "Ida Holm"),
        (HEADS, "E-Mail"),
        (HEADS, "Net  Weight"),
        (FIELDS, "customerID"),
        (FIELDS, "line2Text"),
        (FIELDS, "straßeKurz"),
        (BLOCKS, "QX44 7002.1199"),
        (BLOCKS, "qx4470021199"),
        (HARVEST, "4 packs of 6 eggs"),
        (HARVEST, "3 limes / 4 figs"),
    ],
)
def test_other_marks_are_refused(rows: Rows, cells: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((cells,))


def test_marks_are_those_of_all_uses() -> None:
    both = LIST(FIELD(Input(0), "-", 0), FIELD(Input(0), "-", 2))
    assert cut_apart(both, 0) == ("-",)
    assert cut_apart(LIST(both, LOWER(Input(0))), 0) == ()
    assert cut_apart(FIELD(Input(0), " ", 0), 0) == ()


def test_what_is_left_out_is_no_change_of_marks() -> None:
    assert changes_marks(LOWER(REPLACE(Input(0), Const(" "), Const("_"))), 0)
    assert not changes_marks(REPLACE(Input(0), Const(" "), Const("")), 0)
    assert not changes_marks(REPLACE(Input(0), Const(" St"), Const(" Street")), 0)
    assert not changes_marks(LOWER(Input(0)), 0)


def test_groups_that_were_all_full_stay_so() -> None:
    seen = ["AB12", "CD345678"]
    conditions = [guard.condition for guard in together_guards("text", seen, ".{1,4}")]
    assert any(condition.endswith("% 4 == 0") for condition in conditions)
    assert not any("%" in guard.condition for guard in together_guards("text", [*seen, "E1"], ".{1,4}"))
    assert together_guards("text", ["A1"], "[A-Z]+") == []


def test_words_that_vary_before_numbers_say_nothing() -> None:
    assert led_guards("text", ["figs 3, limes 4", "plums 2"]) == []
