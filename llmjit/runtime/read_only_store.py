"""A registry that can be read and not written: baked into an image, or on a disk mounted read-only."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from llmjit.runtime.store import MODE_PICKLE, DiskStore


class ReadOnlyStore(DiskStore):
    """What a `DiskStore` wrote, for reading; every attempt to write raises ``OSError``."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``; raises one of the store's faults where there is none to read."""
        self.folder = folder
        file = (folder / "entries" / "cache.db").resolve(strict=True)
        self._uri = f"{file.as_uri()}?mode=ro"
        try:
            self._rows("SELECT key FROM Cache LIMIT 1")
        except sqlite3.OperationalError:  # a write-ahead log wants a file beside it that cannot be made
            self._uri += "&immutable=1"
            self._rows("SELECT key FROM Cache LIMIT 1")

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._uri, uri=True, timeout=20)) as database:
            return database.execute(query, values).fetchall()

    def get(self, key: str) -> Any:
        """See `Store`."""
        query = "SELECT value FROM Cache WHERE key = ? AND raw = 1 AND mode != ?"
        found = self._rows(query, key, MODE_PICKLE)
        return self._unwrap(key, found[0][0]) if found else None

    def keys(self, prefix: str) -> list[str]:
        """See `Store`."""
        every = (key for (key,) in self._rows("SELECT key FROM Cache WHERE raw = 1"))
        return [key for key in every if isinstance(key, str) and key.startswith(prefix)]

    def put(self, key: str, data: Any) -> None:
        """Raises ``OSError``."""
        raise self._refusal()

    def update(self, key: str, change: Callable[[Any], Any]) -> Any:
        """Raises ``OSError``."""
        raise self._refusal()

    def delete(self, key: str) -> None:
        """Raises ``OSError``."""
        raise self._refusal()

    def append(self, log: str, data: Any) -> int:
        """Raises ``OSError``."""
        raise self._refusal()

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        """Always granted: what others do cannot be seen here, nor can it be disturbed."""
        yield True

    def close(self) -> None:
        """Nothing stays open."""

    def _refusal(self) -> OSError:
        return OSError(errno.EROFS, "the registry can be read, not written", str(self.folder))
