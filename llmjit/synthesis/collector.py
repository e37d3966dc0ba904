"""Fewer collections of garbage while much is made that stays: a search makes very many small objects, and few cycles.

With Python's own threshold a sixth of the time of a synthesis went into looking for cycles among them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

OBJECTS = 50_000
"""So many more objects are made before the youngest are looked at: some ten megabytes."""
_lock = Lock()
_usual: list[tuple[int, int, int]] = []
"""The thresholds to be set again, once for each search that is under way."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Collections are few until this is left, by all threads that are in it: thresholds belong to the process."""
    with _lock:
        _usual.append(_usual[0] if _usual else gc.get_threshold())
        youngest, *others = _usual[0]
        if 0 < youngest < OBJECTS:  # zero stands for none at all
            gc.set_threshold(OBJECTS, *others)
    try:
        yield
    finally:
        with _lock:
            before = _usual.pop()
            if not _usual:
                gc.set_threshold(*before)
