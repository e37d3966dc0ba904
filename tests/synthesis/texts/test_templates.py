"""Templates filled in with the values of a record."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn


@pytest.mark.parametrize(("left", "right"), [("{{", "}}"), ("{", "}"), ("[", "]"), ("%", "%"), ("$", "")])
def test_names_are_filled_in_wherever_they_stand(left: str, right: str) -> None:
    rows = [
        ("Dear NAME, welcome.", {"NAME": "Jo", "AGE": 7}),
        ("NAME is AGE now, NAME!", {"NAME": "Ann B.", "AGE": 30}),
        ("To TOWN", {"TOWN": "Rome"}),
    ]

    def marked(text: str) -> str:
        for name in ("NAME", "AGE", "TOWN"):
            text = text.replace(name, f"{left}{name}{right}")
        return text

    def filled(text: str, values: dict[str, object]) -> str:
        for name, value in values.items():
            text = text.replace(name, str(value))
        return text

    found = learn(*[((marked(text), values), filled(text, values)) for text, values in rows])
    more: dict[str, object] = {"TOWN": "Köln", "AGE": 5}
    assert found.run((marked("AGE days in TOWN"), more)) == "5 days in Köln"
    with pytest.raises(GuardFailed):
        found.run((marked("Dear NAME"), more))
