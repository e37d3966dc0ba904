"""One execution of a compiled program: the door through which its code calls helpers and asks at sites."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, final

from llmjit.guard import GuardFailed
from llmjit.runtime.encoding import decode, encode
from llmjit.runtime.journal import Entry, Journal, arguments

SiteAnswer = Callable[[str, tuple[Any, ...], GuardFailed | None], Any]
Step = tuple[str, tuple[Any, ...], dict[str, Any], Any]

OPAQUE = "$opaque"

_CURRENT: ContextVar[Run | None] = ContextVar("llmjit_run", default=None)


@final
@dataclass(frozen=True, slots=True)
class Helper:
    """A function compiled code may call. ``effect`` is ``pure``, ``read`` or ``write``.

    ``takes_key``: it has a parameter ``idempotency_key`` and promises that a second call of one key has no
    second effect. ``composite``: it is a program, whose own calls are journalled instead of the whole.
    """

    name: str
    function: Callable[..., Any]
    effect: str = "read"
    takes_key: bool = False
    composite: bool = False

    @classmethod
    def of(cls, name: str, function: Callable[..., Any], effect: str = "read") -> Helper:
        """The helper of a function, its wish for an idempotency key read off the signature."""
        try:
            takes = "idempotency_key" in inspect.signature(function).parameters
        except (TypeError, ValueError):
            takes = False
        composite = bool(getattr(function, "composite", False))
        return cls(name, function, effect, takes and effect == "write", composite)


class Run:
    """One execution: helpers, journal, what was called so far (``steps``), and who answers at sites."""

    __slots__ = ("_answer", "_helpers", "call", "journal", "steps")

    def __init__(
        self,
        helpers: Mapping[str, Helper],
        journal: Journal | None = None,
        answer: SiteAnswer | None = None,
        *,
        direct: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        """``direct``: the functions of ``helpers``, where the caller has them at hand."""
        self._helpers = helpers
        self.journal = journal
        self._answer = answer
        self.steps: list[Step] = []
        self.call: Callable[..., Any] = self._caller(direct)
        """``call(name, *args, **kwargs)`` calls a helper; a ``write`` happens at most once in this run, across
        crashes too. A closure, because a program's speed is the speed of this call."""

    def _caller(self, direct: Mapping[str, Callable[..., Any]] | None) -> Callable[..., Any]:
        """The closure behind `call`. It does not know the run, which would make each run a cycle for the
        collector, with every step in it.
        """
        note, helpers, journal = self.steps.append, self._helpers, self.journal
        if journal is not None:
            functions: Mapping[str, Callable[..., Any]] = {}
        elif direct is not None:
            functions = direct
        else:  # without a journal nothing stands between a call and its helper
            functions = {name: helper.function for name, helper in helpers.items()}

        def call(name: str, /, *args: Any, **kwargs: Any) -> Any:
            if name not in functions:
                result = _indirect(helpers, journal, name, args, kwargs)
            elif kwargs:
                result = functions[name](*args, **kwargs)
            else:  # spares the copy of no arguments
                result = functions[name](*args)
            note((name, args, kwargs, result))
            return result

        return call

    async def call_async(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """Like `call` for a helper that is a coroutine function; journalled by the same rules."""
        helper = self._helpers.get(name)
        if helper is None:
            raise GuardFailed(f"the helper {name} is not there", kind="helper", subject=name)
        if self.journal is None:
            result = await helper.function(*args, **kwargs)
        else:
            known = _known(self.journal, helper, args, kwargs)
            if isinstance(known, Replayed):
                result = known.value()
            else:
                with _Ending(self.journal, helper, known, args, kwargs) as ending:
                    result = ending.result = await helper.function(*args, **ending.kwargs)
        self.steps.append((name, args, kwargs, result))
        return result

    def site(self, name: str, specialization: Callable[..., Any] | None, /, *inputs: Any) -> Any:
        """The value at the site ``name``: compiled if its guards hold, else from whoever answers there.

        Raises `GuardFailed` when nobody does.
        """
        failure: GuardFailed | None = None
        if specialization is not None:
            try:
                result = specialization(*inputs)
                self.steps.append((name, inputs, {}, result))
                return result
            except GuardFailed as error:
                failure = error
        result = self._asked(name, inputs, failure)
        self.steps.append((name, inputs, {}, result))
        return result

    def once(self, name: str, args: tuple[Any, ...], thunk: Callable[[], Any]) -> Any:
        """The value of ``thunk``, or the one the journal holds for it: a model is not asked twice either."""
        journal = self.journal
        if journal is None:
            return thunk()
        noted = arguments(args, {})
        entry = journal.replay(name, noted)
        if entry is not None:
            return decode(entry.result)
        result = thunk()
        journal.read(name, noted, encode(result), effect="model")
        return result

    def _asked(self, name: str, inputs: tuple[Any, ...], failure: GuardFailed | None) -> Any:
        answer = self._answer
        if answer is None:
            reason = f"the site {name} has no compiled code and no model is configured"
            raise failure or GuardFailed(reason, kind="site", subject=name)
        return self.once(name, inputs, lambda: answer(name, inputs, failure))


def _indirect(
    helpers: Mapping[str, Helper],
    journal: Journal | None,
    name: str,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    """A call that cannot go straight to its function: the journal wants to know, or there is no helper."""
    helper = helpers.get(name)
    if helper is None:
        raise GuardFailed(f"the helper {name} is not there", kind="helper", subject=name)
    if journal is None or helper.composite:
        return helper.function(*args, **kwargs)
    known = _known(journal, helper, args, kwargs)
    if isinstance(known, Replayed):
        return known.value()
    with _Ending(journal, helper, known, args, kwargs) as ending:
        ending.result = helper.function(*args, **ending.kwargs)
    return ending.result


def _known(
    journal: Journal, helper: Helper, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Replayed | Entry | None:
    """What the journal says of this call: its recorded end, a write begun earlier, or nothing yet."""
    entry = journal.replay(helper.name, arguments(args, kwargs))
    if entry is None:
        return None
    if entry.ended:
        return Replayed(entry)
    if helper.takes_key:
        return entry
    raise journal.unknown_fate(entry)


class HelperFailed(Exception):
    """A helper raised before a crash; on resume it is not called again, and this says what it raised."""


@final
@dataclass(frozen=True, slots=True)
class Replayed:
    """A call whose end the journal holds."""

    entry: Entry

    def value(self) -> Any:
        """Its result; raises `HelperFailed` if it raised."""
        if self.entry.error is not None:
            raise HelperFailed(self.entry.error)
        if isinstance(self.entry.result, dict) and OPAQUE in self.entry.result:
            what = f"{self.entry.name} gave {self.entry.result[OPAQUE]}, which no journal can hold"
            raise HelperFailed(f"{what}; it is done and is not called again")
        return decode(self.entry.result)


def _noted(result: Any) -> Any:
    """A result as the journal holds it: a write that gave something else than data still happened."""
    try:
        return encode(result)
    except TypeError:
        return {OPAQUE: repr(result)[:200]}


class _Ending:
    """Around the real call: notes a write before and after, a read after."""

    def __init__(
        self,
        journal: Journal,
        helper: Helper,
        begun: Entry | None,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        self.journal, self._helper, self._entry = journal, helper, begun
        self._args = arguments(args, kwargs)
        self.kwargs = kwargs
        self.result: Any = None

    def __enter__(self) -> _Ending:
        if self._helper.effect == "write":
            self._entry = self._entry or self.journal.begin(self._helper.name, self._args)
            if self._helper.takes_key:
                self.kwargs = {**self.kwargs, "idempotency_key": self._entry.key}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self._entry is None:
            if error is None:
                self.journal.read(self._helper.name, self._args, _noted(self.result), self._helper.effect)
        elif error is None:
            self.journal.end(self._entry, _noted(self.result))
        elif isinstance(error, Exception):
            self.journal.end(self._entry, None, f"{type(error).__name__}: {error}")


def current() -> Run:
    """The run that the calling code belongs to; outside of any, one without helpers, so that calls fail
    guarded.
    """
    return _CURRENT.get() or Run({})


def current_journal() -> Journal | None:
    """The journal of the run that the calling code belongs to."""
    run = _CURRENT.get()
    return None if run is None else run.journal


@final
class activate:
    """Make ``run`` the current one inside the block, per thread and per task.

    A class, because a generator would cost as much as two calls of helpers.
    """

    __slots__ = ("_run", "_token")

    def __init__(self, run: Run) -> None:
        self._run = run

    def __enter__(self) -> Run:
        self._token = _CURRENT.set(self._run)
        return self._run

    def __exit__(self, *raised: object) -> None:
        _CURRENT.reset(self._token)
