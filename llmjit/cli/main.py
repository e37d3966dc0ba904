"""The ``llmjit`` command: one module a subcommand, imported when it is called."""

from __future__ import annotations

import inspect
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from llmjit import __version__
from llmjit.cli.faults import outside_fault
from llmjit.diagnostic import InternalError, LlmjitError
from llmjit.guard import GuardFailed

# command -> one line of help; its module is llmjit.cli.<command>_command, its function is `command`
COMMANDS: dict[str, str] = {
    "record": "do a task with a model and record it",
    "import": "read recordings in any known format",
    "compile": "make a program of threads of one task",
    "run": "run a compiled program, once or over a file of rows",
    "test": "hold a compiled program to its recordings and its guards",
    "programs": "list compiled programs and functions; export and import them",
    "show": "show a program or function: source, guards, versions",
    "stats": "show what compiling has cost and saved",
    "rollback": "put an earlier version back into service",
    "pin": "keep one version in service",
    "gc": "drop what the registry no longer needs",
    "bindings": "say where the arguments of recorded tool calls come from",
    "opt": "run passes on a program in IR's text form",
    "synth": "learn a program from a table of examples",
}


class LazyGroup(TyperGroup):
    """A group that imports a subcommand's module only when that subcommand is asked for."""

    def list_commands(self, ctx: object) -> list[str]:
        """All commands, in the order of a user's work."""
        return list(COMMANDS)

    def get_command(self, ctx: object, name: str) -> object:  # type: ignore[override]
        """The command, or None when there is none of that name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"llmjit.cli.{name.replace('-', '_')}_command")
        app = typer.Typer(rich_markup_mode="markdown", pretty_exceptions_enable=False, add_completion=False)
        text = inspect.getdoc(module.command) or ""
        app.command(name, help=text.replace("Examples:\n", "Examples:\n\n"))(
            module.command
        )  # as markdown has it
        return get_command(app)


app = typer.Typer(
    cls=LazyGroup,
    name="llmjit",
    help="A compiler and JIT for work done by language models.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"llmjit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """A compiler and JIT for work done by language models."""


def main() -> None:
    """Run the command line; exit 0 done, 1 the user's error, 2 usage, 3 a guard failed, 4 refused."""
    _ready_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk can still be told
    except GuardFailed as failure:
        _say(f"guard failed: {failure}")
        sys.exit(3)
    except LlmjitError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except InternalError as bug:
        _say(f"{bug}{_dumped(bug)}")
        sys.exit(1)
    except Exception as error:
        problem = outside_fault(error)
        if problem is None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what stdout holds must not fail once more at exit
        if not isinstance(error, BrokenPipeError):
            _say(problem.render())
        sys.exit(1)


def _ready_streams() -> None:
    """Stand in for standard streams that the caller closed, before a file of ours gets their numbers.

    What the terminal's encoding lacks is printed as escapes: a result must not fail for how it is shown.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (for good)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    with suppress(OSError):  # standard error may be full
        print(text.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)


def _dumped(bug: InternalError) -> str:
    """Where the program as it was before the failing pass can be read."""
    if not bug.ir:
        return ""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="llmjit-", suffix=".ir", delete=False, encoding="utf-8"
    ) as file:
        file.write(bug.ir)
    return f"\n  the program before it: {file.name}\n  try: llmjit opt {file.name} --passes {bug.where}"
