"""Going on where compiled code stopped: the continuation of a program whose guard failed outside any site."""

from __future__ import annotations

import ast
import functools
import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, Message, Text, Thread
from llmjit.model import Model
from llmjit.options import RecordOptions
from llmjit.record.log import Listener
from llmjit.record.loop import continue_from
from llmjit.record.tools import BUILT_IN, Helper, Toolbox
from llmjit.runtime.deopt import Continuation, Deopt
from llmjit.sandbox.values import to_sandbox
from llmjit.value import same


def continuation(
    tools: Toolbox,
    model: Callable[[], Model],
    *,
    source: str = "",
    writer: Callable[[], ThreadWriter] | None = None,
    options: RecordOptions | None = None,
    learned: Callable[[Thread], None] | None = None,
    listener: Listener | None = None,
) -> Continuation:
    """What a program calls when a guard outside any site fails: the model finishes the task.

    ``source`` is the program's module text, whose part that was not run the model is shown. ``model`` is asked
    for at the first deopt, and ``writer`` for the file to record the new thread in. ``learned`` gets that
    thread, for a recompile. Helper calls go through the program's run, so that its journal knows them; a write
    that the program made already is answered with what it gave then, and is not made again.
    """

    def go_on(deopt: Deopt) -> Any:
        opened = None if writer is None else writer()
        try:
            value, thread = continue_from(
                thread_of(deopt, tools),
                {**deopt.params, **deopt.live},
                rest_of(source, deopt.line),
                tools=_through(deopt, tools),
                model=model(),
                reason=str(deopt.failure),
                writer=opened,
                options=options,
                listener=listener,
            )
        finally:
            if opened is not None:
                opened.close()
        if learned is not None:
            learned(thread)
        return value

    return go_on


def rest_of(source: str, line: int) -> str:
    """The statements of the function around ``line`` that were not finished there; empty if there is none."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ""
    lines = source.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
            left = [statement for statement in node.body if (statement.end_lineno or 0) >= line]
            if left:
                return textwrap.dedent("\n".join(lines[left[0].lineno - 1 : node.end_lineno]))
    return ""


def thread_of(deopt: Deopt, tools: Toolbox) -> Thread:
    """What the program did in this run, as a thread: one block that makes its calls and defines what is alive.

    A variable that holds what a call gave is defined by that call, any other by its value.
    """
    live = {**deopt.params, **deopt.live}
    lines: list[str] = []
    calls: list[HelperCall] = []
    defined: set[str] = set()
    for name, args, kwargs, value in deopt.steps:
        helper = tools.helpers.get(name)
        if helper is None:
            continue  # a site's answer: its value is alive, or no longer matters
        variable = _holding(value, live, defined)
        arguments = [*map(repr, args), *(f"{key}={item!r}" for key, item in kwargs.items())]
        lines.append(f"{variable + ' = ' if variable else ''}{name}({', '.join(arguments)})")
        defined.add(variable or "")
        calls.append(_recorded(helper, len(calls) + 1, len(lines), args, kwargs, value))
    rest = {k: v for k, v in live.items() if k not in defined and _literal(v) and k.isidentifier()}
    source = "\n".join([*(f"{name} = {value!r}" for name, value in rest.items()), *lines])
    moved = [call.model_copy(update={"line": call.line + len(rest)}) for call in calls]
    request = deopt.request or _as_request(deopt.program, deopt.params)
    messages = [Message(role="user", parts=(Text(text=request),))]
    if source:
        block = CodeBlock(id="b1", source=source, line=2)
        messages.append(Message(role="assistant", parts=(block,)))
        messages.append(Message(role="user", parts=(CodeResult(block="b1", helper_calls=tuple(moved)),)))
    return Thread(id=f"{deopt.program}-run", request=request, messages=tuple(messages), helpers=tools.infos())


def _as_request(program: str, params: Mapping[str, Any]) -> str:
    return f"{program}({', '.join(f'{name}={value!r}' for name, value in params.items())})"


def _holding(value: Any, live: Mapping[str, Any], defined: Iterable[str]) -> str | None:
    """The one variable that is this very value; equal numbers may be equal by chance, and decide nothing."""
    found = [
        name
        for name, held in live.items()
        if name not in defined and (held is value if _scalar(value) else held is value or same(held, value))
    ]
    return found[0] if len(found) == 1 and found[0].isidentifier() else None


def _scalar(value: Any) -> bool:
    return (
        value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) < 4)
    )


def _literal(value: Any) -> bool:
    try:
        return same(ast.literal_eval(repr(value)), value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return False


def _recorded(
    helper: Helper, number: int, line: int, args: tuple[Any, ...], kwargs: Mapping[str, Any], value: Any
) -> HelperCall:
    return HelperCall(
        id=f"h{number}",
        helper=helper.name,
        args=args,
        kwargs=dict(kwargs),
        effect=helper.effect,
        value=value,
        line=line,
    )


def _through(deopt: Deopt, tools: Toolbox) -> Toolbox:
    """The same helpers, called through the program's run."""
    done = [
        step for step in deopt.steps if step[0] in tools.helpers and tools.helpers[step[0]].effect == "write"
    ]
    return Toolbox(
        {helper.name: _wrapped(deopt, helper, done) for helper in tools if helper.name not in BUILT_IN}
    )


def _wrapped(deopt: Deopt, helper: Helper, done: list[Any]) -> Helper:
    @functools.wraps(helper.function)
    def call(*args: Any, **kwargs: Any) -> Any:
        for step in done:
            name, known_args, known_kwargs, value = step
            if name == helper.name and same((args, kwargs), (tuple(known_args), dict(known_kwargs))):
                done.remove(step)
                return to_sandbox(value)
        return deopt.run.call(helper.name, *args, **kwargs)

    return Helper(helper.name, call, helper.effect, helper.doc, helper.check)
