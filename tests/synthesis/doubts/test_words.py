"""Programs that doubt others take whole words."""

from __future__ import annotations

import re
import time

import pytest

from llmjit.synthesis.doubts.words import WHOLE, names_words, widened
from llmjit.synthesis.expr import Input, evaluate
from llmjit.synthesis.strings.operators import FIELD, LENGTH, RUN_BEFORE, TOKEN
from tests.synthesis.learning import learn

TEXT = Input(0)


@pytest.mark.parametrize("pattern", WHOLE)
@pytest.mark.parametrize("word", ["Lund", "O'Neil", "Anne-Marie", "García-Ruiz"])
def test_whole_words_are_one_match(pattern: str, word: str) -> None:
    text = word.lower() if pattern == "[a-z]+" else word
    assert re.match(WHOLE[pattern], text + "!")[0] == text  # type: ignore[index]


@pytest.mark.parametrize("pattern", WHOLE.values())
@pytest.mark.parametrize("text", ["a'" * 20_000 + "!", "Aa " * 20_000 + "!", "a" * 40_000 + "'!"])
def test_words_are_found_in_little_time(pattern: str, text: str) -> None:
    started = time.thread_time()
    re.findall(pattern, text)
    assert time.thread_time() - started < 1


def test_a_run_before_a_place_goes_on_within_the_word() -> None:
    last = RUN_BEFORE(TEXT, LENGTH(TEXT), r"[^\W\d_]")
    assert evaluate(last, ("Kim O'Neil",)) == "Neil"
    assert evaluate(widened(last), ("Kim O'Neil",)) == "O'Neil"


def test_fields_name_no_words() -> None:
    assert not names_words(FIELD(TEXT, " ", -1))
    assert names_words(TOKEN(TEXT, "[A-Z][a-z]+", -1))


def test_hyphens_and_accents_are_no_doubt_where_blanks_explain_all() -> None:
    rows = [("Juan Pinto", "Pinto"), ("Mary Ann Clarke", "Clarke"), ("William J. Moss", "Moss")]
    found = learn(*rows)
    assert found.run(("Ann O'Hara",)) == "O'Hara"
    assert found.run(("Anna Karin Berg-Lund",)) == "Berg-Lund"
