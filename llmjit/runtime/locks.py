"""Advisory locks on files: held by a process, freed by the system when it ends, however it ends."""

from __future__ import annotations

from contextlib import suppress


def try_lock(handle: int) -> bool:
    """Take the advisory lock of an open file, without waiting; the system frees it when the process ends."""
    try:
        import fcntl
    except ImportError:  # no advisory locks here: compile twice rather than never
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def unlock(handle: int) -> None:
    """Give the lock back."""
    with suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_UN)
