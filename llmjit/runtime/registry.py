"""Programs and specializations by content: versions, pins, rollback, collection, and files to carry them.

Under the store's keys: ``object/<hash>`` holds an object, immutable and checked against its hash on every
load; ``head/<kind>/<id>`` says which objects make up each version of an entry, and which version serves;
``log/<id>`` holds a function's observations. A head changes in one transaction, so that readers see one
version or the other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.runtime.encoding import digest, dumps
from llmjit.runtime.events import warn_once
from llmjit.runtime.home import home
from llmjit.runtime.read_only_store import ReadOnlyStore
from llmjit.runtime.store import FAULTS, DiskStore, Store

SCHEMA: Final = 1
KEEP: Final = 5  # versions of an entry that collection leaves, besides the one in service
Kind = Literal["program", "function"]


@final
class NoSuchEntry(Diagnostic):
    """The registry has nothing of that name."""

    code = "R040"
    title = "the registry has no {what} {name}"
    help = "llmjit programs lists what there is"

    what: str
    name: str


@final
class BadBundle(Diagnostic):
    """An exported file does not check out."""

    code = "R041"
    title = "{path} is no bundle this version can import: {why}"
    help = "nothing was imported"

    path: str
    why: str


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """A program or function in the registry, as its head describes it."""

    kind: Kind
    id: str
    head: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name a person knows it by."""
        return str(self.head.get("name", self.id))

    @property
    def versions(self) -> Sequence[Mapping[str, Any]]:
        """All versions kept, oldest first: number, parts, why, time."""
        versions: Sequence[Mapping[str, Any]] = self.head["versions"]
        return versions

    @property
    def current(self) -> int:
        """The version in service; 0 for none."""
        return int(self.head.get("current", 0))

    @property
    def pinned(self) -> bool:
        """Whether new versions are kept from service."""
        return bool(self.head.get("pinned", False))

    def version(self, number: int | None = None) -> Mapping[str, Any] | None:
        """A version by number, the one in service by default."""
        wanted = self.current if number is None else number
        return next((v for v in self.versions if v["number"] == wanted), None)


class Registry:
    """The registry over a store. Methods raise the store's faults; `LlmjitError` where a name is unknown."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- reading ------------------------------------------------------------------------------------------

    def entry(self, kind: Kind, id: str) -> Entry | None:
        """The entry, or None."""
        head = self.store.get(f"head/{kind}/{id}")
        return Entry(kind, id, head) if _is_head(head) else None

    def entries(self, kind: Kind | None = None) -> list[Entry]:
        """All entries, by kind and name."""
        found = []
        for key in self.store.keys(f"head/{kind}/" if kind else "head/"):
            _, known, id = key.split("/", 2)
            entry = self.entry("program" if known == "program" else "function", id)
            if entry is not None:
                found.append(entry)
        return sorted(found, key=lambda e: (e.kind, e.name, e.id))

    def find(self, name: str, kind: Kind | None = None) -> Entry:
        """The one entry of this name, id, or beginning of an id; raises `LlmjitError`."""
        every = self.entries(kind)
        found = [entry for entry in every if name in (entry.name, entry.id)]
        found = found or [entry for entry in every if entry.id.startswith(name)]
        if found:
            return max(found, key=lambda entry: float(entry.head.get("updated", 0)))
        raise LlmjitError(NoSuchEntry(what=kind or "entry", name=name))

    def object(self, hash: str) -> Any:
        """The object of this hash, or None where it is missing or is not what its hash says."""
        data = self.store.get(f"object/{hash}")
        if data is None:
            return None
        if digest(data) != hash:
            warn_once("registry", f"the object {hash[:12]} does not have its hash and is ignored")
            return None
        return data

    # -- writing ------------------------------------------------------------------------------------------

    def adopt(
        self,
        kind: Kind,
        id: str,
        objects: Sequence[Any],
        *,
        name: str,
        why: str,
        extras: Sequence[Mapping[str, Any]] | None = None,
        withdrawn: Sequence[str] = (),
    ) -> Entry:
        """Keep ``objects`` as the entry's next version, in service at once unless it is pinned.

        ``extras`` go with each object in the version but not into its hash. ``withdrawn`` hashes are never
        again to be taken from another process.
        """
        hashes = [digest(data) for data in objects]
        for hash, data in zip(hashes, objects, strict=True):
            if self.object(hash) is None:
                self.store.put(f"object/{hash}", data)
        parts = [{"object": h, **e} for h, e in zip(hashes, extras or [{}] * len(hashes), strict=True)]

        def change(head: Any) -> Any:
            head = head if _is_head(head) else {"versions": [], "current": 0, "created": time.time()}
            number = 1 + max([v["number"] for v in head["versions"]], default=0)
            version = {"number": number, "parts": parts, "why": why, "time": time.time()}
            gone = sorted({*head.get("withdrawn", ()), *withdrawn} - set(hashes))
            head.update(name=name, updated=time.time(), versions=[*head["versions"], version], withdrawn=gone)
            if not head.get("pinned"):
                head["current"] = number
            return head

        return Entry(kind, id, self.store.update(f"head/{kind}/{id}", change))

    def pin(self, entry: Entry, number: int | None = None) -> Entry:
        """Keep a version in service whatever is compiled later; the current one by default."""
        return self._serve(entry, entry.current if number is None else number, pinned=True)

    def unpin(self, entry: Entry) -> Entry:
        """Let new versions go into service again; the current one stays until then."""
        return self._serve(entry, entry.current, pinned=False)

    def rollback(self, entry: Entry, number: int | None = None) -> Entry:
        """Put an earlier version back into service; the one before the current by default."""
        if number is None:
            earlier = [v["number"] for v in entry.versions if v["number"] < entry.current]
            if not earlier:
                raise LlmjitError(NoSuchEntry(what="earlier version of", name=entry.name))
            number = max(earlier)
        return self._serve(entry, number, pinned=entry.pinned)

    def _serve(self, entry: Entry, number: int, *, pinned: bool) -> Entry:
        if entry.version(number) is None:
            raise LlmjitError(NoSuchEntry(what=f"version {number} of", name=entry.name))

        def change(head: Any) -> Any:
            head = head if _is_head(head) else dict(entry.head)
            # what was withdrawn may be wanted again: a person decided
            return {**head, "current": number, "pinned": pinned, "withdrawn": [], "updated": time.time()}

        key = f"head/{entry.kind}/{entry.id}"
        return Entry(entry.kind, entry.id, self.store.update(key, change))

    def remove(self, entry: Entry) -> None:
        """Forget an entry with its observations; objects stay until collected."""
        self.store.delete(f"head/{entry.kind}/{entry.id}")
        for index in range(1, self.store.length(f"log/{entry.id}") + 1):
            self.store.delete(f"log/{entry.id}/{index}")
        self.store.delete(f"log/{entry.id}/length")
        self.store.delete(f"stats/{entry.id}")

    def collect(self, *, keep: int = KEEP, unused_days: float | None = None) -> dict[str, int]:
        """Drop old versions, entries unused for ``unused_days``, and objects that nothing names any more."""
        dropped = {"entries": 0, "versions": 0, "objects": 0}
        used: set[str] = set()
        for entry in self.entries():
            age = time.time() - float(entry.head.get("updated", 0))
            if unused_days is not None and age > unused_days * 86400 and not entry.pinned:
                self.remove(entry)
                dropped["entries"] += 1
                continue
            head = self.store.update(f"head/{entry.kind}/{entry.id}", _trim(keep))
            dropped["versions"] += len(entry.versions) - len(head["versions"])
            used.update(part["object"] for version in head["versions"] for part in version["parts"])
        for key in self.store.keys("object/"):
            if key.removeprefix("object/") not in used:
                self.store.delete(key)
                dropped["objects"] += 1
        return dropped

    # -- carrying -----------------------------------------------------------------------------------------

    def export(self, entry: Entry, path: Path) -> None:
        """Write the version in service, with a function's observations, as one file that verifies itself."""
        version = entry.version()
        parts = version["parts"] if version else []
        body = {
            "schema": SCHEMA,
            "kind": entry.kind,
            "id": entry.id,
            "name": entry.name,
            "parts": parts,
            "objects": [self.object(part["object"]) for part in parts],
            "log": [data for _, data in self.store.read(f"log/{entry.id}", 1)],
        }
        path.write_text(dumps({"sha256": digest(body), "bundle": body}) + "\n", encoding="utf-8")

    def bring(self, path: Path, validate: Callable[[Mapping[str, Any]], str | None]) -> Entry:
        """Import an exported file once its hashes and ``validate`` (a reason against it, or None) agree.

        Raises `LlmjitError`, with nothing imported.
        """
        try:
            whole = json.loads(path.read_text(encoding="utf-8"))
            body = whole["bundle"]
            why = _fault(whole, body) or validate(body)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"{type(error).__name__}: {error}"
        if why:
            raise LlmjitError(BadBundle(path=str(path), why=why))
        for data in body["log"]:
            self.store.append(f"log/{body['id']}", data)
        extras = [{key: value for key, value in part.items() if key != "object"} for part in body["parts"]]
        return self.adopt(
            body["kind"],
            body["id"],
            body["objects"],
            name=body["name"],
            why=f"imported from {path.name}",
            extras=extras,
        )


def _fault(whole: Mapping[str, Any], body: Mapping[str, Any]) -> str | None:
    if body["schema"] != SCHEMA:
        return f"it has schema {body['schema']}, expected {SCHEMA}"
    if body["kind"] not in ("program", "function"):
        return f"it holds a {body['kind']}"
    if digest(body) != whole["sha256"]:
        return "its hash is wrong: it was changed after it was exported"
    for part, data in zip(body["parts"], body["objects"], strict=True):
        if digest(data) != part["object"]:
            return f"the object {part['object'][:12]} does not have its hash"
    return None


def _is_head(head: Any) -> bool:
    return isinstance(head, dict) and isinstance(head.get("versions"), list)


def _trim(keep: int) -> Callable[[Any], Any]:
    def change(head: Any) -> Any:
        recent = {v["number"] for v in head["versions"][-keep:]} | {head.get("current")}
        return {**head, "versions": [v for v in head["versions"] if v["number"] in recent]}

    return change


@lru_cache(maxsize=8)
def _registry_at(folder: Path) -> Registry:
    try:
        return Registry(DiskStore(folder))
    except FAULTS:
        if not (folder / "entries" / "cache.db").is_file():
            raise
        return Registry(ReadOnlyStore(folder))


def open_registry() -> Registry:
    """The registry under `llmjit.runtime.home.home`; raises one of the store's faults where there can be
    none.
    """
    return _registry_at(home() / f"registry-{SCHEMA}")
