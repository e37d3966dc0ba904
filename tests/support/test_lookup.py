import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.lookup import look_up, look_up_number, parse_data, scalars

values = st.integers() | st.text(max_size=8) | st.booleans() | st.none()
data = st.dictionaries(
    st.text(max_size=5), st.recursive(values, lambda inner: st.lists(inner, max_size=3)), min_size=1
)


@given(data)
def test_every_path_leads_back_to_its_value(found: dict[str, object]) -> None:
    placed = dict(scalars(found))
    assert {path: value for path, value in placed.items() if len(path) == 1} == {
        (key,): value for key, value in found.items() if not isinstance(value, list)
    }
    for path, value in placed.items():
        assert look_up(json.dumps(found), *path) == value


@pytest.mark.parametrize(
    "text", ["{'AUD': 1.54}", '{"AUD": 1.54}', "AUD: 1.54\nEUR: 0.92", "AUD=1.54", '{"AUD": "$1.54"}']
)
def test_numbers_are_read_out_of_printed_data(text: str) -> None:
    assert look_up_number(text, "AUD") == 1.54


@pytest.mark.parametrize("text", ["", "no data here", "[1, 2", "{'EUR': 1}", "{'AUD': None}"])
def test_what_is_not_there_is_refused(text: str) -> None:
    with pytest.raises((LookupError, ValueError)):
        look_up_number(text, "AUD")


@given(st.text())
def test_any_text_is_data_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_data(text), dict | list | tuple)
