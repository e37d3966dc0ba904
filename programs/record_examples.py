"""Record the example threads again: real helpers, real sandbox, and answers that we wrote in a model's place.

    python programs/record_examples.py

The answers stand in ``answers.json`` beside each program. Prompts change with the recorder's templates, so the
recordings, which the demo replays by exact prompt, are made anew with this script whenever they do.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from llmjit.driver import compile_threads
from llmjit.execute import Execution
from llmjit.frontend.formats.registry import read_threads
from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.model import ChatMessage, Completion, resolve_model
from llmjit.options import CompileOptions
from llmjit.programs import find_program, register
from llmjit.origin import thread_json
from llmjit.recompile import learn
from llmjit.record import load_tools, record

os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # the tokenizer alone is wanted

HERE = Path(__file__).resolve().parent


def tokens(text: str) -> int:
    """How many tokens a text is, by the tokenizer that litellm brings along."""
    import litellm

    return int(litellm.token_counter(model="gpt-4o", text=text))


def scripted(answers: Sequence[str]):
    """A model that gives these answers in turn and counts real tokens."""
    script = iter(answers)

    def answer(messages: Sequence[ChatMessage]) -> Completion:
        text = next(script)
        asked = sum(tokens(message["content"]) for message in messages)
        return Completion(
            text=text, tokens_in=asked, tokens_out=tokens(text), model="written-by-hand", priced=False
        )

    return answer


def record_changed_world() -> None:
    """Record what a model is asked, and answers, where the demo's world has changed."""
    out = HERE / "recordings" / "changed_world.jsonl"
    lines: list[str] = []

    def answer(messages: Sequence[ChatMessage]) -> Completion:
        prompt = messages[-1]["content"]
        due = re.findall(r"Amount due: ([0-9.]+)", prompt)[-1]
        counts = {"tokens_in": tokens(prompt), "tokens_out": tokens(due)}
        lines.append(json.dumps({"prompt": prompt, "answer": due, "model": "written-by-hand", **counts}))
        return Completion(text=due, **counts)

    with tempfile.TemporaryDirectory() as home:
        os.environ.update(LLMJIT_HOME=home, LLMJIT_EXAMPLE_DATA=str(HERE / "changed_data"))
        threads = read_threads(HERE / "recordings" / "invoice_total.jsonl")
        compiled = compile_threads(threads, CompileOptions(name="invoice_total"))
        register(compiled.program, ir=compiled.emitted.ir, threads=[thread_json(t) for t in threads])
        for number in ("INV-2042", "INV-2043", "INV-2044"):
            program = find_program("invoice_total")
            execution = Execution(
                program=program, tools=load_tools(HERE / "tools.py"), model=resolve_model(answer)
            )
            outcome = execution.run(f"What is the total of invoice {number} in EUR?")
            learned = learn("invoice_total", program, outcome)
            sys.stdout.write(f"{out.name}: {number} -> {outcome.value} ({learned})\n")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Record every example into ``recordings/``."""
    tools = load_tools(HERE / "tools.py")
    for script in sorted((HERE / "answers").glob("*.json")):
        out = HERE / "recordings" / f"{script.stem}.jsonl"
        out.unlink(missing_ok=True)
        out.parent.mkdir(exist_ok=True)
        with ThreadWriter(out) as writer:
            for number, thread in enumerate(json.loads(script.read_text(encoding="utf-8")), 1):
                model = resolve_model(scripted(thread["answers"]))
                done = record(thread["task"], tools, model, writer, thread_id=f"{script.stem}-{number}")
                sys.stdout.write(f"{out.name}: {thread['task']} -> {done.result}\n")
    record_changed_world()


if __name__ == "__main__":
    main()
