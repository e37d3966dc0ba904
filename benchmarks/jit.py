"""What a compiled answer costs, beside what else answers a question seen before; all in one run.

    python benchmarks/jit.py [--rivals FOLDER] [--json]

``--rivals`` names a folder in which virtual environments for the rivals are made (or found), from the package
index; without it only what this environment has is measured. Every row is the fastest of many short batches;
ratios are to the bare Python expression (a call) or the bare Python loop that notes each step (a program).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["LLMJIT_HOME"] = tempfile.mkdtemp(prefix="llmjit-benchmark-")
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import llmjit
from llmjit.runtime.program import Program

STEPS = 20
Measure = Callable[[], float]

VM = """
import asyncio, json, time
from nano_vm import ExecutionVM, Program
async def add(**more): return "1"
steps = [{"id": f"s{n}", "type": "tool", "tool": "add", **({"is_terminal": True} if n == STEPS - 1 else {})}
         for n in range(STEPS)]
program = Program.from_dict({"name": "p", "steps": steps})
vm = ExecutionVM(llm=None, tools={"add": add})
async def main():
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(200):
            trace = await vm.run(program)
        best = min(best, (time.perf_counter() - start) / 200)
    assert str(trace.status).lower().endswith("success"), trace.status
    print(json.dumps(best))
asyncio.run(main())
"""

REPLAY = """
import contextlib, io, json, time
from muscle_mem import Engine
engine = Engine()
@engine.function()
def add(text): return text[4:10]
def agent(text): add(text)
engine.set_agent(agent)
with contextlib.redirect_stdout(io.StringIO()):
    engine("INV-123456 of 2024", tags=["x"])
    assert engine("INV-123456 of 2024", tags=["x"])
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(2000):
            engine("INV-123456 of 2024", tags=["x"])
        best = min(best, (time.perf_counter() - start) / 2000)
print(json.dumps(best))
"""


def each(function: Callable[[Any], Any], rows: Sequence[Any], batch: int = 200) -> float:
    """Seconds a row in the fastest batch: what it costs when nothing else wants the processor."""
    best = float("inf")
    for begin in range(0, len(rows) - batch + 1, batch):
        part = rows[begin : begin + batch]
        start = time.perf_counter()
        for row in part:
            function(row)
        best = min(best, (time.perf_counter() - start) / batch)
    return best


def texts(count: int) -> list[str]:
    return [
        f"INV-{n * 7919 % 1000000:06d} of 20{n % 80 + 10}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        for n in range(count)
    ]


def compiled() -> Any:
    @llmjit.jit
    def number(text: str) -> str:
        """The invoice number."""
        return text[4:10]

    for text in texts(60):
        number(text)
    assert number.specializations, number.explain()
    return number


def calls() -> dict[str, float]:
    """Seconds a call of everything that answers a question without asking a model."""
    number = compiled()
    repeated, distinct = texts(40) * 200, texts(20000)[60:]
    rows = {"bare Python, text[4:10]": each(lambda text: text[4:10], repeated)}
    rows["llmjit, text seen before"] = each(number, repeated)
    rows["llmjit, new text"] = each(number, distinct)
    rows["diskcache hit"] = each(disk_cache(), repeated[:2000])
    with contextlib.suppress(ImportError):
        rows["litellm cache hit"] = each(litellm_cache(), repeated[:200], 40)
    return rows


def disk_cache() -> Callable[[str], Any]:
    import diskcache

    cache = diskcache.Cache(tempfile.mkdtemp(prefix="llmjit-benchmark-"))
    for text in texts(40):
        cache.set(text, text[4:10])
    return cache.get


def litellm_cache() -> Callable[[str], Any]:
    import litellm
    from litellm.caching.caching import Cache

    litellm.cache = Cache(type="local")
    litellm.suppress_debug_info = True

    def ask(text: str) -> Any:
        messages = [{"role": "user", "content": text}]
        return litellm.completion(
            model="gpt-4o-mini", messages=messages, mock_response=text[4:10], caching=True
        )

    for text in texts(40):
        ask(text)
    return ask


def steps() -> dict[str, float]:
    """Seconds a program of 20 helper calls with a full trace."""
    lines = "".join(f"    value = call('add', value, {n})\n" for n in range(STEPS))
    source = "from llmjit.runtime.abi import current\n\ndef chain(value: int):\n    call = current().call\n"
    program = Program.from_source("chain", f"{source}{lines}    return value\n")
    program = program.with_(helpers={"add": lambda a, b: a + b})

    def add(a: int, b: int) -> int:
        return a + b

    def bare(value: int) -> int:
        trace = []
        for n in range(STEPS):
            result = add(value, n)
            trace.append(("add", (value, n), result))
            value = result
        return value

    assert program(value=1) == bare(1)
    rows = range(3000)
    return {
        "bare Python with a trace": each(bare, rows),
        "llmjit program": each(lambda n: program(value=n), rows),
    }


def rival(folder: Path, package: str, script: str) -> float | None:
    """Seconds of one unit of a rival in an environment of its own; None where it cannot be had."""
    place = folder / package
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        made = subprocess.run(
            [str(python), "-m", "pip", "install", "-q", package], capture_output=True, check=False
        )
        if made.returncode:
            return None
    file = place / "measure.py"  # a file, because muscle-mem reads the source of its tools
    file.write_text(f"STEPS = {STEPS}\n{script}", encoding="utf-8")
    done = subprocess.run([str(python), str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{package} failed: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    return float(json.loads(done.stdout.splitlines()[-1])) if done.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tables = {"a call": calls(), f"a program of {STEPS} steps": steps()}
    if options.rivals:
        found = {"a call": ("muscle-mem", REPLAY), f"a program of {STEPS} steps": ("llm-nano-vm", VM)}
        for title, (package, script) in found.items():
            seconds = rival(options.rivals, package, script)
            if seconds is not None:
                tables[title][package] = seconds
    if options.json:
        print(json.dumps(tables))
        return
    for title, rows in tables.items():
        base = next(iter(rows.values()))
        print(f"\n{title:34} {'microseconds':>12} {'a second':>12} {'to bare':>9}")
        for name, seconds in rows.items():
            print(f"{name:34} {seconds * 1e6:12.3f} {1 / seconds:12,.0f} {seconds / base:8.1f}x")


if __name__ == "__main__":
    main()
