"""The value domains: importing this module registers their operators and generators with the engine."""

# ruff: noqa: F401

import llmjit.synthesis.choices.bands
import llmjit.synthesis.choices.chosen
import llmjit.synthesis.choices.sizes
import llmjit.synthesis.dates.atoms
import llmjit.synthesis.dates.durations
import llmjit.synthesis.dates.formats
import llmjit.synthesis.dates.languages
import llmjit.synthesis.dates.lists
import llmjit.synthesis.dates.moves
import llmjit.synthesis.dates.spans
import llmjit.synthesis.dates.spelled_durations
import llmjit.synthesis.lists.changed
import llmjit.synthesis.lists.dicts
import llmjit.synthesis.lists.enclosed
import llmjit.synthesis.lists.marks
import llmjit.synthesis.lists.pairs
import llmjit.synthesis.lists.rules
import llmjit.synthesis.lists.splits
import llmjit.synthesis.numbers.counts
import llmjit.synthesis.numbers.lists
import llmjit.synthesis.numbers.programs
import llmjit.synthesis.numbers.short
import llmjit.synthesis.records.items
import llmjit.synthesis.records.queries
import llmjit.synthesis.records.values
import llmjit.synthesis.records.walks
import llmjit.synthesis.strings.columns
import llmjit.synthesis.texts.characters
import llmjit.synthesis.texts.defaults
import llmjit.synthesis.texts.encodings
import llmjit.synthesis.texts.filled
import llmjit.synthesis.texts.flagged
import llmjit.synthesis.texts.kinds
import llmjit.synthesis.texts.labels
import llmjit.synthesis.texts.marked
import llmjit.synthesis.texts.markup
import llmjit.synthesis.texts.merged
import llmjit.synthesis.texts.places
import llmjit.synthesis.texts.redacted
import llmjit.synthesis.texts.standards
import llmjit.synthesis.texts.steered
import llmjit.synthesis.texts.templates
import llmjit.synthesis.texts.urlparts
