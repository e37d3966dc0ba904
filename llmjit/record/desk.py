"""Answers the calls that a code block makes: helpers, sites, guards, and the result."""

from __future__ import annotations

import inspect
import re
import time
from collections.abc import Callable
from typing import Any, final

from llmjit.diagnostic import LlmjitError
from llmjit.frontend.thread import ErrorInfo, GuardEvent, HelperCall, ModelCall
from llmjit.model import Model
from llmjit.record.log import ThreadLog
from llmjit.record.sites import ask_arguments, ask_call, ask_list, ask_type, described, is_of
from llmjit.record.tools import BUILT_IN, Helper, Toolbox
from llmjit.sandbox import Call
from llmjit.sandbox.values import to_sandbox

_FUNCTION_SHOWN = re.compile(r"<(bound method|built-in function|function) ")
_CALL = re.compile(r"\s*([A-Za-z_]\w*)\s*\((.*)\)\s*", re.S)


class Abort(BaseException):
    """Ends the block and the recording: not an `Exception`, so that no block can catch it."""

    def __init__(self, error: LlmjitError) -> None:
        super().__init__(str(error))
        self.error = error


@final
class Desk:
    """What the running block may call. ``begin`` before each block; ``result`` holds what it handed over."""

    def __init__(
        self, tools: Toolbox, model: Model, log: ThreadLog, before_model: Callable[[], None]
    ) -> None:
        self._tools = tools
        self._model = model
        self._log = log
        self._before_model = before_model
        self._blocks: list[str] = []
        self.results: list[Any] = []
        self._built_in: dict[str, Callable[..., Any]] = {
            "llm_call": self._llm_call,
            "llm_list_bind": self._llm_list_bind,
            "llm_bind": self._llm_bind,
            "coerce": self._coerce,
            "guard": self._guard,
            "result": self._result,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a block can call."""
        return (*self._tools.helpers, *BUILT_IN)

    def begin(self, block: str) -> None:
        """A block starts running."""
        self._blocks.append(block)
        self.results = []

    def answer(self, call: Call) -> Any:
        """Answer one call; raises what the block should see, or `Abort`."""
        try:
            helper = self._tools.helpers.get(call.name)
            if helper is not None:
                return self._call_helper(helper, call, call.args, call.kwargs)
            function = self._built_in[call.name]
            try:
                bound = inspect.signature(function).bind(call, *call.args, **call.kwargs)
            except TypeError as error:
                raise TypeError(f"{call.name}(): {error}") from None
            return function(*bound.args, **bound.kwargs)
        except LlmjitError as error:
            raise Abort(error) from error

    def _line(self, call: Call) -> int:
        """The line to record: a function of an earlier block is charged to line 1 of the running one."""
        return call.line if call.block == len(self._blocks) - 1 else 1

    def _call_helper(self, helper: Helper, call: Call, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        at, started = time.time(), time.perf_counter()
        value: Any = None
        error: Exception | None = None
        kept = to_sandbox(args), to_sandbox(kwargs)  # copies: a helper may change what it is given
        try:
            value = to_sandbox(helper.call(args, kwargs))
        except LlmjitError:
            raise
        except Exception as raised:  # whatever a helper raises is recorded and goes to the block
            error = raised
        seconds = time.perf_counter() - started
        info = None if error is None else ErrorInfo(type=type(error).__name__, message=str(error))
        self._log.helper_call(
            self._blocks[-1],
            HelperCall(
                id=self._log.new_id("h"),
                helper=helper.name,
                args=kept[0],
                kwargs=kept[1],
                effect=helper.effect,
                value=value,
                error=info,
                line=self._line(call),
                seconds=seconds,
                at=at,
            ),
        )
        if error is not None:
            raise error
        return value

    def _note(self, call: Call) -> Callable[[ModelCall, bool], None]:
        def note(made: ModelCall, priced: bool) -> None:
            placed = made.model_copy(update={"id": self._log.new_id("m"), "line": self._line(call)})
            self._log.model_call(self._blocks[-1], placed, priced)

        self._before_model()
        return note

    def _llm_call(self, call: Call, expression_list: Any, instruction: str) -> str:
        inputs = expression_list if isinstance(expression_list, list | tuple) else [expression_list]
        value: str = ask_call(self._model, inputs, _text(instruction, "instruction"), self._note(call)).value
        return value

    def _llm_list_bind(
        self,
        call: Call,
        expression: Any,
        llm_instruction: str,
        count: int | None = None,
        list_type: Any = str,
    ) -> list[Any]:
        if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 0):
            raise TypeError(f"count must be a whole number, not {count!r}")
        kind = _known_type(list_type)
        instruction = _text(llm_instruction, "llm_instruction")
        note = self._note(call)
        value: list[Any] = ask_list(self._model, expression, instruction, count, kind, note).value
        return value

    def _llm_bind(self, call: Call, expression: Any, function: str) -> Any:
        named = _CALL.fullmatch(_text(function, "function"))
        helper = self._tools.helpers.get(named[1]) if named else None
        if named is None or helper is None:
            known = ", ".join(self._tools.helpers) or "none"
            raise ValueError(f"llm_bind names a helper, as in 'name(arg, ...)'; the helpers are: {known}")
        wanted = [part.partition(":")[0].partition("=")[0].strip() for part in named[2].split(",")]
        parameters = [name for name in wanted if name] or list(
            helper.signature.parameters if helper.signature else ()
        )
        answer = ask_arguments(self._model, expression, helper.info, parameters, self._note(call))
        return self._call_helper(helper, call, (), answer.value)

    def _coerce(self, call: Call, expression: Any, type: Any) -> Any:
        kind = _known_type(type)
        if is_of(expression, kind):
            return expression
        return ask_type(self._model, expression, kind, self._note(call)).value

    def _guard(self, call: Call, assertion: Any, message: Any = "a guard failed") -> None:
        if isinstance(assertion, str) and _FUNCTION_SHOWN.match(assertion):
            raise TypeError("guard takes a condition, not a function: guard(x > 0, '...')")
        if not assertion:
            self._log.guard_failed(self._blocks[-1], GuardEvent(reason=str(message), line=self._line(call)))
            raise AssertionError(f"guard failed: {message}")

    def _result(self, call: Call, expression: Any) -> None:
        if self.results:
            raise RuntimeError("result was called in this block already; hand over one value, perhaps a list")
        self.results.append(expression)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, not {type(value).__name__}")
    return value


def _known_type(kind: Any) -> Any:
    """The type that a block named; some leave the sandbox as ``<class 'datetime.date'>``, a text."""
    if isinstance(kind, str):
        kind = kind.removeprefix("<class '").removesuffix("'>").rpartition(".")[2]
    described(kind)
    return kind
