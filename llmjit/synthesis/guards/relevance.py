"""What of an input a program looks at: its form says nothing where only its numbers, or another text in it, count.

A program that reads the one number of a text works whether the number is written with three digits or with
five and a point. So the form is taken of the text with each number put as ``0``. A program that asks whether
one text holds another does not look at forms at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from llmjit.guard import Guard
from llmjit.shapes import LEVELS, shape_of_all
from llmjit.support.numbers import number_tokens
from llmjit.synthesis.expr import Apply, Const, Expr, Input, inputs_of
from llmjit.synthesis.guards.queried import picked, splits_lines
from llmjit.synthesis.guards.texts import text_guards
from llmjit.synthesis.lists.marks import plain, separated

Regard = Literal["text", "numbers", "relation"]
NUMERIC = frozenset({"number_at", "all_numbers", "parse_fraction", "read_amount"})
RELATIONAL = frozenset({"within", "equals", "starts_with", "ends_with", "count", "member"})
"""Between columns: not where the other argument is a constant."""
RECODED = frozenset(
    {"encode_percent", "decode_percent", "escape_html", "unescape_html", "encode_base64", "decode_base64"}
)
"""What works on any text alike, or says that it does not."""
STRICT = frozenset(
    {
        "parse_date",
        "parse_any",
        "parse_duration",
        "parse_clock",
        "moved_by",
        "english_dates",
        "read_quantity",
        "read_measures",
        "half_day_time",
        "offset_minutes",
        "read_degrees",
        "csv_cells",
    }
)
"""What reads a text as a whole by forms of its own, and nothing but these."""
KEYED = frozenset(
    {"parse_json", "parse_fields", "parse_attributes", "parse_query", "parse_table", "parse_form"}
    | {"parse_settings", "csv_cells"}
)
"""What reads a text by names, and says where one is missing: whatever else the text holds may look like anything."""
LISTED = frozenset(
    {
        "marked",
        "all_marked",
        "in_one_run",
        "element_texts",
        "element_text",
        "attribute_values",
        "attribute_value",
        "elements",
        "without_tags",
    }
)
"""What takes all that stands between marks or tags, whatever else a text holds."""
AS_IT_IS = frozenset(
    {
        "only",
        "only_if_any",
        "tally",
        "join",
        "strip",
        "squeeze",
        "unescape_html",
        "unique",
        "sorted",
        "reversed",
    }
)
"""What leaves such parts as they are, or nearly so."""
UNDER = frozenset({"key", "cell", "value_at", "value_or_none"})
LOOKED_UP = frozenset({"how_often", "key", "cell", "matching", "index", "place"})
PARTS = frozenset(
    {
        "url_base",
        "url_way",
        "url_segment",
        "url_fragment",
        "url_port",
        "url_service",
        "mailbox_name",
        "mailbox_host",
        "mailbox_user",
        "mailbox_name_if_any",
        "bare_subject",
    }
)
"""What works on any URL or any mail address alike, or says that there is none."""
KNOWN = PARTS | {"parse_fields", "parse_query", "parse_attributes", "only_match", "replace", "substitute"}
COUNTED = frozenset({"words", "lines", "tokens", "fields", "characters"})
COUNTING = frozenset(
    {"length", "member", "count_of", "count_if", "longest", "longest_run", "longest_run_without"}
)
FITTED = frozenset({"times", "plus", "over", "into"})
PLAIN = r"\d+(?:\.\d+)?"
GROUPED = r"\d[\d,]*(?:\.\d+)?"
AMOUNT = r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?"
CLOCKS = frozenset({"match_of", "clock_span"})
STEPPED = frozenset(
    {"floor_to", "ceil_to", "nearest_to", "floor_divide", "modulo", "rest", "subtract", "choose", "above"}
)
"""What was only seen of numbers above zero may be otherwise below."""
EXPONENT = r"(?:[eE][-+]?\d+)?"


def regard(program: Expr, index: int) -> Regard:
    """What the program looks at in an input."""
    uses = set(_uses(program, index))
    if uses and uses <= {"numbers"}:
        return "numbers"
    return "relation" if uses and uses <= {"relation", "numbers"} else "text"


def _uses(expr: Expr, index: int, counted: bool = False) -> list[Regard]:
    if isinstance(expr, Input):
        return ["text"] if expr.index == index else []
    if not isinstance(expr, Apply):
        return []
    name = expr.operator.name
    if splits_lines(expr, index):
        return ["relation"]
    if Input(index) in expr.arguments:
        if name in NUMERIC:
            return ["numbers"]
        constant = any(isinstance(argument, Const) for argument in expr.arguments)
        if (
            name in RECODED | STRICT | KEYED | LISTED | LOOKED_UP | PARTS
            or name == "fill_template"
            or (name in RELATIONAL and not constant)
            or name == "length"
            or (name == "fields_of" and separated(expr.arguments[1]))
            or (counted and name in COUNTED)
        ):
            return ["relation"]
    return [
        use
        for argument in expr.arguments
        for use in _uses(argument, index, counted=counted or name in COUNTING)
    ]


def written(program: Expr) -> bool:
    """Whether the answer is text with computed numbers in it, whose style the program itself decides."""
    if not isinstance(program, Apply):
        return False
    name = program.operator.name
    if name == "unanimous":
        return all(map(written, program.arguments))
    if name == "concat":
        computed = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(computed) and all(map(written, computed))
    return name in ("format_number", "short_number", "ordinal_number") or (
        name in ("swap_marks", "in_parentheses", "group_indian", "write_marks", "text")
        and all(map(_numeric, program.arguments))
    )


def recoded(program: Expr) -> bool:
    """Whether the answer may look like anything: a text in another code, a whole record, what a pattern finds.

    So may a text of which some characters are removed or replaced throughout: guards on what such answers look
    like refused 29 right ones and none of the wrong ones, on the tasks of `llmjit.synthesis.guards.parts`.
    """
    if not isinstance(program, Apply):
        return False
    name, source = program.operator.name, program.arguments[0]
    if isinstance(source, Apply) and source.operator.name == "labelled" and name in PARTS:
        source = source.arguments[0]
    whole = isinstance(source, Input)
    return name in RECODED or (whole and name in KNOWN)


def keyed(program: Expr) -> bool:
    """Whether the answer is what stands under a name, as it is."""
    return _under_a_name(program) in KEYED or picked(program)


def told(program: Expr) -> bool:
    """Whether a column says which part of another is the answer: what that looks like is no matter then."""
    if not isinstance(program, Apply) or program.operator.name not in ("key", "field", "at"):
        return False
    source, place = program.arguments[0], program.arguments[-1]
    return bool(inputs_of(place)) and not set(inputs_of(place)) & set(inputs_of(source))


def formed(program: Expr) -> bool:
    """Whether the answer is made of parts that a known form or a template names, which says what they are."""
    if isinstance(program, Apply) and program.operator.name == "fill_template":
        return True
    if isinstance(program, Apply) and program.operator.name == "concat":
        parts = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(parts) and all(map(formed, parts))
    if isinstance(program, Apply) and program.operator.name in ("lower", "upper", "title"):
        return formed(program.arguments[0])
    return _under_a_name(program) == "parse_form"


def kept_lines(program: Expr) -> bool:
    """Whether the answer is those lines of a text that a rule keeps, as they are: they may hold anything."""
    if (
        not isinstance(program, Apply)
        or program.operator.name != "join"
        or program.arguments[0] != Const("\n")
    ):
        return False
    kept = program.arguments[1]
    return isinstance(kept, Apply) and kept.operator.name == "filter"


def listed(program: Expr) -> bool:
    """Whether the answer is what stands between marks or tags, which say what it is, whatever it looks like."""
    if not isinstance(program, Apply):
        return False
    name = program.operator.name
    if name == "unanimous":
        return all(map(listed, program.arguments))
    return name in LISTED or (name in AS_IT_IS and listed(program.arguments[-1 if name == "join" else 0]))


def _under_a_name(program: Expr) -> str:
    """What read the text that the answer stands in under a name."""
    if not isinstance(program, Apply) or program.operator.name not in UNDER:
        return ""
    parsed = program.arguments[0]
    while isinstance(parsed, Apply) and parsed.operator.name == "key":
        parsed = parsed.arguments[0]
    return parsed.operator.name if isinstance(parsed, Apply) else ""


def _numeric(expr: Expr) -> bool:
    return written(expr) or (isinstance(expr, Apply) and expr.operator.result in ("int", "number"))


def _steady_words(name: str, seen: Sequence[str], guards: Sequence[Guard]) -> list[Guard]:
    """The words of texts that never varied, where their form does not hold them: they may be units."""
    pattern = r"[^\W\d_]+"
    words = re.findall(pattern, seen[0])
    if any(re.findall(pattern, text) != words for text in seen):
        return _shared_units(name, seen)
    if not words or not any(re.search(pattern, cell) for text in seen for cell in _with_digits(text)):
        return []
    if any(
        "fullmatch" in each.condition and all(map(str(each.expected).__contains__, words)) for each in guards
    ):
        return []
    reason = f"the words of {name} were {' '.join(words)!r} in all {len(seen)} observations"
    return [Guard("format", name, words, reason, len(seen), f"re.findall({pattern!r}, {name}) == {words!r}")]


def _with_digits(text: str) -> list[str]:
    """The parts of a list that have digits: words of the others are no units."""
    return [cell for cell in re.split(r"[;,|\n]", text) if re.search(r"\d", cell)]


def _shared_units(name: str, seen: Sequence[str]) -> list[Guard]:
    """Words behind numbers that all texts had, though not all their words were the same."""
    pattern = r"\d ?([^\W\d_]+|%)"
    words = set.intersection(*(set(re.findall(pattern, text)) for text in seen))
    guards = []
    for word in sorted(words):
        reason = f"{name} had a number of {word!r} in all {len(seen)} observations"
        source = rf"\d ?{word}(?![^\W\d_])"
        condition = f"re.search({source!r}, {name}) is not None"
        guards.append(Guard("format", name, word, reason, len(seen), condition))
    return guards


def steady_numbers(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """Numbers beside those that a program computes with, where they never varied: its constants may be theirs."""
    reads = [each for each in _parts(program) if each.operator.name == "number_at"]
    if any(each.operator.name == "product" and _listed(each, index) for each in _parts(program)):
        return _as_many(name, seen)
    own = [each.arguments[1:] for each in reads if each.arguments[0] == Input(index)]
    clocks = any(
        each.operator.name in CLOCKS and each.arguments[0] == Input(index) for each in _parts(program)
    )
    if not (own or clocks) or not any(each.operator.name in FITTED for each in _parts(program)):
        return []
    known = {at.value for at, _ in own if isinstance(at, Const)}
    rows = [number_tokens(text) for text in seen]
    if any(len(row) != len(rows[0]) for row in rows):
        return []
    out = []
    for at, column in enumerate(zip(*rows, strict=True)):
        if at not in known and len(set(column)) == 1 and column[0].isdigit():
            pattern = rf"(?<![\d.,])(?<!\d:){column[0]}(?!\d|:\d|[.,]\d)"  # times of day aside
            if not all(re.search(pattern, text) for text in seen):
                continue
            reason = f"{name} had the number {column[0]} in all {len(seen)} observations"
            condition = f"re.search({pattern!r}, {name}) is not None"
            out.append(Guard("format", name, column[0], reason, len(seen), condition))
    return out


def marks_cut_at(program: Expr, index: int) -> list[str]:
    """The marks at which an answer that is a list cuts an input."""
    cuts = [each for each in _parts(program) if each.operator.name in ("fields", "csv_cells")]
    if not plain(program):
        return []
    constants = [each.arguments[1] for each in cuts if each.arguments[0] == Input(index)]
    return [str(each.value) for each in constants if isinstance(each, Const)]


def _listed(expr: Apply, index: int) -> bool:
    """Whether an operation takes all numbers of an input."""
    return any(
        each.operator.name == "all_numbers" and each.arguments[0] == Input(index) for each in _parts(expr)
    )


def _as_many(name: str, seen: Sequence[str]) -> list[Guard]:
    """No more numbers than any text had, where all are multiplied: the others may be part of a name."""
    pattern = r"\d+(?:[.,]\d+)*"
    most = max(len(re.findall(pattern, text)) for text in seen)
    reason = f"{name} had no more than {most} numbers"
    condition = f"len(re.findall({pattern!r}, {name})) <= {most}"
    return [Guard("format", name, most, reason, len(seen), condition)]


def _parts(expr: Expr) -> list[Apply]:
    if not isinstance(expr, Apply):
        return []
    return [expr, *(part for argument in expr.arguments for part in _parts(argument))]


def any_size(program: Expr, outputs: Sequence[object]) -> bool:
    """Whether numbers may be of any size and sign, since the answer is a number, and not one rounded."""
    names = {each.operator.name for each in _parts(program)}
    return all(type(output) in (int, float) for output in outputs) and not names & STEPPED


def led_by_number(program: Expr) -> bool:
    """Whether the answer is text that begins with a computed number, before which a sign can stand as before any."""
    if not isinstance(program, Apply) or {each.operator.name for each in _parts(program)} & STEPPED:
        return False
    name, first = program.operator.name, program.arguments[0]
    if name == "unanimous":
        return all(map(led_by_number, program.arguments))
    if name == "concat":
        return led_by_number(first)
    style = program.arguments[-1]
    return name == "format_number" and isinstance(style, Const) and not re.search(r"[+,]|^0", style.value)


def copies_lone(program: Expr, index: int) -> bool:
    """Whether the answer is the one number that an input has, which can be confused with no other."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name in ("to_int", "to_float", "unanimous", "format_number", "whole"):
        parts = [each for each in program.arguments if not isinstance(each, Const)]
        return all(copies_lone(each, index) for each in parts)
    return program.operator.name == "number_at" and program.arguments == (Input(index), Const(0), Const(1))


def reads_amounts(program: Expr, index: int) -> bool:
    """Whether the program reads an amount out of an input however it is written."""
    return any(
        each.operator.name == "read_amount" and each.arguments[0] == Input(index) for each in _parts(program)
    )


def _with_numbers(source: str, mask: str, blanks: bool) -> str:
    """The pattern of a form with what a number looks like put for each, between blanks that may be missing."""
    if not blanks:
        return source.replace("[0-9]+", mask)
    return re.sub(r"(?:\\? )?\[0-9\]\+(?:\\? (?![*+?]))?", lambda _: f" ?{mask} ?", source)


def number_form(
    name: str,
    seen: Sequence[str],
    kind: str,
    amounts: bool = False,
    free: bool = False,
    signs: bool = False,
    lone: bool = False,
) -> list[Guard]:
    """Guards on the form of texts with their numbers masked.

    Signs and thousands' separators belong to a number where they have been seen in one, or where numbers are
    ``free`` to have them, or ``signs`` alone. Words beside the numbers that never varied must stay as they were:
    they are units. A blank beside a number of an input says nothing, nor do words that vary beside a ``lone`` one.
    """
    signed = any(re.search(r"(?<![\w.)])-\d", text) for text in seen)
    grouped = free or any(re.search(r"\d,\d", text) for text in seen)
    powers = any(re.search(r"\d[eE][-+]?\d", text) for text in seen)
    signed = signed or free or signs
    mask = "-?" * (signed or kind == "output") + (GROUPED if grouped else PLAIN) + EXPONENT * powers
    mask = "-?" * signed + AMOUNT if amounts else mask
    masked = [re.sub(mask, "0", text) for text in seen]
    shape = shape_of_all(masked).text
    if shape is None:
        return []
    subject = f"re.sub({mask!r}, '0', {name})"
    guards = text_guards(subject, masked, shape, kind, literals=True)
    out = _steady_words(name, seen, guards) if kind == "format" else []
    if lone and (shape.pattern is None or LEVELS[shape.pattern[0]] == "fields"):
        return out
    for guard in guards:
        if "[0-9]+" in guard.expected and guard.condition.startswith("re.fullmatch("):
            source = _with_numbers(guard.expected, mask, kind == "format")
            condition = f"re.fullmatch({source!r}, {name}) is not None"
            reason = guard.reason.replace(subject, name)
            out.append(replace(guard, subject=name, expected=source, reason=reason, condition=condition))
            continue
        reason = guard.reason.replace(subject, f"{name}, numbers aside,")
        condition = guard.condition
        if condition.startswith("re.fullmatch("):
            # Other parts read the runs of a form out of conditions on whole texts; this is none.
            condition = f"re.match({guard.expected + chr(92) + 'Z'!r}, {subject}) is not None"
        out.append(replace(guard, subject=name, reason=reason, condition=condition))
    return out
