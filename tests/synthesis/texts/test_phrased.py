"""Lists in words, names of pages, texts cut at a word, account names; paths and networks."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Pairs = list[tuple[Any, Any]]
LONG = "a garden of very old trees"


CASES: dict[str, tuple[Pairs, Pairs, list[Any]]] = {
    "and": (
        [("ash; elm", "ash und elm"), ("oak", "oak"), ("fir; yew; ash", "fir, yew und ash")],
        [("Norway spruce; elm", "Norway spruce und elm"), ("a; b; c; d", "a, b, c und d")],
        [],
    ),
    "or": (
        [("ash|elm", "ash or elm"), ("oak", "oak"), ("fir|yew|ash", "fir, yew, or ash")],
        [("a|b|c|d", "a, b, c, or d"), ("O'Hara|Ek", "O'Hara or Ek")],
        [],
    ),
    "slug": (
        [("Ash & elm", "ash_elm"), ("The oak, again", "the_oak_again"), ("Old trees!", "old_trees")],
        [("5 firs (and 1 yew)", "5_firs_and_1_yew")],
        ["Kim's tree", "Ärger"],
    ),
    "cut": (
        [((LONG, 12), "a garden of…"), (("yews", 9), "yews"), ((LONG, 24), "a garden of very old…")],
        [((LONG, 26), LONG), (("so it is, for the ash", 14), "so it is, for…")],
        [("unbelievable", 5)],
    ),
    "account": (
        [(("Kim", "O'Dell"), "kodell"), (("Ute", "Ek"), "uek"), (("Max", "Roe"), "mroe")],
        [(("Ida", "O'Brian"), "iobrian")],
        [],
    ),
    "path": (
        [(("/a/b", "../c"), "/a/c"), (("/k/l", "./m"), "/k/l/m"), (("/p", "q/r"), "/p/q/r")],
        [(("/srv/data2", "../2024/X.csv"), "/srv/2024/X.csv")],
        [("/srv", "../../x")],
    ),
    "folder": (
        [("/a/b/c, /a/b/d", "/a/b"), ("/k/l, /k/m/n, /k/o", "/k"), ("/p/q/r, /p/q/s/t", "/p/q")],
        [("/srv/x-1/a, /srv/x-1/b", "/srv/x-1")],
        ["/a/b", "/a, /b"],
    ),
    "network": (
        [("10.1.2.3/24", "10.1.2.0"), ("10.9.8.7/16", "10.9.0.0"), ("192.0.2.130/25", "192.0.2.128")],
        [("203.0.113.201/26", "203.0.113.192")],
        ["10.1.2.3", "10.1.2.3/33"],
    ),
    "member": (
        [
            (("10.1.2.3", "10.0.0.0/8"), True),
            (("11.1.2.3", "10.0.0.0/8"), False),
            (("192.0.2.7", "192.0.2.0/29"), True),
        ],
        [(("192.0.2.9", "192.0.2.0/29"), False)],
        [("elm", "10.0.0.0/8")],
    ),
    "mask": (
        [
            ("ada.k@elm.org", "a****@elm.org"),
            ("grace@oaks.net", "g****@oaks.net"),
            ("bo2@old.fir.co", "b**@old.fir.co"),
        ],
        [("margaret@uni-elm.de", "m*******@uni-elm.de")],
        ["x@elm.org"],
    ),
    "flag": (
        [("Yes", True), ("no", False), ("Y", True)],
        [("N", False), ("true", True), ("Off", False)],
        ["perhaps", ""],
    ),
    "not": (
        [("true", False), ("FALSE", True), ("True", False)],
        [("no", True), ("T", False)],
        ["x"],
    ),
    "parts": (
        [
            ("Ahornweg 12a, 80331 München", ["Ahornweg", "12a", "80331", "München"]),
            ("Am Alten Wald 5, 14467 Potsdam", ["Am Alten Wald", "5", "14467", "Potsdam"]),
            ("Ulmenring 103, 50674 Köln", ["Ulmenring", "103", "50674", "Köln"]),
        ],
        [("Waldstr. 8, 79098 Freiburg im Breisgau", ["Waldstr.", "8", "79098", "Freiburg im Breisgau"])],
        ["Postfach 10 14 53, 40005 Düsseldorf"],
    ),
    "tally": (
        [("ash,elm,ash", "ash: 2/3"), ("fir,fir,fir,yew", "fir: 3/4"), ("oak,elm,oak,fir,oak", "oak: 3/5")],
        [("elm,ash,elm", "elm: 2/3"), ("yew", "yew: 1/1")],
        ["ash,elm"],
    ),
    "natural": (
        [("ash10, ash2, ash1", "ash1, ash2, ash10"), ("e9, e10, e8", "e8, e9, e10"), ("o3, o12", "o3, o12")],
        [("k20, k3, k11, k1", "k1, k3, k11, k20")],
        [],
    ),
    "settings": (
        [
            (("tree=ash;old=no", "tree=elm"), "tree=elm;old=no"),
            (("a=1;b=2", "b=3;c=4"), "a=1;b=3;c=4"),
            (("p=x;q=y;r=z", "q=w"), "p=x;q=w;r=z"),
        ],
        [(("k=1", "k=2;m=5"), "k=2;m=5")],
        [("k", "k=2")],
    ),
    "block": (
        [
            ("1 Elm Rd,\nBath\nBA1 1AA", "1 Elm Rd, Bath, BA1 1AA"),
            ("The Ash\n\nElm Lane,\nHull", "The Ash, Elm Lane, Hull"),
            ("Unit 7, Oak Park\nYork\nYO1 7HH", "Unit 7, Oak Park, York, YO1 7HH"),
        ],
        [("c/o K. Roe,\nOld Mill \nEly", "c/o K. Roe, Old Mill, Ely")],
        [],
    ),
    "site": (
        [
            (("kim@elm.org", "https://www.elm.org/kim"), True),
            (("bo@oak.net", "https://oaktree.net"), False),
            (("ute@fir.co.uk", "http://fir.co.uk"), True),
        ],
        [(("Max@Ash.com", "https://www.ash.com"), True), (("a@my-elm.org", "https://elm.org"), False)],
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_learned_with_what_is_refused(name: str) -> None:
    pairs, more, refused = CASES[name]
    found = learn(*pairs)
    assert found.refusal is None
    for given, wanted in more:
        assert found.run(given if isinstance(given, tuple) else (given,)) == wanted
    for given in refused:
        with pytest.raises(GuardFailed):
            found.run(given if isinstance(given, tuple) else (given,))
