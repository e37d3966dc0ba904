"""What programs go by: the words and marks that they name, the items, rows and names that they read, rests and places.

The reasons of `doubts.needless` ask these.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from llmjit.shapes import shape_of_all
from llmjit.shapes.tokens import LEVELS
from llmjit.synthesis.dates.operators import (
    MATCH_OF,
    ONLY_MATCH,
    UNANIMOUS,
)
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, evaluate_all, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.extents import TEXTUAL
from llmjit.synthesis.guards.whole import pieces
from llmjit.synthesis.numbers.operators import (
    ALL_NUMBERS,
    MODULO,
    REST,
)
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY, PARSE_FIELDS, PARSE_JSON, PARSE_TABLE
from llmjit.synthesis.records.picks import CHOOSERS, MOST_COMMON
from llmjit.synthesis.strings.columns import WORDS_FROM
from llmjit.synthesis.strings.operators import (
    AT,
    CONCAT,
    DICT,
    FIELD,
    FIELDS,
    FILTER,
    LENGTH,
    LINES,
    LIST,
    MAP,
    RUN,
    RUN_BEFORE,
    SLICE,
    STRIP,
    TOKEN,
    TOKENS,
    WORDS,
)

STRONG = ('"', "|", ";")
"""Marks between which fields stand whole: to count words, or to look for capitals, is no other reading."""
APART = frozenset(",;|>")
ALIGNED = 3
RANKED = frozenset(operator.name for operator in CHOOSERS)
EXTREMES = RANKED | {
    "largest",
    "smallest",
    "larger",
    "smaller",
    "median",
    "most",
    "least_of",
    "greatest_item",
}
EXTREMES |= {"least_item", "cell_of_most", "cell_of_least", "greatest", "least"}
"""What is told by being more or less than others."""
ITEMS = frozenset({"items_of", "item_at"})
NAME = re.compile(r"[^\W\d][\w.-]*")
CLASS = re.compile(r"\[[^\]]*\]|\\[WwDdSsb]")
"""What of a pattern names no character."""


def tabular(expr: Expr, problem: Problem) -> bool:
    """Whether a program reads tables by names, or attributes of elements.

    The names stand above columns, three at least where blanks part these.
    """
    for each in applications(expr):
        if each.operator.name in ("elements", "attribute_values"):
            return True
        if each.operator is PARSE_TABLE and isinstance(style := each.arguments[1], Const):
            table = problem.term(each)
            least = ALIGNED if "aligned" in style.value else 2
            return table is not None and all(len(value.columns) >= least for value in table.values)
    return False


def cuts(expr: Expr) -> bool:
    """Whether a program takes what stands between marks, and not words."""
    return isinstance(expr, Apply) and expr.operator is FIELD and expr.arguments[1] != Const(" ")


def counts(expr: Expr, kind: str) -> bool:
    """Whether a program counts the items of a cell, or the words or characters of a text, which are no items."""
    counted = (each.arguments[0] for each in applications(expr) if each.operator is LENGTH)
    return any(_made_of(source, kind) for source in counted)


def _made_of(listed: Expr, kind: str) -> bool:
    """Whether a list is made by an operator, whatever is asked of its elements."""
    while isinstance(listed, Apply) and listed.arguments:
        if listed.operator.name == kind:
            return True
        listed = listed.arguments[0]
    return False


def found_anywhere(best: Expr, problem: Problem) -> bool:
    """Whether a program takes the row that has most, and these stood at various places, counted from either end."""
    for part in applications(best):
        if part.operator.name in RANKED:
            pairs = zip(
                *(evaluate_all(each, problem.inputs) for each in (part.arguments[0], part)), strict=True
            )
            places = [(rows.index(row), len(rows) - rows.index(row)) for rows, row in pairs if row in rows]
            return all(len(set(each)) > 1 for each in zip(*places, strict=True))
    return False


def all_of(best: Expr) -> Expr | None:
    """The pattern of which a program lists all that a text has, as it is or changed each."""
    while isinstance(best, Apply) and best.operator in (MAP, UNANIMOUS):
        best = best.arguments[0]
    return best.arguments[1] if isinstance(best, Apply) and best.operator is TOKENS else None


def lines(expr: Expr) -> bool:
    """Whether a program takes a text line by line."""
    return any(
        part.operator is LINES
        or any(str(each.value).startswith("(?m)^") for each in part.arguments if isinstance(each, Const))
        for part in applications(expr)
    )


def reads_every_element(expr: Expr) -> bool:
    """Whether a program lists an attribute of all elements of a name, which all must have."""
    named = {operator.name for operator in operators(expr)}
    return named == {"map", "key", "parse_attributes", "elements"}


def names_brackets(expr: Expr) -> bool:
    """Whether a program goes by brackets or quotes."""
    return any(re.search(r"[][(){}<>\"']", text) for text in constants(expr))


def written(expr: Expr) -> str:
    """What a program writes between the parts that it puts together."""
    return "".join(str(part.value) for part in pieces(expr) if isinstance(part, Const))


def writes_more(expr: Expr, own: str) -> bool:
    """Whether a program writes marks that another, whose constants are its ``own``, does not name."""
    return any(not (mark.isalnum() or mark.isspace() or mark in own) for mark in written(expr))


def takes_runs(expr: Expr) -> bool:
    """Whether a program takes a run of characters of some kind out of a text, as it is."""
    return any(part.operator in (RUN, RUN_BEFORE, TOKEN) for part in applications(expr))


def cuts_across_lines(expr: Expr, problem: Problem) -> bool:
    """Whether a program lists the pieces of texts of several lines between marks that are no ends of lines.

    Or whether it counts the dates and times of the text, of which there may be no more.
    """
    if any(part.operator is MATCH_OF for part in applications(expr)):
        return True
    return any(
        part.operator is FIELDS
        and isinstance(mark := part.arguments[1], Const)
        and "\n" not in str(mark.value)
        and any("\n" in str(text).strip() for text in problem.values(part.arguments[0]))
        for part in applications(expr)
    )


def labels_some(part: Apply, problem: Problem) -> bool:
    """Whether items of a list are told by a label that those left out lack."""
    if (
        part.operator is not MAP
        or not isinstance(kept := part.arguments[0], Apply)
        or kept.operator is not FILTER
    ):
        return False
    labels = {
        str(each.arguments[1].value)
        for each in applications(part.arguments[1])
        if each.operator.name == "labelled"
        and each.arguments[0] == Item()
        and isinstance(each.arguments[1], Const)
    }
    lists = problem.values(kept.arguments[0]) if labels else []
    items = [str(item) for each in lists if isinstance(each, list) for item in each if str(item).strip()]
    return any(label not in item for label in labels for item in items)


def copies_marks(expr: Expr, own: set[Apply], problem: Problem) -> bool:
    """Whether a program puts together other parts than its ``own``, one of which was the same marks every time."""
    parts = pieces(expr)
    for part in parts if len(parts) > 1 else ():
        if isinstance(part, Apply) and part not in own:
            found = {str(each) for each in problem.values(part)}
            if len(found) == 1 and not re.search(r"\w", found.pop()):
                return True
    return False


def only(part: Apply, kind: Expr) -> bool:
    """Whether the one text of that kind is looked for in each piece of the text: others may have marks within."""
    return part.operator is ONLY_MATCH and part.arguments[1] == kind and isinstance(part.arguments[0], Item)


def words(expr: Expr) -> Iterator[str]:
    """The runs of letters and digits that the constants of a program name."""
    for text in constants(expr):
        yield from re.findall(r"[^\W_]+", text)


def constants(expr: Expr) -> Iterator[str]:
    """What the constants of a program name, without classes of characters."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        yield CLASS.sub(" ", expr.value)
    if isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from constants(argument)


def cut_into_rows(best: Expr, index: int, problem: Problem) -> bool:
    """Whether a program takes a field between marks that nothing but fields have, as many in every text."""
    cut = cut_at(best, index)
    texts = [str(row[index]) for row in problem.inputs]
    if cut is None or cut[0].strip() not in STRONG:
        return False
    return len({text.count(cut[0]) for text in texts}) == 1 and texts[0].count(cut[0]) > 1


def counts_pieces(expr: Apply) -> bool:
    """Whether all pieces of an input but so many are taken, which is no reading of what lines begin with."""
    cut = expr.arguments[0] if expr.operator is SLICE else None
    return isinstance(cut, Apply) and cut.operator is FIELDS and isinstance(cut.arguments[0], Input)


def share_forms(problem: Problem) -> bool:
    """Whether the texts of each input are of one form, finer than the fields between strong marks."""
    shapes = [shape_of_all(column).text for column in zip(*problem.inputs, strict=True)]
    patterns = [shape.pattern if shape is not None else None for shape in shapes]
    return all(pattern is not None and LEVELS[pattern[0]] != "fields" for pattern in patterns)


def copied(problem: Problem) -> bool:
    """Whether every answer stands in an input as it is."""
    return all(
        any(isinstance(text, str) and str(output).removesuffix(".0") in text for text in row)
        for row, output in zip(problem.inputs, problem.outputs, strict=True)
    )


def rejoins(expr: Expr) -> bool:
    """Whether a program joins parts of a text with marks; that it leaves doubles out is something to mean."""
    joins = isinstance(expr, Apply) and expr.operator.name == "join" and expr.arguments[0] != Const("")
    return joins and all(operator.name != "unique" for operator in operators(expr))


def is_extreme(expr: Expr) -> bool:
    """Whether a program goes by what is more or less than others."""
    return any(operator.name in EXTREMES for operator in operators(expr))


def values(expr: Expr) -> set[Expr]:
    """The names under which a program reads records of key and value.

    What such a name says is not told by a place in the text as well, nor cut out of a longer value of that name.
    """
    return {
        each.arguments[1]
        for each in applications(expr)
        if each.operator is KEY
        and isinstance(each.arguments[0], Apply)
        and each.arguments[0].operator is PARSE_FIELDS
        and isinstance(each.arguments[1], Const)
        and NAME.fullmatch(str(each.arguments[1].value))
    }


def reads_marks(expr: Expr) -> bool:
    """Whether a program looks for marks in JSON, whose values have names."""
    used = set(applications(expr))
    parts = [part for part in pieces(expr) if not isinstance(part, Const)]
    if not all(PARSE_JSON in operators(part) for part in parts):
        return True
    return PARSE_JSON(Item()) in used and any(
        part.arguments[:1] == (Item(),) and part.operator not in (PARSE_JSON, KEY, STRIP) for part in used
    )


def counts_all(expr: Expr) -> bool:
    """Whether a program computes with all numbers of a text, some of which have names."""
    return any(operator is ALL_NUMBERS for operator in operators(expr))


def glues(expr: Expr) -> bool:
    """Whether a program adds letters to what it takes of a text."""
    constants = [part.value for part in pieces(expr) if isinstance(part, Const)]
    return any(isinstance(text, str) and re.search(r"[^\W\d_]", text) for text in constants)


def takes_rest(expr: Expr) -> bool:
    """Whether a program takes the rest of a division."""
    return any(operator in (MODULO, REST) for operator in operators(expr))


def takes_digits(expr: Expr) -> bool:
    """Whether a program computes the last digits of a number, without the zeros in front of them."""
    return any(
        each.operator is MODULO
        and isinstance(by := each.arguments[1], Const)
        and re.fullmatch("10+", str(by.value))
        for each in applications(expr)
    )


def quoted(best: Expr, problem: Problem) -> bool:
    """Whether a program reads cells some of which are in quotes: words and marks within them are no cells."""
    reads = any(each.name == "csv_cells" for each in operators(best))
    return reads and any('"' in str(cell) for row in problem.inputs for cell in row)


def told_alike(expr: Expr) -> frozenset[str] | None:
    """The operators of each place of an answer of several, where they are the same in all and not of texts alone."""
    listed = expr.arguments[1] if isinstance(expr, Apply) and expr.operator is DICT else expr
    if not isinstance(listed, Apply) or listed.operator is not LIST or len(listed.arguments) < 2:
        return None
    told = {frozenset(operator.name for operator in operators(place)) for place in listed.arguments}
    alike = told.pop()
    return alike if not told and not alike <= TEXTUAL else None


def splices(expr: Expr, problem: Problem) -> bool:
    """Whether a program puts words together of parts: a letter of one stands beside one of the next."""
    parts = expr.arguments if isinstance(expr, Apply) and expr.operator is CONCAT else ()
    for before, after in itertools.pairwise(parts):
        heads, tails = (evaluate_all(part, problem.inputs) for part in (before, after))
        texts = zip(heads, tails, strict=True)
        if any(str(head)[-1:].isalpha() and str(tail)[:1].isalpha() for head, tail in texts):
            return True
    return False


def trimmed_at(expr: Expr) -> set[tuple[Expr, str]]:
    """The texts that a program cuts into items, and the marks between these, whatever blanks stand beside them."""
    found = [each.arguments[:2] for each in applications(expr) if each.operator.name in ITEMS]
    for each in applications(expr):
        cut = each.arguments[0] if each.operator is MAP and each.arguments[1] == STRIP(Item()) else None
        if isinstance(cut, Apply) and cut.operator is FIELDS:
            found.append(cut.arguments)
    return {(text, str(mark.value)) for text, mark in found if isinstance(mark, Const)}


def padded_at(expr: Expr) -> set[tuple[Expr, str]]:
    """The texts that a program cuts at a mark with a blank behind it, and the bare marks.

    One item is taken of them by marks alone that do not stand within words, as slashes do.
    """
    cuts = [each.arguments[:2] for each in applications(expr) if each.operator in (FIELD, FIELDS)]
    marks = [(text, str(mark.value)) for text, mark in cuts if isinstance(mark, Const)]
    listed = any(each.operator is FIELDS for each in applications(expr))
    return {(text, m.strip()) for text, m in marks if m.strip() != m and (listed or m.strip() in APART)}


def passes_over_digits(expr: Expr) -> bool:
    """Whether a program takes runs of letters, and no digits."""
    runs = (each.arguments[1] for each in applications(expr) if each.operator in (TOKENS, TOKEN))
    sources = [str(run.value) for run in runs if isinstance(run, Const)]
    return any(re.search(source, "Aab") and not re.search(source, "12") for source in sources)


def cuts_values(expr: Expr) -> bool:
    """Whether a program takes a word of a line, all from one on, or what stands between two colons."""
    if any(each.operator is WORDS_FROM and each.arguments[0] == Item() for each in applications(expr)):
        return True
    cuts = [each.arguments[0] for each in applications(expr) if each.operator is AT]
    return any(cut == WORDS(Item()) or ":" in _mark_of(cut) for cut in cuts)


def _mark_of(cut: Expr) -> str:
    """The mark at which an item is cut."""
    cut_item = isinstance(cut, Apply) and cut.operator is FIELDS and cut.arguments[0] == Item()
    mark = cut.arguments[1] if isinstance(cut, Apply) and cut_item else None
    return str(mark.value) if isinstance(mark, Const) else ""


def shows_most(expr: Expr) -> bool:
    """Whether a part of an answer is what comes most often."""
    return any(isinstance(part, Apply) and part.operator is MOST_COMMON for part in pieces(expr))
