"""``llmjit`` commands, each in a process of its own that costs no start.

Starting Python and importing the compiler takes longer than nearly all that a command then does. So one
process imports it once and forks for every command: the child has its own memory, folder, environment and
standard streams, and ends as ``python -m llmjit`` would. What only a start of the interpreter shows, as what a
command loads or what ``PYTHONIOENCODING`` does, needs ``subprocess``; so does one run of every command.
"""

from __future__ import annotations

import atexit
import functools
import gc
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}
NOT_COMMANDS = {"llmjit.__main__", "llmjit.pytest_plugin"}

Done = subprocess.CompletedProcess[str]


def llmjit(
    *words: str, folder: Path | None = None, env: Mapping[str, str] | None = None, stdin: str = ""
) -> Done:
    """Run a command in `folder`, with `env` beside the environment as it is now."""
    (done,) = at_once([words], folder, env, stdin)
    return done


def at_once(
    commands: Sequence[Sequence[str]],
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
) -> list[Done]:
    """Run commands side by side."""
    with tempfile.TemporaryDirectory() as place:
        streams = [[Path(place, f"{at}-{name}") for name in STREAMS] for at, _ in enumerate(commands)]
        for given, _, _ in streams:
            given.write_text(stdin, encoding="utf-8")
        orders = [
            {
                "words": words,
                "folder": str(folder or Path.cwd()),
                "env": {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
                "streams": [str(path) for path in paths],
            }
            for words, paths in zip(commands, streams, strict=True)
        ]
        return [
            Done(words, code, said.read_text("utf-8"), complained.read_text("utf-8"))
            for words, code, (_, said, complained) in zip(commands, _ended(orders), streams, strict=True)
        ]


def _ended(orders: list[dict[str, object]]) -> list[int]:
    """The exit codes; a server that was interrupted answers no more."""
    server = _server()
    try:
        server.stdin.write(json.dumps(orders) + "\n")
        server.stdin.flush()
        return json.loads(server.stdout.readline())
    except BaseException:
        _server.cache_clear()
        server.kill()
        raise


@functools.cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", "from tests.command import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Fork for every order in a line of standard input; answer the line with the exit codes of its orders."""
    import llmjit
    from llmjit.cli.main import main

    for found in pkgutil.walk_packages(llmjit.__path__, "llmjit."):
        if found.name not in NOT_COMMANDS:
            import_module(found.name)
    import_module("rich.markdown")  # which shows help
    gc.freeze()  # a child that collected what it was born with would copy all of it
    for line in sys.stdin:
        children = []
        for order in json.loads(line):
            children.append(os.fork())
            if not children[-1]:
                _become(**order)
                return main()
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()


def _become(words: list[str], folder: str, env: dict[str, str], streams: list[str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    for number, ((name, mode), path) in enumerate(zip(STREAMS.items(), streams, strict=True)):
        with open(path, mode) as opened:
            os.dup2(opened.fileno(), number)
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 (for good)
    sys.argv = [str(ROOT / "llmjit" / "__main__.py"), *words]
