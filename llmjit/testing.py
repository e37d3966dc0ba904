"""What generated tests call: a compiled program's folder, its recordings, and inputs in and out of its guards.

Needs hypothesis; nothing that runs in production imports this module.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any, final

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from llmjit.compiled import guards_of, read_program
from llmjit.frontend.formats.registry import read_threads
from llmjit.frontend.thread import Thread
from llmjit.guard import Guard, GuardFailed
from llmjit.guard_mutation import Score, mutation_score
from llmjit.ir import program as ir
from llmjit.ir.parser import parse
from llmjit.replay import validate
from llmjit.runtime.program import Program
from llmjit.shapes import Shape, from_json
from llmjit.shapes.strategies import inside, outside
from llmjit.value import same


@final
class CompiledFolder:
    """A folder that ``llmjit compile -o`` wrote, as tests see it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def program(self) -> Program:
        """The program; its hash is checked against the manifest."""
        return read_program(self.folder)

    @cached_property
    def recordings(self) -> list[Thread]:
        """The threads the program was compiled from."""
        files = sorted((self.folder / "threads").glob("*.jsonl"))
        return [thread for file in files for thread in read_threads(file)]

    @cached_property
    def observations(self) -> dict[str, list[tuple[tuple[Any, ...], Any]]]:
        """What was observed at each site, from the program's IR."""
        return {s.name: [(o.inputs, o.output) for o in s.observations] for s in self.lowered.sites}

    @cached_property
    def lowered(self) -> ir.Program:
        """The program's IR at its last stage."""
        return parse((self.folder / f"{self.program.name}.ir").read_text(encoding="utf-8"))

    @property
    def sites(self) -> list[str]:
        """The names of the sites that have code and observations."""
        return [
            name for name, data in self.program.manifest["sites"].items() if data["inputs"] and data["tier"]
        ]

    def checks(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Every property the program is held to, named; each raises AssertionError where it does not hold."""
        for thread in self.recordings:
            yield f"replay[{thread.id}]", partial(self.check_replay, thread)
        yield "other requests are refused", _for_all(self.other_requests(), self.check_refused)
        for site in self.sites:
            yield f"{site}: in its guards", _for_all(self.inputs_seen(site), partial(self.check_site, site))
            if self._guards_inputs(site):
                outside = partial(self.check_site_refuses, site)
                yield f"{site}: out of its guards", _for_all(self.inputs_unseen(site), outside)

    def _guards_inputs(self, site: str) -> bool:
        """Whether a guard of the manifest can be judged from the inputs alone."""
        known = self.program.manifest["sites"][site]
        return any(g["condition"] and g["subject"] in known["parameters"] for g in known["guards"])

    def guard_scores(self) -> dict[str, Score]:
        """The guard-mutation score of every site that has code."""
        return {site: mutation_score(self.site(site), self.observations[site]) for site in self.sites}

    def check_replay(self, thread: Thread) -> None:
        """The program gives the recorded result, twice."""
        validate(self.program, self.lowered, thread)
        validate(self.program, self.lowered, thread)

    def other_requests(self) -> SearchStrategy[str]:
        """Texts at random, and recorded requests with something dropped, doubled or put in."""
        known = [thread.request for thread in self.recordings] or [self.program.name]
        edits = st.tuples(
            st.sampled_from(known), st.integers(0, 10**6), st.sampled_from(["", "x", "0", " not"])
        )
        return st.text(max_size=80) | edits.map(lambda edit: _edited(*edit))

    def check_refused(self, request: str) -> None:
        """A request either is of the program's form, to the letter, or is refused."""
        pattern = self.program.module.get("REQUEST")
        try:
            bound = self.program.bind(request, {})
        except GuardFailed:
            return
        assert pattern is not None
        literal = re.split(r"\{\w+\}", pattern.template.replace("{{", "{").replace("}}", "}"))
        position = 0
        for piece in literal:
            assert piece in request[position:], f"{request!r} was bound to {bound} but lacks {piece!r}"
            position = request.index(piece, position) + len(piece)

    def site(self, name: str) -> Callable[..., Any]:
        """The function compiled for a site, guards and all."""
        called = re.search(rf"\.site\(\s*{re.escape(repr(name))[1:-1]}", self.program.source)
        entry = self._entries[name]
        assert called or entry, f"the module has no site {name}"
        function: Callable[..., Any] = self.program.module[entry]
        return function

    @cached_property
    def _entries(self) -> dict[str, str]:
        found = re.findall(r"\.site\(\s*['\"](\w+)['\"],\s*(\w+)", self.program.source)
        return {name: entry for name, entry in found if entry != "None"}

    def _inputs(self, name: str) -> list[Shape]:
        return [from_json(data) for data in self.program.manifest["sites"][name]["inputs"]]

    def inputs_seen(self, name: str) -> SearchStrategy[tuple[Any, ...]]:
        """Inputs of the shapes that were observed at a site."""
        return st.tuples(*map(inside, self._inputs(name)))

    def inputs_unseen(self, name: str) -> SearchStrategy[tuple[Any, ...]]:
        """Inputs of which one at least is not of the shape observed."""
        shapes = self._inputs(name)
        one_off = [
            st.tuples(
                *(outside(shape) if index == odd else inside(shape) for index, shape in enumerate(shapes))
            )
            for odd in range(len(shapes))
        ]
        return st.one_of(one_off)

    def check_site(self, name: str, inputs: tuple[Any, ...]) -> None:
        """The site answers the same twice, in an observed type, or refuses; it never raises anything else."""
        first, second = (_answer(self.site(name), inputs) for _ in range(2))
        assert same(first, second), f"{name}{inputs!r} gave {first!r}, then {second!r}"
        output = self.program.manifest["sites"][name]["output"]
        if first is not _REFUSED and not output.get("any"):
            assert _kind(first) in output, f"{name}{inputs!r} gave {first!r}, of a type never observed"

    def check_site_refuses(self, name: str, inputs: tuple[Any, ...]) -> None:
        """Inputs that a guard of the manifest excludes are refused by the code."""
        site = self.program.manifest["sites"][name]
        scope = {**self.program.module, **dict(zip(site["parameters"], inputs, strict=True))}
        broken = [guard for guard in guards_of(site["guards"]) if _excludes(guard, scope)]
        assume(broken)
        answer = _answer(self.site(name), inputs)
        assert answer is _REFUSED, f"{name}{inputs!r} gave {answer!r} although {broken[0].reason}"


_REFUSED = object()
_KINDS = {
    type(None): "none",
    bool: "bool",
    int: "int",
    float: "float",
    str: "str",
    list: "list",
    dict: "dict",
}


def for_all(strategy: SearchStrategy[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """Hypothesis' ``given`` for generated tests: how fast or how often inputs are drawn decides nothing."""

    def decorate(test: Callable[[Any], None]) -> Callable[[], None]:
        held: Callable[[], None] = settings(
            deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )(given(strategy)(test))
        return held

    return decorate


def _for_all(strategy: SearchStrategy[Any], check: Callable[[Any], None]) -> Callable[[], None]:
    """The check on many values; hypothesis says the smallest one it fails for."""

    def run(value: Any) -> None:
        check(value)

    return for_all(strategy)(run)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), type(value).__name__)


def _answer(function: Callable[..., Any], inputs: tuple[Any, ...]) -> Any:
    try:
        return function(*inputs)
    except GuardFailed:
        return _REFUSED


def _excludes(guard: Guard, scope: dict[str, Any]) -> bool:
    """Whether an input guard is false; a guard on the answer cannot be judged from the inputs."""
    if not guard.condition or guard.subject not in scope:
        return False
    try:
        return not eval(guard.condition, dict(scope))
    except Exception:
        return True


def _edited(text: str, place: int, insert: str) -> str:
    rng = random.Random(place)
    at = rng.randrange(len(text) + 1)
    drop = rng.randrange(3)
    return text[:at] + insert + text[at + drop :]
