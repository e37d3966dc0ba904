"""`llmjit synth FILE`: the report, the module it writes, and mistakes that get an explanation."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmjit.cli import examples_file
from llmjit.cli.examples_file import read_examples
from llmjit.diagnostic import LlmjitError
from tests.command import Done, llmjit

ROOT = Path(__file__).resolve().parents[2]
INVOICES = "Line,Invoice Number\nINV-104522 of 2020-01-02,104522\nINV-229917 of 2021-11-03,229917\n"
INVOICES += "INV-090330 of 1999-12-31,090330\n"


def synth(*arguments: str) -> Done:
    return llmjit("synth", *arguments, env={"COLUMNS": "120"})


@pytest.fixture
def invoices(tmp_path: Path) -> str:
    path = tmp_path / "invoices.csv"
    path.write_text(INVOICES)
    return str(path)


def test_the_report_shows_program_guards_and_evidence(invoices: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    started = [sys.executable, "-m", "llmjit", "synth", invoices]
    out = subprocess.run(started, capture_output=True, text=True, env=env)
    assert out.returncode == 0 and not out.stderr
    for part in (
        "def invoice_number(line: str) -> str:",
        "It refuses to answer unless",
        "-[0-9]{6} [a-z]{2}",
        "3 examples",
    ):
        assert part in out.stdout


def test_json_and_emitted_file(invoices: str, tmp_path: Path) -> None:
    module = tmp_path / "invoice.py"
    out = synth(invoices, "--json", "--emit", str(module), "--name", "number of")
    body = json.loads(out.stdout)
    assert body["refusal"] is None and body["evidence"]["observations"] == 3
    assert {guard["kind"] for guard in body["guards"]} >= {"type", "format"}
    assert module.read_text() == body["source"]
    scope: dict = {}
    exec(body["source"], scope)
    assert scope["number_of"]("INV-000001 of 2020-02-02") == "000001"


def test_another_output_column_and_tabs(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("short\tfull name\nLovelace\tAda Lovelace\nTuring\tAlan Turing\nHopper\tGrace Hopper\n")
    out = synth(str(path), "--output", "short")
    assert out.returncode == 0 and "def short(full_name: str) -> str:" in out.stdout


def test_no_program_says_why(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"text": "a", "label": "x"}\n{"text": "a", "label": "y"}\n')
    out = synth(str(path))
    assert out.returncode == 1 and "example 1: 'a' -> 'x'" in out.stdout
    assert json.loads(synth(str(path), "--json").stdout)["refusal"]["kind"] == "contradiction"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"x\n1\n", "at least one input"),
        ("a.csv", b"x,y\n", "no examples"),
        ("a.csv", b"x y\n1 2\n", "one column, 'x y'"),
        ("a.csv", b"x,y\n1\n", "line 2 has 1 cell, the header 2"),
        ("a.csv", b"x,y\n1,2\n1,2,3\n", "line 3 has 3 cells, the header 2"),
        ("a.csv", b"x,x\n1,2\n", "same name, 'x'"),
        ("a.csv", b"PK\x03\x04\0\0,y\n", "not text"),
        ("a.csv", "x,y\n1,2\n".encode("utf-16-le"), "not text, or not UTF-8"),
        ("a.csv", "x,y\n1,2\n".encode("utf-16")[:-1], "not UTF-16"),
        ("a.csv", b"x,y\n\xff,2\n", "save it as UTF-8"),
        ("a.jsonl", b"{", "line 1 is not JSON"),
        ("a.jsonl", b"[1]", "not a JSON object"),
        ("a.jsonl", b'{"a": 1, "b": 2}\n{"a": 1}\n', "line 2 has the keys a; the first line a, b"),
        ("a.jsonl", b'{"a": 1, "b": 2, "a": 3}\n', "twice"),
    ],
)
def test_files_that_are_no_examples(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LlmjitError, match="E701") as failure:
        read_examples(path, None)
    assert said in str(failure.value)
    assert len(str(failure.value).splitlines()) == 2  # what is wrong, and what is wanted


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"x;y\n1,5;2\n"),
        ("a.csv", b'"x";y\n"1,5";2\n'),
        ("a.csv", "\n\nx\ty\n1,5\t2".encode("utf-8-sig")),
        ("a.csv", "x\ty\r\n1,5\t2\r\n".encode("utf-16")),
        ("a.tsv", "x\ty\r1,5\t2".encode("utf-32")),
        ("a.jsonl", '{"x": "1,5", "y": "2"}\r\n\r\n'.encode("utf-16")),
    ],
)
def test_tables_as_spreadsheets_save_them(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    table = read_examples(path, None)
    assert (table.names, table.output, table.rows) == (("x",), "y", [(("1,5",), "2")])


def test_a_folder_and_an_endless_line_are_no_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LlmjitError, match="Is a directory"):
        read_examples(tmp_path, None)
    monkeypatch.setattr(examples_file, "LONGEST", 1000)
    for suffix in ("csv", "jsonl"):
        path = tmp_path / f"long.{suffix}"
        path.write_text("x,y\n1,2\n" * (suffix == "csv") + "z" * 5000)
        with pytest.raises(LlmjitError, match="is longer than"):
            read_examples(path, None)


def many(path: Path, count: int) -> Path:
    rows = (f"INV-{n:06d} of {1970 + n % 50},{n:06d}\n" for n in range(count))
    path.write_text("line,number\n" + "".join(rows))
    return path


def test_of_very_many_rows_an_even_sample_is_kept(tmp_path: Path) -> None:
    path = many(tmp_path / "many.csv", 7000)
    table = read_examples(path, None, most=1000)
    assert (table.total, table.step, table.cut) == (7000, 4, False)
    assert [int(answer) for _, answer in table.rows] == list(range(0, 7000, 4))
    early = read_examples(path, None, seconds=-1)
    assert early.cut and early.total == len(early.rows) == examples_file.LEAST


def test_rows_that_were_not_looked_at_are_told(tmp_path: Path) -> None:
    path = many(tmp_path / "many.csv", 5000)
    out = synth(str(path), "--seconds", "0.1")
    assert out.returncode == 0, out.stderr
    told = re.search(r"looked at (\d+) of( the first)? (\d+) examples", out.stdout)
    assert told and int(told[1]) <= 1000 < int(told[3]) <= 5000
    body = json.loads(synth(str(path), "--seconds", "0.1", "--json").stdout)["evidence"]
    assert body["observations"] <= 1000 and body["unseen"] > 0
    assert "looked at" not in synth(str(path)).stdout


def test_a_contradiction_among_many_rows_names_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"x": "same", "y": n}) + "\n" for n in range(5000)))
    out = synth(str(path), "--seconds", "0.1")
    found = re.findall(r"example (\d+): 'same' -> (\d+)", out.stdout)
    assert out.returncode == 1 and len(found) == 2
    assert all(int(number) == int(answer) + 1 for number, answer in found)


@pytest.mark.parametrize("seconds", ["nan", "0", "inf", "soon"])
def test_search_time_is_a_number_within_bounds(invoices: str, seconds: str) -> None:
    done = synth(invoices, "--seconds", seconds)
    assert done.returncode == 2 and "--seconds" in done.stderr and "Traceback" not in done.stderr


def test_exit_codes(invoices: str, tmp_path: Path) -> None:
    missing = synth(str(tmp_path / "none.csv"))
    assert missing.returncode == 1 and "No such file" in missing.stderr and "Traceback" not in missing.stderr
    wrong = synth(invoices, "--output", "nothing")
    assert wrong.returncode == 1 and "Line, Invoice Number" in wrong.stderr
    unwritable = synth(invoices, "--emit", str(tmp_path / "no" / "where.py"))
    assert unwritable.returncode == 1 and "Traceback" not in unwritable.stderr
    assert synth("--what").returncode == 2
    assert synth("--jsonl", invoices).returncode == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.sampled_from(["csv", "tsv", "jsonl"]))
def test_any_bytes_are_examples_or_explained(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"fuzz.{suffix}"
    path.write_bytes(content)
    try:
        assert read_examples(path, None).rows
    except LlmjitError as error:
        assert "E701" in str(error)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_json_lines_end_at_newlines_only(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text(
        "".join(json.dumps({"a": f"p{mark}x", "b": n}, ensure_ascii=False) + "\n" for n in range(3))
    )
    assert read_examples(path, None).rows == [((f"p{mark}x",), n) for n in range(3)]


def test_a_quote_left_open_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "examples.csv"
    path.write_text('a,b\nq,r\n"x,1\ny,2\nz,3"\nw,4\n')
    with pytest.raises(LlmjitError, match="line 3 has 1 cell"):
        read_examples(path, None)
    path.write_text('a,b\nq,r\nx,"1\ny,2\nz,3\n')
    with pytest.raises(LlmjitError, match="line 3: a quote is not closed"):
        read_examples(path, None)


def test_long_cells_are_read(tmp_path: Path) -> None:
    path = tmp_path / "examples.csv"
    path.write_text(f"a,b\n{'x' * 300_000},y\n")
    assert read_examples(path, None).rows == [(("x" * 300_000,), "y")]
