"""What a program itself demands of its inputs: a delimiter that occurs, a key that exists, a date of one reading.

Nothing checks these beside the program, which has no value where they do not hold; they are listed so that a
person knows what is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Expr, Input, fill, show, strictness


def preconditions(program: Expr, names: Sequence[str], observed: int) -> tuple[Guard, ...]:
    """One guard without a condition for each demand, those of inner operations first."""
    found: dict[str, Guard] = {}
    for part in _parts(program):
        needs = part.operator.needs
        text = fill(needs, [show(argument, names) for argument in part.arguments])
        if needs and text not in found:
            subject = ", ".join(dict.fromkeys(_inputs(part, names)))
            found[text] = Guard("precondition", subject, text, f"the program needs {text}", observed)
    return tuple(found.values())


def _parts(expr: Expr) -> Iterator[Apply]:
    """Operations that are carried out whatever the inputs, arguments before what uses them."""
    if not isinstance(expr, Apply):
        return
    for argument, strict in zip(expr.arguments, strictness(expr), strict=True):
        if strict:
            yield from _parts(argument)
    yield expr


def _inputs(expr: Expr, names: Sequence[str]) -> Iterator[str]:
    if isinstance(expr, Input):
        yield names[expr.index]
    elif isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _inputs(argument, names)
