"""Threads for tests: run blocks for real over real functions, and record what happened."""

from __future__ import annotations

import ast
import contextlib
import io
import traceback
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    ErrorInfo,
    HelperCall,
    HelperInfo,
    Message,
    Text,
    Thread,
)  # fmt: skip


def record(
    request: str,
    blocks: list[str],
    helpers: dict[str, Callable[..., Any]] | None = None,
    effects: dict[str, str] | None = None,
    id: str = "t1",
) -> Thread:
    """Run the blocks like a notebook and give the thread that a recorder would have written."""
    helpers, effects = helpers or {}, effects or {}
    calls: list[HelperCall] = []
    scope: dict[str, Any] = {}
    for name, function in helpers.items():
        _place(scope, name, _recorded(name, function, effects.get(name, "read"), calls))
    messages = [Message(role="user", parts=(Text(text=request),))]
    value: Any = None
    for index, source in enumerate(blocks):
        calls.clear()
        result = _run(source, scope, f"b{index}", calls)
        messages.append(Message(role="assistant", parts=(CodeBlock(id=f"b{index}", source=source),)))
        messages.append(Message(role="user", parts=(result,)))
        if result.error is None:
            value = result.value if result.has_value else result.output.strip() or value
    infos = tuple(HelperInfo(name=name, effect=effects.get(name, "read")) for name in helpers)
    return Thread(
        id=id, request=request, messages=tuple(messages), helpers=infos, result=value, has_result=True
    )


def _place(scope: dict[str, Any], name: str, function: Callable[..., Any]) -> None:
    root, _, rest = name.partition(".")
    if rest:
        scope.setdefault(root, SimpleNamespace())
        setattr(scope[root], rest, function)
    else:
        scope[root] = function


def _recorded(name: str, function: Any, effect: str, calls: list[HelperCall]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        fields = {"id": f"c{len(calls)}", "helper": name, "args": args, "kwargs": kwargs, "effect": effect}
        try:
            value = function(*args, **kwargs)
        except Exception as error:
            info = ErrorInfo(type=type(error).__name__, message=str(error))
            calls.append(HelperCall(**fields, error=info))
            raise
        calls.append(HelperCall(**fields, value=value))
        return value

    return call


def _run(source: str, scope: dict[str, Any], block: str, calls: list[HelperCall]) -> CodeResult:
    printed = io.StringIO()
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    value, has_value, error = None, False, None
    with contextlib.redirect_stdout(printed):
        try:
            if isinstance(last, ast.Expr):
                exec(compile(ast.Module(tree.body[:-1], []), "<block>", "exec"), scope)
                value = eval(compile(ast.Expression(last.value), "<block>", "eval"), scope)
                has_value = value is not None
            else:
                exec(compile(tree, "<block>", "exec"), scope)
        except Exception as raised:
            frames = [f for f in traceback.extract_tb(raised.__traceback__) if f.filename == "<block>"]
            text = f"Traceback\n  line {frames[0].lineno}, in <module>" if frames else ""
            error = ErrorInfo(type=type(raised).__name__, message=str(raised), traceback=text)
    return CodeResult(
        block=block, output=printed.getvalue(), value=value, has_value=has_value, error=error,
        helper_calls=tuple(calls),
    )  # fmt: skip
