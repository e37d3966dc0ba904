"""Lists whose elements are kept and changed by rules; and such lists joined."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

LEVELS = [
    ("ERROR a\nINFO b\nERROR c", ["ERROR a", "ERROR c"]),
    ("INFO x\nERROR y", ["ERROR y"]),
    ("ERROR p\nWARN q\nINFO r", ["ERROR p"]),
]


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        (LEVELS, ("WARN z\nERROR k\nERROR l", ["ERROR k", "ERROR l"])),
        (
            [(text, [line[-1] for line in lines]) for text, lines in LEVELS],
            ("WARN z\nERROR k\nERROR l", ["k", "l"]),
        ),
        (
            [("ABC ajib DDD xyz", "ABC, DDD"), ("This is MY work", "MY"), ("HOW ARE YOU", "HOW, ARE, YOU")],
            ("see THE cat NOW", "THE, NOW"),
        ),
        (
            [
                ("123A", "0001 0010 0011 1010"),
                ("469E", "0100 0110 1001 1110"),
                ("AAE352", "1010 1010 1110 0011 0101 0010"),
            ],
            ("123", "0001 0010 0011"),
        ),
        (
            [
                ("one! two!! three!!!", "!, !!, !!!"),
                ("so! well!!", "!, !!"),
                ("no! yes! ok!!!!", "!, !, !!!!"),
            ],
            ("a!!! b!", "!!!, !"),
        ),
        (
            [("a=1, b=2", ["1", "2"]), ("x=10", ["10"]), ("p=5, q=6, r=7", ["5", "6", "7"])],
            ("z=0, y=9", ["0", "9"]),
        ),
        (
            [
                ("2015-03-04;2016-11-12", ["04/03/2015", "12/11/2016"]),
                ("2017-01-31", ["31/01/2017"]),
                ("2018-02-03;2019-10-20;2020-05-25", ["03/02/2018", "20/10/2019", "25/05/2020"]),
            ],
            ("2011-12-13;2001-02-03", ["13/12/2011", "03/02/2001"]),
        ),
        (
            [("1 km;20 km", "0.5 mi;10 mi"), ("7 km;12 km", "3.5 mi;6 mi"), ("100 km", "50 mi")],
            ("30 km;44 km", "15 mi;22 mi"),
        ),
        (
            [("a,b,a,c", ["a", "b", "c"]), ("x,x,y", ["x", "y"]), ("q,p,q,p", ["q", "p"])],
            ("m,m,m,n", ["m", "n"]),
        ),
        ([("3,1,2", "1,2,3"), ("10,9,8", "8,9,10"), ("7,5", "5,7")], ("100,20,3", "3,20,100")),
        (
            [("a b c", "c b a"), ("x y", "y x"), ("one two three four", "four three two one")],
            ("p q r", "r q p"),
        ),
        (
            [
                ('He said "yes" and "no"', ["yes", "no"]),
                ('"a b" is it', ["a b"]),
                ('x "1", "2" and "3"', ["1", "2", "3"]),
            ],
            ('say "hi"', ["hi"]),
        ),
        (
            [
                ("/usr/lib/x.py", ["usr", "lib", "x.py"]),
                ("/etc/hosts", ["etc", "hosts"]),
                ("/v/lo", ["v", "lo"]),
            ],
            ("/home/me/a.txt", ["home", "me", "a.txt"]),
        ),
    ],
)
def test_learned(pairs: list[tuple[object, object]], more: tuple[object, object]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


def test_a_rule_no_element_shows_is_not_made_up() -> None:
    program = learn(("a b c", ["b"]), ("q r s", ["s"]), ("k l m", ["k"]))
    assert program.refusal is not None


def test_what_follows_a_mark_that_some_elements_have_is_another_reading_of_their_last_words() -> None:
    program = learn(
        ("Bus; Tram; More: Canoe", ["Bus", "Tram", "Canoe"]),
        ("Bus", ["Bus"]),
        ("Ferry; More: cable car", ["Ferry", "cable car"]),
    )
    assert program.run(("Tram; Bus",)) == ["Tram", "Bus"]
    with pytest.raises(GuardFailed):
        program.run(("Tram; More: my bike, mostly",))


def test_words_with_digits_are_not_passed_over_where_none_had_any() -> None:
    program = learn(
        ("Client Name (EN)", "client.name.en"), ("Order-ID", "order.id"), ("Price / EUR", "price.eur")
    )
    assert program.run(("Ship-To City",)) == "ship.to.city"
    with pytest.raises(GuardFailed):
        program.run(("VAT 19%",))
