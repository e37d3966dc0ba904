"""A field between marks is taken whatever the other fields look like, if the marks stand as often as they did."""

from __future__ import annotations

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.delimited import cut_at, ends_apart, field_guards, in_code
from llmjit.synthesis.strings.operators import CONCAT, FIELD, STRIP, UPPER
from tests.synthesis.learning import accepted, answer, learn, refuses

TEXT = Input(0)


def test_only_marks_that_are_no_words_and_no_spaces_cut_fields() -> None:
    assert cut_at(FIELD(TEXT, ", ", 1), 0) == (", ", 1)
    assert cut_at(STRIP(FIELD(TEXT, ",", -1)), 0) == (",", -1)
    assert cut_at(UPPER(FIELD(TEXT, ",", 0)), 0) == (",", 0)
    for program in (FIELD(TEXT, " ", 0), FIELD(TEXT, " and ", 0), FIELD(UPPER(TEXT), ",", 0), TEXT):
        assert cut_at(program, 0) is None


def test_marks_are_counted_before_a_field_in_the_middle() -> None:
    seen = ["a, b, c", "d, e, f, g"]
    guard = field_guards("x", seen, (", ", 1))[0]
    assert holds(guard, ("x",), ("h i, j-k, l",)) and not holds(guard, ("x",), ("h, i",))
    guard = field_guards("x", seen, (", ", 0))[0]
    assert holds(guard, ("x",), ("h, i",)) and not holds(guard, ("x",), ("h; i",))


def test_names_around_a_quoted_one_may_have_other_parts() -> None:
    found = learn(
        ('Richard "Dick" Miller', "Dick"),
        ('Elisabeth "Sissi" Holm', "Sissi"),
        ('Ernest "Papa" Bright', "Papa"),
    )
    assert answer(found, 'William J. "Bill" de Boer-Smith') == "Bill"
    assert answer(found, 'William "Bill" Cross "Jr"') == "format"
    assert answer(found, "William Cross") == "format"


def test_the_letter_case_of_a_field_is_nothing_to_its_mark() -> None:
    rows = [("plan.old.TXT", "txt"), ("page_07.csv", "csv"), ("Notes 2019.docx", "docx")]
    found = learn(*rows)
    assert found.run(("copy.v3.html",)) == "html"


def test_lines_hold_whatever_they_hold() -> None:
    found = learn(
        ("Elm Barn\nHill Road 4\nYork", "Elm Barn, Hill Road 4, York"),
        ("Dr Ida Rask\nBygade 7\nOdense\nDenmark", "Dr Ida Rask, Bygade 7, Odense, Denmark"),
        ("Town Hall\n  High Street\nDover", "Town Hall, High Street, Dover"),
    )
    assert found.run(("Rolf Ltd\nShed 3, Dock Way\nHull",)) == "Rolf Ltd, Shed 3, Dock Way, Hull"


def test_a_field_of_a_code_may_be_of_any_kind() -> None:
    found = learn(("KF-OAK-XL", "XL"), ("KF-FIR-S", "S"), ("HB-ELM-M", "M"))
    assert found.run(("KF-ASH-2XL",)) == "2XL"
    assert found.run(("HB-YEW-40",)) == "40"
    for text in ("KF-OAK", "KF-OAK-XL-2", "KF-OAK-", "KF-OAK-XL red"):
        assert refuses(found, text)


def test_texts_with_blanks_or_two_fields_are_no_codes() -> None:
    assert in_code(["a-b-c", "d-e-f"], "-")
    assert not in_code(["a-b", "d-e"], "-")
    assert not in_code(["a-b-c", "d-e-f-g"], "-")
    assert not in_code(["a-b c-d", "e-f g-h"], "-")
    assert not in_code(["a--b", "c--d"], "-")


def test_an_item_alone_may_have_been_two_with_another_mark() -> None:
    found = learn(
        ("ida@a.no, rolf@b.no", ["ida@a.no", "rolf@b.no"]),
        ("una@c.se", ["una@c.se"]),
        ("pia@d.dk, ole@e.dk, kai@f.dk", ["pia@d.dk", "ole@e.dk", "kai@f.dk"]),
    )
    assert found.run(("liv@g.is",)) == ["liv@g.is"]
    assert refuses(found, "liv@g.is; jon@h.is")


def test_parts_told_from_either_end_are_not_one_and_the_same() -> None:
    found = accepted(
        ("MUG-RED-L", {"paint": "RED", "fit": "L"}),
        ("HAT-TEAL-XS", {"paint": "TEAL", "fit": "XS"}),
        ("BELT-TAN-90/95", {"paint": "TAN", "fit": "90/95"}),
    )
    assert answer(
        found,
        "MUG-BLUE-S",
    ) == {"paint": "BLUE", "fit": "S"}
    assert refuses(found, "BAG-GREY")


def test_parts_that_were_once_the_same_may_be_so_again() -> None:
    text = UPPER(FIELD(TEXT, "-", 1))
    both = CONCAT(text, FIELD(TEXT, "-", -1))
    assert ends_apart("x", ["a-b", "a-b-c"], both, 0) == []
    (guard,) = ends_apart("x", ["a-b-d", "a-b-c"], both, 0)
    assert holds(guard, ("x",), ("a-b-e",)) and not holds(guard, ("x",), ("a-b",))
