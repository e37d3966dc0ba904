"""Parts of texts of forms that everybody knows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.known_forms import FORMS, FormError, parse_form
from llmjit.synthesis.expr import Input
from llmjit.synthesis.problem import Term
from llmjit.synthesis.texts.known import known
from tests.synthesis.learning import accepted, answer, learn

PARTS = [
    ("syslog", "Mar  6 18:15:03 db2 kernel: retrying (3/5)", {"host": "db2", "program": "kernel"}),
    (
        "syslog",
        "<34>1 2024-05-25T10:22:36Z db2 smtp/d[9]: x",
        {"priority": "34", "process": "9", "message": "x"},
    ),
    ("klog", "I0419 14:06:00.899178    1912 a_b.go:25] started", {"letter": "I", "line": "25"}),
    ("logger", "2005-10-20 17:47:57,690 [pool 1] WARN  a.b.C - slow", {"thread": "pool 1", "name": "C"}),
    ("frame of Python", '  File "/x y/b.py", line 75, in <module>', {"file": "b.py", "function": "<module>"}),
    ("frame of Java", "\tat com.acme.A.run(A.java:27)", {"class": "com.acme.A", "method": "run"}),
    ("frame of JavaScript", "at go (/a/b.js:3:14)", {"file": "b.js", "column": "14"}),
    ("access log", '::1 - - [x] "GET /a?b HTTP/1.1" 200 -', {"path": "/a", "query": "b", "size": "-"}),
    ("commit", "feat(api)!: Add x: y", {"scope": "api", "subject": "Add x: y"}),
    ("endpoint", "[::1]:80", {"host": "[::1]", "port": "80"}),
    ("path of Windows", "C:\\My Files\\v1.2\\x.docx", {"folder": "C:\\My Files\\v1.2", "stem": "x"}),
    ("path", "/a/b.c/x.tar.gz", {"folder": "/a/b.c", "stem": "x.tar", "extension": "gz"}),
    ("path", "a/.rc", {"stem": ".rc"}),
    (
        "path of Windows",
        "\\\\nas1\\hr\\old\\M v2.docx",
        {"drive": "\\\\nas1\\hr", "parent": "old", "stem": "M v2"},
    ),
    ("path of Windows", "C:\\a b\\c.txt", {"letter": "C", "way": "\\a b\\c.txt", "base": "C:\\a b\\c"}),
    ("file", "c d.v2.txt", {"base": "c d.v2", "stem": "c d.v2", "suffix": ".txt"}),
    ("file", "/d.7z", {"way": "/", "file": "d.7z"}),
    ("file", "d.7z", {"way": "", "file": "d.7z"}),
    (
        "file",
        "a/b.c/d.7z",
        {"way": "a/b.c/", "parent": "b.c", "base": "a/b.c/d", "folder": "a/b.c", "file": "d.7z"},
    ),
    ("path from the root", "/opt/my app/x.tar.gz", {"parent": "my app", "stem": "x.tar", "extension": "gz"}),
    ("address of Germany", "Kade 3b, 1017 AB Delft, Nederland", {"code": "1017 AB", "country": "Nederland"}),
    ("address of France", "12 bis rue Foch, 69006 Lyon", {"house": "12 bis", "street": "rue Foch"}),
    (
        "address of the USA",
        "Ana de la Cruz\nc/o Low Inc.\n2 Main St\nApt 3\nSt. Paul, MN 49381\nUSA",
        {
            "name": "Ana de la Cruz",
            "via": "c/o Low Inc.",
            "road": "2 Main St",
            "unit": "Apt 3",
            "country": "USA",
        },
    ),
    ("address of the USA", "PO Box 31, Reno, NV 89501", {"road": "PO Box 31", "city": "Reno"}),
    ("postcode of Britain", "ec1a  1bb", {"outward": "ec1a", "inward": "1bb"}),
    ("telephone number of North America", "+1 (212) 555-0143", {"area": "212", "line": "0143"}),
    ("telephone number of North America", "2125550143 x9", {"exchange": "555", "extension": "9"}),
    ("remote of git", "git@code.acme.org:tools/ci/run.js.git", {"group": "tools/ci", "repository": "run.js"}),
    ("remote of git", "ssh://git@acme.org:2222/a/b", {"host": "acme.org", "path": "a/b"}),
    ("resource of AWS", "arn:aws:iam::12:role/x/y", {"service": "iam", "kind": "role", "name": "y"}),
    ("object of a store", "gs://b.c/x y.csv", {"bucket": "b.c", "file": "x y.csv"}),
    ("image of a container", "localhost:5000/a/b:1.2", {"registry": "localhost:5000", "tag": "1.2"}),
    ("image of a container", "acme/web", {"repository": "acme/web", "namespace": "acme"}),
    ("company", "Berg & Co. KG Bau GmbH & Co. KG", {"name": "Berg & Co. KG Bau", "legal": "GmbH & Co. KG"}),
    ("company", "Low Tide, Inc.", {"name": "Low Tide", "legal": "Inc."}),
    (
        "address of Germany",
        "Allee des 17. Juni 7-9, 66458 Ulm",
        {"street": "Allee des 17. Juni", "house": "7-9"},
    ),
    (
        "address of the USA",
        "2 Main St, #9, St. Paul, MN 49381-1234",
        {"unit": "#9", "zip": "49381", "state": "MN"},
    ),
    ("address of Britain", "Flat 8, 7a Low Rd, Bury St Edmunds ST10 6AA", {"town": "Bury St Edmunds"}),
    (
        "person",
        "Prof. Dr. Ana P. Q. de la Cruz",
        {"title": "Prof. Dr.", "middle": "P. Q.", "last": "de la Cruz"},
    ),
    ("person, last name first", "van der Berg, Zoë (Dr.)", {"last": "van der Berg", "title": "Dr."}),
]
SYSLOG = "May %d 10:22:3%d %s %s: %s"
LEARNED: list[tuple[dict[str, Any], str, Any]] = [
    (
        {
            SYSLOG % (25, 1, "web-01", "sshd[12]", "bad token: expired"): "sshd",
            SYSLOG % (16, 2, "db2", "kernel", "disk full"): "kernel",
            SYSLOG % (17, 3, "web-01", "post/smtp[3]", "timeout after 30 s"): "post/smtp",
        },
        SYSLOG % (18, 3, "mail.x.org", "CRON[1]", "done"),
        "CRON",
    ),
    (
        {
            "9 Main St, St. Louis, MO 04440": "St. Louis",
            "12 5th Ave, Apt 2B, Boise, ID 97273-0327": "Boise",
            "7 Elm Rd, New York, NY 10001": "New York",
        },
        "40 O'Neill Ct, #3, Española, NM 87532",
        "Española",
    ),
    (
        {"Dr. Ana Li": "Li, Ana", "Jo van Dam": "van Dam, Jo", "Kai P. Roth": "Roth, Kai P."},
        "Prof. Bo O'Neal",
        "O'Neal, Bo",
    ),
    (
        {"(212) 555-0143": "+12125550143", "646.555.0111": "+16465550111", "1 305 555 0172": "+13055550172"},
        "7185550136",
        "+17185550136",
    ),
    (
        {"git@a.org:x/y.git": "https://a.org/x/y", "ssh://git@b.c.org/d/e": "https://b.c.org/d/e"},
        "https://git.f.io/g/h/i.j.git",
        "https://git.f.io/g/h/i.j",
    ),
    (
        {
            "C:\\Temp\\a b\\c.txt": "/mnt/c/Temp/a b/c.txt",
            "D:\\x.log": "/mnt/d/x.log",
            "E:\\y\\z": "/mnt/e/y/z",
        },
        "F:\\Program Files\\Go",
        "/mnt/f/Program Files/Go",
    ),
    (
        {"notes.txt": "notes.md", "a b/c.v2.html": "a b/c.v2.md", "/srv/x/Plan.docx": "/srv/x/Plan.md"},
        "2024.11/Data (2).TXT",
        "2024.11/Data (2).md",
    ),
    (
        {"/srv/a/June.txt": "June", "/b/c_d.csv": "c_d", "/var/log/x.log": "x"},
        "/home/it/Plan (2) v1.3.docx",
        "Plan (2) v1.3",
    ),
]


@pytest.mark.parametrize(("form", "text", "parts"), PARTS)
def test_parts_have_names(form: str, text: str, parts: dict[str, str]) -> None:
    assert parts.items() <= parse_form(text, form).items()


@given(st.sampled_from(sorted(FORMS)), st.text(alphabet='aZ1 .,:/-()[]"@#\n', max_size=300))
def test_other_texts_are_refused(form: str, text: str) -> None:
    try:
        parts = parse_form(text, form)
    except FormError:
        return
    assert all(part in text for name, part in parts.items() if name not in ("initials", "short"))


@pytest.mark.parametrize(("rows", "more", "answer"), LEARNED)
def test_parts_are_learned_by_name(rows: dict[str, Any], more: str, answer: Any) -> None:
    program = learn(*rows.items())
    assert program.refusal is None
    assert program.run((more,)) == answer
    with pytest.raises(GuardFailed):
        program.run(("nothing of the kind",))


def test_parts_that_were_alike_are_doubted() -> None:
    """Whether the path or the whole target is wanted is not known while no line had a query."""
    line = '10.0.0.%d - - [01/Feb/2024:10:00:00 +0000] "GET %s HTTP/1.1" %d 9'
    rows = [
        (line % (1, "/a", 200), "/a 200"),
        (line % (2, "/b/c", 404), "/b/c 404"),
        (line % (3, "/d", 200), "/d 200"),
    ]
    program = learn(*rows)
    assert program.refusal is None
    assert program.run((line % (9, "/e/f", 500),)) == "/e/f 500"
    with pytest.raises(GuardFailed):
        program.run((line % (9, "/e?f=1", 500),))


def test_parts_that_were_alike_are_doubted_whatever_probes_show() -> None:
    rows = [
        ("12 Main St, Boise, ID 83701", "83701"),
        ("7 Elm Rd, Salem, OR 97301", "97301"),
        ("9 Oak Dr, Reno, NV 89501", "89501"),
    ]
    program = learn(*rows)
    assert program.run(("1 Low Ln, Apt 4, Reno, NV 89511",)) == "89511"
    with pytest.raises(GuardFailed):
        program.run(("1 Low Ln, Reno, NV 89511-0042",))


def test_what_may_belong_to_a_part_is_refused_where_none_was_seen() -> None:
    """Whether the street is wanted with the suite is not known; the city stands elsewhere."""
    rows = {
        "12 Main St, Boise, ID 83701": ("12 Main St", "Boise"),
        "7 Elm Rd, Salem, OR 97301": ("7 Elm Rd", "Salem"),
        "9 Oak Dr, Reno, NV 89501": ("9 Oak Dr", "Reno"),
    }
    streets, cities = (learn(*[(text, parts[at]) for text, parts in rows.items()]) for at in (0, 1))
    text = "1 Low Ln, Suite 4, Reno, NV 89511"
    assert cities.run((text,)) == "Reno"
    with pytest.raises(GuardFailed):
        streets.run((text,))


def test_texts_of_one_part_are_of_no_form() -> None:
    words = Term(Input(0), ("alpha", "beta"), 0.9)
    numbers = Term(Input(0), ("2125550143", "6465550111"), 0.9)
    assert not list(known(words))
    assert not list(known(numbers))


def test_names_are_written_in_short() -> None:
    rows = {
        "Berg, Tove Karin": "Tove K. Berg",
        "Obi, Ada": "Ada Obi",
        "de Vries, Jan Piet": "Jan P. de Vries",
    }
    program = learn(*rows.items())
    assert program.run(("Ruiz Soto, Ana María Luz",)) == "Ana M. L. Ruiz Soto"
    with pytest.raises(GuardFailed):
        program.run(("Low, Anne-Marie",))


def test_a_part_that_only_one_text_has_is_missing_elsewhere() -> None:
    rows = {
        "Tove Karin Berg": {"middle": "Karin", "last": "Berg"},
        "Ada Obi": {"middle": None, "last": "Obi"},
        "Jan Low": {"middle": None, "last": "Low"},
    }
    program = learn(*rows.items())
    assert program.run(("Ana María Luz",)) == {"middle": "María", "last": "Luz"}
    assert program.run(("Bo Li",)) == {"middle": None, "last": "Li"}
    with pytest.raises(GuardFailed):
        program.run(("Madonna",))


def test_mail_addresses_become_names_by_their_users() -> None:
    rows = {"tove.berg@a.example": "Tove Berg", "ada_obi@b.org": "Ada Obi", "jan.low@c.co.uk": "Jan Low"}
    program = learn(*rows.items())
    assert program.run(("k.ana.ruiz@mail.b.org",)) == "K Ana Ruiz"
    for text in ("info@b.org", "anne-marie.low@b.org", "ada.obi+news@b.org", "jan.low2@c.co.uk"):
        with pytest.raises(GuardFailed):
            program.run((text,))


def test_names_with_titles_are_in_no_doubt() -> None:
    found = accepted(
        ("Dr. Ina Lund", "Dr. Lund!"), ("Mr. Ole Jon Berg", "Mr. Berg!"), ("Mrs. Eva Holm", "Mrs. Holm!")
    )
    assert answer(found, "Prof. Uwe A. Dahl-Moe") == "Prof. Dahl-Moe!"


def test_postcodes_and_remotes_in_short() -> None:
    assert parse_form("7 Mill Rd, Cardiff CF101AX", "address of Britain")["outward"] == "CF10"
    assert "postcode" not in parse_form("7 Mill Rd, Cardiff CF101AX", "address of Britain")
    assert parse_form("7 Mill Rd, Bath BA1 2AB", "address of Britain")["postcode"] == "BA1 2AB"
    assert parse_form("git@git.example.org:notes.git", "remote of git")["path"] == "notes"
    with pytest.raises(FormError):
        parse_form("https://example.org/notes", "remote of git")


def test_the_folder_of_two_columns() -> None:
    found = accepted(
        ("/a/b/x.txt", "/a/c/y.txt", "/a"), ("/r/s/t/1", "/r/s/t/2", "/r/s/t"), ("/p/q/i", "/p/w/j", "/p")
    )
    assert answer(found, "/k/log/app/1.log", "/k/log/app2/2.log") == "/k/log"
