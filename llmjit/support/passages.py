"""Parts of documents that have no marks of their own: what stands below a heading, between rules, behind a line."""

from __future__ import annotations

import re

from llmjit.support.sections import LONGEST, line_with

_RULE = re.compile(r"[ \t]*([-=_*~])\1{3,}[ \t]*")
_LABEL = re.compile(r"[^\W\d_][\w &/-]*:")
_MARKS = re.compile(r"[^\w\s]*")


class PassageError(ValueError):
    """The text has no such part, or more than one."""


def passage(text: str, heading: str) -> str:
    """What stands below the only line that is ``heading``, without outer blank lines.

    Below a heading that begins with marks (``## Name``) it goes on to the next of its level or above, below others to
    the first blank line. Raises PassageError.
    """
    lines = _lines(text)
    places = [at for at, line in enumerate(lines) if line.strip() == heading]
    if len(places) != 1:
        raise PassageError(f"{len(places)} lines are {heading[:80]!r}")
    return _below(lines, places[0])


def passage_if_any(text: str, heading: str) -> str:
    """The same, nothing where no line is the heading."""
    return passage(text, heading) if heading in map(str.strip, _lines(text)) else ""


def passage_to_label(text: str, heading: str) -> str:
    """What stands below the only line that is ``heading``, to the next one that ends with a colon as it does.

    Raises PassageError.
    """
    below: list[str] = []
    lines = [line.strip() for line in _lines(text)]
    if lines.count(heading) != 1:
        raise PassageError(f"{lines.count(heading)} lines are {heading[:80]!r}")
    for line in lines[lines.index(heading) + 1 :]:
        if not line or _LABEL.fullmatch(line):
            break
        below.append(line)
    return "\n".join(below)


def section_with(text: str, word: str) -> str:
    """What stands below the only heading with marks (``#``, ``[``, ``=``) that holds a word, whole.

    Raises PassageError, and SectionError where no heading or several hold the word.
    """
    lines = _lines(text)
    headings = [line for line in lines if line[:1] in ("#", "[", "=")]
    heading = line_with("\n".join(headings), word)
    if lines.count(heading) != 1:
        raise PassageError(f"{heading[:80]!r} stands there several times")
    return _below(lines, lines.index(heading))


def block(text: str, place: int) -> str:
    """What stands between two rules, lines that are one mark again and again. Raises PassageError."""
    blocks: list[list[str]] = [[]]
    for line in _lines(text):
        if _RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    if len(blocks) < 2 or not 0 <= place < len(blocks):
        raise PassageError(f"no part {place} between rules in {text[:80]!r}")
    return "\n".join(blocks[place]).strip("\n")


def paragraph(text: str, place: int) -> str:
    """The lines between two blank ones, counted from 0, or from the end below 0. Raises PassageError."""
    blocks: list[list[str]] = [[]]
    for line in _lines(text):
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    kept = [each for each in blocks if each]
    if not -len(kept) <= place < len(kept):
        raise PassageError(f"no paragraph {place} in {text[:80]!r}")
    return "\n".join(kept[place])


def paragraph_line(text: str, place: int, line: int) -> str:
    """A line of such a paragraph, by its place, without outer blanks. Raises PassageError."""
    lines = paragraph(text, place).splitlines()
    if not -len(lines) <= line < len(lines):
        raise PassageError(f"no line {line} in paragraph {place} of {text[:80]!r}")
    return lines[line].strip()


def paragraph_below(text: str, place: int, heading: str) -> str:
    """The same, without its first line, which is the heading. Raises PassageError."""
    first, _, below = paragraph(text, place).partition("\n")
    if first.strip() != heading:
        raise PassageError(f"paragraph {place} does not begin with {heading[:80]!r}")
    return below


def first_section(text: str, marks: str) -> str:
    """What stands below the first heading with these marks, to the next of its level or above. Raises PassageError."""
    lines = _lines(text)
    for at, line in enumerate(lines):
        if line.startswith(f"{marks} "):
            return _below(lines, at)
    raise PassageError(f"no heading with {marks!r}")


def behind_mark(line: str, mark: str) -> str:
    """What stands behind the mark that a line begins with. Raises PassageError."""
    if not line.startswith(mark):
        raise PassageError(f"{line[:80]!r} does not begin with {mark!r}")
    return line.removeprefix(mark)


def line_below(text: str, label: str) -> str:
    """The first line that is not blank below the only line that is ``label``. Raises PassageError."""
    lines = [line.strip() for line in _lines(text) if line.strip()]
    places = [at for at, line in enumerate(lines) if line == label]
    if len(places) != 1 or places[0] + 1 == len(lines):
        raise PassageError(f"{len(places)} lines are {label[:80]!r}, or nothing stands below")
    return lines[places[0] + 1]


def _lines(text: str) -> list[str]:
    if len(text) > LONGEST:
        raise PassageError("the text is too large")
    return text.splitlines()


def _below(lines: list[str], at: int) -> str:
    marks = _MARKS.match(lines[at].strip())
    level = marks[0] if marks else ""
    body: list[str] = []
    for line in lines[at + 1 :]:
        if level and line[:1] == level[0] and len(_marks(line)) <= len(level):
            break
        if not level and not line.strip() and any(map(str.strip, body)):
            break
        body.append(line)
    return "\n".join(body).strip("\n")


def _marks(line: str) -> str:
    found = _MARKS.match(line)
    return found[0] if found else ""
