"""The demo, as ``make demo`` runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_shows_the_main_job() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "programs" / "demo.py")], capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr
    steps = done.stdout.split("\n\n")
    by_number = {step.strip()[0]: step for step in steps if step.strip()[:1].isdigit()}
    assert "3 model calls" in by_number["1"]
    assert by_number["3"].count("(0 model calls") == 2
    assert "guard failed" in by_number["4"]
    assert "recorded there: total = 1250.00" in by_number["4"]
    assert "the model answered total = 310.4" in by_number["5"]
    assert "recompiled invoice_total" in by_number["5"]
    assert by_number["6"].count("(0 model calls") == 2
    assert by_number["6"].count("1004.25 CHF") == 2
    assert "tokens saved" in by_number["7"]
