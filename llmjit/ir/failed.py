"""Takes blocks that raised out of a program: what they wrote stays, and what later code uses of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from llmjit.ir import ops
from llmjit.ir.effects import effects
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import operands, replace_uses, results, used, walk


def without_failed(program: Program) -> Program:
    """The program with what is needed of every failed block in the block's place; the same if it has none."""
    if not any(isinstance(op, ops.Failed) for op in walk(program.body)):
        return program
    return replace(program, body=_inlined(program.body))


def _inlined(body: Region) -> Region:
    reads = used(body)
    out: list[Op] = []
    names: dict[Use, Use] = {}
    for op in body:
        if isinstance(op, ops.Failed):
            inner = op.body[:-1]
            end = op.body[-1]
            args = end.args if isinstance(end, ops.Yield) else ()
            wanted = [
                (value.name, arg)
                for value, arg in zip(op.results, args, strict=True)
                if reads.get(value.name)
            ]
            names.update({name: names.get(arg, arg) for name, arg in wanted})
            out += [replace_uses(kept, names) for kept in _needed(inner, [arg for _, arg in wanted])]
        else:
            out.append(replace_uses(op, names))
    return tuple(out)


def _needed(region: Region, wanted: Iterable[Use]) -> list[Op]:
    """The ops that the wanted values stand on, changes of those values included, and all writes."""
    need = set(wanted)
    kept: list[Op] = []
    for op in reversed(region):
        does = effects(op)
        reads = set(_reads(op))
        if (
            "write" in does
            or any(value.name in need for value in results(op))
            or ("mutate" in does and reads & need)
        ):
            need |= reads
            kept.append(op)
    return kept[::-1]


def _reads(op: Op) -> Iterable[Use]:
    for part in walk((op,)):
        yield from operands(part)
