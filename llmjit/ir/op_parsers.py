"""One small parser an op."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from llmjit.ir import ops
from llmjit.ir.cursor import Cursor
from llmjit.ir.ops import Effect, Op, Region, Value

_EFFECTS = ("read", "write", "model", "output", "mutate", "raise")


def parse_region(cursor: Cursor) -> Region:
    """Ops up to the closing brace, which is taken."""
    found: list[Op] = []
    while not cursor.accept("}"):
        found.append(_op(cursor))
    return tuple(found)


def _op(cursor: Cursor) -> Op:
    left: list[Value] = []
    if cursor.token.kind == "value":
        left.append(cursor.definition())
        while cursor.accept(","):
            left.append(cursor.definition())
        cursor.expect("=")
    word = cursor.token.text
    table = _MANY if word in _MANY else _ONE if len(left) == 1 else _NONE
    if word not in table:
        cursor.fail(f"an op ({', '.join(sorted({*_MANY, *table}))})")
    cursor.take("word")
    fields: dict[str, Any] = table[word](cursor)
    kind = fields.pop("op")
    if word in _MANY:
        fields["results"] = tuple(left)
    elif left:
        fields["result"] = left[0]
    if "span" not in fields:
        fields["span"] = cursor.span()
    return cast(Op, kind(**fields))


def _effects(cursor: Cursor) -> tuple[Effect, ...]:
    found: list[Any] = []
    while cursor.accept("!"):
        if cursor.token.text not in _EFFECTS:
            cursor.fail(f"an effect ({', '.join(_EFFECTS)})")
        found.append(cursor.take("word"))
    return tuple(found)


def _const(cursor: Cursor) -> dict[str, Any]:
    return {"op": ops.Const, "value": cursor.literal()}


def _import(cursor: Cursor) -> dict[str, Any]:
    module = cursor.string()
    attribute = cursor.string() if cursor.token.kind == "string" else ""
    return {"op": ops.Import, "module": module, "attribute": attribute}


def _py(cursor: Cursor) -> dict[str, Any]:
    source, operands = cursor.string(), cursor.operands()
    return {"op": ops.Py, "source": source, "operands": operands, "effects": _effects(cursor)}


def _exec(cursor: Cursor) -> dict[str, Any]:
    operands = cursor.operands()
    outs = cursor.strings() if cursor.accept("->") else ()
    effects = _effects(cursor)
    span = cursor.span()
    source = cursor.text()
    fields = {"op": ops.Exec, "operands": operands, "outs": outs, "effects": effects, "source": source}
    return {**fields, "span": cursor.span() if span is None else span}


def _call(cursor: Cursor) -> dict[str, Any]:
    helper = cursor.symbol()
    args, kwargs = cursor.arguments()
    cursor.expect("!")
    if cursor.token.text not in ("pure", "read", "write"):
        cursor.fail("an effect (pure, read, write)")
    return {"op": ops.Call, "helper": helper, "args": args, "kwargs": kwargs, "effect": cursor.take("word")}


def _site(cursor: Cursor) -> dict[str, Any]:
    name = cursor.symbol()
    cursor.expect("(")
    inputs = cursor.uses()
    cursor.expect(")")
    return {"op": ops.Site, "name": name, "inputs": inputs, "live": cursor.live()}


def _guard(cursor: Cursor) -> dict[str, Any]:
    fields: dict[str, Any] = {"op": ops.Check, "kind": cursor.string()}
    if cursor.accept("of"):
        fields["subject"] = cursor.string()
    cursor.expect("if")
    fields["condition"] = cursor.string()
    fields["operands"] = cursor.operands()
    if cursor.accept("expected"):
        fields["expected"] = cursor.literal()
    cursor.expect("evidence")
    fields["evidence"] = cursor.integer()
    cursor.expect("because")
    fields["reason"] = cursor.string()
    fields["live"] = cursor.live()
    return fields


def _output(cursor: Cursor) -> dict[str, Any]:
    if cursor.token.text not in ("print", "value"):
        cursor.fail("print or value")
    kind = cursor.take("word")
    args, kwargs = cursor.arguments()
    return {"op": ops.Output, "kind": kind, "args": args, "kwargs": kwargs}


def _block(cursor: Cursor) -> Region:
    cursor.expect("{")
    return parse_region(cursor)


def _if(cursor: Cursor) -> dict[str, Any]:
    condition, then = cursor.use(), _block(cursor)
    orelse = _block(cursor) if cursor.accept("else") else ()
    return {"op": ops.If, "condition": condition, "then": then, "orelse": orelse}


def _carried(cursor: Cursor) -> dict[str, Any]:
    carried: list[Value] = []
    inits: list[str] = []
    if cursor.accept("with"):
        while True:
            carried.append(cursor.definition())
            cursor.expect("=")
            inits.append(cursor.use())
            if not cursor.accept(","):
                break
    return {"carried": tuple(carried), "inits": tuple(inits)}


def _for(cursor: Cursor) -> dict[str, Any]:
    item = cursor.definition()
    cursor.expect("in")
    iterable = cursor.use()
    fields = _carried(cursor)
    return {"op": ops.For, "item": item, "iterable": iterable, **fields, "body": _block(cursor)}


def _while(cursor: Cursor) -> dict[str, Any]:
    fields = _carried(cursor)
    test = _block(cursor)
    cursor.expect("do")
    return {"op": ops.While, **fields, "test": test, "body": _block(cursor)}


def _parameter(cursor: Cursor) -> ops.FuncParam:
    kind = "**" if cursor.accept("**") else "*" if cursor.accept("*") else ""
    value, keyword = cursor.definition(), cursor.string()
    default = cursor.use() if cursor.accept("=") else None
    return ops.FuncParam(value, keyword, default, cast(Any, kind))


def _func(cursor: Cursor) -> dict[str, Any]:
    name = cursor.symbol()
    params: list[ops.FuncParam] = []
    cursor.expect("(")
    while not cursor.at(")"):
        params.append(_parameter(cursor))
        if not cursor.accept(","):
            break
    cursor.expect(")")
    return {"op": ops.Func, "name": name, "params": tuple(params), "body": _block(cursor)}


def _failed(cursor: Cursor) -> dict[str, Any]:
    error, message = cursor.string(), cursor.string()
    return {"op": ops.Failed, "error": error, "message": message, "body": _block(cursor)}


def _plain(kind: type[Op]) -> Callable[[Cursor], dict[str, Any]]:
    return lambda cursor: {"op": kind}


def _leaving(kind: type[Op]) -> Callable[[Cursor], dict[str, Any]]:
    return lambda cursor: {"op": kind, "args": cursor.uses(same_line=True)}


_Table = dict[str, Callable[[Cursor], dict[str, Any]]]

_ONE: _Table = {
    "const": _const,
    "undef": _plain(ops.Undef),
    "request": _plain(ops.Request),
    "import": _import,
    "py": _py,
    "call": _call,
    "site": _site,
    "func": _func,
    "copy": lambda cursor: {"op": ops.Copy, "operand": cursor.use()},
}
_MANY: _Table = {"exec": _exec, "if": _if, "for": _for, "while": _while, "failed": _failed}
_NONE: _Table = {
    "guard": _guard,
    "output": _output,
    "yield": _leaving(ops.Yield),
    "break": _leaving(ops.Break),
    "continue": _leaving(ops.Continue),
    "return": lambda cursor: {"op": ops.Return, "value": cursor.use()},
}
