"""The compiler behind ``@llmjit.jit``: the runtime's `Recompiler` over the synthesis library."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from llmjit.options import JitOptions
from llmjit.runtime.jit import jit_function
from llmjit.runtime.recompiler import Declined, Observation, Site, Specialization

ENTRY = "specialized"


class SynthesisRecompiler:
    """Tier 1: programs synthesised from the observations alone; no model is asked."""

    def recompile(
        self, site: Site, observations: Sequence[Observation], options: JitOptions
    ) -> Sequence[Specialization] | Declined:
        """One specialization over all ``observations``, or the synthesiser's reason to refuse."""
        from llmjit import synthesis

        seen = [synthesis.Observation(o.inputs, o.output) for o in observations]
        hints = synthesis.Hints(instruction=site.instruction, names=site.parameters)
        found = synthesis.synthesize(seen, budget=synthesis.Budget(seconds=site.seconds), hints=hints)
        if found.refusal is not None:
            return Declined(found.refusal.kind, found.refusal.message, found.refusal.observations)
        source = found.emit(name=ENTRY, parameters=site.parameters, style="miss")
        return [
            Specialization(
                source=source,
                entry=ENTRY,
                guards=found.guards,
                identity=_identity(found.programs[0].expr),
                observations=found.evidence.observations,
                held_out=found.evidence.held_out,
                upper_bound=found.evidence.upper_bound,
            )
        ]


def jit(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """The decorator behind `llmjit.jit`."""
    if function is None:
        return lambda f: jit(f, **options)
    chosen = JitOptions(**options)
    return jit_function(function, chosen, SynthesisRecompiler(), instruction=function.__doc__)


def _identity(program: object) -> str:
    return hashlib.sha256(str(program).encode()).hexdigest()[:16]
