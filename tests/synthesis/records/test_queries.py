"""Rows that a question keeps: counted, projected, added up, grouped; the row that has most; what is missing."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.labels import LabelError, word_behind
from llmjit.synthesis import Synthesis
from tests.synthesis.learning import accepted, answer, learn

LOGS = [
    "07:01 INFO boot\n07:02 ERROR fan stopped\n07:05 INFO idle\n07:09 ERROR fan jammed",
    "11:00 WARN hot\n11:04 INFO cool\n11:07 ERROR belt torn",
    "15:20 INFO idle\n15:21 INFO idle again",
]
NEW_LOG = "20:00 INFO boot\n20:11 ERROR lamp out\n20:12 WARN hot\n20:13 ERROR lamp gone"
STOCK = [
    [{"what": "bolt", "n": 4, "cents": 30}, {"what": "nut", "n": 9, "cents": 20}],
    [
        {"what": "gear", "n": 2, "cents": 500},
        {"what": "cam", "n": 1, "cents": 50},
        {"what": "pin", "n": 7, "cents": 5},
    ],
    [{"what": "rod", "n": 3, "cents": 70}],
]
NEW_STOCK = [{"what": "axle", "n": 2, "cents": 900}, {"what": "hub", "n": 6, "cents": 15}]
LOADS = [
    "DISK USE MOUNT\nsda1 40% /\nsdb1 95% /big\nsdc1 7% /run",
    "DISK USE MOUNT\nvda1 81% /\nvda2 9% /boot",
    "DISK USE MOUNT\nmd0 12% /\nmd1 33% /var\nmd2 60% /srv\nmd3 59% /opt",
]


def learned(texts: list[Any], answer: Any) -> Synthesis:
    return accepted(*((text, answer(text)) for text in texts))


def errors(text: str) -> list[str]:
    return [line.split(None, 2)[2] for line in text.splitlines() if line.split()[1] == "ERROR"]


ANSWERS: dict[str, tuple[list[Any], Any, Any]] = {
    "projected": (LOGS, errors, NEW_LOG),
    "levels": (LOGS, lambda text: dict(Counter(line.split()[1] for line in text.splitlines())), NEW_LOG),
    "products": (
        [json.dumps(rows) for rows in STOCK],
        lambda text: sum(r["n"] * r["cents"] for r in json.loads(text)),
        json.dumps(NEW_STOCK),
    ),
    "no rows": (LOGS, errors, "23:00 INFO boot\n23:01 WARN hot"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_learned(name: str) -> None:
    seen, answer, new = ANSWERS[name]
    assert learned(seen, answer).run((new,)) == answer(new)


def test_the_row_that_has_most() -> None:
    def fullest(text: str) -> str:
        return max(text.splitlines()[1:], key=lambda line: int(line.split()[1][:-1])).split()[2]

    program = learned(LOADS, fullest)
    assert program.run(("DISK USE MOUNT\nsda 8% /\nsdb 70% /home\nsdc 9% /tmp",)) == "/home"
    with pytest.raises(GuardFailed):
        program.run(("DISK USE MOUNT\nsda 70% /\nsdb 70% /home",))


def test_rows_beside_another_input() -> None:
    table = "crew,port\nIda,Bari\nJon,Kiel\nKim,Bari"
    pairs = [
        ((table, "Bari"), ["Ida", "Kim"]),
        ((table, "Kiel"), ["Jon"]),
        (("crew,port\nLea,Riga\nMax,Kiel", "Bari"), []),
    ]
    program = learn(*pairs)
    assert program.run(("crew,port\nNia,Port Said\nOle,Kiel", "Port Said")) == ["Nia"]
    assert program.run((table, "Oslo")) == []


@pytest.mark.parametrize("line", ["09:00 INFO no ERROR since noon", "09:00 INFO ERROR 7 seen", "ERROR"])
def test_a_word_elsewhere_in_the_line_is_not_its_level(line: str) -> None:
    text = f"{line}\n09:01 ERROR pump hot"
    with contextlib.suppress(GuardFailed):
        assert learned(LOGS, errors).run((text,)) == ["pump hot"]


def test_lists_of_tokens_that_began_every_word_are_no_parts_of_words() -> None:
    seen = ["set up oak-1.2 elm-3.0", "set up fir-2.2", "set up ash-0.1 yew-5.5 box-2.0"]
    program = learn(*[(t, [w.split("-")[0] for w in t.split()[2:]]) for t in seen])
    with contextlib.suppress(GuardFailed):
        assert program.run(("set up h5x-1.0 red.fir-2.0",)) == ["h5x", "red.fir"]


FULL = [
    "NAME SIZE FILL AT\nsda 50 40 /\nsdb 900 95 /big\nsdc 7 3 /run",
    "NAME SIZE FILL AT\nvda 81 70 /\nvdb 9 2 /boot",
    "NAME SIZE FILL AT\nmda 12 12 /\nmdb 33 14 /var\nmdc 60 80 /srv\nmdd 59 30 /opt",
]


def test_columns_that_choose_the_same_rows_must_agree() -> None:
    def fullest(text: str) -> str:
        return max(text.splitlines()[1:], key=lambda line: int(line.split()[2])).split()[-1]

    program = learned(FULL, fullest)
    assert program.run(["NAME SIZE FILL AT\nxda 10 20 /\nxdb 77 85 /data\nxdc 5 3 /tmp"]) == "/data"
    with pytest.raises(GuardFailed):
        program.run(["NAME SIZE FILL AT\nxda 80 90 /\nxdb 500 10 /data\nxdc 70 80 /tmp"])


def test_a_column_far_from_the_margin_doubts_the_place_of_a_line() -> None:
    texts = [
        "DISK USE% MOUNT\nsda1 x 4 40% /\nsdb1 y 5 95% /big\nsdc1 z 4 7% /run",
        "DISK USE% MOUNT\nvda1 x 3 81% /\nvda2 y 3 9% /boot",
        "DISK USE% MOUNT\nmd0 a 4 12% /\nmd1 b 5 33% /var\nmd2 c 7 60% /srv\nmd3 d 7 59% /opt",
    ]
    program = learned(texts, lambda text: text.splitlines()[-2].split()[-1])
    with pytest.raises(GuardFailed):
        program.run(["DISK USE% MOUNT\nxd0 a 4 92% /\nxd1 b 5 33% /var\nxd2 c 7 60% /srv\nxd3 d 7 59% /opt"])


def test_a_title_is_no_row_though_it_may_end_with_a_number() -> None:
    texts = [
        "BIKE BARN\nInner tube 6.40\nBell 3.90\nFront light 9.50",
        "KIOSK 12\nStamps 4.15\nMap 7.30",
        "THE OLD MILL\nRye loaf 5.99\nOats 0.89\nWheat flour 2.00\nYeast 1.50",
    ]
    program = learned(
        texts,
        lambda text: max(text.splitlines()[1:], key=lambda line: float(line.split()[-1])).rsplit(None, 1)[0],
    )
    assert program.run(["CAFE 9\nEspresso 2.50\nCarrot cake 6.20\nTea 3.00"]) == "Carrot cake"


def test_counts_of_lines_need_not_agree_with_counts_of_values_in_others() -> None:
    logs = [
        "07:01:05 ERROR fan: stopped\n07:02:09 INFO fan: idle\n07:05:00 ERROR belt: torn\n07:09:30 WARN belt: hot",
        "11:00:07 WARN belt: hot\n11:04:00 INFO fan: cool\n11:07:41 ERROR belt: torn",
        "15:20:00 ERROR fan: hot\n15:21:11 ERROR fan: hot\n15:22:00 ERROR belt: torn\n15:23:50 INFO belt: idle",
    ]
    found = learn(*[(log, log.count("ERROR")) for log in logs])
    for log in (
        "20:00:00 ERROR lamp: out\n20:11:10 INFO lamp: on",
        "21:00:00 INFO fan: idle\n21:01:00 INFO fan: idle",
    ):
        assert found.run((log,)) == log.count("ERROR")


def test_the_row_of_most_need_not_hold_a_word() -> None:
    rows = [
        ("GET /a 120ms\nGET /b 900ms\nPOST /c 1800ms\nGET /d 30ms", "/c"),
        ("POST /e 2100ms\nGET /f 77ms\nPOST /g 430ms", "/e"),
        ("GET /h 610ms\nPOST /i 940ms\nGET /j 12ms", "/i"),
    ]
    found = learn(*rows)
    assert found.run(("POST /k 5ms\nGET /l 71ms\nPOST /m 70ms",)) == "/l"


def test_lines_of_json_have_names() -> None:
    rows = [
        (
            '{"kind":"bad","what":"disk full"}\n{"kind":"ok","what":"started"}\n{"kind":"bad","what":"no way"}',
            2,
        ),
        ('{"kind":"ok","what":"fine"}\n{"kind":"dull","what":"slow"}', 0),
        ('{"kind":"dull","what":"again"}\n{"kind":"bad","what":"late on b-2"}', 1),
    ]
    lists = [[json.loads(line) for line in text.splitlines()] for text, _ in rows]
    wanted = [[row["what"] for row in each if row["kind"] == "bad"] for each in lists]
    found = learn(*[(text, what) for (text, _), what in zip(rows, wanted, strict=True)])
    assert found.run(('{"kind":"ok","what":"bad news"}\n{"what":"odd","kind":"bad"}',)) == ["odd"]


def test_columns_of_tables_may_stand_in_another_order() -> None:
    rows = [
        ("id,paid,cents\na,yes,120\nb,no,80\nc,yes,30", 150),
        ("id,cents,paid\nd,77,no\ne,41,yes", 41),
        ("id,paid,cents\nf,no,5\ng,yes,900\nh,yes,7", 907),
    ]
    found = learn(*rows)
    assert found.run(("paid,id,cents\nyes,yes,3\nno,x,4",)) == 3


HOURS = [
    ("08:12:01 tea out\n08:40:11 tea in\n09:01:00 rye out", {"08:00": 2, "09:00": 1}),
    ("11:01:09 tea out\n12:40:11 oats in", {"11:00": 1, "12:00": 1}),
    ("08:12:01 tea out\n21:00:00 rye in\n21:41:44 tea in", {"08:00": 1, "21:00": 2}),
]
MINUTES = [
    ("TODO Bo: mend net\nnothing\nTODO Cy Lie: sell fish: all", {"Bo": ["mend net"], "Cy Lie": ["sell fish: all"]}),
    ("TODO Ada Roe: buy salt\nTODO Bo: tar boat", {"Ada Roe": ["buy salt"], "Bo": ["tar boat"]}),
    ("talk\nTODO Bo: row\nTODO Bo: bail", {"Bo": ["row", "bail"]}),
]  # fmt: skip


def test_classes_are_counted_by_what_a_field_begins_with() -> None:
    assert accepted(*HOURS).run(("07:12:01 tea out\n07:00:00 rye in\n22:41:44 tea in",)) == {
        "07:00": 2,
        "22:00": 1,
    }


def test_what_stands_behind_a_label_is_grouped_by_it() -> None:
    found = accepted(*MINUTES)
    assert found.run(("TODO Ed: dig\ntalk\nTODO Ed: sow: peas",)) == {"Ed": ["dig", "sow: peas"]}


DUTIES = [
    ("Crew\nDUTY (Bo): mend net\nDUTY (Cy): sell fish", ["Bo: mend net", "Cy: sell fish"]),
    ("Crew\nnone yet\nDUTY (Ada): buy salt", ["Ada: buy salt"]),
    (
        "Crew\nDUTY (Bo): tar boat\nDUTY (Di): row, bail\nDUTY (Cy): sing",
        ["Bo: tar boat", "Di: row, bail", "Cy: sing"],
    ),
]


def test_a_word_with_one_of_two_brackets_is_no_name() -> None:
    found = accepted(*DUTIES)
    assert found.run(("Crew\nDUTY (Ed): dig",)) == ["Ed: dig"]
    with pytest.raises(GuardFailed):
        found.run(("Crew\nDUTY (Ed & Flo): dig",))


def test_exact_totals_of_fractions() -> None:
    found = accepted(
        ("who | day | hours\nIna | 1 | 0.1\nOle | 1 | 7.5\nIna | 2 | 0.2", {"Ina": 0.3, "Ole": 7.5}),
        ("who | day | hours\nUwe | 3 | 4\nUwe | 4 | 4.5", {"Uwe": 8.5}),
        ("who | day | hours\nEva | 1 | 8\nIna | 1 | 8\nIna | 2 | 2.25", {"Eva": 8.0, "Ina": 10.25}),
    )
    assert found.run(("who | day | hours\nOle | 5 | 1\nOle | 6 | 1.5",)) == {"Ole": 2.5}


def test_words_behind_a_word_at_no_fixed_place() -> None:
    found = accepted(
        (
            "lost: seal of pump from hall7 at 5\nlost: belt from hall9 at 6\nkept: fan from hall2 at 7",
            ["hall7", "hall9"],
        ),
        ("kept: arm from hall4 at 1\nlost: old oil seal from hall3 at 2", ["hall3"]),
        ("kept: cam from hall5 at 8\nkept: top of rod from hall8 at 9", []),
    )
    assert found.run(("kept: rod from hall1 at 3\nlost: big gear of arm from hall6 at 4",)) == ["hall6"]


def test_items_that_are_not_of_another_column() -> None:
    found = accepted(
        ("ina@x.org; ole@y.org; uwe@x.org", "x.org", ["ole@y.org"]),
        ("eva@a.net; bo@b.com", "x.org", ["eva@a.net", "bo@b.com"]),
        ("lea@b.com; kim@b.com", "b.com", []),
    )
    assert found.run(("jo@c.de; al@d.de; cy@c.de", "c.de")) == ["al@d.de"]


def test_codes_by_their_class() -> None:
    found = accepted(
        ('{"code": 200, "n": 12}\n{"code": 500, "n": 3}\n{"code": 503, "n": 5}', 8),
        ('{"code": 404, "n": 9}\n{"code": 201, "n": 80}', 0),
        ('{"code": 502, "n": 20}\n{"code": 502, "n": 30}\n{"code": 200, "n": 7}', 50),
    )
    assert found.run(('{"code": 504, "n": 1}\n{"code": 499, "n": 4}\n{"code": 301, "n": 2}',)) == 1


def test_minutes_are_no_numbers_to_choose_lines_by() -> None:
    found = accepted(
        ("7:00 INFO on\n7:01 FAULT pump: hot\n7:02 INFO on\n7:03 FAULT pump: dry", "dry"),
        ("8:00 FAULT fan: 500 turns short\n8:01 INFO on", "500 turns short"),
        ("9:00 INFO on\n9:05 FAULT arm: bent\n9:06 FAULT arm: weak\n9:07 FAULT lamp: dim", "dim"),
    )
    assert answer(found, "5:00 FAULT cam: loose\n5:01 INFO cam: tight") == "loose"


def test_the_word_behind_a_word_that_stands_twice_is_not_known() -> None:
    assert word_behind("lost seal from hall3 at 5", "from") == "hall3"
    for line in ("from here from there", "lost seal", "sent from"):
        with pytest.raises(LabelError):
            word_behind(line, "from")


CRATES = [
    "crate\tpears\tkilos\nA4\t7\t12.50\nB1\t0\t88.10\nC9\t31\t3.20",
    "crate\tpears\tkilos\nD2\t12\t9.75\nA7\t5\t14.00",
    "crate\tpears\tkilos\nE5\t0\t91.30\nB8\t64\t30.25\nF3\t8\t6.10",
]


def test_rows_are_not_left_out_for_adding_nothing() -> None:
    program = learned(CRATES, lambda text: sum(int(line.split("\t")[1]) for line in text.splitlines()[1:]))
    assert program.run(["crate\tpears\tkilos\nK6\t40\t99.00\nL2\t2\t5.00"]) == 42


FARES = [
    ("no,fare,state\n4410,3.20,paid\n4411,18.00,due\n4412,7.75,paid", 2),
    ("no,fare,state\n5120,9.00,due\n5121,2.40,due\n5122,6.60,paid", 1),
    ("no,fare,state\n4680,5.50,paid\n4681,4.10,paid\n4682,1.80,paid\n4683,8.00,paid", 4),
]


def test_numbers_are_not_asked_for_their_first_digit() -> None:
    assert accepted(*FARES).run(("no,fare,state\n4901,2.00,due\n5902,7.00,paid\n4903,3.00,due",)) == 1


def test_what_an_input_names_is_no_constant() -> None:
    found = accepted(
        ("lane=a box=3\nlane=b box=4\nlane=b box=9", "b", 13),
        ("lane=c box=7\nlane=a box=5", "b", 0),
        ("lane=b box=2\nlane=a box=6\nlane=c box=1", "b", 2),
    )
    assert found.run(("lane=a box=8\nlane=b box=1\nlane=a box=20", "a")) == 28
