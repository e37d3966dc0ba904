"""A function's observations and specializations in the registry, shared with every process that runs it.

A failing disk is said once and then means no memory; the function goes on from what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from llmjit.diagnostic import RefusedError
from llmjit.guard import Guard
from llmjit.runtime.encoding import decode, digest, encode
from llmjit.runtime.events import say, warn_once
from llmjit.runtime.learner import Installed
from llmjit.runtime.recompiler import Observation, Specialization
from llmjit.runtime.registry import Entry, Registry
from llmjit.runtime.store import FAULTS
from llmjit.runtime.vault import News

PLAIN = "plain"


class DiskVault:
    """See `llmjit.runtime.vault.Vault`. The registry is opened on first use, not when a function is
    decorated.
    """

    def __init__(self, id: str, name: str, open_registry: Callable[[], Registry]) -> None:
        self.id = id
        self.name = name
        self._open = open_registry
        self._registry: Registry | None = None
        self._failed = False
        self._read = 0
        self._own: set[int] = set()
        self._seen: Any = None
        self._adopted: dict[str, Installed] = {}

    def news(self, kind: str | None) -> News:
        """What other processes observed and compiled since the last look, of answers of this kind."""
        news: News = self._guarded(lambda registry: self._news(registry, kind or PLAIN), News())
        return news

    def observed(self, observation: Observation, kind: str) -> None:
        """Keep an observation."""
        self._guarded(lambda registry: self._append(registry, observation, kind), None)

    def new_epoch(self) -> None:
        """Let observations kept so far count no more, here and elsewhere."""

        def mark(registry: Registry) -> None:
            self._own.add(registry.store.append(f"log/{self.id}", {"epoch": True}))

        self._guarded(mark, None)

    def adopted(self, live: Sequence[Installed], why: str, kind: str) -> None:
        """Keep a live set as the next version; what was in the last one and is not in this one is
        withdrawn.
        """
        self._guarded(lambda registry: self._adopt(registry, live, why, kind), None)

    def clear(self) -> None:
        """Forget everything."""

        def forget(registry: Registry) -> None:
            entry = registry.entry("function", self.id)
            if entry is not None:
                registry.remove(entry)
            self._read, self._own, self._seen, self._adopted = 0, set(), None, {}

        self._guarded(forget, None)

    @contextmanager
    def single_flight(self) -> Iterator[bool]:
        """True for the one process that may compile this function now."""
        registry = self._guarded(lambda registry: registry, None)
        if registry is None:
            yield True
            return
        with registry.store.lock(f"compile/{self.id}") as mine:
            yield mine

    def keep_stats(self, stats: Mapping[str, Any]) -> None:
        """Add this process's counters to the registry's sums."""

        def add(old: Any) -> Any:
            sums = dict(old) if isinstance(old, dict) else {}
            for key, value in stats.items():
                sums[key] = sums.get(key, 0) + value
            return sums

        self._guarded(lambda registry: registry.store.update(f"stats/{self.id}", add), None)

    def _observations(self, registry: Registry, kind: str) -> tuple[list[Observation], bool]:
        """What others appended to the log since the last look, and whether an epoch began in it."""
        log = f"log/{self.id}"
        length = registry.store.length(log)
        found: list[Observation] = []
        epoch = False
        if length < self._read:  # cleared by another process
            self._read = 0
        for index, data in registry.store.read(log, self._read + 1) if length > self._read else ():
            if index in self._own or not isinstance(data, dict):
                continue
            if data.get("epoch"):
                found, epoch = [], True
            elif data.get("kind") == kind:
                found.extend(_observation(data))
            elif kind == PLAIN:  # the kind may become known yet: look again then
                return [], False
        self._own = {index for index in self._own if index > length}
        self._read = length
        return found, epoch

    def _news(self, registry: Registry, kind: str) -> News:
        observations, epoch = self._observations(registry, kind)
        entry = registry.entry("function", self.id)
        stamp = (entry.current, len(entry.versions), entry.pinned) if entry else None
        if entry is None or stamp == self._seen:
            return News(observations, None, epoch=epoch)
        version = entry.version()
        if any(part.get("kind") != kind for part in (version["parts"] if version else ())):
            return News(observations, None, epoch=epoch)
        self._seen = stamp
        live = self._load(registry, entry)
        withdrawn = [self._adopted[hash] for hash in entry.head.get("withdrawn", ()) if hash in self._adopted]
        latest = max((version["number"] for version in entry.versions), default=0)
        exact = entry.pinned or entry.current != latest
        return News(observations, live, withdrawn, exact, epoch, entry.pinned)

    def _load(self, registry: Registry, entry: Entry) -> list[Installed]:
        version = entry.version()
        live = []
        for part in version["parts"] if version else ():
            hash = part["object"]
            installed = self._adopted.get(hash) or _installed(registry.object(hash), part)
            if installed is not None:
                self._adopted[hash] = installed
                live.append(installed)
        say("registry", self.name, f"version {entry.current}: {len(live)} specializations loaded")
        return live

    def _append(self, registry: Registry, observation: Observation, kind: str) -> None:
        data = {
            "inputs": encode(list(observation.inputs)),
            "output": encode(observation.output),
            "kind": kind,
        }
        self._own.add(registry.store.append(f"log/{self.id}", data))

    def _adopt(self, registry: Registry, live: Sequence[Installed], why: str, kind: str) -> None:
        objects = [_to_json(installed.specialization) for installed in live]
        extras = [
            {"group": list(i.group), "proof": round(i.proof, 3), "foretold": i.foretold, "kind": kind}
            for i in live
        ]
        hashes = {digest(data): installed for data, installed in zip(objects, live, strict=True)}
        gone = [hash for hash in self._adopted if hash not in hashes]
        entry = registry.adopt(
            "function", self.id, objects, name=self.name, why=why, extras=extras, withdrawn=gone
        )
        self._adopted = hashes
        if not entry.pinned:
            self._seen = (entry.current, len(entry.versions), False)

    def _guarded(self, act: Callable[[Registry], Any], otherwise: Any) -> Any:
        if self._failed:
            return otherwise
        try:
            if self._registry is None:
                self._registry = self._open()
            return act(self._registry)
        except FAULTS as error:
            self._failed = True
            warn_once(
                "registry",
                f"cannot be used, what is learned lives in memory alone: {type(error).__name__}: {error}",
            )
            return otherwise


def _observation(data: Any) -> list[Observation]:
    try:
        return [Observation(tuple(decode(data["inputs"])), decode(data["output"]))]
    except (KeyError, TypeError, ValueError):
        return []


def _to_json(known: Specialization) -> dict[str, Any]:
    return {
        "source": known.source,
        "entry": known.entry,
        "identity": known.identity,
        "observations": known.observations,
        "held_out": known.held_out,
        "upper_bound": known.upper_bound,
        "guards": [guard.to_json(_plain(guard.expected)) for guard in known.guards],
    }


def loadable(data: Mapping[str, Any]) -> Specialization:
    """A stored specialization that is whole; raises ``KeyError``, ``TypeError`` or `RefusedError`."""
    guards = tuple(guard_from_json(guard) for guard in data["guards"])
    known = Specialization(**{**data, "guards": guards})
    Installed.load(known, (0, ""))
    return known


def _installed(data: Any, part: Mapping[str, Any]) -> Installed | None:
    """Live code from a stored object; None, said once, for one that is damaged or is no emitted code."""
    try:
        known = loadable(data)
        level, text = part["group"]
        installed = Installed.load(known, (int(level), str(text)), float(part["proof"]))
        installed.foretold = int(part["foretold"])
        return installed
    except (KeyError, TypeError, ValueError, RefusedError, SyntaxError) as error:
        warn_once("registry", f"a stored specialization cannot be used: {error}")
        return None


def guard_from_json(data: Mapping[str, Any]) -> Guard:
    """The guard that the registry holds as this data."""
    return Guard.from_json(data, decode(data["expected"]))


def _plain(value: Any) -> Any:
    try:
        return encode(value)
    except TypeError:
        return repr(value)
