import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.lookup import look_up, look_up_number, parse_data, paths_to

scalars = st.integers() | st.text(max_size=8) | st.booleans() | st.none()
data = st.dictionaries(
    st.text(max_size=5), st.recursive(scalars, lambda inner: st.lists(inner, max_size=3)), min_size=1
)


@given(data)
def test_every_path_leads_back_to_its_value(found: dict[str, object]) -> None:
    for value in found.values():
        for path in paths_to(value, found):
            if not isinstance(value, list):
                seen = look_up(json.dumps(found), *path)
                assert seen == value or look_up_number(found, *path) == value


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
