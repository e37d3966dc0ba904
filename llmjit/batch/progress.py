"""How far a batch has come, on disk beside its output: what a resumed batch goes on from."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import final

from llmjit.batch.problems import CannotResume
from llmjit.diagnostic import LlmjitError, reason_of


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything before these places is done: rows read, bytes of input, of output and of the side file.

    ``source`` and ``program`` name what the output belongs to.
    """

    source: str
    program: str
    row: int = 0
    position: int = 0
    output: int = 0
    errors: int = 0
    answered: int = 0
    refused: int = 0
    deopts: int = 0

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        partial = path.with_name(path.name + ".partial")
        partial.write_text(json.dumps(asdict(self)), encoding="utf-8")
        os.replace(partial, path)


def load_progress(path: Path, output: Path, source: str, program: str) -> Progress:
    """The saved progress of this batch; raises `LlmjitError` where it is another's or damaged."""
    try:
        found = Progress(**json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise LlmjitError(
            CannotResume(path=str(output), why=f"no {path.name}: {reason_of(error)}")
        ) from error
    except (ValueError, TypeError) as error:
        raise LlmjitError(CannotResume(path=str(output), why=f"{path.name} is damaged: {error}")) from error
    if found.source != source:
        raise LlmjitError(CannotResume(path=str(output), why="it was made from other rows"))
    if found.program != program:
        raise LlmjitError(CannotResume(path=str(output), why="it was made by another version of the program"))
    return found
