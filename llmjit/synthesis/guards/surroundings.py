"""Guards on where an answer that is a part of an input stands in it, and on how it begins.

A rule that fits by chance finds its part elsewhere on the next row: before a space where all others stood before
a comma. Measured on the development tasks with three observations, whatever other guards said: of the rows where
the answer had neighbours never seen, 48 of 100 were answered wrongly, of those where it began with another kind
of character 31, against 3 of all rows. Insisting on both costs 1 in 200 right answers that no other guard refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, applications, inputs_of
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.extents import copies_number, textual
from llmjit.synthesis.guards.numbers import copies_lone
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.strings.positions import common_prefix

LONG = 20_000
"""In longer texts an answer is not looked for again."""
ENDS = frozenset({"", " ", ",", ";", ":", ")"})
"""What says nothing of a number that it stands next to."""
GAP = r"[ \t]{2}|[ \t]*(?:\n|$)"
CONTINUED = r"[^\w\s]\w"
PATTERN = re.compile(r"[\\+*?]")
BEGINNINGS = (("isupper", "a capital"), ("islower", "a small letter"), ("isdigit", "a digit"))


def place_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """Guards on where the texts stand in the inputs that are places of an answer of fixed form."""
    guards = []
    for place, part in _places(program):
        seen = [output[place] for output in outputs]
        subject = f"{ANSWER}[{place!r}]"
        for guard in (*neighbours(names, rows, part, seen), *bracket_guards(part, seen)):
            if isinstance(guard.expected, dict) and any(len(marks) > 1 for marks in guard.expected.values()):
                continue  # marks that vary may vary further
            condition = re.sub(rf"\b{ANSWER}\b", lambda _: subject, guard.condition)  # noqa: B023
            reason = guard.reason.replace(ANSWER, f"{place!r} in {ANSWER}", 1)
            guards.append(replace(guard, condition=condition, reason=reason))
    return [*guards, *_numbered_places(program, outputs), *_followed_places(names, rows, program, outputs)]


def _followed_places(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """The word that always followed a place of an answer that was found in a document follows it again."""
    documents = [at for at in sorted(set(inputs_of(program))) if all("\n" in str(row[at]) for row in rows)]
    parsed = any(each.operator.name.startswith("parse_") for each in applications(program))
    for place, _ in () if parsed or len(documents) != 1 else _places(program):
        texts = [str(row[documents[0]]) for row in rows]
        seen = [output[place] for output in outputs]
        if not all(
            isinstance(value, str) and value and text.count(value) == 1
            for value, text in zip(seen, texts, strict=True)
        ):
            continue
        found = [
            re.match(r" ([^\W\d_]+)", text.partition(value)[2])
            for value, text in zip(seen, texts, strict=True)
        ]
        words = {each[1] if each else "" for each in found}
        if len(words) == 1 and "" not in words and len(set(seen)) > 1:
            (word,) = words
            subject = f"{ANSWER}[{place!r}]"
            behind = f"{names[documents[0]]}.partition({subject})[2].startswith({' ' + word!r})"
            reason = f"{word!r} always stood behind {place!r} in {ANSWER}"
            yield Guard("output", ANSWER, word, reason, len(rows), f"{subject} and {behind}")


def _numbered_places(program: Expr, outputs: Sequence[Any]) -> Iterator[Guard]:
    """The place of an answer of fixed form that always was one word that began with a digit begins with no letter."""
    program = main_line(program)
    if not isinstance(program, Apply) or program.operator.name not in ("list", "dict", "fields_of"):
        return
    first = outputs[0]
    places = list(first) if isinstance(first, dict) else range(len(first)) if isinstance(first, list) else ()
    for place in places:
        if all(
            isinstance(text := output[place], str) and re.fullmatch(r"[0-9]\S*", text) for output in outputs
        ):
            reason = f"{place!r} in {ANSWER} began with no letter but a digit"
            condition = f"not {ANSWER}[{place!r}][:1].isalpha()"
            yield Guard("output", ANSWER, "no letter", reason, len(outputs), condition)


def _places(program: Expr) -> Iterator[tuple[str | int, Expr]]:
    """The keys or indices of an answer of fixed form, with the programs of what stands there."""
    keys: Sequence[str] | None = None
    if (
        isinstance(program, Apply)
        and program.operator.name == "dict"
        and isinstance(program.arguments[0], Const)
    ):
        keys, program = program.arguments[0].value, program.arguments[1]
    if isinstance(program, Apply) and program.operator.name == "list":
        yield from zip(keys or range(len(program.arguments)), program.arguments, strict=True)


def neighbours(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, outputs: Sequence[Any]
) -> list[Guard]:
    """Guards on the place of an answer that the program copies, in the first input that holds it."""
    if isinstance(program, Apply) and program.operator.name == "labelled":
        return _closed(names, rows, program, outputs)
    if not textual(program) and not copies_number(program):
        return []
    if any(cut_at(program, index) is not None for index in range(len(names))):
        return []  # the marks say what it stands beside
    found = (
        surrounding_guards(names[index], column, outputs)
        if textual(program)
        else label_guards(names[index], column, outputs, copies_lone(program, index))
        for index in sorted(set(inputs_of(program)))
        if (column := [row[index] for row in rows])
    )
    return next(filter(None, found), [])


def _closed(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Apply, outputs: Sequence[Any]
) -> list[Guard]:
    """What always stood behind a value with a label: a mark, or the end of its line, or a gap.

    A value that stops short of it is cut off.
    """
    (index,) = set(inputs_of(program))
    name, column = names[index], [row[index] for row in rows]
    found = surrounding_guards(name, column, outputs)
    guards = [each for each in found if _one_mark(each.expected)]
    label = program.arguments[1]
    if not isinstance(label, Const) or not all(isinstance(text, str) for text in (*column, *outputs)):
        return guards
    behind = [text.partition(label.value + output)[2] for text, output in zip(column, outputs, strict=True)]
    if not guards and _ends_lines(behind):
        condition = f"re.match({GAP!r}, {name}.partition({label.value!r} + {ANSWER})[2]) is not None"
        reason = f"behind {ANSWER} its line ended, or there was a gap"
        guards = [Guard("output", ANSWER, "a gap", reason, len(outputs), condition)]
    elif not any(re.match(CONTINUED, text) for text in behind):
        condition = f"re.match({CONTINUED!r}, {name}.partition({label.value!r} + {ANSWER})[2]) is None"
        guards.append(
            Guard("output", ANSWER, "no more", f"no {ANSWER} went on behind a mark", len(outputs), condition)
        )
    return guards


def _ends_lines(behind: Sequence[str]) -> bool:
    """Whether what stands behind values is always a gap or the end of the line, and not always the latter."""
    some = any(not text.startswith("\n") for text in filter(None, behind))
    return some and all(re.match(GAP, text) for text in behind)


def _one_mark(expected: Any) -> bool:
    """Whether a guard on neighbours asks for one mark behind the answer."""
    (side, seen), *_ = expected.items()
    return side == "after" and len(seen) == 1 and re.fullmatch(r"[^\w\s]", seen[0]) is not None


def surrounding_guards(
    name: str, texts: Sequence[Any], answers: Sequence[Any], ends_of_words: frozenset[str] = frozenset()
) -> list[Guard]:
    """What stood before and after the answers in the texts of one input, if they all are parts of these.

    Where one of ``ends_of_words`` was seen and no letter or digit, any of them may stand there.
    """
    if not all(isinstance(text, str) and len(text) <= LONG for text in texts):
        return []
    if not answers or not all(isinstance(answer, str) and answer for answer in answers):
        return []
    parts = [text.partition(answer) for text, answer in zip(texts, answers, strict=True)]
    if not all(
        middle and answer not in after for (_, middle, after), answer in zip(parts, answers, strict=True)
    ):
        return []
    count = len(answers)
    guards = []
    for side, index, ends in (
        ("before", "[0][-1:]", [before[-1:] for before, _, _ in parts]),
        ("after", "[2][:1]", [after[:1] for _, _, after in parts]),
    ):
        allowed = set(ends)
        if allowed & ends_of_words and not any(map(str.isalnum, allowed)):
            allowed |= ends_of_words
        condition = _one_of(f"{name}.partition({ANSWER}){index}", allowed)
        if condition:
            seen = sorted(allowed)
            reason = f"{ANSWER} had no other neighbours {side} it in {name} in all {count} observations"
            guards.append(Guard("output", ANSWER, {side: seen}, reason, count, f"{ANSWER} and {condition}"))
    return guards + _beyond(name, parts) + _ahead(name, parts)


def _beyond(name: str, parts: Sequence[tuple[str, str, str]]) -> list[Guard]:
    """What stood behind the space after an answer: words may go on where a mark or the end was seen."""
    after = [after for _, _, after in parts]
    if not any(text.startswith(" ") for text in after):
        return []
    firsts = {text.lstrip(" ")[:1] for text in after}
    if any(map(str.isalnum, firsts)):
        return []
    condition = f"{ANSWER} and {name}.partition({ANSWER})[2].lstrip(' ')[:1] in {tuple(sorted(firsts))!r}"
    reason = f"behind {ANSWER} and a space there was no other character in {name}"
    return [Guard("output", ANSWER, {"behind": sorted(firsts)}, reason, len(parts), condition)]


def _ahead(name: str, parts: Sequence[tuple[str, str, str]]) -> list[Guard]:
    """What stood in front of the space before an answer, where it was no letter: words may have begun earlier."""
    lasts = {before.rstrip(" ")[-1:] for before, _, _ in parts if before.endswith(" ")}
    if not all(before.endswith(" ") for before, _, _ in parts) or any(map(str.isalpha, lasts)) or "" in lasts:
        return []
    if not all(map(str.isdigit, lasts)):
        return []
    condition = f"{ANSWER} and {name}.partition({ANSWER})[0].rstrip(' ')[-1:].isdecimal()"
    reason = f"before {ANSWER} and a space there was always a digit in {name}"
    return [Guard("output", ANSWER, {"ahead": "a digit"}, reason, len(parts), condition)]


def label_guards(name: str, texts: Sequence[Any], numbers: Sequence[Any], lone: bool = False) -> list[Guard]:
    """What stood before and after the numbers in the texts of one input, if they all were copied from these.

    A number is found by counting numbers, which others may join or leave: the words before it, if they were
    always the same, say what it is. A ``lone`` number is there to be confused with no other.
    """
    if not all(type(number) in (int, float) for number in numbers):
        return []
    written = list(map(str, numbers))
    guards = surrounding_guards(name, texts, written, ENDS if lone else frozenset())
    if not guards:
        return []
    label = _label([text.partition(number)[0] for text, number in zip(texts, written, strict=True)])
    found = f"{name}.partition(str({ANSWER}))"
    conditions = [guard.condition.split(" and ", 1)[1] for guard in guards]
    conditions = [condition.replace(f"{name}.partition({ANSWER})", found) for condition in conditions]
    guards = [replace(guard, condition=each) for guard, each in zip(guards, conditions, strict=True)]
    if label:
        reason = f"{ANSWER} stood behind the same words in {name} in all {len(numbers)} observations"
        guards = [guard for guard in guards if "[2]" in guard.condition]
        condition = f"{found}[0].endswith({label!r})"
        guards.insert(0, Guard("output", ANSWER, {"before": label}, reason, len(numbers), condition))
    return guards


def _label(before: Sequence[str]) -> str:
    """The words that all texts end with, if they end with a word and what follows it."""
    backwards = common_prefix([text[::-1] for text in before])
    shared = backwards[::-1]
    cut = any(text[: len(text) - len(shared)][-1:].isalnum() for text in before)
    if cut:
        shared = re.sub(r"^\w+", "", shared)
    found = re.search(r"[^\W\d_]+[^\w]{0,3}$", shared)
    return found[0] if found is not None else ""


def _one_of(character: str, seen: set[str]) -> str:
    """The condition that a character, or the end of the text, is like those seen; empty if any may be."""
    seen = seen | {""} if "\n" in seen else seen  # where a line ends, the text may
    marks = sorted(each for each in seen if not each.isalnum())
    tests = [f"{character} == {marks[0]!r}"] if len(marks) == 1 else []
    if len(marks) > 1:
        tests = [f"{character} in {tuple(marks)!r}"]
    letters, others = any(map(str.isalpha, seen)), any(map(str.isdecimal, seen))
    if len(seen) > len(marks):
        if marks or letters == others:
            return ""
        tests = [f"{character}.{'isalpha' if letters else 'isdecimal'}()"]
    return tests[0]


def beginning_guard(answers: Sequence[Any]) -> Guard | None:
    """All answers began with a capital, with a small letter or with a digit."""
    if not answers or not all(isinstance(answer, str) and answer for answer in answers):
        return None
    for test, called in BEGINNINGS:
        if all(getattr(answer[0], test)() for answer in answers):
            reason = f"{ANSWER} began with {called} in all {len(answers)} observations"
            return Guard("output", ANSWER, called, reason, len(answers), f"{ANSWER}[:1].{test}()")
    return None


def bracket_guards(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """Brackets that a program goes by, within its answers: as many that open as that close, where it was ever so."""
    if not all(isinstance(answer, str) for answer in answers):
        return []
    named = {mark for part in applications(program) for each in part.arguments for mark in _brackets(each)}
    return [
        Guard(
            "output",
            ANSWER,
            f"{left}{right} in pairs",
            f"{ANSWER} had as many {left} as {right} in all {len(answers)} observations",
            len(answers),
            f"{ANSWER}.count({left!r}) == {ANSWER}.count({right!r})",
        )
        for left, right in ("()", "[]", "{}", "<>")
        if (left in named or right in named)
        and all(answer.count(left) == answer.count(right) for answer in answers)
    ]


def _brackets(constant: Expr) -> set[str]:
    """The brackets that a constant names; of patterns those that are escaped."""
    text = constant.value if isinstance(constant, Const) else None
    if not isinstance(text, str):
        return set()
    return set(
        re.findall(r"\\([()\[\]{}])", text) if PATTERN.search(text) else re.findall(r"[()\[\]{}<>]", text)
    )
