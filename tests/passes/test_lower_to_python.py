# ruff: noqa: E501
"""A program means the same before and after it leaves SSA."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.recording import trace
from llmjit.ir.printer import print_program
from llmjit.passes.base import Context
from llmjit.passes.manager import run_passes
from llmjit.passes.pipeline import load_pass
from llmjit.value import same


def _module(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FRONTEND = Path(__file__).parents[1] / "frontend"
record = _module(FRONTEND / "thread_maker.py").record
build_cases = _module(FRONTEND / "test_build_ir.py")

EXTRA = {
    "swap_in_loop": ["a, b = 0, 1\nfor i in range(6):\n    a, b = b, a + b\n(a, b)"],
    "old_value_kept": ["x = 1\nold = x\nx = x + 1\n(old, x)"],
    "old_value_kept_in_loop": ["x = 1\nlast = 0\nfor i in range(3):\n    last = x\n    x = x * 2\n(last, x)"],
    "list_grown_under_two_names": ["x = [1]\ny = x\nx += [2]\nx = x + [3]\n(x, y)"],
    "expression_before_change": ["d = {'n': 1}\nprint(d)\nm = [d['n'] + 1, d.pop('n')]\n(m, d)"],
    "read_before_change": ["xs = [3, 1]\nn = len(xs) + xs.pop() * 10\n(n, xs)"],
    "inner_names": ["x = 3\nys = [x for x in range(2)]\nzs = [y * x for y in ys]\n(x, ys, zs)"],
    "keyword_names": ["list_ = [1]\nmax_ = max(list_)\nmax_"],
    "names_like_builtins": ["sum = 0\nfor n in [1, 2]:\n    sum += n\nsum"],
    "branch_on_new_name": ["t = len('abc')\nif t > 2:\n    kind = 'big'\n    t = 0\nelse:\n    kind = 'small'\n(kind, t)"],
    "closure_over_loop": ["k = 2\ndef f(x):\n    return x * k\n\nout = []\nfor n in range(3):\n    k2 = f(n)\n    out.append(k2)\nout"],
    "while_with_two": ["a, b = 48, 18\nwhile b:\n    a, b = b, a % b\na"],
    "function_loop_parameter": ["def half(n):\n    c = 0\n    while n > 1:\n        n = n / 2\n        c += 1\n    return c\n\nhalf(8) + half(3)"],
    "braces": ["n = 3\nf'{{{n}}} {{}}'"],
    "quotes": ["a = 'it\\'s'\nf\"{a} \\\"x\\\" {'y'}\""],
}  # fmt: skip
CASES = {**build_cases.CASES, **EXTRA}
PASSES = (
    "drop_failed_blocks",
    "drop_unused_reads",
    "merge_pure_calls",
    "specialize_model_calls",
    "lower_to_python",
)


@pytest.mark.parametrize("name", [name for name in CASES if name != "result_wins"])
def test_lowering_keeps_the_meaning(name: str) -> None:
    thread = record("do it", CASES[name], build_cases.HELPERS)
    program = build_ir(thread)
    lowered = run_passes(program, [load_pass(each) for each in PASSES], Context(threads=(thread,)))
    found = trace(lowered, thread)
    assert found.error is None, print_program(lowered)
    assert same(found.result, thread.result), print_program(lowered)


@pytest.mark.parametrize(
    "name", ["loop", "branch", "f_string", "function", "swap_in_loop", "break_and_continue"]
)
def test_golden(name: str, golden) -> None:
    thread = record("do it", CASES[name], build_cases.HELPERS)
    lowered = run_passes(build_ir(thread), [load_pass(each) for each in PASSES], Context(threads=(thread,)))
    golden(f"lower_to_python/{name}.ir", print_program(lowered))
