"""Why a call is answered the way it is: by which specialization, or which guard of each refuses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from llmjit.guard import Guard
from llmjit.runtime.miss import MISS
from llmjit.runtime.policy import GroupState
from llmjit.runtime.projection import NoProjection

if TYPE_CHECKING:
    from llmjit.runtime.learner import Installed
    from llmjit.runtime.site import Jitted


def explain_call(jitted: Jitted, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """The explanation as lines of text; calls nothing but compiled code."""
    jitted.load()
    learner = jitted.learner
    if not args and not kwargs:
        return "\n".join(_standing(jitted))
    try:
        bound = jitted.dispatcher.signature.bind(*args, **kwargs)
        bound.apply_defaults()
        inputs = jitted.border.values_of(tuple(bound.arguments.values()))
    except NoProjection as error:
        return f"slow path: {error}"
    lines: list[str] = []
    for installed in learner.live:
        value = installed.answer(inputs)
        name = f"specialization {installed.specialization.identity}"
        if value is not MISS:
            return "\n".join([*lines, f"{name} answers {value!r}", f"  {_evidence(installed)}"])
        lines += [f"{name} refuses", *_refusals(installed, jitted.site.parameters, inputs)]
    if jitted.options.memo and learner.log.answer(inputs) is not None:
        return "\n".join([*lines, "answered from the observation of the same inputs"])
    return "\n".join([*lines, "slow path", *_standing(jitted)])


def _standing(jitted: Jitted) -> list[str]:
    learner = jitted.learner
    lines = [f"{len(learner.log)} observations, {len(learner.live)} specializations in service"]
    if jitted.border.slow_reason:
        lines.append(f"  {jitted.border.slow_reason}")
    for group, state in learner.policy.groups.items():
        known = _verdict(state)
        if known:
            lines.append(f"  {group[1]}: {known}")
    for group, candidate in learner.candidates.items():
        need = learner.policy.need(group)
        lines.append(f"  on probation: {candidate.proof:.1f} of {need:.1f} bits foretold for {group[1]}")
    return lines


def _verdict(state: GroupState) -> str:
    if state.hopeless:
        return f"left to the slow path: {state.wrong} of {state.wrong + state.right} predictions failed"
    return f"declined, {state.reason}" if state.reason else ""


def _evidence(installed: Installed) -> str:
    known = installed.specialization
    return f"built from {known.observations} observations, {installed.foretold} more answers foretold"


def _refusals(installed: Installed, parameters: Sequence[str], inputs: Sequence[Any]) -> list[str]:
    namespace = dict(zip(parameters, inputs, strict=True))
    failed = [g for g in installed.specialization.guards if not _holds(g, installed, namespace)]
    return [
        f"  {g.kind} {g.subject}: {g.reason}; seen {namespace.get(g.subject)!r:.120} ({g.evidence} observed)"
        for g in failed
    ] or ["  equally good programs disagree about it, or have no value for it"]


def _holds(guard: Guard, installed: Installed, namespace: Mapping[str, Any]) -> bool:
    """Whether a guard's condition holds, evaluated in the module it was emitted into."""
    if not guard.condition:
        return True
    try:
        scope = getattr(installed.function, "__globals__", {})
        return bool(eval(guard.condition, dict(scope), dict(namespace)))
    except Exception:
        return True
