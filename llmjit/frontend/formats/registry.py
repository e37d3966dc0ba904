"""The known formats: finding the right one by sniffing, and reading files and folders with it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, final, overload

from pydantic import ValidationError

from llmjit.frontend.formats.base import Container, Format, Sample
from llmjit.frontend.formats.problems import (
    AmbiguousFormat,
    BadField,
    EmptyFile,
    NoSuchFormat,
    ThreadFileError,
    TooDeep,
    UnknownFormat,
)
from llmjit.frontend.formats.source import BOM, Source, kind_of, parse_json
from llmjit.frontend.thread import Thread

NAMES = (
    "llmjit",
    "openai_chat",
    "tau_bench",
    "tau2",
    "tora",
    "pot",
    "meta_prompting",
    "dynamic_cheatsheet",
    "mint",
    "intercode",
    "anthropic",
    "claude_code",
    "codex",
    "llmvm_text",
    "llmvm_json",
    "swe_agent",
    "openhands",
    "inspect_log",
    "atif",
    "otlp",
    "vcr",
    "jupyter",
)
"""Every format there is; module ``<name>.py`` holds its ``FORMAT``."""

SNIFFED_RECORDS = 8

LARGE_BYTES = 1 << 25
"""Recordings above this size are not held in memory; a thread takes up to thirty times its bytes there."""


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order of `NAMES`."""
    return tuple(import_module(f"llmjit.frontend.formats.{name}").FORMAT for name in NAMES)


def named(name: str) -> Format:
    """The format called ``name``; dashes and case do not matter."""
    wanted = name.strip().lower().replace("-", "_")
    for known in formats():
        if known.name == wanted:
            return known
    raise ThreadFileError(NoSuchFormat(name=name, known=", ".join(NAMES)))


def sniff(source: Source) -> Format:
    """The one format that ``source`` is in; raises `ThreadFileError` when there is none, or several."""
    head = source.head().removeprefix(BOM)
    if not head.strip():
        raise ThreadFileError(EmptyFile(file=source.file))
    samples = tuple(_samples(source, head))
    found = [
        known
        for known in formats()
        if any(s.container in known.containers and known.matches(s) for s in samples)
    ]
    if len(found) == 1:
        return found[0]
    known_names = ", ".join(NAMES)
    if found:
        candidates = ", ".join(known.name for known in found)
        raise ThreadFileError(AmbiguousFormat(file=source.file, candidates=candidates, known=known_names))
    raise ThreadFileError(UnknownFormat(file=source.file, seen=_looks(samples), known=known_names))


def _samples(source: Source, head: bytes) -> Iterator[Sample]:
    suffix = source.path.suffix.lower()
    if head.startswith(b"PK\x03\x04"):
        yield Sample("zip", _member_names(source), suffix=suffix)
    elif head.lstrip()[:1] in (b"{", b"["):
        yield from _json_samples(source, suffix)
    else:
        text = head.decode("utf-8", "replace")
        container: Container = "yaml" if suffix in (".yaml", ".yml") else "text"
        yield Sample(container, text, suffix=suffix)


def _member_names(source: Source) -> list[str]:
    try:
        with zipfile.ZipFile(source.path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise source.unreadable(error) from error


def _json_samples(source: Source, suffix: str) -> Iterator[Sample]:
    lines = source.lines()
    number, first = next(lines)
    try:
        value = parse_json(first.rstrip(), source.file, number)
    except ThreadFileError:
        yield Sample("document", source.document().value, suffix=suffix)
        return
    more = [value]
    for number, line in islice(lines, SNIFFED_RECORDS - 1):
        try:
            more.append(parse_json(line.rstrip(), source.file, number))
        except ThreadFileError:
            break
    yield Sample("lines", value, tuple(more), suffix)
    if next(source.lines(), None) is not None and len(more) == 1:
        yield Sample("document", value, suffix=suffix)


def _looks(samples: Sequence[Sample]) -> str:
    sample = samples[0]
    value: Any = sample.value
    if sample.container == "zip":
        return "a zip archive"
    if sample.container in ("lines", "document"):
        if isinstance(value, list):
            value = value[0] if value else None
            what = "JSON: a list"
            return what if not isinstance(value, dict) else f"{what} of objects with {_keys(value)}"
        kind = "JSON Lines" if sample.container == "lines" else "JSON"
        return (
            f"{kind}: an object with {_keys(value)}" if isinstance(value, dict) else f"JSON: {kind_of(value)}"
        )
    if "\0" in value or "\ufffd" in value[:-1]:  # the last character may be cut
        return "something that is not text, or not UTF-8"
    return "YAML" if sample.container == "yaml" else "text"


def _keys(value: dict[str, Any]) -> str:
    shown = ", ".join(str(key)[:40] for key in list(value)[:8])
    return f"the fields {shown}" if shown else "no fields"


def iter_threads(path: str | Path, format: str | None = None) -> Iterator[Thread]:
    """The threads of a file, or of every file in a folder, one at a time; files in order of name.

    Raises `ThreadFileError` with file, line and field where a recording is damaged or foreign.
    """
    chosen = None if format is None else named(format)
    root = Path(path)
    if root.is_dir():
        yield from _folder(root, chosen)
    else:
        source = Source(root)
        yield from _guarded(source, chosen or sniff(source))


def _folder(root: Path, chosen: Format | None) -> Iterator[Thread]:
    """Every recording in the folder; files that are none (a README, say) are passed over."""
    found = False
    for file in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
        source = Source(file)
        try:
            known = sniff(source)
        except ThreadFileError as error:
            if isinstance(error.diagnostic, UnknownFormat | EmptyFile):
                continue
            raise
        if chosen is not None and known.name != chosen.name:
            continue
        try:
            for thread in _guarded(source, known):
                found = True
                yield thread
        except ThreadFileError as error:
            if not isinstance(error.diagnostic, EmptyFile):
                raise
    if not found:
        raise ThreadFileError(EmptyFile(file=str(root), found="a folder without recordings"))


def _guarded(source: Source, known: Format) -> Iterator[Thread]:
    count = 0
    try:
        for thread in known.read(source):
            count += 1
            yield thread
    except RecursionError:
        raise ThreadFileError(TooDeep(file=source.file, line=1)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        raise ThreadFileError(
            BadField(
                file=source.file,
                line=1,
                field=f"{field} of thread {count + 1}",
                expected=first["msg"],
                found=kind_of(first["input"]),
            )
        ) from None
    if not count:
        raise ThreadFileError(EmptyFile(file=source.file, found=f"no thread in the {known.name} format"))


def read_threads(path: str | Path, format: str | None = None) -> Sequence[Thread]:
    """All threads of a file or folder; see `iter_threads`.

    A small recording comes as a list. A large one is read through once, so that damage is reported here, and
    stays on disk: the sequence reads it again whenever it is iterated or indexed.
    """
    if _size(Path(path)) <= LARGE_BYTES:
        return list(iter_threads(path, format))
    return StoredThreads(path, format, sum(1 for _ in iter_threads(path, format)))


def _size(path: Path) -> int:
    try:
        files = path.rglob("*") if path.is_dir() else (path,)
        return sum(file.stat().st_size for file in files if file.is_file())
    except OSError:
        return 0


@final
class StoredThreads(Sequence[Thread]):
    """The threads of a large recording, in constant memory; the file must stay as it is."""

    def __init__(self, path: str | Path, format: str | None, count: int) -> None:
        self._path, self._format, self._count = path, format, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Thread]:
        return iter_threads(self._path, self._format)

    @overload
    def __getitem__(self, index: int) -> Thread: ...

    @overload
    def __getitem__(self, index: slice) -> list[Thread]: ...

    def __getitem__(self, index: int | slice) -> Thread | list[Thread]:
        if isinstance(index, slice):
            wanted = range(*index.indices(self._count))
            found = self._picked(set(wanted), max(wanted, default=-1))
            return [found[place] for place in wanted]
        place = index + self._count if index < 0 else index
        if not 0 <= place < self._count:
            raise IndexError(index)
        return self._picked({place}, place)[place]

    def _picked(self, wanted: set[int], last: int) -> dict[int, Thread]:
        return {at: thread for at, thread in enumerate(islice(self, last + 1)) if at in wanted}
