"""Programs as trees of operators: what every part of the synthesiser builds, ranks, runs and prints.

An `Operator` is one declaration. Its ``source`` is a Python template, and its meaning *is* that template: the
evaluator is compiled from it, so emitted code and internal evaluation cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any, TypeAlias, final

from llmjit.support.undefined import NO_VALUE
from llmjit.value import Value


class Undefined(Exception):
    """The expression has no value on this input: a delimiter is missing, a number does not parse."""


@final
@dataclass(frozen=True, eq=False)
class Operator:
    """One operation of the grammar.

    ``params`` are type names (``str``, ``int``, ``float``, ``bool``, ``date``, ``list``, ``dict``, ``any``),
    of which two are special: ``lazy`` (evaluated only if the template gets there) and ``lambda`` (an
    expression over `Item`, which the template calls ``item``). A variadic operator has one parameter and
    ``{*}`` in its template.

    ``source`` is the template: ``{0}``, ``{1}`` stand for the arguments. It must raise one of `NO_VALUE`
    where the operator has no value. ``support`` are functions of `llmjit.support` that it calls, ``imports``
    modules of the standard library. ``needs`` says what there must be for it to have a value, with the same
    places for arguments. ``cost`` is what using it adds to a program. ``witness``, where there is
    one, is the inverse: from an output, the argument tuples that give it.
    """

    name: str
    params: tuple[str, ...]
    result: str
    source: str
    cost: float = 1.0
    support: tuple[Callable[..., Any], ...] = ()
    imports: tuple[str, ...] = ()
    witness: Callable[[Any], Sequence[tuple[Any, ...]]] | None = None
    needs: str = ""
    evaluate: Callable[..., Any] = field(init=False, repr=False)
    strict: bool = field(init=False, repr=False)
    """Whether all arguments are evaluated first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "strict", not {"lazy", "lambda"}.intersection(self.params))
        scope: dict[str, Any] = {module: import_module(module) for module in self.imports}
        scope |= {function.__name__: function for function in self.support}
        if "{*}" in self.source:
            text = f"lambda *a: {self.source.replace('{*}', '*a')}"
        else:
            names = [f"a{index}" for index in range(len(self.params))]
            text = f"lambda {', '.join(names)}: {fill(self.source, list(map(_call, names, self.params)))}"
        object.__setattr__(self, "evaluate", eval(text, scope))

    def __call__(self, *arguments: Expr | Value) -> Apply:
        """Apply to expressions; plain values become constants."""
        nodes = [each if isinstance(each, _NODES) else Const(each) for each in arguments]
        return Apply(self, tuple(nodes))


def _call(name: str, kind: str) -> str:
    return {"lazy": f"{name}()", "lambda": f"{name}(item)"}.get(kind, name)


def fill(template: str, arguments: Sequence[str]) -> str:
    """Put argument texts into a template; braces that are not ``{digit}`` stay as they are."""
    return re.sub(r"\{(\d+)\}", lambda found: arguments[int(found[1])], template)


@final
@dataclass(frozen=True, slots=True)
class Input:
    """An input of the program, by position."""

    index: int


@final
@dataclass(frozen=True, slots=True)
class Item:
    """The element at hand inside a ``lambda`` argument."""


@final
class Const:
    """A literal. Compared by type and text, since ``1 == True``. Not to be changed."""

    __slots__ = ("key", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self.key = f"{type(value).__name__}:{value!r}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Const) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"Const(value={self.value!r})"


@final
class Apply:
    """An operator with its arguments. Not to be changed: its hash is remembered, since searches ask for it often."""

    __slots__ = ("_hash", "arguments", "operator")

    def __init__(self, operator: Operator, arguments: tuple[Expr, ...]) -> None:
        self.operator = operator
        self.arguments = arguments
        self._hash: int | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Apply)
            and self.operator is other.operator
            and hash(self) == hash(other)
            and self.arguments == other.arguments
        )

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self.operator, self.arguments))
        return self._hash

    def __repr__(self) -> str:
        return f"Apply(operator={self.operator!r}, arguments={self.arguments!r})"


Expr: TypeAlias = Input | Item | Const | Apply
_NODES = (Input, Item, Const, Apply)
ABSENT: Any = object()
"""What stands for the value of an expression where it has none."""
_UNSEEN: Any = object()


def evaluate(expr: Expr, inputs: Sequence[Value], item: Any = None) -> Any:
    """The expression's value; raises `Undefined`."""
    try:
        return _evaluate(expr, inputs, item)
    except NO_VALUE as error:
        raise Undefined(str(error)) from None


def _evaluate(expr: Expr, inputs: Sequence[Value], item: Any) -> Any:
    if isinstance(expr, Const):
        return expr.value
    if isinstance(expr, Input):
        return inputs[expr.index]
    if isinstance(expr, Item):
        return item
    operator, arguments = expr.operator, expr.arguments
    if operator.strict:
        return operator.evaluate(*[_evaluate(argument, inputs, item) for argument in arguments])
    values: list[Any] = []
    for kind, argument in zip(operator.params, arguments, strict=True):
        if kind == "lambda":
            values.append(lambda each, body=argument: _evaluate(body, inputs, each))
        elif kind == "lazy":
            values.append(lambda body=argument: _evaluate(body, inputs, item))
        else:
            values.append(_evaluate(argument, inputs, item))
    return operator.evaluate(*values)


def value_of(expr: Expr, inputs: Sequence[Value], known: dict[Expr, Any]) -> Any:
    """The expression's value, `ABSENT` where it has none; ``known`` has what was seen before on the same inputs."""
    if not isinstance(expr, Apply):
        return _attempt(expr, inputs)
    value = known.get(expr, _UNSEEN)
    if value is _UNSEEN:
        value = known[expr] = (
            _applied(expr, inputs, known) if expr.operator.strict else _attempt(expr, inputs)
        )
    return value


def _applied(expr: Apply, inputs: Sequence[Value], known: dict[Expr, Any]) -> Any:
    arguments = []
    for each in expr.arguments:
        value = value_of(each, inputs, known)
        if value is ABSENT:
            return ABSENT
        arguments.append(value)
    try:
        return expr.operator.evaluate(*arguments)
    except NO_VALUE:
        return ABSENT


def _attempt(expr: Expr, inputs: Sequence[Value]) -> Any:
    try:
        return _evaluate(expr, inputs, None)
    except NO_VALUE:
        return ABSENT


def evaluate_all(
    expr: Expr, rows: Sequence[Sequence[Value]], known: dict[Expr, list[Any]] | None = None
) -> list[Any]:
    """The expression's value on every row, `ABSENT` where it is undefined.

    ``known`` has the values of expressions seen before on the same rows: programs of one version space share
    most of their parts.
    """
    if isinstance(expr, Const):
        return [expr.value] * len(rows)
    if isinstance(expr, Input):
        return [row[expr.index] for row in rows]
    if isinstance(expr, Item):
        return [None] * len(rows)
    known = {} if known is None else known
    values = known.get(expr)
    if values is None:
        values = known[expr] = _apply_all(expr, rows, known)
    return values


def _apply_all(expr: Apply, rows: Sequence[Sequence[Value]], known: dict[Expr, list[Any]]) -> list[Any]:
    run: Callable[..., Any] = expr.operator.evaluate
    columns: Any = [()] * len(rows)
    if not expr.operator.strict:
        run, columns = partial(_evaluate, expr, item=None), zip(rows)
    elif expr.arguments:
        columns = zip(*[evaluate_all(each, rows, known) for each in expr.arguments], strict=True)
    values = []
    for arguments in columns:
        try:
            values.append(ABSENT if ABSENT in arguments else run(*arguments))
        except NO_VALUE:
            values.append(ABSENT)
    return values


def cost(expr: Expr) -> float:
    """The size of a program, weighed: operators by their own cost, constants by how much they say."""
    if isinstance(expr, Apply):
        return expr.operator.cost + sum(map(cost, expr.arguments))
    if isinstance(expr, Const):
        return constant_cost(expr.value)
    return 0.1


def constant_cost(value: object) -> float:
    """Small for small numbers and for punctuation, larger for words, which may be chance."""
    if isinstance(value, bool) or value is None:
        return 0.1
    if isinstance(value, int):
        return 0.1 + 0.1 * min(abs(value), 30)
    if isinstance(value, str):
        letters = sum(character.isalnum() for character in value)
        return 0.2 + 0.35 * letters + 0.15 * (len(value) - letters)
    if isinstance(value, list | tuple):
        return 0.2 + sum(map(constant_cost, value))
    if isinstance(value, dict):
        return 0.2 + sum(constant_cost(key) + constant_cost(each) for key, each in value.items())
    return 0.5


def applications(expr: Expr) -> Iterator[Apply]:
    """Every operation in an expression, outermost first."""
    if isinstance(expr, Apply):
        yield expr
        for argument in expr.arguments:
            yield from applications(argument)


def operators(expr: Expr) -> Iterator[Operator]:
    """Every operator used, outermost first."""
    return (each.operator for each in applications(expr))


def strictness(expr: Apply) -> list[bool]:
    """Which arguments are evaluated whenever the application is: none that is lazy, or over items."""
    params, variadic = expr.operator.params, "{*}" in expr.operator.source
    return [params[0 if variadic else at] not in ("lazy", "lambda") for at in range(len(expr.arguments))]


def inputs_of(expr: Expr) -> list[int]:
    """The inputs that a program reads."""
    if isinstance(expr, Input):
        return [expr.index]
    if isinstance(expr, Apply):
        return [index for argument in expr.arguments for index in inputs_of(argument)]
    return []


def show(expr: Expr, names: Sequence[str] = ()) -> str:
    """One line of Python for a person; emission has its own printer."""
    if isinstance(expr, Input):
        return names[expr.index] if expr.index < len(names) else f"x{expr.index}"
    if isinstance(expr, Const):
        return repr(expr.value)
    if isinstance(expr, Item):
        return "item"
    arguments = [show(argument, names) for argument in expr.arguments]
    if "{*}" in expr.operator.source:
        return expr.operator.source.replace("{*}", ", ".join(arguments))
    return fill(expr.operator.source, arguments)
