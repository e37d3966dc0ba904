"""What a process of a batch does: parse rows, call the program, encode results; it never asks a model."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, final

from llmjit.batch.rows import Chunk, csv_line
from llmjit.diagnostic import LlmjitError
from llmjit.guard import GuardFailed
from llmjit.runtime.program import Program
from llmjit.runtime.run import Run, activate


@final
@dataclass(frozen=True, slots=True)
class Refused:
    """A row without an answer: its number, its parameters, why, and whether a model may still answer it."""

    row: int
    params: Mapping[str, Any]
    reason: str
    deopt: bool = False


Piece: TypeAlias = bytes | Refused


@final
@dataclass(slots=True)
class Work:
    """A chunk's result: encoded rows in order, interrupted where a row was refused."""

    chunk: Chunk
    pieces: list[Piece] = field(default_factory=list)
    answered: int = 0


def encode(row: int, value: Any, suffix: str) -> bytes:
    """One row of the output, in the format the output's suffix names."""
    if suffix in (".csv", ".tsv"):
        text = value if isinstance(value, str) else _encode(value)
        return csv_line((row, text))
    return b'{"row": %d, "result": %s}\n' % (row, _encode(value).encode())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value, key=repr)
    raise TypeError(f"a {type(value).__name__} cannot be written")


# made once: json.dumps makes an encoder a call
_encode = json.JSONEncoder(default=_plain).encode


class Worker:
    """A program and the way its results are encoded."""

    def __init__(self, program: Program, suffix: str) -> None:
        self._program = program
        self._suffix = suffix
        self._call = self._caller(program)

    def __call__(self, chunk: Chunk) -> Work:
        """Run all rows of a chunk; a row's failure is its own."""
        work = Work(chunk)
        done: list[bytes] = []
        call, suffix = self._call, self._suffix
        for number, params in _parsed(chunk):
            if params is None:
                continue
            refused = None
            try:
                if isinstance(params, Exception):
                    raise params
                done.append(encode(number, call(params), suffix))
            except GuardFailed as failure:
                refused = Refused(number, params, str(failure), deopt=True)
            except Exception as error:
                shown = {} if isinstance(params, Exception) else params
                refused = Refused(number, shown, _reason(error))
            if refused is not None:
                work.answered += len(done)
                work.pieces += [b"".join(done), refused]
                done = []
        work.answered += len(done)
        work.pieces.append(b"".join(done))
        return work

    def _caller(self, program: Program) -> Callable[[Any], Any]:
        """The shortest way into the program: what binds and wires is done once, not once a row."""
        bare = "current()" not in program.source
        entry, bind, helpers = program.entry, program.bind, program.helpers
        names = frozenset(program.__signature__.parameters)

        def call(row: Any) -> Any:
            if not isinstance(row, dict):
                raise TypeError(f"a row is an object of parameters, not {type(row).__name__}")
            if row.keys() <= names:
                params = row
            elif "request" in row:
                params = bind(row["request"], {key: row[key] for key in row.keys() & names})
            elif names <= row.keys():
                params = {name: row[name] for name in names}
            else:
                # a default must never stand in for a column that is merely spelt otherwise
                raise TypeError(
                    f"the row has {_listed(row.keys() - names)} but lacks {_listed(names - row.keys())}"
                )
            if bare:
                return entry(**params)
            with activate(Run(helpers)):
                return entry(**params)

        return call


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, sorted(names)))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, LlmjitError) else f"{type(error).__name__}: {error}"


def _parsed(chunk: Chunk) -> Iterator[tuple[int, Any]]:
    """Each row's number with its parameters, None for a blank line, or the error its text has."""
    if not chunk.lines:
        yield from enumerate(chunk.rows, chunk.first)
        return
    loads = json.loads
    for number, line in enumerate(chunk.lines.split(b"\n")[: chunk.count], chunk.first):
        try:
            yield number, loads(line)
        except (ValueError, RecursionError) as error:
            yield number, (None if not line.strip() else ValueError(f"no JSON: {error}"))
