"""Guards on where an answer stands in its input, and what few observations leave open between copies and constants."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.surroundings import beginning_guard, label_guards, neighbours, surrounding_guards
from llmjit.synthesis.probes import changes
from llmjit.synthesis.strings.positions import common_literals
from llmjit.synthesis.texts.labels import LABELLED
from tests.synthesis.learning import accepted, answer, learn, refuses

TEXTS = st.text(st.sampled_from("ab1 ,-é"), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 11), st.integers(1, 12)), min_size=1, max_size=4))
def test_what_was_observed_is_never_refused(cuts: list[tuple[str, int, int]]) -> None:
    pairs = [(text, text[start : start + size]) for text, start, size in cuts]
    pairs = [(text, part) for text, part in pairs if part]
    guards = surrounding_guards("text", [text for text, _ in pairs], [part for _, part in pairs])
    beginning = beginning_guard([part for _, part in pairs])
    for text, part in pairs:
        for guard in [*guards, *([beginning] if beginning else [])]:
            assert holds(guard, ("text", ANSWER), (text, part))


@given(TEXTS)
def test_an_empty_answer_has_no_surroundings(text: str) -> None:
    for guard in surrounding_guards("text", ["ab-cd", "a-b"], ["cd", "b"]):
        assert not holds(guard, ("text", ANSWER), (text, ""))


def test_a_part_with_neighbours_never_seen_is_refused() -> None:
    before, after = surrounding_guards("text", ["id 17, red", "id 4, blue"], ["17", "4"])
    assert holds(before, ("text", ANSWER), ("id 99, green", "99"))
    assert holds(after, ("text", ANSWER), ("id 99, green", "99"))
    assert not holds(after, ("text", ANSWER), ("id 99 of 100, green", "99"))
    assert not holds(before, ("text", ANSWER), ("id-99, green", "99"))


def test_a_constant_may_be_a_letter_of_the_input() -> None:
    found = learn(("mary gelman", "M Gelman"), ("MELVIN Julian", "M Julian"))
    assert refuses(found, "bob moore")
    assert answer(found, "mike moore") == "M Moore"


def test_a_capital_that_all_answers_began_with_is_insisted_on() -> None:
    rows = [(f"<h1>{title}</h1>", title) for title in ("Motivation", "Past works", "Outlook")]
    found = learn(*rows)
    assert answer(found, "<h1>Results</h1>") == "Results"
    assert refuses(found, "<h1>results</h1>")


def test_one_changed_text_shows_no_rule() -> None:
    found = learn(("red@wrong@host.org", "wrong"), ("ann@host.org", "ann@host.org"), ("bo@x.io", "bo@x.io"))
    assert refuses(found, "bl@ue@host.org")
    assert learn(("3-4", "34"), ("55", "55"), ("66", "66")).run(("7-1",)) == "71"


def test_probes_hold_other_texts_of_the_same_form() -> None:
    assert {"Huu 17", "Ann 84", "Huu 84"} <= set(changes("Ann 17"))


SETTINGS = [
    ("[db]\nuser = wei\nport = 5249\nhost = db2", 5249),
    ("[db]\nport = 4462\nuser = ada\nhost = db2", 4462),
    ("[db]\nhost = localhost\nport = 4979\nuser = wei", 4979),
]


def test_a_number_behind_other_words_is_refused() -> None:
    texts, numbers = [text for text, _ in SETTINGS], [number for _, number in SETTINGS]
    label, after = label_guards("text", texts, numbers)
    scope = ("text", ANSWER)
    for text, number in SETTINGS:
        assert holds(label, scope, (text, number))
        assert holds(after, scope, (text, number))
    assert holds(after, scope, ("[db]\nhost = db3\nport = 17", 17))
    assert not holds(label, scope, ("[db]\nhost = db3\nport = 17", 3))
    assert label.expected == {"before": "port = "}


def test_a_scale_that_only_a_feature_on_the_side_would_need_is_not_fitted() -> None:
    rows = [("a. b. c.", 17), ("a.", 6), ("a. b.", 11)]
    assert learn(*rows).refusal is not None


def test_digits_between_joined_pieces_are_no_glue() -> None:
    found = learn(("2003-05", "2003-2005"), ("2011-17", "2011-2017"), ("2021-28", "2021-2028"))
    assert answer(found, "1993-95") != "1993-2095"


def test_words_with_what_follows_them_are_landmarks() -> None:
    assert {"Total: ", "due = "} <= set(common_literals(["Total: 5 due = 7", "x 1 Total: 9 due = 3"]))


def test_texts_in_the_places_of_an_answer_are_guarded_as_answers_are() -> None:
    rows = [
        ("Jan 3 gate[81]: no entry for ruth from lane 4 door b", {"who": "ruth", "lane": 4}),
        ("Jan 4 gate[9]: no entry for old man karl from lane 61 door b", {"who": "karl", "lane": 61}),
        ("Jan 9 gate[417]: no entry for ines from lane 7 door c", {"who": "ines", "lane": 7}),
    ]
    found = learn(*rows)
    with contextlib.suppress(GuardFailed):
        assert found.run(("Jan 9 gate[5]: no entry for j.doe from lane 8 door c",)) == {
            "who": "j.doe",
            "lane": 8,
        }


def test_brackets_within_what_is_taken_at_brackets_come_in_pairs() -> None:
    rows = [
        ("Jan 3 run[81]: (ruth) DID (paint the fence)", "paint the fence"),
        ("Feb 14 run[1290]: (karl) DID (go)", "go"),
        ("Feb 9 walk[9]: (ines) DID (sell 2 cows)", "sell 2 cows"),
    ]
    found, text = learn(*rows), "Mar 9 run[5]: (omar) DID (see (all) of it)"
    assert refuses(found, text) or answer(found, text) == "see (all) of it"


def test_the_mark_behind_a_value_with_a_label_closes_it() -> None:
    program = LABELLED(Input(0), "ALERT: ", r"\w+")
    rows = [("[17] ALERT: web01;http;down",), ("[18] ALERT: db02;disk;late",)]
    (guard,) = neighbours(("x",), rows, program, ["web01", "db02"])
    assert holds(guard, ("x", ANSWER), ("[19] ALERT: mail;smtp;up", "mail"))
    assert not holds(guard, ("x", ANSWER), ("[20] ALERT: nas-backup;disk;up", "nas"))
    assert neighbours(("x",), [("ALERT: web01 up",), ("ALERT: db02;up",)], program, ["web01", "db02"]) == []


def test_a_value_with_a_label_ends_with_its_line_or_before_a_gap() -> None:
    program = LABELLED(Input(0), "No: ", r"\S+")
    rows = [("Bill\nNo: A-17\nDate: 3 May",), ("No: 2021-B   Page 1\nDate: 4 May",)]
    (guard,) = neighbours(("x",), rows, program, ["A-17", "2021-B"])
    assert holds(guard, ("x", ANSWER), ("Note No: 5x\n", "5x"))
    assert not holds(guard, ("x", ANSWER), ("No: INV 55-2\nDate", "INV"))
    (guard,) = neighbours(("x",), [("No: 7 of 9",), ("No: 8\n",)], program, ["7", "8"])
    assert holds(guard, ("x", ANSWER), ("No: 6 in 8", "6")) and not holds(
        guard, ("x", ANSWER), ("No: 6/8", "6")
    )


def test_a_part_of_a_known_form_may_begin_otherwise() -> None:
    found = learn(
        *(
            (f"{road}, {city}, {state} {code}", {"road": road, "city": city, "state": state, "code": code})
            for road, city, state, code in (
                ("12 Elm Rd", "Reno", "NV", "89501"),
                ("4081 Lake View Dr", "New Haven", "CT", "06510"),
                ("7 Oak St", "Tampa", "FL", "33602"),
            )
        )
    )
    box = {"road": "PO Box 418", "city": "Boise", "state": "ID", "code": "83701"}
    assert answer(found, "PO Box 418, Boise, ID 83701") == box


def test_a_value_that_goes_on_behind_a_mark_is_refused() -> None:
    found = accepted(
        ("Shirt, black, Size M", "M"), ("Jacket, Size 128, red", "128"), ("Hoodie, Size XL, grey", "XL")
    )
    assert answer(found, "Coat, Size S, blue") == "S"
    assert answer(found, "Jeans, Size 32/34, blue") == "output"
