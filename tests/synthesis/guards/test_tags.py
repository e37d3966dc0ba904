"""Attributes of other elements and numbers with other units are refused."""

from __future__ import annotations

import pytest

from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.tags import tag_guards
from tests.synthesis.learning import accepted, answer, refuses

LINKS = (
    ('<p><a href="/a">A</a> and <a href="/b">B</a></p>', ["/a", "/b"]),
    ('<ul><li><a class="x" href="/c">C</a></li></ul>', ["/c"]),
    ('<a href="/d?e=1">D</a>', ["/d?e=1"]),
)


def test_an_attribute_of_another_element_is_refused() -> None:
    found = accepted(*LINKS)
    assert answer(found, '<div><a href="/f">F</a></div>') == ["/f"]
    assert answer(found, '<link rel="icon" href="/i.png"><a href="/f">F</a>') == "format"


def _flow(*rows: tuple[str, str]) -> str:
    inner = "\n".join(f'  <Flow unit="{unit}">{value}</Flow>' for value, unit in rows)
    return f"<Gauge>\n{inner}\n</Gauge>"


def test_a_number_with_another_unit_is_not_added() -> None:
    found = accepted(
        (_flow(("1.5", "l"), ("2.25", "l")), 3.75),
        (_flow(("4.5", "l"), ("0.25", "l"), ("1.0", "l")), 5.75),
        (
            _flow(
                ("7.75", "l"),
            ),
            7.75,
        ),
    )
    assert answer(found, _flow(("2.5", "l"), ("2.5", "l"))) == 5.0
    assert answer(found, _flow(("2.5", "l"), ("300.0", "ml"))) == "format"


@pytest.mark.parametrize(
    ("texts", "outputs"),
    [
        (['{"sum": 1, "cur": "EUR"}'] * 3, [1, 2, 3]),  # too few
        (['{"cur": "EUR"}', '{"cur": "USD"}'] * 2, [1, 2, 3, 4]),
        (['{"cur": "EUR"}'] * 4, ["a", "b", "c", "d"]),
        (['{"id": "A7"}'] * 4, [1, 2, 3, 4]),
    ],
)
def test_nothing_is_asked_of_what_is_no_unit(texts: list[str], outputs: list[object]) -> None:
    assert not list(tag_guards("x", texts, Const(1), 0, outputs))


def test_a_currency_under_a_key_is_a_unit() -> None:
    (guard,) = tag_guards("x", ['{"cur": "EUR"}'] * 4, Input(0), 0, [1, 2, 3, 4])
    assert holds(guard, ("x",), ('{"sum": 5, "cur":"EUR"}',)) and not holds(
        guard, ("x",), ('{"cur": "USD"}',)
    )


def test_short_units_end_as_they_did() -> None:
    found = accepted(("1.5Gi", 1610612736), ("512Mi", 536870912), ("300Mi", 314572800))
    assert answer(found, "2Ki") == 2048
    assert refuses(found, "500M")
