"""One jitted function at work: everything that happens when the generated dispatcher has no answer.

The dispatcher calls `Jitted.miss`, which tells a tick from a miss, answers repeats from observations, runs
the slow path, learns from it and swaps what was learned into the dispatcher. Learning is serialised by a lock
that the hot path never sees; compiling holds another one, so that a miss on another thread is never kept
waiting by a search.
"""

from __future__ import annotations

import atexit
import inspect
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, final

from llmjit.options import JitOptions
from llmjit.runtime.border import Border
from llmjit.runtime.dispatch import Dispatcher
from llmjit.runtime.events import brief, say, span, warn_once
from llmjit.runtime.learner import Installed, Learner
from llmjit.runtime.ledger import Meter
from llmjit.runtime.miss import MISS
from llmjit.runtime.projection import NoProjection, project
from llmjit.runtime.recompiler import Observation, Recompiler, Site, ask_compiler
from llmjit.runtime.shadow import Shadow
from llmjit.runtime.spending import Spending
from llmjit.runtime.stats import Counters
from llmjit.runtime.vault import Vault
from llmjit.value import same

TICK = 4096  # compiled answers between two looks at the order of specializations
SECONDS = 1.0  # of search for one compile


@final
@dataclass(frozen=True, slots=True)
class Step:
    """What to do about a call the dispatcher passed on: ``answer`` it, ask the ``slow`` path, or
    ``check``.
    """

    do: Literal["answer", "slow", "check"]
    inputs: tuple[Any, ...] = ()
    value: Any = None
    by: Installed | None = None


class Jitted:
    """The state of one jitted function, shared by all its threads."""

    def __init__(
        self,
        function: Callable[..., Any],
        options: JitOptions,
        recompiler: Recompiler,
        vault: Vault,
        *,
        name: str,
        instruction: str | None = None,
    ) -> None:
        self.name = name
        self.options = options
        self.recompiler = recompiler
        self.vault = vault
        self.counters = Counters()
        self.dispatcher = Dispatcher(function, self._miss_of(function), self._trouble)
        inputs = [i for i, p in enumerate(self.dispatcher.parameters) if p not in options.ignore]
        names = tuple(self.dispatcher.parameters[i] for i in inputs)
        self.border = Border(function, name, inputs)
        self.site = Site(name=name, parameters=names, instruction=instruction, seconds=SECONDS)
        self.learner = Learner(options, lambda kind, message: say(kind, name, message))
        self.shadow = Shadow(options.shadow_rate, options.risk, seed=name)
        self.spending = Spending(options.budget)
        self._lock = threading.RLock()
        self._compiling = threading.Lock()
        self._recent: list[Observation] = []  # checked since the first disagreement, and by whom
        self._doubted: list[Installed] = []
        self._projected: frozenset[int] = frozenset()  # as the dispatcher has it
        self._loaded = False
        self._flushed: dict[str, float] = {}

    # -- what the dispatcher calls ------------------------------------------------------------------------

    def _miss_of(self, function: Callable[..., Any]) -> Callable[[tuple[Any, ...]], Any]:
        return self.miss_async if inspect.iscoroutinefunction(function) else self.miss

    def miss(self, arguments: tuple[Any, ...]) -> Any:
        """Answer a call that the dispatcher passed on."""
        step = self._before(arguments)
        if step.do == "answer":
            return step.value
        meter = Meter()
        with meter, span("slow", function=self.name):
            result = self.dispatcher.call_slow(arguments)
        again: Any = MISS
        if self._asks_again(step, result):
            with meter:
                again = self.dispatcher.call_slow(arguments)
        return (self._after if step.do == "slow" else self._checked)(step, result, again, meter)

    async def miss_async(self, arguments: tuple[Any, ...]) -> Any:
        """Like `miss`, for a coroutine function."""
        step = self._before(arguments)
        if step.do == "answer":
            return step.value
        meter = Meter()
        with meter, span("slow", function=self.name):
            result = await self.dispatcher.call_slow(arguments)
        again: Any = MISS
        if self._asks_again(step, result):
            with meter:
                again = await self.dispatcher.call_slow(arguments)
        return (self._after if step.do == "slow" else self._checked)(step, result, again, meter)

    def _trouble(self, error: Exception) -> None:
        """Compiled code raised, which counts as a miss: emitted code is meant to refuse, not to raise."""
        self.counters.errors += 1
        warn_once(self.name, f"compiled code raised {type(error).__name__}: {error}; the slow path answers")

    # -- before and after the slow path -------------------------------------------------------------------

    def _before(self, arguments: tuple[Any, ...]) -> Step:
        if not self._loaded:
            self.load()
        try:
            inputs = self.border.values_of(arguments)
        except NoProjection:
            return Step("slow")
        if not self._projected.issuperset(self.border.projected):
            self._install("", save=False)
        found = self._compiled(inputs)
        if found is not None:
            return self._tick(inputs, *found)
        if self.options.memo:
            known = self.learner.log.answer(inputs)
            if known is not None:
                self.counters.memo += 1
                return Step("answer", value=self.border.answer_of(known.output))
        if self.learner.live:
            self.counters.deopts += 1
            say("deopts", self.name, f"no specialization takes {brief(inputs)}")
        return Step("slow", inputs)

    def _tick(self, inputs: tuple[Any, ...], value: Any, by: Installed) -> Step:
        """The countdown ended, or another thread installed the answer meanwhile."""
        with self._lock:  # of several threads that meet here, one checks
            ended = self.dispatcher.countdown <= 0
            check = ended and self.shadow.rate > 0 and self._affordable()
            if ended:
                self._arm(reorder=not check)
            self.counters.ticks += not check
        if check:
            return Step("check", inputs, value, by)
        return Step("answer", value=self.border.answer_of(value))

    def _compiled(self, inputs: tuple[Any, ...]) -> tuple[Any, Installed] | None:
        for installed in self.learner.live:
            value = installed.answer(inputs)
            if value is not MISS:
                return value, installed
        return None

    def _after(self, step: Step, result: Any, again: Any, meter: Meter) -> Any:
        """Account for a call of the slow path and learn from it; gives the caller's answer."""
        doubted = again is not MISS
        self.counters.asked(meter, twice=doubted)
        if doubted:
            return self._settled(step, result, again)
        if step.inputs:
            self._learn(step.inputs, result)
        return result

    def _settled(self, step: Step, result: Any, again: Any) -> Any:
        """A proven program foretold another answer, so the question was asked twice: an answer that does not
        come again teaches nothing, and where the second is the foretold one, it is the better of the two.
        """
        value, second = self.border.value_of(result), self.border.value_of(again)
        noisy = not same(value, second)
        with self._lock:
            self.shadow.asked_twice += 1
            self.shadow.noisy += noisy
            foretold = not self.learner.doubts(step.inputs, second)
        if not noisy:
            self._learn(step.inputs, result)
            return result
        say("deopts", self.name, f"two answers about {brief(step.inputs)}; neither is learned")
        return again if foretold else result

    def _asks_again(self, step: Step, result: Any) -> bool:
        """Whether the slow path is asked again, to tell its noise from our error: a check disagrees, or a
        program that has foretold answers foretold another one.
        """
        value = self.border.value_of(result)
        if step.do == "check":
            return value is MISS or not same(step.value, value)
        if not step.inputs or value is MISS or not self._affordable():
            return False
        with self._lock:
            return self.learner.doubts(step.inputs, value)

    def _checked(self, step: Step, result: Any, again: Any, meter: Meter) -> Any:
        value = self.border.value_of(result)
        agreed = again is MISS
        noisy = None if agreed else not same(value, self.border.value_of(again))
        with self._lock:
            counters = self.counters
            counters.shadow += 1
            counters.disagreements += not agreed
            counters.shadow_seconds += meter.seconds
            counters.overhead_dollars += meter.dollars
            alarmed = self.shadow.alarmed
            gone = self.shadow.check(agreed, noisy)
            say("shadow", self.name, f"{'agrees' if agreed else 'disagrees'} about {brief(step.inputs)}")
            if value is not MISS:
                self._recent.append(Observation(step.inputs, value))
                self.learner.log.add(self._recent[-1])
                self.vault.observed(self._recent[-1], self.border.kind)
            if step.by is not None and not agreed:
                self._doubted.append(step.by)
            if gone:
                self._demote()
            elif not self.shadow.alarmed:
                self._recent, self._doubted = [], []
            if self.shadow.alarmed != alarmed:
                self._arm(reorder=False)
        return result

    def _demote(self) -> None:
        """The checks have spoken: what disagreed goes, and what was observed before the first sign of it."""
        self.counters.demotions += 1
        self.learner.demote(self._doubted, "shadow checks disagree more than the accepted risk allows")
        self.learner.new_epoch(self._recent)
        self.vault.new_epoch()
        for observation in self._recent:
            self.vault.observed(observation, self.border.kind)
        self.shadow.reset()
        self._recent, self._doubted = [], []
        self._install("demoted by shadow checks")

    # -- learning ---------------------------------------------------------------------------------------

    def _learn(self, inputs: tuple[Any, ...], result: Any) -> None:
        value = self.border.value_of(result)
        if value is MISS:
            return
        observation = Observation(inputs, value)
        self.border.crossed(inputs, value)
        with self._lock:
            changed = self.learner.observe(observation)
            self.vault.observed(observation, self.border.kind)
            changed = self._take_foreign() or changed
            if changed:
                self._install("tested on arrival")
        if self.options.background:
            threading.Thread(target=self._compile, args=(observation,), daemon=True).start()
        else:
            self._compile(observation)

    def _compile(self, newest: Observation) -> None:
        """Compile what the newest observation made due, unless someone is compiling already."""
        if not self._compiling.acquire(blocking=False):
            return
        try:
            with self._lock:
                due = any(True for _ in self.learner.due(newest)) and self._worthwhile()
            if due:
                with self.vault.single_flight() as mine:
                    if mine:
                        self._compile_groups(newest)
        finally:
            self._compiling.release()

    def _compile_groups(self, newest: Observation, *, by_hand: bool = False) -> None:
        with self._lock:
            due = list(self.learner.due(newest))
        for group, rows in due:
            if not (by_hand or self._worthwhile()):
                return
            meter, begun = Meter(), time.thread_time()
            with span("recompile", function=self.name, observations=len(rows)), meter:
                result = ask_compiler(self.recompiler, self.site, rows, self.options)
            with self._lock:
                self.spending.searched += time.thread_time() - begun
                self.spending.compiling += meter.dollars
                self.counters.compiled(meter)
                changed = self.learner.adopt(group, rows, result, newest)
                if changed:
                    self._install("compiled")
                if changed is not None:
                    return

    def recompile(self) -> bool:
        """Compile now from everything observed; True when the live set changed."""
        with self._lock:
            rows = list(self.learner.log.rows)
            before = list(self.learner.live)
        for newest in rows[-1:]:
            with self._compiling:
                self._compile_groups(newest, by_hand=True)
        return before != self.learner.live

    def flush(self) -> None:
        """Add what was counted since the last time to the ledger in the registry."""
        with self._lock:
            now = {
                **self.counters.to_json(),
                "compiled": self.dispatcher.compiled_calls + self.counters.ticks,
            }
            delta = {key: value - self._flushed.get(key, 0) for key, value in now.items()}
            if any(delta.values()):
                self._flushed = now
                self.vault.keep_stats({key: value for key, value in delta.items() if value})

    def clear(self) -> None:
        """Forget observations and specializations, on disk too."""
        with self._lock:
            self.learner = Learner(self.options, self.learner.event)
            self.shadow.reset()
            self.vault.clear()
            self._install("cleared")

    def load(self) -> None:
        """Take over what the registry holds for this function, once."""
        with self._lock:
            if self._loaded:
                return
            self._loaded = True
            atexit.register(self.flush)
            self._take_foreign()
            if self.learner.live:
                self._install("", save=False)

    def _take_foreign(self) -> bool:
        """Observations and specializations of other processes since the last look."""
        news = self.vault.news(self.border.kind)
        changed = False
        if news.epoch:
            self.learner.new_epoch()
        for observation in news.observations:
            self.counters.foreign += 1
            changed = self.learner.observe(observation) or changed
        if news.live is not None:
            self.learner.frozen = news.pinned
            self.learner.take_over(news.live, withdrawn=news.withdrawn, exact=news.exact)
            self._install("", save=False)
        return changed

    # -- the dispatcher's side ----------------------------------------------------------------------------

    def _install(self, why: str, *, save: bool = True) -> None:
        with self._lock:
            live = self.learner.live
            if save:
                self.vault.adopted(live, why, self.border.kind)
            say("recompiles", self.name, f"{why}: {len(live)} specializations")
            border = self.border
            self._projected = border.projected
            self.dispatcher.install(
                [installed.function for installed in live],
                inputs=border.inputs,
                project=project,
                projected=border.projected,
                restore=border.restore,
                cached=self.options.memo and border.cacheable,
            )
            self._arm(reorder=False)

    def _arm(self, *, reorder: bool) -> None:
        with self._lock:
            if reorder and len(self.learner.live) > 1:
                self._reorder()
            stride = self.shadow.stride() if self._affordable() else -1
            self.dispatcher.arm(TICK if stride < 0 else stride)

    def _reorder(self) -> None:
        live = self.learner.live
        for installed, hits in zip(live, self.dispatcher.hits(), strict=False):
            installed.hits = hits
        best = sorted(live, key=lambda i: -i.hits)
        if best != live:
            self.learner.live = best
            self._install("", save=False)

    def _affordable(self) -> bool:
        return self.spending.affords(self.counters.overhead_dollars)

    def _worthwhile(self) -> bool:
        """Whether compiling on may pay."""
        counters = self.counters
        calls = counters.slow + counters.memo + counters.ticks + self.dispatcher.compiled_calls
        pays = self.spending.affords_search(calls, counters.slow_seconds / max(1, counters.slow))
        pays = pays and self.spending.affords_compiler(counters.overhead_dollars)
        if not pays:
            counters.refused += 1
            say("recompiles", self.name, f"refused at a loss after {self.spending.searched:.1f} s of search")
        return pays
