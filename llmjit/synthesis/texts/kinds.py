"""Answers that are of a kind known by its form: mail addresses, URLs, hosts, network addresses, identifiers.

The one text of the kind, the commonest, or all of them, is far likelier than any rule by places that gives the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from llmjit.support.urls import UrlError, url_host, url_path
from llmjit.synthesis.dates.operators import ONLY_MATCH, UNANIMOUS
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import OWN, Problem, Term, generator
from llmjit.synthesis.records.picks import MOST_COMMON
from llmjit.synthesis.records.values import LONGEST, named, needed, own, spelled
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.marks import behind_marks

KINDS = (
    r"(?<![\w.+'-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"https?://[^\s<>\"')\]]+",
    r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b",
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
    r"\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\b",
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    r"\b[A-Z]{2,5}-\d+\b",
    r"#\w+",
    r"@\w+",
    r"[$€£]\d+(?:,\d{3})*(?:\.\d+)?",
    r"\b\d+(?:\.\d+)?%",
    r"\b\d{3}-\d{3}-\d{4}\b",
    r"\b10\.\d{4,9}/[^\s<>\"?#]*[^\s<>\".,;)\]?#]",
)
"""Every pattern takes linear time."""
LOOSER = {
    KINDS[1]: r"(?:https?://|ftp://|www\.)[^\s<>\"')\]]+",
    KINDS[6]: r"\b[A-Z][A-Z\d]*-\d+\b",
    KINDS[7]: r"#[\w-]+",
    KINDS[8]: r"@\w[\w.-]*\b",
    KINDS[10]: r"\d+(?:\.\d+)?(?: ?%| percent\b)",
}
"""What is nearly of a kind: where a text holds such, it is open what is meant."""
SURE = -0.9
"""What such an answer costs: other programs are no match for it."""
DERIVED, MOSTLY = 1.0, 0.5
"""What it costs that a text is the only one of its kind in a part of the input alone, or one of several."""
MOST = 200
URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?[\w.-]+\.[A-Za-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.ASCII)
HOST = Operator("url_host", ("str",), "str", "url_host({0})", 0.5, (url_host,))
PATH = Operator("url_path", ("str",), "str", "url_path({0})", 0.5, (url_path,))
BARE = Operator("without_www", ("str",), "str", "{0}.removeprefix('www.')", 0.3)


@generator("programs", priority=15)
def only_of_kind(problem: Problem) -> Iterator[Term | None]:
    """The only text of a kind, where every answer is of it and the input is more than that."""
    if not problem.is_text or named(problem):
        return
    for pattern in KINDS:
        if not all(re.fullmatch(pattern, str(output)) for output in problem.outputs):
            continue
        for column in problem.texts[:6]:
            if column.values != problem.outputs and max(map(len, column.values)) <= LONGEST:
                derived = DERIVED + column.cost - OWN if column.cost > OWN else 0.0
                yield problem.term(ONLY_MATCH(column.expr, pattern), SURE + derived)
                yield _commonest(column, pattern, problem)
        return


def _commonest(column: Term, pattern: str, problem: Problem) -> Term | None:
    """The text of a kind that comes most often, where there are several."""
    found = [Counter(re.findall(pattern, str(value))) for value in column.values]
    if min(map(len, found)) < 2 or column.cost > OWN:
        return None
    return problem.term(MOST_COMMON(ops.TOKENS(column.expr, pattern)), SURE + MOSTLY)


@generator("programs", priority=16)
def all_of_kind(problem: Problem) -> Iterator[Term | None]:
    """All texts of a kind."""
    rows = [output for output in problem.outputs if isinstance(output, list)]
    if len(rows) < len(problem.outputs) or sum(map(len, rows)) < 2:
        return
    elements = [element for row in rows for element in row]
    for pattern in KINDS if all(isinstance(element, str) for element in elements) else ():
        if all(re.fullmatch(pattern, str(element)) for element in elements):
            for column in own(problem):
                if _texts(column.values) and not behind_marks(list(map(str, column.values)), rows):
                    found = ops.TOKENS(column.expr, pattern)
                    near = (
                        problem.term(ops.TOKENS(column.expr, LOOSER[pattern])) if pattern in LOOSER else None
                    )
                    if near is not None and problem.solves(near.values):
                        found = UNANIMOUS(found, near.expr)
                    yield problem.term(found, SURE)
            return


def _texts(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) and len(value) <= LONGEST for value in values)


@generator("columns", priority=32)
def url_columns(problem: Problem) -> Iterator[Term | None]:
    """Hosts and paths of URLs, written with scheme or without."""
    for column in own(problem):
        values = column.values
        if not all(isinstance(value, str) and len(value) <= 500 and URL.fullmatch(value) for value in values):
            continue
        texts = [str(value) for value in values]
        if not any("/" in text for text in texts):
            continue
        try:
            hosts, paths = [url_host(text) for text in texts], [url_path(text) for text in texts]
        except UrlError:
            continue
        named = any(host.startswith("www.") for host in hosts)
        if needed(hosts, problem):
            host = HOST(column.expr)
            yield problem.term(host if named else UNANIMOUS(host, BARE(host)), 0.5)
        if named:
            bare = [host.removeprefix("www.") for host in hosts]
            if needed(bare, problem):
                yield problem.term(BARE(HOST(column.expr)), 0.6)
        if all(len(path) > 1 for path in paths) and needed(paths, problem):
            yield problem.term(PATH(column.expr), 0.7)
        bare = [path.strip("/") for path in paths]
        if all(bare) and not needed(bare, problem) and spelled(bare, problem):
            yield problem.term(ops.STRIP_OF(PATH(column.expr), "/"), 0.9)


@generator("columns", priority=33)
def cut_columns(problem: Problem) -> Iterator[Term | None]:
    """Texts without what some of them have behind a mark, or before it."""
    if not problem.is_text:
        return
    offered = 0
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > MOST:
            continue
        for mark in _marks(texts):
            for index in (0, -1):
                values = [text.split(mark)[index] for text in texts]
                if offered < 4 and all(values) and needed(values, problem):
                    offered += 1
                    yield problem.term(ops.FIELD(column.expr, mark, index), 1.4)


def _marks(texts: Sequence[str]) -> list[str]:
    """Marks that some texts have once, and others not at all."""
    found = {mark for text in texts for mark in re.findall(r"://|[^\w\s.-]| [^\w\s] ", text)}
    return sorted(m for m in found if {text.count(m) for text in texts} == {0, 1})[:12]
