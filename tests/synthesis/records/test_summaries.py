"""Names with a number each, written in one line."""

from __future__ import annotations

import pytest

from tests.synthesis.learning import accepted, answer

LOGS = ("1 load ok\n2 save ok\n3 load ok", "4 send ok", "5 save ok\n6 save ok\n7 load ok\n8 save ok")


@pytest.mark.parametrize(
    ("summaries", "later"),
    [
        (("load: 2, save: 1", "send: 1", "save: 3, load: 1"), "send: 2, load: 1"),
        (("2x load; 1x save", "1x send", "3x save; 1x load"), "2x send; 1x load"),
        (("load (2) | save (1)", "send (1)", "save (3) | load (1)"), "send (2) | load (1)"),
    ],
)
def test_counts_in_text(summaries: tuple[str, ...], later: str) -> None:
    found = accepted(*zip(LOGS, summaries, strict=True))
    assert answer(found, "9 send ok\n10 load ok\n11 send ok") == later
