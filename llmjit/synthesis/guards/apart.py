"""Guards on texts that a program cuts at marks alone, changes mark by mark, or reads all numbers of.

What stands between the marks may look like anything: how often these stand in a text says whether it is cut as those
seen were. Where marks are changed throughout, it may have as many words as it likes, among marks that were seen. All
numbers of a text are meant where each stands behind a word or mark behind which numbers were seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, operators
from llmjit.synthesis.guards.makings import between
from llmjit.synthesis.guards.texts import letter_guards
from llmjit.synthesis.guards.whole import pieces
from llmjit.synthesis.numbers.operators import ALL_NUMBERS
from llmjit.synthesis.strings.operators import (
    FIELD,
    JOIN,
    LOWER,
    MAP,
    REPLACE,
    SUBSTITUTE,
    TOKENS,
    UPPER,
)

CASED = frozenset({"lower", "upper", "title", "capitalize"})
NUMBER = r"\d+(?:[.,]\d+)*"


def cut_apart(program: Expr, index: int) -> tuple[str, ...]:
    """The marks at which a program cuts an input into fields, if it does nothing else with it; empty otherwise."""
    marks = list(dict.fromkeys(_marks(program, index)))
    fit = all(mark is not None and mark.strip() and not re.search(r"\w", mark) for mark in marks)
    return tuple(mark for mark in marks if mark) if fit else ()


def _marks(part: Expr, index: int) -> list[str | None]:
    """The marks at which an input is cut; None for whatever else is done with it."""
    if not isinstance(part, Apply):
        return [None] if part == Input(index) else []
    if part.operator is FIELD and part.arguments[0] == Input(index):
        mark, at = part.arguments[1:]
        return [str(mark.value)] if isinstance(mark, Const) and isinstance(at, Const) else [None]
    if part.arguments[:1] == (Input(index),) and (pair := between(part)) is not None:
        return list(pair)
    return [mark for each in part.arguments for mark in _marks(each, index)]


def apart_guards(name: str, seen: Sequence[str], marks: Sequence[str], alike: bool) -> list[Guard]:
    """Each mark is there as often as it was; among letters of any kind where all are ``alike`` to the program."""
    guards = []
    for mark in marks:
        counts = sorted({text.count(mark) for text in seen})
        condition = f"{name}.count({mark!r}) in {tuple(counts)!r}"
        reason = f"{name} held {mark!r} as often"
        guards.append(Guard("format", name, {"count": mark, "seen": counts}, reason, len(seen), condition))
    lettered = alike and any(map(str.isalpha, "".join(seen)))
    return guards if lettered else [*guards, *letter_guards(name, seen, "format")]


def changes_marks(program: Expr, index: int) -> bool:
    """Whether all that a program does with a text is to put other marks for its marks, and change letter case.

    Marks that are left out may have been so up to some word.
    """
    if REPLACE not in operators(program):
        return False
    parts = [part for part in pieces(program) if not isinstance(part, Const)]
    if len(parts) == 1 and parts[0] is not program:
        return changes_marks(parts[0], index)
    while isinstance(program, Apply) and program.operator in (REPLACE, LOWER, UPPER):
        constants = [str(each.value) for each in program.arguments if isinstance(each, Const)]
        if any(not text or re.search(r"[^\W_]", text) for text in constants):
            return False
        if program.arguments[0] == Input(index):
            return True
        program = program.arguments[0]
    return False


def mark_guards(name: str, seen: Sequence[str]) -> list[Guard]:
    """No marks but those seen, none twice in a row, none at the ends, where none ever was so."""
    marks = "".join(sorted({mark for text in seen for mark in re.findall(r"[\W_]", text)}))
    count = len(seen)
    found = [
        (rf"[^\w{re.escape(marks)}]" + "|_" * ("_" not in marks), "no other marks", "had no other marks")
    ]
    found += [(r"[\W_]{2}", "single marks", "never had two marks in a row")]
    found += [(r"^[\W_]|[\W_]$", "no marks at the ends", "never had marks at its ends")]
    return [
        Guard("format", name, expected, f"{name} {reason}", count, f"re.search({source!r}, {name}) is None")
        for source, expected, reason in found
        if not any(re.search(source, text) for text in seen)
    ]


def puts_together(program: Expr, index: int) -> str:
    """The pattern of the runs into which a program cuts an input, marks aside, to join all of them; else empty."""
    while isinstance(program, Apply) and program.operator.name in CASED:
        program = program.arguments[0]
    runs = program.arguments[1] if isinstance(program, Apply) and program.operator is JOIN else None
    while isinstance(runs, Apply) and runs.operator is MAP and _cases(runs.arguments[1]):
        runs = runs.arguments[0]
    if not isinstance(runs, Apply) or runs.operator is not TOKENS:
        return ""
    text, pattern = runs.arguments
    bare = text in (Input(index), SUBSTITUTE(Input(index), Const(r"[\W_]"), Const("")))
    return str(pattern.value) if bare and isinstance(pattern, Const) else ""


def _cases(change: Expr) -> bool:
    return isinstance(change, Apply) and change.operator.name in CASED and change.arguments == (Item(),)


def together_guards(name: str, seen: Sequence[str], pattern: str) -> list[Guard]:
    """No letter or digit is in none of the runs, whatever the form; marks and kinds of letters are those seen.

    Empty where some were passed over. Groups that were all full stay so: they may be counted from the other end.
    """
    bares = [re.sub(r"[\W_]", "", text) for text in seen]
    if any("".join(re.findall(pattern, bare)) != bare for bare in bares):
        return []
    bare = f"re.sub('[\\\\W_]', '', {name})"
    demands = [("nothing in {} was passed over", f"re.sub({pattern!r}, '', {bare}) == ''")]
    size = re.fullmatch(r"\.\{1,(\d+)\}", pattern)
    if size is not None and not any(len(text) % int(size[1]) for text in bares):
        demands.append((f"all groups of {{}} had {size[1]} characters", f"len({bare}) % {size[1]} == 0"))
    guards = [
        Guard("format", name, pattern, reason.format(name), len(seen), condition)
        for reason, condition in demands
    ]
    return [*guards, *mark_guards(name, seen), *letter_guards(name, seen, "format")]


def adds_all(program: Expr, index: int) -> bool:
    """Whether a program reads nothing of a text but all of its numbers together."""
    read = [each for each in applications(program) if each.operator is ALL_NUMBERS]
    if not any(each.arguments[0] == Input(index) for each in read):
        return False
    return all(
        Input(index) not in each.arguments or each.operator is ALL_NUMBERS for each in applications(program)
    )


def led_guards(name: str, seen: Sequence[str]) -> list[Guard]:
    """Every number stands behind words or marks, or at the beginning, where numbers were seen; empty if words vary."""
    heads = [text[: found.start()] for text in seen for found in re.finditer(NUMBER, text)]
    leads = [(re.search(r"([^\W\d_]+|[^\w\s]|\d|^)\s{0,3}$", head) or [""])[0].strip() for head in heads]
    words = {lead for lead in leads if lead.isalpha()}
    if any(leads.count(word) < 2 for word in words):
        return []
    marks = "".join(re.escape(lead) for lead in sorted(set(leads)) if lead and not re.match(r"\w", lead))
    others = f"(?!(?:{'|'.join(sorted(words))})(?![^\\W\\d_]))" if words else ""
    sources = [rf"(?<![^\W\d_]){others}[^\W\d_]+\s{{0,3}}[0-9]", rf"[^\w\s.,{marks}]\s{{0,3}}[0-9]"]
    sources += [rf"{re.escape(mark)}\s{{1,3}}[0-9]" for mark in ".," if mark not in leads]
    sources += [r"(?<![0-9])[.,][0-9]"] + [r"[0-9]\s{1,3}[0-9]"] * (not any(map(str.isdigit, leads)))
    sources += [r"^\s{0,3}[0-9]"] * ("" not in leads)
    source = "|".join(sources)
    if any(re.search(source, text) for text in seen):
        return []
    reason = f"numbers of {name} stood behind no other words or marks"
    return [Guard("format", name, source, reason, len(seen), f"re.search({source!r}, {name}) is None")]
