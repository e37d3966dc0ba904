"""Whole texts changed throughout: characters removed, replaced, squeezed; tokens mapped and joined again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from llmjit.support.text import squeeze, unaccent, unrepeat
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import Texts, literal_cost
from llmjit.synthesis.strings.substrings import CASES, Finder, Offer, Values

REMOVED = (
    (r"\D", 0.0),
    (r"\W", 0.2),
    (r"[\W_]", 0.2),
    (r"[^A-Za-z]", 0.2),
    (r"[^A-Z]", 0.3),
    (r"[^a-z]", 0.4),
    (r"[^A-Za-z0-9]", 0.2),
    (r"[^\d.]", 0.3),
    (r"\s", 0.2),
    (r"\s+", 0.2),
    (r"\d", 0.3),
    (r"[a-z]", 0.4),
    (r"[A-Z]", 0.4),
    (r"[A-Za-z]", 0.4),
    (r"[^\w\s]", 0.3),
    (r"[aeiouAEIOU]", 0.8),
    (r"\([^()]*\)", 0.4),
    (r"\s*\([^()]*\)", 0.4),
    (r"\[[^\[\]]*\]", 0.5),
    (r"<[^<>]*>", 0.4),
    (r"^0+(?=\d)", 0.5),
    (r"\.0+$", 0.6),
)
"""Patterns whose matches are taken out."""
RUNS = (
    (r"\s+", " "),
    (r"\W+", "-"),
    (r"\W+", "_"),
    (r"\W+", " "),
    (r"[\W_]+", " "),
    (r"\s+", "-"),
    (r"\s+", "_"),
)
"""Runs that become one character."""


INSERTED = 0.6
"""What it costs more to put something beside a mark wherever it stands: beside the text is likelier."""


def whole(source: Texts) -> Iterator[Offer]:
    """The text, changed throughout."""
    simple: tuple[tuple[Operator, Callable[[str], str]], ...] = (
        (ops.STRIP, str.strip),
        (ops.SQUEEZE, squeeze),
        (ops.UNREPEAT, unrepeat),
        (ops.UNACCENT, unaccent),
        (ops.REVERSE, lambda text: text[::-1]),
    )
    for operator, change in simple:
        values = tuple(map(change, source.texts))
        yield values, 0.3 + operator.cost, operator.name, partial(operator, source.expr)
    for start, step in ((0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, 4)):
        values = tuple(text[start::step] for text in source.texts)
        yield values, 1.5 + 0.2 * step + 0.1 * start, "step", partial(ops.STEP, source.expr, start, step)
    for pattern, weight in REMOVED:
        drop = re.compile(pattern).sub
        values = tuple(drop("", text) for text in source.texts)
        yield values, 0.9 + weight, f"remove {pattern}", partial(ops.SUBSTITUTE, source.expr, pattern, "")
    for pattern, text in RUNS:
        drop = re.compile(pattern).sub
        values = tuple(drop(text, each) for each in source.texts)
        yield values, 1.2, f"runs {pattern}", partial(ops.SUBSTITUTE, source.expr, pattern, text)


def replacements(source: Texts, outputs: Sequence[str]) -> Iterator[Offer]:
    """One literal replaced by another throughout, or removed."""
    goal = outputs[0]
    present = {character for character in goal if not character.isalnum()}
    glue = ["", *sorted(present), *sorted({run for run in re.findall(r"\W{2,3}", goal)})[:6]]
    seen = dict.fromkeys(
        piece
        for text in source.texts
        for piece in (*(c for c in text[:400] if not c.isalnum()), *re.findall(r"\W{2,3}", text[:400]))
    )
    for old in list(seen)[:24]:
        for new in glue:
            if new != old:
                values = tuple(text.replace(old, new) for text in source.texts)
                cost = 0.9 + 0.15 * len(new) + INSERTED * (old in new)
                yield values, cost, f"replace {len(old) > 1}", partial(ops.REPLACE, source.expr, old, new)
        values = tuple(text.strip(old) for text in source.texts)
        yield values, 0.9, "strip of", partial(ops.STRIP_OF, source.expr, old)
    yield from _removed_words(source)


def _removed_words(source: Texts) -> Iterator[Offer]:
    for word in source.literals:
        if len(word) > 1:
            values = tuple(text.replace(word, "") for text in source.texts)
            yield values, 1.2 + literal_cost(word), "remove word", partial(ops.REPLACE, source.expr, word, "")


LISTS = (r"[^\W\d_]+", r"\w+", r"\S+", r"\d+", r"[A-Z]", r"[A-Z][a-z]+", r"[A-Z]+", r"[a-z]+", r"[\w'-]+")
SLICES: tuple[tuple[int | None, int | None], ...] = ((None, None), (1, None), (None, -1), (2, None), (1, -1))
QUOTES = "['\u2019]"
"""Apostrophes, which may stand within a word: where a text has one, words are ambiguous."""
UNQUOTED = 1.5
STEPS = (r"..", r"...", r"....", r".{1,2}", r".{1,3}", r".{1,4}")


def each_token(source: Texts, outputs: Values) -> Iterator[Offer]:
    """Every token changed alike, and joined again with what stands between them in the outputs."""
    begun = Begun(source.texts)
    for expr, lists, cost in _lists(source):
        if min(map(len, lists)) == 0 or max(map(len, lists)) < 2 or max(map(len, lists)) > 200:
            continue
        for first, last in SLICES:
            cut = [each[first:last] for each in lists]
            if not all(cut) or ((first, last) != (None, None) and max(map(len, cut)) < 2):
                continue
            part = None if (first, last) == (None, None) else (first, last)
            price = cost + (0.0 if part is None else 1.0)
            for values, total, family, make in _mapped(expr, part, cut, price, outputs, begun):
                yield values, total, f"{family}{' unquoted' * (cost == UNQUOTED)}", make


def _lists(source: Texts) -> Iterator[tuple[Expr, list[list[str]], float]]:
    for pattern in LISTS:
        findall = re.compile(pattern).findall
        yield ops.TOKENS(source.expr, pattern), [findall(text) for text in source.texts], 1.0
    joined = [re.sub(QUOTES, "", text) for text in source.texts]
    words = [re.findall(r"[^\W_]+", text) for text in joined]
    yield ops.TOKENS(ops.SUBSTITUTE(source.expr, QUOTES, ""), r"[^\W_]+"), words, UNQUOTED
    for pattern in STEPS:
        findall = re.compile(pattern).findall
        yield ops.TOKENS(source.expr, pattern), [findall(text) for text in source.texts], 1.6
    for literal in source.literals[:8]:
        yield ops.FIELDS(source.expr, literal), [text.split(literal) for text in source.texts], 1.0


ITEM = Item()
Change = tuple[Expr, Callable[[str], str], float]
CHANGES: tuple[Change, ...] = (
    (ITEM, str, 0.0),
    *((operator(ITEM), change, operator.cost) for operator, change in CASES),
    (ops.STRIP(ITEM), str.strip, 0.3),
    (ops.HEAD(ITEM, 1), lambda text: text[:1], 0.3),
    (ops.UPPER(ops.HEAD(ITEM, 1)), lambda text: text[:1].upper(), 0.8),
    (ops.LOWER(ops.HEAD(ITEM, 1)), lambda text: text[:1].lower(), 0.9),
    (ops.REVERSE(ITEM), lambda text: text[::-1], 1.5),
)
"""What may be done to each token."""
Part = tuple[int | None, int | None]


class Begun:
    """What may be done to the tokens of some texts for an output to hold the first one: many lists begin alike."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.marks = [mark for mark in "-_" if any(mark in text for text in texts)]
        self.known: dict[tuple[str, str], list[tuple[Change, str]]] = {}

    def changes(self, lists: list[list[str]], first: str, output: str) -> Iterator[tuple[Change, str]]:
        """The changes with which the first token stands in the output, and what they make of it."""
        known = self.known.get((first, output))
        if known is None:
            known = self.known[first, output] = list(_standing(CHANGES, first, output))
        yield from known
        yield from _standing(_inner(lists, self.marks), first, output)


def _standing(changes: Iterable[Change], first: str, output: str) -> Iterator[tuple[Change, str]]:
    for each in changes:
        changed = each[1](first)
        if changed in output:
            yield each, changed


def _mapped(
    expr: Expr, part: Part | None, lists: list[list[str]], cost: float, outputs: Values, begun: Begun
) -> Iterator[Offer]:
    longest, output = max(zip(lists, outputs, strict=True), key=lambda pair: len(pair[0]))
    if len(longest) < 2:
        return
    for (body, change, extra), first in begun.changes(lists, longest[0], output):
        for glue, price in _glues(first, change(longest[1]), output):
            values = tuple(glue.join(map(change, each)) for each in lists)
            family = f"tokens {ops.MAP.name if body is not ITEM else ''}"
            yield values, cost + extra + price, family, partial(_joined, glue, expr, part, body)


def _joined(glue: str, expr: Expr, part: Part | None, body: Expr) -> Expr:
    """The tokens of a list, or of a part of it, changed and joined."""
    sliced = expr if part is None else ops.SLICE(expr, *part)
    return ops.JOIN(glue, sliced if body is ITEM else ops.MAP(sliced, body))


def _inner(lists: list[list[str]], marks: Sequence[str]) -> Iterator[Change]:
    """A word of each item, where items have several, as of names; items whose words hyphens or the like join, apart."""
    for mark in marks:
        if any(mark in text for each in lists for text in each):
            apart = ops.REPLACE(Item(), mark, " ")
            yield apart, lambda text, mark=mark: text.replace(mark, " "), 0.8  # type: ignore[misc]
            for operator, change in CASES[2:4]:
                yield (
                    operator(apart),
                    lambda text, mark=mark, change=change: change(text.replace(mark, " ")),  # type: ignore[misc]
                    1.2,
                )
    if all(len(text.split()) >= 2 for each in lists for text in each):
        for index in (0, -1):
            body = ops.AT(ops.WORDS(Item()), index)
            yield body, lambda text, index=index: text.split()[index], 0.8  # type: ignore[misc]


def _glues(first: str, second: str, output: str) -> Iterator[tuple[str, float]]:
    """What stands between the first two pieces in an output that has two."""
    if not first and not second:
        return
    at = output.find(first)
    tried = 0
    seen = set()
    while at >= 0 and tried < 6:
        end = at + len(first)
        after = output.find(second, end)
        glue = output[end:after]
        if 0 <= after - end <= 5 and glue not in seen and not any(map(str.isdigit, glue)):
            seen.add(glue)
            yield glue, 0.4 + 0.1 * len(glue) + 0.6 * sum(map(str.isalnum, glue))
        at = output.find(first, at + 1)
        tried += 1


def find(finder: Finder, source: Texts) -> None:
    """Offer all transforms of a source to the pool."""
    for values, cost, family, make in whole(source):
        finder.offer(values, cost + source.cost, family, make)
    for values, cost, family, make in replacements(source, finder.outputs):
        finder.offer(values, cost + source.cost, family, make)
    for values, cost, family, make in each_token(source, finder.outputs):
        finder.offer(values, cost + source.cost, family, make)
