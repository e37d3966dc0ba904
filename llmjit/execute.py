"""Run a program in the world: helpers at hand, a model for what its guards refuse, every deopt written down."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from llmjit.guard import GuardFailed
from llmjit.record.tools import Toolbox
from llmjit.runtime.deopt import Continuation, Deopt
from llmjit.runtime.journal import Journal
from llmjit.runtime.program import Program
from llmjit.wiring import wired

if TYPE_CHECKING:  # what a deopt needs is imported by a deopt: a run that passes starts without it
    from llmjit.frontend.thread import ModelCall, Thread
    from llmjit.model import Model
    from llmjit.record.sites import SiteAnswer


@final
@dataclass(frozen=True, slots=True)
class SiteDeopt:
    """A site whose compiled code refused its inputs, and what the model answered in its place."""

    site: str
    inputs: tuple[Any, ...]
    answer: Any
    failure: GuardFailed | None


@final
@dataclass(slots=True)
class Outcome:
    """What one run gave, and what it took. ``cost`` is in US dollars, ``seconds`` wall time.

    ``sites`` are the deopts at sites; ``continued`` is the thread in which the model finished the task after a
    guard outside any site failed, ``failure`` that guard. ``callees`` holds the programs it called whose sites
    were asked about, each with what that gave; their calls are among ``calls`` too.
    """

    value: Any = None
    seconds: float = 0.0
    calls: list[ModelCall] = field(default_factory=list)
    sites: list[SiteDeopt] = field(default_factory=list)
    continued: Thread | None = None
    failure: GuardFailed | None = None
    callees: dict[str, tuple[Program, Outcome]] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        """Tokens in and out of all model calls."""
        return sum(call.tokens_in + call.tokens_out for call in self.calls)

    @property
    def cost(self) -> float:
        """US dollars of all model calls."""
        return sum(call.cost for call in self.calls)


@final
@dataclass(frozen=True, kw_only=True)
class Execution:
    """How a program is run. ``model`` may be absent: then a failed guard is `GuardFailed`.

    ``journal`` is where a run's calls are written; ``threads`` a folder for continuations.
    """

    program: Program
    tools: Toolbox
    model: Model | None = None
    journal: Path | None = None
    threads: Path | None = None
    notify: Callable[[SiteDeopt | GuardFailed], None] = lambda event: None

    def run(self, request: str | None = None, params: Mapping[str, Any] | None = None) -> Outcome:
        """Run once. Raises `GuardFailed` where nobody may answer, `LlmjitError` for wrong use."""
        outcome = Outcome()
        program = self._wired(outcome)
        start = time.perf_counter()
        outcome.value = program(request, **(params or {}))
        outcome.seconds = time.perf_counter() - start
        return outcome

    def _wired(self, outcome: Outcome) -> Program:
        path = self.journal

        def equip(callee: Program) -> Program:
            own = Outcome(calls=outcome.calls)
            outcome.callees[callee.name] = (callee, own)
            return callee.with_(answer=self._answering(own, callee))

        return wired(self.program, self.tools, equip).with_(
            answer=self._answering(outcome, self.program),
            continuation=None if self.model is None else self._continuing(outcome, self.model),
            journal=None if path is None else lambda: Journal(path),
        )

    def _answering(
        self, outcome: Outcome, program: Program
    ) -> Callable[[str, tuple[Any, ...], GuardFailed | None], Any] | None:
        model = self.model
        if model is None:
            return None

        def answer(site: str, inputs: tuple[Any, ...], failure: GuardFailed | None) -> Any:
            from llmjit.record.sites import BadSiteAnswer

            try:
                given = ask_site(model, program, site, inputs)
            except BadSiteAnswer as error:
                raise failure or GuardFailed(str(error), kind="site", subject=site) from error
            outcome.calls += given.calls
            event = SiteDeopt(site, inputs, given.value, failure)
            outcome.sites.append(event)
            self.notify(event)
            return given.value

        return answer

    def _continuing(self, outcome: Outcome, model: Model) -> Continuation:
        def learned(thread: Thread) -> None:
            outcome.continued = thread
            outcome.calls += [m.model_call for m in thread.messages if m.model_call is not None]

        def note(deopt: Deopt) -> Any:
            from llmjit.frontend.formats.writer import ThreadWriter
            from llmjit.record.deopt import continuation

            threads = self.threads
            go_on = continuation(
                self.tools,
                lambda: model,
                source=self.program.source,
                writer=None if threads is None else lambda: ThreadWriter(_fresh(threads, self.program.name)),
                learned=learned,
            )
            outcome.failure = deopt.failure
            self.notify(deopt.failure)
            return go_on(deopt)

        return note


def _fresh(folder: Path, name: str) -> Path:
    return folder / f"{name}-{time.time_ns():x}.thread.jsonl"


def ask_site(model: Model, program: Program, site: str, inputs: tuple[Any, ...]) -> SiteAnswer:
    """Ask the model for the value at a site, with the site's own instruction and inputs."""
    from llmjit.record.sites import ask_call, ask_list, ask_value

    known = program.manifest["sites"][site]
    kind, instruction = known["kind"], known["instruction"]
    if kind == "llm_call":
        return ask_call(model, inputs, instruction)
    if kind == "llm_list_bind":
        return ask_list(model, inputs[0] if inputs else "", instruction)
    names = known["parameters"]
    examples = [(dict(zip(names, seen, strict=True)), output) for seen, output in known.get("examples", ())]
    given = dict(zip(names, inputs, strict=True))
    type_name = known.get("type", "str").split("[")[0].removeprefix("datetime.")
    return ask_value(model, site, given, type_name, instruction=instruction, examples=examples)
