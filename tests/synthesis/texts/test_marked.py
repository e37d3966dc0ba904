"""Lists of what stands between the same marks, and the one thing behind a label."""

from __future__ import annotations

from ast import literal_eval
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.marked import MarkError, all_marked, only, only_if_any, tally
from llmjit.synthesis import Synthesis
from tests.synthesis.learning import learn

TAGS = [
    ("shared with +mara and +jo", ["mara", "jo"]),
    ("nobody yet", []),
    ("(+pim) may read it", ["pim"]),
]
IMAGES = [
    (
        "see ![plan](img/plan.png) and ![map](https://maps.example/m.png)",
        ["img/plan.png", "https://maps.example/m.png"],
    ),
    ("no pictures", []),
    ("only ![logo](logo.svg)!", ["logo.svg"]),
]
TODO = [
    ("TODO paint\nDONE sand\nTODO oil the hinges", ["paint", "oil the hinges"]),
    ("DONE all", []),
    ("DONE cut\nTODO glue", ["glue"]),
]
CHAT = [
    ("12:01 <kim> hello\n12:02 <lo> hi\n12:03 <kim> bye", ["kim", "lo"]),
    ("08:59 <Ann B> early", ["Ann B"]),
    ("23:10 <lo> late\n23:11 <mo> very", ["lo", "mo"]),
]
VOTES = [
    ("red: because\nblue: why not\nred: again", {"red": 2, "blue": 1}),
    ("green: yes", {"green": 1}),
    ("blue: a\nred: b\nblue: c", {"blue": 2, "red": 1}),
]
BILLS = [
    ("Bill 17\nNet: 1,000.00\nDue: 1,190.00", 1190.0),
    ("Bill 18\nNet: 50.00\nDue: 59.50", 59.5),
    ("Bill 23\nRebate: 3.00\nNet: 7.20\nDue: 8.57", 8.57),
]
PHONES = [
    ("Name: Jo\nPhone: 555 01\nTown: Bath", "555 01"),
    ("Town: Hull\nName: Al", None),
    ("Phone: +44 2 71\nName: Bea", "+44 2 71"),
]


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        (TAGS, ("+li_2, +Zoë: look", ["li_2", "Zoë"])),
        (IMAGES, ("![a](a.gif) (b) [c](d) ![e](/f g.png)", ["a.gif", "/f g.png"])),
        (TODO, ("TODO call Ü\nDONE TODO list\nTODO 2 × 4", ["call Ü", "2 × 4"])),
        (CHAT, ("07:00 <ops> up\n07:01 <O'Day> thanks", ["ops", "O'Day"])),
        (VOTES, ("ant: is: it\nbee: no\nant: it is", {"ant": 2, "bee": 1})),
        (BILLS, ("Bill 31\nNet: 2.00\nDue: 2.38\nPay until May 7", 2.38)),
        (PHONES, ("Name: Cy\nTown: Rome", None)),
    ],
)
def test_learned(pairs: list[tuple[str, Any]], more: tuple[str, Any]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


@pytest.mark.parametrize("text", ["1+1 is two", "ask +jo, not a+b", "+li-wei"])
def test_what_only_looks_like_an_item_is_refused(text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*TAGS).run((text,))


def test_numbers_without_the_mark_that_all_had_are_refused() -> None:
    found = learn(("Fixes #12 and #13.", [12, 13]), ("none", []), ("See #7", [7]))
    assert found.run(("#1, (#22)",)) == [1, 22]
    with pytest.raises(GuardFailed):
        found.run(("version 2, see #4",))


def test_how_often_a_speaker_speaks() -> None:
    rows = [
        (("a: x\nb: y\na: z", "a"), 2),
        (("c: a: x\nb: u", "b"), 1),
        (("cy: 1\ncy: 2\ncy: a\na: b", "cy"), 3),
    ]
    found = learn(*rows)
    assert found.run(("Jo P: hi\nq: Jo P: hi\nJo P: b: c", "Jo P")) == 2


@given(st.lists(st.text("ab", min_size=1, max_size=3), max_size=4))
def test_marked_items_come_back(items: list[str]) -> None:
    assert all_marked(" ".join(f"#{item}" for item in items), r"#(\w+)", "#") == items
    assert sum(tally(items).values()) == len(items)


def test_one_or_none() -> None:
    assert only(["a"]) == only_if_any(["a"]) == "a"
    assert only_if_any([]) is None
    for items in ([], ["a", "b"]):
        with pytest.raises(MarkError):
            only(items)


BOLD = [("a **big** day", ["big"]), ("**one** and **two words**", ["one", "two words"]), ("plain", [])]
KEYED = [("Fix ABC-12 and ABC-7", ["ABC-12", "ABC-7"]), ("see XY-100", ["XY-100"]), ("none", [])]
LABELS = [("see [docs](u/d) and [faq](u/f)", ["docs", "faq"]), ("[one](x)", ["one"]), ("none", [])]
AMOUNTS = [("tea $3.00, cake $4.50", [3.0, 4.5]), ("a $12.00", [12.0]), ("free", [])]


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        (BOLD, "2 ** 3 and **x**"),
        (BOLD, "**a*b**"),
        (KEYED, "X-1, A1-22"),
        (LABELS, "![img](i.png) [k](l)"),
        (AMOUNTS, "$1,200.00 and 5 items"),
    ],
)
def test_what_is_nearly_marked_or_nearly_of_a_kind_is_refused(
    pairs: list[tuple[str, Any]], text: str
) -> None:
    with pytest.raises(GuardFailed):
        learn(*pairs).run((text,))


def test_marks_that_begin_lines_are_looked_for_there() -> None:
    found = learn(("Plan:\n1. buy\n2. fix", ["buy", "fix"]), ("1. cut", ["cut"]), ("none", []))
    assert found.run(("1. see No. 5\n10. go. home\n2) no",)) == ["see No. 5", "go. home"]


@pytest.mark.parametrize("pairs", [TAGS, IMAGES, TODO, CHAT, VOTES, BILLS, PHONES, BOLD, AMOUNTS])
@given(text=st.text("+![](x) \n:a<>b1.,-*$", max_size=40))
def test_the_module_says_what_the_synthesis_says(pairs: list[tuple[str, Any]], text: str) -> None:
    found = known(repr(pairs))
    for call in (lambda each: found[0].run((each,)), found[1]):
        assert [call(each) for each, _ in pairs] == [output for _, output in pairs]
    assert outcome(lambda: found[0].run((text,))) == outcome(lambda: found[1](text))


def outcome(call: Any) -> Any:
    try:
        return call()
    except GuardFailed as error:
        # what is undefined in one of several programs is told as their disagreement, or as the program's own
        return "refused" if error.kind in ("agreement", "precondition") else error.kind


@cache
def known(pairs: str) -> tuple[Synthesis, Any]:
    found = learn(*literal_eval(pairs))
    scope: dict[str, Any] = {}
    exec(found.emit("answer"), scope)
    return found, scope["answer"]


def test_items_that_followed_one_another_are_not_looked_for_beyond_other_lines() -> None:
    found = learn(
        ("use:\n  - a\n  - b", ["a", "b"]), ("use:\n  - c\n  - d", ["c", "d"]), ("use:\n  - e", ["e"])
    )
    assert found.run(("use:\n  - f\n  - g\n  - h",)) == ["f", "g", "h"]
    with pytest.raises(GuardFailed):
        found.run(("use:\n  - f\n  - g\nnot:\n  - h",))
