"""Names for parameters and intermediate values that a person would have chosen."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Sequence

RESERVED = (
    frozenset(dir(builtins)) | frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | {"re", "answer"}
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


def import_order(name: str) -> tuple[int, str]:
    """Sorts imported names as isort does: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)
