"""What is said once a process is said once a test."""

from __future__ import annotations

import pytest

from llmjit.runtime import events


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_said", set())
