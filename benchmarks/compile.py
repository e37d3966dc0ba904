"""Compile time against the length of a thread: python -m benchmarks.compile [--blocks 1000] [--quick] [--json]

Three kinds of long threads, each compiled at an eighth, a quarter, half and all of its length:
calls (every block calls a helper and prints a row), copies (every block types a number that it read in the
row before), and chain (every block computes with what the block before gave). The smaller time of two rounds
counts. Exit code 1 when the time a block takes at full length is more than twice what it takes at a quarter.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from llmjit.diagnostic import CompileError
from llmjit.driver import compile_threads
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, HelperInfo, Message, Text, Thread
from llmjit.options import CompileOptions

GROWTH = 2.0
Blocks = Callable[[int], tuple[str, HelperCall | None, str]]


def amount(number: int) -> int:
    """What row ``number`` holds."""
    return number * 7919 % 100_000


def call(number: int, line: int) -> HelperCall:
    """The recorded look-up of a row."""
    row = f"row {number}: amount {amount(number)}"
    return HelperCall(id=f"h{number}", helper="look_up", args=(number,), effect="read", value=row, line=line)


def calls(number: int) -> tuple[str, HelperCall | None, str]:
    """A look-up, counted, and a print."""
    begin = "" if number else "length = 0\n"
    source = f"{begin}row = look_up({number})\nlength = length + len(row)\nprint(row)"
    return source, call(number, 1 + bool(begin)), f"row {number}: amount {amount(number)}\n"


def copies(number: int) -> tuple[str, HelperCall | None, str]:
    """A look-up, and arithmetic with a number typed from what the last one printed."""
    begin = f"total = total + {amount(number - 1)}\n" if number else "total = 0\n"
    return (
        f"{begin}row = look_up({number})\nprint(row)",
        call(number, 2),
        f"row {number}: amount {amount(number)}\n",
    )


def chain(number: int) -> tuple[str, HelperCall | None, str]:
    """Arithmetic on what the block before gave."""
    value = number * (number + 1) // 2
    return f"total = total + {number}\ntotal" if number else "total = 0\ntotal", None, str(value)


KINDS: dict[str, Blocks] = {"calls": calls, "copies": copies, "chain": chain}
RESULTS = {"calls": "length", "copies": "total", "chain": "total"}


def thread(kind: str, blocks: int) -> Thread:
    """A recording of ``blocks`` blocks and one that gives the result."""
    messages = [Message(role="user", parts=(Text(text="Go through the rows."),))]
    for number in range(blocks):
        source, looked_up, printed = KINDS[kind](number)
        made = () if looked_up is None else (looked_up,)
        result: dict[str, Any] = {"output": printed, "helper_calls": made}
        if kind == "chain":
            result = {"value": int(printed), "has_value": True}
        messages.append(Message(role="assistant", parts=(CodeBlock(id=f"b{number}", source=source),)))
        messages.append(Message(role="user", parts=(CodeResult(block=f"b{number}", **result),)))
    value = {
        "calls": sum(len(f"row {number}: amount {amount(number)}") for number in range(blocks)),
        "copies": sum(amount(number) for number in range(blocks - 1)),
        "chain": blocks * (blocks - 1) // 2,
    }[kind]
    code = CodeBlock(id="end", source=f"result({RESULTS[kind]})")
    messages.append(Message(role="assistant", parts=(code,)))
    messages.append(Message(role="user", parts=(CodeResult(block="end"),)))
    infos = (HelperInfo(name="look_up", effect="read"),)
    return Thread(
        id="long",
        request="Go through the rows.",
        messages=tuple(messages),
        helpers=infos,
        result=value,
        has_result=True,
    )


def seconds(kind: str, blocks: int, rounds: int) -> float:
    """How long a compile takes."""
    recorded = thread(kind, blocks)
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        compile_threads([recorded], CompileOptions(name="long"))
        best = min(best, time.process_time() - started)
    return best


def main() -> int:
    """Measure and judge every kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--blocks", type=int, default=1000)
    parser.add_argument("--quick", action="store_true", help="200 blocks, one round")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    blocks, rounds = (200, 1) if options.quick else (options.blocks, 2)
    sizes = [blocks // 8, blocks // 4, blocks // 2, blocks]
    seconds("calls", 10, 1)  # imports
    found, good = {}, True
    for kind in KINDS:
        try:
            times = {size: seconds(kind, size, rounds) for size in sizes}
        except CompileError as error:
            print(f"{kind}: does not compile: {error}", file=sys.stderr)
            good = False
            continue
        growth = (times[sizes[3]] / sizes[3]) / (times[sizes[1]] / sizes[1])
        found[kind] = {"seconds": times, "growth": growth}
        good = good and growth <= GROWTH
        if not options.json:
            shown = "  ".join(f"{size}: {taken:.2f} s" for size, taken in times.items())
            each = 1000 * times[sizes[3]] / sizes[3]
            verdict = f"{each:.1f} ms a block, {growth:.2f} times that of a quarter (at most {GROWTH:.0f})"
            print(f"{kind:7} {shown}  {verdict}")
    if options.json:
        print(json.dumps(found))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
