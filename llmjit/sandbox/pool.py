"""The worker processes that code runs in, shared by all sessions of this process."""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import suppress
from typing import Any, ClassVar, final

from llmjit.diagnostic import Diagnostic, LlmjitError

_WORKERS = 16
_PATIENCE = 60.0  # seconds a session waits for a worker when all are busy

_lock = threading.Lock()
_pool: Any = None
_owner = 0


class SandboxError(LlmjitError):
    """There is no sandbox to run code in."""


@final
class SandboxMissing(Diagnostic):
    """The sandbox's workers do not start."""

    code: ClassVar[str] = "S001"
    title: ClassVar[str] = "the sandbox that runs code blocks does not start"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = "install it with: pip install --force-reinstall pydantic-monty"

    reason: str


@final
class SandboxForked(Diagnostic):
    """The interpreter's threads do not survive a fork, and it would wait for them forever."""

    code: ClassVar[str] = "S003"
    title: ClassVar[str] = "this process was forked from one that had sandboxes, and cannot have its own"
    help: ClassVar[str] = "start processes by spawn: multiprocessing.get_context('spawn')"


@final
class SandboxBusy(Diagnostic):
    """All workers are taken."""

    code: ClassVar[str] = "S002"
    title: ClassVar[str] = "all {workers} sandboxes of this process have been busy for {seconds:.0f} s"

    workers: int
    seconds: float


def worker_pool() -> Any:
    """The process's pool of sandbox workers, started at the first call and stopped at exit.

    Workers are processes of their own, so that not even a crash of the interpreter inside one reaches us.
    Raises `SandboxError` when none can be started, and in a child forked after the first call.
    """
    global _pool, _owner
    if _pool is not None and _owner != os.getpid():
        raise SandboxError(SandboxForked())
    with _lock:
        if _pool is None:
            try:
                from pydantic_monty import Monty

                pool = Monty(min_processes=1, max_processes=_WORKERS, checkout_timeout=_PATIENCE)
                pool.__enter__()
            except (ImportError, OSError, RuntimeError) as error:
                raise SandboxError(SandboxMissing(reason=str(error))) from error
            _pool, _owner = pool, os.getpid()
        return _pool


def take(checkout: Any) -> Any:
    """Enter a checked-out session; raises `SandboxError` where no worker is free or can be started."""
    try:
        checkout.__enter__()
    except TimeoutError as error:
        raise SandboxError(SandboxBusy(workers=_WORKERS, seconds=_PATIENCE)) from error
    except RuntimeError as error:
        raise SandboxError(SandboxMissing(reason=str(error))) from error
    return checkout


@atexit.register
def _close() -> None:
    if _pool is not None and _owner == os.getpid():
        with suppress(Exception):  # nobody is left to be told
            _pool.__exit__(None, None, None)
