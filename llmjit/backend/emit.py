"""IR at stage PYTHON to everything that is checked in: module, manifest, tests, IR text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, final

from llmjit.backend.manifest import manifest, program_guards
from llmjit.backend.module import emit_module
from llmjit.guard import Guard
from llmjit.ir.printer import print_program
from llmjit.ir.program import Program
from llmjit.span import Span


@final
@dataclass(frozen=True, slots=True)
class Emitted:
    """One program's files: ``source`` the module, ``tests`` the module that tests it, ``ir`` its text form."""

    name: str
    source: str
    manifest: dict[str, Any]
    tests: str
    ir: str
    guards: tuple[Guard, ...]


def emit(
    program: Program,
    threads: Mapping[str, str] | None = None,
    comments: Mapping[Span, Sequence[str]] | None = None,
) -> Emitted:
    """Emit a program at stage PYTHON; ``threads`` maps its source threads' ids to their SHA-256, ``comments``
    are those of the recorded code by the span of their statement's line.

    Raises `InternalError` for a program at another stage, or if what is emitted is no Python.
    """
    module = emit_module(program, comments or {})
    return Emitted(
        name=program.name,
        source=module.source,
        manifest=manifest(program, module, threads or {name: "" for name in program.threads}),
        tests=_tests(program),
        ir=print_program(program),
        guards=program_guards(program),
    )


def _tests(program: Program) -> str:
    sites = [site for site in program.sites if site.source and site.observations]
    guarded = [s.name for s in sites if any(g.condition and g.subject in s.parameters for g in s.guards)]
    return str(_template().render(name=program.name, sites=[site.name for site in sites], guarded=guarded))


@cache
def _template() -> Any:
    import jinja2

    text = (Path(__file__).parent / "test_module.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        keep_trailing_newline=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(text)
