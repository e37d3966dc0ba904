"""Several fields of one row, written with marks and words between them."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses

BILLS = [
    "who,what,cost\nMills,paint,12.40\nOrr,brush,72.50\nLane,tape,3.10\nOrr,roller,9.99",
    "who,what,cost\nLane,nails,31.00\nMills,saw,8.25\nDale,glue,2.00",
    "who,what,cost\nOrr,lamp,4.00\nDale,plug,6.50\nMills,cable,5.80\nDale,fuse,88.00\nLane,sink,1.50",
]
NEW_BILL = "who,what,cost\nHart,drill,7.00\nLane,bench,64.20\nDale,rope,11.75"
ALARMS = [
    "at,where,state\n04:10,north,calm\n04:20,south,loud\n04:40,north,loud",
    "at,where,state\n05:01,east,loud\n05:09,west,calm\n05:30,west,loud",
    "at,where,state\n06:00,east,calm\n06:02,west,calm\n06:07,north,loud\n06:40,south,calm\n06:50,east,loud",
]
NEW_ALARM = "at,where,state\n07:15,south,calm\n07:16,west,loud\n07:20,east,loud"


def test_fields_of_the_row_that_has_most_are_written_together() -> None:
    found = accepted(
        (BILLS[0], "Orr: 72.50 (brush)"), (BILLS[1], "Lane: 31.00 (nails)"), (BILLS[2], "Dale: 88.00 (fuse)")
    )
    assert answer(found, NEW_BILL) == "Lane: 64.20 (bench)"
    assert emitted(found, "text")(NEW_BILL) == evaluated(found, NEW_BILL)


def test_fields_of_the_first_row_kept_are_written_together() -> None:
    found = accepted(
        (ALARMS[0], "south at 04:20"), (ALARMS[1], "east at 05:01"), (ALARMS[2], "north at 06:07")
    )
    assert answer(found, NEW_ALARM) == "west at 07:16"
    assert refuses(found, "at,where,state\n07:15,south,calm\n07:16,west,calm")


def test_fields_of_each_row_are_written_together() -> None:
    found = accepted(
        (BILLS[1], ["nails (Lane) 31.00", "saw (Mills) 8.25", "glue (Dale) 2.00"]),
        (BILLS[0], ["paint (Mills) 12.40", "brush (Orr) 72.50", "tape (Lane) 3.10", "roller (Orr) 9.99"]),
    )
    assert answer(found, NEW_BILL) == ["drill (Hart) 7.00", "bench (Lane) 64.20", "rope (Dale) 11.75"]
