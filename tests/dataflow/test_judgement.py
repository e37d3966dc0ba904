"""What a model settled after it was shown something is given for other data by no program, of one thread or of many."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import llmjit
from llmjit.driver import compile_threads
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult
from llmjit.guard import GuardFailed

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record

PEOPLE = {
    "ann": {"last": "2026-01-02", "logins": 5},
    "eve": {"last": "2026-03-02", "logins": 9},
    "joe": {"last": "2026-02-12", "logins": 12},
    "bob": {"last": "2019-02-12", "logins": 1},
}
LOOK = {"look": lambda who: PEOPLE[who]}


def judged(code: str, effects: dict[str, str] | None = None, **helpers: Callable[..., Any]) -> list[Thread]:
    """Three threads about different people in which the model typed the same."""
    return [
        record(
            f"status of {who}?",
            [f"seen = look({who!r})\nprint(seen)", code.replace("WHO", who)],
            LOOK | helpers,
            effects,
            id=who,
        )
        for who in ("ann", "eve", "joe")
    ]


JUDGEMENTS = {
    "the answer": "result = 'active'\nresult",
    "at once": "'active'",
    "printed": "print('active')",
    "a flag": "active = True\nactive",
    "a number": "score = 1\nscore",
    "in a sentence": "'WHO is active'",
    "pieces": "print('The status:', 'active')",
    "in a dict": "{'who': 'WHO', 'status': 'active'}",
    "in a list": "found = ['active', 1]\nfound",
    "tested": "ok = True\nif ok:\n    text = seen['last']\nelse:\n    text = 'none'\ntext",
    "chosen by a flag": "ok = True\ntext = seen['last'] if ok else 'none'\ntext",
    "out of a function": "def status():\n    return 'active'\nstatus()",
}


@pytest.mark.parametrize("code", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_a_judgement_that_three_threads_share_is_no_constant(code: str) -> None:
    program = llmjit.compile(judged(code)).with_(helpers=LOOK)
    with pytest.raises(GuardFailed):
        program("status of bob?")


@pytest.mark.parametrize("code", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_a_judgement_of_one_thread_is_no_constant(code: str) -> None:
    program = llmjit.compile(judged(code)[:1])
    changed = program.with_(helpers={"look": lambda who: PEOPLE["bob"]})
    with pytest.raises(GuardFailed):
        changed("status of ann?")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("value", ["'active'", "True", "250", "'WHO is late'"])
def test_a_judgement_is_never_written(value: str, count: int) -> None:
    made: list[Any] = []
    mark = {"set_status": lambda who, status: made.append((who, status)) or "done"}
    threads = judged(f"set_status('WHO', {value})", {"set_status": "write"}, **mark)[:count]
    made.clear()
    program = llmjit.compile(threads).with_(helpers=mark | {"look": lambda who: PEOPLE["bob"]})
    with pytest.raises(GuardFailed):
        program("status of ann?")
    assert made == []


def test_the_model_is_asked_with_what_it_was_shown() -> None:
    (site,) = compile_threads(judged("result = 'active'\nresult")).ir.sites
    assert site.tier == 0 and [seen.output for seen in site.observations] == ["active"] * 3
    assert site.observations[1].inputs[0] == PEOPLE["eve"]


COMPUTED = {
    "a factor in the head": "net = seen['logins']\nnet * 1.21",
    "two read off": "total = 5 * 2.5\ntotal",
    "in a loop": "total = 0\nfor name in seen:\n    total += len(name) * 5\ntotal",
    "a seen number in an expression": "len(seen) * 5",
    "by position": "list(seen.values())[1] if 2 > 3 else rows()[1]['id']",
}


@pytest.mark.parametrize("code", [code for name, code in COMPUTED.items() if name != "by position"])
def test_a_number_worked_out_of_what_was_seen_is_no_constant(code: str) -> None:
    thread = record("status of ann?", ["seen = look('ann')\nprint(seen)", code], LOOK)
    program = llmjit.compile([thread]).with_(helpers={"look": lambda who: PEOPLE["bob"]})
    with pytest.raises(GuardFailed):
        program("status of ann?")


ROWS = [{"id": "A1", "price": 30}, {"id": "B2", "price": 20}, {"id": "C3", "price": 25}]
SELECTIONS = {
    "a position": "rows[1]['price'] + 1",
    "a named position": "best = 1\nrows[best]['price'] + 1",
    "the first": "rows[0]['price'] + 1",
    "an id compared": "[row['price'] for row in rows if row['id'] == 'B2'][0]",
    "a copied number": "rate = 1.2345\nrate * 2",
    "a copied text": "name = 'Bergen'\nname.upper()",
}


@pytest.mark.parametrize("code", SELECTIONS.values(), ids=SELECTIONS)
def test_what_was_selected_among_siblings_is_not_taken_by_its_place(code: str) -> None:
    rows = [
        row | {"rate": rate, "town": town}
        for row, rate, town in zip(ROWS, (1.25, 1.2345, 3.5), ("Oslo", "Bergen", "Hamar"), strict=True)
    ]
    thread = record("the best offer?", ["rows = offers()\nprint(rows)", code], {"offers": lambda: rows})
    program = llmjit.compile([thread])
    for changed in ([rows[2], *rows], rows[::-1], [row | {"price": 50 - row["price"]} for row in rows]):
        with pytest.raises(GuardFailed):
            program.with_(helpers={"offers": lambda changed=changed: changed})("the best offer?")


def test_the_only_record_is_read_where_it_stands_and_no_other_is_taken_for_it() -> None:
    rows = [{"id": "A1", "rate": 1.2345}]
    thread = record(
        "the rate?", ["rows = offers()\nprint(rows)", "rate = 1.2345\nrate * 2"], {"offers": lambda: rows}
    )
    program = llmjit.compile([thread])
    assert program.with_(helpers={"offers": lambda: [{"id": "B7", "rate": 4.5}]})("the rate?") == 9.0
    with pytest.raises(GuardFailed):
        program.with_(helpers={"offers": lambda: [{"id": "B7", "rate": 4.5}, *rows]})("the rate?")


CODE_ITSELF = {
    "a format": "f\"{seen['last']} was the last\"",
    "a separator": "'; '.join(sorted(seen))",
    "a condition on the data": "'active' if seen['logins'] > 3 else 'gone'",
    "branches": "if seen['logins'] > 3:\n    status = 'active'\nelse:\n    status = 'gone'\nstatus",
    "a start value": "total = 0\nfor name in seen:\n    total += len(name)\ntotal",
    "a flag that data sets": "found = False\nfor name in seen:\n    if name == 'last':\n        found = True\nfound",
    "a small factor": "seen['logins'] * 2",
    "digits": "round(seen['logins'] / 100, 2)",
    "a key": "seen.get('logins', 0)",
}


@pytest.mark.parametrize("code", CODE_ITSELF.values(), ids=CODE_ITSELF)
@pytest.mark.parametrize("count", [1, 3])
def test_what_belongs_to_the_code_stays(code: str, count: int) -> None:
    program = llmjit.compile(judged(code)[:count]).with_(helpers=LOOK)
    scope: dict[str, Any] = {"seen": PEOPLE["ann"]}
    *lines, last = code.split("\n")
    exec("\n".join(lines), scope)
    assert program("status of ann?") == eval(last, scope)


def chat(*turns: tuple[str, Any], request: str = "Please help me.") -> Thread:
    """A chat: what the user says further on is a text; else a tool, its arguments and its answer."""
    messages = [Message(role="user", parts=(Text(text=request),))]
    for index, (name, *rest) in enumerate(turns):
        if not rest:
            messages.append(Message(role="user", parts=(Text(text=name),)))
            continue
        arguments, content = rest
        call = ToolCall(id=f"c{index}", name=name, arguments=arguments)
        answer = ToolResult(call=f"c{index}", name=name, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(answer,))]
    return Thread(id="chat", request=request, messages=tuple(messages))


USER = {"name": "Kaya", "bookings": ["AAA111", "BBB222", "CCC333"], "cards": [{"id": "card_9"}]}
BOOKING = {"id": "BBB222", "fare": 210}


def booked(**changes: Any) -> tuple[dict[str, Callable[..., Any]], list[Any]]:
    made: list[Any] = []
    helpers = {
        "get_user": lambda user: changes.get("user", USER),
        "get_booking": lambda booking: changes.get("booking", BOOKING) | {"id": booking},
        "calculate": eval,
        "cancel_booking": lambda **given: made.append(given) or "cancelled",
    }
    return helpers, made


CHATS = {
    "among siblings": chat(
        ("get_user", {"user": "kaya_1"}, USER),
        ("get_booking", {"booking": "BBB222"}, BOOKING),
        ("cancel_booking", {"booking": "BBB222"}, "cancelled"),
        request="I am kaya_1, cancel my booking.",
    ),
    "said later": chat(
        ("I am kaya_1 and it is about BBB222.",),
        ("cancel_booking", {"booking": "BBB222", "user": "kaya_1"}, "cancelled"),
    ),
    "computed": chat(
        ("get_booking", {"booking": "BBB222"}, BOOKING),
        ("cancel_booking", {"booking": "BBB222", "refund": 105}, "cancelled"),
        request="Cancel BBB222.",
    ),
    "computed by a tool": chat(
        ("get_booking", {"booking": "BBB222"}, BOOKING),
        ("calculate", {"expression": "210 / 2"}, 105.0),
        ("cancel_booking", {"booking": "BBB222", "refund": 105.0}, "cancelled"),
        request="Cancel BBB222.",
    ),
    "all of a list, as it happens": chat(
        ("get_user", {"user": "kaya_1"}, USER | {"bookings": ["AAA111", "BBB222"]}),
        ("The first and then the other.",),
        ("cancel_booking", {"booking": "AAA111"}, "cancelled"),
        ("cancel_booking", {"booking": "BBB222"}, "cancelled"),
        request="I am kaya_1, cancel what I tell you.",
    ),
    "a part of what the request says": chat(
        ("get_booking", {"booking": "BBB222"}, BOOKING),
        ("cancel_booking", {"booking": "BBB222", "fee": 22}, "cancelled"),
        request="Cancel BBB222.",
    ),
    "a flag": chat(
        ("get_booking", {"booking": "BBB222"}, BOOKING),
        ("cancel_booking", {"booking": "BBB222", "insured": False, "why": "no reason"}, "cancelled"),
        request="Cancel BBB222.",
    ),
}


@pytest.mark.parametrize("thread", CHATS.values(), ids=CHATS)
def test_a_chat_writes_nothing_that_the_data_of_another_day_may_contradict(thread: Thread) -> None:
    program = llmjit.compile([thread])
    others = (
        {"user": USER | {"bookings": USER["bookings"][::-1]}},
        {"user": USER | {"bookings": ["ZZZ000", *USER["bookings"]]}, "booking": {"fare": 400}},
        {"user": USER | {"bookings": ["DDD444", "EEE555", "FFF666"]}, "booking": {"fare": 80}},
    )
    for changes in others:
        helpers, made = booked(**changes)
        with pytest.raises(GuardFailed):
            program.with_(helpers=helpers)(thread.request)
        assert made == []


def test_what_is_done_to_all_is_done_to_each_and_to_none_is_an_answer_nobody_recorded() -> None:
    thread = chat(
        ("get_user", {"user": "kaya_1"}, USER | {"bookings": ["AAA111", "BBB222"]}),
        ("cancel_booking", {"booking": "AAA111"}, "cancelled"),
        ("cancel_booking", {"booking": "BBB222"}, "cancelled"),
        request="I am kaya_1, cancel all my bookings.",
    )
    program = llmjit.compile([thread])
    helpers, made = booked(user=USER)
    assert program.with_(helpers=helpers)(thread.request) == "cancelled"
    assert [each["booking"] for each in made] == USER["bookings"]
    helpers, made = booked(user=USER | {"bookings": []})
    with pytest.raises(GuardFailed, match="not empty"):
        program.with_(helpers=helpers)(thread.request)
    assert made == []
