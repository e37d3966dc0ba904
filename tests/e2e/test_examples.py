"""The examples under ``programs/`` are what the compiler writes today, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import llmjit

EXAMPLES = Path(__file__).resolve().parents[2] / "programs"


@pytest.mark.parametrize(
    "recording", sorted((EXAMPLES / "answers").glob("*.json")), ids=lambda path: path.stem
)
def test_an_example_is_what_compiling_its_recording_writes(
    recording: Path, tmp_path: Path, home: Path
) -> None:
    name, out = recording.stem, tmp_path / "programs"
    command = ["compile", f"recordings/{name}.jsonl", "--name", name, "-o", str(out)]
    done = llmjit(*command, folder=EXAMPLES)
    assert done.returncode == 0, done.stdout + done.stderr
    written = sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert Path(name, f"{name}.py") in written
    for path in written:
        assert (EXAMPLES / path).read_bytes() == (out / path).read_bytes(), path
