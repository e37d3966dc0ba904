"""``llmjit bindings`` and the table behind it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from llmjit.cli.main import app
from llmjit.dataflow.provenance import describe, provenance, table
from llmjit.frontend.formats.writer import write_threads
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult

run = CliRunner().invoke


def loan(number: int) -> Thread:
    """A reader borrows a book of an earlier search; its shelf is that of the book, the note is made up."""
    books = [
        {"isbn": f"{number}{at}-{at * 31 + number}", "shelf": f"{at}-{number * 7 % 10}"} for at in range(3)
    ]
    chosen = books[number * 5 % 3]
    said = Text(text=f"I am reader-{number:03}, please lend me {chosen['isbn']}.")
    calls = (
        ToolCall(id="a", name="search", arguments={"reader": f"reader-{number:03}"}),
        ToolCall(
            id="b",
            name="lend",
            arguments={
                "isbn": chosen["isbn"],
                "shelf": chosen["shelf"],
                "note": f"{number * 97 % 89} {number}?",
            },
        ),
    )
    return Thread(
        id=f"loan{number}",
        request=said.text,
        messages=(
            Message(role="user", parts=(said,)),
            Message(role="assistant", parts=(calls[0],)),
            Message(role="tool", parts=(ToolResult(call="a", content={"books": books}),)),
            Message(role="assistant", parts=(calls[1],)),
        ),
    )


LOANS = [loan(number) for number in range(10, 40)]


def test_the_table_says_what_is_bound_by_which_rule_and_what_is_left() -> None:
    rows = {(row.tool, row.path): row for row in table(provenance(LOANS))}
    assert {place: (row.right, row.wrong, row.left) for place, row in rows.items()} == {
        ("search", ".reader"): (30, 0, 0),
        ("lend", ".isbn"): (30, 0, 0),
        ("lend", ".shelf"): (30, 0, 0),
        ("lend", ".note"): (0, 0, 30),
    }
    shelf = rows["lend", ".shelf"]
    assert shelf.fired == shelf.held > 20
    assert rows["lend", ".note"].rule == ()


def test_a_rule_is_said_in_words() -> None:
    assert describe(("link", "newest", ".isbn", "search", ".isbn", "search", ".shelf")) == (
        ".shelf of search, from the newest record whose .isbn in search is .isbn"
    )
    assert describe(("only", "latest", "search", ".shelf")) == "only: .shelf of search, its latest result"
    assert describe(("date", "last", "first")) == "date, first: in the user's last message"
    inside = ("named", "last", "in", ".order", "find", ".id", "find", ".items[].id")
    assert (
        describe(inside) == "named, last: .items[].id of find, inside the record whose .id in find is .order"
    )
    assert describe(("as the item before",)) == "as the item before"
    assert describe(()) == ""


def test_without_links_the_shelf_of_the_chosen_book_is_found_by_what_the_user_said_or_not_at_all() -> None:
    rows = {row.path: row for row in table(provenance(LOANS, links=False))}
    assert rows[".shelf"].wrong == 0
    assert rows[".shelf"].rule[:1] != ("link",)


def test_the_command_prints_a_line_an_argument(tmp_path: Path) -> None:
    path = tmp_path / "loans.jsonl"
    write_threads(path, iter(LOANS))
    done = run(app, ["bindings", str(path)])
    assert done.exit_code == 0
    assert "lend(shelf)  30 values: 30 right, 0 wrong, 0 left" in done.output
    assert done.output.splitlines()[-1] == "120 values: 75.0 % right, 0.0 % wrong, 25.0 % left"
    done = run(app, ["bindings", str(path), "--json"])
    rows = [json.loads(line) for line in done.output.splitlines()]
    assert {row["path"]: row["left"] for row in rows} == {".reader": 0, ".isbn": 0, ".shelf": 0, ".note": 30}


def test_a_recording_without_calls_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "talk.jsonl"
    talk = Thread(id="t", request="hi", messages=(Message(role="user", parts=(Text(text="hi"),)),))
    write_threads(path, iter([talk]))
    done = run(app, ["bindings", str(path)])
    assert done.exit_code == 1
    assert "no tool call in 1 thread" in done.output
