"""Runs IR at any stage, op by op: the oracle for passes and backend, and the eye of whoever traces values.

Recorded code is a stranger's code: see `llmjit.ir.confine` for what it may do here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, final

from llmjit.guard import GuardFailed
from llmjit.ir import ops
from llmjit.ir.confine import BUILTINS, compiled, import_module
from llmjit.ir.ops import Named, Op, Region, Value
from llmjit.ir.program import REQUIRED, Program
from llmjit.ir.template import is_expression, names_in

STEPS: Final = 2_000_000


class OutOfSteps(Exception):
    """The program ran longer than a compiler waits."""


class _Undefined:
    """Stands for a variable that has no value on this path."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = _Undefined()


@final
@dataclass(frozen=True, kw_only=True)
class World:
    """What a program meets when it runs.

    ``call`` answers helpers by name, positional and named arguments. ``site`` answers sites. ``seen`` is told
    every value as it is defined. ``output`` is told what is shown.
    """

    call: Callable[[str, tuple[Any, ...], dict[str, Any]], Any]
    site: Callable[[ops.Site, tuple[Any, ...]], Any]
    seen: Callable[[Op, Value, Any], None] = lambda op, value, found: None
    output: Callable[[ops.Output, tuple[Any, ...]], None] = lambda op, shown: None
    request: str = ""
    steps: int = STEPS


@dataclass
class _Frame:
    """The values of one function's run, and the frame its definition stands in."""

    parent: _Frame | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        frame: _Frame | None = self
        while frame is not None:
            if name in frame.values:
                return frame.values[name]
            frame = frame.parent
        return UNDEFINED


_Leaving = tuple[type[Op], tuple[Any, ...]]


def interpret(program: Program, world: World, params: Mapping[str, Any] | None = None) -> Any:
    """The program's value for these parameters (defaults where absent).

    Raises whatever the code raises, GuardFailed for guards, `NotAllowed` and `OutOfSteps`.
    """
    frame = _Frame()
    given = dict(params or {})
    for param in program.params:
        value = given.get(param.value.name, param.default)
        if value is REQUIRED:
            raise TypeError(f"missing parameter {param.value.name}")
        frame.values[param.value.name] = value
    _, values = _Machine(world).region(program.body, frame)
    return values[0]


class _Machine:
    def __init__(self, world: World) -> None:
        self._world = world
        self._steps = 0

    def region(self, region: Region, frame: _Frame) -> _Leaving:
        """Run a region; gives the kind of its terminator and that one's values."""
        for op in region:
            self._steps += 1
            if self._steps > self._world.steps:
                raise OutOfSteps(f"more than {self._world.steps} ops")
            if isinstance(op, ops.Return):
                return ops.Return, (self._read(op.value, frame),)
            if isinstance(op, ops.Yield | ops.Break | ops.Continue):
                return type(op), tuple(frame.get(use) for use in op.args)
            leaving = _RUN[type(op)](self, op, frame)
            if leaving is not None:
                return leaving
        return ops.Yield, ()

    def _read(self, name: str, frame: _Frame) -> Any:
        value = frame.get(name)
        if value is UNDEFINED and is_expression(name):
            scope = {each: frame.get(each) for each in names_in(name)}
            known = {each: found for each, found in scope.items() if found is not UNDEFINED}
            return eval(compiled(name, "eval"), {"__builtins__": BUILTINS, **known})
        if value is UNDEFINED:
            raise NameError(f"name {name.partition('.')[0]!r} is not defined")
        return value

    def _named(self, named: Named, frame: _Frame) -> dict[str, Any]:
        return {name: self._read(use, frame) for name, use in named}

    def _set(self, op: Op, values: Iterable[Value], found: Iterable[Any], frame: _Frame) -> None:
        for value, item in zip(values, found, strict=True):
            frame.values[value.name] = item
            self._world.seen(op, value, item)

    def const(self, op: ops.Const, frame: _Frame) -> None:
        self._set(op, (op.result,), (op.value,), frame)

    def undef(self, op: ops.Undef, frame: _Frame) -> None:
        frame.values[op.result.name] = UNDEFINED

    def request(self, op: ops.Request, frame: _Frame) -> None:
        self._set(op, (op.result,), (self._world.request,), frame)

    def copy(self, op: ops.Copy, frame: _Frame) -> None:
        self._set(op, (op.result,), (self._read(op.operand, frame),), frame)

    def import_(self, op: ops.Import, frame: _Frame) -> None:
        module = import_module(op.module)
        self._set(op, (op.result,), (getattr(module, op.attribute) if op.attribute else module,), frame)

    def py(self, op: ops.Py, frame: _Frame) -> None:
        scope = {"__builtins__": BUILTINS, **self._named(op.operands, frame)}
        self._set(op, (op.result,), (eval(compiled(op.source, "eval"), scope),), frame)

    def exec(self, op: ops.Exec, frame: _Frame) -> None:
        scope: dict[str, Any] = {"__builtins__": BUILTINS, "__name__": "program"}
        scope.update({name: v for name, use in op.operands if (v := frame.get(use)) is not UNDEFINED})
        exec(compiled(op.source, "exec"), scope)
        self._set(op, op.results, (scope.get(name, UNDEFINED) for name in op.outs), frame)

    def call(self, op: ops.Call, frame: _Frame) -> None:
        args = tuple(self._read(use, frame) for use in op.args)
        value = self._world.call(op.helper, args, self._named(op.kwargs, frame))
        self._set(op, (op.result,), (value,), frame)

    def site(self, op: ops.Site, frame: _Frame) -> None:
        value = self._world.site(op, tuple(self._read(use, frame) for use in op.inputs))
        self._set(op, (op.result,), (value,), frame)

    def check(self, op: ops.Check, frame: _Frame) -> None:
        values = self._named(op.operands, frame)
        if eval(
            compiled(op.condition, "eval"), {"__builtins__": BUILTINS, "re": import_module("re"), **values}
        ):
            return
        seen = next(iter(values.values()), None)
        raise GuardFailed(op.reason, op.kind, op.subject, seen, op.expected, op.evidence, op.span)

    def output(self, op: ops.Output, frame: _Frame) -> None:
        self._world.output(op, tuple(self._read(use, frame) for use in op.args))

    def if_(self, op: ops.If, frame: _Frame) -> _Leaving | None:
        region = op.then if self._read(op.condition, frame) else op.orelse
        kind, values = self.region(region, frame)
        if kind is not ops.Yield:
            return kind, values
        self._set(op, op.results, values, frame)
        return None

    def for_(self, op: ops.For, frame: _Frame) -> _Leaving | None:
        carried = tuple(frame.get(use) for use in op.inits)
        for item in self._read(op.iterable, frame):
            self._set(op, (op.item, *op.carried), (item, *carried), frame)
            kind, carried = self.region(op.body, frame)
            if kind is ops.Return:
                return kind, carried
            if kind is ops.Break:
                break
        self._set(op, op.results, carried, frame)
        return None

    def while_(self, op: ops.While, frame: _Frame) -> _Leaving | None:
        carried = tuple(frame.get(use) for use in op.inits)
        while True:
            self._set(op, op.carried, carried, frame)
            _, (condition,) = self.region(op.test, frame)
            if not condition:
                break
            kind, carried = self.region(op.body, frame)
            if kind is ops.Return:
                return kind, carried
            if kind is ops.Break:
                break
        self._set(op, op.results, carried, frame)
        return None

    def failed(self, op: ops.Failed, frame: _Frame) -> None:
        with suppress(Exception):  # it raised when it was recorded, too
            _, values = self.region(op.body, frame)
            self._set(op, op.results, values, frame)

    def func(self, op: ops.Func, frame: _Frame) -> None:
        defaults = {p.keyword: self._read(p.default, frame) for p in op.params if p.default is not None}
        signature = _signature(op)

        def function(*args: Any, **kwargs: Any) -> Any:
            bound = signature(defaults, args, kwargs)
            own = _Frame(frame, {op.result.name: function})
            self._set(op, (p.value for p in op.params), (bound[p.keyword] for p in op.params), own)
            _, values = self.region(op.body, own)
            return values[0]

        function.__name__ = op.name
        self._set(op, (op.result,), (function,), frame)


def _signature(op: ops.Func) -> Callable[..., dict[str, Any]]:
    """Binds arguments as Python would; defaults come as the first argument, since they are values."""
    keywords: list[str] = []
    starred = False
    for param in op.params:
        default = f"=_[{param.keyword!r}]" if param.default is not None else ""
        starred = starred or param.kind == "*"
        keywords.append(f"{param.kind}{param.keyword}{default}")
    source = f"def bind(_):\n def f({', '.join(keywords)}):\n  return locals()\n return f"
    scope: dict[str, Any] = {}
    exec(source, {}, scope)
    return lambda defaults, args, kwargs: dict(scope["bind"](defaults)(*args, **kwargs))


_RUN: Final[dict[type[Op], Callable[[_Machine, Any, _Frame], _Leaving | None]]] = {
    ops.Const: _Machine.const,
    ops.Undef: _Machine.undef,
    ops.Request: _Machine.request,
    ops.Copy: _Machine.copy,
    ops.Import: _Machine.import_,
    ops.Py: _Machine.py,
    ops.Exec: _Machine.exec,
    ops.Call: _Machine.call,
    ops.Site: _Machine.site,
    ops.Check: _Machine.check,
    ops.Output: _Machine.output,
    ops.If: _Machine.if_,
    ops.For: _Machine.for_,
    ops.While: _Machine.while_,
    ops.Failed: _Machine.failed,
    ops.Func: _Machine.func,
}
