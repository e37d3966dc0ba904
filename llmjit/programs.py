"""Compiled programs as imports: ``from llmjit.programs import stock_in_currency``.

A name is looked for in the project's ``programs/`` folder (here or in a folder above), then in the registry, then
among the entry points ``llmjit.programs`` of installed packages. A path to a program's folder is taken as it is.
A version in the registry that was learned from the one in the project's folder goes before it.
"""

from __future__ import annotations

import inspect
import os
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

from llmjit.compiled import MANIFEST, guards_of, read_program
from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.runtime.program import Program
from llmjit.runtime.registry import Entry, open_registry
from llmjit.runtime.run import Helper
from llmjit.runtime.store import FAULTS

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "llmjit.programs"


@final
class NoSuchProgram(Diagnostic):
    """Nothing compiled has this name."""

    code = "R050"
    title = "there is no compiled program {name}"
    label = "looked in {places}"
    help = "llmjit programs lists what there is; llmjit compile THREAD makes one"

    name: str
    places: str


@final
class StubMismatch(Diagnostic):
    """A stub's signature is not the program's."""

    code = "R051"
    title = "the stub {stub} does not fit the program {name}"
    label = "{why}"
    notes = ("the program is {name}{signature}",)

    stub: str
    name: str
    why: str
    signature: str


@final
class WrongType(Diagnostic):
    """A value at a typed door is not of its declared type."""

    code = "R052"
    title = "{what} of {name} is not what its stub declares"
    label = "{why}"

    name: str
    what: str
    why: str


def find_program(name: str) -> Program:
    """The program of this name or folder; raises `LlmjitError` where there is none, or it was changed."""
    if os.sep in name or (Path(name) / MANIFEST).is_file():
        return read_program(Path(name))
    for found in _candidates(name):
        return found
    places = f"{_project() or 'no programs/ folder'}, the registry, entry points {GROUP}"
    raise LlmjitError(NoSuchProgram(name=name, places=places))


def project_folder(name: str) -> Path:
    """The folder of a program of the project; raises `LlmjitError` where the project has none of that name."""
    folder = _project()
    if folder is None or not (folder / name / MANIFEST).is_file():
        places = str(folder or "no programs/ folder here or above")
        raise LlmjitError(NoSuchProgram(name=name, places=places))
    return folder / name


def _candidates(name: str) -> Iterator[Program]:
    ours = project_program(name)
    if ours is not None:
        yield ours
    known = registered(name)
    if known is not None:
        yield known
    for point in _entry_points():
        if point.name == name:
            yield _installed(point)


def project_program(name: str) -> Program | None:
    """The program of the project, or the version in the registry that came of it; None where there is none."""
    folder = _project()
    if folder is None or not (folder / name / MANIFEST).is_file():
        return None
    checked_in = read_program(folder / name)
    learned = registered(name)
    if learned is not None and checked_in.manifest["sha256"] in learned.manifest.get("ancestors", ()):
        return learned
    return checked_in


def program_names() -> dict[str, str]:
    """Every program that can be imported, and where it is from; the first place of a name counts."""
    names: dict[str, str] = {}
    folder = _project()
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")) if folder else ():
        names.setdefault(manifest.parent.name, str(manifest.parent))
    try:
        for entry in open_registry().entries("program"):
            names.setdefault(entry.id, "registry")
    except FAULTS:
        pass
    for point in _entry_points():
        names.setdefault(point.name, f"package {point.dist.name if point.dist else point.value}")
    return names


def _project() -> Path | None:
    """The nearest ``programs/`` folder with a compiled program in it, from the working directory up."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if next(folder.glob(f"programs/*/{MANIFEST}"), None) is not None:
            return folder / "programs"
    return None


def _entry_points() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # slow to import, and a nearer place mostly has the name

    return entry_points(group=GROUP)


def _installed(point: EntryPoint) -> Program:
    """An entry point is a `Program`, a function that gives one, or the folder of one."""
    value = point.load()
    if isinstance(value, Program):
        return value
    return read_program(Path(value)) if isinstance(value, str | Path) else value()


def register(
    program: Program, why: str = "compiled", *, ir: str = "", threads: Sequence[Mapping[str, Any]] = ()
) -> Entry:
    """Keep a program in the registry as the next version of its name, in service unless another is pinned.

    ``ir`` and ``threads`` (as JSON data) let it be recompiled from there.
    """
    data: dict[str, Any] = {
        "source": program.source,
        "manifest": dict(program.manifest),
        "name": program.name,
    }
    if ir:
        data |= {"ir": ir, "threads": list(threads)}
    return open_registry().adopt("program", program.name, [data], name=program.name, why=why)


def registered(name: str, version: int | None = None) -> Program | None:
    """The program of this name in the registry, in its version in service; None where there is none."""
    try:
        registry = open_registry()
        entry = registry.entry("program", name)
        chosen = entry.version(version) if entry else None
        data = registry.object(chosen["parts"][0]["object"]) if chosen else None
    except FAULTS:
        return None
    return None if data is None else _from_object(data)


def _from_object(data: Mapping[str, Any]) -> Program:
    manifest = data["manifest"]
    guards = guards_of(manifest.get("guards", ()))
    return Program.from_source(
        data["name"], data["source"], guards=guards, manifest=manifest, expected=manifest.get("sha256")
    )


def validate_bundle(body: Mapping[str, Any]) -> str | None:
    """Why an exported file's content may not be imported, or None: its code is loaded, not run."""
    from llmjit.runtime.disk_vault import loadable

    for data in body["objects"]:
        try:
            if body["kind"] == "program":
                _from_object(data)
            else:
                loadable(data)
        except (LlmjitError, KeyError, TypeError, ValueError) as error:
            return str(error)
    return None


def with_tools(
    program: Program,
    tools: str | Path | None = None,
    helpers: Mapping[str, Callable[..., Any]] | None = None,
) -> Program:
    """The program with the helpers it calls: functions of the file ``tools``, and ``helpers`` by name before them.

    Raises `LlmjitError` for a file that cannot be used.
    """
    from llmjit.record.tools import load_tools

    given: dict[str, Any] = {}
    for tool in () if tools is None else load_tools(tools):
        given[tool.name] = Helper.of(tool.name, tool.function, tool.effect)
    given.update(helpers or {})
    called = program.manifest.get("helpers", {})
    return program.with_(helpers={name: given[name] for name in called if name in given})


def door(
    name: str,
    tools: str | Path | None = None,
    helpers: Mapping[str, Callable[..., Any]] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator: the stub's signature is the program's, and values at the door are held to the stub's types."""

    def decorate(stub: Callable[..., Any]) -> Callable[..., Any]:
        program = with_tools(find_program(name), tools, helpers)
        hints = typing.get_type_hints(stub)
        _fits(program, stub, hints)
        signature = inspect.signature(stub)

        @wraps(stub)
        def call(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            for parameter, value in bound.arguments.items():
                if parameter in hints:
                    _check(name, f"the argument {parameter}", value, hints[parameter])
            result = program(**bound.arguments)
            if "return" in hints:
                _check(name, "the answer", result, hints["return"])
            return result

        call.program = program  # type: ignore[attr-defined]
        return call

    return decorate


def _fits(program: Program, stub: Callable[..., Any], hints: Mapping[str, Any]) -> None:
    ours = inspect.signature(stub).parameters
    theirs = inspect.signature(program.entry).parameters
    types = typing.get_type_hints(program.entry)
    why = next(_mismatches(ours, theirs, hints, types), None)
    if why:
        signature = str(inspect.signature(program.entry))
        detail = StubMismatch(stub=stub.__name__, name=program.name, why=why, signature=signature)
        raise LlmjitError(detail)


def _mismatches(
    ours: Mapping[str, inspect.Parameter],
    theirs: Mapping[str, inspect.Parameter],
    hints: Mapping[str, Any],
    types: Mapping[str, Any],
) -> Iterator[str]:
    for name in ours:
        if name not in theirs:
            yield f"the program has no parameter {name}"
    for name, parameter in theirs.items():
        if name not in ours and parameter.default is inspect.Parameter.empty:
            yield f"the stub lacks the parameter {name}"
    for name, hint in hints.items():
        theirs_is = types.get(name, Any)
        if Any not in (hint, theirs_is) and hint != theirs_is and not (hint is float and theirs_is is int):
            yield f"{name} is {_name(hint)} in the stub and {_name(theirs_is)} in the program"


def _check(name: str, what: str, value: Any, hint: Any) -> None:
    from typeguard import TypeCheckError, check_type

    try:
        check_type(value, hint)
    except TypeCheckError as error:
        raise LlmjitError(WrongType(name=name, what=what, why=str(error))) from None


def _name(hint: Any) -> str:
    return getattr(hint, "__name__", str(hint))


def __getattr__(name: str) -> Any:
    """``from llmjit.programs import NAME``."""
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return find_program(name)
    except LlmjitError as error:
        if isinstance(error.diagnostic, NoSuchProgram):
            # an AttributeError would be replaced by words that say nothing of where was looked
            raise ImportError(error.diagnostic.render()) from None
        raise
