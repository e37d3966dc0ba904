"""What elements of HTML and XML hold and what their attributes say."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.support import markup
from tests.synthesis.learning import learn

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
