"""Documents with lines, values or labels that no observation has are refused; documents like those seen are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.lines import document_guards, openings
from tests.synthesis.learning import accepted, answer, learn, refuses

LISTS = (
    ("# Camping\n\nBring along:\n- tent\n- two torches\n\nSee you there.", ["tent", "two torches"]),
    ("# Regatta\n\nBring along:\n- rope\n\nSee you there.", ["rope"]),
    ("# Fair\n\nBring along:\n- cups\n- flags\n- a ladder\n\nSee you there.", ["cups", "flags", "a ladder"]),
)
CARDS = (
    ("Nora Dahl\nPhone: 0171 33\nPager: 0199 71", "0199 71"),
    ("Ole Lien\nPhone: 0171 82", None),
    ("Siv Moe\nPager: 0199 14\nPhone: 0171 26", "0199 14"),
)
SETTINGS = (
    ("colour=red\nsize=4\nowner=kim", "colour", "red"),
    ("size=9\nowner=lee\ncolour=blue", "owner", "lee"),
    ("owner=ann\ncolour=green\nsize=2", "size", "2"),
)


@given(st.text())
def test_the_ways_to_begin_are_those_of_single_lines(text: str) -> None:
    assert openings(text) == {kind for line in text.split("\n") for kind in openings(line)}


def test_indentation_marks_and_the_form_of_a_number_are_ways_to_begin() -> None:
    assert openings("Hi\n  - [ ] x\n09:30  y\n12. z\n") == {"a", " -", "0:0", "0.", ""}


def test_a_document_like_those_seen_is_answered() -> None:
    found = learn(*LISTS)
    assert answer(found, "# Hike\n\nBring along:\n- boots\n- tea\n\nSoon.") == ["boots", "tea"]


@pytest.mark.parametrize("line", ["  - socks", "* socks", "3 socks", "```", "> - socks"])
def test_a_line_that_begins_as_none_did_is_doubted(line: str) -> None:
    assert answer(learn(*LISTS), f"# Hike\n\nBring along:\n- boots\n{line}\n\nSoon.") in (
        "format",
        "precondition",
    )


def test_nothing_is_missing_where_a_label_was_never_seen() -> None:
    found = learn(*CARDS)
    assert answer(found, "Per Aas\nPhone: 0171 55") is None
    assert answer(found, "Per Aas\nPhone: 0171 55\nPgr. 0199 20") == "output"


@pytest.mark.parametrize("value", ['"teal"', "teal # for now", "'teal'"])
def test_a_value_in_quotes_or_before_a_comment_is_doubted(value: str) -> None:
    found = learn(*SETTINGS)
    assert answer(found, "size=1\ncolour=teal\nowner=bo", "colour") == "teal"
    assert answer(found, f"size=1\ncolour={value}\nowner=bo", "colour") == "output"


def test_as_many_items_as_lines_of_their_kind() -> None:
    found = learn(
        ("# base\nalpha==1\nbeta==2", ["alpha", "beta"]),
        ("gamma==3\ndelta==10\nzeta==4", ["gamma", "delta", "zeta"]),
        ("# more\nrho==5", ["rho"]),
    )
    assert answer(found, "# x\nkappa==6\neta==7") == ["kappa", "eta"]
    assert isinstance(answer(found, "kappa==6\neta"), str)


def test_nothing_is_missing_of_a_text_with_letters_where_only_texts_without_lacked_it() -> None:
    extended = ("555-0166 ext. 4410", "4410"), ("312-555-0175 ext. 88", "88")
    found = learn(("(646) 555-0122", None), *extended, ("(212) 555-0111", None))
    assert answer(found, "(312) 555-0199") is None
    assert answer(found, "555-0101 x2") == "output"
    assert answer(found, "555-0101 ext. 7") == "7"


def test_nothing_is_missing_where_a_line_has_the_form_of_those_with_answers() -> None:
    found = learn(
        ("KIOSK\nTea 2\nVISA **** 4411", "4411"),
        ("DEPOT\nOil 9\nCash", None),
        ("KIOSK\nJam 3\nVISA **** 7120", "7120"),
        ("DEPOT\nTea 4\nCash", None),
    )
    assert answer(found, "KIOSK\nTea 5\nCash") is None
    assert answer(found, "KIOSK\nTea 5\nMAESTRO **** 1200") == "output"


def test_a_further_field_is_doubted_where_the_answer_had_all() -> None:
    found = learn(
        *((f"disk={a} free={b}", {"disk": a, "free": b}) for a, b in (("c", "7"), ("d", "12"), ("e", "40")))
    )
    assert answer(found, "disk=f free=9") == {"disk": "f", "free": "9"}
    assert answer(found, "disk=f free=9 swap=2") == "format"


def test_all_fields_whatever_their_names_may_be_more() -> None:
    found = learn(
        *(
            (f"job={a} {b}={c}", {"job": a, b: c})
            for a, b, c in (("x", "rc", "7"), ("y", "host", "b1"), ("z", "pid", "40"))
        )
    )
    assert answer(found, "job=w rc=1 host=b2") == {"job": "w", "rc": "1", "host": "b2"}


def test_labels_in_capitals_beside_others_that_were_passed_over_say_nothing() -> None:
    found = learn(
        ("ID:7\nNAME:Ada\nCITY:Oslo", {"who": "Ada", "where": "Oslo"}),
        ("ID:12\nAGE:40\nNAME:Bo Lund\nCITY:Bergen", {"who": "Bo Lund", "where": "Bergen"}),
        ("ID:31\nNAME:Cy\nNOTE:late\nCITY:Voss", {"who": "Cy", "where": "Voss"}),
    )
    assert answer(found, "ID:4\nNAME:Di\nROLE:chair\nCITY:Moss") == {"who": "Di", "where": "Moss"}


TITLES = (
    ("# Boats\n## Oars\nkeep dry\n## Sails\nfold", ["Oars", "Sails"]),
    ("# Nets\nnone", []),
    ("# Ropes\n## Knots\n### Reef\ntie\n## Coils\n## Ends\nwhip", ["Knots", "Coils", "Ends"]),
)
CODES = (
    ("- mended QX-17\n- painted", ["QX-17"]),
    ("- oiled RRT-204, QX-3\n- new BB-81", ["RRT-204", "QX-3", "BB-81"]),
    ("- swept\n- filed BB-6", ["BB-6"]),
)


def test_prose_and_blank_lines_between_headings_do_not_matter() -> None:
    found = learn(*TITLES)
    assert answer(found, "# Tar\n\n1. melt\n2. stir\n## Pots\n- iron\n") == ["Pots"]
    assert answer(found, "# Tar\n```\n## no title\n```\n## Pots") == "format"


def test_how_lines_begin_does_not_matter_to_codes_anywhere() -> None:
    assert answer(learn(*CODES), "7 loads, QX-91\n* BB-2") == ["QX-91", "BB-2"]


def test_another_label_in_capitals_may_mean_the_same() -> None:
    found = learn(
        ("Sync\nACTION: Ann to call Bo\nNotes follow.\nACTION: Bo to pay", ["Ann to call Bo", "Bo to pay"]),
        ("Review\nAll is well.\nACTION: Cy to print", ["Cy to print"]),
        ("Start\nACTION: Di to ask Ed\nRisk: none\nACTION: Ed to reply", ["Di to ask Ed", "Ed to reply"]),
    )
    assert answer(found, "Retro\nACTION: Flo to wait") == ["Flo to wait"]
    assert refuses(found, "Retro\nACTION: Flo to wait\nTODO: Gus to test")


def test_a_line_below_the_answer_may_belong_to_it() -> None:
    texts = ("Approved.\n\n> 1200?\n> ok?", "No quote here.", "Fine with me.\n\n> When?")
    rows = [(text,) for text in texts[::2]]
    guards = document_guards(("x",), rows, Input(0), ["Approved.", "Fine with me."])
    (guard,) = [each for each in guards if "stood below" in each.reason]
    scope = ("x", ANSWER)
    assert holds(guard, scope, (texts[1], "No quote here.")) and holds(
        guard, scope, ("Yes.\n\n> Now?", "Yes.")
    )
    assert not holds(guard, scope, ("I am late.\nStart.\n\n> When?", "I am late."))


def test_between_headings_lines_may_begin_in_any_way_but_as_headings_do() -> None:
    found = accepted(
        ("# A\n## One\ntext\n## Two\ntext", ["One", "Two"]),
        ("# B\n## Three\n- item", ["Three"]),
        ("# C\n## Four\n\n## Five\n\n## Six", ["Four", "Five", "Six"]),
    )
    assert answer(found, "# D\n## Uno\n7/min\n$ run\n### Detail\n## Dos\n```sh\npip x\n```") == ["Uno", "Dos"]
    assert answer(found, "# D\n## Uno\n```sh\n## no heading\n```\n## Dos") == "format"


def test_a_line_may_go_on_in_the_next() -> None:
    rows = [("From: a@x.org\nSubject: Budget\n\nFine.",), ("Subject: Dinner?\nTo: b@x.org\n\nHi",)]
    guards = document_guards(("x",), rows, Input(0), ["Budget", "Dinner?"])
    (guard,) = [each for each in guards if "went on below" in each.reason]
    assert holds(guard, ("x", ANSWER), ("Subject: Papers\nTo: c@x.org", "Papers"))
    assert not holds(guard, ("x", ANSWER), ("Subject: Call for\n papers\nTo: c@x.org", "Call for"))


def test_no_more_paragraphs_than_there_were_where_the_first_is_the_answer() -> None:
    found = learn(
        ("Yes.\n\n-- \nUlla", "Yes."),
        ("We are late, sorry.\n\n-- \nOtto\nYard 3", "We are late, sorry."),
        ("Call me on Monday.\n\n-- \nPim", "Call me on Monday."),
    )
    assert found.run(("Not now.\n\n-- \nRon",)) == "Not now."
    assert refuses(found, "Dear Ulla,\n\nnot now.\n\n-- \nRon")
