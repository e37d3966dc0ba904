from __future__ import annotations

import csv
import json
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.batch.rows import read_chunks
from llmjit.batch.run import Batch
from llmjit.diagnostic import LlmjitError
from llmjit.runtime.program import Program

SOURCE = """
from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern

REQUEST = RequestPattern("area of {width} by {height}", {"width": Hole(r"\\d+", int), "height": Hole(r"\\d+", int)})


def area(width: int, height: int = 2) -> int:
    if type(width) is not int or type(height) is not int:
        raise GuardFailed("sides are whole numbers")
    return width * height
"""


def load(effect: str = "read") -> Program:
    return Program.from_source("area", SOURCE, manifest={"helpers": {"x": {"effect": effect}}})


def batch(folder: Path, rows: str, name: str = "rows.jsonl", **options) -> Batch:
    (folder / name).write_text(rows, encoding="utf-8")
    options = {"processes": 0, "output": folder / "out.jsonl", **options}
    return Batch(load=load, digest="d", source=folder / name, **options)


def results(folder: Path) -> list:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


def rows(count: int) -> str:
    return "".join(json.dumps({"width": n, "height": 3}) + "\n" for n in range(count))


@pytest.mark.parametrize("processes", [0, 2])
def test_every_row_is_answered_in_order(
    tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llmjit.batch.rows.BLOCK", 700)
    total = batch(tmp_path, rows(500), processes=processes).run()
    assert results(tmp_path) == [{"row": n, "result": n * 3} for n in range(500)]
    assert (total.answered, total.refused, total.row) == (500, 0, 500)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "rows.jsonl"]


def test_bad_rows_go_to_the_side_file_with_their_reason(tmp_path: Path) -> None:
    text = '{"width": 2}\nnot json\n\n[1]\n{"width": "2"}\n{"request": "area of 3 by 4"}\n{"widht": 3}\n{"width": 5}'
    total = batch(tmp_path, text).run()
    assert results(tmp_path) == [{"row": 0, "result": 4}, {"row": 5, "result": 12}, {"row": 7, "result": 10}]
    refused = [json.loads(line) for line in (tmp_path / "out.jsonl.refused.jsonl").read_text().splitlines()]
    assert [r["row"] for r in refused] == [1, 3, 4, 6]
    assert "no JSON" in refused[0]["reason"]
    assert "whole numbers" in refused[2]["reason"]
    assert "'widht'" in refused[3]["reason"]
    assert (total.answered, total.refused, total.deopts) == (3, 4, 1)


def test_a_column_spelt_otherwise_is_never_a_default(tmp_path: Path) -> None:
    batch(tmp_path, '{"width": 2, "hieght": 9}\n').run()
    assert results(tmp_path) == []


def test_a_model_answers_what_the_guards_refuse_and_order_is_kept(tmp_path: Path) -> None:
    asked = []

    def answer(params):
        asked.append(params)
        return "wide"

    batch(tmp_path, '{"width": 1}\n{"width": "two"}\n{"width": 3}\n', answer=answer).run()
    assert [r["result"] for r in results(tmp_path)] == [2, "wide", 6]
    assert asked == [{"width": "two"}]


@settings(max_examples=25)
@given(cut=st.integers(1, 40), block=st.integers(50, 400))
def test_an_interrupted_batch_resumes_to_the_same_output(tmp_path_factory, cut: int, block: int) -> None:
    folder = tmp_path_factory.mktemp("batch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("llmjit.batch.rows.BLOCK", block)
        seen = 0

        def stop(progress) -> None:
            nonlocal seen
            seen += 1
            if seen == cut:
                raise KeyboardInterrupt

        try:
            batch(folder, rows(100)).run(stop)
        except KeyboardInterrupt:
            with (folder / "out.jsonl").open("ab") as file:
                file.write(b'{"row": 99, "res')  # a crash in the middle of a line
            total = batch(folder, rows(100), resume=True).run()
            assert total.answered == 100
    assert results(folder) == [{"row": n, "result": n * 3} for n in range(100)]


def test_results_are_never_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("mine")
    with pytest.raises(LlmjitError, match="exists"):
        batch(tmp_path, rows(1)).run()
    with pytest.raises(LlmjitError, match="cannot be resumed"):
        batch(tmp_path, rows(1), resume=True).run()
    assert (tmp_path / "out.jsonl").read_text() == "mine"
    batch(tmp_path, rows(1), overwrite=True).run()
    assert len(results(tmp_path)) == 1


def test_another_programs_progress_is_refused(tmp_path: Path) -> None:
    def stop(progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch(tmp_path, rows(3)).run(stop)
    other = Batch(
        load=load, digest="e", source=tmp_path / "rows.jsonl", output=tmp_path / "out.jsonl", resume=True
    )
    with pytest.raises(LlmjitError, match="another version"):
        other.run()


def test_csv_in_and_out(tmp_path: Path) -> None:
    table = 'request,note\n"area of 3 by 4","a, b"\n"area of 5 by 6","two\nlines"\n'
    batch(tmp_path, table, "rows.csv", output=tmp_path / "out.csv").run()
    with (tmp_path / "out.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [["0", "12"], ["1", "30"]]


def test_programs_that_write_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(rows(1))
    writing = Batch(
        load=partial(load, "write"), digest="d", source=tmp_path / "rows.jsonl", output=tmp_path / "out.jsonl"
    )
    with pytest.raises(LlmjitError, match="calls helpers that write: x"):
        writing.run()


@pytest.mark.parametrize("name", ["rows.xml", "rows", "rows.csv", "rows.jsonl"])
def test_unknown_suffixes_and_missing_files_are_diagnostics(tmp_path: Path, name: str) -> None:
    with pytest.raises(LlmjitError, match="cannot read the rows"):
        list(read_chunks(tmp_path / name))


def test_an_output_that_cannot_be_written_is_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(LlmjitError, match="cannot write"):
        batch(tmp_path, rows(1), output=tmp_path / "nowhere" / "out.jsonl").run()


@given(st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"")), max_size=30), st.integers(1, 60))
def test_chunks_hold_every_line_once(tmp_path_factory, lines: list[bytes], block: int) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_bytes(b"\n".join(lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("llmjit.batch.rows.BLOCK", block)
        chunks = list(read_chunks(path))
    assert b"".join(chunk.lines for chunk in chunks) == b"\n".join(lines)
    assert [c.first for c in chunks] == [sum(p.count for p in chunks[:i]) for i in range(len(chunks))]
