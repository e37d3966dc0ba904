"""Positions in a text, and substrings between them, that refuse to guess."""

from __future__ import annotations

import re


def cut(text: str, start: int, end: int | None) -> str:
    """``text[start:end]``, but `ValueError` where Python would quietly give less than asked for."""
    length = len(text)
    first = start + length if start < 0 else start
    last = length if end is None else end + length if end < 0 else end
    if not 0 <= first <= last <= length:
        raise ValueError("the text is too short to be cut there")
    return text[first:last]


def start_of(text: str, pattern: str, index: int) -> int:
    """Where match number ``index`` begins (negative: from the last); `IndexError` if there is none."""
    return [found.start() for found in re.finditer(pattern, text)][index]


def end_of(text: str, pattern: str, index: int) -> int:
    """Where match number ``index`` ends (negative: from the last); `IndexError` if there is none."""
    return [found.end() for found in re.finditer(pattern, text)][index]


def until(text: str, start: int, literal: str) -> str:
    """From a position to just before the next ``literal``; `ValueError` if there is none."""
    return text[start : text.index(literal, start)]


def run_at(text: str, start: int, pattern: str) -> str:
    """The match of a pattern that begins exactly at a position; `ValueError` if there is none."""
    found = re.compile(pattern).match(text, start)
    if found is None:
        raise ValueError("the text does not go on as expected there")
    return found[0]
