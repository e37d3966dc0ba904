"""Parts that are there only where a field is, texts blotted out in part, and what two texts have in common."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

BLOCK = "[BLOCK] IN=eth1 OUT= SRC=%s PROTO=%s %s"
LEARNED: list[tuple[list[tuple[Any, ...]], tuple[Any, ...]]] = [
    (
        [
            (BLOCK % ("8.24.10.9", "TCP", "SPT=8526 DPT=29278"), "8.24.10.9 -> tcp/29278"),
            (BLOCK % ("10.7.2.5", "UDP", "SPT=6658 DPT=541"), "10.7.2.5 -> udp/541"),
            (BLOCK % ("8.64.11.17", "ICMP", "TYPE=8 CODE=0"), "8.64.11.17 -> icmp"),
        ],
        (BLOCK % ("1.2.3.4", "UDP", "SPT=1 DPT=22"), "1.2.3.4 -> udp/22"),
    ),
    (
        [
            ("Ann Lee", "High St 2", "1607 Ulm", "", "Ann Lee\nHigh St 2\n1607 Ulm"),
            ("Jo Ray", "Mill Rd 7", "1122 Bonn", "Belgium", "Jo Ray\nMill Rd 7\n1122 Bonn\nBELGIUM"),
            ("Kai Roth", "Low Ln 46", "3855 Kiel", "", "Kai Roth\nLow Ln 46\n3855 Kiel"),
        ],
        ("Eva Fox", "Oak St 5", "7000 Graz", "Austria", "Eva Fox\nOak St 5\n7000 Graz\nAUSTRIA"),
    ),
    (
        [
            ("GET /a?token=6e97a198b9da25f7 505ms", "GET /a?token=*** 505ms"),
            ("POST /b/c?user=7&token=85a189679e12902cac&page=95", "POST /b/c?user=7&token=***&page=95"),
            ("POST /?token=3014088f 79ms", "POST /?token=*** 79ms"),
        ],
        ("GET /x/y?v=1&token=99aa00bb11&z=2", "GET /x/y?v=1&token=***&z=2"),
    ),
    (
        [
            ("from 203.167.77.103 via 192.168.7.134", "from 203.167.77.x via 192.168.7.x"),
            ("lost 10.134.196.179", "lost 10.134.196.x"),
            ("from 10.190.197.195 port 22", "from 10.190.197.x port 22"),
        ],
        ("ping 1.2.3.4 and 5.6.7.8", "ping 1.2.3.x and 5.6.7.x"),
    ),
    (
        [
            ("861 310 3670", "*** *** 3670"),
            ("+1 359 398 9814", "+* *** *** 9814"),
            ("2 8421 7206", "* **** 7206"),
        ],
        ("55 5555 1234", "** **** 1234"),
    ),
    (
        [("a@x.org", "b@X.ORG", True), ("c@x.org", "d@y.io", False), ("e@w.x.org", "f@x.org", False)],
        ("g@z.de", "h@z.de", True),
    ),
    ([("https://a.b/c", 443), ("http://d.e", 80), ("https://f.g:8443/h", 8443)], ("http://x.y:81/", 81)),
    (
        [
            ("time=1 msg=ok dur=2ms", "ok"),
            ('time=2 msg="a b c" user=x', "a b c"),
            ('time=3 msg="d e"', "d e"),
        ],
        ("time=4 msg=done", "done"),
    ),
]


@pytest.mark.parametrize(("rows", "more"), LEARNED)
def test_learned(rows: list[tuple[Any, ...]], more: tuple[Any, ...]) -> None:
    program = learn(*rows)
    assert program.refusal is None
    assert program.run(more[:-1]) == more[-1]


def test_what_was_always_blotted_out_is_there() -> None:
    rows = LEARNED[2][0]
    program = learn(*rows)
    with pytest.raises(GuardFailed):
        program.run(("curl: could not resolve the host",))


def test_how_much_two_addresses_share_is_doubted() -> None:
    rows = [("10.1.2.3", "10.1.2.9", True), ("10.1.2.3", "99.8.2.3", False), ("7.1.2.3", "7.1.2.4", True)]
    program = learn(*rows)
    assert program.run(("9.9.9.1", "9.9.9.2")) is True
    with pytest.raises(GuardFailed):
        program.run(("9.9.9.1", "9.9.8.1"))
    with pytest.raises(GuardFailed):
        program.run(("localhost", "localhost"))


def test_a_default_stands_for_the_missing_key_of_records_of_the_kind_alone() -> None:
    rows = [
        ('{"a": 1, "tier": "gold"}', "gold"),
        ('{"a": 2}', "basic"),
        ('{"a": 3, "tier": "silver"}', "silver"),
    ]
    program = learn(*rows)
    assert program.run(('{"a": 9}',)) == "basic"
    assert program.run(('{"a": 9, "tier": "x"}',)) == "x"
    with pytest.raises(GuardFailed):
        program.run(('{"b": 9}',))


def test_no_default_is_made_of_what_its_row_holds() -> None:
    line = "%s0419 14:06:00.899178    1912 %s] started"
    rows = [("W", "node.go:374", "WARNING"), ("I", "lock.go:25", "INFO"), ("I", "lock.go:270", "INFO")]
    found = learn(*[(line % (level, place), f"{name} {place} started") for level, place, name in rows])
    assert found.run((line % ("I", "main.go:1"),)) == "INFO main.go:1 started"
    with pytest.raises(GuardFailed):
        found.run((line % ("E", "lock.go:3"),))
