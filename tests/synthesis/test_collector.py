import gc

import pytest

from llmjit.synthesis.collector import OBJECTS, fewer_collections


@pytest.fixture(autouse=True)
def usual():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_thresholds_are_what_they_were_once_all_searches_are_over():
    gc.set_threshold(700, 11, 12)
    one, two = fewer_collections(), fewer_collections()
    one.__enter__()
    two.__enter__()
    one.__exit__(None, None, None)
    assert gc.get_threshold() == (OBJECTS, 11, 12)
    two.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 11, 12)


def test_thresholds_come_back_after_an_exception():
    gc.set_threshold(700, 11, 12)
    with pytest.raises(KeyError), fewer_collections():
        raise KeyError
    assert gc.get_threshold() == (700, 11, 12)


@pytest.mark.parametrize("youngest", [0, 2 * OBJECTS])
def test_who_collects_less_or_not_at_all_is_left_alone(youngest):
    gc.set_threshold(youngest, 11, 12)
    with fewer_collections():
        assert gc.get_threshold() == (youngest, 11, 12)
