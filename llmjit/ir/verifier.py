"""What must hold of a program at every stage; a violation is a bug in the pass that ran last."""

from __future__ import annotations

import ast
import builtins
import keyword
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from llmjit.ir import ops
from llmjit.ir.ops import Op, Region
from llmjit.ir.program import Program, Stage
from llmjit.ir.template import is_expression, names_in, own_names
from llmjit.ir.walk import binders, operands, results, walk

_STRUCTURE = frozenset({ops.Yield, ops.Break, ops.Continue, ops.Return, ops.If, ops.For, ops.While, ops.Func})
_WORK = frozenset({ops.Const, ops.Request, ops.Import, ops.Py, ops.Exec, ops.Call, ops.Site, ops.Check})

LEGAL: dict[Stage, frozenset[type[Op]]] = {
    Stage.LIFTED: _STRUCTURE | _WORK | {ops.Undef, ops.Output, ops.Failed},
    Stage.SPECIALIZED: _STRUCTURE | _WORK | {ops.Undef, ops.Output},
    Stage.PYTHON: _STRUCTURE | _WORK | {ops.Copy},
}
_BUILTINS = frozenset(dir(builtins))
_RESERVED = frozenset(keyword.kwlist) | _BUILTINS


class VerifyError(Exception):
    """The program breaks a rule of its stage; the message names the op."""


def verify(program: Program) -> None:
    """Check every rule; raises `VerifyError` at the first violation."""
    _check_legality(program)
    _check_sites(program)
    if program.stage is Stage.PYTHON:
        _check_python(program)
    _Scopes(program).check()


def _describe(op: Op) -> str:
    place = "" if op.span is None else f" at {op.span}"
    names = ", ".join(f"%{value.name}" for value in results(op))
    return f"{type(op).__name__.lower()}{' ' + names if names else ''}{place}"


def _check_legality(program: Program) -> None:
    legal = LEGAL[program.stage]
    for op in walk(program.body):
        if type(op) not in legal:
            raise VerifyError(f"{_describe(op)} is not legal at stage {program.stage.value}")


def _check_sites(program: Program) -> None:
    sites = {site.name: site for site in program.sites}
    if len(sites) != len(program.sites):
        raise VerifyError("two sites have one name")
    helpers = {helper.name for helper in program.helpers}
    for op in walk(program.body):
        if isinstance(op, ops.Site):
            if op.name not in sites:
                raise VerifyError(f"{_describe(op)}: no site is called @{op.name}")
            if len(op.inputs) != len(sites[op.name].parameters):
                raise VerifyError(f"{_describe(op)}: site @{op.name} takes other inputs")
        if isinstance(op, ops.Call) and op.helper not in helpers:
            raise VerifyError(f"{_describe(op)}: helper @{op.helper} is not declared")
    for site in program.sites:
        if any(len(seen.inputs) != len(site.parameters) for seen in site.observations):
            raise VerifyError(f"site @{site.name}: an observation has other inputs than its parameters")
        if program.stage is not Stage.LIFTED and not _decided(site.tier, site.source, site.reason):
            raise VerifyError(f"site @{site.name} is not decided: a tier with source, or 0 with a reason")


def _decided(tier: int | None, source: str, reason: str) -> bool:
    return tier is not None and bool(reason if tier == 0 else source)


def _check_python(program: Program) -> None:
    taken = _RESERVED | {helper.name.partition(".")[0] for helper in program.helpers}
    for op in walk(program.body):
        for value in (*results(op), *binders(op)):
            if not value.name.isidentifier() or value.name in taken:
                raise VerifyError(f"{_describe(op)}: %{value.name} is not free to be a Python variable")
        if isinstance(op, ops.If | ops.For | ops.While) and (
            op.results or getattr(op, "inits", ()) or getattr(op, "carried", ())
        ):
            raise VerifyError(f"{_describe(op)} carries values at stage python")
        if isinstance(op, ops.Break | ops.Continue) and op.args:
            raise VerifyError(f"{_describe(op)} carries values at stage python")
        if isinstance(op, ops.Py | ops.Exec | ops.Check) and any(a != b for a, b in op.operands):
            raise VerifyError(f"{_describe(op)} calls an operand by another name")


_Ends = tuple[type[Op], ...]


@final
@dataclass(frozen=True, slots=True)
class _Inner:
    """One region of an op: what its terminator may be, and how many values that gives."""

    region: Region
    ends: _Ends
    yields: int | None
    turns: int | None


class _Scopes:
    """One walk that knows which values are visible, and what the regions around expect of a terminator."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._ssa = program.stage is not Stage.PYTHON
        self._defined: set[str] = set()
        self._visible: dict[str, int] = {}

    def check(self) -> None:
        """Check the whole program."""
        for param in self._program.params:
            self._define(param.value.name)
        self._region(_Inner(self._program.body, (ops.Return,), None, None))

    def _define(self, name: str, op: Op | None = None) -> None:
        if self._ssa and name in self._defined:
            where = "parameter" if op is None else _describe(op)
            raise VerifyError(f"%{name} is defined twice ({where})")
        self._defined.add(name)
        self._visible[name] = self._visible.get(name, 0) + 1

    def _hide(self, names: list[str]) -> None:
        for name in names:
            self._visible[name] -= 1
            if not self._visible[name]:
                del self._visible[name]

    def _region(self, inner: _Inner) -> list[str]:
        """Check a region; gives the names it defined, all still visible."""
        if not inner.region:
            raise VerifyError("a region is empty: it needs a terminator")
        names: list[str] = []
        for op in inner.region:
            for use in operands(op):
                if use not in self._visible and not self._readable(use):
                    raise VerifyError(f"{_describe(op)} reads %{use}, which is not defined before it")
            if op.TERMINATOR is not (op is inner.region[-1]):
                raise VerifyError(f"{_describe(op)}: a region ends in its one terminator")
            if op.TERMINATOR:
                _check_terminator(op, inner)
            if op.REGIONS:
                names += self._nested(op, inner)
            for value in results(op):
                self._define(value.name, op)
                names.append(value.name)
        return names

    def _readable(self, use: str) -> bool:
        """Whether an expression in the place of a variable reads visible ones alone, and its own names."""
        if self._ssa or not is_expression(use):
            return False
        own = own_names(ast.parse(use))
        return all(name in self._visible or name in own or name in _BUILTINS for name in names_in(use))

    def _nested(self, op: Op, inner: _Inner) -> list[str]:
        """Check the op's regions; gives the names that stay visible after it."""
        names = [value.name for value in binders(op)]
        for name in names:
            self._define(name, op)
        own = op.result.name if isinstance(op, ops.Func) else ""
        if own:
            self._visible[own] = self._visible.get(own, 0) + 1
        for region in _inner_regions(op, inner):
            made = self._region(region)
            if self._ssa:
                self._hide(made)
            else:
                names += made
        if own:
            self._hide([own])
        if self._ssa or own:
            self._hide(names)
            return []
        return names


def _check_terminator(op: Op, inner: _Inner) -> None:
    if type(op) not in inner.ends:
        raise VerifyError(f"{_describe(op)} cannot end this region")
    wanted = inner.yields if isinstance(op, ops.Yield) else inner.turns
    given = op.args if isinstance(op, ops.Yield | ops.Break | ops.Continue) else None
    if given is not None and wanted is not None and len(given) != wanted:
        raise VerifyError(f"{_describe(op)} gives {len(given)} values, {wanted} expected")


def _inner_regions(op: Op, outer: _Inner) -> Iterator[_Inner]:
    leave = tuple(end for end in outer.ends if end is not ops.Yield)
    turn: _Ends = (ops.Yield, ops.Break, ops.Continue, *(end for end in leave if end is ops.Return))
    count = len(results(op))
    match op:
        case ops.If():
            yield _Inner(op.then, (ops.Yield, *leave), count, outer.turns)
            if op.orelse or op.results:
                yield _Inner(op.orelse, (ops.Yield, *leave), count, outer.turns)
        case ops.For():
            yield _Inner(op.body, turn, count, count)
        case ops.While():
            yield _Inner(op.test, (ops.Yield,), 1, None)
            yield _Inner(op.body, turn, count, count)
        case ops.Func():
            yield _Inner(op.body, (ops.Return,), None, None)
        case ops.Failed():
            yield _Inner(op.body, (ops.Yield,), count, None)
