from hypothesis import given
from hypothesis import strategies as st

from llmjit.dataflow.align import align
from llmjit.support.pattern import PatternMismatch
from llmjit.support.request import read_request

PLANKS = "oak | $9 per metre\npine | $4 per metre\nteak | $21 per metre"
STONES = "slate | $30 per tonne\ngravel | $12 per tonne\nriver sand | $15 per tonne"


def pattern_of(*texts: str) -> str:
    return align([read_request(text) for text in texts]).template


def test_what_varies_becomes_a_typed_hole() -> None:
    one = f"Ada orders 3 metres of pine. What does it cost?\n{PLANKS}"
    two = f"The mason orders 0.5 tonnes of river sand. What does it cost?\n{STONES}"
    template = pattern_of(one, two)
    assert (
        template
        == "{text} orders {number:number} {text_2} of {item:label}. What does it cost?\n{table:table}"
    )


def test_a_story_of_any_length_before_the_question_is_one_hole() -> None:
    one = f"It rained. The roof leaked. Which is cheapest?\n{PLANKS}"
    two = f"A wall is planned for the spring. Which is cheapest?\n{STONES}"
    assert pattern_of(one, two) == "{story:story} Which is cheapest?\n{table:table}"


def test_enumerations_of_different_length_become_items() -> None:
    one = f"Ada orders 3 metres of pine and 1 metre of oak. What does it cost?\n{PLANKS}"
    two = f"Bo orders 2 tonnes of slate. What does it cost?\n{STONES}"
    assert pattern_of(one, two) == "{text} orders {items:items}. What does it cost?\n{table:table}"


def test_one_table_for_all_is_part_of_the_pattern() -> None:
    one, two = (f"{name} asks which is dearest.\n{PLANKS}" for name in ("Ada", "Bo"))
    assert (
        pattern_of(one, two)
        == "{text} asks which is dearest.\noak | $9 per metre\npine | $4 per metre\nteak | $21 per metre"
    )


names = st.sampled_from(["Ada", "Bo Lindqvist", "The mason", "A very old carpenter"])
amounts = st.integers(2, 99)


@given(names, amounts, names, amounts, names, amounts)
def test_a_pattern_binds_what_it_was_made_of_and_its_like(
    who: str, count: int, other: str, more: int, third: str, most: int
) -> None:
    def text(name: str, number: int) -> str:
        return f"{name} orders {number} metres of oak. What does it cost?"

    pattern = align([read_request(text(who, count)), read_request(text(other, more))])
    bound = pattern.bind(text(who, count))
    assert count in bound.values() or count == more
    try:
        pattern.bind(text(third, most))
    except PatternMismatch:
        assert who == other or count == more
