"""Words for yes and no."""

from __future__ import annotations

import pytest

from llmjit.support.flags import NO, YES, FlagError, says_yes


@pytest.mark.parametrize("change", [str, str.upper, str.title, " {} ".format])
def test_words_in_any_letter_case(change: type[str]) -> None:
    assert all(says_yes(change(word)) for word in YES)
    assert not any(says_yes(change(word)) for word in NO)


@pytest.mark.parametrize("text", ["", "perhaps", "yes and no", "10"])
def test_texts_that_say_neither(text: str) -> None:
    with pytest.raises(FlagError):
        says_yes(text)
