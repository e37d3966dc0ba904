"""Modules emitted from families of threads, as a person will read them, and what they do with other requests."""

from collections.abc import Callable
from typing import Any

import pytest

import llmjit
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Text, Thread

Golden = Callable[[str, str], None]


def thread(name: str, request: str, code: str, result: Any) -> Thread:
    block, ran = CodeBlock(id="b1", source=code), CodeResult(block="b1", value=result, has_value=True)
    messages = (
        Message(role="user", parts=(Text(text=request),)),
        Message(role="assistant", parts=(block,)),
        Message(role="user", parts=(ran,)),
    )
    return Thread(id=name, request=request, messages=messages, result=result, has_result=True)


GAUGES = "Gauge | Level (cm)\nNorth weir | 140\nOld mill | 95\nLower bridge | 122"
TIDES = "Gauge | Level (cm)\nQuay | 310\nSlipway | 288\nHarbour mouth | 305\nBuoy | 299"


def levels() -> list[Thread]:
    question = "{} How much higher is the level at {} than at {}?\n{}"
    return [
        thread(
            "levels-1",
            question.format("It rained for a week.", "North weir", "Old mill", GAUGES),
            "north_weir_level = 140\nold_mill_level = 95\nans = north_weir_level - old_mill_level",
            45,
        ),
        thread(
            "levels-2",
            question.format("The spring tide came in.", "Quay", "Buoy", TIDES),
            "quay_level = 310\nbuoy_level = 299\nans = quay_level - buoy_level",
            11,
        ),
        thread(
            "levels-3",
            question.format("A storm was forecast.", "Harbour mouth", "Quay", TIDES),
            "harbour_level = 305\nquay_level = 310\nans = harbour_level - quay_level",
            -5,
        ),
    ]


PRICES = "rivets | $0.50 per box\nwashers | $2 per box\nhinges | $3.25 per box"


def orders() -> list[Thread]:
    dearer = PRICES.replace("$2", "$5")
    return [
        thread(
            "orders-1",
            f"Uma orders 3 boxes of hinges. What is the bill?\n{PRICES}",
            "hinges_price = 3.25\nans = hinges_price * 3",
            9.75,
        ),
        thread(
            "orders-2",
            f"Teo Lind orders 2 boxes of rivets and 4 boxes of washers. What is the bill?\n{dearer}",
            "rivets_price = 0.5\nwashers_price = 5\nans = rivets_price * 2 + washers_price * 4",
            21.0,
        ),
        thread("orders-3", f"Ann orders 1 box of washers. What is the bill?\n{PRICES}", "ans = 2", 2),
    ]


def sorts() -> list[Thread]:
    lists = ["pear fig plum", "moss fern reed sedge", "tin zinc"]
    return [
        thread(
            f"sorts-{index}",
            f"Put these in order: {words}",
            f"words = {words.split()!r}\nordered = sorted(words)\nans = ', '.join(ordered)",
            ", ".join(sorted(words.split())),
        )
        for index, words in enumerate(lists, 1)
    ]


@pytest.mark.parametrize(
    ("family", "threads", "request_text", "answer"),
    [
        (
            "levels",
            levels,
            f"Nothing else moved. How much higher is the level at Slipway than at Buoy?\n{TIDES}",
            -11,
        ),
        (
            "orders",
            orders,
            f"Bo orders 1 box of rivets, 2 boxes of hinges, and 3 boxes of washers. What is the bill?\n{PRICES}",
            13.0,
        ),
        ("sorts", sorts, "Put these in order: seven one two", "one, seven, two"),
    ],
)
def test_a_family_compiles_into_a_module_worth_checking_in(
    family: str, threads: Callable[[], list[Thread]], request_text: str, answer: Any, golden: Golden
) -> None:
    program = llmjit.compile(threads())
    assert program(request_text) == answer
    for each in threads():
        assert program(each.request) == each.result
    golden(f"families/{family}.py", program.source)


@pytest.mark.parametrize(
    ("threads", "request_text"),
    [
        (levels, f"It rained. How much lower is the level at Quay than at Buoy?\n{TIDES}"),
        (levels, f"It rained. How much higher is the level at Quay than at Pier?\n{TIDES}"),
        (orders, f"Bo orders 1 box of rivets, and 2 boxes of bolts. What is the bill?\n{PRICES}"),
        (orders, "Bo orders 1 box of rivets. What is the bill?"),
        (
            orders,
            f"Bo orders 1 box of rivets. What is the bill?\n{PRICES.replace('$0.50 per box', 'sold out')}",
        ),
    ],
)
def test_what_the_recordings_do_not_show_is_refused(
    threads: Callable[[], list[Thread]], request_text: str
) -> None:
    with pytest.raises(llmjit.GuardFailed):
        llmjit.compile(threads())(request_text)


def test_compiling_more_threads_widens_the_program() -> None:
    three = levels()
    more = f"It rained. How much higher is the level at North weir today than at Old mill?\n{GAUGES}"
    code = "weir = 140\nmill = 95\nans = weir - mill"
    wanted = f"It froze. How much higher is the level at Old mill today than at Lower bridge?\n{GAUGES}"
    with pytest.raises(llmjit.GuardFailed):
        llmjit.compile(three)(wanted)
    assert llmjit.compile([*three, thread("levels-4", more, code, 45)])(wanted) == -27


def test_contradictory_threads_are_refused_with_both_places() -> None:
    first, *_ = levels()
    second = first.model_copy(update={"id": "levels-9", "result": 46})
    with pytest.raises(llmjit.CompileError) as caught:
        llmjit.compile([first, second])
    assert "levels-1" in str(caught.value)
    assert "levels-9" in str(caught.value)
