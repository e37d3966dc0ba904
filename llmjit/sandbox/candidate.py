"""Run a function that a model wrote on many arguments, without trusting it.

Three walls, one behind the other. The source must pass the allowlist of `llmjit.sandbox.check`. It runs once
in the sandboxed interpreter, where loops and memory are bounded and nothing of the machine can be reached.
Then it runs in a child process on CPython, because that is where compiled programs run and the two do not
agree on every detail: its results are the ones returned.

The child is ``python -I``, with an empty environment, only the allowlist's built-ins and modules, and limits
set by the operating system on CPU time, address space, open files, file size and processes. It is not cut
off from the network by the system: no allowed module reaches it. On systems without ``resource`` limits
(Windows) the child is refused, and only the sandboxed interpreter's results are returned.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, final

from llmjit.sandbox.check import BUILTINS, check_source
from llmjit.sandbox.child import decode, encode
from llmjit.sandbox.limits import MB, Limits
from llmjit.sandbox.outcome import Call, Failure, Outcome
from llmjit.sandbox.session import Session

CANDIDATE_LIMITS = Limits(seconds=2.0, memory=512 * MB, output=1 * MB)
_CHILD = Path(__file__).with_name("child.py")
_STARTING = 20.0  # seconds a loaded machine may take to start Python


def run_function(
    source: str,
    name: str,
    argslist: Sequence[Sequence[Any]],
    limits: Limits = CANDIDATE_LIMITS,
) -> tuple[Outcome, ...]:
    """Call ``name`` of ``source`` with each of ``argslist``; one outcome a call, in order.

    ``limits.seconds`` bounds each call. Never raises for what the code does or is: code that the allowlist
    refuses is not run, and every outcome is a ``NotAllowed`` failure. Arguments and results are plain data.
    """
    violations = check_source(source, name)
    if violations:
        message = "; ".join(map(str, violations))
        refused = Failure(type="NotAllowed", message=message, line=violations[0].line)
        return tuple(Outcome(failure=refused) for _ in argslist)
    inside = _in_monty(source, name, argslist, limits)
    stopped = next((o.failure for o in inside if o.failure is not None and o.failure.limit), None)
    if stopped is not None or sys.platform == "win32":
        return inside
    return tuple(_in_child(source, name, argslist, limits))


def _in_monty(
    source: str, name: str, argslist: Sequence[Sequence[Any]], limits: Limits
) -> tuple[Outcome, ...]:
    outcomes = []
    with Session(_nothing_outside, (), limits) as session:
        loaded = session.run(source)
        for args in argslist:
            inputs = {f"argument_{i}": value for i, value in enumerate(args)}
            if loaded.failure is None:
                outcome = session.run(f"{name}({', '.join(inputs)})", inputs)
            else:
                outcome = loaded
            outcomes.append(outcome)
            if outcome.failure is not None and outcome.failure.limit:
                loaded = outcome  # one call out of bounds is enough to refuse the candidate
    return tuple(outcomes)


def _nothing_outside(call: Call) -> Any:
    raise NameError(f"name {call.name!r} is not defined")


def _in_child(source: str, name: str, argslist: Sequence[Sequence[Any]], limits: Limits) -> Iterator[Outcome]:
    done = 0
    while done < len(argslist):
        for outcome in _one_child(source, name, argslist[done:], limits):
            done += 1
            yield outcome


def _one_child(
    source: str, name: str, argslist: Sequence[Sequence[Any]], limits: Limits
) -> Iterator[Outcome]:
    """Outcomes until the arguments or the child end; at least one, as a child that dies has failed a call."""
    with tempfile.TemporaryDirectory(prefix="llmjit-") as folder:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"LC_ALL": "C.UTF-8"},
            close_fds=True,
        )
        try:
            yield from _talk(child, source, name, argslist, limits)
        finally:
            with suppress(OSError):
                child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.wait()


def _talk(
    child: subprocess.Popen[bytes], source: str, name: str, argslist: Sequence[Sequence[Any]], limits: Limits
) -> Iterator[Outcome]:
    job = {
        "source": source,
        "name": name,
        "builtins": sorted(BUILTINS),
        "seconds": limits.seconds * (len(argslist) + 1),
        "memory": limits.memory,
    }
    line = _Line(child, limits.output)
    ready = line.exchange(job, limits.seconds + _STARTING)
    for args in argslist:
        started = time.perf_counter()
        try:
            question = encode(list(args))
        except (TypeError, RecursionError) as error:
            yield Outcome(failure=Failure(type=type(error).__name__, message=str(error)))
            continue
        answer = ready if isinstance(ready, Failure) else line.exchange(question, limits.seconds)
        yield _outcome(answer, time.perf_counter() - started)
        if isinstance(answer, Failure):
            return


@final
class _Line:
    """One line of JSON to the child, one back, within a time and a size."""

    def __init__(self, child: subprocess.Popen[bytes], longest: int) -> None:
        self._child = child
        self._longest = longest
        self._buffer = b""

    def exchange(self, question: Any, seconds: float) -> Any:
        """The child's answer, or a `Failure` after which it is of no more use."""
        assert self._child.stdin is not None and self._child.stdout is not None
        try:
            self._child.stdin.write(json.dumps(question).encode() + b"\n")
            self._child.stdin.flush()
        except OSError:
            return _limit("SandboxCrashed", "the process ended before it answered")
        out = self._child.stdout.fileno()
        until = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([out], [], [], left)[0]:
                return _limit("TimeoutError", f"no answer within {seconds:g} s")
            piece = os.read(out, 65536)
            if not piece:
                return _limit("SandboxCrashed", "the process ended before it answered")
            self._buffer += piece
            if len(self._buffer) > self._longest:
                return _limit("MemoryError", f"the result takes more than {self._longest} bytes")
        first, _, self._buffer = self._buffer.partition(b"\n")
        try:
            return json.loads(first)
        except (ValueError, RecursionError) as error:
            return _limit("SandboxCrashed", f"an answer that is none: {error}")


def _limit(kind: str, message: str) -> Failure:
    return Failure(type=kind, message=message, limit=True)


def _outcome(answer: Any, seconds: float) -> Outcome:
    if isinstance(answer, Failure):
        return Outcome(failure=answer, seconds=seconds)
    try:
        if "error" in answer:
            failure = Failure(
                type=str(answer["error"]),
                message=str(answer["message"]),
                line=int(answer["line"]),
                limit=bool(answer["limit"]),
            )
            return Outcome(failure=failure, seconds=seconds)
        value = decode(answer["value"])
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:  # the child is not to be trusted
        return Outcome(failure=_limit("SandboxCrashed", f"an answer that is none: {error}"), seconds=seconds)
    return Outcome(value=value, has_value=True, seconds=seconds)
