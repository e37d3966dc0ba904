"""The public functions, wired: what ``import llmjit`` offers, bound to the parts that do the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from llmjit.frontend.thread import Thread
    from llmjit.runtime.program import Program


def read_threads(path: str | Path, format: str | None = None) -> Sequence[Thread]:
    """Read the threads of a recording in any known format, found by sniffing unless named.

    ``path`` is a file, or a folder whose recordings are read in order of their names. Raises `LlmjitError`
    with file, line and field where a recording is damaged or in no known format. A recording too large to
    hold is read through once and stays on disk: iterating the sequence streams it.
    """
    from llmjit.frontend.formats.registry import read_threads as read

    return read(path, format)


def compile(
    threads: Sequence[Thread] | Thread,
    *,
    extend: Program | str | Path | None = None,
    model: Any = None,
    **options: Any,
) -> Any:
    """Compile threads of one task into a `llmjit.runtime.program.Program`.

    ``options`` are those of `llmjit.options.CompileOptions`. ``model`` may write code for sites that need it:
    a name, a function from messages to text, or None for the one that ``LLMJIT_MODEL`` names, if any.
    ``extend`` is a kept program, its name or its folder: the threads it was compiled from come first, and those
    of ``threads`` among them count once; the program given stays as it is. Raises `CompileError` that says why
    there is no program.
    """
    from llmjit.driver import compile_threads
    from llmjit.frontend.thread import Thread
    from llmjit.model.resolve import configured_model, resolve_model
    from llmjit.options import CompileOptions

    found = [threads] if isinstance(threads, Thread) else list(threads)
    writer = configured_model() if model is None else resolve_model(model)
    if extend is None:
        return compile_threads(found, CompileOptions(**options), writer).program
    from llmjit.extension import extend_threads, of_program

    old = of_program(extend)
    chosen = CompileOptions(**{"name": old.program.name, **options})
    return extend_threads(old, old.unknown(found), chosen, writer).program


def jit(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Compile a function whose body asks a model; see `llmjit.options.JitOptions`.

    The body is the slow path, and any model may be called in it, through any SDK. With ``...`` for a body,
    the docstring and the signature ask the model ``LLMJIT_MODEL``, and the answer is held to the return
    annotation.
    """
    from llmjit.specialize import jit as decorate

    return decorate if function is None and not options else decorate(function, **options)


def register_projection(kind: type, function: Callable[[Any], Any]) -> None:
    """Declare what of an argument of type ``kind`` a jitted function's answer depends on."""
    from llmjit.runtime.projection import register_projection as register

    register(kind, function)


def program(
    name: str,
    *,
    tools: str | Path | None = None,
    helpers: Mapping[str, Callable[..., Any]] | None = None,
) -> Callable[[Callable[..., Any]], Any]:
    """A typed door to the compiled program called ``name``: decorate a stub whose signature fits it.

    The stub is checked against the program when it is decorated, and values against the stub's types at each
    call. The helpers that the program calls are public functions of the file ``tools``, or ``helpers`` by name.
    Raises `LlmjitError` for a program that is not there or does not fit.
    """
    from llmjit.programs import door

    return door(name, tools, helpers)
