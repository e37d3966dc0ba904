"""A process of the crash test: pays, looks up, ships, over a world kept in files, and may be killed anywhere.

usage: shop_worker.py WORLD JOURNAL KEYED
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from llmjit.diagnostic import LlmjitError
from llmjit.runtime.journal import Journal
from llmjit.runtime.program import Program

SOURCE = """
from llmjit.runtime.abi import GuardFailed, current

def order(item: str, amount: int):
    run = current()
    receipt = run.call("pay", amount)
    place = run.call("look_up", item)
    if place != "warehouse 1":
        raise GuardFailed("another place", subject="place", seen=place)
    return run.call("ship", item, place, receipt)
"""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    world, journal, keyed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "keyed"

    def effect(name: str, *what: object) -> str:
        time.sleep(0.002)
        line = json.dumps([name, *what]) + "\n"
        with open(world, "a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        time.sleep(0.002)
        return f"{name} done"

    def pay_once(amount: int, idempotency_key: str = "") -> str:
        done = world.read_text() if world.exists() else ""
        return "pay done" if idempotency_key in done else effect("pay", amount, idempotency_key)

    def ship_once(item: str, place: str, receipt: str, idempotency_key: str = "") -> str:
        done = world.read_text() if world.exists() else ""
        return "ship done" if idempotency_key in done else effect("ship", item, idempotency_key)

    plain = {
        "pay": lambda amount: effect("pay", amount),
        "ship": lambda item, place, receipt: effect("ship", item),
    }
    helpers = {
        **(dict(pay=pay_once, ship=ship_once) if keyed else plain),
        "look_up": lambda item: "warehouse 2",
    }
    effects = {name: {"effect": "write"} for name in ("pay", "ship")}
    program = Program.from_source("order", SOURCE, manifest={"helpers": effects}).with_(
        helpers=helpers,
        journal=lambda: Journal(journal),
        # the guard fails at the place to ship from, and the continuation ships from where the thing is
        continuation=lambda stop: stop.run.call("ship", "tea", stop.live["place"], stop.live["receipt"]),
    )
    say("ready")
    try:
        say(program(item="tea", amount=3))
    except LlmjitError as error:
        say(str(error))


if __name__ == "__main__":
    main()
