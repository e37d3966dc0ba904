"""Parts of URLs and of mail addresses, of whatever else these are made."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support import urls
from llmjit.support.urls import UrlError, registered_domain
from llmjit.synthesis.expr import operators
from tests.synthesis.learning import learn

CASES: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (
        {"https://a.org/x/y": "/x/y", "http://b.example.com": "/", "https://c.net:8080/q-r?s=1#t": "/q-r"},
        {"ftp://d.org/Deep/way/1?z#y": "/Deep/way/1", "https://e.net?q=/x": "/"},
        "see above",
    ),
    (
        {"https://a.org/x/y": "y", "http://b.example.com/z/": "z", "https://c.net/q-r?s=1": "q-r"},
        {"https://d.org/e/f-9/#top": "f-9"},
        "a/b",
    ),
    (
        {
            "https://a.org/x?y=1": "https://a.org/x",
            "http://b.de/#c": "http://b.de/",
            "http://d.fr/e": "http://d.fr/e",
        },
        {"https://f.org?g#h": "https://f.org"},
        "about?x",
    ),
    (
        {"https://a.org/x#y": "y", "http://b.de/c": None, "http://d.fr/e?f=1#L-10": "L-10"},
        {"http://g.org/": None, "http://g.org/#h.i": "h.i"},
        "#tag",
    ),
    (
        {"https://a.org:8443/x": 8443, "http://b.de/c": None, "http://localhost:80/": 80},
        {"ws://10.0.0.7:3000/a:1": 3000, "https://g.org/2024": None},
        "b.de:80",
    ),
    (
        {
            "Ann Lee <a.lee@x.org>": "Ann Lee",
            '"King, Bo" <bo@mail.de>': "King, Bo",
            "Zoë B. <z_9@y.fr>": "Zoë B.",
        },
        {"Marie-Claire O'Hara <m@x.org>": "Marie-Claire O'Hara"},
        "ann@x.org",
    ),
    (
        {"a.lee@x.org": "x.org", "<bo@mail.de>": "mail.de", "Zoë B. <z_9@y.co.uk>": "y.co.uk"},
        {"Bo van Dyke <bo+tag@b-c.example>": "b-c.example"},
        "Ann Lee",
    ),
]


@pytest.mark.parametrize(("seen", "others", "strange"), CASES, ids=range(len(CASES)))
def test_a_part_is_found_in_any_of_its_kind(
    seen: dict[str, Any], others: dict[str, Any], strange: str
) -> None:
    found = learn(*seen.items())
    assert {text: found.run((text,)) for text in others} == others
    with pytest.raises(GuardFailed):
        found.run((strange,))


@given(st.text(max_size=30))
def test_a_part_is_found_or_refused(text: str) -> None:
    for name in ("url_base", "url_way", "url_segment", "url_fragment", "url_port"):
        part = getattr(urls, name)
        try:
            value = part(text)
        except UrlError:
            continue
        assert "://" in text and (value is None or str(value) in text or value == "/")
    for name in ("mailbox_name", "mailbox_host", "mailbox_user"):
        try:
            assert getattr(urls, name)(text)
        except UrlError:
            continue
        assert "@" in text


def test_fields_between_marks_of_one_kind_need_no_form() -> None:
    found = learn(
        ("Oslo;436;yes", ["Oslo", "436", "yes"]),
        ("Lima;391;", ["Lima", "391", ""]),
        ("Rome;27;yes", ["Rome", "27", "yes"]),
    )
    assert "fields_of" not in {
        operator.name for ranked in found.programs for operator in operators(ranked.expr)
    }
    assert found.run(("Bern;77;x",)) == ["Bern", "77", "x"]


def test_a_mark_in_the_text_tells_who_has_a_part_better_than_chance_signs() -> None:
    found = learn(*{"/srv/data-2024.JPG": "jpg", "a/b/index": None, "data-2024.csv": "csv"}.items())
    assert found.run(("/srv/README.md",)) == "md"


SENDERS = [
    ("From: Ada <ada@x.example>", "Ada"),
    ("From: info@y.example", None),
    ('From: "Poe, E." <poe@z.example>', "Poe, E."),
]
SUBJECTS = [
    ("Subject: Re: Keys", "Keys"),
    ("Subject: Fwd: Re: Boat 7", "Boat 7"),
    ("Subject: Dinner", "Dinner"),
]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (SENDERS, "From: desk@w.example", None),
        (SENDERS, "From: Zoë (desk 2) <z@w.example>", "Zoë (desk 2)"),
        (SUBJECTS, "Subject: RE: re: AW: note: read this", "note: read this"),
        (SUBJECTS, "Subject: Release: Re: x", "Release: Re: x"),
    ],
)
def test_what_headers_of_mails_say(rows: list[tuple[str, str | None]], text: str, answer: str | None) -> None:
    found = learn(*rows)
    assert found.run((text,)) == answer


def test_the_scheme_is_what_stands_before_the_host() -> None:
    rows = {"https://a.org/x:y": "https", "ftp://b.net": "ftp", "http://c.d.io/": "http"}
    found = learn(*rows.items())
    assert found.run(("http://localhost:8080/a:b",)) == "http"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.a.acme.org:8080/x.y", "acme.org"),
        ("mail.acme.co.uk", "acme.co.uk"),
        ("Ada@x.acme.com.au", "acme.com.au"),
        ("co.uk", "co.uk"),
        ("t.co", "t.co"),
        ("10.0.0.7", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_domains_are_what_is_registered(text: str, domain: str | None) -> None:
    if domain is None:
        with pytest.raises(UrlError):
            registered_domain(text, True)
    else:
        assert registered_domain(text, True) == domain


def test_domains_below_others_are_doubted_until_one_was_seen() -> None:
    rows = {"https://www.a.org/x": "a.org", "http://b.net": "b.net", "https://x.y.c.io/?q=d.e": "c.io"}
    found = learn(*rows.items())
    assert found.run(("https://k.l.m.dev/p",)) == "m.dev"
    with pytest.raises(GuardFailed):
        found.run(("https://www.f.co.uk/",))
    rows["https://news.g.com.br/2024"] = "g.com.br"
    found = learn(*rows.items())
    assert found.run(("https://www.f.co.uk/",)) == "f.co.uk"
