"""The value domains: importing this module registers their operators and generators with the engine."""

from llmjit.synthesis import (
    counts,
    date_moves,
    date_spans,
    dates,
    durations,
    encodings,
    items,
    lists,
    number_choices,
    numbers,
    records,
    short_numbers,
    splits,
)

__all__ = [
    "counts",
    "date_moves",
    "date_spans",
    "dates",
    "durations",
    "encodings",
    "items",
    "lists",
    "number_choices",
    "numbers",
    "records",
    "short_numbers",
    "splits",
]
