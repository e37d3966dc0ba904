"""What starting loads. How long it takes is measured by benchmarks/startup.py; what it loads cannot flicker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.startup import HEAVY, KEEP, SOURCE, TOOLS

ROOT = Path(__file__).resolve().parents[2]
RUN = ["-m", "llmjit", "run", "cost", "What do 3 of plate cost?", "--tools", "tools.py"]


def test_a_run_that_passes_loads_no_compiler(tmp_path: Path) -> None:
    (tmp_path / "tools.py").write_text(TOOLS, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", KEEP], cwd=tmp_path, env=env, input=SOURCE, text=True, check=True)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *RUN], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "24.75\n")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "llmjit.execute" in loaded
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)
    compiler = ("ir", "passes", "dataflow", "backend", "synthesis", "sandbox", "frontend.thread")
    assert not [n for n in loaded if n.startswith(tuple(f"llmjit.{part}" for part in compiler))]
