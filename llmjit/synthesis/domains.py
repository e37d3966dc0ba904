"""The value domains: importing this module registers their operators and generators with the engine."""

from llmjit.synthesis import (
    characters,
    counts,
    date_moves,
    date_spans,
    dates,
    defaults,
    durations,
    encodings,
    items,
    kinds,
    lists,
    number_choices,
    numbers,
    records,
    short_numbers,
    splits,
)

__all__ = [
    "characters",
    "counts",
    "date_moves",
    "date_spans",
    "dates",
    "defaults",
    "durations",
    "encodings",
    "items",
    "kinds",
    "lists",
    "number_choices",
    "numbers",
    "records",
    "short_numbers",
    "splits",
]
