"""Programs whose output is a string."""

from __future__ import annotations

from llmjit.synthesis import Observation, synthesize


def test_codes_are_freed_of_their_marks_and_written_anew() -> None:
    rows = [("ox34rp", "OX3 4RP"), ("CB21RX", "CB2 1RX"), ("g3 4lq", "G3 4LQ")]
    found = synthesize([Observation((given,), output) for given, output in rows])
    assert found.run(("EH12NG",)) == "EH1 2NG"
    assert found.run(("l8-4tb",)) == "L8 4TB"


def test_codes_of_fixed_places_lose_any_mark() -> None:
    rows = [("k1a0b1", "K1A-0B1"), ("M5V 3l9", "M5V-3L9"), ("H2x1y4", "H2X-1Y4")]
    found = synthesize([Observation((given,), output) for given, output in rows])
    assert found.run(("v6b/1a1",)) == "V6B-1A1"
