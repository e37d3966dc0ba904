"""Fixtures and options that every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# how fast inputs come, and how many are drawn in vain, is about the machine and the seed, not about the code
HEALTH = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=HEALTH)
settings.register_profile("dev", deadline=None, suppress_health_check=HEALTH)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files from what was got")


@pytest.fixture
def shared() -> Path:
    """The folder of recordings beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no recordings beside this checkout")
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare text with a golden file below tests/golden, or rewrite it under --update-golden."""

    def check(name: str, got: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            assert not os.environ.get("CI"), "golden files are never rewritten in CI"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(got, encoding="utf-8")
        assert path.exists(), f"no golden file {path}; run with --update-golden"
        assert got == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of its own for every test, and no model configured."""
    monkeypatch.setenv("LLMJIT_HOME", str(tmp_path / "llmjit-home"))
    monkeypatch.delenv("LLMJIT_MODEL", raising=False)
    return tmp_path / "llmjit-home"
