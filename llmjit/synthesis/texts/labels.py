"""Values behind labels in running text: the word, number or line that always stood behind the same words.

A label is looked for where the answers stand in the texts: the words before them that never varied. It must
stand once in each text, and a text without it, or with two, has no answer. How far the value reaches is what three
observations leave open, so that all ends that fit must agree. A label that comes again and again gives a list.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support.labels import labelled
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.dates.sources import common_end
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.encoded import json_lines
from llmjit.synthesis.records.values import named, own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import common_prefix

LABELLED = Operator(
    "labelled",
    ("str", "str", "str"),
    "str",
    "labelled({0}, {1}, {2})",
    0.6,
    (labelled,),
    needs="{2} behind the only {1} in {0}",
)
LONGEST = 3000
SHORT = 60
SURE = -0.7
"""What such an answer costs: rules by places are no match for it."""
ENDS = (r"[^\n]+", r"\S+", r"\d+(?:\.\d+)?", r"\w+", r"[\w.-]+")
"""How far a value may reach; every pattern takes linear time."""
NUMBER = r"-?\d+(?:\.\d+)?"
PLACES = 4
"""So often an answer may stand in its text."""
LISTED = 1.5
"""What it costs more where the label may be the item before, in a list."""
PARTED = 0.6
GAPS = 4
"""Items between which so many marks of one kind stood are what lies between these, and not words of some kind."""
SPAN = 40
"""Labels are no longer."""
LINE_LABEL = re.compile(r"(?m)^([^\W\d_][\w -]{0,30}: ?)")
SEPARATORS = (
    r"(?:(?<!\s)\s+)?,\s*",
    r"(?:(?<!\s)\s+)?;\s*",
    r"(?:(?<!\s)\s+)?\|\s*",
    r"(?:(?<!\s)\s+)?/\s*",
    r"\s+",
)
"""Runs of white space are entered at their start alone, or long ones would take quadratic time."""


@generator("programs", priority=34)
def labelled_values(problem: Problem) -> Iterator[Term | None]:
    """What stands behind a label, as text or as the number that it is."""
    if len(problem.outputs) < 3 or not all(_plain(output) for output in problem.outputs):
        return
    if len(set(map(str, problem.outputs))) < 2:
        return
    if named(problem):
        return
    for column in own(problem):
        texts = column.values
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            continue
        if alike([str(text) for text in texts]) or json_lines([str(text) for text in texts]):
            continue
        found = [_places(str(text), output) for text, output in zip(texts, problem.outputs, strict=True)]
        for label, after in _labels([str(text) for text in texts], found):
            apart = LISTED * _separates(label, after)
            for pattern, price in _reaching(after, problem):
                term = LABELLED(column.expr, label, pattern)
                whole = problem.is_text or all(type(output) is int for output in problem.outputs)
                expr = term if problem.is_text else ops.INT(term) if whole else ops.FLOAT(term)
                yield problem.term(expr, SURE + apart + price)


def _separates(label: str, after: Sequence[str]) -> bool:
    """Whether the mark behind a label stands behind a value as well: then it stands between items, and names none."""
    mark = re.search(r"[^\w\s]", label[-GAPS:])
    return mark is not None and any(text.lstrip().startswith(mark[0]) for text in after)


def alike(texts: Sequence[str]) -> bool:
    """Whether these are short texts of the same words and marks: a place in them says as much as a label."""
    return max(map(len, texts)) <= SHORT and len({re.sub(r"[^\W_]+", "a", text) for text in texts}) == 1


def _plain(output: Any) -> bool:
    return isinstance(output, str | int | float) and not isinstance(output, bool) and output != ""


def _places(text: str, output: Any) -> list[tuple[int, int]]:
    """Where the answer stands in the text, whole."""
    if isinstance(output, str):
        found = re.finditer(re.escape(output), text)
    else:
        found = (each for each in re.finditer(NUMBER, text) if float(each[0]) == output)
    return [(each.start(), each.end()) for each in itertools.islice(found, PLACES)]


def _labels(
    texts: Sequence[str], found: Sequence[list[tuple[int, int]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Labels that stand before an answer in every text, with what stands behind the answers."""
    if not all(found):
        return
    known = set()
    for chosen in itertools.islice(itertools.product(*found), PLACES * PLACES):
        befores = [text[:start][-SPAN:] for text, (start, _) in zip(texts, chosen, strict=True)]
        label = _words(befores)
        if label and label not in known:
            known.add(label)
            yield label, tuple(text[end:] for text, (_, end) in zip(texts, chosen, strict=True))


def _words(befores: Sequence[str]) -> str:
    """The last words, three at most, that stand whole before all answers, with what follows them."""
    common = common_end(befores).rpartition("\n")[2]
    words = [found.start() for found in re.finditer(r"[^\W_]+", common)]
    if words and words[0] == 0 and any(before[: -len(common)][-1:].isalnum() for before in befores):
        words = words[1:]
    label = common[words[-3:][0] :] if words else ""
    return label if re.search(r"[^\W\d_]{2,}[^\w\n]{1,4}$", label) else ""


def _reaching(after: Sequence[str], problem: Problem) -> Iterator[tuple[str, float]]:
    """How far the values may reach: patterns, and up to what stands behind all of them."""
    for pattern in ENDS:
        yield pattern, 0.0
    shared = common_prefix(list(after))[:12]
    shared = shared.partition("\n")[0] or shared  # what begins the next line is no end of the value
    marks = re.match(r"\W*", shared)
    if marks and len(marks[0].strip()) > 1:
        shared = marks[0].rstrip()  # behind several marks begins what may be another field
    mark = shared[:1]
    if mark and not mark.isalnum() and mark != "\n" and problem.is_text:
        yield rf"[^{re.escape(mark)}\n]+", 0.0
    if len(shared.strip()) > 1 and problem.is_text:
        yield rf"(?:(?!{re.escape(shared)}).)+", 0.2


@generator("programs", priority=59)
def lists_behind_labels(problem: Problem) -> Iterator[Term | None]:
    """The items of a list that stands behind a label, as they come or in another order."""
    for joiner, rows, column, texts in _wanted(problem):
        price = SURE - PARTED * (sum(len(row) - 1 for row in rows) >= GAPS)
        for expr in _listed(column, texts, rows):
            yield problem.term(expr if joiner is None else ops.JOIN(joiner, expr), price)


def _wanted(problem: Problem) -> Iterator[tuple[str | None, list[list[str]], Expr, list[str]]]:
    """The lists that are wanted, with what joins them, and each input of texts in which they may be found."""
    if problem.memo.get("nested") or len(problem.outputs) < 3:
        return
    for joiner, rows in targets(problem):
        if sum(map(len, rows)) <= len(rows) or not all(all(row) for row in rows):
            continue
        for column in own(problem):
            if all(isinstance(text, str) and len(text) <= LONGEST for text in column.values):
                yield joiner, rows, column.expr, [str(text) for text in column.values]


def _listed(column: Expr, texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Expr]:
    """The lists behind labels that are the rows; all orders that give these must agree."""
    names = set.intersection(*(set(LINE_LABEL.findall(text)) for text in texts))
    for name in sorted(names):
        term = [each for text in texts for each in re.findall(rf"(?m)^{re.escape(name)}([^\n]+)", text)]
        if len(term) != len(texts) or not all(
            item in text for text, row in zip(term, rows, strict=True) for item in row
        ):
            continue
        for separator in SEPARATORS:
            lists = [re.split(separator, text) for text in term]
            if not any(len(each) > 1 for each in lists):
                continue
            base = ops.SPLIT(LABELLED(column, name, r"[^\n]+"), separator)
            if lists == list(map(list, rows)):
                yield base
                break
            found = [operator(base) for operator, arrange in ARRANGED if _gives(arrange, lists, rows)]
            if found:
                yield found[0] if len(found) == 1 else UNANIMOUS(*found)
                break


def _gives(arrange: Any, lists: Sequence[list[str]], rows: Sequence[Sequence[str]]) -> bool:
    try:
        return all(list(arrange(each)) == list(row) for each, row in zip(lists, rows, strict=True))
    except (TypeError, ValueError):
        return False


@generator("programs", priority=61)
def labelled_lists(problem: Problem) -> Iterator[Term | None]:
    """All that stand behind the same label, as a list or joined."""
    for joiner, rows, column, texts in _wanted(problem):
        for pattern in _repeated(texts, rows):
            expr = ops.TOKENS(column, pattern)
            yield problem.term(expr if joiner is None else ops.JOIN(joiner, expr), 0.6)


def _repeated(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Patterns of a label, with a group for the value behind it, that find these values."""
    befores, afters = [], []
    for text, row in zip(texts, rows, strict=True):
        at = 0
        for value in row:
            start = text.find(value, at)
            if start < 0:
                return
            at = start + len(value)
            befores.append(text[:start][-SPAN:])
            afters.append(text[at:][:12])
    label = _words(befores)
    if not label:
        return
    edge = r"\b" if label[0].isalnum() else ""
    for pattern in (
        *ENDS,
        *(rf"[^{re.escape(mark)}\n]+" for mark in {common_prefix(afters)[:1]} if mark.strip()),
    ):
        source = rf"{edge}{re.escape(label)}({pattern})"
        if all(re.findall(source, text) == list(row) for text, row in zip(texts, rows, strict=True)):
            yield source
