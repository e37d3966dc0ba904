"""The value domains: importing this module registers their operators and generators with the engine."""

from llmjit.synthesis import date_spans, dates, lists, number_choices, numbers, records, splits

__all__ = ["date_spans", "dates", "lists", "number_choices", "numbers", "records", "splits"]
