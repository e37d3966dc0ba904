"""What elements of HTML and XML hold and what their attributes say."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.support import markup
from llmjit.support.markup import MarkupError, element_plain_texts, element_records
from tests.synthesis.learning import accepted, learn

SONGS = [
    ("<cd><artist>Ali</artist><name>Sea</name></cd>", "Sea"),
    ("<cd><name id='7'>Two Roads</name></cd>", "Two Roads"),
    ("<cd year='1999'>\n <name>Up</name>\n <artist>Bo</artist>\n</cd>", "Up"),
]
BOXES = [
    ('<load><box kg="12"/><box kg="3"/></load>', 15),
    ('<load><box kg="5" to="7"/></load>', 5),
    ('<load no="4"><box kg="1"/><crate kg="9"/></load>', 10),
]
CELLS = [
    ("<li>one</li><li class='x'>two</li>", ["one", "two"]),
    ("<li>only</li>", ["only"]),
    ("<ul>\n <li>a b</li>\n <li>c</li>\n <li>d</li>\n</ul>", ["a b", "c", "d"]),
]
PAGES = [
    ("<b>Salt &amp; pepper</b>", "Salt & pepper"),
    ("<p>1 &gt; <i class='n'>0</i></p>", "1 > 0"),
    ("nothing", "nothing"),
]


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        (
            SONGS,
            (
                "<cd><artist>Ö</artist><title>x</title><name lang='de'>Über 7 (live)</name></cd>",
                "Über 7 (live)",
            ),
        ),
        (BOXES, ('<load>7 <box kg="20"/>\n<box id="8" kg="30"/></load>', 50)),
        (CELLS, ("<li>É 1</li> or <li>-</li>", ["É 1", "-"])),
        (PAGES, ("<a href='/?a&amp;b'>caf&eacute;</a>", "café")),
    ],
)
def test_learned(pairs: list[tuple[str, Any]], more: tuple[str, Any]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


@pytest.mark.parametrize(
    "text",
    [
        "<cd><artist>A</artist></cd>",
        "<cd><name>A</name><name>B</name></cd>",
        "<cd><name>A <i>b</i></name></cd>",
    ],
)
def test_an_element_that_is_missing_comes_twice_or_holds_others_is_refused(text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*SONGS).run((text,))


def test_elements_that_are_not_closed_have_no_text() -> None:
    with pytest.raises(markup.MarkupError):
        markup.element_texts("<p>a<p>b</p>", "p")
    assert markup.element_texts("<br/><p/><p>a</p>", "p") == ["a"]
    assert markup.attribute_values('<a data-id="1" id="2">id="3"</a>', "id") == ["2"]


def test_what_is_made_of_an_element_is_doubted_as_what_is_made_of_a_text() -> None:
    seen = [
        "<h2>17. Expo 2001: Seattle, USA</h2>",
        "<h2>20. Expo 2007: Lagos, Nigeria</h2>",
        "<h2>21. Expo 2009: Turin, Italy</h2>",
    ]
    found = learn(*[(text, text.split(": ")[1].split(",")[0]) for text in seen])
    with pytest.raises(GuardFailed):
        found.run(("<h2>25. Expo 2016: San Marino, San Marino</h2>",))


DOORS = [
    ('<p><a href="/barn">Barn</a> <a href="/mill">Mill</a></p>', ["/barn", "/mill"]),
    ('<div><a class="x" href="/well?n=2">Well</a></div>', ["/well?n=2"]),
    ('<ul><li><a href="#end">End</a></li>\n<li><a href="/shed" id="s">Shed</a></li></ul>', ["#end", "/shed"]),
]


def test_elements_without_the_attribute_are_passed_over() -> None:
    found = learn(*DOORS)
    assert found.run(('<a name="top"></a><A HREF=\'/silo\'>Silo</A> <a href="/pond">Pond</a>',)) == [
        "/silo",
        "/pond",
    ]
    with pytest.raises(GuardFailed):
        found.run(('<link href="/x.css"><a href="/pond">Pond</a>',))


ORDERS = (
    "<o>\n <i k='1'><what>bolt</what><n>2</n><each>1.50</each></i>"
    "<i><what>nut</what><n>1</n><each>4.00</each></i></o>",
    "<o><i><what>gear</what><n>3</n><each>2.00</each></i></o>",
    "<o><i><what>cam</what><n>1</n><each>10.00</each></i><i><what>rod</what><n>2</n><each>5.25</each></i></o>",
)


def test_what_elements_hold_is_a_record() -> None:
    found = accepted(*zip(ORDERS, (7.0, 6.0, 20.5), strict=True))
    assert found.run(("<o><i><what>pin</what><n>4</n><each>0.50</each></i></o>",)) == 2.0


def test_records_of_elements() -> None:
    assert element_records(ORDERS[0], "i")[0] == {"k": "1", "what": "bolt", "n": "2", "each": "1.50"}
    assert element_records("<i><a>1</a><a>2</a><b>x &amp; y</b></i><i c='3'/>", "i") == [
        {"b": "x & y"},
        {"c": "3"},
    ]
    for text in ("<i><a>1</a>", "<i><i></i></i>", "</i>"):
        with pytest.raises(MarkupError):
            element_records(text, "i")


def test_names_of_parameters() -> None:
    found = accepted(
        ("https://x.example/a?b=1&c=2&d=3", "b, c, d"),
        ("https://x.example/?n=7&to=z", "n, to"),
        ("https://y.example/q?p=9", "p"),
    )
    assert found.run(("https://y.example/?k=1&m=&r=x#top",)) == "k, m, r"


def test_texts_of_items_with_links_and_emphasis() -> None:
    found = accepted(
        ("<ul><li>Ina</li><li><a href='/o'>Ole</a></li></ul>", ["Ina", "Ole"]),
        ("<ul><li><b>Uwe</b></li></ul>", ["Uwe"]),
        ("<ul>\n<li>Eva <i>Holm</i></li>\n<li>Kim</li>\n</ul>", ["Eva Holm", "Kim"]),
    )
    assert found.run(("<ul><li><a href='/x'>Lea (new)</a></li><li>Jo</li></ul>",)) == ["Lea (new)", "Jo"]
    for text in ("<li>a<ul><li>b</li></ul></li>", "<li>a"):
        with pytest.raises(MarkupError):
            element_plain_texts(text, "li")
