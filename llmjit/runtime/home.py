"""Where things are kept: ``LLMJIT_HOME``, or the platform's folder for user data."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder of registry, runs and locks; not created by asking."""
    named = os.environ.get("LLMJIT_HOME")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("llmjit", appauthor=False))


def runs() -> Path:
    """The folder of run journals."""
    return home() / "runs"
