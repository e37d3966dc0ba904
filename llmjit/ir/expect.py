"""What to expect of a value from what was seen of it: conditions in plain Python, for guards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.ir.reads import Reads
from llmjit.shapes import ListShape, Shape, TextShape, shape_of_all

_TESTS: Final = {
    ("str",): ("isinstance({0}, str)", "text"),
    ("bool",): ("isinstance({0}, bool)", "truth value"),
    ("int",): ("isinstance({0}, (int, float)) and not isinstance({0}, bool)", "number"),
    ("float",): ("isinstance({0}, (int, float)) and not isinstance({0}, bool)", "number"),
    ("int", "float"): ("isinstance({0}, (int, float)) and not isinstance({0}, bool)", "number"),
    ("list",): ("isinstance({0}, list)", "list"),
    ("dict",): ("isinstance({0}, dict)", "dict"),
    ("None",): ("{0} is None", "None"),
}
"""By the kinds of a shape: how to test a value for them, and what they are called."""
_SLICED: Final = 40


@final
@dataclass(frozen=True, slots=True)
class Expectation:
    """A condition on ``{name}``, as a format, with what is expected and why; the reason may name it, too."""

    kind: str
    condition: str
    expected: Any
    reason: str

    def on(self, name: str) -> str:
        """The condition on a variable of that name."""
        return self.condition.replace("{name}", name)

    def because(self, name: str) -> str:
        """The reason, as said of a variable of that name."""
        spoken = name.strip("_").replace("_", " ") or "value"
        many = spoken.endswith("s") and not spoken.endswith(("ss", "us", "is"))
        reason = self.reason.replace("{name} was", "{name} were") if many else self.reason
        return reason.replace("{name}", f"the {spoken}")


def expectations(values: Sequence[Any], reads: Reads | None = None) -> list[Expectation]:
    """What held of all the values, as far as the code relies on it: their type, and what it ``reads`` of them.

    An empty list or dict among the values means that emptiness is normal; else it is refused, since code
    that was never seen with an empty one may give nonsense for it. Values themselves are never compared.
    """
    reads = reads or Reads()
    if not values or any(isinstance(value, tuple) for value in values):
        return []
    shape = shape_of_all(values)
    known = _TESTS.get(shape.kinds)
    if known is None:
        return []
    always = "was always" if len(values) > 1 else "was"
    article = "" if known[1] == "None" else "a "
    found = [
        Expectation(
            "type",
            known[0].format("{name}"),
            f"{article}{known[1]}",
            f"{{name}} {always} {article}{known[1]}",
        )
    ]
    if all(isinstance(value, list | dict) and value for value in values):
        empty = "{name} was never empty" if len(values) > 1 else "{name} was not empty"
        found.append(Expectation("length", "len({name}) > 0", "not empty", empty))
    found += _fields(shape, reads)
    if shape.sequence is not None:
        found += _items(shape.sequence, reads)
    if shape.text is not None:
        found += _text(shape.text, [value for value in values if isinstance(value, str)], reads)
    return found


def _inner(shape: Shape, name: str) -> tuple[str, str] | None:
    """The test of a value inside another, and what it is called; None where nothing is known of it."""
    if shape.kinds == ("list",):  # a tuple's shape is a list's
        return f"isinstance({name}, (list, tuple))", "list"
    known = _TESTS.get(shape.kinds)
    return None if known is None or known[1] == "None" else (known[0].format(name), known[1])


def _fields(shape: Shape, reads: Reads) -> Iterator[Expectation]:
    """Of a dict: the keys that are read, and the types of what stands there."""
    fields = dict(shape.mapping.fields or ()) if shape.mapping is not None else {}
    for key in sorted(reads.keys, key=repr):
        if key not in fields or not fields[key].required:
            continue
        yield Expectation("key", f"{key!r} in {{name}}", key, f"the code reads {key!r} of {{name}}")
        known = _inner(fields[key].shape, f"{{name}}[{key!r}]")
        if known is not None:
            yield Expectation("type", known[0], f"a {known[1]}", f"{key!r} of {{name}} was a {known[1]}")


def _items(shape: ListShape, reads: Reads) -> Iterator[Expectation]:
    """Of a list: the type of its items; of rows, the keys that are read and what stands there."""
    element = shape.element
    if element.mapping is None:
        known = _inner(element, "item")
        if known is not None:
            test = f"all({known[0]} for item in {{name}})"
            yield Expectation("type", test, f"{known[1]}s", f"{{name}} held {known[1]}s alone")
        return
    fields = dict(element.mapping.fields or ())
    wanted = sorted(key for key in reads.item_keys if key in fields and fields[key].required)
    if element.kinds != ("dict",) or not wanted:
        return
    parts = ["isinstance(row, dict)"]
    for key in wanted:
        known = _inner(fields[key].shape, f"row.get({key!r})")
        parts.append(known[0] if known is not None else f"{key!r} in row")
    names = ", ".join(map(repr, wanted))
    test = f"all({' and '.join(parts)} for row in {{name}})"
    yield Expectation("key", test, wanted, f"the code reads {names} of every row of {{name}}")


def _text(shape: TextShape, values: Sequence[str], reads: Reads) -> Iterator[Expectation]:
    """Of a text that code takes apart: the separators it splits at, and where it slices, the form."""
    for separator in sorted(reads.separators):
        if all(separator in value for value in values):
            test = f"{separator!r} in {{name}}"
            yield Expectation("format", test, separator, f"the code splits {{name}} at {separator!r}")
    coded = all(any(map(str.isdigit, value)) for value in values)  # ids, dates: words vary in length
    if reads.sliced and coded and shape.length.exact and len(values[0]) <= _SLICED:
        marks = {tuple((i, c) for i, c in enumerate(value) if not c.isalnum()) for value in values}
        if len(marks) == 1 and (places := marks.pop()):
            parts = [f"len({{name}}) == {len(values[0])}", *(f"{{name}}[{i}] == {c!r}" for i, c in places)]
            form = "".join(c if not c.isalnum() else "_" for c in values[0])
            yield Expectation(
                "format", " and ".join(parts), form, f"the code slices {{name}}, which was like {form!r}"
            )
