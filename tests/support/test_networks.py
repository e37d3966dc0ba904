"""Networks of addresses that are written with the length of their network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.networks import broadcast_of, in_network, netmask_of, network_block, network_of


def test_the_parts_of_a_network() -> None:
    text = "10.20.30.77/26"
    assert network_of(text) == "10.20.30.64"
    assert network_block(text) == "10.20.30.64/26"
    assert broadcast_of(text) == "10.20.30.127"
    assert netmask_of(text) == "255.255.255.192"


@pytest.mark.parametrize("text", ["10.20.30.77", "10.20.30/8", "10.20.30.400/8", "10.20.30.40/33", "elm/8"])
def test_texts_that_name_no_network(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        network_of(text)


@given(st.integers(0, 2**32 - 1), st.integers(0, 32))
def test_an_address_lies_in_its_network(number: int, length: int) -> None:
    address = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    assert in_network(address, f"{address}/{length}")
