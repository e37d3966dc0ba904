"""Names for parameters and intermediate values that a person would have chosen."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterable, Sequence

from llmjit.guard import Guard
from llmjit.synthesis.expr import Expr, operators

RESERVED = (
    frozenset(dir(builtins))
    | frozenset(keyword.kwlist)
    | frozenset(keyword.softkwlist)
    | {"re", "datetime", "math", "answer"}
)
"""Names that emitted code must not bind to something else."""


def identifier(text: str, fallback: str = "value") -> str:
    """A Python name for a column header or a phrase: ``First Name`` is ``first_name``."""
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text))
    name = "_".join(words).lower()[:40] or fallback
    if name[0].isdigit():
        name = f"{fallback}_{name}"
    return f"{name}_" if name in RESERVED else name


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names, later repetitions numbered from 2."""
    out: list[str] = []
    for name in names:
        candidate, number = name, 2
        while candidate in out:
            candidate, number = f"{name}_{number}", number + 1
        out.append(candidate)
    return tuple(out)


def parameter_names(hinted: Sequence[str], arity: int) -> tuple[str, ...]:
    """Names for all inputs: those hinted, then ``text`` for a single one or ``a``, ``b``, ``c``…"""
    defaults = ["text"] if arity == 1 else [chr(97 + i) if i < 26 else f"x{i}" for i in range(arity)]
    chosen = [identifier(name) for name in hinted[:arity]]
    return unique([*chosen, *defaults[len(chosen) :]])


RUNTIME = frozenset({"agree", "require", "same", "datetime", "math", "re", "float", "answer"})
"""What any emitted function may use by name."""
_WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


def unshadowed(
    wanted: Sequence[str], programs: Iterable[Expr], guards: Iterable[Guard], known: Sequence[str]
) -> tuple[str, ...]:
    """Parameter names as wanted, but none that hides a function, module or variable which the code needs.

    ``known`` are the parameters' names in the guards.
    """
    needed = set(RUNTIME)
    for operator in {op.name: op for program in programs for op in operators(program)}.values():
        needed.update(_WORD.findall(operator.source), operator.imports)
    for guard in guards:
        tree = ast.walk(ast.parse(guard.condition or "True"))
        needed.update({node.id for node in tree if isinstance(node, ast.Name)}.difference(known))
    taken = {*wanted, *needed}
    found: list[str] = []
    for name in wanted:
        while name in needed or name in found:
            name += "_"
            while name in taken:
                name += "_"
        found.append(name)
    return tuple(found)


def import_order(name: str) -> tuple[int, str]:
    """Sorts imported names as isort does: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)
