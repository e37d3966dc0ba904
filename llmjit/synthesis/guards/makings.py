"""How the answer of a program comes about, which says whether what it looks like is worth a guard.

What stands under a name, between brackets, in a known form or in a row that is told may look like anything.
"""

from __future__ import annotations

import re

from llmjit.synthesis.dates.operators import LENGTHS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of, operators
from llmjit.synthesis.guards.queried import picked
from llmjit.synthesis.lists.marks import plain
from llmjit.synthesis.strings.substrings import is_padded

RECODED = frozenset(
    {
        "encode_percent",
        "decode_percent",
        "escape_html",
        "unescape_html",
        "encode_base64",
        "decode_base64",
        "international",
    }
)
"""What works on any text alike, or says that it does not."""
EXACT = frozenset(
    {"says_yes", "slug", "shortened", "resolved_path", "path_below", "common_folder", "in_network"}
    | {"network_of", "network_block", "broadcast_of", "netmask_of", "enumerated_serially", "initial"}
)
"""What reads texts as a whole by rules that everybody knows, or says that it cannot, whatever answers look like."""
KEYED = frozenset(
    {"parse_json", "parse_fields", "parse_attributes", "parse_query", "parse_table", "parse_form"}
    | {"parse_settings", "csv_cells", "pairs_of", "zipped", "parts_of"}
    | {"passage", "passage_if_any", "passage_to_label", "section_with", "block", "line_below", "paragraph"}
)
"""What reads a text by names, and says where one is missing: whatever else the text holds may look like anything."""
LISTED = frozenset(
    {
        "marked",
        "all_marked",
        "in_one_run",
        "element_texts",
        "element_plain_texts",
        "element_text",
        "attribute_values",
        "attribute_value",
        "elements",
        "without_tags",
        "items_of",
        "item_at",
        "line_below",
        "paragraph_line",
    }
)
"""What takes all that stands between marks or tags, or a line, whatever else a text holds."""
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
        "unique_any_case",
        "sorted",
        "reversed",
        "in_both",
        "in_one",
        "in_both_any_case",
        "in_one_any_case",
        "or_else",
    }
)
"""What leaves such parts as they are, or nearly so."""
PAIRS = frozenset({"[]", "()", "<>", "{}", '""', "''"})
EACH = frozenset({"lower", "upper", "strip", "unended"})
"""What leaves each of them as it is but for its letter case, or what is at its end."""
WHOLE_LISTS = frozenset({"map", "unanimous", "unique", "unique_any_case"})
"""What leaves lists as they are but for doubles, or changes each item."""
UNDER = frozenset(
    {"key", "cell", "cell_of_most", "cell_of_least", "row_at", "value_under", "value_at", "value_or_none"}
)
WALKING = frozenset({"value_at", "value_or_none"})
PLACED = WALKING | {"key", "field", "at"}
PARTS = frozenset(
    {
        "url_base",
        "url_scheme",
        "url_host",
        "registered_domain",
        "url_way",
        "url_segment",
        "url_fragment",
        "url_port",
        "url_service",
        "mailbox_name",
        "mailbox_host",
        "site_host",
        "mailbox_user",
        "mailbox_name_if_any",
        "bare_subject",
    }
)
"""What works on any URL or any mail address alike, or says that there is none."""
KNOWN = PARTS | {
    "squeeze",
    "parse_fields",
    "parse_query",
    "parse_attributes",
    "only_match",
    "replace",
    "substitute",
}
RECORD = "record"
"""What stands for an input that is a record itself."""
RESPELLING = frozenset(
    {"lower", "upper", "title", "capitalize", "replace", "substitute", "squeeze", "join", "map", "tokens"}
)
"""Operators that change a text throughout, whatever it is."""


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


def dated(program: Expr) -> bool:
    """Whether the answer is a date or a length of time in a format that the program names."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name == "unanimous":
        return all(map(dated, program.arguments))
    if program.operator.name == "concat":
        told = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(told) and all(map(_of_dates, told))
    return program.operator.name in ("format_date", "clock_of")


def _of_dates(part: Expr) -> bool:
    """Whether a part tells what lies between two days, which has as many digits as it has."""
    counted = isinstance(part, Apply) and part.operator.name in ("text", "plural")
    return counted and not LENGTHS.isdisjoint(operators(part))


def recoded(program: Expr) -> bool:
    """Whether the answer may look like anything: a text in another code, a whole record, what a pattern finds.

    So may a text of which some characters are removed or replaced throughout: guards on what such answers look
    like refused 29 right ones and none of the wrong ones, on the tasks of `llmjit.synthesis.guards.parts`.
    """
    if not isinstance(program, Apply):
        return False
    program = uncased(program)
    if isinstance(program, Apply) and program.operator.name == "without_www":
        program = program.arguments[0]
    if not isinstance(program, Apply):
        return False
    name, source = program.operator.name, program.arguments[0]
    if isinstance(source, Apply) and source.operator.name == "labelled" and name in PARTS:
        source = source.arguments[0]
    whole = isinstance(source, Input)
    return name in RECODED or (whole and name in KNOWN)


def named(program: Expr) -> bool:
    """Whether the answer is what stands under a name, as it is, or several such put together, of all rows as well.

    The letters in it say nothing then: of tasks about logs and documents whose later rows are ragged, kinds of letters
    never seen in such answers refused 5 right ones and no wrong one.
    """
    if isinstance(program, Apply) and program.operator.name == "concat":
        parts = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(parts) and all(_under_a_name(uncased(each)) in KEYED for each in parts)
    return _under_a_name(program) in KEYED or _rest_of_line(program) or _field_of_rows(program)


def _field_of_rows(program: Expr) -> bool:
    """Whether the answer is what rows have under a name, joined."""
    rows = program.arguments[1] if isinstance(program, Apply) and program.operator.name == "join" else None
    while isinstance(rows, Apply) and rows.operator.name in WHOLE_LISTS - {"map"}:
        rows = rows.arguments[0]
    field = rows.arguments[1] if isinstance(rows, Apply) and rows.operator.name == "map" else None
    return isinstance(field, Apply) and field.operator.name == "key" and field.arguments[0] == Item()


def _rest_of_line(program: Expr) -> bool:
    """Whether the answer is all that stands behind a label in its line, but for white space."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name in ("join", "split", "strip", "squeeze"):
        return any(map(_rest_of_line, program.arguments))
    if program.operator.name == "cut" and program.arguments[2] == Const(None):
        text, start, _ = program.arguments
        ends = isinstance(start, Apply) and start.operator.name == "end_of"
        return ends and any(operator.name == "lines" for operator in operators(text))
    return program.operator.name == "labelled" and program.arguments[2] == Const(r"[^\n]+")


def keyed(program: Expr) -> bool:
    """Whether the answer is what stands in brackets, or in a row that is told, as it is."""
    return bracketed(program) or picked(program)


def bracketed(program: Expr) -> bool:
    """Whether the answer is what stands between two brackets, or quotes, as it is."""
    marks = between(program)
    return marks is not None and "".join(mark.strip() for mark in marks) in PAIRS


def between(program: Expr) -> tuple[str, str] | None:
    """The marks between which the answer stands in a text, as it is; None where nothing names both."""
    if not isinstance(program, Apply) or program.operator.name not in ("since", "until"):
        return None
    text, place, mark = program.arguments
    if not isinstance(place, Apply) or place.operator.name not in ("start_of", "end_of"):
        return None
    source, edge = place.arguments[:2]
    if source != text or not isinstance(mark, Const) or not isinstance(edge, Const):
        return None
    found, literal = re.sub(r"\\(.)", r"\1", str(edge.value), flags=re.DOTALL), str(mark.value)
    return (literal, found) if program.operator.name == "since" else (found, literal)


def uncased(program: Expr) -> Expr:
    """What is put in one letter case."""
    cased = isinstance(program, Apply) and program.operator.name in ("lower", "upper", "title")
    return program.arguments[0] if cased and isinstance(program, Apply) else program


def told(program: Expr) -> bool:
    """Whether a column or its marks say which part is the answer: what that looks like is no matter then."""
    if isinstance(program, Apply) and program.operator.name in ("item_at", "cell_of"):
        return True
    if not isinstance(program, Apply) or program.operator.name not in PLACED:
        return False
    source, place = program.arguments[0], program.arguments[1 if program.operator.name in WALKING else -1]
    return bool(inputs_of(place)) and not set(inputs_of(place)) & set(inputs_of(source))


def formed(program: Expr) -> bool:
    """Whether the answer is made of parts that a known form, JSON or a template names, which says what they are.

    So are ranges of days, which are written otherwise by what their ends share.
    """
    known = EXACT | {"fill_template", "written_range"}
    if isinstance(program, Apply) and (program.operator.name in known or _phrased(program)):
        return True
    if isinstance(program, Apply) and program.operator.name == "unanimous":
        return all(map(formed, program.arguments))
    if isinstance(program, Apply) and program.operator.name == "concat":
        parts = [each for each in program.arguments if not isinstance(each, Const)]
        return bool(parts) and all(map(formed, parts))
    if {"count_of", "most_common"} <= {each.name for each in operators(program)}:
        return True
    if program != uncased(program):
        return formed(uncased(program))
    if isinstance(program, Apply) and program.operator.name == "text":
        program = program.arguments[0]
    return _under_a_name(program) in ("parse_form", "parse_json", RECORD)


def _phrased(program: Apply) -> bool:
    """Whether the items of a cell are written as people write them."""
    items = program.arguments[0] if program.operator.name == "enumerated" else None
    return isinstance(items, Apply) and items.operator.name == "items_of"


def respelled(program: Expr) -> bool:
    """Whether the answer is a part that a known form names, with other marks or letter case throughout."""
    if not isinstance(program, Apply) or program.operator.name not in RESPELLING:
        return False
    source = program.arguments[-1 if program.operator.name == "join" else 0]
    return _under_a_name(source) == "parse_form" or respelled(source)


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
    if name == "map" and isinstance(program.arguments[1], Apply):
        return program.arguments[1].operator.name in EACH and listed(program.arguments[0])
    if name == "unanimous":
        return all(map(listed, program.arguments))
    if name == "at" and isinstance(program.arguments[1], Const):
        return listed(program.arguments[0])
    if name == "field" and isinstance(program.arguments[0], Input):
        mark = program.arguments[1]
        return isinstance(mark, Const) and is_padded(str(mark.value))
    return name in LISTED or (name in AS_IT_IS and listed(program.arguments[-1 if name == "join" else 0]))


def joins_items(program: Expr) -> bool:
    """Whether the answer is all items of a cell joined as they are: it begins as the first does."""
    listed = (
        program.arguments[1] if isinstance(program, Apply) and program.operator.name == "join" else program
    )
    while isinstance(listed, Apply) and listed.operator.name in WHOLE_LISTS:
        change = listed.arguments[1] if listed.operator.name == "map" else None
        if change is not None and not (isinstance(change, Apply) and change.operator.name in EACH):
            return False
        listed = listed.arguments[0]
    return isinstance(listed, Apply) and listed.operator.name == "items_of" and listed is not program


def _under_a_name(program: Expr) -> str:
    """What read the text that the answer stands in under a name."""
    if not isinstance(program, Apply) or program.operator.name not in UNDER:
        return ""
    parsed = program.arguments[0]
    while isinstance(parsed, Apply) and parsed.operator.name == "key":
        parsed = parsed.arguments[0]
    if isinstance(parsed, Input) and program.operator.name == "key":
        return RECORD
    return parsed.operator.name if isinstance(parsed, Apply) else ""


def _numeric(expr: Expr) -> bool:
    return written(expr) or (isinstance(expr, Apply) and expr.operator.result in ("int", "number"))


def marks_cut_at(program: Expr, index: int) -> list[str]:
    """The marks at which an answer that is a list cuts an input."""
    cuts = [each for each in applications(program) if each.operator.name in ("fields", "csv_cells")]
    if not plain(program):
        return []
    constants = [each.arguments[1] for each in cuts if each.arguments[0] == Input(index)]
    return [str(each.value) for each in constants if isinstance(each, Const)]
