"""Answers that are None where the field is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

COUPON = '{"id": %d, "code": "%s"}'
CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {COUPON % (7, "SPRING"): "SPRING", '{"id": 8}': None, COUPON % (9, "VIP"): "VIP"},
        {json.dumps({"id": 1}): None, json.dumps({"code": "NEW", "id": 1}): "NEW"},
    ),
    (
        {"level=info path=/a user=ada": "ada", "level=warn path=/b": None, "user=alan level=info path=/": "alan"},
        {"path=/c level=warn": None, "path=/ user=wei level=info": "wei"},
    ),
    (
        {"10.0.0.1 - ada [x]": "ada", "10.2.0.8 - - [y]": None, "10.2.3.9 - frank [z]": "frank"},
        {"10.4.5.9 - - [z]": None, "10.2.3.9 - grace [z]": "grace"},
    ),
    (
        {"all is well [id=77]": "77", "it is so": None, "all right [id=5310]": "5310", "no, it is not": None},
        {"all odd [id=12]": "12", "it was so": None},
    ),
    (
        {"599-7874": ["599", "7874", None], "390-7755 x81": ["390", "7755", "81"],
         "591-6671 x42": ["591", "6671", "42"],
         "290-1755": ["290", "1755", None]},
        {"230-1751": ["230", "1751", None], "200-1055 x19": ["200", "1055", "19"]},
    ),
    ({"03/05/2024": "2024-05-03", "n/a": None, "17/12/2023": "2023-12-17"}, {"21/01/2020": "2020-01-21", "n/a": None}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), CASES)
def test_the_missing_field_is_none(rows: dict[str, Any], more: dict[str, Any]) -> None:
    program = learn(*rows.items())
    answered = 0
    for text, answer in more.items():
        try:
            assert program.run((text,)) == answer
            answered += 1
        except GuardFailed:
            continue
    assert answered


def test_one_answer_shows_only_what_has_none() -> None:
    program = learn(*{"541-973": None, "967-483": None, "281-603 ext 9541": "9541"}.items())
    assert program.refusal is not None or program.run(("300-111",)) is None
    if program.refusal is None:
        with pytest.raises(GuardFailed):
            program.run(("300-111 ext 12",))


def test_a_program_without_missing_answers_stays_as_it_is() -> None:
    program = learn(*{"a=1;b=x": "x", "a=2;b=yy": "yy", "a=3;b=zzz": "zzz"}.items())
    assert program.run(("a=4;b=w",)) == "w"
    with pytest.raises(GuardFailed):
        program.run(("a=4",))


LINES = (
    "2024-03-05 10:11:12 INFO login user=ada ip=10.0.0.1",
    "2024-03-05 10:12:44 WARN login user=bob.smith ip=10.0.0.17",
    "2024-03-06 08:10:01 ERROR login failed",
)


@pytest.mark.parametrize("nothing", ["", "-", "unknown", "(none)", "N/A"])
def test_an_empty_text_or_a_word_for_nothing_is_a_missing_answer(nothing: str) -> None:
    program = learn(*zip(LINES, ("ada", "bob.smith", nothing), strict=True))
    assert program.run(("2024-03-07 09:10:00 INFO login user=eve ip=10.0.0.2",)) == "eve"
    assert program.run(("2024-03-07 09:11:00 ERROR login failed",)) == nothing


def test_another_word_that_stands_for_one_text_is_none() -> None:
    assert learn(*zip(LINES, ("ada", "bob.smith", "mallory"), strict=True)).refusal is not None


def test_a_word_for_nothing_that_the_row_holds_is_copied() -> None:
    rows = {"name=ada team=red": "ada", "name=bob team=blue": "bob", "name=unknown team=red": "unknown"}
    assert learn(*rows.items()).run(("name=eve team=green",)) == "eve"


def test_zero_stands_for_a_field_that_is_missing() -> None:
    program = learn(
        *{"GET /a ms=12 retries=3": 3, "GET /bc ms=7": 0, "POST /d ms=431 retries=25": 25}.items()
    )
    assert program.run(("GET /x ms=14 retries=4",)) == 4
    assert program.run(("GET /y ms=9",)) == 0
