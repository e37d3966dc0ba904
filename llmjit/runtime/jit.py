"""The decorator's runtime half: a function that compiles itself, with Numba's habits of inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, final

from llmjit.guard import Guard
from llmjit.layout import laid_out
from llmjit.options import JitOptions
from llmjit.runtime.dispatch import Dispatcher
from llmjit.runtime.explain import explain_call
from llmjit.runtime.learner import Installed
from llmjit.runtime.metrics import watch
from llmjit.runtime.recompiler import Recompiler
from llmjit.runtime.site import Jitted
from llmjit.runtime.vault import NoVault, Vault


@final
class Stats(Mapping[str, Any]):
    """Live counters of a jitted function, by name; see `llmjit.runtime.stats.Counters`."""

    def __init__(self, jitted: Jitted) -> None:
        self._jitted = jitted

    def _data(self) -> dict[str, Any]:
        jitted = self._jitted
        counters = jitted.counters
        compiled = jitted.dispatcher.compiled_calls + counters.ticks
        calls = compiled + counters.slow + counters.memo + counters.shadow
        return {
            "calls": calls,
            "compiled": compiled,
            **counters.to_json(),
            "observations": len(jitted.learner.log),
            "specializations": len(jitted.learner.live),
            "noise": round(max(jitted.shadow.noise if jitted.shadow.asked_twice else 0.0, 0.0), 4),
            "slow_reason": jitted.border.slow_reason,
        }

    def __getitem__(self, name: str) -> Any:
        return self._data()[name]

    def __getattr__(self, name: str) -> Any:
        try:
            return self._data()[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._data())

    def __len__(self) -> int:
        return len(self._data())

    def __repr__(self) -> str:
        return f"Stats({self._data()!r})"


@final
class Specializations(Sequence[Installed]):
    """A live view of the specializations in service, in dispatch order."""

    def __init__(self, jitted: Jitted) -> None:
        self._jitted = jitted

    def __getitem__(self, index: Any) -> Any:
        return self._jitted.learner.live[index]

    def __len__(self) -> int:
        return len(self._jitted.learner.live)

    def __repr__(self) -> str:
        return repr(list(self))


def jit_function(
    function: Callable[..., Any],
    options: JitOptions,
    recompiler: Recompiler,
    vault: Vault | None = None,
    *,
    instruction: str | None = None,
) -> Any:
    """The self-compiling form of ``function``: a plain function with a few attributes.

    ``stats``, ``specializations``, ``inspect_source()``, ``inspect_guards()``, ``explain(*args)``,
    ``recompile()`` and ``clear()`` are what a user may call; ``jitted`` is the machinery.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    jitted = Jitted(function, options, recompiler, vault or NoVault(), name=name, instruction=instruction)
    compiled: Any = jitted.dispatcher.function

    def inspect_source() -> str:
        """The dispatcher and every specialization in service, as Python source."""
        jitted.load()
        return source_of(jitted.dispatcher, jitted.learner.live)

    def inspect_guards() -> list[tuple[Guard, ...]]:
        """The guards of each specialization in service, in dispatch order."""
        jitted.load()
        return [installed.specialization.guards for installed in jitted.learner.live]

    def explain(*args: Any, **kwargs: Any) -> str:
        """What would answer a call, and which guard of which specialization refuses it; asks no model."""
        return explain_call(jitted, args, kwargs)

    compiled.jitted = jitted
    compiled.options = options
    compiled.stats = Stats(jitted)
    watch(name, compiled.stats)
    compiled.specializations = Specializations(jitted)
    compiled.inspect_source = inspect_source
    compiled.inspect_guards = inspect_guards
    compiled.explain = explain
    compiled.recompile = jitted.recompile
    compiled.clear = jitted.clear
    return compiled


def source_of(dispatcher: Dispatcher, live: Sequence[Installed]) -> str:
    """The text of the dispatcher and of the specializations it calls."""
    parts = [f"# dispatch\n{laid_out(dispatcher.source)}"]
    for installed in live:
        known = installed.specialization
        parts.append(
            f"# specialization {known.identity}: {known.observations} observations, "
            f"{installed.foretold} answers foretold\n{laid_out(known.source)}"
        )
    return "\n\n".join(parts)
