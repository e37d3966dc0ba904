"""Code that computes the same, written in other ways, is one program without branches."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from llmjit.driver import compile_threads
from llmjit.frontend.thread import Thread
from llmjit.ir import ops
from llmjit.ir.walk import walk

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record

PRICES = {"zinc": 7.5, "tin": 2.5, "lead": 4.0}
STOCK = {"zinc": 12, "tin": 40, "lead": 3}
HELPERS = {"price": lambda name: PRICES[name], "stock": lambda name: STOCK[name]}
PLAIN = "cost = price({0!r})\ncount = stock({0!r})\ntotal = cost * count\nround(total + 1, 2)"

SAME = {
    "in one expression": "cost = price({0!r})\ncount = stock({0!r})\nround(cost * count + 1, 2)",
    "calls in place": "round(price({0!r}) * stock({0!r}) + 1, 2)",
    "other names": "a = price({0!r})\nb = stock({0!r})\nc = a * b\nround(c + 1, 2)",
    "another order": "count = stock({0!r})\ncost = price({0!r})\ntotal = cost * count\nround(total + 1, 2)",
    "shown": "cost = price({0!r})\nprint(cost)\ncount = stock({0!r})\ntotal = cost * count\nround(total + 1, 2)",
    "all named": "cost = price({0!r})\ncount = stock({0!r})\nt = cost * count\nmore = t + 1\nr = round(more, 2)\nr",
    "an idle line": "cost = price({0!r})\ncount = stock({0!r})\nhalf = cost / 2\nround(cost * count + 1, 2)",
}


@pytest.mark.parametrize("code", SAME.values(), ids=SAME)
@pytest.mark.parametrize("turned", [False, True])
def test_other_ways_of_writing_are_one_program(code: str, turned: bool) -> None:
    def asked(name: str, source: str, id: str) -> Thread:
        return record(f"What is all the {name} worth?", [source.format(name)], HELPERS, id=id)

    ways = [code, PLAIN] if turned else [PLAIN, code]
    threads = [asked(name, way, name) for name, way in zip(("zinc", "tin"), ways, strict=True)]
    compiled = compile_threads(threads)
    assert not any(isinstance(op, ops.If) for op in walk(compiled.ir.body))
    program = compiled.program.with_(helpers=HELPERS)
    assert program("What is all the lead worth?") == 13.0


def test_what_computes_another_thing_is_no_other_way_of_writing() -> None:
    more = PLAIN.replace("total + 1", "total - 1")
    threads = [
        record(f"What is all the {name} worth?", [code.format(name)], HELPERS, id=name)
        for name, code in (("zinc", PLAIN), ("tin", more))
    ]
    with pytest.raises(Exception, match="parts here"):
        compile_threads(threads)
