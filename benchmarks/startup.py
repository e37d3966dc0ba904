"""What starting llmjit costs: python -m benchmarks.startup [--rounds 15] [--quick] [--json]

Measured side by side, in turns: bare ``python -c pass``, ``import llmjit``, and ``llmjit run`` of a program whose
guards hold, with helpers from a tools file, from a project's folder and from the registry. The fastest of all
rounds counts, as other processes only ever add time; bytecode is cached, as an installed package has it, whatever
the environment says. Exit code 1 when the import takes more than 60 ms over
bare Python, a run more than 150 ms, or when either loads a library it has no use for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMITS = {"import llmjit": 60, "run, from a folder": 150, "run, from the registry": 150}
HEAVY = ("black", "hypothesis", "jinja2", "libcst", "litellm", "pydantic", "pydantic_monty")
TOOLS = '''
def price(item: str) -> str:
    """What an item costs."""
    return "cup: 12.50\\nplate: 8.25"
'''
SOURCE = r"""
from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, current, look_up_number

REQUEST = RequestPattern("What do {count} of {item} cost?", {"count": Hole(r"\d+", int), "item": Hole(r"\w+")})


def cost(count: int = 2, item: str = "cup") -> str:
    run = current()
    prices = run.call("price", item)
    if not isinstance(prices, str):
        raise GuardFailed("it was always a text", "type", "prices", prices, "a text", 1)
    return f"{count * look_up_number(prices, item):.2f}"
"""
KEEP = """
import sys
from pathlib import Path
from llmjit.compiled import write_folder
from llmjit.programs import register
from llmjit.runtime.loader import hash_of
from llmjit.runtime.program import Program
import json
source = sys.stdin.read()
manifest = {"name": "cost", "sha256": hash_of(source), "helpers": {"price": {"effect": "read"}}, "sites": {}}
register(Program.from_source("cost", source, manifest=manifest))
write_folder(Path("project/programs/cost"), {"cost.py": source, "manifest.json": json.dumps(manifest)})
"""


def process(code: list[str], folder: Path) -> float:
    """Wall time of a process in milliseconds."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *code], cwd=folder, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{code} failed:\n{done.stderr}")
    return 1000 * seconds


def loaded(code: list[str], folder: Path) -> list[str]:
    """Which of the heavy libraries a process imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *code], cwd=folder, capture_output=True, text=True
    )
    found = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    return sorted(found & set(HEAVY))


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--quick", action="store_true", help="five rounds")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    os.environ.pop("LLMJIT_MODEL", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        os.environ["LLMJIT_HOME"] = str(folder / "home")
        (folder / "tools.py").write_text(TOOLS, encoding="utf-8")
        subprocess.run([sys.executable, "-c", KEEP], cwd=folder, input=SOURCE, text=True, check=True)
        run = ["-m", "llmjit", "run", "cost", "What do 3 of plate cost?", "--tools", str(folder / "tools.py")]
        commands = {
            "python -c pass": (["-c", "pass"], folder),
            "import llmjit": (["-c", "import llmjit"], folder),
            "run, from a folder": (run, folder / "project"),
            "run, from the registry": (run, folder),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(5 if options.quick else options.rounds):
            for name, (code, place) in commands.items():
                times[name].append(process(code, place))
        heavy = {name: loaded(*commands[name]) for name in LIMITS}
    return report({name: min(taken) for name, taken in times.items()}, heavy, options.json)


def report(best: dict[str, float], heavy: dict[str, list[str]], as_json: bool) -> int:
    """Print the figures; the exit code."""
    bare = best["python -c pass"]
    good = not any(heavy.values()) and all(best[name] - bare <= limit for name, limit in LIMITS.items())
    if as_json:
        print(json.dumps({"milliseconds": best, "heavy": heavy, "good": good}))
        return 0 if good else 1
    print(f"{'python -c pass':24} {bare:7.1f} ms")
    for name, limit in LIMITS.items():
        over = best[name] - bare
        loads = f"; loads {', '.join(heavy[name])}" if heavy[name] else ""
        print(
            f"{name:24} {best[name]:7.1f} ms  {best[name] / bare:.2f} times bare Python, "
            f"{over:.1f} ms over it (at most {limit}){loads}"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
