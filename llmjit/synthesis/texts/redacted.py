"""Texts of which one part is blotted out wherever it stands: a value behind a label, an address, a long number.

What is blotted out is told by what stands before it, or by its own form, and all that tell it so must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.dates.sources import common_end
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import common_prefix
from llmjit.synthesis.texts.kinds import KINDS

LONGEST = 2000
COST = 0.4
LABEL = re.compile(r"[^\W\d_][\w-]{0,30}[\"']?(?:=|: ?|\s)[\"']?$")
VALUES = (r"[^\s&,;\"'<>)\]}]+", r"[\w.-]+", r"\S+")
"""How far a value behind a label reaches."""
QUAD = r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b"
HALVES = r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b"
FORMS = (*KINDS[:5], r"\b\d{4,}\b", r"\d+", r"\b[0-9a-f]{7,}\b")
MARKS = re.compile(r"[*xX#\u2022.<>\[\]{}()_-]*[A-Za-z_-]{0,20}[*xX#\u2022.<>\[\]{}()_-]*")


@generator("programs", priority=62)
def redacted(problem: Problem) -> Iterator[Term | None]:
    """The text with the same mark in place of what was there."""
    if not problem.is_text or len(problem.outputs) < 2 or problem.memo.get("nested"):
        return
    outputs = [str(output) for output in problem.outputs]
    for column in own(problem):
        texts = column.values
        if not all(isinstance(text, str) and 0 < len(text) <= LONGEST for text in texts):
            continue
        pairs = [(str(text), output) for text, output in zip(texts, outputs, strict=True)]
        if all(text == output for text, output in pairs) or not all(map(_alike, *zip(*pairs, strict=True))):
            continue
        for pattern, mark in (*_labelled(pairs), *_formed(pairs)):
            yield problem.term(ops.SUBSTITUTE(column.expr, pattern, mark), COST)


def _alike(text: str, output: str) -> bool:
    """Whether two texts begin alike or end alike, for a third of the shorter one."""
    shared = len(common_prefix([text, output])) + len(common_end([text, output]))
    return 3 * shared >= min(len(text), len(output))


def _labelled(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Values behind the same label, put as the same mark."""
    cuts = [_cut(text, output) for text, output in pairs]
    marks = {mark for _, mark, _ in cuts}
    if len(marks) != 1 or not all(removed for _, _, removed in cuts):
        return
    mark = marks.pop()
    label = LABEL.search(common_end([before for before, _, _ in cuts])[-40:])
    if label is None or not mark or not MARKS.fullmatch(mark) or "\\" in mark:
        return
    for value in VALUES:
        yield rf"(?<={re.escape(label[0])}){value}", mark


def _cut(text: str, output: str) -> tuple[str, str, str]:
    """What stands before the one change, what is put there, and what it replaces: whole words of either."""
    start = len(common_prefix([text, output]))
    while start and re.match(r"[\w*]", text[start - 1]) and start > 0:
        start -= 1
    end = len(common_end([text[start:], output[start:]]))
    while end and re.match(r"[\w*]", text[len(text) - end]):
        end -= 1
    return text[:start], output[start : len(output) - end], text[start : len(text) - end]


def _formed(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """All texts of a form, put as the same mark; of addresses of a network the last part, or two, alone."""
    for pattern in (QUAD, HALVES):
        yield from (
            (pattern, rf"\1{mark}") for mark in (".x", ".***", ".xxx", ".*", ".0", ".x.x", ".*.*", ".0.0")
        )
    text, output = pairs[0]
    for pattern in FORMS:
        found = re.search(pattern, text)
        if found is not None and output.startswith(text[: found.start()]):
            after = text[found.end() : found.end() + 3]
            rest = output[found.start() :]
            mark = rest[: rest.find(after)] if after and after in rest else rest
            if mark and MARKS.fullmatch(mark):
                yield pattern, mark
