from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.model import ModelError, resolve_model
from llmjit.model.replay import ReplayModel


def user(text: str) -> list[dict[str, str]]:
    return [{"role": "system", "content": "s"}, {"role": "user", "content": text}]


def write(path: Path, *calls: dict, tail: str = "") -> Path:
    path.write_text("".join(json.dumps(call) + "\n" for call in calls) + tail, encoding="utf-8")
    return path


def test_exact_prompts_are_answered(tmp_path: Path) -> None:
    call = {"prompt": user("a"), "answer": "one <stop> two", "tokens_in": 5, "tokens_out": 2, "cost": 0.25}
    model = resolve_model(f"replay:{write(tmp_path / 'r.jsonl', call)}")
    got = model.complete(user("a"), stop=["<stop>"])
    assert (got.text, got.tokens_in, got.tokens_out, got.cost) == ("one ", 5, 2, 0.25)


def test_calls_are_found_wherever_a_thread_keeps_them(tmp_path: Path) -> None:
    inner = {"kind": "result", "model_calls": [{"prompt": user("in"), "answer": "I"}]}
    thread = {"parts": [inner], "model_call": {"prompt": user("out"), "answer": "O"}}
    model = ReplayModel(write(tmp_path / "r.jsonl", {"version": 1}, thread))
    assert [model.complete(user(text)).text for text in ("in", "out")] == ["I", "O"]


def test_a_prompt_asked_twice_gets_its_answers_in_order(tmp_path: Path) -> None:
    calls = [{"prompt": user("a"), "answer": answer} for answer in ("1", "2")]
    model = ReplayModel(write(tmp_path / "r.jsonl", *calls))
    assert [model.complete(user("a")).text for _ in range(3)] == ["1", "2", "2"]


def test_a_miss_names_the_nearest_prompt(tmp_path: Path) -> None:
    calls = [{"prompt": user(t), "answer": ""} for t in ("the price of NVDA in AUD", "weather in Oslo")]
    model = ReplayModel(write(tmp_path / "r.jsonl", *calls))
    with pytest.raises(ModelError) as caught:
        model.complete(user("the price of MSFT in AUD"))
    text = str(caught.value)
    assert "line 1: 'the price of NVDA in AUD'" in text
    assert "message 1 (user), character 13: asked ' price of MSFT in AUD'" in text


def test_a_role_counts(tmp_path: Path) -> None:
    model = ReplayModel(write(tmp_path / "r.jsonl", {"prompt": user("a"), "answer": "x"}))
    with pytest.raises(ModelError, match="role assistant asked, user recorded"):
        model.complete([{"role": "system", "content": "s"}, {"role": "assistant", "content": "a"}])
    with pytest.raises(ModelError, match="3 asked, 2 recorded"):
        model.complete([*user("a"), {"role": "user", "content": "b"}])


def test_a_line_cut_off_by_a_crash_is_forgiven_at_the_end_only(tmp_path: Path) -> None:
    call = {"prompt": user("a"), "answer": "x"}
    assert ReplayModel(write(tmp_path / "r.jsonl", call, tail='{"prompt": [')).complete(user("a")).text == "x"
    (tmp_path / "bad.jsonl").write_text('{"prompt":\n' + json.dumps(call) + "\n")
    with pytest.raises(ModelError, match="line 1 is not JSON"):
        ReplayModel(tmp_path / "bad.jsonl")


@pytest.mark.parametrize("content", ["", "\n\n", '{"a": 1}\n', "[[[", "\x00", "null\n3\n"])
def test_a_file_without_calls_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(content)
    with pytest.raises(ModelError) as caught:
        ReplayModel(path)
    assert caught.value.diagnostic.code == "M011"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No such file"):
        ReplayModel(tmp_path / "absent.jsonl")


@given(st.lists(st.text(), min_size=1, max_size=4, unique=True))
def test_every_recorded_prompt_is_answered(tmp_path_factory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("replay") / "r.jsonl"
    model = ReplayModel(write(path, *({"prompt": user(t), "answer": t} for t in texts)))
    assert [model.complete(user(t)).text for t in texts] == texts
