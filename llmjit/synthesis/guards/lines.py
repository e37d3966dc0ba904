"""Guards on documents: the lines that a program takes and leaves out, the values in them, labels never seen.

What a rule for lines makes of a line of a kind that no observation has, nobody has said: an item that is indented or
has another bullet, the fence of a block of code, a comment. Lines of prose differ in every document, so a kind is no
more than how a line begins: whether it is indented, the marks in front, the form of a number, a letter. Where there
always were as many items as lines that begin with a letter, or a digit, or a mark, one that is left out is doubted.
A value in quotes, or before a comment, is written otherwise than those seen; so is one with a reference to a
character. Where an answer was found to be missing, another name for its label may stand there; so it may in a text
of one line that has letters, or digits, where those without an answer had none.

Of the rows of documents among our own tasks and the development tasks, three observations each, that were answered,
these refused 1 of 747 right ones; of tasks whose later rows are ragged 3 of 166 right and 13 of 18 wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, inputs_of, operators
from llmjit.synthesis.guards.answers import REFERENCE, nowhere, texts_of
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.conditions import no_others, set_of
from llmjit.synthesis.guards.relevance import regard
from llmjit.synthesis.records.operators import PARSE_FIELDS

LONGEST = 20_000
LISTING = frozenset({"marked", "all_marked", "in_one_run", "tokens", "filter", "lines", "map"})
"""Operators that take some of many lines."""
STRUCTURED = frozenset(
    {
        "parse_json",
        "parse_table",
        "parse_settings",
        "element_texts",
        "element_plain_texts",
        "elements",
        "attribute_values",
    }
)
"""Operators that read a document by its own rules, whatever its lines begin with."""
GATHERING = frozenset(
    {
        "length",
        "whole_total",
        "float_total",
        "tally",
        "count_of",
        "count_if",
        "only_if_any",
        "join",
    }
)
"""What is made of the lines taken, where the answer is no list."""
PICKING = frozenset({"marked", "in_one_run", "filter"})
OPENING = r"(?m)^([ \t]*)([^\w\s]{0,3})(\d[\d.,:/-]*)?([^\W\d_]?)"
"""How a line begins."""
HEADING = r"(?m)^\#"
HEADINGS = r"(?m)^([ \t]*)([#`~=]{1,3})(\d[\d.,:/-]*)?([^\W\d_]?)"
"""How lines begin that may be headings, or blocks of code."""
OTHER_LEVELS = {"#", "##", "###", "###a", "#a", "##a"}
"""How headings of other levels begin, and words behind such marks."""
CODE = "(?m)^```[^#`]*^```"
"""A block of code in which no line looks like a heading."""
QUOTATIONS = {">", ">>", ">>>"}
"""How quotations begin, and those within them."""
WORD = r"[^\W\d_]+"
BEGINNINGS = (r"[^\W\d_]", r"\d", r"[^\w\s]", r"[-*+•]\s")
QUOTED = r"""^(["'`]).*\1$|^\S+\s+("[^"]*"|#.*)$"""
"""A value in quotes, or one word with quotes or a comment behind it."""
NUMBERED = r"(?m)^[^\w\n]*([^\W\d_]+)[^\w\n]*?(?=[+(]?\d[^A-Za-z\n]*$)"
"""A word with nothing but a number behind it."""
BLANK_LINE = r"\n[ \t]*(?=\n)"
FOLDED = r"[ \t]*\n[ \t]+\S"
"""A line that goes on in the next one, as headers of mails do."""
CAPITALS = r"[A-Z][A-Z_-]+"
SHOUTED = rf"(?m)^[^\w\n]*({CAPITALS}):"
LABEL = r"(?m)^[^\w\n]*([^\W\d_][\w .-]*)[:=]"


def line_guards(name: str, texts: Sequence[Any], program: Expr, outputs: Sequence[Any]) -> list[Guard]:
    """No line begins in a way in which no line did, where lines are picked out of documents."""
    if not _documents(texts) or not _picks_lines(program, outputs):
        return []
    seen = {kind for text in texts for kind in openings(text)} | ({""} if _passes_blanks(program) else set())
    seen |= QUOTATIONS if ">" in seen else set()
    reason = f"no line of {name} began in another way"
    opened = _opened(name)
    if _finds_headings(program):
        seen |= OTHER_LEVELS
        opened = _opened(f"re.sub({CODE!r}, '', {name})", HEADINGS)
    return [Guard("format", name, sorted(seen), reason, len(texts), f"{opened} <= {set_of(seen)}")]


def _finds_headings(program: Expr) -> bool:
    """Whether a program takes what stands behind the marks of headings: prose and lists between them do not matter."""
    return any(
        each.operator.name in ("tokens", "marked")
        and str(getattr(each.arguments[1], "value", "")).startswith(HEADING)
        for each in applications(program)
    )


def _passes_blanks(program: Expr) -> bool:
    """Whether lines are told by what they hold or begin with, so that a blank one is none of them."""
    used = list(applications(program))
    if any(each.operator.name in ("in_one_run", "paragraph", "block", "passage") for each in used):
        return False
    lines = [each for each in used if each.operator.name == "lines"]
    kept = [each for each in used if each.operator.name == "filter" and each.arguments[0] in lines]
    found = [each.arguments[1] for each in used if each.operator.name in ("tokens", "marked")]
    told = [
        str(each.value) for each in found if isinstance(each, Const) and not re.search(each.value, "\n\n")
    ]
    return (bool(kept) and len(kept) == len(lines)) or (bool(found) and not lines and len(told) == len(found))


def openings(text: str) -> set[str]:
    """The ways in which the lines of a text begin."""
    return {
        (" " if indent else "") + marks + re.sub("[0-9]+", "0", number) + ("a" if letter else "")
        for indent, marks, number, letter in re.findall(OPENING, text)
    }


def _opened(name: str, pattern: str = OPENING) -> str:
    """The same as an expression of the emitted code, of the lines that the pattern finds."""
    return (
        "{(' ' if indent else '') + marks + re.sub('[0-9]+', '0', number) + ('a' if letter else '')"
        f" for indent, marks, number, letter in re.findall({pattern!r}, {name})}}"
    )


def document_guards(
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    program: Expr,
    outputs: Sequence[Any],
    formed: bool = False,
) -> list[Guard]:
    """The guards on answers that were found in documents; ``formed`` says that their characters are guarded."""
    found: list[Guard] = []
    for index, (name, texts) in enumerate(zip(names, zip(*rows, strict=True), strict=True)):
        read_as_text = index in inputs_of(program) and regard(program, index) == "text"
        if read_as_text and all(isinstance(text, str) and "\n" not in text for text in texts):
            found += _lacking_guards(name, texts, outputs)
        found += _further_fields(name, texts, index, program, outputs)
        if _documents(texts):
            found += _value_guards(program, outputs) if not (found or formed) else []
            found += [*_missing_guards(name, texts, outputs), *_absent_guards(name, texts, outputs)]
            found += _counted_guards(name, texts, outputs) if _picks_lines(program, outputs) else []
            found += [*_shouted_guards(name, texts, program), *_paragraph_guards(name, texts, outputs)]
            found += _folded_guards(name, texts, outputs)
    return found


def _further_fields(
    name: str, texts: Sequence[Any], index: int, program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """No more fields than there always were, where the answer had them all: a further one may be wanted too.

    Where the answer is all fields whatever their names are, there may be as many as there are.
    """
    if len({tuple(output) for output in outputs if isinstance(output, dict)}) > 1:
        return []
    for each in applications(program):
        if each.operator is PARSE_FIELDS and each.arguments[0] == Input(index):
            mark = each.arguments[2]
            sizes = {len(output) if isinstance(output, dict) else 0 for output in outputs}
            if isinstance(mark, Const) and sizes == {str(text).count(mark.value) for text in texts}:
                (size,) = sizes if len(sizes) == 1 else (0,)
                condition = f"{name}.count({mark.value!r}) == {size}"
                reason = f"{name} had no fields but those of the answer"
                expected = {"count": mark.value, "low": size, "high": size}
                return [Guard("format", name, expected, reason, len(texts), condition)] if size else []
    return []


def _documents(texts: Sequence[Any]) -> bool:
    """Whether these are texts of several lines."""
    return all(isinstance(text, str) and len(text) <= LONGEST and "\n" in text.strip() for text in texts)


def _picks_lines(program: Expr, outputs: Sequence[Any]) -> bool:
    """Whether a program takes some of many lines, for a list or for what is made of one."""
    names = {operator.name for operator in operators(program)}
    if not names & LISTING or names & STRUCTURED or _finds_anywhere(program, names):
        return False
    return bool(names & GATHERING) or any(isinstance(output, list | dict) for output in outputs)


def _finds_anywhere(program: Expr, names: set[str]) -> bool:
    """Whether all texts of a form are taken, wherever in lines they stand: how the lines begin does not matter."""
    found = [each.arguments[1] for each in applications(program) if each.operator.name == "tokens"]
    forms = [str(each.value) for each in found if isinstance(each, Const)]
    return (
        names & LISTING == {"tokens"}
        and len(forms) == len(found)
        and not any("(?m)" in each for each in forms)
    )


def _counted_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """As many items as there are lines that begin with such a character, where that always was so."""
    if not all(isinstance(output, list | dict) for output in outputs) or len(set(map(len, outputs))) < 2:
        return
    for beginning in BEGINNINGS:
        pattern = rf"(?m)^[ \t]*{beginning}"
        if all(len(re.findall(pattern, text)) == len(out) for text, out in zip(texts, outputs, strict=True)):
            condition = f"len({ANSWER}) == len(re.findall({pattern!r}, {name}))"
            reason = f"there were as many items as lines of {name} that begin like theirs"
            yield Guard("output", ANSWER, pattern, reason, len(texts), condition)


def _shouted_guards(name: str, texts: Sequence[str], program: Expr) -> Iterator[Guard]:
    """No other label in capitals than those seen, where one picks lines: ``TODO:`` may mean what ``ACTION:`` does."""
    rules = [each.arguments[1] for each in applications(program) if each.operator.name in PICKING]
    parts = [
        part
        for rule in rules
        for part in (rule, *(each for made in applications(rule) for each in made.arguments))
    ]
    named = [str(part.value).strip() for part in parts if isinstance(part, Const)]
    if any(re.search(rf"(?:^|\^){CAPITALS}(?::|$)", label) for label in named):
        seen = {label for text in texts for label in re.findall(SHOUTED, text)}
        if not seen <= {label for text in named for label in re.findall(CAPITALS, text)}:
            return  # others were passed over
        condition = no_others(SHOUTED, name, seen)
        reason = f"{name} had no other labels in capitals"
        yield Guard("format", name, sorted(seen), reason, len(texts), condition)


def _paragraph_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """Nothing stands below a line that is the answer, where nothing did: the paragraph may be meant."""
    if not all(isinstance(output, str) and output.strip() and "\n" not in output for output in outputs):
        return
    pairs = list(zip(texts, outputs, strict=True))
    if all(re.search(rf"(?m)^[ \t]*{re.escape(output)}[ \t]*$", text) for text, output in pairs):
        below = [rf"(?m)^[ \t]*{re.escape(output)}[ \t]*\n[ \t]*\S" for output in outputs]
        if not any(re.search(pattern, text) for pattern, text in zip(below, texts, strict=True)):
            ahead, behind = r"(?m)^[ \t]*", r"[ \t]*\n[ \t]*\S"
            condition = f"re.search({ahead!r} + re.escape({ANSWER}) + {behind!r}, {name}) is None"
            reason = f"nothing stood below the answer in {name}"
            yield Guard("output", ANSWER, "a paragraph", reason, len(texts), condition)
            yield from _first_paragraph(name, texts, outputs)


def _first_paragraph(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """Not more paragraphs than there were, where the answer was always the first: others may belong to it."""
    pairs = zip(texts, outputs, strict=True)
    most = max(len(re.findall(BLANK_LINE, text)) for text in texts)
    if most and all(text.lstrip().startswith(output.strip()) for text, output in pairs):
        condition = f"len(re.findall({BLANK_LINE!r}, {name})) <= {most}"
        reason = f"the answer was the first paragraph of {name}, which had no more of them"
        yield Guard("format", name, f"at most {most} blank lines", reason, len(texts), condition)


def _folded_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """No indented line below the one that the answer ends, where there was none: the line may go on there."""
    if not all(isinstance(output, str) and output.strip() and "\n" not in output for output in outputs):
        return
    pairs = list(zip(texts, outputs, strict=True))
    ends = all(re.search(re.escape(output) + r"[ \t]*(?:\n|$)", text) for text, output in pairs)
    if ends and not any(re.search(re.escape(output) + FOLDED, text) for text, output in pairs):
        condition = f"re.search(re.escape({ANSWER}) + {FOLDED!r}, {name}) is None"
        reason = f"no line of {name} went on below the answer"
        yield Guard("output", ANSWER, "a line", reason, len(texts), condition)


def _value_guards(program: Expr, outputs: Sequence[Any]) -> Iterator[Guard]:
    """No value stands in quotes, before a comment or with a reference to a character, where none did.

    Of what was taken of several lines for its place, there is no blank where there was none, and marks that all had.
    """
    values = [value for output in outputs for value in texts_of(output)]
    one = isinstance(program, Apply) and program.operator.name == "at"
    several = any(isinstance(output, list | dict) for output in outputs)
    for pattern, told in (
        (QUOTED, "stood in quotes or before a comment"),
        (REFERENCE, "held a reference"),
        *((("\\s", "held a blank"),) if one else ()),
        (r"^[^\w\s]", "began with a mark") if several else (r"[,;] ", "went on behind a mark"),
    ):
        if values and not any(re.search(pattern, value) for value in values):
            reason = f"no value {told}"
            yield Guard("output", ANSWER, None, reason, len(outputs), nowhere(pattern, outputs))
    keys = [{str(key).casefold() for key in output} for output in outputs if isinstance(output, dict)]
    if len(keys) == len(outputs) and all(
        len(each) == len(out) for each, out in zip(keys, outputs, strict=True)
    ):
        condition = f"len({{str(key).casefold() for key in {ANSWER}}}) == len({ANSWER})"
        yield Guard(
            "output", ANSWER, None, "no two names were one in another letter case", len(outputs), condition
        )
    shared = sorted(set.intersection(*map(set, values)) if values else ())
    for mark in (each for each in shared if one and not each.isalnum()):
        reason = f"every value held {mark!r}"
        yield Guard("output", ANSWER, mark, reason, len(outputs), f"{mark!r} in str({ANSWER})")


def _missing_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """Nothing is said to be missing where a line has a label that no observation has.

    Only where those without an answer had no labels of their own.
    """
    some = [output for output in outputs if output is not None]
    if len(some) == len(outputs):
        return
    lettered = any(isinstance(output, str) and re.search(r"[^\W\d_]", output) for output in some)
    pattern = LABEL if lettered else NUMBERED
    labels = [set(re.findall(pattern, text)) for text in texts]
    for at, output in enumerate(outputs):
        if output is None and not labels[at] <= set().union(*labels[:at], *labels[at + 1 :]):
            return
    seen = set().union(*labels)
    condition = f"{ANSWER} is not None or {no_others(pattern, name, seen)}"
    reason = f"nothing was missing where {name} had another label"
    yield Guard("output", ANSWER, sorted(seen), reason, len(texts), condition)


def _lacking_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """Nothing is said to be missing of a text with letters, or with digits, where only texts without had nothing."""
    lacking = [text for text, output in zip(texts, outputs, strict=True) if output is None]
    for pattern, what in ((r"[^\W\d_]", "letters"), (r"\d", "digits")):
        some = any(re.search(pattern, text) for text in texts)
        if lacking and some and not any(re.search(pattern, text) for text in lacking):
            condition = f"{ANSWER} is not None or re.search({pattern!r}, {name}) is None"
            reason = f"nothing was missing where {name} had {what}"
            yield Guard("output", ANSWER, f"no {what}", reason, len(lacking), condition)


def _absent_guards(name: str, texts: Sequence[str], outputs: Sequence[Any]) -> Iterator[Guard]:
    """Nothing is said to be missing where a line has the form of those with answers, which no text without one had."""
    with_answers = {
        _form(line)
        for text, output in zip(texts, outputs, strict=True)
        for line in (text.splitlines() if output is not None else ())
        if str(output) in line
    }
    without = {
        _form(line)
        for text, output in zip(texts, outputs, strict=True)
        for line in (text.splitlines() if output is None else ())
    }
    if not without or not with_answers - without:
        return
    told = with_answers - without
    forms = f"{{re.sub({WORD!r}, 'a', re.sub('[0-9]+', '0', line)) for line in {name}.splitlines()}}"
    condition = f"{ANSWER} is not None or not {forms} & {set_of(told)}"
    reason = f"nothing was missing where {name} had such a line"
    yield Guard("output", ANSWER, sorted(told), reason, len(texts), condition)


def _form(line: str) -> str:
    """A line with its words and numbers made alike."""
    return re.sub(WORD, "a", re.sub("[0-9]+", "0", line))
