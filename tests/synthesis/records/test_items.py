"""Lists of records and lines: filtered, counted, added up, projected; sections, cells and quoted strings."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.sections import (
    SectionError,
    csv_cells,
    parse_sections,
    quoted_strings,
    total,
    whole_total,
)
from tests.synthesis.learning import learn

NAMES = ["lamp", "pen", "desk", "chair", "cable", "paper"]


def stock(rng: random.Random) -> list[dict[str, Any]]:
    names = rng.sample(NAMES, rng.randint(2, 5))
    return [
        {
            "name": name,
            "qty": rng.randint(1, 40),
            "price": rng.randint(100, 900) / 4,
            "sold": rng.random() < 0.5,
        }
        for name in names
    ]


def markdown(items: list[dict[str, Any]]) -> str:
    rows = [list(items[0]), ["---"] * len(items[0]), *([str(v) for v in item.values()] for item in items)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def order(items: list[dict[str, Any]]) -> str:
    return json.dumps({"id": len(items) * 7, "items": items})


def lines(items: list[dict[str, Any]]) -> str:
    body = [f"{item['qty']} x {item['name']} at ${item['price']:.2f}" for item in items]
    return "\n".join(["Receipt", *body, "Thank you"])


def joined(form: str, delimiter: str) -> Any:
    return lambda items: delimiter.join(form.format(**item) for item in items)


ANSWERS: dict[str, tuple[Any, Any]] = {
    "count": (order, len),
    "count some": (order, lambda items: sum(item["sold"] for item in items)),
    "sum": (order, lambda items: sum(item["qty"] for item in items)),
    "names": (order, lambda items: [item["name"] for item in items]),
    "filter": (order, lambda items: [item["name"] for item in items if item["sold"]]),
    "project": (order, lambda items: [{"name": item["name"], "qty": item["qty"]} for item in items]),
    "join": (order, lambda items: ", ".join(item["name"] for item in items)),
    "last": (order, lambda items: items[-1]["name"]),
    "greatest": (order, lambda items: max(items, key=lambda item: item["price"])["name"]),
    "table sum": (markdown, lambda items: sum(item["qty"] for item in items)),
    "table rows": (markdown, lambda items: [{key: str(v) for key, v in item.items()} for item in items]),
    "table filter": (markdown, lambda items: [item["name"] for item in items if item["sold"]]),
    "line count": (lines, len),
    "line sum": (lines, lambda items: sum(item["qty"] for item in items)),
    "line amounts": (lines, lambda items: sum(item["price"] for item in items)),
    "groups": (joined("{name}={qty}", "; "), lambda items: [[item["name"], str(item["qty"])] for item in items]),
    "dicts": (joined("{qty} x {name}", ", "), lambda items: [{"what": i["name"], "n": i["qty"]} for i in items]),
    "pairs": (joined("{name}:{qty}", ";"), lambda items: {item["name"]: str(item["qty"]) for item in items}),
    "keys": (lambda items: {i["name"]: i["qty"] for i in items}, lambda items: [i["name"] for i in items]),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_learned_and_never_wrong(name: str) -> None:
    write, answer = ANSWERS[name]
    rng = random.Random(name)
    found = [stock(rng) for _ in range(14)]
    program = learn(*[(write(items), answer(items)) for items in found[:5]])
    right = 0
    for items in found[5:]:
        try:
            assert program.run((write(items),)) == answer(items)
            right += 1
        except GuardFailed:
            continue
    assert right


def test_settings_by_section() -> None:
    def text(a: int, b: int) -> str:
        return f"[web]\nport={a}\nname=x\n\n[db]\nname=y\nport={b}\n"

    program = learn(*[(text(a, b), b) for a, b in [(80, 5432), (81, 3306), (8080, 1521)]])
    assert program.run((text(443, 6379),)) == 6379


def test_escapes_are_undone() -> None:
    rows = {r'INFO msg="all fine" n=1': "all fine", r'WARN msg="no \"a\" here" n=2': 'no "a" here'}
    rows[r'INFO msg="C:\\temp" n=31'] = "C:\\temp"
    program = learn(*rows.items())
    assert program.run((r'INFO msg="a \"b\" c" n=7',)) == 'a "b" c'


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8), min_size=2, max_size=5
    )
)
def test_cells_are_read_as_they_are_written(cells: list[str]) -> None:
    line = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert csv_cells(line) == cells


@given(st.lists(st.text(max_size=8), max_size=4))
def test_quoted_strings_are_read_as_they_are_written(texts: list[str]) -> None:
    assert quoted_strings(" - ".join(map(json.dumps, texts))) == texts


@given(st.lists(st.integers(-(10**6), 10**6)))
def test_totals(cents: list[int]) -> None:
    amounts = [Decimal(each) / 100 for each in cents]
    written = [f"{'-' if each < 0 else ''}${abs(each):,.2f}" for each in amounts]
    assert total(written) == sum(amounts)
    assert whole_total(cents) == sum(cents)


def test_what_is_no_amount_and_no_section() -> None:
    for cells in (["1,00"], ["-$-2"], ["two"], [True], [None], ["1 2"]):
        with pytest.raises(SectionError):
            total(cells)
    with pytest.raises(SectionError):
        whole_total(["1.5"])
    for text in ("", "no heading", "## A\nx\n## A\ny"):
        with pytest.raises(SectionError):
            parse_sections(text)
    assert parse_sections("intro\n# A #\nx\n\n[b c]\ny\n== D ==\n") == {"A": "x", "b c": "y", "D": ""}
    for line in ("a\nb", 'a,"b', ""):
        with pytest.raises(SectionError):
            csv_cells(line)
