"""Texts of known kinds, parts of URLs, cells of log lines."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.sections import log_cells
from llmjit.support.urls import UrlError, url_host, url_path
from tests.synthesis.learning import learn

LINE = '%s - %s [01/Feb/2024:10:0%d:00 +0000] "GET %s HTTP/1.1" %d %d "-" "%s"'
CASES: list[tuple[dict[str, Any], str, Any]] = [
    (
        {
            "Ada <ada@x.org>": "ada@x.org",
            "w.li@mail.example.com": "w.li@mail.example.com",
            '"B, C" <b@c.de>': "b@c.de",
        },
        "Grace Hopper <grace@navy.example>",
        "grace@navy.example",
    ),
    (
        {"see #a and #b2": ["#a", "#b2"], "#one only": ["#one"], "no #x #y #z": ["#x", "#y", "#z"]},
        "again #b_c",
        ["#b_c"],
    ),
    (
        {"https://www.a.org/x": "a.org", "b.example.com": "b.example.com", "http://c.net/?q": "c.net"},
        "https://d.example.org/e/f",
        "d.example.org",
    ),
    (
        {
            LINE % ("10.0.0.1", "-", 1, "/a", 200, 17, "curl/8"): 200,
            LINE % ("10.2.0.1", "ada", 2, "/b/c?x=1", 404, 173, "Mozilla (X11; Linux)"): 404,
            LINE % ("10.0.3.1", "-", 3, "/api/v2/7", 200, 99, "Wget"): 200,
        },
        LINE % ("10.0.9.1", "-", 3, "/api/v1/9", 301, 88, "Some Thing 4.0"),
        301,
    ),
    ({"v1.2.3": [1, 2, 3], "v10.0.4": [10, 0, 4], "v2.11.0": [2, 11, 0]}, "v7.1.12", [7, 1, 12]),
    ({"/a?x=1": "/a", "/b/c": "/b/c", "/d/e?y": "/d/e", "/": "/"}, "/f/g?z=7", "/f/g"),
]


@pytest.mark.parametrize(("rows", "more", "answer"), CASES)
def test_learned_or_refused(rows: dict[str, Any], more: str, answer: Any) -> None:
    program = learn(*rows.items())
    assert program.refusal is None
    try:
        assert program.run((more,)) == answer
    except GuardFailed as refused:
        assert refused.kind in ("format", "length", "output"), refused


def test_two_addresses_are_not_one() -> None:
    rows = {
        "Ada <ada@x.org>": "ada@x.org",
        "w.li@mail.example.com": "w.li@mail.example.com",
        "<b@c.de> B": "b@c.de",
    }
    program = learn(*rows.items())
    with pytest.raises(GuardFailed):
        program.run(("a@b.org and c@d.org",))


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://u:p@Ex.org:80/a%20b?c#d", "ex.org", "/a b"),
        ("ex.org", "ex.org", "/"),
        ("ftp://h/x/", "h", "/x/"),
    ],
)
def test_parts_of_urls(url: str, host: str, path: str) -> None:
    assert (url_host(url), url_path(url)) == (host, path)


@given(st.text(max_size=40))
def test_any_text_has_a_host_or_none(text: str) -> None:
    with contextlib.suppress(UrlError):
        assert url_host(text)


def test_cells_of_a_line() -> None:
    assert log_cells('a [b c] "d \\" e" f "" g') == ["a", "b c", 'd \\" e', "f", "", "g"]


def test_lists_that_had_one_length_keep_it() -> None:
    rows = {"v8.20.6": [8, 20, 6], "v1.11.7-beta": [1, 11, 7], "v8.1.3": [8, 1, 3]}
    program = learn(*rows.items())
    with pytest.raises(GuardFailed):
        program.run(("v6.0.4-rc1",))


def test_texts_of_a_kind_are_found_whatever_marks_stand_around_them() -> None:
    rows = {
        "To: Ada Obi <ada@a.org>, bo@b.net": ["ada@a.org", "bo@b.net"],
        "To: cy@c.org": ["cy@c.org"],
        "To: di@d.org, Ed Ru <ed@e.com>, fay@f.io": ["di@d.org", "ed@e.com", "fay@f.io"],
    }
    found = learn(*rows.items())
    assert found.run(('To: "Obi, Ada" <ada@a.org>, gil@g.org',)) == ["ada@a.org", "gil@g.org"]
