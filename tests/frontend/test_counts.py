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


def test_dynamic_cheatsheet(shared: Path, counts) -> None:
    threads = read(shared, "dynamic_cheatsheet")
    found, want = count(threads), counts["dynamic_cheatsheet"]
    for key in ("threads", "user", "assistant"):
        assert found[key] == want[key], key
    assert found["code"] == found["runs"] == want["code_blocks"]
    assert found["result"] == want["code_outputs"]


def test_mint(shared: Path, counts) -> None:
    threads = read(shared, "mint")
    found, want = count(threads), counts["mint"]
    for key in ("threads", "system", "user", "assistant"):
        assert found[key] == want[key], key
    assert found["code"] == want["code_blocks"]
    # the count is of observations; 40 of them judge a proposed solution and are no output of code
    assert found["tool_messages"] == want["code_outputs"]
    assert found["result"] == found["runs"] == want["code_outputs"] - 40


def test_intercode(shared: Path, counts) -> None:
    threads = read(shared, "intercode")
    found, want = count(threads), counts["intercode"]
    for key in ("threads", "user", "assistant"):
        assert found[key] == want[key], key
    # the count takes the 163 submissions for code; they are calls here
    assert found["tool_call"] == 163
    assert found["code"] + found["tool_call"] == want["code_blocks"]
    assert found["runs"] + found["answered"] == want["code_outputs"]


def test_swe_agent(shared: Path, counts) -> None:
    threads = read(shared, "swe_agent")
    found, want = count(threads), counts["swe_agent"]
    assert found["threads"] == want["files"]
    assert found["tool_call"] == want["tool_calls"]
    # steps are counted in trajectories, and one file has its five in the history alone
    assert found["code"] + found["tool_call"] == want["steps"] + 5
    assert found["runs"] + found["answered"] == want["steps"] + 5
    # of the history's entries two are demonstrations; seven messages are of steps the trajectory alone has
    assert sum(len(thread.messages) for thread in threads) == want["history"] - 2 + 7


def test_inspect(shared: Path, counts) -> None:
    threads = read(shared, "inspect")
    found, want = count(threads), counts["inspect"]
    assert found["threads"] == want["samples"]
    assert sum(len(thread.messages) for thread in threads) == want["messages"]
    assert found["tool_call"] == want["tool_calls"]
    assert sum(thread.metadata["events"] for thread in threads) == want["events"]
    texts = [p.text for t in threads for _, p in t.parts() if isinstance(p, Text)]
    assert not any(text.startswith("attachment://") for text in texts)


def test_vcr(shared: Path, counts) -> None:
    threads = read(shared, "vcr")
    want = counts["vcr"]
    # two of the interactions are telemetry
    assert sum(thread.metadata["interactions"] for thread in threads) == want["interactions"] - 2
    # the count leaves out the calls of twelve chat answers that came as streams, in pieces
    assert sum(t.metadata["answers_with_calls"] for t in threads) == want["resp_with_tool_call"] + 12


def test_every_folder_is_found_by_sniffing(shared: Path) -> None:
    formats = collections.Counter(thread.format for thread in read(shared, "."))
    assert set(formats) >= {"pot", "tora", "mint", "vcr", "openhands", "codex", "atif", "inspect_log"}


def test_spans_without_messages_are_reported(shared: Path) -> None:
    with pytest.raises(llmjit.LlmjitError, match="no thread in the otlp format"):
        read(shared, "misc/otlp_json/test-traces.ndjson")


def test_misc(shared: Path) -> None:
    openhands = count(read(shared, "misc/openhands_events_jsonl"))
    assert (openhands["threads"], openhands["tool_call"], openhands["answered"]) == (3, 105, 103)
    codex = count(read(shared, "misc/codex_rollout_jsonl"))
    assert (codex["threads"], codex["tool_call"], codex["tool_result"]) == (1, 8, 6)
    atif = count(read(shared, "misc/atif_json"))
    assert (atif["threads"], atif["tool_call"], atif["answered"]) == (4, 2, 1)
