"""The journal of one run: what was called, written so that a crash at any instant can be told apart.

A JSON Lines file. A ``write`` is noted and forced to disk before it starts, and again when it has ended; a
read is noted when it ends and reaches the disk with the next write at the latest. On resume the recorded
results answer the same calls in the same order, so that live values are what they were; a write that began
and has no end is a call of unknown fate, and nobody but a person, or a helper that takes an idempotency
key, may decide about it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, final

from llmjit.diagnostic import Diagnostic, RefusedError
from llmjit.runtime.encoding import decode, encode
from llmjit.runtime.locks import try_lock


@final
class UnknownFate(Diagnostic):
    """A write began before the crash and nothing says whether it took effect."""

    code = "R001"
    title = "call {position} of run {run}, {call}, began and its end was never recorded"
    label = "it may or may not have taken effect"
    notes = ("its idempotency key is {key}", "{before} calls before it are done and will not be repeated")
    help = "find out which, settle it in the journal, and resume"

    run: str
    position: int
    call: str
    key: str
    before: int


@final
class Diverged(Diagnostic):
    """On resume, the program asked for another call than the journal holds at this place."""

    code = "R002"
    title = "run {run} does not continue its journal: call {position} was {recorded}, now it is {asked}"
    help = "the program or its helpers changed since the run began; resume with the version that began it"

    run: str
    position: int
    recorded: str
    asked: str


@final
class DamagedJournal(Diagnostic):
    """A line before the last one is not what the journal writes."""

    code = "R003"
    title = "the journal {path} is damaged at line {line}"
    help = "nothing was run; restore the file, or start a new run if no write of this one matters"

    path: str
    line: int


@final
class RunBusy(Diagnostic):
    """Another process has the journal open."""

    code = "R004"
    title = "run {run} is being executed by another process"
    help = "wait for it, or stop it, and resume then"

    run: str


@dataclass(slots=True)
class Entry:
    """One call: its ``begin`` and, once known, how it ended."""

    name: str
    args: Any
    effect: str
    key: str = ""
    ended: bool = False
    result: Any = None
    error: str | None = None


class Journal:
    """Append-only record of a run's calls; `replay` answers them again after a crash."""

    def __init__(self, path: Path) -> None:
        """Open or create the journal at ``path``; raises `RefusedError` when an inner line is damaged."""
        self.path = path
        self.run = path.stem
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not path.exists()
        self._file: IO[bytes] = open(path, "ab")  # noqa: SIM115  (held for the run)
        if not try_lock(self._file.fileno()):
            self._file.close()
            raise RefusedError(RunBusy(run=self.run))
        self.entries, whole = _read(path)
        self.resumed = len(self.entries)
        self._position = 0
        if self._file.tell() > whole:
            self._file.truncate(whole)
        if fresh:
            _sync_folder(path.parent)

    def replay(self, name: str, args: Any) -> Entry | None:
        """The recorded entry at this place of the run, or None where the run goes on from here.

        Raises `RefusedError` when another call stands there, or when the call's fate is unknown.
        """
        if self._position >= self.resumed:
            return None
        entry = self.entries[self._position]
        position = self._position + 1
        if entry.name != name or entry.args != args:
            raise RefusedError(
                Diverged(
                    run=self.run,
                    position=position,
                    recorded=_show(entry.name, entry.args),
                    asked=_show(name, args),
                )
            )
        if entry.ended or entry.effect != "write":
            self._position += 1
        return entry

    def unknown_fate(self, entry: Entry) -> RefusedError:
        """The error for a write that began and did not end."""
        return RefusedError(
            UnknownFate(
                run=self.run,
                position=self._position + 1,
                call=_show(entry.name, entry.args),
                key=entry.key,
                before=self._position,
            )
        )

    def settle(self, result: Any = None, *, failed: str | None = None) -> None:
        """A person found out how the write of unknown fate ended: note it, so that the run can go on.

        ``failed`` says it took no effect, and why. Raises ``ValueError`` where no fate is unknown.
        """
        pending = next((e for e in self.entries if e.effect == "write" and not e.ended), None)
        if pending is None:
            raise ValueError(f"run {self.run} has no call of unknown fate")
        self.end(pending, None if failed else encode(result), failed)

    def begin(self, name: str, args: Any) -> Entry:
        """Note, on disk, that a write starts now; gives the entry with its idempotency key."""
        key = f"{self.run}-{len(self.entries) + 1}"
        entry = Entry(name, args, "write", key)
        self._append({"begin": len(self.entries), "call": name, "args": args, "key": key}, force=True)
        self.entries.append(entry)
        return entry

    def end(self, entry: Entry, result: Any, error: str | None = None) -> None:
        """Note, on disk, how a write ended."""
        entry.ended, entry.result, entry.error = True, result, error
        body = {"end": self.entries.index(entry), **({"raised": error} if error else {"result": result})}
        self._append(body, force=True)
        if self._position < self.resumed and self.entries[self._position] is entry:
            self._position += 1

    def read(self, name: str, args: Any, result: Any, effect: str = "read") -> None:
        """Note a call without effect and what it gave."""
        self._append(
            {"done": len(self.entries), "call": name, "args": args, "effect": effect, "result": result},
            force=False,
        )
        self.entries.append(Entry(name, args, effect, ended=True, result=result))

    def close(self) -> None:
        """Flush and close the file; the run's record stays."""
        self._file.close()

    def _append(self, record: dict[str, Any], *, force: bool) -> None:
        self._file.write(json.dumps(record, separators=(",", ":")).encode() + b"\n")
        if force:
            self._file.flush()
            os.fsync(self._file.fileno())


def _read(path: Path) -> tuple[list[Entry], int]:
    """The entries of the file and the length of its whole lines: a torn last line never happened."""
    entries: list[Entry] = []
    whole = 0
    data = path.read_bytes() if path.exists() else b""
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            break
        try:
            _apply(entries, json.loads(line))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise RefusedError(DamagedJournal(path=str(path), line=number)) from error
        whole += len(line)
    return entries, whole


def _apply(entries: list[Entry], record: dict[str, Any]) -> None:
    if "end" in record:
        entry = entries[record["end"]]
        entry.ended, entry.result, entry.error = True, record.get("result"), record.get("raised")
        return
    place = record["begin"] if "begin" in record else record["done"]
    if place != len(entries):
        raise ValueError("out of order")
    done = "done" in record
    effect = record["effect"] if done else "write"
    entry = Entry(record["call"], record["args"], effect, record.get("key", ""), done, record.get("result"))
    entries.append(entry)


def _show(name: str, args: Any) -> str:
    positional, named = args
    parts = [repr(decode(a)) for a in positional] + [f"{k}={decode(v)!r}" for k, v in named.items()]
    return f"{name}({', '.join(parts)})"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A call's arguments as the journal holds them; raises ``TypeError`` where they are not JSON-like."""
    return [[encode(a) for a in args], {key: encode(value) for key, value in sorted(kwargs.items())}]
