"""What a run taught, put to use: new observations of a program's sites become wider or further code.

A site whose code refused an input is synthesised again from all observations; where no one program explains
them, the refused ones get code of their own, beside the old. A task that a model finished after a guard
outside any site failed is a new thread, compiled together with the old ones. The result is a new version in
the registry, in service unless one is pinned; checked-in folders are never changed behind anyone's back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from llmjit.backend.emit import Emitted, emit
from llmjit.backend.site_functions import merge_sites
from llmjit.diagnostic import CompileError, LlmjitError
from llmjit.driver import compile_threads
from llmjit.execute import Outcome
from llmjit.frontend.thread import Thread
from llmjit.guard import GuardFailed
from llmjit.ir.parser import parse
from llmjit.ir.program import Observed, SiteInfo
from llmjit.options import CompileOptions
from llmjit.origin import Origin, origin_of, thread_json, thread_of
from llmjit.programs import register
from llmjit.runtime.encoding import decode, encode
from llmjit.runtime.loader import load
from llmjit.runtime.program import Program
from llmjit.runtime.registry import open_registry
from llmjit.runtime.store import FAULTS
from llmjit.synthesis import Hints, Observation, synthesize
from llmjit.value import same

COMMON = 3
"""Observations that one program for old forms and new must rest on."""
ATTEMPTS = frozenset({1, 2, 3, 5, 8, 13, 21, 34, 55})
"""Counts of unexplained observations at which it is tried again; beyond the last, never."""


def learn(name: str, program: Program, outcome: Outcome) -> str | None:
    """Recompile a program from what a model answered in a run; one line on what came of it.

    Never raises for a program that cannot be recompiled: the run has its answer already.
    """
    origin = origin_of(name, program)
    if origin is None:
        return f"{program.name} was not recompiled: its IR is not at hand"
    try:
        if outcome.continued is not None:
            return _from_thread(program, origin, outcome.continued)
        return _from_sites(program, origin, outcome)
    except (LlmjitError, *FAULTS) as error:
        return f"{program.name} was not recompiled: {error}"


def _from_thread(program: Program, origin: Origin, continued: Thread) -> str:
    """Compile the old threads together with the one in which the model finished the task."""
    old = [thread_of(data) for data in origin.threads]
    try:
        compiled = compile_threads([*old, continued], CompileOptions(name=program.name))
    except CompileError as error:
        reason = error.diagnostic.render().splitlines()[0]
        return f"{program.name} was not recompiled with what the model did: {reason}"
    threads = [*origin.threads, thread_json(continued)]
    return _adopt(program, compiled.emitted, threads, "from the thread in which the model finished the task")


def _from_sites(program: Program, origin: Origin, outcome: Outcome) -> str | None:
    ir = parse(origin.ir)
    logged = _logged(program, outcome)
    changed: dict[str, SiteInfo] = {}
    waiting: list[str] = []
    for site in ir.sites:
        new = _unexplained(site, logged.get(site.name, []))
        if not new:
            continue
        wider = widened(site, new) if len(new) in ATTEMPTS else None
        if wider is None:
            waiting.append(f"{site.name} ({len(new)} answer{'s' * (len(new) > 1)} not explained yet)")
        else:
            changed[site.name] = wider
    if not changed:
        return f"learning: {', '.join(waiting)}" if waiting else None
    sites = tuple(changed.get(site.name, site) for site in ir.sites)
    emitted = emit(replace(ir, sites=sites), _digests(program))
    return _adopt(program, emitted, origin.threads, f"learned {', '.join(changed)}")


def _logged(program: Program, outcome: Outcome) -> dict[str, list[Observed]]:
    """All observations that runs of the program made at its sites, this run's included."""
    registry = open_registry()
    log = f"log/program/{program.name}"
    for event in outcome.sites:
        seen = {"site": event.site, "inputs": encode(list(event.inputs)), "output": encode(event.answer)}
        registry.store.append(log, seen)
    found: dict[str, list[Observed]] = {}
    for _, data in registry.store.read(log, 1):
        observed = Observed(tuple(decode(data["inputs"])), decode(data["output"]))
        found.setdefault(data["site"], []).append(observed)
    return found


def _unexplained(site: SiteInfo, logged: Sequence[Observed]) -> list[Observed]:
    """The observations that the site's code refuses, each input once."""
    code = site_function(site)
    new: list[Observed] = []
    for seen in logged:
        known = any(same(seen.inputs, other.inputs) for other in new)
        if not known and (code is None or _answer(code, seen.inputs) is _REFUSED):
            new.append(seen)
    return new


def widened(site: SiteInfo, new: Sequence[Observed]) -> SiteInfo | None:
    """The site with code that explains its old observations and the new ones; None where none is found.

    One program for all is preferred; else the new observations get one of their own, and where both answer,
    both must agree. What a refused observation and a single other have in common may be chance.
    """
    every = (*site.observations, *new)
    one = _synthesised(site, every) if len(every) >= COMMON else None
    if one is not None:
        return one
    own = _synthesised(replace(site, observations=()), new)
    return None if own is None or not site.source else _beside(site, own, every)


def _synthesised(site: SiteInfo, observations: Sequence[Observed]) -> SiteInfo | None:
    seen = [Observation(each.inputs, each.output) for each in observations]
    found = synthesize(seen, hints=Hints(instruction=site.instruction or None, names=site.parameters))
    if found.refusal is not None:
        return None
    made = replace(
        site,
        observations=tuple(observations),
        tier=1,
        source=found.emit(site.name, site.parameters),
        entry=site.name,
        guards=found.guards,
        evidence=found.evidence.observations,
        upper_bound=found.evidence.upper_bound,
        reason="",
    )
    return made if _explains(made) else None


def _beside(site: SiteInfo, own: SiteInfo, observations: tuple[Observed, ...]) -> SiteInfo | None:
    """Old code and new code in one module, behind one function that asks both."""
    first, second = replace(site, name="known"), replace(own, name="further")
    merged = merge_sites([first, second], {site.name, *site.parameters})
    parameters = ", ".join(site.parameters)
    forms = ", ".join(merged.entries[name] for name in ("known", "further"))
    source = "\n".join(
        [
            *merged.imports,
            "from llmjit.runtime.abi import GuardFailed, same",
            "",
            *merged.blocks,
            "",
            f"def {site.name}({parameters}):",
            f'    """Read {site.name} in whichever of the forms seen so far the data has."""',
            "    answers, refusals = [], []",
            f"    for form in ({forms}):",
            "        try:",
            f"            answers.append(form({parameters}))",
            "        except GuardFailed as refusal:",
            "            refusals.append(refusal)",
            "    if not answers:",
            "        raise refusals[-1]",
            "    if not all(same(answer, answers[0]) for answer in answers):",
            f'        raise GuardFailed("two forms read it differently", "agreement", {site.name!r}, answers)',
            "    return answers[0]",
            "",
        ]
    )
    made = replace(
        site,
        observations=observations,
        source=source,
        entry=site.name,
        guards=(),  # each form has its own, and one of them must hold
        evidence=len(observations),
        upper_bound=max(site.upper_bound, own.upper_bound),
    )
    return made if _explains(made) else None


_REFUSED = object()


def site_function(site: SiteInfo) -> Any:
    """The site's own function, loaded; None for a site without code."""
    return load(site.source, site.name)[site.entry] if site.source else None


def _answer(code: Any, inputs: tuple[Any, ...]) -> Any:
    try:
        return code(*inputs)
    except GuardFailed:
        return _REFUSED


def _explains(site: SiteInfo) -> bool:
    code = site_function(site)
    return all(same(_answer(code, seen.inputs), seen.output) for seen in site.observations)


def _digests(program: Program) -> dict[str, str]:
    return {thread["id"]: thread["sha256"] for thread in program.manifest.get("threads", ())}


def _adopt(program: Program, emitted: Emitted, threads: Sequence[Mapping[str, Any]], why: str) -> str:
    """Put a new version into the registry; it replaces the version it came from, wherever that lies."""
    old = program.manifest
    ancestors = [*old.get("ancestors", ()), old.get("sha256")]
    manifest = {**emitted.manifest, "ancestors": ancestors}
    new = Program.from_source(emitted.name, emitted.source, guards=emitted.guards, manifest=manifest)
    entry = register(new, why, ir=emitted.ir, threads=threads)
    state = "pinned, so not in service" if entry.pinned else "in service"
    return f"recompiled {program.name}: version {entry.versions[-1]['number']}, {why} ({state})"
