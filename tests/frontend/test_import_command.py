"""``llmjit import`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import llmjit
from llmjit.cli.main import app
from llmjit.diagnostic import LlmjitError

SAMPLES = Path(__file__).parent / "samples"
run = CliRunner().invoke


def test_it_says_what_is_in_a_recording() -> None:
    done = run(app, ["import", str(SAMPLES / "tora.jsonl")])
    assert done.exit_code == 0
    assert "tora-1  tora  4 messages, 1 of 1 blocks run" in done.output


def test_it_prints_an_object_a_thread() -> None:
    done = run(app, ["import", str(SAMPLES / "vcr.yaml"), "--json"])
    rows = [json.loads(line) for line in done.output.splitlines()]
    assert [(row["format"], row["tool_calls"], row["tool_results"]) for row in rows] == [
        ("vcr", 1, 1),
        ("vcr", 0, 0),
    ]


def test_it_writes_our_own_format(tmp_path: Path) -> None:
    out = tmp_path / "out.thread.jsonl"
    done = run(app, ["import", str(SAMPLES / "pot.jsonl"), str(SAMPLES / "mint.jsonl"), "-o", str(out)])
    assert done.exit_code == 0
    assert [thread.format for thread in llmjit.read_threads(out)] == ["pot", "pot", "mint"]


def test_a_damaged_recording_writes_nothing(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    bad.write_text((SAMPLES / "pot.jsonl").read_text() + "{\n")
    done = run(app, ["import", str(bad), "-o", str(out)])
    assert isinstance(done.exception, LlmjitError)
    assert "bad.jsonl, line 3" in str(done.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jsonl"]


def test_the_format_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(LlmjitError, match="line 1: field question"):
        path = tmp_path / "x.jsonl"
        path.write_text("{}\n")
        raise run(app, ["import", str(path), "--format", "pot"]).exception
