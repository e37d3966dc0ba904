"""Record the example threads again: real helpers, real sandbox, and answers that we wrote in a model's place.

    python programs/record_examples.py

The answers stand in ``answers.json`` beside each program. Prompts change with the recorder's templates, so the
recordings, which the demo replays by exact prompt, are made anew with this script whenever they do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.model import ChatMessage, Completion, resolve_model
from llmjit.record import load_tools, record

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


if __name__ == "__main__":
    main()
