"""Texts within documents of which something is asked: below a heading, in a section that an input names, between rules.

What stands in one part of a document is asked for as what stands in a whole one is: lists of marked items, rows. Only
parts that hold all that was answered are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support import passages as support
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own

LONGEST = 5000
HEADING = 40
"""No heading is longer."""
HEADED = re.compile(rf"(?![<{{|])(?=.*\w).{{2,{HEADING}}}")
"""What may be a heading, or a label: no tag, no bracket of JSON, no row of a table."""
TITLE = re.compile(r"#{1,6} .*\w.*|.*\w.*:")
"""What is a heading without doubt."""
MOST = 6
"""So many parts are looked at."""
PLACES = (0, 1, 2, -1)
"""The paragraphs that are looked at."""
PRICE = 1.2
NAMED = 0.8
"""What a part costs that an input names."""
WHOLE_LINE = 1.4
"""What the first line of a paragraph costs, and the last."""
SURE = -0.3
"""What the line below a label costs."""
PASSAGE = Operator(
    "passage", ("str", "str"), "str", "passage({0}, {1})", 0.4, (support.passage,), needs="the line {1}"
)
PASSAGE_IF_ANY = Operator(
    "passage_if_any", ("str", "str"), "str", "passage_if_any({0}, {1})", 0.5, (support.passage_if_any,)
)
PASSAGE_TO_LABEL = Operator(
    "passage_to_label",
    ("str", "str"),
    "str",
    "passage_to_label({0}, {1})",
    0.4,
    (support.passage_to_label,),
    needs="the line {1}",
)
SECTION_WITH = Operator(
    "section_with",
    ("str", "str"),
    "str",
    "section_with({0}, {1})",
    0.4,
    (support.section_with,),
    needs="one heading with {1}",
)
BLOCK = Operator(
    "block", ("str", "int"), "str", "block({0}, {1})", 0.4, (support.block,), needs="rules in {0}"
)
PARAGRAPH = Operator(
    "paragraph",
    ("str", "int"),
    "str",
    "paragraph({0}, {1})",
    0.4,
    (support.paragraph,),
    needs="paragraphs in {0}",
)
PARAGRAPH_LINE = Operator(
    "paragraph_line",
    ("str", "int", "int"),
    "str",
    "paragraph_line({0}, {1}, {2})",
    0.4,
    (support.paragraph_line,),
    needs="line {2} of paragraph {1} in {0}",
)
PARAGRAPH_BELOW = Operator(
    "paragraph_below",
    ("str", "int", "str"),
    "str",
    "paragraph_below({0}, {1}, {2})",
    0.4,
    (support.paragraph_below,),
    needs="{2} above paragraph {1} of {0}",
)
FIRST_SECTION = Operator(
    "first_section",
    ("str", "str"),
    "str",
    "first_section({0}, {1})",
    0.4,
    (support.first_section,),
    needs="a heading with {1} in {0}",
)
BEHIND = Operator(
    "behind_mark",
    ("str", "str"),
    "str",
    "behind_mark({0}, {1})",
    0.3,
    (support.behind_mark,),
    needs="{1} first",
)
BELOW = Operator(
    "line_below",
    ("str", "str"),
    "str",
    "line_below({0}, {1})",
    0.4,
    (support.line_below,),
    needs="the line {1}",
)


def passages(problem: Problem) -> list[Term]:
    """Parts of the documents that hold all that was answered."""
    known: list[Term] | None = problem.memo.get("passages")
    if known is None:
        known = problem.memo["passages"] = _distinct(problem)
    return known


def _distinct(problem: Problem) -> list[Term]:
    """The smallest parts first, each once."""
    found: dict[tuple[Any, ...], Term] = {}
    for term in _parts(problem):
        if _holds(term.values, problem.outputs):
            found.setdefault(term.values, term)
    ordered = sorted(found.values(), key=lambda term: sum(map(len, term.values)))
    return ordered[:MOST]


def _parts(problem: Problem) -> Iterator[Term]:
    for column in own(problem):
        texts = column.values
        if not all(isinstance(text, str) and "\n" in text and len(text) <= LONGEST for text in texts):
            continue
        found = list(_in_first_sections(column.expr, texts, problem))
        found += _within(column.expr, texts, problem, PRICE)
        for key in own(problem):
            if key is not column and len(set(map(repr, key.values))) > 1:
                section = problem.term(SECTION_WITH(column.expr, key.expr), NAMED)
                if section is not None:
                    found += [section, *_within(section.expr, section.values, problem, NAMED)]
        yield from found


def _within(expr: Expr, texts: Sequence[str], problem: Problem, price: float) -> Iterator[Term]:
    """What stands below the headings that all texts have, or some, and between rules."""
    lines = [[line.strip() for line in text.splitlines()] for text in texts]
    counts = [{line for line in each if each.count(line) == 1} for each in lines]
    some = {line for line in set().union(*counts) if HEADED.fullmatch(line)}
    for heading in sorted(some):
        times = sum(heading in each for each in counts)
        if times == len(texts):
            whole = problem.term(PASSAGE(expr, heading), price)
            part = problem.term(PASSAGE_TO_LABEL(expr, heading), price) if heading.endswith(":") else None
            yield from filter(None, [whole])
            if part is not None and (whole is None or part.values != whole.values):
                yield part
        elif times > 1 and all(
            not output for output, each in zip(problem.outputs, counts, strict=True) if heading not in each
        ):
            yield from filter(None, [problem.term(PASSAGE_IF_ANY(expr, heading), price + 0.3)])
    if all(re.search(r"(?m)^[ \t]*([-=_*~])\1{3,}[ \t]*$", text) for text in texts):
        for place in range(MOST):
            yield from filter(None, [problem.term(BLOCK(expr, place), price)])
    if all(len(re.findall(r"\S[^\n]*\n\s*\n", text)) > 0 for text in texts):
        for place in PLACES:
            term = problem.term(PARAGRAPH(expr, place), price + 0.2)
            if term is not None:
                yield _below_heading(expr, place, term, problem) or term


def _below_heading(expr: Expr, place: int, paragraph: Term, problem: Problem) -> Term | None:
    """A paragraph without the heading that it has in all texts: counted alone, it may be one with another."""
    firsts = {str(text).partition("\n")[0].strip() for text in paragraph.values}
    heading = firsts.pop()
    if firsts or not TITLE.fullmatch(heading):
        return None
    return problem.term(PARAGRAPH_BELOW(expr, place, heading), paragraph.cost)


def _in_first_sections(expr: Expr, texts: Sequence[Any], problem: Problem) -> Iterator[Term]:
    """What stands below the headings that the first sections of documents have, where other sections have them, too."""
    for marks in ("##", "#"):
        several = [sum(line.startswith(f"{marks} ") for line in str(text).splitlines()) > 1 for text in texts]
        term = problem.term(FIRST_SECTION(expr, marks), PRICE) if any(several) else None
        if term is None:
            continue
        lines = [[line.strip() for line in str(text).splitlines()] for text in term.values]
        for heading in sorted(set.intersection(*map(set, lines))):
            if heading.startswith(f"{marks}#") and HEADED.fullmatch(heading):
                yield from filter(None, [problem.term(PASSAGE(term.expr, heading), PRICE + 0.2)])


def _holds(texts: Sequence[Any], outputs: Sequence[Any]) -> bool:
    """Whether all texts hold what was answered, as far as it is text, and some hold several lines.

    Amounts that all stand there are copied, and not computed of rows.
    """
    if not any("\n" in text for text in texts):
        return False
    if all(
        isinstance(out, float) and f"{out:.2f}" in text.replace(",", "")
        for text, out in zip(texts, outputs, strict=True)
    ):
        return False
    return all(
        piece in text for text, output in zip(texts, outputs, strict=True) for piece in _joined(output, text)
    )


def _pieces(output: Any) -> list[str]:
    if isinstance(output, dict):
        return [key for key in output if isinstance(key, str)]
    if isinstance(output, list):
        return [
            piece
            for each in output
            for piece in (_pieces(each) if isinstance(each, dict) else [each])
            if isinstance(piece, str)
        ]
    return [output] if isinstance(output, str) else []


def _joined(output: Any, text: Any) -> list[str]:
    """What a text must hold of an answer: all of it, or what a mark joins in it."""
    pieces = _pieces(output)
    if not isinstance(output, str) or output in text or "\n" not in text:
        return pieces
    return [part for part in re.split(r"\s*[,;|/]\s+|\s+\|\s+", output) if part]


@generator("programs", priority=36)
def lines_of_paragraphs(problem: Problem) -> Iterator[Term | None]:
    """The first and the last line of a paragraph, as they are."""
    if not problem.is_text or len(problem.outputs) < 3 or len(set(problem.outputs)) < 2:
        return
    for column in own(problem):
        texts = [str(text) for text in column.values]
        if not all("\n\n" in text and len(text) <= LONGEST for text in texts):
            continue
        if all(
            any(out == line.strip() for line in text.splitlines())
            for text, out in zip(texts, problem.outputs, strict=True)
        ):
            for place in PLACES:
                for end in (0, -1):
                    price = WHOLE_LINE + 0.1 * (place not in (0, -1))
                    yield problem.term(PARAGRAPH_LINE(column.expr, place, end), price)


@generator("programs", priority=35)
def lines_below(problem: Problem) -> Iterator[Term | None]:
    """The line below one that all documents have."""
    if not problem.is_text or len(problem.outputs) < 3 or len(set(problem.outputs)) < 2:
        return
    for column in own(problem):
        if not all(isinstance(text, str) and "\n" in text and len(text) <= LONGEST for text in column.values):
            continue
        lines = [{line.strip() for line in text.splitlines()} for text in column.values]
        for label in sorted(set.intersection(*lines)):
            if HEADED.fullmatch(label):
                yield problem.term(BELOW(column.expr, label), SURE)
