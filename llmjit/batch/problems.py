"""What can be wrong with a batch before, or while, its rows run."""

from __future__ import annotations

from typing import final

from llmjit.diagnostic import Diagnostic


@final
class RowsUnreadable(Diagnostic):
    """The file of rows cannot be read, or is in no format a batch knows."""

    code = "B001"
    title = "cannot read the rows of {path}"
    label = "{why}"
    help = "rows are read from .jsonl, .csv, .tsv and (with pyarrow installed) .parquet files"

    path: str
    why: str


@final
class OutputUnwritable(Diagnostic):
    """The results cannot be written; what was written stays and can be resumed."""

    code = "B002"
    title = "cannot write {path}"
    label = "{why}"
    help = "mend it, then run the same command with --resume"

    path: str
    why: str


@final
class OutputExists(Diagnostic):
    """There are results already."""

    code = "B003"
    title = "{path} exists"
    help = "--resume goes on where it ended, --overwrite begins again"

    path: str


@final
class CannotResume(Diagnostic):
    """What is there does not belong to these rows and this program."""

    code = "B004"
    title = "{path} cannot be resumed"
    label = "{why}"
    help = "--overwrite begins again"

    path: str
    why: str


@final
class WritesInBatch(Diagnostic):
    """The program has effects that must not happen twice, which a batch cannot promise."""

    code = "B005"
    title = "{program} calls helpers that write: {helpers}"
    help = "run its rows one at a time with `llmjit run`, which journals every write"

    program: str
    helpers: str
