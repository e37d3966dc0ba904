"""Values behind labels: the word, number or line that always stood behind the same words."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.labels import LabelError, labelled
from tests.synthesis.learning import answer, learn, refuses

SECONDS = [
    ("3 failed, 9 passed in 394.34s (0:06:34)", 394.34),
    ("496 passed in 5.68s", 5.68),
    ("1 skipped, 81 passed in 60.05s (0:01:00)", 60.05),
]
QUERIES = [
    ("SELECT name FROM users WHERE id = 18", "users"),
    ("DELETE FROM old_orders", "old_orders"),
    ("SELECT count(*), a FROM tags LIMIT 72", "tags"),
]
CALLS = [
    ("in load (a.py)\n  in main (b.py)\ndone", "load > main"),
    ("in get (c.py)\ndone", "get"),
    ("in run (a.py)\n  in init (b.py)\n  in go (c.py)\ndone", "run > init > go"),
]


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        (SECONDS, ("7 failed, 2 passed in 0.71s", 0.71)),
        (QUERIES, ("SELECT x, y, z FROM logs WHERE a < 7 AND b > 9", "logs")),
    ],
)
def test_learned(pairs: list[tuple[Any, Any]], more: tuple[Any, Any]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


def test_all_behind_a_label() -> None:
    found = learn(*CALLS)
    assert found.run(("in save (x.py)\n  in load (a.py)\ndone",)) == "save > load"


@pytest.mark.parametrize("text", ["SELECT 1", "SELECT a FROM b JOIN c FROM d"])
def test_a_label_that_is_missing_or_comes_twice_is_refused(text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*QUERIES).run((text,))


def test_how_far_a_value_reaches_must_have_been_seen() -> None:
    with pytest.raises(GuardFailed):
        learn(*QUERIES).run(("SELECT a FROM sales.users WHERE x",))


def test_labelled() -> None:
    assert labelled("took 12 ms, 3 retries", "took ", r"\d+") == "12"
    assert labelled("user=ada", "user=", r"\S+") == "ada"
    for text in ("mistook 12", "took ms", "took 1 took 2"):
        with pytest.raises(LabelError):
            labelled(text, "took ", r"\d+")


def test_a_sentence_that_values_are_put_into() -> None:
    found = learn(
        (("Wei", "chair"), "Dear Wei, your chair has arrived."),
        (("Ada", "note book"), "Dear Ada, your note book has arrived."),
        (("Bo", "desk lamp"), "Dear Bo, your desk lamp has arrived."),
    )
    assert found.run(("Eva", "blue pen")) == "Dear Eva, your blue pen has arrived."


def test_what_stands_under_a_name_may_stand_in_any_text() -> None:
    found = learn(
        ("Issued: 10.02.2001\nDue: 02.12.2034\nName: Ada", "02.12.2034"),
        ("Issued: 25.07.2031\nDue: 27.06.2030\nName: Bo", "27.06.2030"),
        ("Issued: 14.04.2013\nDue: 11.01.1992\nName: Cy", "11.01.1992"),
    )
    assert found.run(("Name: Zoë Müller\nDue: 05.02.2035\nIssued: 02.12.2023",)) == "05.02.2035"


def test_words_of_long_texts_answer_no_question() -> None:
    lines = [
        f'10.0.0.{n} - - [0{n}/Feb/2020] "GET /{page} HTTP/1.1" {code} 512 "{agent} (X11; Linux x86_64)"'
        for n, page, code, agent in (
            (1, "a", 200, "Mozilla"),
            (2, "login", 500, "curl"),
            (3, "b", 200, "Wget"),
        )
    ]
    found = learn(*zip(lines, (False, True, False), strict=True))
    with pytest.raises(GuardFailed):
        found.run((lines[0].replace("200", "500"),))


NEEDS = [
    ("Name: Jo\nNeeds: salt, flour, Eggs\nBy: May", ["Eggs", "flour", "salt"]),
    ("Needs: tea\nName: Al", ["tea"]),
    ("Name: Bea\nNeeds: rice,  beans, Oil, dill", ["beans", "dill", "Oil", "rice"]),
]


def test_lists_behind_labels_in_any_order() -> None:
    as_they_are = [(text, text.partition("Needs: ")[2].split("\n")[0]) for text, _ in NEEDS]
    found = learn(*[(text, [item.strip() for item in line.split(",")]) for text, line in as_they_are])
    assert found.run(("By: now\nNeeds: nuts, 2 figs (dry), ale",)) == ["nuts", "2 figs (dry)", "ale"]
    assert learn(*NEEDS).run(("Needs: nuts, 2 figs, Ale",)) == ["2 figs", "Ale", "nuts"]
    with pytest.raises(GuardFailed):
        found.run(("Name: Cy",))


def test_what_separates_items_is_no_end_of_a_label() -> None:
    found = learn(
        ("Shop > Garden > Tools", "Garden"), ("Shop > Toys", "Toys"), ("Shop > Audio > New", "Audio")
    )
    assert answer(found, "Shop > Books > Maps > Old") == "Books"
    assert refuses(found, "Shop > Home & Kitchen > Pans")
