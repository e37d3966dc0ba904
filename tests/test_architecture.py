"""Budgets and rules on the tree that no linter checks."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "llmjit").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 50


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, its docstring and comments not counted against it."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = first.end_lineno if documented else node.lineno
    return node.end_lineno - start


def test_the_tree_is_found() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_keeps_its_budget(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert source.count("\n") <= MODULE_LINES, "split the module"
    assert ast.get_docstring(tree), "say in one line what the file is for"
    long = [f"{f.name}: {body_lines(f)}" for f in functions(tree) if body_lines(f) > FUNCTION_LINES]
    assert not long, f"functions over {FUNCTION_LINES} lines: {long}"
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_a_pass_never_imports_a_pass() -> None:
    infrastructure = {"base", "pipeline", "manager", "tier", "__init__"}
    passes = {p.stem for p in (ROOT / "llmjit/passes").glob("*.py")} - infrastructure
    for path in (ROOT / "llmjit/passes").glob("*.py"):
        if path.stem in infrastructure:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("llmjit.passes"):
                names = {node.module.rsplit(".", 1)[-1], *(alias.name for alias in node.names)}
                assert not names & passes, f"{path.name} imports a pass: {names & passes}"


def test_import_is_light() -> None:
    heavy = ("pydantic", "litellm", "libcst", "hypothesis")
    code = f"import sys, llmjit; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"
