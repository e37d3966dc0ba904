"""Says at every guard and site which variables the rest of the program needs."""

from __future__ import annotations

from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.ops import Named, Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import binders, operands, results, walk
from llmjit.passes.base import Context, Pass


@final
class InsertDeoptPoints(Pass):
    """Attach live variables, by the names they have in the recorded code, to guards and sites.

    Who takes over at a failed guard goes on with these, and repeats nothing that was done. Literals, imports
    and functions are not carried: the thread has them. Inside a function the caller's frame has them.

    Before:

        program @p(%name = "sales") -> any specialized {
          helper @load "(name: str) -> str" !read
          %text = call @load(%name) !read
          guard "type" if "isinstance(text, str)" (text=%text) evidence 1 because "it was a text"
          %n = py "len(text)" (text=%text)
          return %n
        }

    After:

        program @p(%name = "sales") -> any specialized {
          helper @load "(name: str) -> str" !read
          %text = call @load(%name) !read
          guard "type" if "isinstance(text, str)" (text=%text) evidence 1 because "it was a text" live (text=%text)
          %n = py "len(text)" (text=%text)
          return %n
        }
    """

    name = "insert_deopt_points"

    def run(self, program: Program, ctx: Context) -> Program:
        """One sweep backwards: what is read later, and defined before, is live."""
        if not any(isinstance(op, ops.Check | ops.Site) for op in walk(program.body)):
            return program
        plain = {
            value.name
            for op in walk(program.body)
            if isinstance(op, ops.Const | ops.Import | ops.Func | ops.Undef)
            for value in results(op)
        }
        return replace(program, body=_region(program.body, {}, plain))


def _region(region: Region, later: dict[Use, None], plain: set[Use]) -> Region:
    """The region with live variables; ``later`` is what is read after it, and grows by what it reads."""
    out: list[Op] = []
    for op in reversed(region):
        for value in results(op):
            later.pop(value.name, None)
        if isinstance(op, ops.Func):
            out.append(op)
            continue
        if op.REGIONS:
            op = _nested(op, later, plain)
        needed = [use for use in operands(op) if use not in plain]
        if isinstance(op, ops.Check | ops.Site):
            op = replace(op, live=_live({**dict.fromkeys(needed), **later}))
        later.update(dict.fromkeys(needed))
        out.append(op)
    return tuple(reversed(out))


def _nested(op: Op, later: dict[Use, None], plain: set[Use]) -> Op:
    loops = isinstance(op, ops.For | ops.While)
    around = dict(later)
    if loops:  # the next turn reads what this one did
        for part in walk(getattr(op, op.REGIONS[-1])):
            around.update(dict.fromkeys(use for use in operands(part) if use not in plain))
    own = {value.name for part in walk((op,)) for value in (*results(part), *binders(part))}
    fields = {}
    for name in op.REGIONS:
        inner = {use: None for use in around if use not in own} if loops else dict(later)
        fields[name] = _region(getattr(op, name), inner, plain)
        later.update({use: None for use in inner if use not in own})
    return replace(op, **fields)  # type: ignore[arg-type]


def _live(uses: dict[Use, None]) -> Named:
    """One value a variable: of two versions of one name, the one needed soonest."""
    found: dict[str, Use] = {}
    for use in uses:
        base = use.partition(".")[0]
        if not base.isdecimal():
            found.setdefault(base, use)
    return tuple(sorted(found.items()))


PASS = InsertDeoptPoints()
