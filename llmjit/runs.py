"""One run of a program on disk: what it was asked, its journal, and how an interrupted one goes on."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, final

from llmjit.compiled import write_folder
from llmjit.diagnostic import Diagnostic, LlmjitError, reason_of
from llmjit.programs import find_program
from llmjit.runtime.encoding import decode, encode
from llmjit.runtime.home import runs
from llmjit.runtime.journal import Journal
from llmjit.runtime.program import Program


@final
class NoSuchRun(Diagnostic):
    """Nothing interrupted has this id."""

    code = "R070"
    title = "there is no interrupted run {run}"
    label = "{why}"
    help = "a run that ended leaves nothing to resume; those that can be are in {folder}"

    run: str
    why: str
    folder: str


@final
class ProgramChanged(Diagnostic):
    """The program is not the one that began the run."""

    code = "R071"
    title = "{program} was recompiled since run {run} began"
    help = "put that version back with `llmjit rollback {program}`, resume, then return"

    program: str
    run: str


@final
class BadFate(Diagnostic):
    """The words of ``--assume`` are none of those it takes."""

    code = "R072"
    title = "--assume takes failed, or done=RESULT with RESULT in JSON, not {given}"

    given: str


@final
@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """A run: a context that forgets the run when it ended well.

    ``journal`` is None for a program without effects: such a run is simply begun again.
    """

    id: str
    program: Program
    request: str | None
    params: Mapping[str, Any]
    journal: Path | None

    @property
    def threads(self) -> Path:
        """Where threads of continuations go."""
        return runs() / "threads"

    def __enter__(self) -> RunRecord:
        with suppress(OSError):
            self.threads.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.journal is not None and error is None:
            for path in (_meta(self.id), self.journal):
                path.unlink(missing_ok=True)


def begin_run(program: Program, request: str | None, params: Mapping[str, Any]) -> RunRecord:
    """Begin a run; for a program that writes, it is on disk before anything is called.

    Raises `LlmjitError` when the disk cannot take it.
    """
    id = f"{time.strftime('%Y%m%d')}-{os.urandom(4).hex()}"
    writes = any(h.get("effect") == "write" for h in program.manifest.get("helpers", {}).values())
    if not writes:
        return RunRecord(id=id, program=program, request=request, params=params, journal=None)
    asked = {
        "program": program.name,
        "sha256": program.manifest.get("sha256"),
        "request": request,
        "params": encode(dict(params)),
    }
    write_folder(runs(), {f"{id}.json": json.dumps(asked)})
    return RunRecord(id=id, program=program, request=request, params=params, journal=runs() / f"{id}.jsonl")


def resume_run(id: str, assume: str | None = None) -> RunRecord:
    """The interrupted run ``id``; ``assume`` settles a write whose fate the crash left open.

    Raises `LlmjitError` where there is no such run, or the program is another by now.
    """
    try:
        asked = json.loads(_meta(id).read_text(encoding="utf-8"))
        name, digest, request, params = (
            asked["program"],
            asked["sha256"],
            asked["request"],
            decode(asked["params"]),
        )
    except (OSError, UnicodeDecodeError) as error:
        raise LlmjitError(NoSuchRun(run=id, why=reason_of(error), folder=str(runs()))) from error
    except (ValueError, KeyError, TypeError) as error:
        why = f"its record is damaged: {type(error).__name__}: {error}"
        raise LlmjitError(NoSuchRun(run=id, why=why, folder=str(runs()))) from error
    program = find_program(name)
    if program.manifest.get("sha256") != digest:
        raise LlmjitError(ProgramChanged(program=name, run=id))
    journal = runs() / f"{id}.jsonl"
    if assume is not None:
        _settle(journal, assume)
    return RunRecord(id=id, program=program, request=request, params=params, journal=journal)


def _settle(journal: Path, assume: str) -> None:
    fate, _, result = assume.partition("=")
    with_result = fate == "done"
    try:
        value = json.loads(result) if with_result else None
    except ValueError:
        raise LlmjitError(BadFate(given=assume)) from None
    if fate not in ("done", "failed") or (not with_result and result):
        raise LlmjitError(BadFate(given=assume))
    open_journal = Journal(journal)
    try:
        open_journal.settle(value, failed=None if with_result else "a person says that it took no effect")
    except ValueError as error:
        raise LlmjitError(NoSuchRun(run=journal.stem, why=str(error), folder=str(runs()))) from None
    finally:
        open_journal.close()


def _meta(id: str) -> Path:
    return runs() / f"{Path(id).name}.json"
