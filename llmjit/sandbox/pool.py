"""The worker processes that code runs in, shared by all sessions of this process."""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import suppress
from typing import Any

_WORKERS = 16

_lock = threading.Lock()
_pool: Any = None
_owner = 0


def worker_pool() -> Any:
    """The process's pool of sandbox workers, started at the first call and stopped at exit.

    Workers are processes of their own, so that not even a crash of the interpreter inside one reaches us. A
    forked child gets a pool of its own.
    """
    global _pool, _owner
    with _lock:
        if _pool is None or _owner != os.getpid():
            from pydantic_monty import Monty

            _pool = Monty(min_processes=1, max_processes=_WORKERS, checkout_timeout=60.0)
            _pool.__enter__()
            _owner = os.getpid()
        return _pool


@atexit.register
def _close() -> None:
    if _pool is not None and _owner == os.getpid():
        with suppress(Exception):  # nobody is left to be told
            _pool.__exit__(None, None, None)
