"""States by name and by code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.places import STATES, abbreviate_states, state_code, state_name
from tests.synthesis.learning import learn


@given(st.sampled_from(sorted(STATES)), st.sampled_from([str.upper, str.lower, str.title, str]))
def test_names_and_codes_are_inverse(name: str, case: object) -> None:
    assert callable(case) and state_name(state_code(case(name))) == name
    assert len(set(STATES.values())) == len(STATES) == 51


@given(
    st.sampled_from(sorted(STATES)),
    st.sampled_from(sorted(STATES)),
    st.sampled_from(["", " 12207", " 12207-0001"]),
)
def test_only_what_stands_behind_a_comma_is_a_state(city: str, state: str, code: str) -> None:
    short = f"{city}, {STATES[state]}{code}, USA"
    assert abbreviate_states(f"{city}, {state}{code}, USA") == short
    assert abbreviate_states(short) == short


@pytest.mark.parametrize(
    "text", ["", "Washington Street 5", "12 Main, Oregonia", "a, , b", "Springfield,Ohio"]
)
def test_other_texts_stay(text: str) -> None:
    assert abbreviate_states(text) == text


def test_states_of_a_column_are_learned_as_codes() -> None:
    rows = [("Ohio", "OH"), ("New Mexico", "NM"), ("Maine", "ME")]
    found = learn(*rows)
    assert found.refusal is None
    assert found.run(("West Virginia",)) == "WV"
    for unknown in ("Bavaria", "Ohi"):
        with pytest.raises(GuardFailed):
            found.run((unknown,))


def test_addresses_are_made_alike() -> None:
    rows = [
        ("Boise, Idaho, USA", "Boise, ID, USA"),
        ("Reno, NV", "Reno, NV, USA"),
        ("Salem, OR, USA", "Salem, OR, USA"),
    ]
    found = learn(*rows)
    assert found.refusal is None
    assert found.run(("Fargo, ND",)) == "Fargo, ND, USA"
    assert found.run(("Utica, New York, USA",)) == "Utica, NY, USA"
