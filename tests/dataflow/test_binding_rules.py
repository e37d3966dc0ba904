"""What the rules propose, and that what is learned depends on nothing it should not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.dataflow.bindings import learn
from llmjit.dataflow.candidates import Index, observe
from llmjit.dataflow.history import Decision, History, decisions, leaves, rows
from llmjit.dataflow.mentions import codes, dates, emails, labelled
from llmjit.dataflow.proposals import proposals
from llmjit.dataflow.view import View
from llmjit.frontend.thread import Message, Text, Thread, ToolCall, ToolResult


def thread_of(calls: list[tuple[str, dict[str, Any], Any]], said: str = "hello", name: str = "t") -> Thread:
    """A thread of calls with their results; a result that is an `Exception` is a failure."""
    messages = [Message(role="user", parts=(Text(text=said),))]
    for number, (tool, arguments, result) in enumerate(calls):
        failed = isinstance(result, Exception)
        call = ToolCall(id=f"c{number}", name=tool, arguments=arguments)
        content = str(result) if failed else result
        answer = ToolResult(call=f"c{number}", name=tool, content=content, error=failed)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(answer,))]
    return Thread(id=name, request=said, messages=tuple(messages))


def last_given(thread: Thread) -> dict[tuple[str, ...], Any]:
    """What the rules give for the last leaf of the last call."""
    given: dict[tuple[str, ...], Any] = {}
    for history, found in decisions(thread):
        for decision in found:
            given = {proposal.rule: proposal.value for proposal in proposals(View(history), decision)}
    return given


ids = st.integers(1000, 9999).map(lambda number: f"k{number}")


@given(st.lists(st.tuples(ids, st.text("abc", min_size=3, max_size=6)), min_size=2, max_size=6), st.data())
def test_a_link_gives_the_other_field_of_the_one_record_and_nothing_where_two_differ(
    records: list[tuple[str, str]], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from([key for key, _ in records]))
    listed = [{"id": own, "colour": colour} for own, colour in records]
    given_now = last_given(
        thread_of([("find", {}, {"all": listed}), ("paint", {"id": key, "colour": "x"}, None)])
    )
    colours = {colour for own, colour in records if own == key}
    linked = [value for rule, value in given_now.items() if rule[0] == "link" and rule[-1] == ".all[].colour"]
    assert set(linked) == (colours if len(colours) == 1 else set())


def test_a_result_carries_the_arguments_of_its_call() -> None:
    calls: list[tuple[str, dict[str, Any], Any]] = [
        ("search", {"day": "2031-02-03"}, [{"train": "T100"}]),
        ("search", {"day": "2031-02-04"}, [{"train": "T200"}]),
        ("book", {"train": "T100", "day": "?"}, None),
    ]
    given_now = last_given(thread_of(calls))
    rule = ("link", "all", ".train", "search", "[].train", "search()", ".day")
    assert given_now[rule] == "2031-02-03"


def test_a_link_looks_only_at_the_item_it_is_in() -> None:
    calls: list[tuple[str, dict[str, Any], Any]] = [
        ("find", {}, {"seats": [{"seat": "S10", "row": "R1"}, {"seat": "S20", "row": "R2"}]}),
        ("take", {"seats": [{"seat": "S20", "row": "R2"}, {"seat": "S10", "row": "?"}]}, None),
    ]
    linked = {value for rule, value in last_given(thread_of(calls)).items() if rule[0] == "link"}
    assert linked == {"R1"}


def test_nothing_of_the_call_itself_is_known_without_links() -> None:
    calls: list[tuple[str, dict[str, Any], Any]] = [
        ("find", {}, {"all": [{"id": "k1", "colour": "red"}, {"id": "k2", "colour": "tan"}]}),
        ("paint", {"id": "k1", "colour": "red"}, None),
    ]
    for history, found in decisions(thread_of(calls), links=False):
        for decision in found:
            assert decision.bound == ()
            assert not [
                p for p in proposals(View(history), decision) if p.rule[0] in ("link", "in", "beside")
            ]


def test_a_failed_call_gives_no_records_and_is_told_apart() -> None:
    calls: list[tuple[str, dict[str, Any], Any]] = [
        ("pay", {"card": "C1"}, ValueError("no funds")),
        ("pay", {"card": "C2"}, None),
    ]
    assert last_given(thread_of(calls))["as before", "failed", "same turn", "first"] == "C1"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("ab1", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1", min_size=1, max_size=3), inner)
    ),
    max_leaves=12,
)


@given(json_values)
def test_records_hold_every_scalar_once(value: Any) -> None:
    def scalars(item: Any) -> list[str]:
        if isinstance(item, dict):
            return [text for inner in item.values() for text in scalars(inner)]
        if isinstance(item, list):
            return [text for inner in item for text in scalars(inner)]
        return [json.dumps(item)]

    held = [
        json.dumps(inner)
        for row in rows("t", value, None, 0)
        for path, inner in row.fields.items()
        if not path.endswith("#key")
    ]
    assert sorted(held) == sorted(scalars(value))
    assert sorted(
        json.dumps(leaf.value) for leaf in leaves(value) if not leaf.path.endswith("#key")
    ) == sorted(held)


@given(json_values, st.text("ab1 ", max_size=20))
def test_no_proposal_looks_at_the_recorded_value(value: Any, said: str) -> None:
    history = History(said=[said])
    history.answered("find", value, None)
    decision = Decision("use", ".id", 0, "the truth")
    other = replace(decision, value=value)
    assert proposals(View(history), decision) == proposals(View(history), other)


def errand(number: int, words: dict[str, str]) -> Thread:
    """A search, a choice, and a follow-up; names of tools and fields come from ``words``."""
    stock = [{words["code"]: f"P{number}{at}", words["price"]: 100 + number * 7 % 13 + at} for at in range(3)]
    pick = stock[number * 11 % 3]
    calls: list[tuple[str, dict[str, Any], Any]] = [
        (words["look"], {words["shop"]: f"shop-{number:02}"}, {words["stock"]: stock}),
        (words["buy"], {words["code"]: pick[words["code"]], words["price"]: pick[words["price"]]}, "ok"),
    ]
    said = f"Go to shop-{number:02} and buy one."
    return thread_of(calls, said, f"errand{number:02}")


PLAIN = {word: word for word in ("look", "buy", "shop", "stock", "code", "price")}
RENAMED = {"look": "wug", "buy": "zav", "shop": "tirn", "stock": "molp", "code": "fep", "price": "gorb"}


def outcome(threads: list[Thread], words: dict[str, str]) -> list[tuple[Any, float]]:
    """What is bound in a thread of its own, and with what probability."""
    return [(bound.value, round(bound.probability, 9)) for bound in learn(threads).explain(errand(77, words))]


def test_names_mean_nothing() -> None:
    plain = outcome([errand(number, PLAIN) for number in range(24)], PLAIN)
    renamed = outcome([errand(number, RENAMED) for number in range(24)], RENAMED)
    assert plain == renamed
    assert plain[0][0] == "shop-77"


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(24)))
def test_the_order_of_threads_means_nothing(order: list[int]) -> None:
    threads = [errand(number, PLAIN) for number in range(24)]
    assert outcome([threads[at] for at in order], PLAIN) == outcome(threads, PLAIN)


def test_a_price_is_bound_by_the_code_before_it_and_left_without_links() -> None:
    threads = [errand(number, PLAIN) for number in range(24)]
    *_, price = learn(threads).explain(errand(77, PLAIN))
    assert price.value == price.decision.value
    *_, price = learn(threads, links=False).explain(errand(77, PLAIN))
    assert price.value != price.decision.value


def test_observations_are_counted_by_rule() -> None:
    observed = observe(errand(3, PLAIN), Index())
    assert all(right <= fired for fired, right in observed.counts.values())
    assert observed.task == "errand03"


def test_dates_without_a_year_take_the_one_given() -> None:
    assert dates("on May 3rd, or 2031-01-02, or June 4, 2030", "2029") == [
        "2029-05-03",
        "2031-01-02",
        "2030-06-04",
    ]
    assert dates("on May 3rd", "") == []


def test_identifiers_are_told_from_words_by_their_form() -> None:
    found = codes("order #W12 of ann_lee_9 to JFK, please")
    assert found == {"#XXX": ["#W12"], "a_a_9": ["ann_lee_9"], "XXX": ["JFK"]}


def test_a_label_in_prose_gives_what_follows() -> None:
    assert labelled("First name: Ann\nZIP code is 12345.", "first_name") == ["Ann"]
    assert labelled("First name: Ann\nZIP code is 12345.", "zip") == ["12345"]


def test_addresses_are_found_in_linear_time() -> None:
    assert emails("write to ann.lee+x@mail.example.com, or bob@b.org.") == [
        "ann.lee+x@mail.example.com",
        "bob@b.org",
    ]
    assert emails("a-1." * 100_000) == []
