from __future__ import annotations

import sys
import types
from contextlib import contextmanager

import llmjit


def number(text: str) -> str:
    return text[4:9]


TEXTS = [f"INV-{n * 7919 % 90000 + 10000} of 2024" for n in range(8)]


def test_lines_on_stderr_when_asked_for(monkeypatch, capsys) -> None:
    monkeypatch.setenv("LLMJIT_LOG", "recompiles,deopts")
    fast = llmjit.jit(number)
    for text in [*TEXTS, "another form altogether"]:
        fast(text)
    said = capsys.readouterr().err
    assert "[llmjit recompiles] " in said and "compiled" in said and "answers foretold" in said
    assert "[llmjit deopts] " in said and "no specialization takes 'another form altogether'" in said
    assert "[llmjit registry]" not in said


def test_silence_otherwise(capsys) -> None:
    fast = llmjit.jit(number)
    for text in TEXTS:
        fast(text)
    assert capsys.readouterr().err == ""


def test_spans_where_the_application_traces(monkeypatch) -> None:
    spans: list[tuple[str, dict]] = []

    class Tracer:
        @contextmanager
        def start_as_current_span(self, name, attributes):
            spans.append((name, attributes))
            yield

    module = types.ModuleType("opentelemetry.trace")
    module.get_tracer = lambda name: Tracer()
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", module)
    fast = llmjit.jit(number)
    for text in TEXTS:
        fast(text)
    names = [name for name, _ in spans]
    assert names.count("llmjit.slow") == fast.stats.slow and "llmjit.recompile" in names
    assert spans[0][1]["function"].endswith("number")
