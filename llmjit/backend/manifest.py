"""What is known of an emitted module, as JSON: hashes, signature, guards, sites and their evidence, spans."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import llmjit
from llmjit.backend.annotations import annotation
from llmjit.backend.module import Module
from llmjit.backend.tool_schema import tool_schema
from llmjit.guard import Guard
from llmjit.ir import ops
from llmjit.ir.literal import print_literal
from llmjit.ir.program import REQUIRED, Program, SiteInfo
from llmjit.ir.walk import walk
from llmjit.shapes import shape_of_all, to_json

MANIFEST_VERSION = 1
EXAMPLES = 3  # observations a model is shown when a site asks it


def manifest(program: Program, module: Module, threads: Mapping[str, str]) -> dict[str, Any]:
    """The manifest of an emitted module; ``threads`` maps each source thread's id to its SHA-256."""
    return {
        "manifest": MANIFEST_VERSION,
        "llmjit": llmjit.__version__,
        "name": program.name,
        "request": program.pattern.template if program.pattern is not None else None,
        "recorded": program.recorded,
        "sha256": sha256(module.source),
        "threads": [{"id": name, "sha256": digest} for name, digest in threads.items()],
        "parameters": {
            param.value.name: {
                "type": annotation(param.value.type),
                **({} if param.default is REQUIRED else {"default": print_literal(param.default)}),
            }
            for param in program.params
        },
        "returns": annotation(program.type),
        "helpers": {
            helper.name: {"signature": helper.signature, "effect": helper.effect}
            for helper in program.helpers
        },
        "sites": {site.name: _site(site) for site in program.sites},
        "guards": [guard.to_json(_plain(guard.expected)) for guard in program_guards(program)],
        "spans": {str(line): str(span) for line, span in sorted(module.spans.items())},
        "tool": tool_schema(program),
    }


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def program_guards(program: Program) -> tuple[Guard, ...]:
    """All guards of the program: those between the sites, then each site's own."""
    own = tuple(
        Guard(op.kind, op.subject, op.expected, op.reason, op.evidence, op.condition, op.span)
        for op in walk(program.body)
        if isinstance(op, ops.Check)
    )
    return own + tuple(guard for site in program.sites for guard in site.guards)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [
            _plain(item)
            for item in (sorted(value, key=repr) if isinstance(value, set | frozenset) else value)
        ]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)


def _site(site: SiteInfo) -> dict[str, Any]:
    seen = site.observations
    columns: Iterable[tuple[Any, ...]] = zip(*(o.inputs for o in seen), strict=True) if seen else ()
    return {
        "kind": site.kind,
        "parameters": list(site.parameters),
        "instruction": site.instruction,
        "type": annotation(site.type),
        "tier": site.tier or 0,
        "evidence": site.evidence,
        "upper_bound": site.upper_bound,
        "reason": site.reason,
        "span": None if site.span is None else str(site.span),
        "guards": [guard.to_json(_plain(guard.expected)) for guard in site.guards],
        "examples": [[_plain(o.inputs), _plain(o.output)] for o in seen[:EXAMPLES]],
        "inputs": [to_json(shape_of_all(column)) for column in columns],
        "output": to_json(shape_of_all([o.output for o in seen])) if seen else None,
    }
