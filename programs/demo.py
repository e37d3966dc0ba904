"""The main job, end to end, as commands: record, compile, run, a world that changes, deopt, recompile.

    make demo

No key and no network: the model's answers were written by us and recorded; ``replay:FILE`` gives them again by
exact prompt. Helpers, sandbox, compiler and guards are the real ones, and so are all numbers printed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = ["--tools", str(HERE / "tools.py")]
RECORDED = ["--model", f"replay:{HERE / 'recordings' / 'invoice_total.jsonl'}"]
ANSWERS = ["--model", f"replay:{HERE / 'recordings' / 'changed_world.jsonl'}"]
CHANGED = {"LLMJIT_EXAMPLE_DATA": str(HERE / "changed_data")}
BOLD, DIM, PLAIN = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")


class Demo:
    """Runs commands in a registry of their own and shows them."""

    def __init__(self, home: Path) -> None:
        self._home = home
        # the same code runs the demo as runs the commands, installed or not
        self._path = str(HERE.parent)

    def say(self, text: str) -> None:
        """A heading."""
        sys.stdout.write(f"\n{BOLD}{text}{PLAIN}\n")
        sys.stdout.flush()

    def llmjit(self, *words: str, expect: int = 0, **environment: str) -> None:
        """Show one command and what it prints; the demo ends where it does not exit as it should."""
        shown = " ".join(word.replace(f"{HERE}/", "programs/") for word in map(shlex.quote, words))
        sys.stdout.write(f"{DIM}$ llmjit {shown}{PLAIN}\n")
        sys.stdout.flush()
        env = {**os.environ, "LLMJIT_HOME": str(self._home), "PYTHONPATH": self._path, **environment}
        env.pop("LLMJIT_MODEL", None)
        done = subprocess.run(
            [sys.executable, "-m", "llmjit", *words],
            check=False,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        sys.stdout.write(done.stdout if done.stdout.endswith("\n") else done.stdout + "\n")
        if done.returncode != expect:
            sys.exit(f"the command ended with {done.returncode}, not {expect}")


def question(number: str, currency: str) -> str:
    """The task, in words."""
    return f"What is the total of invoice {number} in {currency}?"


def main() -> None:
    """Run the demo."""
    with tempfile.TemporaryDirectory(prefix="llmjit-demo-") as folder:
        demo, recording = Demo(Path(folder) / "home"), str(Path(folder) / "run.jsonl")
        demo.say("1. A model does the task once; everything is written down.")
        demo.llmjit("record", question("INV-2041", "AUD"), *TOOLS, *RECORDED, "-o", recording)
        demo.say("2. The recording becomes a program: the rate the model typed is read again, by key.")
        demo.llmjit("compile", recording, "--name", "invoice_total", "--replace", "--explain")
        demo.llmjit("show", "invoice_total")
        demo.say("3. The same task for other inputs: no model.")
        demo.llmjit("run", "invoice_total", question("INV-2042", "EUR"), *TOOLS)
        demo.llmjit("run", "invoice_total", question("INV-2043", "JPY"), *TOOLS)
        demo.say("4. The world changes: invoices say 'Amount due' now. A guard stops the program.")
        demo.llmjit("run", "invoice_total", question("INV-2042", "EUR"), *TOOLS, expect=3, **CHANGED)
        demo.say("5. With a model: it is asked for the one value that is missing, and the program goes on.")
        for number in ("INV-2042", "INV-2043", "INV-2044"):
            demo.llmjit("run", "invoice_total", question(number, "EUR"), *TOOLS, *ANSWERS, **CHANGED)
        demo.say("6. The recompiled program knows both worlds: no model.")
        demo.llmjit("run", "invoice_total", question("INV-2041", "CHF"), *TOOLS, **CHANGED)
        demo.llmjit("run", "invoice_total", question("INV-2041", "CHF"), *TOOLS)
        demo.say("7. What it cost and what it saved.")
        demo.llmjit("stats", "invoice_total")


if __name__ == "__main__":
    main()
