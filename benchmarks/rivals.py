"""Other ways to spare a model call, each in an environment of its own, measured by a script it runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 240
"""For installing a rival, and for measuring it."""

VM = """
import asyncio
from nano_vm import ExecutionVM, Program
async def add(**more): return "1"
steps = [{"id": f"s{n}", "type": "tool", "tool": "add", **({"is_terminal": True} if n == STEPS - 1 else {})}
         for n in range(STEPS)]
program = Program.from_dict({"name": "p", "steps": steps})
vm = ExecutionVM(llm=None, tools={"add": add})
async def main():
    best = 9.0
    for _ in range(20):
        start = time.perf_counter()
        for _ in range(20):
            trace = await vm.run(program)
        best = min(best, (time.perf_counter() - start) / 20)
    assert str(trace.status).lower().endswith("success"), trace.status
    return {"seconds": best}
print(json.dumps(asyncio.run(main())))
"""

REPLAY = """
import contextlib, io
from muscle_mem import Engine
engine = Engine()
@engine.function()
def add(text): return text[4:10]
def agent(text): add(text)
engine.set_agent(agent)
with contextlib.redirect_stdout(io.StringIO()):
    engine("INV-123456 of 2024", tags=["x"])
    assert engine("INV-123456 of 2024", tags=["x"])
    best = fastest(lambda _: engine("INV-123456 of 2024", tags=["x"]), range(200))
print(json.dumps({"seconds": best}))
"""

COMPLETIONS = """
import litellm
from litellm.caching.caching import Cache
litellm.cache = Cache(type="local")
litellm.suppress_debug_info = True
def ask(text):
    messages = [{"role": "user", "content": text}]
    return litellm.completion(model="gpt-4o-mini", messages=messages, mock_response=text[4:10], caching=True)
texts = [f"INV-{n:06d} of 2024" for n in range(20)]
for text in texts:
    assert ask(text).choices[0].message.content == text[4:10]
print(json.dumps({"seconds": fastest(ask, texts)}))
"""

SIMILARITY = """
import tempfile, zlib
import numpy
from gptcache import Cache
from gptcache.adapter.api import get, put
from gptcache.manager import CacheBase, VectorBase, get_data_manager
from gptcache.processor.pre import get_prompt
from gptcache.similarity_evaluation import SearchDistanceEvaluation
def embed(text, **more):
    row = numpy.zeros(256, dtype="float32")
    for n in range(len(text) - 2):
        row[zlib.crc32(text[n : n + 3].encode()) % 256] += 1
    return row / (numpy.linalg.norm(row) or 1.0)
folder = tempfile.mkdtemp()
data = get_data_manager(CacheBase("sqlite", sql_url=f"sqlite:///{folder}/answers.db"),
                        VectorBase("faiss", dimension=256, index_path=f"{folder}/index"))
cache = Cache()
cache.init(pre_embedding_func=get_prompt, embedding_func=embed, data_manager=data,
           similarity_evaluation=SearchDistanceEvaluation())
calls = wrong = 0
for text, answer in ROWS:
    got = get(text, cache_obj=cache)
    if got is None:
        calls += 1
        put(text, answer, cache_obj=cache)
    else:
        wrong += got != answer
best = fastest(lambda row: get(row[0], cache_obj=cache), ROWS[:10])
print(json.dumps({"seconds": best, "calls": calls, "wrong": wrong}))
"""

PRELUDE = """
import json, os, time
def fastest(function, rows):
    best = 9.0
    for _ in range(10):
        start = time.perf_counter()
        for row in rows:
            function(row)
        best = min(best, (time.perf_counter() - start) / len(rows))
    return best
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """What is installed, and the script that prints what it measured as JSON."""

    name: str
    packages: tuple[str, ...]
    script: str


HIT = Rival("muscle-mem", ("muscle-mem",), REPLAY)
COMPLETION = Rival("litellm cache hit", ("litellm", "fastapi", "orjson", "soundfile"), COMPLETIONS)
SIMILAR = Rival("gptcache, by similarity", ("gptcache", "faiss-cpu", "sqlalchemy"), SIMILARITY)
STEPWISE = Rival("llm-nano-vm", ("llm-nano-vm",), VM)


def measure(rival: Rival, folder: Path, **known: Any) -> dict[str, Any] | None:
    """What a rival's script prints, given these constants; None where the rival cannot be had or fails."""
    place = folder / rival.packages[0]
    python = place / "bin" / "python"
    try:
        if not (place / "installed").exists():
            _run([sys.executable, "-m", "venv", str(place)])
            _run([str(python), "-m", "pip", "install", "-q", "--retries", "1", *rival.packages])
            (place / "installed").touch()
        script = place / "measure.py"  # a file, because muscle-mem reads the source of its tools
        constants = "".join(f"{name} = {value!r}\n" for name, value in known.items())
        script.write_text(f"{constants}{PRELUDE}{rival.script}", encoding="utf-8")
        printed = _run([str(python), str(script)], cwd=place)
        found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        said = getattr(error, "stderr", None)
        lines = said.strip().splitlines() if isinstance(said, str) else []
        print(f"left out, {rival.name}: {lines[-1] if lines else error}"[:200], file=sys.stderr)
        return None
    return found


def _run(command: Sequence[str], cwd: Path | None = None) -> str:
    environment = {**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=True, timeout=SECONDS
    )
    return done.stdout
