"""Chats with tools over random data, compiled from one to three and run on others: no write that is not right."""

from __future__ import annotations

import collections
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

import llmjit
from llmjit.diagnostic import CompileError
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult
from llmjit.guard import GuardFailed

SEEDS = 8
USERS = ("kaya_11", "omar_42", "lena_77", "nils_30", "ines_58")
REASONS = ("late", "broken", "wrong")


@dataclass
class Shop:
    """One user's orders, and the one that is meant."""

    rng: random.Random

    def __post_init__(self) -> None:
        self.user = self.rng.choice(USERS)
        ids = [f"W{number}" for number in self.rng.sample(range(100, 999), self.rng.choice((1, 2, 2, 3, 4)))]
        self.orders = {
            id: {
                "order": id,
                "total": self.rng.choice((10, 25, 40, 40.5)),
                "state": self.rng.choice(("open", "sent")),
                "items": [{"sku": f"S{self.rng.randrange(10, 99)}", "count": self.rng.randrange(1, 3)}],
                "paid_by": f"card_{self.rng.randrange(10, 99)}",
            }
            for id in ids
        }
        self.meant = self.rng.choice(ids)
        self.reason = self.rng.choice(REASONS)
        self.made: list[Any] = []

    @property
    def tools(self) -> dict[str, Callable[..., Any]]:
        return {
            "get_user": lambda user: {"user": user, "orders": list(self.orders), "card": f"card_of_{user}"},
            "get_order": lambda order: self.orders[order],
            "cancel_order": lambda **given: self.made.append(given) or "cancelled",
        }


Call = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Wish:
    """What the user asks, what is said later, and the call that is right."""

    request: Callable[[Shop], str]
    write: Callable[[Shop], dict[str, Any]]
    later: Callable[[Shop], str] = lambda shop: ""
    useful: bool = False


def last(shop: Shop) -> str:
    return list(shop.orders)[-1]


def dearest(shop: Shop) -> str:
    return max(shop.orders.values(), key=lambda order: (order["total"], order["order"]))["order"]


WISHES = {
    "named": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}, it is {s.reason}.",
        lambda s: {"order": s.meant, "reason": s.reason},
        useful=True,
    ),
    "refunded to what paid": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "refund_to": s.orders[s.meant]["paid_by"]},
        useful=True,
    ),
    "refunded to the user's card": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "refund_to": f"card_of_{s.user}"},
        useful=True,
    ),
    "an amount": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "amount": s.orders[s.meant]["total"]},
        useful=True,
    ),
    "half the amount": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "amount": s.orders[s.meant]["total"] / 2},
    ),
    "an item": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "items": [item["sku"] for item in s.orders[s.meant]["items"]]},
    ),
    "a judgement": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "free": s.orders[s.meant]["state"] == "open"},
    ),
    "a category": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "kind": "small" if s.orders[s.meant]["total"] < 30 else "large"},
    ),
    "said later": Wish(
        lambda s: f"I am {s.user}, cancel an order.",
        lambda s: {"order": s.meant},
        lambda s: f"It is {s.meant}.",
    ),
    "a reason said later": Wish(
        lambda s: f"I am {s.user}, cancel {s.meant}.",
        lambda s: {"order": s.meant, "reason": s.reason},
        lambda s: f"Because it is {s.reason}.",
    ),
    "the last": Wish(lambda s: f"I am {s.user}, cancel my last order.", lambda s: {"order": last(s)}),
    "the dearest": Wish(
        lambda s: f"I am {s.user}, cancel my dearest order.", lambda s: {"order": dearest(s)}
    ),
}


def calls_of(wish: Wish, shop: Shop) -> list[Call]:
    chosen = wish.write(shop)
    return [
        ("get_user", {"user": shop.user}),
        ("get_order", {"order": chosen["order"]}),
        ("cancel_order", chosen),
    ]


def chat(wish: Wish, shop: Shop, id: str) -> Thread:
    """The chat that a model would have had."""
    request = wish.request(shop)
    messages = [Message(role="user", parts=(Text(text=request),))]
    for index, (name, arguments) in enumerate(calls_of(wish, shop)):
        content = shop.tools[name](**arguments)
        call = ToolCall(id=f"c{index}", name=name, arguments=arguments)
        answer = ToolResult(call=f"c{index}", name=name, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(answer,))]
        if index == 0 and wish.later(shop):
            messages.append(Message(role="user", parts=(Text(text=wish.later(shop)),)))
    return Thread(id=id, request=request, messages=tuple(messages))


def tried(name: str, seed: int) -> collections.Counter[str]:
    """Compile chats of one wish and run the program in other shops; what came of it."""
    wish, rng = WISHES[name], random.Random(f"{name} {seed}")
    threads = [chat(wish, Shop(rng), f"t{index}") for index in range(rng.choice((1, 2, 3, 3)))]
    tally = collections.Counter(right=0, refused=0)
    try:
        program = llmjit.compile(threads, budget_seconds=0.2)
    except CompileError:
        return tally
    for _ in range(8):
        shop = Shop(rng)
        try:
            program.with_(helpers=shop.tools)(wish.request(shop))
        except (GuardFailed, KeyError):  # an order of another user: the tool's own error
            tally["refused"] += 1
        else:
            tally["right"] += 1
            assert shop.made, f"{name}, seed {seed}: nothing was written\n{program.source}"
        told = (
            f"{name}, seed {seed}: {wish.request(shop)!r}, {shop.orders} gave {shop.made}\n{program.source}"
        )
        assert shop.made in ([], [wish.write(shop)]), told
    return tally


@pytest.mark.parametrize("name", WISHES)
def test_a_chat_never_writes_what_is_not_right(name: str) -> None:
    tally = sum((tried(name, seed) for seed in range(SEEDS)), collections.Counter())
    assert not WISHES[name].useful or tally["right"] > tally["refused"] / 4, f"of little use: {tally}"
