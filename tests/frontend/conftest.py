from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def record():
    """`thread_maker.record`."""
    path = Path(__file__).with_name("thread_maker.py")
    spec = importlib.util.spec_from_file_location("thread_maker", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.record
