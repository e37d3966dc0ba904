"""Lines taken apart into a fixed number of fields; lines of another form are refused."""

from __future__ import annotations

import re
import time

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.lists.splits import split_patterns
from tests.synthesis.learning import learn

PEOPLE = [
    ("P-5 Lena Robles (Austria)", ["P-5", "Lena Robles", "Austria"]),
    ("U109 Adam Jay Lukas (New Zealand)", ["U109", "Adam Jay Lukas", "New Zealand"]),
    ("R342 Carry Dods (United States)", ["R342", "Carry Dods", "United States"]),
]
LOG = [
    ("2015-03-04 12:33:01 INFO [main] started ok", ["2015-03-04", "12:33:01", "INFO", "main", "started ok"]),
    (
        "2015-03-05 02:03:11 WARN [p-1] no space left",
        ["2015-03-05", "02:03:11", "WARN", "p-1", "no space left"],
    ),
    ("2016-11-05 22:03:11 ERROR [io] bad", ["2016-11-05", "22:03:11", "ERROR", "io", "bad"]),
]
ACCESS = [
    ('1.0.0.1 - - [10/Oct/2000] "GET /a.gif HTTP/1.0" 200 2326', ["1.0.0.1", "GET", "/a.gif", "200", "2326"]),
    ('10.0.0.7 - bob [11/Oct/2001] "POST /b HTTP/1.1" 404 0', ["10.0.0.7", "POST", "/b", "404", "0"]),
    ('10.0.0.8 - al [12/Nov/2001] "GET / HTTP/1.1" 500 12', ["10.0.0.8", "GET", "/", "500", "12"]),
]
WITH_GLUE = [("a1; b2", ["a1", "; ", "b2"]), ("xx; yyy", ["xx", "; ", "yyy"]), ("p; q7", ["p", "; ", "q7"])]
FIXED = [
    ("20150304XA12", ["2015", "03", "XA", "12"]),
    ("20140214QQ01", ["2014", "02", "QQ", "01"]),
    ("19991231AZ77", ["1999", "12", "AZ", "77"]),
]
COMMAS = [("a,b,c", ["a", "b", "c"]), ("foo,bar,baz", ["foo", "bar", "baz"]), ("1,22,x", ["1", "22", "x"])]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (PEOPLE, ("Y722 Owen Murray (Ireland)", ["Y722", "Owen Murray", "Ireland"])),
        (
            LOG,
            (
                "2016-12-05 22:03:11 DEBUG [x] it works",
                ["2016-12-05", "22:03:11", "DEBUG", "x", "it works"],
            ),
        ),
        (ACCESS, ('8.8.8.8 - - [1/Nov/2001] "PUT /x HTTP/1.1" 201 9', ["8.8.8.8", "PUT", "/x", "201", "9"])),
        (WITH_GLUE, ("z; w", ["z", "; ", "w"])),
        (FIXED, ("20000101BB02", ["2000", "01", "BB", "02"])),
        (COMMAS, ("p,q,r", ["p", "q", "r"])),
        ([("12kg", ["12", "kg"]), ("3lb", ["3", "lb"]), ("100g", ["100", "g"])], ("7oz", ["7", "oz"])),
    ],
)
def test_fields(rows: list[tuple[str, list[str]]], more: tuple[str, list[str]]) -> None:
    assert learn(*rows).run((more[0],)) == more[1]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (PEOPLE, "# a comment"),
        (PEOPLE, ""),
        (LOG, "   at foo.bar(Baz.java:12)"),
        (ACCESS, "-- log rotated --"),
        (FIXED, "2000XX01BB02"),
        (COMMAS, "p,q,r,s"),
        (COMMAS, "p,q"),
    ],
)
def test_what_is_of_another_form_is_refused(rows: list[tuple[str, list[str]]], text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((text,))


def test_patterns_take_linear_time_on_hostile_text() -> None:
    for rows in (PEOPLE, LOG, ACCESS, FIXED, COMMAS):
        for pattern in split_patterns([text for text, _ in rows], [fields for _, fields in rows]):
            start = time.process_time()
            for hostile in (" " * 3000, "a" * 3000, "(" * 3000, "1,a " * 800):
                re.fullmatch(pattern, hostile + "\n!")
            assert time.process_time() - start < 1
