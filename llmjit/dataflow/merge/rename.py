"""Gives an op's values other names, in its regions too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from llmjit.ir import ops
from llmjit.ir.ops import FuncParam, Op, Use, Value
from llmjit.ir.walk import binders, replace_uses, results, walk


def renamed(op: Op, uses: Mapping[Use, Use], fresh: Callable[[Value], Value], drop: set[Use]) -> Op:
    """The op with uses by ``uses`` and all it defines under fresh names; constants named in ``drop`` go."""
    new: dict[Use, Value] = {}
    for inner in walk((op,)):
        for value in (*results(inner), *binders(inner)):
            if value.name not in drop:
                new[value.name] = fresh(value)
    names = {**uses, **{name: value.name for name, value in new.items()}}
    return _defined(replace_uses(op, names), new, drop)


def _defined(op: Op, new: Mapping[Use, Value], drop: set[Use]) -> Op:
    changed: dict[str, Any] = {}
    for field in dict.fromkeys((*op.RESULTS, *op.BINDERS)):
        changed[field] = _values(getattr(op, field), new)
    for field in op.REGIONS:
        region = getattr(op, field)
        changed[field] = tuple(
            _defined(inner, new, drop)
            for inner in region
            if not (isinstance(inner, ops.Const) and inner.result.name in drop)
        )
    return replace(op, **changed) if changed else op


def _values(field: Any, new: Mapping[Use, Value]) -> Any:
    if isinstance(field, Value):
        return new.get(field.name, field)
    out: list[Any] = []
    for item in field:
        if isinstance(item, FuncParam):
            out.append(replace(item, value=new.get(item.value.name, item.value)))
        else:
            out.append(new.get(item.name, item))
    return tuple(out)
