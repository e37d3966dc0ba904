"""Guards mined from observations."""

from __future__ import annotations

from collections.abc import Sequence

from llmjit.guard import Guard
from llmjit.synthesis.facade import Observation

NAMES = {"NoneType": "None"}


def mine(observations: Sequence[Observation], names: Sequence[str]) -> tuple[Guard, ...]:
    """Types of all inputs."""
    out = []
    for index, name in enumerate(names):
        types = sorted({type(seen.inputs[index]).__name__ for seen in observations})
        if len(types) == 1 and types[0] != "NoneType":
            condition = f"type({name}) is {types[0]}"
            reason = f"{name} was a {types[0]} in all observations"
            out.append(Guard("type", name, types[0], reason, len(observations), condition))
    return tuple(out)
