"""A task as a program in IR: its code lifted like recorded code, its holes as parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from llmjit.dataflow.execution import FUNCTIONS
from llmjit.dataflow.task import Task
from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Thread
from llmjit.ir import ops
from llmjit.ir.program import REQUIRED, Hole, Param, Pattern, Program
from llmjit.ir.types import ANY, FLOAT, INT, STR, Type, union
from llmjit.ir.walk import walk
from llmjit.span import Span

_MARK: Final = "\ue000"
_NUMBER: Final = union((INT, FLOAT))
_TYPES: Final = {
    "number": _NUMBER,
    "amount": _NUMBER,
    "time": INT,
    "items": Type("list", (ANY,)),
    "table": ANY,
}


def lower(task: Task, threads: Sequence[Thread], name: str) -> Program:
    """The program of a task; ops keep the spans of the thread whose code it is."""
    origin, task = threads[task.origin], _with_free_text(task)
    source, lines = _source(task)
    block = CodeBlock(id="task", source=source)
    messages = (
        Message(role="assistant", parts=(block,)),
        Message(role="user", parts=(CodeResult(block="task"),)),
    )
    lifted = build_ir(origin.model_copy(update={"messages": messages, "helpers": ()}), name)
    spans = _spans(origin, lines)
    params, body = _with_parameters(task, lifted.body, len(threads) == 1)
    bound = [hole for hole, _, _ in task.holes if not hole.startswith("_")]
    names = {hole: param.value.name for hole, param in zip(bound, params, strict=True)}
    holes = tuple(Hole(names.get(hole, hole), f"<{kind}>") for hole, kind, _ in task.holes)
    template = re.sub(r"\{(\w+)\}", lambda m: "{" + names.get(m[1], m[1]) + "}", task.template)
    return replace(
        lifted,
        params=params,
        pattern=Pattern(template, holes),
        recorded=threads[0].request,
        threads=tuple(thread.id for thread in threads),
        body=tuple(_placed(op, spans, len(threads)) for op in body),
    )


def _with_free_text(task: Task) -> Task:
    """The task with holes that its code does not read named as such; the table stays, code or not."""
    read = {node.id for node in ast.walk(task.tree) if isinstance(node, ast.Name)}
    read |= {
        word for text in (task.result, *(c for c, _ in task.checks)) for word in re.findall(r"\w+", text)
    }
    free = {name for name, kind, _ in task.holes if name not in read and kind in ("text", "plain", "story")}
    holes = tuple((f"_{name}" if name in free else name, kind, value) for name, kind, value in task.holes)
    template = re.sub(r"\{(\w+)\}", lambda m: f"{{_{m[1]}}}" if m[1] in free else m[0], task.template)
    return replace(task, holes=holes, template=template)


def _source(task: Task) -> tuple[str, dict[int, int]]:
    """The code that is lifted, and for its lines the line of the recorded block behind them."""
    used = {node.id for node in ast.walk(task.tree) if isinstance(node, ast.Name)}
    used |= {name for condition, _ in task.checks for name in re.findall(r"\w+", condition)}
    used |= set(re.findall(r"\w+", task.result))
    lines = [f"from llmjit.runtime.abi import {name}" for name in sorted(used & FUNCTIONS.keys())]
    lines += [f"{name} = {_MARK + name!r}" for name, _, _ in task.holes if not name.startswith("_")]
    lines += [f"guard({condition}, {reason!r})" for condition, reason in task.checks]
    origins: dict[int, int] = {}
    for node in task.tree.body:
        text = ast.unparse(node).split("\n")
        origins.update({len(lines) + 1 + index: node.lineno for index in range(len(text))})
        lines += text
    return "\n".join([*lines, f"{_result_name(task)} = {task.result}"]), origins


def _result_name(task: Task) -> str:
    """A variable that is free to take the result; the last assignment is what code computes."""
    bound = {node.id for node in ast.walk(task.tree) if isinstance(node, ast.Name)}
    return next(name for name in ("answer", "task_answer", "the_answer_of_the_task") if name not in bound)


def _spans(thread: Thread, lines: dict[int, int]) -> dict[int, Span]:
    """For lines of the lifted source, where in the thread they were recorded."""
    runs = list(thread.runs())
    if not runs:
        return {}
    message, block, _ = runs[-1]
    return {line: Span(thread.id, message, block.line + recorded - 1) for line, recorded in lines.items()}


def _with_parameters(task: Task, body: ops.Region, single: bool) -> tuple[tuple[Param, ...], ops.Region]:
    """The body without the stand-ins for parameters, and the parameters."""
    found = {op.value: op.result for op in walk(body) if isinstance(op, ops.Const) and _stands_in(op)}
    single = single and not any(kind.startswith("table") for _, kind, _ in task.holes)
    params = []
    for name, kind, value in task.holes:
        if name.startswith("_"):
            continue
        result = found.get(_MARK + name, ops.Value(name))
        default = value if single and isinstance(value, str | int | float) else REQUIRED
        params.append(Param(ops.Value(result.name, _TYPES.get(kind.partition(" ")[0], STR)), default))
    return tuple(params), tuple(op for op in body if not _stands_in(op))


def _stands_in(op: ops.Op) -> bool:
    return isinstance(op, ops.Const) and isinstance(op.value, str) and op.value.startswith(_MARK)


def _placed(op: ops.Op, spans: dict[int, Span], evidence: int) -> Any:
    """The op with its place in the thread; checks as preconditions that all the threads stand behind."""
    changes: dict[str, Any] = {"span": spans.get(op.span.line) if op.span else None}
    for region in op.REGIONS:
        changes[region] = tuple(_placed(inner, spans, evidence) for inner in getattr(op, region))
    if isinstance(op, ops.Check) and op.kind == "user":
        changes |= {"kind": "precondition", "evidence": evidence}
    return replace(op, **changes)
