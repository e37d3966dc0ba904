from __future__ import annotations

import pytest

from llmjit.model import Completion, FunctionModel, Model, ModelError, resolve_model
from llmjit.model.completion import cut

ASKED = [{"role": "user", "content": "hi"}]


def test_text_is_an_answer() -> None:
    seen = []

    def answer(messages):
        seen.append(messages)
        return "hello <end> more"

    model = resolve_model(answer)
    assert isinstance(model, Model)
    completion = model.complete(ASKED, stop=["<end>"])
    assert (completion.text, completion.stopped) == ("hello ", "<end>")
    assert (completion.tokens_in, completion.cost) == (0, 0.0)
    assert seen == [ASKED]


def test_a_completion_says_what_it_cost() -> None:
    model = FunctionModel(lambda _: Completion(text="x", tokens_in=3, tokens_out=4, cost=0.5), name="mine")
    got = model.complete(ASKED)
    assert (got.tokens_in, got.tokens_out, got.cost, got.model) == (3, 4, 0.5, "mine")


def test_pieces_are_heard() -> None:
    heard: list[str] = []
    FunctionModel(lambda _: "abc").complete(ASKED, on_text=heard.append)
    assert "".join(heard) == "abc"


def test_anything_else_is_not_an_answer() -> None:
    with pytest.raises(ModelError, match="returned int"):
        FunctionModel(lambda _: 3).complete(ASKED)


def test_the_function_own_error_passes_through() -> None:
    def broken(_):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        FunctionModel(broken).complete(ASKED)


def test_the_earliest_stop_wins() -> None:
    assert cut("a B b A", ["A", "B"]) == ("a ", "B")
    assert cut("plain", ["x", ""]) == ("plain", None)
