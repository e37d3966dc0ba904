"""What few observations may decide: odd ones, exceptions, yes or no, copies of labelled fields."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.expr import show
from llmjit.value import Value
from tests.synthesis.learning import emitted, learn, refuses

VISITS = (("3 rooms 41 beds", "41 beds"), ("9 rooms 700 beds", "700 beds"), ("12 rooms 88 beds", "88 beds"))


def test_one_odd_observation_among_copies_is_named() -> None:
    found = learn(*VISITS, ("5 rooms 4100 beds", "4,100 beds"), ("6 rooms 230 beds", "230 beds"))
    assert found.refusal is not None
    assert (found.refusal.kind, found.refusal.observations) == ("contradiction", (3,))


def test_two_observations_decide_what_one_does_not() -> None:
    found = learn(*VISITS, ("5 rooms 4100 beds", "4,100 beds"), ("6 rooms 5230 beds", "5,230 beds"))
    assert found.run(("7 rooms 6500 beds",)) == "6,500 beds"


def test_a_replacement_that_fits_all_is_not_odd() -> None:
    found = learn(("12", "12"), ("7", "7"), ("930", "930"), ("4,100", "4100"), ("55", "55"))
    assert found.run(("8,250",)) == "8250"


def test_a_single_exception_is_left_as_it_is() -> None:
    found = learn(
        ("555-0199", "020-555-0199"), ("020-555-0112", "020-555-0112"), ("555-0173", "020-555-0173")
    )
    assert found.run(("020-555-0155",)) == "020-555-0155"
    assert found.run(("555-0140",)) == "020-555-0140"


def test_signs_that_disagree_refuse() -> None:
    found = learn(("green apple, red apple", True), ("green apple", True), ("stone", False))
    assert found.run(("green apple pie, apple",)) is True
    assert refuses(found, "green apple, stone")
    assert refuses(found, "river")


def test_inputs_are_compared_before_words_are() -> None:
    rows = [(("a", "cab"), True), (("x", "dog"), False), (("b", "bee"), True)]
    found = learn(*rows)
    assert found.run(("z", "zoo")) is True
    assert found.run(("q", "zoo")) is False


def test_a_constant_that_every_input_holds_may_be_a_copy() -> None:
    found = learn(
        ("2017 Anna Meyer", "2017 A Meyer"),
        ("2011 Adam Evans", "2011 A Evans"),
        ("2013 Anton Roth", "2013 A Roth"),
    )
    assert refuses(found, "2014 Vera Nolan") or found.run(("2014 Vera Nolan",)) == "2014 V Nolan"


def test_apostrophes_make_words_ambiguous() -> None:
    found = learn(
        ("Red Fox Jumps", "red-fox-jumps"),
        ("Old Town Road Here", "old-town-road-here"),
        ("Big, Bad Wolf", "big-bad-wolf"),
    )
    assert found.run(("Small Grey Cat",)) == "small-grey-cat"
    assert refuses(found, "The Cat's Whiskers")


@pytest.mark.parametrize(
    ("seen", "answer", "new", "expected"),
    [
        ("color=red;size=10;price=9.50", "9.50", "color=blue;size=7;price=19.25", "19.25"),
        ('{"id": 1775, "mail": "a@b.c"}', 1775, '{"id": 18, "mail": "z@x.org"}', 18),
        ("name: Ann\ncity: Paris", "Paris", "name: Bob\ncity: Rome", "Rome"),
    ],
)
def test_one_observation_shows_the_copy_of_a_labelled_field(
    seen: str, answer: Value, new: str, expected: Value
) -> None:
    found = learn((seen, answer))
    assert found.run((new,)) == expected
    assert refuses(found, "something else altogether")
    assert "key" in show(found.programs[0].expr) or "[" in show(found.programs[0].expr)


@pytest.mark.parametrize(
    ("seen", "answer"),
    [
        ("a b", "b"),
        ("name: Ann\ncity: Ann", "Ann"),
        ("at: 10:30, to: 11:45", "10"),
        ("note: yes it is", "yes it is"),
    ],
)
def test_one_observation_shows_nothing_else(seen: str, answer: Value) -> None:
    found = learn((seen, answer))
    assert found.refusal is not None
    assert found.refusal.kind == "too_few"


@pytest.mark.parametrize(
    "rows",
    [
        [("555-0199", "020-555-0199"), ("020-555-0112", "020-555-0112"), ("555-0173", "020-555-0173")],
        [("green apple, red apple", True), ("green apple", True), ("stone", False)],
        [("color=red;size=10;price=9.50", "9.50")],
        [
            ("Red Fox Jumps", "red-fox-jumps"),
            ("Old Town Road Here", "old-town-road-here"),
            ("A, B C", "a-b-c"),
        ],
    ],
)
def test_emitted_code_answers_and_refuses_alike(rows: list[tuple[Value, Value]]) -> None:
    found = learn(*rows)
    function = emitted(found, "text", style="raise")
    asked = [given for given, _ in rows] + [
        "555-0140",
        "green apple, stone",
        "river",
        "size=7;price=2.50",
        "The Cat's",
    ]
    for given in asked:
        if refuses(found, given):
            with pytest.raises(GuardFailed):
                function(given)
        else:
            assert function(given) == found.run((given,))


def test_a_computation_that_two_observations_show_beside_an_exception_is_none() -> None:
    rows = [("11", "11"), (".00367", "3.67E-3"), ("3364.0", "3.36E3")]
    assert learn(*rows).refusal is not None


def test_a_single_part_that_only_a_dear_place_names_is_not_believed() -> None:
    found = learn(
        ("1 microbe way, redwood, wa, 98052", "microbe way"),
        ("5 super trade place blvd Ste H, Rich, VA, 23452", "super trade place blvd"),
        ("747 6th St room 111, Kirk, WA 98033", "6th st"),
    )
    assert refuses(found, "10 trade way, Rich, VA, 23452")


TITLED = (
    ("MS HERMIONE GRANGER", "Hermione Granger"),
    ("MR PATRICK STARFISH", "Patrick Starfish"),
    ("MR HARRY POTTER", "Harry Potter"),
)


@pytest.mark.parametrize(
    "name",
    ["MINERVA MCGONAGALL", "HENRY VIII", "CONAN O'BRIEN", "BANK OF AMERICA", "ANNE VAN DYKE", "RAY BNKR"],
)
def test_title_case_is_not_believed_of_words_that_may_be_written_otherwise(name: str) -> None:
    found = learn(*TITLED)
    assert found.run(("MRS SYBIL TRELAWNEY",)) == "Sybil Trelawney"
    assert refuses(found, f"MR {name}")


def test_title_case_is_believed_of_kinds_that_were_seen() -> None:
    found = learn(
        ("KING OF NORWAY", "King Of Norway"),
        ("DUKE OF KENT", "Duke Of Kent"),
        ("EARL OF ESSEX", "Earl Of Essex"),
    )
    assert found.run(("COUNT OF LEMOS",)) == "Count Of Lemos"


def test_an_end_that_is_added_stands_next_to_what_it_did() -> None:
    found = learn(
        ("Oslo, NO", "Oslo, NO, EU"), ("Paris, FR, EU", "Paris, FR, EU"), ("Rome, IT", "Rome, IT, EU")
    )
    assert found.run(("Bonn, DE",)) == "Bonn, DE, EU"
    assert refuses(found, "Bonn, Germany")


def test_texts_that_stayed_as_they_were_say_nothing_of_longer_ones() -> None:
    found = learn(("duk", "duk"), ("kom", "kom"), ("me", "me"))
    assert found.run(("sol",)) == "sol"
    assert refuses(found, "jorinuk")


def test_items_of_other_forms_are_not_cut_apart() -> None:
    found = learn(
        ("Ada Lovelace, Alan Turing", "Lovelace, Turing"),
        ("Grace Hopper, Barbara J. Liskov", "Hopper, Liskov"),
        ("Edsger Dijkstra, Tony Hoare, John Backus", "Dijkstra, Hoare, Backus"),
    )
    assert found.run(("Donald E. Knuth, Niklaus Wirth",)) == "Knuth, Wirth"
    assert refuses(found, "Vitor Santos Costa, Aline Paes")


def test_words_may_go_on_behind_a_space() -> None:
    found = learn(
        ("10:04 ERROR [main] Store - link is down [id=8]", "link is down"),
        ("11:09 WARN [main] Order - started anew [id=31]", "started anew"),
        ("12:31 ERROR [pool] Store - reload requested", "reload requested"),
        ("15:00 ERROR [main] Order - out of memory [id=7]", "out of memory"),
    )
    assert refuses(found, "16:12 WARN [main] Store - no space for /var")


def test_the_last_of_many_may_be_wanted_as_the_longest() -> None:
    found = learn(
        ("fap gufi", "gufi"), ("caco tebulu se filowuse", "filowuse"), ("si kunew gososuw", "gososuw")
    )
    assert found.run(("ba lo mekisa",)) == "mekisa"
    assert refuses(found, "mebekenu naradik hen sofi hu")


def test_the_first_of_many_numbers_may_be_wanted_as_the_greatest() -> None:
    found = learn(("2262 / 660 / 340 / 5", "2262"), ("702 / 4 / 423 / 9", "702"), ("1028 / 117", "1028"))
    assert found.run(("311 / 20 / 7",)) == "311"
    assert refuses(found, "4 / 7 / 204 / 75")


def test_the_first_row_may_be_wanted_as_the_last() -> None:
    table = "| Item | Status |\n| --- | --- |\n| Desk | {} |\n| Lamp | {} |\n| Pen | {} |"
    rows = [("ok", "low", "ok"), ("low", "low", "low"), ("out", "ok", "out")]
    found = learn(*((table.format(*row), row[0]) for row in rows))
    assert refuses(found, table.format("low", "ok", "ok"))


def test_a_host_whose_www_was_never_seen_is_not_given_with_it() -> None:
    found = learn(
        ("http://example.net/a/b.html", "example.net"),
        ("shop.example.de", "shop.example.de"),
        ("https://example.org/", "example.org"),
    )
    assert found.run(("https://shop.example.com/x",)) == "shop.example.com"
    assert refuses(found, "www.example.net")


def test_between_two_lengths_a_limit_is_unknown() -> None:
    found = learn(("Giwetohu", "GIW"), ("Ku", "KU"), ("Vafepo", "VAF"), ("Wow", "WOW"), ("Lujebaf", "LUJ"))
    assert found.refusal is not None or refuses(found, "Buca")


def test_a_limit_of_numbers_must_agree_with_whether_they_are_even() -> None:
    found = learn((4, True), (75, False), (87, False), (6893, False))
    assert found.run((95,)) is False
    assert refuses(found, 564)


def test_whole_numbers_may_be_copied_rather_than_computed() -> None:
    found = learn(
        ("v0.33.0", [0, 33, 0]), ("v3.4.9-rc1", [3, 4, 9]), ("v5.4.5", [5, 4, 5]), ("v5.9.8", [5, 9, 8])
    )
    assert refuses(found, "v7.15.3-rc1") or found.run(("v7.15.3-rc1",)) == [7, 15, 3]


def test_words_of_one_column_do_not_decide_where_there_are_two() -> None:
    rows = [
        (("ada/acme.io", "bo/shop.dk"), False),
        (("cy/post.dk", "di/post.dk"), True),
        (("ed/corp.it", "flo/corp.it"), True),
    ]
    found = learn(*rows)
    with pytest.raises(GuardFailed):
        found.run(("gus/corp.it", "hal/post.dk"))


def test_hosts_of_mail_addresses_are_compared_and_words_in_them_are_not() -> None:
    rows = [
        (("ada@acme.io", "bo@shop.dk"), False),
        (("cy@post.dk", "di@post.dk"), True),
        (("ed@corp.it", "flo@corp.it"), True),
    ]
    found = learn(*rows)
    assert found.run(("gus@corp.it", "hal@post.dk")) is False
    assert found.run(("ivy@new.nl", "jo@new.nl")) is True


def test_of_two_labels_one_of_which_was_seen_once_there_may_be_a_third() -> None:
    found = learn(("mem 73% busy", "warning"), ("disk 96% busy", "critical"), ("disk 99% busy", "critical"))
    assert found.refusal is not None


def test_differences_below_zero_may_be_told_otherwise() -> None:
    rows = [
        (("$1", "$2,859"), "$2,858 over"),
        (("$43", "$59"), "$16 over"),
        (("$855", "$5,977"), "$5,122 over"),
    ]
    found = learn(*rows)
    assert found.run(("$10", "$1,150")) == "$1,140 over"
    with pytest.raises(GuardFailed):
        found.run(("$42", "$16"))


def test_an_answer_may_begin_earlier_than_at_its_last_word() -> None:
    found = learn(
        ("1 ada staff 7302 Jan 30 13:54 kad", "kad"),
        ("5 ada staff 884 Aug 29 09:15 giv", "giv"),
        ("3 ada staff 79 Mar 26 22:59 fos", "fos"),
    )
    assert found.run(("2 ada staff 61 Oct 02 10:31 mek",)) == "mek"
    assert refuses(found, "1 ada staff 962 Jul 22 05:38 notes of may")


def test_a_text_with_more_words_than_any_is_not_changed_throughout() -> None:
    found = learn(*[(text, text.upper()) for text in ("Old map", "A new chart", "Red")])
    assert found.run(("Blue sky now",)) == "BLUE SKY NOW"
    with pytest.raises(GuardFailed, match="more than 3 words"):
        found.run(("One more text of many words",))


def test_a_shorter_number_behind_a_label_is_refused() -> None:
    rows = [
        ("SELECT a FROM 1000 WHERE x", "1000"),
        ("SELECT * FROM 2025", "2025"),
        ("SELECT b, c FROM 337", "337"),
    ]
    found = learn(*rows)
    assert found.run(("SELECT * FROM 4711 LIMIT",)) == "4711"
    with pytest.raises(GuardFailed, match="3 digits or more"):
        found.run(("SELECT d FROM 18",))


def test_what_a_text_begins_with_may_decide_as_well_as_its_words() -> None:
    rows = {
        "not ok 184 - reads it": True,
        "ok 18 - login is not ok twice # TODO": False,
        "ok 18 - no # of items": False,
    }
    found = learn(*rows.items())
    if found.refusal is None:
        with pytest.raises(GuardFailed):
            found.run(("ok 356 - reads it",))


def test_no_rest_may_be_left_untold() -> None:
    rows = [((394, 40), "9 × 40 + 34"), ((428, 36), "11 × 36 + 32"), ((202, 24), "8 × 24 + 10")]
    found = learn(*rows)
    assert found.run((401, 40)) == "10 × 40 + 1"
    with pytest.raises(GuardFailed):
        found.run((600, 60))


def test_a_text_with_more_words_has_more_parts_to_list() -> None:
    rows = {
        "margin: 0;": ["0", "0"],
        "margin: 8rem 4px;": ["8rem", "4px"],
        "margin: 4.5rem;": ["4.5rem", "4.5rem"],
    }
    found = learn(*rows.items())
    assert found.run(("margin: 7rem 1px;",)) == ["7rem", "1px"]
    with pytest.raises(GuardFailed):
        found.run(("margin: 6.5rem auto 1px 45px;",))
