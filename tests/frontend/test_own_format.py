"""llmjit's own thread format: what is written is read back, whole and without secrets."""

from __future__ import annotations

import datetime
import json
import math
import os
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import llmjit
from llmjit.diagnostic import LlmjitError
from llmjit.frontend.formats.encode import decode, encode
from llmjit.frontend.formats.problems import BadField, CannotWrite, NewerVersion, NotJson, ThreadFileError
from llmjit.frontend.formats.redact import redact, redact_text
from llmjit.frontend.formats.writer import ThreadWriter, write_threads
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    ErrorInfo,
    GuardEvent,
    HelperCall,
    HelperInfo,
    Message,
    ModelCall,
    Text,
    Thread,
)
from llmjit.value import same


def record_one(writer: ThreadWriter, name: str = "t1") -> None:
    writer.header(name, "add two and three", helpers=[HelperInfo(name="add", doc="adds")])
    writer.message(Message(role="user", parts=(Text(text="add two and three"),)))
    writer.model_call(ModelCall(id="m1", answer="add(2, 3)", model="scripted", tokens_in=5))
    writer.message(Message(role="assistant", parts=(CodeBlock(id="b1", source="add(2, 3)"),)))
    writer.helper_call("b1", HelperCall(id="h1", helper="add", args=(2, 3), value=5))
    writer.model_call(ModelCall(id="m2", kind="llm_call", instruction="say it"), block="b1")
    writer.guard_failed("b1", GuardEvent(reason="not positive"))
    writer.code_result(CodeResult(block="b1", value=5, has_value=True))
    writer.end(5, has_result=True)


def test_events_fold_into_a_thread(tmp_path: Path) -> None:
    path = tmp_path / "a.thread.jsonl"
    with ThreadWriter(path) as writer:
        record_one(writer)
    (thread,) = llmjit.read_threads(path)
    assert (thread.id, thread.request, thread.result, thread.has_result) == (
        "t1",
        "add two and three",
        5,
        True,
    )
    assert [m.role for m in thread.messages] == ["user", "assistant", "user"]
    assert thread.messages[1].model_call.tokens_in == 5
    ((index, block, result),) = thread.runs()
    assert (index, block.source, result.value) == (1, "add(2, 3)", 5)
    assert result.helper_calls[0].args == (2, 3)
    assert result.model_calls[0].kind == "llm_call"
    assert result.guard.reason == "not positive"
    assert "unfinished" not in thread.metadata


def test_every_cut_of_a_file_loses_at_most_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with ThreadWriter(path) as writer:
        record_one(writer)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for size in range(first, len(whole), 7):
        path.write_bytes(whole[:size])
        (thread,) = llmjit.read_threads(path)
        lines = whole[:size].count(b"\n")
        assert len(thread.messages) >= min(lines - 1, 1)
        with ThreadWriter(path, append=True) as writer:
            record_one(writer, "t2")
        assert [t.id for t in llmjit.read_threads(path)] == ["t1", "t2"]


def test_calls_of_a_block_that_was_cut_short_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with ThreadWriter(path) as writer:
        writer.header("t", "go")
        writer.message(Message(role="assistant", parts=(CodeBlock(id="b1", source="pay(3)"),)))
        writer.helper_call("b1", HelperCall(id="h1", helper="pay", args=(3,), effect="write", value="ok"))
    (thread,) = llmjit.read_threads(path)
    ((_, _, result),) = thread.runs()
    assert result.error.type == "Interrupted"
    assert result.helper_calls[0].helper == "pay"
    assert thread.metadata["unfinished"] is True


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        (1, "a"),
        {1: 2, None: "x"},
        {"$type": "tuple", "items": [1]},
        datetime.date(2024, 2, 29),
        datetime.datetime(2024, 2, 29, 1, 2, tzinfo=datetime.UTC),
        Decimal("1.10"),
        b"\x00\xff",
        {1, 2},
        "lone \ud800 surrogate",
        10**30,
        [[{"a": (1.5,)}]],
    ],
)
def test_values_come_back_as_they_were(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.jsonl"
    call = HelperCall(id="h", helper="f", args=(value,), value=value)
    result = CodeResult(block="b", helper_calls=(call,), value=value, has_value=True)
    parts = (CodeBlock(id="b", source="f()"), result)
    thread = Thread(id="t", request="r", messages=(Message(role="assistant", parts=parts),), result=value)
    write_threads(path, [thread])
    (back,) = llmjit.read_threads(path)
    assert same(back.result, value)
    ((_, _, got),) = back.runs()
    assert same(got.value, value)
    assert same(got.helper_calls[0].args, (value,))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


@given(json_values)
def test_encoding_round_trips_through_strict_json(value: object) -> None:
    assert same(decode(json.loads(json.dumps(encode(value), allow_nan=False))), value)


def test_an_object_that_json_cannot_hold_becomes_its_repr() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise ValueError

    assert encode(Odd())["$type"] == "repr"


SECRETS = [
    ("key sk-" + "a1B2" * 8 + " end", "a1B2a1B2"),
    ("sk-ant-api03-" + "xY" * 20, "xYxY"),
    ("Authorization: Bearer " + "q" * 30, "qqqq"),
    ("see https://bob:hunter22@host/x", "hunter22"),
    ("postgres://:pa55word@db/x", "pa55word"),
    ("ghp_" + "Z" * 36, "ZZZZ"),
    ("AKIA" + "Q" * 16, "QQQQ"),
    ("AIza" + "k" * 35, "kkkk"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----", "MIIE"),
    ("-----BEGIN PRIVATE KEY-----\nMIIE", "MIIE"),
    ('api_key = "topsecretvalue"', "topsecret"),
    ("GET /x?a=1&api_key=abcdefgh12 HTTP", "abcdefgh12"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_secrets_never_reach_the_file(tmp_path: Path, text: str, secret: str) -> None:
    path = tmp_path / "a.jsonl"
    with ThreadWriter(path) as writer:
        writer.header("t", text, metadata={"note": text})
        writer.message(Message(role="user", parts=(Text(text=text), CodeBlock(id="b", source=text))))
        writer.helper_call("b", HelperCall(id="h", helper="f", kwargs={"deep": [{"er": text}]}))
        writer.code_result(
            CodeResult(block="b", output=text, error=ErrorInfo(type="E", message=text, traceback=text))
        )
        writer.end(text, has_result=True)
    assert secret not in path.read_text()
    assert "redacted" in llmjit.read_threads(path)[0].request


def test_fields_named_like_secrets_are_redacted() -> None:
    got = redact({"password": "hunter22", "Authorization": "Basic abc", "tokens": 5, "key": "name"})
    assert got == {
        "password": "[redacted secret]",
        "Authorization": "[redacted secret]",
        "tokens": 5,
        "key": "name",
    }


@pytest.mark.parametrize(
    "text",
    [
        "the task-list is risk-free",
        "https://example.com/a@b?page=2",
        "https://example.com:8080/path",
        "a bearer of news",
        "password = getpass.getpass()",
        "sort by key=lambda row: row['name']",
        "2024-01-02T03:04:05",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact_text(text) == text


def test_redaction_is_linear() -> None:
    for text in ("-----BEGIN PRIVATE KEY-----" * 4000, "://" + "a:" * 60000, "sk-" * 50000, "eyJ" * 40000):
        start = time.thread_time()
        redact_text(text)
        assert time.thread_time() - start < 5


def lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines()


def broken(tmp_path: Path, change) -> LlmjitError:
    path = tmp_path / "a.jsonl"
    with ThreadWriter(path) as writer:
        record_one(writer)
    lines = lines_of(path)
    change(lines)
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(ThreadFileError) as caught:
        llmjit.read_threads(path)
    return caught.value


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    error = broken(tmp_path, lambda lines: lines.__setitem__(2, lines[2][:-5]))
    assert isinstance(error.diagnostic, NotJson)
    assert error.diagnostic.line == 3
    assert "a.jsonl, line 3" in str(error)


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    error = broken(
        tmp_path,
        lambda lines: lines.__setitem__(
            4, lines[4].replace('"helper":"add"', '"helper":7').replace('"helper": "add"', '"helper": 7')
        ),
    )
    assert isinstance(error.diagnostic, BadField)
    assert (error.diagnostic.line, error.diagnostic.field) == (5, "call.helper")


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    error = broken(
        tmp_path, lambda lines: lines.__setitem__(0, lines[0].replace('"version": 1', '"version": 99'))
    )
    assert isinstance(error.diagnostic, NewerVersion)


def test_an_event_before_the_header_is_refused(tmp_path: Path) -> None:
    error = broken(tmp_path, lambda lines: lines.insert(0, lines.pop(1)))
    assert "header" in str(error)


def test_an_unknown_event_is_refused(tmp_path: Path) -> None:
    error = broken(tmp_path, lambda lines: lines.insert(1, '{"event": "surprise"}'))
    assert (error.diagnostic.line, error.diagnostic.field) == (2, "event")


def test_a_full_disk_keeps_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    writer = ThreadWriter(path)
    writer.header("t", "go")
    real, room = os.write, [10]

    def full(fd: int, data: bytes) -> int:
        if not room:
            raise OSError(28, "No space left on device")
        return real(fd, data[: room.pop()])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(ThreadFileError) as caught:
        writer.message(Message(role="user", parts=(Text(text="x" * 500),)))
    monkeypatch.undo()
    writer.close()
    assert isinstance(caught.value.diagnostic, CannotWrite)
    assert "No space left" in str(caught.value)
    assert len(lines_of(path)) == 1
    assert llmjit.read_threads(path)[0].messages == ()


def test_a_folder_that_is_missing_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ThreadFileError):
        ThreadWriter(tmp_path / "no" / "a.jsonl")


def test_a_failed_import_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def threads():
        yield Thread(id="t", request="r")
        raise ThreadFileError(CannotWrite(file="x", reason="y"))

    with pytest.raises(ThreadFileError):
        write_threads(path, threads())
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]
