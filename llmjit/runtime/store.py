"""The one door to where the registry lives: a few operations, so that Redis or PostgreSQL can stand behind
it.

On disk it is a diskcache of JSON texts, each with a checksum. Nothing is ever unpickled: an entry that is
no such text is foreign or damaged, counts as absent, and is said so once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import diskcache

from llmjit.runtime.encoding import dumps
from llmjit.runtime.events import warn_once
from llmjit.runtime.locks import try_lock, unlock

MODE_PICKLE = 4  # diskcache's mark of a pickled value
FAULTS = (OSError, sqlite3.Error, diskcache.Timeout)
"""What a full, read-only, damaged or busy disk raises."""


class Store(Protocol):
    """Keys to JSON data, logs that only grow, and locks; shared by processes. May raise `FAULTS`."""

    def get(self, key: str) -> Any:
        """The data at ``key``, or None where there is none that is whole."""

    def put(self, key: str, data: Any) -> None:
        """Set the data at ``key``, whole or not at all."""

    def update(self, key: str, change: Callable[[Any], Any]) -> Any:
        """Set the data at ``key`` to ``change(old)``, seen by others as one step; gives the new data."""

    def delete(self, key: str) -> None:
        """Remove ``key`` if it is there."""

    def keys(self, prefix: str) -> list[str]:
        """All keys that begin with ``prefix``."""

    def append(self, log: str, data: Any) -> int:
        """Add data to the end of a log; gives its index from 1. Concurrent writers lose nothing."""

    def read(self, log: str, start: int) -> list[tuple[int, Any]]:
        """The whole entries of a log from index ``start`` on, with their indices."""

    def length(self, log: str) -> int:
        """The index of a log's last entry, 0 for an empty one."""

    def lock(self, name: str) -> AbstractContextManager[bool]:
        """Try to take a lock that dies with its process; the context says whether it was got."""


class JsonDisk(diskcache.Disk):  # type: ignore[misc]
    """diskcache's storage without pickle in either direction."""

    def store(self, value: Any, read: bool, key: Any = None) -> Any:
        """Store text alone."""
        if not isinstance(value, str):
            raise TypeError("the registry stores text alone")
        return super().store(value, read)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        """Give text, or None for anything that would have to be unpickled."""
        if mode == MODE_PICKLE:
            return None
        return super().fetch(mode, filename, value, read)

    def get(self, key: Any, raw: bool) -> Any:
        """Give a key that is text; a pickled key is foreign."""
        return key if raw else ""


class DiskStore:
    """A `Store` in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open or create the store; raises one of `FAULTS` where the disk will not have it."""
        self.folder = folder
        (folder / "locks").mkdir(parents=True, exist_ok=True)
        try:
            self._cache = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._set_aside(str(error))
            self._cache = self._open()

    def _open(self) -> Any:
        return diskcache.Cache(
            str(self.folder / "entries"),
            disk=JsonDisk,
            disk_min_file_size=1 << 40,  # everything in the one transactional file
            eviction_policy="none",
            size_limit=1 << 50,
            cull_limit=0,
            timeout=20,
        )

    def _set_aside(self, why: str) -> None:
        """Keep a database that cannot be read for a person to look at, and begin a new one."""
        with self.lock("repair") as mine:
            if mine:
                aside = self.folder / f"entries-damaged-{os.getpid()}"
                os.rename(self.folder / "entries", aside)
                warn_once("registry", f"could not be read ({why}); set aside as {aside}")

    def get(self, key: str) -> Any:
        """See `Store`."""
        return self._unwrap(key, self._cache.get(key, retry=True))

    def put(self, key: str, data: Any) -> None:
        """See `Store`."""
        self._cache.set(key, _wrap(data), retry=True)

    def update(self, key: str, change: Callable[[Any], Any]) -> Any:
        """See `Store`."""
        with self._cache.transact(retry=True):
            data = change(self.get(key))
            self.put(key, data)
        return data

    def delete(self, key: str) -> None:
        """See `Store`."""
        self._cache.delete(key, retry=True)

    def keys(self, prefix: str) -> list[str]:
        """See `Store`."""
        return [key for key in self._cache.iterkeys() if isinstance(key, str) and key.startswith(prefix)]

    def append(self, log: str, data: Any) -> int:
        """See `Store`."""
        with self._cache.transact(retry=True):
            index = self.length(log) + 1
            self.put(f"{log}/{index}", data)
            self.put(f"{log}/length", index)
        return index

    def read(self, log: str, start: int) -> list[tuple[int, Any]]:
        """See `Store`."""
        found = ((index, self.get(f"{log}/{index}")) for index in range(start, self.length(log) + 1))
        return [(index, data) for index, data in found if data is not None]

    def length(self, log: str) -> int:
        """See `Store`."""
        length = self.get(f"{log}/length")
        return length if isinstance(length, int) else 0

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        """See `Store`; an advisory lock on a file, which the system frees when the process ends."""
        safe = hashlib.sha256(name.encode()).hexdigest()[:32]
        with open(self.folder / "locks" / safe, "ab") as handle:
            got = try_lock(handle.fileno())
            try:
                yield got
            finally:
                if got:
                    unlock(handle.fileno())

    def close(self) -> None:
        """Close this thread's connection."""
        with suppress(*FAULTS):
            self._cache.close()

    def _unwrap(self, key: str, text: Any) -> Any:
        if text is None:
            return None
        try:
            checksum, body = text[:16], text[17:]
            if checksum != _checksum(body):
                raise ValueError("its checksum is wrong")
            return json.loads(body)
        except (TypeError, ValueError) as error:
            warn_once("registry", f"the entry {key} is damaged or foreign and is ignored: {error}")
            return None


def _wrap(data: Any) -> str:
    body = dumps(data)
    return f"{_checksum(body)} {body}"


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]
