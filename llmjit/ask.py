"""A function without a body asks the model: docstring and signature are the prompt, the annotation the answer's type.

The answer is asked for as JSON where the annotation is more than ``str``, held to it by pydantic, and asked for
again, with what was wrong, until it fits or the chances are used up.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
import typing
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.model import resolve_model
from llmjit.runtime.ledger import charge
from llmjit.runtime.projection import project

CHANCES: Final = 3


@final
class AnswerUnfit(Diagnostic):
    """The model's answers never had the declared type."""

    code = "M020"
    title = "{model} gave no {expected} for {function} in {chances} tries"
    label = "the last answer was {answer}"
    notes = ("{why}",)

    model: str
    expected: str
    function: str
    chances: int
    answer: str
    why: str


def has_no_body(function: Callable[..., Any]) -> bool:
    """Whether the function consists of a docstring and ``...`` alone."""
    if hasattr(function, "__wrapped__"):  # a decorator gave it a body
        return False
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return False
    node = tree.body[0]
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return all(
        isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and line.value.value is Ellipsis
        for line in body
    )


def asking(function: Callable[..., Any], model: str | None = None) -> Callable[..., Any]:
    """The function with a body that asks ``model``, by default the one ``LLMJIT_MODEL`` names at each call."""
    signature = inspect.signature(function)
    hint = typing.get_type_hints(function).get("return", str)

    def ask(arguments: dict[str, Any]) -> Any:
        return _ask(function, signature, hint, arguments, model)

    if inspect.iscoroutinefunction(function):

        @wraps(function)
        async def call_async(*args: Any, **kwargs: Any) -> Any:
            import asyncio

            return await asyncio.to_thread(ask, _bound(signature, args, kwargs))

        return call_async

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        return ask(_bound(signature, args, kwargs))

    return call


def _bound(signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return {name: value for name, value in bound.arguments.items() if name not in ("self", "cls")}


def _ask(
    function: Callable[..., Any],
    signature: inspect.Signature,
    hint: Any,
    arguments: dict[str, Any],
    model: str | None,
) -> Any:
    from pydantic import TypeAdapter, ValidationError

    chosen = resolve_model(model)
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    given = "\n".join(f"{name}: {_shown(value)}" for name, value in arguments.items())
    messages = [
        {"role": "system", "content": _instruction(function, signature, hint, adapter)},
        {"role": "user", "content": given},
    ]
    answer, why = "", ""
    for _ in range(CHANCES):
        reply = chosen.complete(messages)
        charge(tokens=reply.tokens_in + reply.tokens_out, dollars=reply.cost)
        answer = reply.text.strip()
        try:
            return answer if hint is str else adapter.validate_python(_data(answer), strict=False)
        except (ValidationError, ValueError) as error:
            why = str(error)
            wrong = f"That does not fit: {why}\nAnswer again, with the value alone."
            messages = [
                *messages,
                {"role": "assistant", "content": answer},
                {"role": "user", "content": wrong},
            ]
    raise LlmjitError(
        AnswerUnfit(
            model=chosen.name,
            expected=getattr(hint, "__name__", str(hint)),
            function=function.__qualname__,
            chances=CHANCES,
            answer=answer[:200],
            why=why.splitlines()[0] if why else "",
        )
    )


def _instruction(function: Callable[..., Any], signature: inspect.Signature, hint: Any, adapter: Any) -> str:
    text = inspect.getdoc(function) or function.__name__.replace("_", " ")
    lines = [text, "", f"You are the function {function.__name__}{signature}."]
    if hint is str:
        return "\n".join([*lines, "Answer with the resulting text alone."])
    schema = json.dumps(adapter.json_schema())
    return "\n".join([*lines, f"Answer with one JSON value alone, of this schema: {schema}"])


def _data(answer: str) -> Any:
    """The JSON in an answer, which models like to fence; a bare word stands for itself."""
    text = answer
    if text.startswith("```"):
        text = text.strip("`").removeprefix("json").strip()
    try:
        return json.loads(text)
    except ValueError:
        return text


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(project(value), default=str)
