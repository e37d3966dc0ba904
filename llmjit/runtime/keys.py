"""What a function's registry entry is named after: everything that, changed, makes what was learned
worthless.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from llmjit.runtime.encoding import canonical, digest

DEPTH = 3  # how far calls into other functions of the same module are followed


def site_key(function: Callable[..., Any], *, prompt: str | None, model: str | None, compiler: str) -> str:
    """The id of a jitted function: a hash over its code, what it calls, its signature, prompt, model,
    compiler.
    """
    body = {
        "name": f"{function.__module__}.{function.__qualname__}",
        "signature": str(inspect.signature(function)),
        "code": list(_code(function, DEPTH, set())),
        "prompt": prompt,
        "model": model,
        "compiler": compiler,
    }
    return digest(body)[:40]


def _code(function: Any, depth: int, seen: set[int]) -> Iterator[Any]:
    """The function's code, and of the functions and constants it names, those that are at hand."""
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType) or id(function.__code__) in seen:
        return
    seen.add(id(function.__code__))
    yield list(_constants(function.__code__))
    yield from (_constant(default) for default in function.__defaults__ or ())
    if depth:
        for name, value in sorted(_named(function)):
            if isinstance(value, FunctionType):
                yield [name, *_code(value, depth - 1, seen)]
            else:
                yield [name, _constant(value)]


def _named(function: FunctionType) -> Iterator[tuple[str, Any]]:
    for name in function.__code__.co_names:
        value = function.__globals__.get(name)
        if (isinstance(value, FunctionType) and value.__module__ == function.__module__) or isinstance(
            value, str | int | float
        ):
            yield name, value
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            value = cell.cell_contents
        except ValueError:
            continue
        # a closure's lists and dicts are its state, not its code
        if isinstance(value, FunctionType | str | int | float):
            yield name, value


def _constants(code: CodeType) -> Iterator[Any]:
    yield code.co_code.hex()
    yield list(code.co_names)
    for constant in code.co_consts:
        yield list(_constants(constant)) if isinstance(constant, CodeType) else _constant(constant)


def _constant(value: Any) -> str:
    try:
        return canonical(value)
    except TypeError:
        return type(value).__qualname__
