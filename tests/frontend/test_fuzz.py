"""Whatever a file holds, a reader reads it or reports a diagnostic; nothing else comes out of one."""

from __future__ import annotations

import copy
import gc
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import llmjit
from llmjit.diagnostic import LlmjitError
from llmjit.frontend.formats.writer import write_threads

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
IDS = [path.name.split(".")[0] for path in SAMPLES]

ODD = [
    None,
    True,
    0,
    -1,
    2**70,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "x",
    "lone \ud800 surrogate",
    "<helpers>\nx()\n</helpers>",
    "</helpers_result>",
    "```python\nx\n```\n```output\n1\n```",
    "{",
    '{"a": [1, {"b": null}]}',
    "[" * 3000,
    [],
    [None],
    [[["x"]]],
    {},
    {"type": "text"},
    {"type": 3, "role": None},
    {"$type": "dict", "items": 3},
    {"$type": ["unhashable"]},
    {"role": "user", "content": [{"type": "tool_result"}]},
]


def nodes(value: object) -> list:
    """Every container in ``value`` with each of its keys or indices."""
    found, waiting = [], [value]
    while waiting:
        item = waiting.pop()
        keys = list(item) if isinstance(item, dict) else range(len(item)) if isinstance(item, list) else ()
        found += ((item, key) for key in keys)
        waiting += (item[key] for key in keys)
    return found


def deep(levels: int) -> object:
    value: object = "x"
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def bend(value: object, rng: random.Random) -> object:
    """``value`` with one thing wrong."""
    places = nodes(value)
    if not places or rng.random() < 0.03:
        return copy.deepcopy(rng.choice(ODD))
    container, key = rng.choice(places)
    kind = rng.randrange(7)
    if kind == 0:
        del container[key]
    elif kind == 1 and isinstance(container, list):
        container.insert(rng.randrange(len(container) + 1), copy.deepcopy(container[key]))
    elif kind == 2 and isinstance(container, list):
        rng.shuffle(container)
    elif kind == 3:
        container[key] = deep(rng.choice([3, 40, 250]))
    elif kind == 4 and isinstance(container, dict):
        container[rng.choice(["", "role", "type", "content", "$type", "id", "x" * 99])] = container.pop(key)
    elif kind == 5 and isinstance(container[key], str):
        text = container[key]
        at = rng.randrange(len(text) + 1)
        container[key] = text[:at] + rng.choice([s for s in ODD if isinstance(s, str)]) + text[at:]
    else:
        container[key] = copy.deepcopy(rng.choice(ODD))
    return value


def bend_text(text: str, rng: random.Random) -> bytes:
    """``text`` cut, spliced, reordered or with bytes that do not belong there."""
    data = text.encode()
    kind, at = rng.randrange(6), rng.randrange(len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes(rng.randrange(256) for _ in range(3)) + data[at:]
    lines = data.splitlines(keepends=True)
    if kind == 2:
        rng.shuffle(lines)
    elif kind == 3:
        lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    elif kind == 4:
        del lines[rng.randrange(len(lines))]
    else:
        return data[:at] + data[at + rng.randrange(60) :]
    return b"".join(lines)


def mutated(path: Path, rng: random.Random) -> bytes:
    text = path.read_text()
    if path.suffix in (".txt", ".yaml") or rng.random() < 0.3:
        return bend_text(text, rng)
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
        for _ in range(rng.randrange(1, 4)):
            rows = bend(rows, rng)
            if not isinstance(rows, list):
                rows = [rows]
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    value = json.loads(text)
    for _ in range(rng.randrange(1, 4)):
        value = bend(value, rng)
    return json.dumps(value).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
@settings(max_examples=60)
@given(seed=st.integers(0, 2**48))
def test_a_damaged_sample_is_read_or_reported(sample: Path, folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    path = folder / sample.name
    path.write_bytes(mutated(sample, rng))
    for format in (None, sample.name.split(".")[0]):
        try:
            threads = llmjit.read_threads(path, format)
        except LlmjitError as error:
            str(error)
            json.dumps(error.diagnostic.to_json())
            continue
        try:
            write_threads(folder / "out.jsonl", threads)
            again = llmjit.read_threads(folder / "out.jsonl")
        except LlmjitError as error:
            assert "nested too deeply" in str(error)
            continue
        assert [thread.id for thread in again] == [thread.id for thread in threads]


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
@settings(max_examples=15)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_reported(sample: Path, folder: Path, data: bytes) -> None:
    path = folder / sample.name
    path.write_bytes(data)
    for format in (None, sample.name.split(".")[0]):
        try:
            llmjit.read_threads(path, format)
        except LlmjitError as error:
            str(error)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["role", "content", "type", "messages", "steps", "cells", "id", "text", "event"]),
            inner,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
@settings(max_examples=25)
@given(value=json_values)
def test_any_json_is_read_or_reported(sample: Path, folder: Path, value: object) -> None:
    path = folder / sample.name
    path.write_text(json.dumps(value) + "\n")
    for format in (None, sample.name.split(".")[0]):
        try:
            llmjit.read_threads(path, format)
        except LlmjitError as error:
            str(error)


def chat(size: int) -> list[dict]:
    messages: list[dict] = [{"role": "user", "content": "go"}]
    for index in range(size // 2):
        call = {
            "id": "same",
            "type": "function",
            "function": {"name": "f", "arguments": json.dumps({"n": index})},
        }
        messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        messages.append({"role": "tool", "tool_call_id": "same", "content": str(index)})
    return messages


def test_ten_thousand_messages_take_time_in_proportion(tmp_path: Path) -> None:
    path = tmp_path / "x.json"

    def seconds(size: int) -> float:
        path.write_text(json.dumps({"messages": chat(size)}))
        best = float("inf")
        for _ in range(3):
            gc.collect()  # so that no round pays for what others left
            start = time.process_time()
            (thread,) = llmjit.read_threads(path)
            best = min(best, time.process_time() - start)
        assert len(thread.messages) == size + 1
        assert all(result is not None for _, _, result in thread.tool_runs())
        return best

    assert seconds(10_000) < 30 * seconds(1_000)


def test_ten_thousand_lines_of_a_session_take_time_in_proportion(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    rows = []
    for index in range(10_000):
        role = "assistant" if index % 2 else "user"
        content = [{"type": "text", "text": "x"}] if index % 2 else "y"
        message = {"id": f"m{index}", "role": role, "content": content}
        parent = f"u{index - 1}" if index else None
        rows.append({"type": role, "uuid": f"u{index}", "parentUuid": parent, "message": message})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    start = time.process_time()
    (thread,) = llmjit.read_threads(path)
    assert len(thread.messages) == 10_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "piece", ["<helpers>\nx\n</helpers>\n<helpers_result>\n1\n</helpers_result>\n", "<helpers_result>\n"]
)
def test_a_long_text_thread_takes_time_in_proportion(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("User: go\nAssistant: yes\n" + piece * 10_000)
    start = time.process_time()
    llmjit.read_threads(path)
    assert time.process_time() - start < 10


def hostile_texts() -> list[tuple[str, str]]:
    """Texts whose openings never close, for the readers that look for pairs."""
    opened = "```python\nx\n" * 20_000
    row = {
        "input": "i",
        "message_log": [{"role": "user", "content": "q"}, {"role": "user", "content": opened}],
    }
    tora = {"question": "q", "code": [opened], "pred": [], "report": []}
    sheet = {"input": "i", "steps": [{"generator_output": opened}]}
    turns = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "<execute>x" * 20_000}]
    mint = {"state": {"history": turns}, "task": {"prompt": "q"}}
    named = {"meta_prompting": row, "tora": tora, "dynamic_cheatsheet": sheet, "mint": mint}
    return [(name, json.dumps(value)) for name, value in named.items()]


@pytest.mark.parametrize(("format", "text"), hostile_texts(), ids=lambda v: v if len(v) < 30 else "")
def test_openings_that_never_close_take_time_in_proportion(format: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text + "\n")
    start = time.process_time()
    (thread,) = llmjit.read_threads(path)
    assert thread.format == format
    assert not list(thread.runs())
    assert time.process_time() - start < 5


def test_many_traces_take_time_in_proportion(tmp_path: Path) -> None:
    messages = json.dumps([{"role": "user", "parts": [{"type": "text", "content": "hi"}]}])
    attributes = [{"key": "gen_ai.input.messages", "value": {"stringValue": messages}}]
    spans = [{"traceId": f"t{i}", "name": "chat", "attributes": attributes} for i in range(10_000)]
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}))
    start = time.process_time()
    assert len(llmjit.read_threads(path)) == 10_000
    assert time.process_time() - start < 10
