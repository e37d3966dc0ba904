"""Recorded code, lowered and interpreted, does what Python does with it."""

from __future__ import annotations

import pytest

from llmjit.diagnostic import CompileError
from llmjit.frontend.build_ir import build_ir, program_name
from llmjit.frontend.problems import ThreadSources
from llmjit.frontend.recording import trace
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Text, Thread, ToolCall, ToolResult
from llmjit.ir import ops
from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.ir.verifier import verify
from llmjit.ir.walk import walk
from llmjit.value import same

HELPERS = {
    "Market.price": lambda ticker, *, day="now": {"ACME": 12.5, "INIT": 40.0, "ZETA": 3.25}[ticker],
    "Rates.table": lambda base: "{'SEK': 10.4, 'NOK': 11.1}",
    "names": lambda: ["ACME", "INIT", "ZETA"],
    "find": lambda text: None if text == "none" else {"id": len(text), "tags": text.split()},
}

# ruff: noqa: E501
# name: the blocks of a thread; the last one's value is what the program must give
CASES: dict[str, list[str]] = {
    "arithmetic": ["a = 2\nb = a * 3 - -4\n(a + b) ** 2 / 7"],
    "names_persist": ["x = 5", "y = x + 1", "x = 10\nx * y"],
    "helpers": ["p = Market.price('ACME')\np", "Market.price('INIT', day='now') + p * 2"],
    "nested_helpers": ["round(Market.price(names()[1]) / Market.price('ACME'), 2)"],
    "order_of_calls": ["f'{Market.price(names()[0]):.1f} and {Market.price(names()[2])}'"],
    "tuple": ["a, b = 1, 2\na, b = b, a\n(a, b)"],
    "unpack": ["(a, b), *c = [(1, 2), 3, 4]\n[a, b, c]"],
    "chained_assignment": ["a = b = [1]\na.append(2)\nb"],
    "loop": ["total = 0\nfor t in names():\n    total += Market.price(t)\ntotal"],
    "loop_variable_after": ["for i, t in enumerate('abc'):\n    pass\n(i, t)"],
    "empty_loop": ["x = 1\nfor i in []:\n    x = 2\nx"],
    "break_and_continue": [
        "out = []\nfor n in range(10):\n    if n % 2:\n        continue\n    if n > 6:\n        break\n"
        "    out.append(n)\nelse_ = n\n(out, else_)"
    ],
    "while": [
        "n = 27\nsteps = 0\nwhile n != 1:\n    n = n // 2 if n % 2 == 0 else 3 * n + 1\n    steps += 1\nsteps"
    ],
    "while_true": ["n = 0\nwhile True:\n    n += 1\n    if n == 4:\n        break\nn"],
    "nested_loops": [
        "found = None\nfor a in range(5):\n    for b in range(5):\n        if a * b == 12:\n            found = (a, b)\n"
        "            break\n    if found:\n        break\nfound"
    ],
    "branch": [
        "p = Market.price('ACME')\nif p > 50:\n    s = 'dear'\nelif p > 10:\n    s = 'fair'\nelse:\n    s = 'cheap'\ns"
    ],
    "branch_without_else": ["s = 'a'\nif len(s) > 3:\n    s = 'b'\ns"],
    "conditional_call": ["Market.price('ACME') if len(names()) == 3 else Market.price('INIT')"],
    "short_circuit": ["found = find('none') or find('red car')\nfound['tags']"],
    "and_stops": ["x = find('none') and Market.price('NOPE')\nx is None"],
    "comprehension": ["{t: Market.price(t) for t in names() if t != 'INIT'}"],
    "nested_comprehension": ["[Market.price(t) * k for t in names() for k in (1, 2) if k > 1]"],
    "generator": ["sum(Market.price(t) for t in names())"],
    "plain_comprehension": ["k = 3\nxs = [k * x for x in range(k)]\n[x for x in xs if x > k]"],
    "comprehension_shadows": ["x = 7\ny = [x for x in range(x)]\n(x, y)"],
    "lambda": ["names_ = sorted(names(), key=lambda n: -len(n) * 2 + ord(n[0]))\nnames_"],
    "function": [
        "def tax(p, rate=0.25):\n    return p * (1 + rate)\n\ntax(Market.price('ACME')) + tax(10, rate=0.5)"
    ],
    "function_calls_helper": [
        "def all_prices():\n    return [Market.price(t) for t in names()]\n\nall_prices()"
    ],
    "function_with_early_return": [
        "def first(xs):\n    for x in xs:\n        if x > 2:\n            return x\n    return None\n\n(first([1, 3]), first([]))"
    ],
    "function_without_return": ["log = []\ndef note(x):\n    log.append(x)\n\nnote(1)\nnote(2)\nlog"],
    "recursion": ["def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n\nfib(10)"],
    "late_binding": ["def f():\n    return k\n\nk = 1\na = f()\nk = 2\n(a, f())"],
    "function_uses_later_function": ["def f(x):\n    return g(x) + 1\n\ndef g(x):\n    return x * 2\n\nf(3)"],
    "star_arguments": [
        "def f(a, *rest, key=1, **more):\n    return (a, rest, key, more)\n\nf(1, 2, 3, key=4, z=5)"
    ],
    "decorated": ["import functools\n@functools.lru_cache\ndef f(x):\n    return x + 1\n\nf(2)"],
    "generator_function": ["def g(n):\n    for i in range(n):\n        yield i * 2\n\nlist(g(3))"],
    "imports": [
        "import math\nfrom statistics import mean\nimport datetime as dt\nmath.floor(mean([1, 2.5])), dt.date(2024, 1, 2)"
    ],
    "submodule": ["import collections.abc\nisinstance([], collections.abc.Sequence)"],
    "item_assignment": ["d = {}\nfor t in names():\n    d[t] = Market.price(t)\nd"],
    "item_assignment_order": ["d = {'k': [0, 0]}\nd['k'][len(names()) - 2] = Market.price('ZETA')\nd"],
    "augmented_item": ["d = {'n': 1}\nd['n'] += Market.price('ACME')\nd"],
    "delete": ["d = {'a': 1, 'b': 2}\ndel d['a']\nd"],
    "try": ["try:\n    n = int('x')\nexcept ValueError as e:\n    n = -1\nn"],
    "try_around_helper": ["try:\n    p = Market.price('ACME')\nexcept KeyError:\n    p = None\np"],
    "with": [
        "import decimal\nwith decimal.localcontext() as c:\n    c.prec = 3\n    x = decimal.Decimal(2) / 3\nstr(x)"
    ],
    "class": ["class P:\n    tax = 2\n    def __init__(self, x):\n        self.x = x\n\nP(4).x * P.tax"],
    "match": [
        "p = ('go', 3)\nmatch p:\n    case ('go', n):\n        out = n + 1\n    case _:\n        out = 0\nout"
    ],
    "walrus": ["if (n := len('abcd')) > 3:\n    out = n\nelse:\n    out = 0\nout"],
    "set_and_dict_displays": ["a = {1, 2}\nb = {'x': a, **{'y': 2}}\nb['y']"],
    "f_string": ["w = 8\nn = 3.14159\nf'{{n}} = {n:>{w}.2f}! {n!r} {\"q\"}'"],
    "slices": ["xs = list(range(10))\nxs[2:-1:3] + xs[-2:]"],
    "global_literals": ["(True, None, 1.5, b'x', 'é', -3, 10 ** 2)"],
    "annotated": ["x: int = 3\ny: str\nx"],
    "non_ascii_columns": ["s = 'é' + 'ü'; n = 4\ns * n"],
    "chained_comparison": ["1 < Market.price('ZETA') < 5"],
    "starred_call": ["xs = [1, 2]\nmax(*xs, 0)"],
    "result_wins": ["result(41 + 1)", "7"],
    "variable_deleted_and_set": ["x = 1\ndel x\nx = 2\nx"],
    "undefined_on_one_path": ["if len('ab') == 2:\n    z = 1\nz"],
    "aliasing": ["a = [1]\nb = a\nb += [2]\na"],
    "subscript_of_call": ["find('a b')['tags'][1]"],
}


@pytest.mark.parametrize("name", CASES)
def test_lowered_code_does_what_python_does(name: str, record) -> None:
    blocks = CASES[name]
    runnable = [b.replace("result(", "(") for b in blocks]
    thread = record("do it", runnable, HELPERS)
    expected = 42 if name == "result_wins" else thread.result
    if name == "result_wins":
        thread = record("do it", blocks, {**HELPERS, "result": lambda x: x})
        thread = thread.model_copy(update={"helpers": thread.helpers[:-1]})
    program = build_ir(thread)
    verify(program)
    assert parse(print_program(program)) == program
    found = trace(program, thread)
    assert found.error is None, print_program(program)
    assert same(found.result, expected), print_program(program)


def test_every_literal_is_a_constant_with_its_place(record) -> None:
    thread = record("do it", ["a = 2\nb = [a, -40, 'x']\nb"])
    consts = [op for op in walk(build_ir(thread).body) if isinstance(op, ops.Const)]
    assert [(op.value, str(op.span)) for op in consts] == [
        (2, "@t1:1:1:5"), (-40, "@t1:1:2:9"), ("x", "@t1:1:2:14"),
    ]  # fmt: skip


def test_columns_count_characters_not_bytes(record) -> None:
    consts = [op for op in build_ir(record("r", ["s = 'é' + 'ü'\ns"])).body if isinstance(op, ops.Const)]
    assert [op.span.column for op in consts] == [5, 11]


def test_a_printed_answer_is_the_result(record) -> None:
    thread = record("do it", ["def total():\n    a = 20\n    return a * 3\n\nprint(total())"])
    found = trace(build_ir(thread), thread)
    assert found.result == 60
    assert [shown for _, shown in found.outputs] == [(60,)]


def test_a_harness_variable_is_the_result() -> None:
    block = CodeBlock(id="b", source="ans = 6 * 7\nother = 1")
    result = CodeResult(block="b", value=42, has_value=True, result_name="ans")
    thread = Thread(
        id="p",
        request="how many?",
        messages=(Message(role="assistant", parts=(block,)), Message(role="user", parts=(result,))),
    )
    assert trace(build_ir(thread), thread).result == 42


def test_tool_calls_alone_are_a_program(golden) -> None:
    messages = (
        Message(role="user", parts=(Text(text="cancel order 17"),)),
        Message(
            role="assistant",
            parts=(ToolCall(id="1", name="find_order", arguments={"id": 17}, effect="read"),),
        ),
        Message(role="tool", parts=(ToolResult(call="1", content={"items": ["a", "b"], "open": True}),)),
        Message(role="assistant", parts=(ToolCall(id="2", name="cancel", arguments={"items": ["x"]}),)),
        Message(role="tool", parts=(ToolResult(call="2", content="no such item", error=True),)),
        Message(role="assistant", parts=(ToolCall(id="3", name="cancel", arguments={"items": ["a", "b"]}),)),
        Message(role="tool", parts=(ToolResult(call="3", content="cancelled"),)),
    )
    thread = Thread(id="chat", request="cancel order 17", messages=messages)
    program = build_ir(thread)
    verify(program)
    golden("build_ir/tool_calls.ir", print_program(program))


def test_a_failed_block_keeps_what_it_bound(record, golden) -> None:
    thread = record("do it", ["a = Market.price('ACME')\nb = a / 0\nc = 1", "a * 2"], HELPERS)
    program = build_ir(thread)
    verify(program)
    golden("build_ir/failed_block.ir", print_program(program))
    assert trace(program, thread).result == 25.0


@pytest.mark.parametrize("name", ["loop", "branch", "f_string", "function"])
def test_golden(name: str, record, golden) -> None:
    golden(f"build_ir/{name}.ir", print_program(build_ir(record("do it", CASES[name], HELPERS))))


BAD = {
    "not_python": ["x = (1"],
    "unknown_name": ["x = y + 1"],
    "helper_in_with": ["with a as b:\n    names()"],
    "helper_with_star": ["xs = []\nMarket.price(*xs)"],
    "helper_in_lambda": ["f = lambda t: Market.price(t)"],
    "loop_else": ["for n in names():\n    pass\nelse:\n    x = 1"],
    "star_import": ["from math import *"],
    "nothing_ran": [],
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_compile_says_why(name: str, record, golden) -> None:
    thread = record("do it", [], HELPERS)
    parts = []
    for index, source in enumerate(BAD[name]):
        parts.append(
            Message(
                role="assistant", parts=(Text(text="first"), CodeBlock(id=f"{index}", source=source, line=3))
            )
        )
        parts.append(Message(role="user", parts=(CodeResult(block=f"{index}"),)))
    thread = thread.model_copy(update={"messages": (*thread.messages, *parts)})
    with pytest.raises(CompileError) as caught:
        build_ir(thread)
    golden(f"build_ir/{name}.err", caught.value.diagnostic.render(ThreadSources((thread,))) + "\n")


def test_names_of_programs() -> None:
    assert program_name("What is the price of ACME in SEK, please?") == "price_acme_sek"
    assert program_name("") == "program"
