"""Programs whose output is a string."""

from __future__ import annotations

from tests.synthesis.learning import learn


def test_codes_are_freed_of_their_marks_and_written_anew() -> None:
    rows = [("ox34rp", "OX3 4RP"), ("CB21RX", "CB2 1RX"), ("g3 4lq", "G3 4LQ")]
    found = learn(*rows)
    assert found.run(("EH12NG",)) == "EH1 2NG"
    assert found.run(("l8-4tb",)) == "L8 4TB"


def test_codes_of_fixed_places_lose_any_mark() -> None:
    rows = [("k1a0b1", "K1A-0B1"), ("M5V 3l9", "M5V-3L9"), ("H2x1y4", "H2X-1Y4")]
    found = learn(*rows)
    assert found.run(("v6b/1a1",)) == "V6B-1A1"


def test_codes_are_grouped_anew() -> None:
    rows = {
        "3c:22:fb:0A:91:d7": "3C22-FB0A-91D7",
        "3C22FB0B12E0": "3C22-FB0B-12E0",
        "a483.e7C0.11f2": "A483-E7C0-11F2",
    }
    program = learn(*rows.items())
    assert program.run(("00-1a-2b-3c-4d-5e",)) == "001A-2B3C-4D5E"


def test_the_words_of_a_path_stand_behind_a_word_of_the_answer() -> None:
    rows = {
        "https://a.example/wool-hats/news": "Start / Wool hats / News",
        "https://b.org/old-maps/2021/sea-charts/": "Start / Old maps / 2021 / Sea charts",
        "https://b.org/x-rays/more": "Start / X rays / More",
    }
    program = learn(*rows.items())
    assert program.run(("https://c.d.net/help",)) == "Start / Help"
