from __future__ import annotations

import pytest

from llmjit.dataflow.roles import by_form, by_neighbour, says, singular
from llmjit.dataflow.words import lift_words
from llmjit.ir.parser import parse


@pytest.mark.parametrize(
    ("request_text", "word", "name"),
    [
        ("How much did region South order?", "South", "region"),
        ("Cancel the order: #A-17 today", "A-17", "order"),
        ("A hall has 12 rows.", "12", "rows"),
        ("What is the capital of France?", "France", ""),  # France is no capital
        ("Cancel A-17", "A-17", ""),  # what to do is no name
        ("Please read the list sorted ascending", "ascending", ""),
        ("Send the input Tom", "Tom", ""),  # a builtin
    ],
)
def test_a_noun_next_to_the_word_is_its_name(request_text: str, word: str, name: str) -> None:
    start = request_text.index(word)
    assert by_neighbour(request_text, start, start + len(word), word.isdigit()) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("AUD", "currency"),
        ("OPAL", "code"),
        ("INV-2041", "code"),
        ("2026-03-04", "date"),
        ("2026-03", "month"),
        ("a.b@example.org", "email"),
        ("data/in.csv", "path"),
        ("Tom Hale", "name"),
        ("whatever", ""),
    ],
)
def test_the_form_of_a_text_says_what_it_is(value: str, name: str) -> None:
    assert by_form(value) == name


def test_names_that_say_the_value_are_no_names() -> None:
    assert says("usd_to_aud", "AUD") and says("cost_of_12_sacks", 12)
    assert not says("usd_to_aud", "CAD") and not says("audit", "AUD")


@pytest.mark.parametrize(
    ("plural", "one"),
    [("rates", "rate"), ("cities", "city"), ("status", "status"), ("class", "class"), ("gas", "gas")],
)
def test_one_of_many(plural: str, one: str) -> None:
    assert singular(plural) == one


def lifted(body: str, request: str) -> list[str]:
    head = f'program @p() -> any lifted {{\n  recorded "{request}"\n  helper @read "(number: str) -> str" !read\n'
    text = f"{head}{body}}}\n"
    program, _ = lift_words(parse(text), request)
    return [param.value.name for param in program.params]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('  %0 = const "INV-7"\n  %r = call @read(%0) !read\n  return %r\n', "number"),
        ('  %wanted = const "INV-7"\n  %r = py "w + w" (w=%wanted)\n  return %r\n', "wanted"),
        ('  %inv = const "INV-7"\n  %r = py "w + w" (w=%inv)\n  return %r\n', "invoice"),
        ('  %0 = const "INV-7"\n  %r = py "w + w" (w=%0)\n  return %r\n', "invoice"),
    ],
    ids=["the helper's", "the variable's", "not the value's", "the request's"],
)
def test_a_parameter_is_called_what_a_person_would_call_it(body: str, name: str) -> None:
    assert lifted(body, "What does invoice INV-7 say?") == [name]
