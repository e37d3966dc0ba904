"""Codes of three digits: their classes, and all that are errors."""

from __future__ import annotations

from tests.synthesis.learning import answer, learn

PATHS = ("/a?b=1", "/oak", "/elm?c=2")


def lines(*codes: int) -> str:
    asked = [f'"GET {PATHS[code % 3]} HTTP/1.1" {code} {97 * code}' for code in codes]
    return "\n".join(
        f"10.0.{at}.{code % 7} - - [0{at + 1}/Feb/2021:10:1{at}:00 +0000] {each}"
        for at, (code, each) in enumerate(zip(codes, asked, strict=True))
    )


def test_errors_are_counted() -> None:
    found = learn(
        (lines(200, 404, 503, 302, 200), 2),
        (lines(500, 200, 403, 404), 3),
        (lines(200, 301, 502, 200, 200, 204), 1),
    )
    assert answer(found, lines(400, 200, 429, 501, 204)) == 3


def test_codes_of_a_class_are_counted() -> None:
    found = learn(
        (lines(200, 404, 503, 502, 200), 2),
        (lines(404, 200, 500, 503, 502), 3),
        (lines(200, 301, 403, 200, 204), 0),
    )
    assert answer(found, lines(404, 504, 200)) == 1
