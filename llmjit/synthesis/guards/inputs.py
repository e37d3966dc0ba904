"""Guards on one input, as far as the program looks at it: its form, the keys that are read, how large it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Expr, inputs_of
from llmjit.synthesis.guards.apart import (
    adds_all,
    apart_guards,
    changes_marks,
    cut_apart,
    led_guards,
    mark_guards,
    puts_together,
    together_guards,
)
from llmjit.synthesis.guards.columns import compared, computed, copied, nothing_guards, number_type
from llmjit.synthesis.guards.delimited import cut_at, field_guards
from llmjit.synthesis.guards.digits import digit_guards, sees_digits
from llmjit.synthesis.guards.extents import (
    extent_guards,
    listing_extents,
    sized,
)
from llmjit.synthesis.guards.numbers import (
    any_size,
    copies_lone,
    led_by_number,
    number_form,
    reads_amounts,
    writes_whole,
)
from llmjit.synthesis.guards.parts import knows_ascii
from llmjit.synthesis.guards.queried import of_keys_read, read_keys
from llmjit.synthesis.guards.relevance import regard
from llmjit.synthesis.guards.whole import (
    any_case,
    cased_form,
    copied_whole,
    initial_guards,
    initials,
    long_numbers,
    whole_guards,
    worded,
)


def regarded_guards(
    usual: list[Guard], name: str, index: int, column: Sequence[Any], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """The guards on the texts of an input, as far as the program looks at them."""
    texts = list(map(str, column))
    idle = isinstance(program, Apply) and index not in inputs_of(program)
    whole = copied_whole(program, index)
    if (whole or idle) and worded(texts):
        return whole_guards(name, texts, outputs, program)
    if whole and (free := long_numbers(name, texts)):
        return free
    if initials(program, index) and worded(texts):
        return initial_guards(name, texts, any_case(program, index))
    formal = any("fullmatch" in guard.condition for guard in usual)
    if formal and (changed := _changed_throughout(name, texts, program, index)) is not None:
        return changed
    if any_case(program, index):
        return cased_form(name, texts)
    cut = cut_at(program, index)
    if formal and cut is not None:
        return field_guards(name, texts, cut)
    if formal and (marks := cut_apart(program, index)):
        return apart_guards(name, texts, marks, not knows_ascii(program))
    if formal and sees_digits(program, index):
        return digit_guards(name, texts, program)
    at = regard(program, index)
    if at == "numbers":
        verbatim = all(str(output) in text for output, text in zip(outputs, texts, strict=True))
        lone = verbatim and copies_lone(program, index)
        led = led_guards(name, texts) if adds_all(program, index) else []
        sizes, signs = any_size(program, outputs), led_by_number(program)
        return number_form(name, texts, "format", reads_amounts(program, index), sizes, signs, lone, led=led)
    return usual if at == "text" else []


def _changed_throughout(name: str, texts: Sequence[str], program: Expr, index: int) -> list[Guard] | None:
    """The guards on a text whose marks are changed, or whose runs are put together; None if it is neither."""
    if changes_marks(program, index):
        return mark_guards(name, texts)
    runs = puts_together(program, index)
    return (together_guards(name, texts, runs) or None) if runs else None


def needed_guards(
    own: list[Guard], name: str, column: Sequence[Any], index: int, program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """Of the guards on an input those on what the program reads of it."""
    if isinstance(program, Apply) and program.operator.name == "fill_template":
        return own[:1]  # any values do that the template asks for
    if len(set(inputs_of(program))) > 1 and copied(program, index):
        kept = own if copied_whole(program, index) else own[:1]
        return kept + nothing_guards(name, column, program)
    if writes_whole(program, index) and all(type(value) is int for value in column):
        return [guard for guard in own if guard.expected != ">= 0"]
    if compared(program, index):
        return number_type(name, column) or own
    if computed(program, index, outputs):
        signs = led_by_number(program)
        kept = [guard for guard in own if guard.kind != "type" and not (signs and guard.expected == ">= 0")]
        typed = number_type(name, column)
        return typed + kept if typed else own
    keys = read_keys(program, index) if all(isinstance(value, dict) for value in column) else None
    return own if keys is None else of_keys_read(own, keys)


def size_guards(
    name: str, index: int, column: Sequence[Any], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """The guards on how large the texts of an input are, where that may matter."""
    guards = listing_extents(name, column, program)
    texts = all(isinstance(output, str) for output in outputs)
    free = copied_whole(program, index) or sees_digits(program, index) or changes_marks(program, index)
    if texts and sized(program) and not free:
        return extent_guards(name, column, program) + guards
    return guards
