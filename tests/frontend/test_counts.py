"""A right reader finds in each folder of recordings what its COUNTS.json says is there.

The recordings' own counts are of texts by role; here a message counts for its role when it holds text. What a
transcript says in a user's turn but is the outcome of code, or of an expert, is a ``tool`` message here.
"""

from __future__ import annotations

import collections
import json
from pathlib import Path

import pytest

import llmjit
from llmjit.frontend.thread import Text, Thread


def count(threads: list[Thread]) -> collections.Counter[str]:
    """Threads, messages with text by role, parts by kind, and how many code blocks and calls have results."""
    found: collections.Counter[str] = collections.Counter(threads=len(threads))
    for thread in threads:
        for message in thread.messages:
            found[message.role] += any(isinstance(part, Text) for part in message.parts)
            found[f"{message.role}_messages"] += 1
            found.update(part.kind for part in message.parts)
        found["runs"] += sum(1 for _ in thread.runs())
        found["answered"] += sum(result is not None for _, _, result in thread.tool_runs())
        found["with_result"] += thread.has_result
    return found


@pytest.fixture
def counts(shared: Path) -> dict[str, dict[str, int]]:
    return json.loads((shared / "threads" / "COUNTS.json").read_text())


def read(shared: Path, folder: str, format: str | None = None) -> list[Thread]:
    return llmjit.read_threads(shared / "threads" / folder, format)


def distinct_tools(threads: list[Thread]) -> int:
    return len({call.name for thread in threads for _, call, _ in thread.tool_runs()})


@pytest.mark.parametrize("folder", ["tau_bench", "tau2"])
def test_chats_with_tools(shared: Path, counts, folder: str) -> None:
    threads = read(shared, folder)
    found, want = count(threads), counts[folder]
    for key in ("threads", "system", "user", "assistant"):
        assert found[key] == want[key], key
    assert found["tool_call"] == want["tool_calls"]
    assert found["tool_result"] == found["answered"] == want["tool_results"]
    assert distinct_tools(threads) == want["distinct_tools"]
    assert {thread.format for thread in threads} == {folder}


def test_program_of_thoughts(shared: Path, counts) -> None:
    threads = read(shared, "pot")
    found, want = count(threads), counts["pot"]
    assert (found["threads"], found["user"]) == (want["threads"], want["user"])
    assert found["code"] == found["runs"] == want["code_blocks"]
    assert found["result"] == want["code_outputs"]
    assert found["assistant"] == 0
    assert all("\n" in thread.request for thread in threads)


def test_tora(shared: Path, counts) -> None:
    threads = read(shared, "tora/tora-70b.gsm8k.jsonl")
    found, want = count(threads), counts["tora"]
    for key in ("threads", "user", "assistant"):
        assert found[key] == want[key], key
    assert found["code"] == found["runs"] == want["code_blocks"]
    assert found["result"] == want["code_outputs"]


def test_meta_prompting(shared: Path, counts) -> None:
    threads = read(shared, "meta_prompting")
    found, want = count(threads), counts["meta_prompting"]
    for key in ("threads", "system", "user", "assistant"):
        assert found[key] == want[key], key
    assert found["code"] == want["code_blocks"]
    # the count is of experts' answers; in three with code the code was never run, and 232 hold none
    assert found["tool_messages"] == want["code_outputs"]
    assert found["result"] == found["runs"] == 192
