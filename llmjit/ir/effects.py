"""What an op may do besides giving its results, regions included."""

from __future__ import annotations

from collections.abc import Iterable

from llmjit.ir import ops
from llmjit.ir.ops import Effect, Op

_NONE: frozenset[Effect] = frozenset()
_OWN: dict[type[Op], frozenset[Effect]] = {
    ops.Output: frozenset({"output"}),
    ops.Check: frozenset({"raise"}),
    ops.Site: frozenset({"model"}),
}


def own_effects(op: Op) -> frozenset[Effect]:
    """The op's own effects, its regions left out."""
    if isinstance(op, ops.Py | ops.Exec):
        return frozenset(op.effects)
    if isinstance(op, ops.Call):
        return _NONE if op.effect == "pure" else frozenset({op.effect})
    return _OWN.get(type(op), _NONE)


def effects(op: Op) -> frozenset[Effect]:
    """All effects of running the op; defining a function runs nothing, so its body has none here."""
    found = own_effects(op)
    if isinstance(op, ops.Func):
        return found
    for field in op.REGIONS:
        found |= region_effects(getattr(op, field))
    return found


def region_effects(region: Iterable[Op]) -> frozenset[Effect]:
    """All effects of running a region."""
    found = _NONE
    for op in region:
        found |= effects(op)
    return found


def droppable(op: Op) -> bool:
    """Whether nothing is lost when the op goes and nobody reads its results.

    A read that nobody uses may go: the recording needed it, the program does not. A guard or a write may not.
    """
    return not op.TERMINATOR and effects(op) <= {"read", "model"} and not _leaves(op, False)


def _leaves(op: Op, in_loop: bool) -> bool:
    """Whether running the op may go on elsewhere than after it."""
    if isinstance(op, ops.Func):
        return False
    if isinstance(op, ops.Return):
        return True
    if isinstance(op, ops.Break | ops.Continue):
        return not in_loop
    inside = in_loop or isinstance(op, ops.For | ops.While)
    return any(_leaves(inner, inside) for field in op.REGIONS for inner in getattr(op, field))
