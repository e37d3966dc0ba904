"""The two ways to code for a site: from observations alone, and from the model with observations as the test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from llmjit.guard import Guard
from llmjit.ir.expect import expectations
from llmjit.ir.literal import print_literal
from llmjit.ir.program import SiteInfo
from llmjit.model.completion import Model
from llmjit.model.errors import ModelError
from llmjit.passes.base import Context
from llmjit.sandbox import run_function
from llmjit.synthesis import Budget, Hints, Observation, synthesize
from llmjit.value import same

_BLOCK = re.compile(r"```(?:python|py)?[ \t]*\n(.*?)```", re.DOTALL)
_SHOWN = 40
_LEAST = 2


def synthesised(site: SiteInfo, ctx: Context) -> SiteInfo:
    """The site at tier 1, or at tier 0 with the synthesiser's reason."""
    seen = [Observation(each.inputs, each.output) for each in site.observations]
    if not seen:
        return replace(site, tier=0, reason="the recording holds no answer of the model here")
    hints = Hints(instruction=site.instruction or None, names=site.parameters)
    found = synthesize(seen, budget=Budget(ctx.options.budget_seconds), hints=hints)
    if found.refusal is not None:
        return replace(site, tier=0, reason=found.refusal.message)
    return replace(
        site,
        tier=1,
        source=found.emit(site.name, site.parameters),
        entry=site.name,
        guards=tuple(replace(guard, span=guard.span or site.span) for guard in found.guards),
        evidence=found.evidence.observations,
        upper_bound=found.evidence.upper_bound,
    )


def written(site: SiteInfo, ctx: Context, reason: str) -> SiteInfo:
    """The site at tier 2, or at tier 0 with both reasons."""
    if ctx.model is None:
        return replace(site, tier=0, reason=reason)
    if len(site.observations) < _LEAST:
        few = f"code written by a model needs {_LEAST} observations to be tested on"
        return replace(site, tier=0, reason=f"{reason}; {few}")
    failure = ""
    for _ in range(ctx.options.tier2_attempts):
        try:
            source = _asked(ctx.model, site, failure)
        except ModelError as error:
            return replace(site, tier=0, reason=f"{reason}; the model did not answer: {error}")
        failure = _failure(source, site)
        if not failure:
            return _accepted(site, source)
    attempts = ctx.options.tier2_attempts
    told = " ".join(failure.split())[:200]
    return replace(
        site, tier=0, reason=f"{reason}; {attempts} attempts of the model failed, the last: {told}"
    )


def _asked(model: Model, site: SiteInfo, failure: str) -> str:
    prompt = _template().render(
        instruction=site.instruction,
        observations=site.observations[:_SHOWN],
        entry=site.name,
        parameters=site.parameters,
        failure=failure,
    )
    answer = model.complete([{"role": "user", "content": prompt}]).text
    found = _BLOCK.search(answer)
    return (found[1] if found else answer).strip() + "\n"


def _failure(source: str, site: SiteInfo) -> str:
    """Why the code is not good: what the allowlist refuses, or the first observation it gets wrong."""
    outcomes = run_function(source, site.name, [seen.inputs for seen in site.observations])
    for seen, outcome in zip(site.observations, outcomes, strict=True):
        if outcome.failure is not None:
            return f"{site.name}({_shown(seen.inputs)}): {outcome.failure}"
        if not same(outcome.value, seen.output):
            return f"{site.name}({_shown(seen.inputs)}) gave {outcome.value!r}, expected {seen.output!r}"
    return ""


def _shown(inputs: Sequence[Any]) -> str:
    return ", ".join(map(repr, inputs))


def _accepted(site: SiteInfo, source: str) -> SiteInfo:
    """The site with guards on the types its inputs had, checked before the model's code runs."""
    guards: list[Guard] = []
    for index, name in enumerate(site.parameters):
        values = [seen.inputs[index] for seen in site.observations]
        for each in expectations(values):
            guards.append(
                Guard(
                    each.kind, name, each.expected, each.because(name), len(values), each.on(name), site.span
                )
            )
    entry = f"checked_{site.name}"
    count = len(site.observations)
    return replace(
        site,
        tier=2,
        source=_guarded(source, site, entry, guards),
        entry=entry,
        guards=tuple(guards),
        evidence=count,
        upper_bound=min(1.0, 3 / count),
    )


def _guarded(source: str, site: SiteInfo, entry: str, guards: Sequence[Guard]) -> str:
    """The model's module, and a function that checks the guards and turns its errors into failed guards."""
    parameters = ", ".join(site.parameters)
    lines = [
        "from llmjit.runtime.abi import NO_VALUE, GuardFailed",
        "",
        source,
        "",
        f"def {entry}({parameters}):",
    ]
    lines.append('    """Check what was seen of the inputs, then answer."""')
    for guard in guards:
        told = f"{guard.reason!r}, {guard.kind!r}, {guard.subject!r}, {guard.subject}"
        lines += [
            f"    if not ({guard.condition}):",
            f"        raise GuardFailed({told}, {guard.expected!r})",
        ]
    lines += [
        "    try:",
        f"        return {site.name}({parameters})",
        "    except NO_VALUE as error:",
        f'        raise GuardFailed(f"{site.name} does not cover this: {{error}}", "precondition") from None',
    ]
    return "\n".join(lines) + "\n"


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    environment.filters["literal"] = print_literal
    text = (Path(__file__).parent / "prompts" / "write_site.j2").read_text(encoding="utf-8")
    return environment.from_string(text)
