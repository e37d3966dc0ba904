from __future__ import annotations

import json
import sys
import types
from contextlib import contextmanager

import pytest

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


def test_metrics_where_the_application_collects(monkeypatch) -> None:
    instruments: dict[str, list] = {}

    class Meter:
        def create_observable_counter(self, name, callbacks, unit, description):
            instruments[name] = callbacks

    module = types.ModuleType("opentelemetry.metrics")
    module.get_meter = lambda name: Meter()
    module.Observation = lambda value, attributes: (attributes["function"], value)
    monkeypatch.setitem(sys.modules, "opentelemetry.metrics", module)
    fast = llmjit.jit(number)
    for text in TEXTS:
        fast(text)
    read = {name: dict(callback(None)) for name, (callback,) in instruments.items()}
    key = f"{number.__module__}.{number.__qualname__}"
    assert read["llmjit.calls"][key] == len(TEXTS) == fast.stats.calls
    assert read["llmjit.compiled"][key] == fast.stats.compiled > 0
    assert read["llmjit.slow"][key] == fast.stats.slow and read["llmjit.compiles"][key] > 0
    assert set(read) >= {"llmjit.deopts", "llmjit.tokens", "llmjit.dollars"}


def test_metrics_reach_the_real_sdk() -> None:
    pytest.importorskip("opentelemetry.sdk.metrics")
    from opentelemetry import metrics
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import InMemoryMetricReader

    reader = InMemoryMetricReader()
    metrics.set_meter_provider(MeterProvider([reader]))
    fast = llmjit.jit(number)
    for text in TEXTS:
        fast(text)
    found = json.loads(reader.get_metrics_data().to_json())["resource_metrics"][0]["scope_metrics"]
    names = {metric["name"]: metric["data"]["data_points"] for scope in found for metric in scope["metrics"]}
    assert fast.stats.calls in [point["value"] for point in names["llmjit.calls"]]
