"""The compiler behind ``@llmjit.jit``: the runtime's `Recompiler` over the synthesis library."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from typing import Any

import llmjit
from llmjit.ask import asking, has_no_body
from llmjit.options import JitOptions
from llmjit.runtime.disk_vault import DiskVault
from llmjit.runtime.jit import jit_function
from llmjit.runtime.keys import site_key
from llmjit.runtime.recompiler import Declined, Observation, Site, Specialization
from llmjit.runtime.registry import open_registry
from llmjit.runtime.vault import NoVault, Vault

ENTRY = "specialized"
COMPILER = f"llmjit {llmjit.__version__}"


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
    name = f"{function.__module__}.{function.__qualname__}"
    model = None
    if has_no_body(function):
        model = os.environ.get("LLMJIT_MODEL")
        function = asking(function)
    id = site_key(function, prompt=function.__doc__, model=model, compiler=COMPILER)
    vault: Vault = DiskVault(id, name, open_registry) if chosen.registry else NoVault()
    return jit_function(function, chosen, SynthesisRecompiler(), vault, instruction=function.__doc__)


def _identity(program: object) -> str:
    return hashlib.sha256(str(program).encode()).hexdigest()[:16]
