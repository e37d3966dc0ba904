"""A notebook in a sandbox: blocks run one after another and keep their variables.

The interpreter is pydantic-monty: a Python of its own in a worker process, without files, network, or
modules beyond a few of the standard library. What a block may reach is what `CallHandler` answers.
"""

from __future__ import annotations

import ast
import datetime
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, final

from llmjit.sandbox.exceptions import as_failure, as_syntax_failure, for_sandbox
from llmjit.sandbox.limits import DEFAULT_LIMITS, Limits
from llmjit.sandbox.modules import FUNCTIONS, call_lent, lent_modules
from llmjit.sandbox.outcome import Call, CallHandler, Failure, Outcome
from llmjit.sandbox.pool import take, worker_pool
from llmjit.sandbox.prelude import PRELUDE
from llmjit.sandbox.values import from_sandbox, to_sandbox

_FILENAME = "<python-input-"


@final
class Session:
    """One notebook. Use it as a context manager, from one thread at a time.

    ``handler`` answers calls of the functions called ``names``; any other undefined name is a `NameError`
    inside the sandbox.
    """

    def __init__(
        self, handler: CallHandler, names: Iterable[str] = (), limits: Limits = DEFAULT_LIMITS
    ) -> None:
        self._handler = handler
        self._names = frozenset(names)
        self._limits = limits
        self._sources: list[str] = []
        self._feeds: dict[str, int] = {}
        self._session: Any = None

    def __enter__(self) -> Session:
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shut()

    def run(self, source: str, inputs: Mapping[str, Any] | None = None) -> Outcome:
        """Run a block; ``inputs`` are bound as variables first. Never raises for what the code does.

        Raises what the handler raises only if it is not an `Exception` (a keyboard interrupt, say).
        """
        from pydantic_monty import CollectString, MontyError

        started = time.perf_counter()
        printed = CollectString(max_bytes=self._limits.output)
        self._sources.append(source)
        value, valued, failure = None, False, None
        try:
            source.encode("utf-8")
            valued = _ends_in_expression(source)
            values = {name: to_sandbox(value) for name, value in (inputs or {}).items()}
            value = from_sandbox(self._drive(source, values, printed))
        except SyntaxError as error:
            failure = as_syntax_failure(error)
        except MontyError as error:
            failure = as_failure(error, len(self._sources) - 1, self._feeds)
        except (UnicodeError, TypeError, ValueError, RecursionError) as error:
            failure = Failure(type=type(error).__name__, message=str(error))
        except RuntimeError as error:  # the worker and we no longer understand each other
            message = f"{error}; all variables are gone"
            failure = Failure(type="SandboxCrashed", message=message, lost=True, limit=True)
        except BaseException:
            self._shut()  # a call was left without an answer: the worker waits for it and takes no more code
            raise
        failure = self._after(failure)
        return Outcome(
            output=printed.output,
            value=value,
            has_value=failure is None and value is not None and valued,
            failure=failure,
            seconds=time.perf_counter() - started,
        )

    def _after(self, failure: Failure | None) -> Failure | None:
        """End the session when a limit left it unusable: the next block starts in a new one."""
        if failure is not None and failure.type == "MemoryError" and not self._has_room():
            failure = replace(failure, lost=True, message=f"{failure.message}; all variables are gone")
        if failure is not None and failure.lost:
            self._shut()
        return failure

    def _has_room(self) -> bool:
        from pydantic_monty import MontyError

        try:
            self._fed(len(self._sources) - 1)
            self._session.feed_run("[0] * 1000\nNone")
        except (MontyError, RuntimeError):  # the worker is gone altogether
            return False
        return True

    def _drive(self, source: str, inputs: Mapping[str, Any], printed: Any) -> Any:
        from pydantic_monty import FunctionSnapshot, MontyComplete, NameLookupSnapshot

        if self._session is None:
            self._open()
        self._fed(len(self._sources) - 1)
        state = self._session.feed_start(source, inputs=dict(inputs), print_callback=printed)
        while not isinstance(state, MontyComplete):
            if isinstance(state, FunctionSnapshot):
                state = self._import(state) if state.is_os_function else self._answer(state)
            elif isinstance(state, NameLookupSnapshot):
                known = state.variable_name in self._names
                state = state.resume(value=_stub(state.variable_name)) if known else state.resume()
            else:
                raise TypeError(
                    "this sandbox runs no concurrent code: call functions directly, without async"
                )
        return state.output

    def _import(self, state: Any) -> Any:
        """Lend the modules that are lent; anything else of the machine the interpreter refuses."""
        return state.resume_auto() if state.function_name == "import" else state.resume_not_handled()

    def _answer(self, state: Any) -> Any:
        name = state.function_name
        if name not in self._names and name not in FUNCTIONS:
            return state.resume({"exception": NameError(f"name {name!r} is not defined")})
        try:
            call = self._call(state)
            value = call_lent(name, call.args, call.kwargs) if name in FUNCTIONS else self._handler(call)
            answer = {"return_value": to_sandbox(value)}
        except Exception as error:  # whatever a helper raises is the block's to handle
            answer = {"exception": for_sandbox(error)}
        return state.resume(answer)

    def _call(self, state: Any) -> Call:
        place = state.position
        block = self._feeds.get(place.filename, len(self._sources) - 1)
        before = self._sources[block].encode("utf-8", "surrogatepass")[: place.start]
        return Call(
            name=state.function_name,
            args=tuple(from_sandbox(value) for value in state.args),
            kwargs={key: from_sandbox(value) for key, value in state.kwargs.items()},
            block=block,
            line=before.count(b"\n") + 1,
        )

    def _fed(self, block: int) -> None:
        """Remember which block the worker's next feed is: it numbers feeds, also those that did not parse."""
        self._feeds[f"{_FILENAME}{self._next}>"] = block
        self._next += 1

    def _open(self) -> None:
        limits = self._limits
        checkout = worker_pool().checkout(
            limits={
                "max_feed_duration_secs": limits.seconds,
                "max_memory": limits.memory,
                "max_recursion_depth": limits.recursion,
                "max_suspensions": limits.calls,
                "max_total_sleep_secs": limits.seconds,
            },
            assert_message_annotations=False,
            os_policy={"timezone": _local_zone()},
            external_modules=lent_modules(),
        )
        self._session = take(checkout)
        self._session.feed_run(PRELUDE)
        self._feeds = {}
        self._next = 1

    def _shut(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.__exit__(None, None, None)


def _local_zone() -> dict[str, Any]:
    """The zone of this machine: the time of day is the same inside as it is for compiled programs."""
    now = datetime.datetime.now().astimezone()
    offset = now.utcoffset() or datetime.timedelta()
    return {"offset_seconds": int(offset.total_seconds()), "name": now.tzname() or "local"}


def _stub(name: str) -> Any:
    """A function that only stands for its name: naming a helper without calling it gives the code this."""

    def stub(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("answered outside the sandbox")

    stub.__name__ = name
    return stub


def _ends_in_expression(source: str) -> bool:
    """Whether a block ends in an expression. Raises ``SyntaxError`` for what this Python does not parse.

    The interpreter reads newer syntax than this Python may, and such a block could never be compiled.
    """
    try:
        body = ast.parse(source).body
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes; nested too deep
        raise SyntaxError(str(error)) from None
    return bool(body) and isinstance(body[-1], ast.Expr)
