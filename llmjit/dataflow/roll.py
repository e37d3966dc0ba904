"""Roll sums: code that adds one term for each item of an enumeration becomes a sum over the items."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from llmjit.dataflow.execution import evaluate
from llmjit.dataflow.literals import Code, substitute
from llmjit.dataflow.sources import Binding, alike

TERMS: Final = 24
_OPTIONS: Final = 3


def rolled(code: Code, binding: Binding, items: str, table: str) -> list[str]:
    """Sources of sums over the hole ``items`` that a thread's code could be an instance of."""
    expression = inlined(code)
    if expression is None:
        return []
    found: dict[str, None] = {}
    for term in _terms(expression):
        for quantity, item in binding[items]:
            for source in _instances(term, code, quantity, _cells(binding, table, item)):
                found[f"sum({source} for quantity, item in {items})"] = None
    return list(itertools.islice(found, TERMS))


def rolled_column(code: Code, binding: Binding, table: str) -> list[str]:
    """Sources of sums over a column that a thread's code could be, written out cell by cell."""
    expression = inlined(code)
    if expression is None or not table:
        return []
    terms = _terms(expression)
    if len(terms) < 2 or not all(isinstance(term, ast.Name) and term.id[1:].isdigit() for term in terms):
        return []
    written = [code.units[int(term.id[1:])].value for term in terms if isinstance(term, ast.Name)]
    out = []
    for column in range(1, len(binding[table].columns)):
        source = f"numbers({table}.column({column}))"
        try:
            if alike(written, evaluate(source, binding)):
                out.append(f"sum({source})")
        except ValueError:
            continue
    return out


def inlined(code: Code) -> ast.expr | None:
    """The result as one expression over ``u0``, ``u1``… for the units; None unless the code is straight."""
    tree = substitute(code, {index: f"u{index}" for index in range(len(code.units))})
    known: dict[str, ast.expr] = {}
    for node in tree.body:
        if not (
            isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
        ):
            return None
        known[node.targets[0].id] = _Inline(known).visit(node.value)
    result = _Inline(known).visit(ast.parse(code.result, mode="eval").body)
    return result if isinstance(result, ast.expr) else None


class _Inline(ast.NodeTransformer):
    def __init__(self, known: dict[str, ast.expr]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.known.get(node.id, node)


def _terms(expression: ast.expr) -> list[ast.expr]:
    """The summands of a sum, or the expression alone."""
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add):
        return [*_terms(expression.left), *_terms(expression.right)]
    if (
        isinstance(expression, ast.Call)
        and isinstance(expression.func, ast.Name)
        and expression.func.id == "sum"
    ):
        inner = expression.args[0]
        if isinstance(inner, ast.List | ast.Tuple):
            return list(inner.elts)
    return [expression]


def _cells(binding: Binding, table: str, item: str) -> dict[str, Any]:
    """The numbers of an item's row, by their source."""
    out = {}
    for column in range(1, len(binding[table].columns) if table else 1):
        source = f"read_number({table}.cell(0, item, {column}))"
        try:
            out[source] = evaluate(source, {**binding, "item": item})
        except ValueError:
            continue
    return out


def _instances(term: ast.expr, code: Code, quantity: Any, cells: dict[str, Any]) -> Iterator[str]:
    """The term with each of its units read from one item, in every way that its value allows."""
    units = sorted(
        {node.id for node in ast.walk(term) if isinstance(node, ast.Name) and node.id[1:].isdigit()}
    )
    known = {"quantity": quantity, **cells}
    options = [_sources(code.units[int(unit[1:])].value, known) for unit in units]
    for choice in itertools.islice(itertools.product(*options), TERMS):
        if any(source in known for source in choice):
            yield ast.unparse(_Inline(_parsed(units, choice)).visit(_copy(term)))


def _sources(value: Any, known: dict[str, Any]) -> list[str]:
    return [source for source, other in known.items() if alike(value, other)][:_OPTIONS] or [repr(value)]


def _parsed(units: Sequence[str], choice: Sequence[str]) -> dict[str, ast.expr]:
    return {unit: ast.parse(source, mode="eval").body for unit, source in zip(units, choice, strict=True)}


def _copy(expression: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(expression), mode="eval").body
