"""From a few observed answers to a program, and to knowing where it stops being trustworthy.

Guards, and how what they may cost was measured: `llmjit.synthesis.guards`. Emission: `llmjit.synthesis.emit`.
"""

from llmjit.synthesis import domains
from llmjit.synthesis.facade import Budget, Evidence, Hints, Observation, Ranked, Refusal, Synthesis
from llmjit.synthesis.search import synthesize

__all__ = [
    "Budget",
    "Evidence",
    "Hints",
    "Observation",
    "Ranked",
    "Refusal",
    "Synthesis",
    "domains",
    "synthesize",
]
