"""Thread to `llmjit.ir` program, at stage LIFTED: every block that ran, in order, names kept between them."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from llmjit.diagnostic import CompileError
from llmjit.effects import effect_of_tool
from llmjit.frontend.expressions import Place
from llmjit.frontend.problems import BadCode, NothingRan, request_span, thread_name
from llmjit.frontend.scope import Scope
from llmjit.frontend.site_table import SiteTable
from llmjit.frontend.statements import PRINTED, RESULT, Statements
from llmjit.frontend.thread import CodeBlock, CodeResult, ErrorInfo, Thread, ToolCall, ToolResult
from llmjit.ir import ops
from llmjit.ir.ops import Use
from llmjit.ir.program import HelperInfo, Program
from llmjit.ir.prune import prune
from llmjit.ir.walk import results
from llmjit.span import Span

_LINE = re.compile(r"\bline (\d+)")
VALUE = "value()"
CALLED = "call()"


def build_ir(thread: Thread, name: str | None = None) -> Program:
    """The program that a thread is, before any pass; raises `CompileError` with a span in the thread."""
    lowering = _Thread(thread)
    for message, part, result in _steps(thread):
        if isinstance(part, CodeBlock) and isinstance(result, CodeResult):
            lowering.block(message, part, result)
        elif isinstance(part, ToolCall):
            lowering.tool_call(message, part, result if isinstance(result, ToolResult) else None)
    value = lowering.answer()
    if value is None:
        raise CompileError(NothingRan(thread=thread.id, span=request_span(thread)))
    lowering.add(ops.Return(value=value, span=_born(lowering.builder.finish(), value)))
    program = Program(
        name=name or program_name(thread.request),
        recorded=thread.request,
        threads=(thread_name(thread),),
        helpers=tuple(lowering.called.values()),
        sites=lowering.sites.finish(),
        body=lowering.builder.finish(),
    )
    return prune(program)


def _born(body: ops.Region, value: Use) -> Span | None:
    """Where the answer comes from."""
    return next((op.span for op in reversed(body) if any(v.name == value for v in results(op))), None)


def program_name(request: str) -> str:
    """A Python name made of a request's first words of weight."""
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", request)
    heavy = [word.lower() for word in words if word.lower() not in _LIGHT]
    name = "_".join(heavy[:5]) or "program"
    return f"{name}_" if keyword.iskeyword(name) else name


_LIGHT = frozenset(
    """
    a an and are at be by can could did do does for from get give has have how i if in into is it its many me
    much my of on or our please tell that the their there these this to us was we were what when where which
    who will with would you your
    """.split()  # noqa: SIM905
)


def _steps(thread: Thread) -> Iterator[tuple[int, CodeBlock | ToolCall, CodeResult | ToolResult | None]]:
    """Code blocks that ran and tool calls, in the order of the thread."""
    runs = {id(block): result for _, block, result in thread.runs()}
    tools = {id(call): result for _, call, result in thread.tool_runs()}
    for message, part in thread.parts():
        if isinstance(part, CodeBlock) and id(part) in runs and part.language in ("python", "py", ""):
            yield message, part, runs[id(part)]
        elif isinstance(part, ToolCall):
            yield message, part, tools[id(part)]


class _Thread(Statements):
    """Lowers the steps of one thread."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(_helpers(thread), SiteTable())
        self.loops = []
        self._thread = thread
        self._name = thread_name(thread)
        self._last: str | None = None

    def block(self, message: int, block: CodeBlock, result: CodeResult) -> None:
        """One code block that ran."""
        self.place = Place(self._name, message, block.line, block.source.split("\n"))
        try:
            nodes = self._parsed(block).body
        except CompileError:
            if result.error is None:
                raise
            return  # the recorded failure is that it does not parse: nothing of it ran
        if result.error is not None:
            self._failed(nodes, result.error)
        else:
            self._ran(nodes, result)
        first = Span(self._name, message, block.line)
        self.sites.observe(result.model_calls, first, block.line + block.source.count("\n"))

    def _parsed(self, block: CodeBlock) -> ast.Module:
        try:
            return ast.parse(block.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None) or 1
            place = Span(
                self._name, self.place.message, block.line + line - 1, getattr(error, "offset", 0) or 0
            )
            problem = getattr(error, "msg", None) or str(error)
            raise CompileError(BadCode(span=place, problem=problem)) from None

    def _ran(self, nodes: list[ast.stmt], result: CodeResult) -> None:
        last = nodes[-1] if nodes else None
        shown = last.value if isinstance(last, ast.Expr) and not _silent(last) else None
        self.body(nodes if shown is None else nodes[:-1])
        if shown is not None and last is not None:
            self._functions_used(last)
            use = self.value(shown)
            self.add(ops.Output(kind="value", args=(use,), span=self.place.span(shown)))
            self.bind(VALUE, use)
            self._last = VALUE
        if PRINTED in self.scope.names and result.output.strip():
            self._last = self._last if shown is not None and result.has_value else PRINTED
        if result.result_name and self.scope.find(result.result_name) is not None:
            self._last = result.result_name
        elif shown is None and self._last is None and isinstance(last, ast.Assign):
            target = last.targets[-1]
            self._last = target.id if isinstance(target, ast.Name) else None

    def _failed(self, nodes: list[ast.stmt], error: ErrorInfo) -> None:
        """A block that raised: the statements before the one that did, as a region of their own."""
        failing = _failing_line(error, len(self.place.lines))
        ran = [n for n in nodes if failing is None or (n.end_lineno or n.lineno) < failing]
        place = self.place
        outer, self.scope = self.scope, Scope(self.scope)
        with self.builder.region() as region:
            self.body(ran)
            inner = self.scope
            names = [name for name in inner.names if name not in (PRINTED, VALUE)]
            args = tuple(self._current(name, nodes[0]) for name in names)
            self.add(ops.Yield(args=args))
        self.scope = outer
        results = tuple(self.builder.namer.value(name.removesuffix("()")) for name in names)
        self.add(
            ops.Failed(
                results=results,
                error=error.type,
                message=error.message,
                body=tuple(region),
                span=Span(place.thread, place.message, place.line),
            )
        )
        self.scope.names.update({name: value.name for name, value in zip(names, results, strict=True)})

    def tool_call(self, message: int, call: ToolCall, result: ToolResult | None) -> None:
        """One tool call, its arguments' leaves as constants."""
        node = ast.Constant(None, lineno=1, col_offset=0)
        self.place = Place(self._name, message, call.line)
        info = self.helpers[call.name]
        kwargs = tuple((key, self._data(value, node)) for key, value in call.arguments.items())
        made = self.builder.namer.value(call.name.rpartition(".")[2])
        span = Span(self._name, message, call.line)
        op = ops.Call(result=made, helper=call.name, kwargs=kwargs, effect=info.effect, span=span)
        self.called[call.name] = info
        if result is not None and result.error:
            error = str(result.content)[:200]
            tried = replace(op, effect="read")  # it failed: nothing was written that could be kept
            self.add(ops.Failed(error="ToolError", message=error, body=(tried, ops.Yield()), span=span))
            return
        self.add(op)
        self.add(ops.Output(kind="value", args=(made.name,), span=span))
        self.bind(CALLED, made.name)
        self._last = CALLED

    def _data(self, value: Any, node: ast.AST) -> Use:
        """A tool argument: a constant, or a list or dict of constants."""
        if not isinstance(value, list | dict):
            return self.const(value, node)
        operands: list[tuple[str, Use]] = []
        items = value.items() if isinstance(value, dict) else enumerate(value)
        parts = []
        for index, (key, item) in enumerate(items):
            operands.append((f"k{index}", self._data(item, node)))
            parts.append(f"{key!r}: k{index}" if isinstance(value, dict) else f"k{index}")
        source = f"{{{', '.join(parts)}}}" if isinstance(value, dict) else f"[{', '.join(parts)}]"
        result = self.builder.namer.value()
        self.add(ops.Py(result=result, source=source, operands=tuple(operands), span=self.place.span(node)))
        return result.name

    def answer(self) -> Use | None:
        """The value the program returns: what the code called its result, else what it showed last."""
        for name in (RESULT, self._last):
            if name is not None:
                bound = self.scope.find(name)
                if isinstance(bound, str):
                    return bound
        return None


def _silent(node: ast.Expr) -> bool:
    """Whether a last expression's value is nothing that was shown: a print, a guard, a result."""
    call = node.value
    names = {"print", "guard", "result"}
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names


def _helpers(thread: Thread) -> Mapping[str, HelperInfo]:
    """All helpers the thread declares or calls, by name."""
    found = {info.name: HelperInfo(info.name, info.signature, info.effect) for info in thread.helpers}
    for _, _, result in thread.runs():
        for call in result.helper_calls:
            found.setdefault(call.helper, HelperInfo(call.helper, effect=call.effect))
    for _, tool, _ in thread.tool_runs():
        if tool.name not in found:
            found[tool.name] = HelperInfo(tool.name, effect=tool.effect or effect_of_tool(tool.name))
    return found


def _failing_line(error: ErrorInfo, lines: int) -> int | None:
    """The line of the block that raised, if the recording tells."""
    numbers = [int(number) for number in _LINE.findall(error.traceback)]
    inside = [number for number in numbers if 1 <= number <= lines]
    return inside[0] if inside else None
