from llmjit.dataflow.bindings import ABSTAIN, learn
from llmjit.frontend.thread import Message, Part, Text, Thread, ToolCall, ToolResult


def visit(number: int, room: str) -> Thread:
    """A guest gives a number; the room is looked up by it, and one of its two keys is cut."""
    said = Message(role="user", parts=(Text(text=f"I am guest G{number:04}, my key is lost."),))
    calls = [("find", {"guest": f"G{number:04}"}, {"room": room, "keys": ["brass", "steel"]})]
    calls.append(("cut", {"room": room, "kind": ["brass", "steel"][number * 7 % 3 % 2]}, "done"))
    messages = [said]
    for index, (name, arguments, content) in enumerate(calls):
        call: Part = ToolCall(id=f"c{index}", name=name, arguments=arguments)
        result: Part = ToolResult(call=f"c{index}", name=name, content=content)
        messages += [Message(role="assistant", parts=(call,)), Message(role="tool", parts=(result,))]
    return Thread(id=f"t{number}", request="", messages=tuple(messages))


def test_what_is_always_read_from_one_place_is_bound_and_what_is_chosen_is_not() -> None:
    bindings = learn([visit(number, f"room {number * 13}") for number in range(1, 41)])
    bound = {found.decision.key: found.value for found in bindings.explain(visit(77, "room 12"))}
    assert bound == {"guest": "G0077", "room": "room 12", "kind": ABSTAIN}


def test_two_threads_are_too_few_to_trust_any_rule() -> None:
    bindings = learn([visit(1, "a1"), visit(2, "b2")])
    assert all(found.value is ABSTAIN for found in bindings.explain(visit(3, "c3")))


def booking(number: int, insurance: str) -> Thread:
    """A call with an argument that is said nowhere."""
    call: Part = ToolCall(id="c", name="book", arguments={"insurance": insurance})
    return Thread(id=f"t{number}", request="", messages=(Message(role="assistant", parts=(call,)),))


def test_what_never_was_another_value_is_bound_once_it_was_seen_often() -> None:
    for count, expected in ((4, ABSTAIN), (12, "no")):
        bindings = learn([booking(number, "no") for number in range(count)])
        (found,) = bindings.explain(booking(99, "no"))
        assert found.value == expected


def test_one_exception_among_constants_binds_nothing() -> None:
    threads = [booking(number, "yes" if number == 5 else "no") for number in range(12)]
    (found,) = learn(threads).explain(booking(99, "no"))
    assert found.value is ABSTAIN
