"""Reading and rewriting ops by the kinds of their fields, whatever op it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from llmjit.ir.ops import FuncParam, Op, Region, Use, Value
from llmjit.ir.program import Program


def operands(op: Op) -> Iterator[Use]:
    """The values the op itself reads, in order, doubles kept; not those that ops in its regions read.

    At stage PYTHON some are expressions; `llmjit.ir.verifier` knows which variables these read.
    """
    for field in op.OPERANDS:
        yield from _uses(getattr(op, field))


def _uses(field: Any) -> Iterator[Use]:
    if isinstance(field, str):
        yield field
    elif field is not None:
        for item in field:
            if isinstance(item, str):
                yield item
            elif isinstance(item, FuncParam):
                if item.default is not None:
                    yield item.default
            else:
                yield item[1]


def _values(field: Any) -> Iterator[Value]:
    if isinstance(field, Value):
        yield field
    else:
        for item in field:
            yield item.value if isinstance(item, FuncParam) else item


def results(op: Op) -> tuple[Value, ...]:
    """The values the op defines for the ops after it."""
    return tuple(value for field in op.RESULTS for value in _values(getattr(op, field)))


def binders(op: Op) -> tuple[Value, ...]:
    """The values the op defines for its own regions: loop items, carried values, parameters."""
    return tuple(value for field in op.BINDERS for value in _values(getattr(op, field)))


def regions(op: Op) -> tuple[Region, ...]:
    """The op's regions."""
    return tuple(getattr(op, field) for field in op.REGIONS)


def walk(ops: Iterable[Op]) -> Iterator[Op]:
    """All ops, each before the ops in its regions."""
    for op in ops:
        yield op
        for field in op.REGIONS:
            yield from walk(getattr(op, field))


def definitions(program: Program) -> dict[str, Op | None]:
    """Every value's name and the op that defines it (None: a parameter of the program)."""
    found: dict[str, Op | None] = {param.value.name: None for param in program.params}
    for op in walk(program.body):
        found.update({value.name: op for value in (*results(op), *binders(op))})
    return found


def used(ops: Iterable[Op]) -> dict[Use, int]:
    """How often each value is read, regions included."""
    count: dict[Use, int] = {}
    for op in walk(ops):
        for use in operands(op):
            count[use] = count.get(use, 0) + 1
    return count


def _renamed(field: Any, new: Callable[[Use], Use]) -> Any:
    if isinstance(field, str):
        return new(field)
    if field is None:
        return None
    out: list[Any] = []
    for item in field:
        if isinstance(item, str):
            out.append(new(item))
        elif isinstance(item, FuncParam):
            out.append(item if item.default is None else replace(item, default=new(item.default)))
        else:
            out.append((item[0], new(item[1])))
    return tuple(out)


def replace_uses(op: Op, mapping: Mapping[Use, Use]) -> Op:
    """The op with operands renamed by ``mapping``, in its regions too; the same object if none is."""
    changed: dict[str, Any] = {}
    for field in op.OPERANDS:
        old = getattr(op, field)
        new = _renamed(old, lambda use: mapping.get(use, use))
        if new != old:
            changed[field] = new
    for field in op.REGIONS:
        old = getattr(op, field)
        new = tuple(replace_uses(inner, mapping) for inner in old)
        if any(a is not b for a, b in zip(new, old, strict=True)):
            changed[field] = new
    return replace(op, **changed) if changed else op


def map_regions(op: Op, change: Callable[[Region], Region]) -> Op:
    """The op with each region replaced by what ``change`` makes of it."""
    changed: dict[str, Any] = {field: change(getattr(op, field)) for field in op.REGIONS}
    return replace(op, **changed) if changed else op


def rewrite(ops: Region, change: Callable[[Op], Iterable[Op] | None]) -> Region:
    """Each op, innermost first, replaced by what ``change`` gives; None keeps it, empty drops it."""
    out: list[Op] = []
    for op in ops:
        inner = map_regions(op, lambda region: rewrite(region, change)) if op.REGIONS else op
        new = change(inner)
        out.extend((inner,) if new is None else new)
    return tuple(out)
