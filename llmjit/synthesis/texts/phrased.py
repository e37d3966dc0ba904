"""Texts as they are written for people and pages: lists in words, names of pages, texts cut at a word, account names.

``a, b`` is ``a and b``; ``Terms & Conditions`` is ``terms-conditions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support import text as support
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, cell_lists
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.texts.filled import ENUMERATED, LASTS

SERIALLY = Operator(
    "enumerated_serially",
    ("list", "str"),
    "str",
    "enumerated_serially({0}, {1})",
    0.8,
    (support.enumerated_serially,),
)
SLUG = Operator("slug", ("str", "str"), "str", "slug({0}, {1})", 0.6, (support.slug,))
SHORTENED = Operator(
    "shortened",
    ("str", "int", "str", "bool"),
    "str",
    "shortened({0}, {1}, {2}, {3})",
    0.8,
    (support.shortened,),
)
BARE = Operator("bare_name", ("str",), "str", "re.sub(r'[\\W_]', '', {0}).lower()", 0.6, (), ("re",))
INITIAL = Operator("small_initial", ("str",), "str", "{0}[:1].lower()", 0.6)
WORDS = ("and", "or", "&", "und", "oder", "et", "ou", "y", "o", "e")
PAGE = re.compile(r"[a-z0-9]+(?:([-_])[a-z0-9]+(?:\1[a-z0-9]+)*)?")
"""What names of pages look like."""
PLAIN, SURE, SHORT = 1.2, 0.4, 0.8
LONGEST = 2000
LONG = 200
SHORTEST = 3
"""So many characters a name for an account has."""


@generator("programs", priority=27)
def enumerations(problem: Problem) -> Iterator[Term | None]:
    """Lists that a cell holds as people write them: a word before the last item."""
    if not problem.is_text or problem.memo.get("nested"):
        return
    outputs = [str(output) for output in problem.outputs]
    lasts = [
        last for last in LASTS if any(last in text and "," in text.partition(last)[0] for text in outputs)
    ]
    words = [word for word in WORDS if any(f", {word} " in text for text in outputs)]
    for column in problem.texts[: len(problem.inputs[0])] if lasts or words else ():
        for mark, _ in cell_lists(column):
            items = ITEMS_OF(column.expr, mark)
            yield from (problem.term(ENUMERATED(items, ", ", last), PLAIN) for last in lasts)
            yield from (problem.term(SERIALLY(items, word), PLAIN) for word in words)


@generator("programs", priority=63)
def slugs(problem: Problem) -> Iterator[Term | None]:
    """Names of pages, where the texts had other marks than blanks that are gone."""
    outputs = [str(output) for output in problem.outputs]
    if not problem.is_text or not all(map(PAGE.fullmatch, outputs)):
        return
    marks = {mark for text in outputs for mark in re.findall("[-_]", text)}
    for column in problem.texts[: len(problem.inputs[0])] if len(marks) == 1 else ():
        texts = [str(value) for value in column.values]
        if any(re.search(r"[^\w\s-]", text) for text in texts) and max(map(len, texts)) <= LONGEST:
            yield problem.term(SLUG(column.expr, next(iter(marks))), SURE)


@generator("programs", priority=63)
def cut_at_words(problem: Problem) -> Iterator[Term | None]:
    """Texts that are cut at a word where they are too long, with a mark that there were more."""
    if not problem.is_text:
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        pairs = list(zip(map(str, column.values), map(str, problem.outputs), strict=True))
        cut = [(text, output) for text, output in pairs if text != output]
        tails = {
            found[0]
            for _, output in cut
            if (found := re.search(r" ?(?:\u2026|\.\.\.| ?\[\u2026\])$", output))
        }
        if not cut or len(cut) == len(pairs) or len(tails) != 1:
            continue
        tail = tails.pop()
        if all(text.startswith(output.removesuffix(tail) + " ") for text, output in cut):
            for limit in _limits(problem, pairs, tail):
                yield problem.term(_shortened(column.expr, limit, tail, problem), SHORT)


def _limits(problem: Problem, pairs: Sequence[tuple[str, str]], tail: str) -> Iterator[Expr | int]:
    """The columns that may say how long a text may be, and the round number that may."""
    for column in problem.columns[: len(problem.inputs[0])]:
        if all(type(value) is int for value in column.values):
            yield column.expr
    least = max(len(output.removesuffix(tail)) for _, output in pairs)
    most = min(len(text) for text, output in pairs if text != output) - 1
    yield from (limit for limit in range(least, min(most, LONG) + 1) if limit % 10 == 0)


def _shortened(text: Expr, limit: Expr | int, tail: str, problem: Problem) -> Expr:
    """The text cut with the mark counted and with it aside, where both give the outputs."""
    ways = [SHORTENED(text, limit, tail, aside) for aside in (False, True)]
    terms = [problem.term(way) for way in ways]
    fitting = [term.expr for term in terms if term is not None and problem.solves(term.values)]
    return UNANIMOUS(*fitting) if len(fitting) == 2 else fitting[0] if fitting else ways[0]


@generator("atoms", priority=46)
def account_names(problem: Problem) -> Iterator[Term | None]:
    """Names without marks and blanks, and their first letters, in small letters: what accounts are called by."""
    outputs = [str(output) for output in problem.outputs]
    if any(output != output.lower() or len(output) < SHORTEST for output in outputs):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if all(
            re.fullmatch(r"[^\W\d_][^\W\d_ .'\u2019-]*(?:[ .'\u2019-]+[^\W\d_]+)*\.?", text) for text in texts
        ):
            yield problem.term(INITIAL(column.expr), 0.9)
            if any(re.search(r"[\W_]", text) for text in texts):
                yield problem.term(BARE(column.expr), 0.9)
