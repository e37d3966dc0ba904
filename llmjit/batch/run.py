"""A batch: chunks to processes, results in order to the output, refused rows to the model or the side file."""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, final

from llmjit.batch.problems import CannotResume, OutputExists, OutputUnwritable, WritesInBatch
from llmjit.batch.progress import Progress, load_progress
from llmjit.batch.rows import Chunk, read_chunks
from llmjit.batch.worker import Refused, Work, Worker, encode
from llmjit.diagnostic import LlmjitError, reason_of
from llmjit.runtime.program import Program

Answer = Callable[[dict[str, Any]], Any]
Loader = Callable[[], Program]


@final
@dataclass(frozen=True, kw_only=True)
class Batch:
    """One batch. ``load`` gives the program in each process (it must be picklable); ``digest`` names it.

    ``answer`` is asked, by the parent alone, for rows whose guards fail; without one they go to the side
    file ``OUT.refused.jsonl`` with the reason. ``processes`` 0 runs everything in this process.
    """

    load: Loader
    digest: str
    source: Path
    output: Path
    answer: Answer | None = None
    processes: int = 2
    resume: bool = False
    overwrite: bool = False

    @property
    def side(self) -> Path:
        """Where refused rows go."""
        return self.output.with_name(self.output.name + ".refused.jsonl")

    @property
    def saved(self) -> Path:
        """Where the progress is kept while the batch is unfinished."""
        return self.output.with_name(self.output.name + ".progress")

    def run(self, report: Callable[[Progress], None] = lambda progress: None) -> Progress:
        """Run all rows, reporting after every chunk; returns the totals.

        Raises `LlmjitError` for rows that cannot be read, results that cannot be written, a program that
        writes, or an output that is already there. After an interruption the output holds whole rows only,
        and ``resume`` goes on behind them.
        """
        self._refuse_writes()
        progress = self._begin()
        try:
            with ExitStack() as stack:
                out = stack.enter_context(self._open(self.output, progress.output))
                side = stack.enter_context(self._open(self.side, progress.errors))
                for work in self._works(stack, progress):
                    progress = self._write(work, progress, out, side)
                    progress.save(self.saved)
                    report(progress)
        except OSError as error:
            why = reason_of(error)
            raise LlmjitError(OutputUnwritable(path=str(error.filename or self.output), why=why)) from error
        with suppress(OSError):
            self.saved.unlink()
            if self.side.stat().st_size == 0:
                self.side.unlink()
        return progress

    def _refuse_writes(self) -> None:
        program = self.load()
        declared = {name: helper.effect for name, helper in program.helpers.items()}
        declared |= {
            name: data.get("effect", "read") for name, data in program.manifest.get("helpers", {}).items()
        }
        writes = sorted(name for name, effect in declared.items() if effect == "write")
        if writes:
            raise LlmjitError(WritesInBatch(program=program.name, helpers=", ".join(writes)))

    def _begin(self) -> Progress:
        source = str(self.source.resolve())
        if self.resume and (self.saved.exists() or self.output.exists()):
            progress = load_progress(self.saved, self.output, source, self.digest)
            with suppress(OSError):
                if self.output.stat().st_size < progress.output:
                    raise LlmjitError(CannotResume(path=str(self.output), why="it is shorter than it was"))
            return progress
        if self.output.exists() and not self.overwrite:
            raise LlmjitError(OutputExists(path=str(self.output)))
        return Progress(source=source, program=self.digest)

    def _open(self, path: Path, size: int) -> IO[bytes]:
        """The file, cut to what the saved progress vouches for."""
        file = path.open("r+b" if size and path.exists() else "wb")
        file.truncate(size)
        file.seek(size)
        return file

    def _works(self, stack: ExitStack, progress: Progress) -> Iterator[Work]:
        chunks = read_chunks(self.source, progress.position, progress.row)
        suffix = self.output.suffix.lower()
        if self.processes == 0:
            yield from map(Worker(self.load(), suffix), chunks)
            return
        pool = ProcessPoolExecutor(
            self.processes, multiprocessing.get_context("spawn"), _initialise, (self.load, suffix)
        )
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        waiting: deque[Future[Work]] = deque(
            pool.submit(_work, c) for c in islice(chunks, 2 * self.processes)
        )
        while waiting:
            work = waiting.popleft().result()
            waiting.extend(pool.submit(_work, chunk) for chunk in islice(chunks, 1))
            yield work

    def _write(self, work: Work, progress: Progress, out: IO[bytes], side: IO[bytes]) -> Progress:
        answered, refused, deopts = work.answered, 0, 0
        for piece in work.pieces:
            if isinstance(piece, bytes):
                out.write(piece)
                continue
            deopts += piece.deopt
            line = self._ask(piece)
            answered, refused = (answered + 1, refused) if line is not None else (answered, refused + 1)
            if line is not None:
                out.write(line)
            else:
                noted = {"row": piece.row, "params": piece.params, "reason": piece.reason}
                side.write(json.dumps(noted, default=str).encode() + b"\n")
        out.flush()
        side.flush()
        return replace(
            progress,
            row=work.chunk.first + work.chunk.count,
            position=work.chunk.end,
            output=out.tell(),
            errors=side.tell(),
            answered=progress.answered + answered,
            refused=progress.refused + refused,
            deopts=progress.deopts + deopts,
        )

    def _ask(self, refused: Refused) -> bytes | None:
        """The row's encoded answer from the model; None where there is none to be had."""
        if self.answer is None or not refused.deopt:
            return None
        return encode(refused.row, self.answer(dict(refused.params)), self.output.suffix.lower())


_WORKER: list[Worker] = []


def _initialise(load: Loader, suffix: str) -> None:
    _WORKER[:] = [Worker(load(), suffix)]


def _work(chunk: Chunk) -> Work:
    return _WORKER[0](chunk)
