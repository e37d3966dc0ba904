"""Programs that fit and that nobody would mean beside a plainer one: they need not agree with it.

Measured with three observations, of rows that only such programs refused, right to wrong: those that name words or
digits which all texts of one form share, where the plainer one goes by marks and places, 52 to 1 on the development
tasks and our own; those that take a text apart and put together again what stood in it as it is, 9 to 0. Nor does
the rest of a division doubt a number that stands in the text: it is that number wherever the divisor is larger. A
year or day that all dates happened to share is no sign of which of them is wanted, nor is a number of days or years
that two dates tell exactly rounded to a multiple of days. Nor does the size of a difference between two of several
numbers doubt how far these lie apart: a change would have its sign. The words beside a number that is computed stand
at no fixed distance from the ends of a text. A text that is read as a date whole is not read in part. What is told of
the row that has most, at whatever place, is not told of a row for its place.

Where a table is read by the names of its columns, what lines look like is no other reading.

Where no guard holds the texts to their form, since marks or digits are all that counts, words may be labels, and
these doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from llmjit.synthesis.doubts import goes_by
from llmjit.synthesis.doubts.computed import COMPUTED, Idle
from llmjit.synthesis.doubts.incidental import INCIDENTAL
from llmjit.synthesis.doubts.places import PLACES, if_any
from llmjit.synthesis.doubts.taken import TAKEN
from llmjit.synthesis.expr import Apply, Const, Expr, applications, inputs_of, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.digits import sees_digits
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.makings import EXACT, bracketed
from llmjit.synthesis.guards.whole import takes_apart, whole_cells
from llmjit.synthesis.lists.cells import ITEM_AT
from llmjit.synthesis.lists.dicts import SMALL_KEYS, marked
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.fields import VALUE
from llmjit.synthesis.records.operators import KEY, PARSE_ATTRIBUTES, PARSE_JSON
from llmjit.synthesis.records.picks import MOST_COMMON
from llmjit.synthesis.strings.operators import CONCAT, COUNT_OF, STARTS, SUBSTITUTE

THROUGHOUT = frozenset({"replace", "substitute", "lower", "upper", "title", "capitalize", "strip", "squeeze"})
BY_NAMES = frozenset(
    {
        "parse_table",
        "elements",
        "element_text",
        "element_texts",
        "element_plain_texts",
        "attribute_value",
        "attribute_values",
    }
)
"""Operators that read tables and elements by names."""
WHOLE_LINES = frozenset({"line_below", "paragraph_line"})


def needless(best: Expr, problem: Problem) -> Idle:
    """Whether a program doubts the best one without need, for any of the reasons below."""
    reasons = [reason for find in _REASONS if (reason := find(best, problem)) is not None]
    return lambda doubt: any(reason(doubt) for reason in reasons)


def _whole(best: Expr, problem: Problem) -> Idle:
    """Cells that are taken whole are not taken apart."""
    cells = whole_cells(best, problem.inputs)
    return lambda doubt: takes_apart(doubt, cells)


def _copied_whole(best: Expr, problem: Problem) -> Idle | None:
    """What is copied is not cut and put together again."""
    if (
        not goes_by.copied(problem)
        or goes_by.rejoins(best)
        or goes_by.takes_rest(best)
        or goes_by.glues(best)
    ):
        return None
    return lambda doubt: goes_by.rejoins(doubt) or goes_by.takes_rest(doubt) or goes_by.glues(doubt)


def _placed(best: Expr, problem: Problem) -> Idle | None:
    """Of several numbers of a text, each with a place in the answer, nobody means the largest by one."""
    return None if problem.whole or goes_by.is_extreme(best) else goes_by.is_extreme


def _between_marks(best: Expr, problem: Problem) -> Idle | None:
    """In rows of fields, what goes by no mark that separates them."""
    if not any(goes_by.cut_into_rows(best, index, problem) for index in range(len(problem.inputs[0]))):
        return None
    return lambda doubt: (
        textual(doubt)
        and not any(mark in text for mark in goes_by.STRONG for text in goes_by.constants(doubt))
    )


def _tabled(best: Expr, problem: Problem) -> Idle | None:
    """Where a table is read by the names of its columns, what lines look like is no other reading."""
    if not goes_by.tabular(best, problem):
        return None
    return lambda doubt: not BY_NAMES.intersection(each.name for each in operators(doubt))


def _attributes(best: Expr, problem: Problem) -> Idle | None:
    """Where the values of an attribute are listed, elements without it are no reason to refuse."""
    if not isinstance(best, Apply) or best.operator.name != "attribute_values":
        return None
    return goes_by.reads_every_element


def _labelled(best: Expr, problem: Problem) -> Idle | None:
    """That all pieces of an input but so many are taken is no reading of what lines begin with."""
    if STARTS not in operators(best):
        return None
    return lambda doubt: any(map(goes_by.counts_pieces, applications(doubt)))


def _keyed(best: Expr, problem: Problem) -> Idle | None:
    """What stands under a name need not agree with what is cut out of a value, or of the text."""
    name = (
        next(iter(goes_by.values(best)), None) if isinstance(best, Apply) and best.operator is KEY else None
    )
    return None if name is None else lambda doubt: name in goes_by.values(doubt) or textual(doubt)


def _named(best: Expr, problem: Problem) -> Idle | None:
    """Where values have names, nobody computes with all numbers, nor looks for marks in JSON."""
    used = set(operators(best))
    if PARSE_JSON in used:
        return lambda doubt: goes_by.counts_all(doubt) or goes_by.reads_marks(doubt)
    return goes_by.counts_all if PARSE_ATTRIBUTES in used else None


def _items(best: Expr, problem: Problem) -> Idle | None:
    """Words are no items: they are not counted where items are, nor taken by their places."""
    if isinstance(best, Apply) and best.operator is ITEM_AT:
        return lambda doubt: textual(doubt) and not goes_by.cuts(doubt)
    if goes_by.counts(best, "items_of"):
        return lambda doubt: goes_by.counts(doubt, "tokens") or goes_by.counts(doubt, "words")
    return None


def _marked(best: Expr, problem: Problem) -> Idle | None:
    """Where marks cut a cell into keys and values, nobody means items with one each, none of them twice."""
    if not marked(best):
        return None
    return lambda doubt: (
        isinstance(doubt, Apply)
        and doubt.operator.name in ("dict_of", "entries", "totals_by", "float_totals_by")
    )


def _in_quotes(best: Expr, problem: Problem) -> Idle | None:
    """Of a cell between quotes, what goes by words is no other reading."""
    return textual if goes_by.quoted(best, problem) else None


def _copied_text(best: Expr, problem: Problem) -> Idle | None:
    """Last digits that are copied are not computed as the rest of a division."""
    return goes_by.takes_digits if textual(best) else None


def _listed(best: Expr, problem: Problem) -> Idle | None:
    """Where all of a kind are listed that a text has, others may have marks within, at which nobody cuts then."""
    kind = goes_by.all_of(best)
    return (
        None if kind is None else lambda doubt: any(goes_by.only(part, kind) for part in applications(doubt))
    )


def _by_lines(best: Expr, problem: Problem) -> Idle | None:
    """Where lines are told apart, pieces between marks that stand within lines are no items."""
    if not goes_by.lines(best):
        return None
    return lambda doubt: goes_by.cuts_across_lines(doubt, problem)


def _bracketed(best: Expr, problem: Problem) -> Idle | None:
    """What stands in brackets or quotes is not a run of some characters as well."""
    if not bracketed(if_any(best)):
        return None
    return lambda doubt: goes_by.takes_runs(doubt) and not goes_by.names_brackets(doubt)


def _written(best: Expr, problem: Problem) -> Idle | None:
    """Marks that stand before a part in the text are copied with it, and not written in front of what is left of it."""
    if not isinstance(best, Apply) or best.operator is not CONCAT or not goes_by.written(best):
        return None
    own = "".join(goes_by.constants(best))
    return lambda doubt: goes_by.writes_more(doubt, own)


def _whole_lines(best: Expr, problem: Problem) -> Idle | None:
    """Of a line that is the answer, below another or in a paragraph, nobody takes runs of some characters.

    Nor does anybody take what is no line, where the line is told by that above it.
    """
    if not isinstance(best, Apply) or best.operator.name not in WHOLE_LINES:
        return None
    below = best.operator.name == "line_below"
    return lambda doubt: (
        (textual(doubt) and (below or goes_by.takes_runs(doubt)))
        or (below and isinstance(doubt, Apply) and doubt.operator is ITEM_AT)
    )


def _labelled_lines(best: Expr, problem: Problem) -> Idle | None:
    """What stands before an answer in the lines kept, and not in others, is no label of it."""
    if not goes_by.lines(best):
        return None
    return lambda doubt: any(goes_by.labels_some(part, problem) for part in applications(doubt))


def _copied_marks(best: Expr, problem: Problem) -> Idle:
    """A mark that the answers have between other things is written, and not found somewhere in a text."""
    own = set(applications(best))
    return lambda doubt: goes_by.copies_marks(doubt, own, problem)


def _ranked(best: Expr, problem: Problem) -> Idle | None:
    """Where the row that has most is the right one of many, each time, that it holds some word is chance."""
    own = set(goes_by.words(best))
    if not any(operator.name in goes_by.RANKED for operator in operators(best)):
        return None
    return lambda doubt: bool(set(goes_by.words(doubt)) - own) and not goes_by.is_extreme(doubt)


def _most(best: Expr, problem: Problem) -> Idle | None:
    """What is told of the row that has most, at whatever place, is not told of a row for its place."""
    if not goes_by.found_anywhere(best, problem):
        return None
    return lambda doubt: textual(doubt) and not any(each.name in goes_by.RANKED for each in operators(doubt))


def _formed(best: Expr, problem: Problem) -> Idle | None:
    """In texts of one form, what goes by words that the best does not name."""
    if not textual(best) or not goes_by.share_forms(problem):
        return None
    free = any(cut_at(best, index) or sees_digits(best, index) for index in range(len(problem.inputs[0])))
    own = set(goes_by.words(best))

    def idle(doubt: Expr) -> bool:
        named = set(goes_by.words(doubt)) - own
        return textual(doubt) and bool(named) and not (free and max(map(len, named)) > 1)

    return idle


def _alike(best: Expr, problem: Problem) -> Idle | None:
    """Where all places of an answer are told alike, by names or as lists compared, none of them is told otherwise."""
    alike = goes_by.told_alike(best)
    return None if alike is None else lambda doubt: goes_by.told_alike(doubt) != alike


def _between_words(best: Expr, problem: Problem) -> Idle | None:
    """Where no word of an answer is put together of two parts, none is by chance: a last letter that all words had."""
    if goes_by.splices(best, problem):
        return None
    return lambda doubt: goes_by.splices(doubt, problem)


def _small_names(best: Expr, problem: Problem) -> Idle | None:
    """Names under which values stand are not put in small letters where none had a capital."""
    used = set(operators(best))
    return None if SMALL_KEYS in used else lambda doubt: SMALL_KEYS in operators(doubt)


def _key_and_value(best: Expr, problem: Problem) -> Idle | None:
    """Where lines have a value behind a colon, it is not cut at another, nor told by its words."""
    return goes_by.cuts_values if VALUE in operators(best) else None


def _tallied(best: Expr, problem: Problem) -> Idle | None:
    """What a cell has most is not told by its place beside how often it comes."""
    if not {COUNT_OF, MOST_COMMON} <= set(operators(best)):
        return None
    return lambda doubt: goes_by.shows_most(best) and not goes_by.shows_most(doubt)


def _exact(best: Expr, problem: Problem) -> Idle | None:
    """What a rule that everybody knows makes of whole texts is not cut out of them, nor put together."""
    exact = isinstance(best, Apply) and best.operator.name in EXACT
    return textual if exact else None


def _digits_too(best: Expr, problem: Problem) -> Idle | None:
    """Of a text that is changed throughout, nobody leaves out the digits that no text had."""
    if not {operator.name for operator in operators(best)} <= THROUGHOUT or _drops_digits(best):
        return None
    return goes_by.passes_over_digits


def _drops_digits(expr: Expr) -> bool:
    """Whether a program leaves all digits out of a text."""
    found = [each.arguments[1] for each in applications(expr) if each.operator is SUBSTITUTE]
    return any(re.fullmatch(f"(?:{part.value})+", "12") for part in found if isinstance(part, Const))


def _reads_all(best: Expr, problem: Problem) -> Idle | None:
    """Where all columns that matter are read, a program that leaves one of them out is no other reading."""
    own = set(inputs_of(best))
    return lambda doubt: set(inputs_of(doubt)) < own


def _trimmed_items(best: Expr, problem: Problem) -> Idle | None:
    """Where items are cut at a mark and trimmed, a blank beside it is no part of it."""
    marks = goes_by.trimmed_at(best)
    if not marks:
        return None
    return lambda doubt: not goes_by.is_extreme(doubt) and not marks.isdisjoint(goes_by.padded_at(doubt))


_REASONS: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _whole,
    _copied_whole,
    _placed,
    _between_marks,
    _tabled,
    _attributes,
    _labelled,
    _keyed,
    _named,
    _items,
    _marked,
    _in_quotes,
    _copied_text,
    _listed,
    _by_lines,
    _bracketed,
    _written,
    _whole_lines,
    _labelled_lines,
    _copied_marks,
    *COMPUTED,
    _ranked,
    _most,
    _formed,
    _alike,
    _between_words,
    _small_names,
    _reads_all,
    _key_and_value,
    _tallied,
    _exact,
    _digits_too,
    _trimmed_items,
    *TAKEN,
    *PLACES,
    *INCIDENTAL,
)
