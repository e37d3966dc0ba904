"""`llmjit synth` as a process of JSON lines: answers, refusals, and lines that are no request."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.cli import synth_command
from llmjit.synthesis import protocol
from tests.command import ROOT, llmjit


def ask(*lines: str) -> list[dict]:
    out = llmjit("synth", stdin="\n".join(lines) + "\n")
    assert out.returncode == 0, out.stderr
    return [strict(line) for line in out.stdout.splitlines()]


def request(number: int, pairs: list[tuple[str, str]], tests: list[list]) -> str:
    examples = [{"inputs": [given], "output": output} for given, output in pairs]
    return json.dumps({"id": number, "examples": examples, "tests": tests})


INVOICES = [
    ("INV-123456 of 2020", "123456"),
    ("INV-333456 of 2021", "333456"),
    ("INV-007001 of 1999", "007001"),
]


def test_answers_refuses_rows_and_survives_bad_lines() -> None:
    good = request(2, INVOICES, [["INV-000000 of 3333"], ["nothing"], [None], [], [1, 2], [["x"]]])
    deep = "[" * 100_000
    first, second, third, fourth = ask("no json", good, deep, '{"id": 9, "examples": 3}')
    assert first["outputs"] is None and "not JSON" in first["reason"]
    refused = {"abstain": True}
    assert second["id"] == 2
    assert second["outputs"] == ["000000", refused, refused, refused, refused, refused]
    assert "def f(text: str)" in second["source"]
    assert third["outputs"] is None
    assert fourth["outputs"] is None and "examples" in fourth["reason"]


def test_a_line_is_answered_before_the_next_is_there() -> None:
    command = [sys.executable, "-m", "llmjit", "synth"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        for number in (1, 2):
            process.stdin.write(request(number, INVOICES, [["INV-000000 of 3333"]]) + "\n")
            process.stdin.flush()
            assert strict(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0


def test_a_contradiction_is_declined() -> None:
    (reply,) = ask(request(1, [("a", "b"), ("a", "c")], [["a"]]))
    assert reply["outputs"] is None and reply["source"] is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
rows = st.lists(json_values, max_size=3)
requests = st.fixed_dictionaries(
    {
        "id": json_values,
        "examples": st.lists(st.fixed_dictionaries({"inputs": rows, "output": json_values}), max_size=4),
        "tests": st.lists(rows, max_size=3),
    },
    optional={"instruction": json_values, "names": json_values},
)


def strict(line: str) -> dict:
    """A reply read as a reader does that knows no NaN."""

    def refuse(name: str) -> float:
        raise AssertionError(f"{name} is not JSON")

    return json.loads(line, parse_constant=refuse)


@settings(max_examples=60)
@given(requests)
def test_any_request_gets_a_reply(body: dict) -> None:
    line = json.dumps(body)
    try:
        reply = protocol.answer(protocol.parse(line), 0.3)
    except protocol.RequestError as error:
        assert "id" in str(error) and protocol.written(body["id"]) is None
        return
    assert reply["outputs"] is None or len(reply["outputs"]) == len(body["tests"])
    assert strict(protocol.reply_line(reply)) == reply


@given(st.text() | json_values.map(json.dumps))
def test_any_line_is_parsed_or_refused(line: str) -> None:
    try:
        assert isinstance(protocol.parse(line), dict)
    except protocol.RequestError as error:
        assert str(error)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tests": None},
        {"examples": None},
        {"examples": [{"inputs": ["x"]}]},
        {"examples": [1]},
        {"tests": ["x"]},
    ],
)
def test_what_is_wrong_with_a_request_is_said_under_its_id(wrong: dict) -> None:
    with pytest.raises(protocol.RequestError) as caught:
        protocol.parse(json.dumps({"id": "a7", **wrong}))
    assert caught.value.request_id == "a7"


def test_a_bad_request_is_answered_with_its_id() -> None:
    (reply,) = ask('{"id": "a7", "tests": null}')
    assert reply["id"] == "a7" and "tests" in reply["reason"]


def test_replies_are_strict_json_whatever_the_request_holds() -> None:
    examples = ", ".join(f'{{"inputs": [{n}.5, "x"], "output": {n}.5}}' for n in range(1, 5))
    body = f'"examples": [{examples}], "tests": [[9.5, "x"], [NaN, "x"], [1e999, "x"], [-Infinity, "x"]]'
    good, odd, deep = ask(
        f'{{"id": 1, {body}}}', f'{{"id": NaN, {body}}}', f'{{"id": {"[" * 990}{"]" * 990}}}'
    )
    refused = {"abstain": True}
    assert good["id"] == 1 and good["outputs"] == [9.5, refused, refused, refused]
    assert odd["id"] is None and odd["outputs"] is None and "id" in odd["reason"]
    assert deep["outputs"] is None
    (told,) = ask(f'{{"id": 3, "examples": [{examples.replace("2.5", "NaN")}], "tests": [[NaN, "x"]]}}')
    assert told["id"] == 3 and told["outputs"] in (None, [refused])


def test_a_line_too_long_to_hold_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synth_command, "LONGEST", 50)
    data = b'{"id": 1}\n' + b"x" * 49 + b"\n" + b"y" * 50 + b"\n" + b"z" * 500 + b'\n{"id": 2}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(synth_command._lines()) == ['{"id": 1}\n', None, None, None, '{"id": 2}']
