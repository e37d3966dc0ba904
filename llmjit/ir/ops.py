"""The operations. What each means at run time stands in its docstring; `llmjit.ir` has the overview.

An op names its operands by the name of the value (`Use`), and defines `Value`s. ``RESULTS``, ``OPERANDS``,
``BINDERS`` and ``REGIONS`` say which fields are which, so that walking and rewriting know no op by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias, final

from llmjit.ir.types import ANY, Type
from llmjit.span import Span

Use: TypeAlias = str
Named: TypeAlias = tuple[tuple[str, Use], ...]
Effect: TypeAlias = Literal["read", "write", "model", "output", "mutate", "raise"]


@final
@dataclass(frozen=True, slots=True)
class Value:
    """A definition: a name, unique in its program until stage PYTHON, and a type."""

    name: str
    type: Type = ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """Base of all ops."""

    RESULTS: ClassVar[tuple[str, ...]] = ()
    OPERANDS: ClassVar[tuple[str, ...]] = ()
    BINDERS: ClassVar[tuple[str, ...]] = ()
    REGIONS: ClassVar[tuple[str, ...]] = ()
    TERMINATOR: ClassVar[bool] = False

    span: Span | None = None


Region: TypeAlias = tuple[Op, ...]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Const(Op):
    """A literal of the recorded code (or one a pass made): a str, bytes, int, float, bool or None.

    Literals are values of their own, never part of a template, so that a pass can replace one by a
    parameter or a site. The text pieces of an f-string are such literals, too.
    """

    RESULTS: ClassVar = ("result",)
    result: Value
    value: Any


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Undef(Op):
    """A variable that was not assigned on this path; reading it raises NameError, as Python would."""

    RESULTS: ClassVar = ("result",)
    result: Value


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Op):
    """The text of the request the program was called with."""

    RESULTS: ClassVar = ("result",)
    result: Value


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Op):
    """A module of the standard library, or with ``attribute`` one name out of it."""

    RESULTS: ClassVar = ("result",)
    result: Value
    module: str
    attribute: str = ""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Py(Op):
    """A Python expression over named operands; every free name in ``source`` is an operand or a builtin.

    ``effects`` is empty when the expression depends on its operands alone and changes nothing.
    """

    RESULTS: ClassVar = ("result",)
    OPERANDS: ClassVar = ("operands",)
    result: Value
    source: str
    operands: Named = ()
    effects: tuple[Effect, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Exec(Op):
    """Python statements over named operands; afterwards ``outs`` are read, one a result, in order.

    Used for what has no op of its own: augmented and item assignment, ``try``, ``with``, ``del``, ``raise``…
    """

    RESULTS: ClassVar = ("results",)
    OPERANDS: ClassVar = ("operands",)
    results: tuple[Value, ...] = ()
    source: str
    operands: Named = ()
    outs: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ("mutate",)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Op):
    """A call of a helper by its dotted name; ``effect`` is the helper's declared one."""

    RESULTS: ClassVar = ("result",)
    OPERANDS: ClassVar = ("args", "kwargs")
    result: Value
    helper: str
    args: tuple[Use, ...] = ()
    kwargs: Named = ()
    effect: Literal["pure", "read", "write"] = "read"


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Op):
    """A value the model decided, from ``inputs``; `Program.site` holds what is known of it by ``name``.

    ``live`` are the variables a deopt here needs, by their names in the recorded code (stage SPECIALIZED on).
    """

    RESULTS: ClassVar = ("result",)
    OPERANDS: ClassVar = ("inputs", "live")
    result: Value
    name: str
    inputs: tuple[Use, ...] = ()
    live: Named = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Op):
    """A guard: goes on when ``condition``, an expression over ``operands``, is true, else deopts.

    The fields but ``live`` are those of `llmjit.guard.Guard`. A ``guard(...)`` of the recorded code has
    kind ``user``.
    """

    OPERANDS: ClassVar = ("operands", "live")
    kind: str
    condition: str
    operands: Named = ()
    subject: str = ""
    expected: Any = None
    evidence: int = 1
    reason: str = ""
    live: Named = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Op):
    """What the model was shown: a ``print``, or the ``value`` of a block's last expression."""

    OPERANDS: ClassVar = ("args", "kwargs")
    kind: Literal["print", "value"]
    args: tuple[Use, ...] = ()
    kwargs: Named = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class If(Op):
    """Two regions, each ending in a terminator; a ``yield`` gives the results."""

    RESULTS: ClassVar = ("results",)
    OPERANDS: ClassVar = ("condition",)
    REGIONS: ClassVar = ("then", "orelse")
    results: tuple[Value, ...] = ()
    condition: Use
    then: Region = ()
    orelse: Region = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class For(Op):
    """For every item of ``iterable``: ``carried`` start as ``inits``, each ``yield``/``continue`` gives the
    next ones, the last ones (or those of a ``break``) are the results.
    """

    RESULTS: ClassVar = ("results",)
    OPERANDS: ClassVar = ("iterable", "inits")
    BINDERS: ClassVar = ("item", "carried")
    REGIONS: ClassVar = ("body",)
    results: tuple[Value, ...] = ()
    iterable: Use
    item: Value
    inits: tuple[Use, ...] = ()
    carried: tuple[Value, ...] = ()
    body: Region = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class While(Op):
    """While ``test``, which ends in ``yield %condition``: as `For`; both regions see ``carried``."""

    RESULTS: ClassVar = ("results",)
    OPERANDS: ClassVar = ("inits",)
    BINDERS: ClassVar = ("carried",)
    REGIONS: ClassVar = ("test", "body")
    results: tuple[Value, ...] = ()
    inits: tuple[Use, ...] = ()
    carried: tuple[Value, ...] = ()
    test: Region = ()
    body: Region = ()


@final
@dataclass(frozen=True, slots=True)
class FuncParam:
    """A parameter of a `Func`: ``kind`` is ``""``, ``"*"`` or ``"**"``, ``keyword`` its public name."""

    value: Value
    keyword: str
    default: Use | None = None
    kind: Literal["", "*", "**"] = ""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Func(Op):
    """A function of the recorded code; its body sees values defined before it, and itself."""

    RESULTS: ClassVar = ("result",)
    OPERANDS: ClassVar = ("params",)
    BINDERS: ClassVar = ("params",)
    REGIONS: ClassVar = ("body",)
    result: Value
    name: str
    params: tuple[FuncParam, ...] = ()
    body: Region = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Op):
    """A code block that raised: ``body`` is what ran before; it yields the names it had bound."""

    RESULTS: ClassVar = ("results",)
    REGIONS: ClassVar = ("body",)
    results: tuple[Value, ...] = ()
    error: str
    message: str = ""
    body: Region = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Op):
    """Stage PYTHON only: an assignment of one variable to another."""

    RESULTS: ClassVar = ("result",)
    OPERANDS: ClassVar = ("operand",)
    result: Value
    operand: Use


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Yield(Op):
    """Ends a region and gives its values to the op around it."""

    OPERANDS: ClassVar = ("args",)
    TERMINATOR: ClassVar = True
    args: tuple[Use, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Op):
    """Leaves the innermost loop; the values are the loop's results."""

    OPERANDS: ClassVar = ("args",)
    TERMINATOR: ClassVar = True
    args: tuple[Use, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Continue(Op):
    """Goes to the innermost loop's next turn with the values carried."""

    OPERANDS: ClassVar = ("args",)
    TERMINATOR: ClassVar = True
    args: tuple[Use, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Return(Op):
    """Leaves the innermost function, or the program, with one value."""

    OPERANDS: ClassVar = ("value",)
    TERMINATOR: ClassVar = True
    value: Use


ALL: tuple[type[Op], ...] = (
    Const, Undef, Request, Import, Py, Exec, Call, Site, Check, Output,
    If, For, While, Func, Failed, Copy, Yield, Break, Continue, Return,
)  # fmt: skip
