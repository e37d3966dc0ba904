from __future__ import annotations

import asyncio
import dataclasses
import enum
import json
from pathlib import Path

import pytest
from pydantic import BaseModel

import llmjit
from llmjit.ask import asking, has_no_body


class Kind(enum.Enum):
    GOOD = "good"
    BAD = "bad"


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Item(BaseModel):
    name: str
    price: float


def fill(text: str) -> Item:
    """Read the item."""
    ...


def body(text: str) -> str:
    """Not empty."""
    return text


def test_an_empty_body_is_told_from_a_body() -> None:
    assert has_no_body(fill) and not has_no_body(body)


@pytest.mark.parametrize(
    ("hint", "answer", "value"),
    [
        (str, "plain text", "plain text"),
        (int, "42", 42),
        (float, "```json\n4.5\n```", 4.5),
        (Kind, "good", Kind.GOOD),
        (Point, '{"x": 1, "y": 2}', Point(1, 2)),
        (list[Item], '[{"name": "tea", "price": 2}]', [Item(name="tea", price=2)]),
        (bool, "true", True),
    ],
)
def test_answers_have_the_declared_type(hint, answer, value) -> None:
    def task(text): ...

    task.__annotations__["return"] = hint
    got = asking(task, lambda messages: answer)("x")
    assert got == value and type(got) is type(value)


def test_a_wrong_answer_is_asked_again_with_what_was_wrong() -> None:
    seen = []

    def model(messages):
        seen.append(messages[-1]["content"])
        return "about forty" if len(seen) == 1 else "40"

    def count(text: str) -> int:
        """How many?"""

    assert asking(count, model)("x") == 40 and "does not fit" in seen[1]
    with pytest.raises(llmjit.LlmjitError, match=r"M020.*no int for count|M020"):
        asking(count, lambda messages: "many")("x")


def test_a_jitted_stub_asks_the_configured_model_until_it_is_compiled(tmp_path: Path, monkeypatch) -> None:
    replay = tmp_path / "answers.jsonl"
    monkeypatch.setenv("LLMJIT_MODEL", f"replay:{replay}")
    asked = []

    def complete(self, messages, **options):
        from llmjit.model import Completion

        asked.append(messages[-1]["content"])
        return Completion(text=messages[-1]["content"][10:15], tokens_in=50, tokens_out=5, cost=0.001)

    monkeypatch.setattr("llmjit.model.replay.ReplayModel.complete", complete)
    monkeypatch.setattr("llmjit.model.replay.ReplayModel.__init__", lambda self, path: None)
    monkeypatch.setattr("llmjit.model.replay.ReplayModel.name", "replay", raising=False)

    @llmjit.jit
    def number(text: str) -> str:
        """The invoice number."""
        ...

    texts = [f"INV-{n * 7919 % 90000 + 10000} of 2024" for n in range(30)]
    assert [number(t) for t in texts] == [t[4:9] for t in texts]
    assert asked[0] == "text: INV-10000 of 2024" and len(asked) < 8
    assert number.stats.tokens == 55 * len(asked) and number.stats.dollars == pytest.approx(
        0.001 * len(asked)
    )

    @llmjit.jit
    async def number_async(text: str) -> str:
        """The invoice number."""
        ...

    async def drive() -> list[str]:
        return [await number_async(t) for t in texts]

    assert asyncio.run(drive()) == [t[4:9] for t in texts]


def test_no_model_says_how_to_set_one(monkeypatch) -> None:
    @llmjit.jit
    def number(text: str) -> str:
        """The invoice number."""
        ...

    with pytest.raises(llmjit.LlmjitError, match="LLMJIT_MODEL"):
        number("x")


def test_typed_answers_are_compiled(home: Path) -> None:
    calls = []

    def model(messages):
        text = messages[-1]["content"].removeprefix("text: ")
        calls.append(text)
        name, price = text.split(" costs ")
        return json.dumps({"name": name, "price": float(price)})

    function = llmjit.jit(asking(fill, model))
    texts = [f"{w} costs {n}.5" for n, w in enumerate(["tea", "coffee", "milk", "bread", "oil", "salt"] * 5)]
    for text in texts:
        name, price = text.split(" costs ")
        assert function(text) == Item(name=name, price=float(price))
