"""How much there is of what."""

from __future__ import annotations

import pytest

from llmjit.support.quantities import QuantityError, bare_name, named_quantity, quantity_of
from tests.synthesis.learning import accepted, answer

LINES = [
    ("- 200 g flour", "200 g", "flour"),
    ("3 eggs", "3", "eggs"),
    ("* 1.5 kg old potatoes", "1.5 kg", "old potatoes"),
    ("½ lemon", "½", "lemon"),
    ("250ml milk", "250ml", "milk"),
    ("1/2 cup sugar, brown", "1/2 cup", "sugar, brown"),
]


@pytest.mark.parametrize(("line", "quantity", "name"), LINES)
def test_parts(line: str, quantity: str, name: str) -> None:
    assert (quantity_of(line), named_quantity(line), bare_name(line)) == (quantity, name, name)


@pytest.mark.parametrize(
    "line", ["salt to taste", "2 slices of bread", "2 x 400 g beans", "", "12", "g flour 3"]
)
def test_what_is_left_open(line: str) -> None:
    with pytest.raises(QuantityError):
        quantity_of(line)
    with pytest.raises(QuantityError):
        bare_name(line)


def test_bare_names() -> None:
    assert bare_name("- sea salt") == "sea salt"


def test_lists_of_ingredients() -> None:
    found = accepted(
        (
            "Bread\nNeeded:\n- 500 g flour\n- 7 g dry yeast\nSteps:\n- Knead",
            {"flour": "500 g", "dry yeast": "7 g"},
        ),
        ("Tea\nNeeded:\n- 1 l water\n- 2 lemons\nSteps:\n- Boil\n- Pour", {"water": "1 l", "lemons": "2"}),
        ("Soup\nTools:\n- pot\nNeeded:\n- 2 onions\nSteps:\n- Cut\n- Cook", {"onions": "2"}),
    )
    assert answer(found, "Cake\nNeeded:\n- 4 eggs\n- 150 g rye flour\nSteps:\n- Bake") == {
        "eggs": "4",
        "rye flour": "150 g",
    }
