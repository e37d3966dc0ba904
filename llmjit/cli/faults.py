"""Faults of disks and pipes that reached the command line: told as the user's surroundings, not as a bug."""

from __future__ import annotations

from typing import final

from llmjit.diagnostic import Diagnostic, reason_of


@final
class DiskFault(Diagnostic):
    """A file cannot be read or written, or standard output cannot."""

    code = "C001"
    title = "{what}: {why}"
    help = "nothing that was complete before is lost"

    what: str
    why: str


@final
class RegistryFault(Diagnostic):
    """The registry's database cannot be opened, read or written."""

    code = "C002"
    title = "the registry in {folder} cannot be used: {why}"
    help = "free or repair the disk, or set LLMJIT_HOME to another folder"

    folder: str
    why: str


def outside_fault(error: Exception) -> Diagnostic | None:
    """What a fault from outside was, or None for an exception that is a bug."""
    from llmjit.runtime.home import home

    folder = str(home())
    if type(error).__module__.partition(".")[0] in ("sqlite3", "diskcache"):
        return RegistryFault(folder=folder, why=str(error) or type(error).__name__)
    if not isinstance(error, OSError):
        return None
    why = reason_of(error)
    place = str(error.filename or "")
    if place.startswith(folder):
        return RegistryFault(folder=folder, why=why)
    return DiskFault(what=f"cannot use {place}" if place else "cannot write the output", why=why)
