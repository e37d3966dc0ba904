"""The value domains: importing this module registers their operators and generators with the engine."""

from llmjit.synthesis import dates, numbers, records, splits

__all__ = ["dates", "numbers", "records", "splits"]
