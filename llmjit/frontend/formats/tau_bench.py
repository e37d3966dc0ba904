"""tau-bench runs: a list of runs, each with its chat messages under ``traj``."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, Sample
from llmjit.frontend.formats.openai_chat import conversation, messages_of
from llmjit.frontend.formats.source import Source
from llmjit.frontend.thread import Thread


def _matches(sample: Sample) -> bool:
    first = sample.value[0] if isinstance(sample.value, list) and sample.value else None
    return isinstance(first, dict) and isinstance(first.get("traj"), list)


def failed(content: object) -> bool:
    """Whether a tool's answer is one of the benchmark's error messages."""
    return isinstance(content, str) and content.startswith("Error")


def _read(source: Source) -> Iterator[Thread]:
    for number, run in enumerate(source.document().items(), 1):
        known = {key: run.object()[key] for key in ("task_id", "trial", "reward") if key in run.object()}
        messages = messages_of(run.at("traj").items(), failed)
        yield conversation(source, number, run, messages, "tau_bench", **known)


FORMAT = Format("tau_bench", "tau-bench runs (JSON)", frozenset({"document"}), _matches, _read)
