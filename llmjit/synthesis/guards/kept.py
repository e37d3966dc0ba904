"""Guards on what a program leaves alone, or adds the same text to: rows that it should change may look otherwise.

That all texts seen came back as they were, or with the same end, says nothing of one that is longer than any of
them, or that is written otherwise where the end is added; nor do differences above zero of those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, operators
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.surroundings import BEGINNINGS
from llmjit.synthesis.numbers.operators import MODULO, REST, SUBTRACT
from llmjit.synthesis.strings.operators import REPLACE, SUBSTITUTE
from llmjit.synthesis.strings.positions import common_prefix
from llmjit.synthesis.texts.defaults import ENSURE_END, ENSURE_START

MANY = 6
"""From so many observations on, texts as they were are no chance."""


def kept_guards(names: Sequence[str], program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """Guards for programs that give a text as it is, or make sure of its end or beginning."""
    if not all(isinstance(answer, str) and answer for answer in answers):
        return _trimmed(program, answers)
    if isinstance(program, Input):
        return _longest(names[program.index], answers)
    if isinstance(program, Apply) and program.operator in (ENSURE_END, ENSURE_START):
        added = program.arguments[1]
        if isinstance(added, Const):
            return _joint(str(added.value), program.operator is ENSURE_END, answers)
    if any(operator is SUBTRACT or operator.name == "days_between" for operator in operators(program)):
        return _sign(answers)
    if any(operator in (MODULO, REST) for operator in operators(program)):
        return _nothing(answers, "no rest")
    return []


def _trimmed(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No blanks at the ends of elements, where none had any: the text was cut at something else then."""
    if not all(isinstance(answer, list) for answer in answers):
        return []
    elements = [each for answer in answers for each in answer]
    changed = isinstance(program, Apply) and program.operator.name in ("map", "words", "filter")
    if (
        changed
        or not elements
        or not all(isinstance(each, str) and each == each.strip() for each in elements)
    ):
        return []
    condition = f"all(item == item.strip() for item in {ANSWER})"
    reason = "no element began or ended with blanks"
    return [Guard("output", ANSWER, "no blanks at the ends", reason, len(answers), condition)]


ODD = {
    r"^[ \t]|[ \t](?:[ \t\n,;]|$)": "blanks never stood at the ends of the answer, doubled, or before a comma",
    r"([/\\,;|])\1": "marks were never doubled in the answer",
}
"""What answers have where a part that was put into them has blanks at its ends, or is empty."""


def spacing_guards(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No blanks at the ends of an answer that is put together, doubled or before a comma, and no doubled marks.

    Not where there never were. Parts with blanks at their ends may have been meant without, and a part that was
    never empty may be needed.
    """
    texts = [answer for answer in answers if isinstance(answer, str)]
    if isinstance(program, Input) or len(texts) < len(answers):
        return []
    guards = []
    for (source, reason), marks in zip(ODD.items(), (" ", "/\\,;|"), strict=True):
        shown = any(mark in text for mark in marks for text in texts)
        if shown and not any(re.search(source, text) for text in texts):
            condition = f"re.search({source!r}, {ANSWER}) is None"
            guards.append(Guard("output", ANSWER, f"no match of {source}", reason, len(answers), condition))
    return guards


NOTHING = r"(?<![\w.,:/-])0(?:[.,]0+)?(?![\d.,:/-])"


def _sign(answers: Sequence[str]) -> list[Guard]:
    """No difference of or below zero, in words, where none was seen: it may be told in other words."""
    guards = []
    if not any(re.search(r"-\d", text) for text in answers):
        condition = f"re.search('-[0-9]', {ANSWER}) is None"
        reason = "no difference was below zero"
        guards.append(Guard("output", ANSWER, "no sign", reason, len(answers), condition))
    worded = all(re.search(r"[^\W\d_]{2}", text) for text in answers)
    return guards + _nothing(answers, "no difference") * worded


def _nothing(answers: Sequence[str], what: str) -> list[Guard]:
    """No zero in a text where none was seen: where nothing is left it may not be told."""
    if any(re.search(NOTHING, text) or re.fullmatch(r"[-+\d.,]*", text) for text in answers):
        return []
    condition = f"re.search({NOTHING!r}, {ANSWER}) is None"
    return [Guard("output", ANSWER, "no 0", f"{what} was zero", len(answers), condition)]


def left_out_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], answers: Sequence[Any]
) -> list[Guard]:
    """What is left out behind an answer holds the words that it always held, longer ones where no text came back whole.

    ``Go (feat. Lee)`` without what is in parentheses says nothing of ``Home (Live)``.
    """
    if len(names) != 1 or not all(isinstance(answer, str) and answer for answer in answers):
        return []
    pairs = [(row[0], answer) for row, answer in zip(rows, answers, strict=True)]
    if not all(isinstance(text, str) and text.startswith(answer) for text, answer in pairs):
        return []
    rests = [text.removeprefix(answer) for text, answer in pairs]
    left = [set(re.findall(r"[^\W\d_]{2,}", rest)) for rest in rests if rest]
    if len(left) < 2:
        return []
    if len(left) == len(rests):
        named = [each for each in set.intersection(*left) if len(each) > 2]
        return [_held_in_rest(word, names[0], len(answers)) for word in sorted(named)]
    begun = re.match(r"[\W_]*[^\W\d_]{2,}(?=[\W_])", common_prefix([rest for rest in rests if rest]))
    if begun is not None:
        condition = f"{ANSWER} == {names[0]} or {names[0]}[len({ANSWER}):].startswith({begun[0]!r})"
        reason = f"what was left out always began with {begun[0]!r}"
        return [Guard("output", ANSWER, begun[0], reason, len(answers), condition)]
    return [_held_in_rest(word, names[0], len(answers)) for word in sorted(set.intersection(*left))]


def _held_in_rest(word: str, name: str, count: int) -> Guard:
    """A word that was in all that was left out."""
    condition = f"{ANSWER} == {name} or {word!r} in {name}[len({ANSWER}):]"
    return Guard("output", ANSWER, word, f"what was left out always held {word!r}", count, condition)


NO_BLANK = r"[^\s"
"""How a class begins of what is neither a blank nor one of some marks."""
DECIMALS = r"[0-9]+\.[0-9]+"


def decimal_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, answers: Sequence[Any]
) -> list[Guard]:
    """Numbers that a program writes with so many decimals stand in the text, if they always did: they may be copied."""
    if not any(operator.name == "format_number" for operator in operators(program)):
        return []
    numbers = [re.findall(DECIMALS, answer) if isinstance(answer, str) else [] for answer in answers]
    if not all(numbers):
        return []
    for index, name in enumerate(names):
        texts = [row[index] for row in rows]
        if all(isinstance(text, str) for text in texts) and all(
            number in text for text, each in zip(texts, numbers, strict=True) for number in each
        ):
            condition = f"all(number in {name} for number in re.findall({DECIMALS!r}, {ANSWER}))"
            reason = f"the numbers of {ANSWER} were written so in {name}"
            return [Guard("output", ANSWER, f"numbers of {name}", reason, len(answers), condition)]
    return []


def throughout_guards(
    names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr, answers: Sequence[Any]
) -> list[Guard]:
    """What was replaced occurs, and something is left, if both always were so: else the text is none of the kind."""
    guards = []
    if isinstance(program, Apply) and program.operator is REPLACE:
        text, old = program.arguments[:2]
        if isinstance(text, Input) and isinstance(old, Const):
            name = names[text.index]
            if all(str(old.value) in str(row[text.index]) for row in rows):
                reason = f"{name} always held {old.value!r}"
                guards.append(Guard("format", name, old.value, reason, len(rows), f"{old.value!r} in {name}"))
    if isinstance(program, Apply) and program.operator is SUBSTITUTE:
        guards += _marked(names, rows, program)
    if all(isinstance(answer, str) and answer for answer in answers):
        reason = f"{ANSWER} was never empty"
        guards.append(Guard("output", ANSWER, "not empty", reason, len(answers), f"{ANSWER} != ''"))
    return guards


def put_guards(program: Expr, answers: Sequence[Any]) -> Iterator[Guard]:
    """A mark that was put for others is in the answer, if it always was: a part without them may be of another kind."""
    puts = [each.arguments[2] for each in applications(program) if each.operator in (REPLACE, SUBSTITUTE)]
    for put in dict.fromkeys(each.value for each in puts if isinstance(each, Const) and each.value):
        if not str(put).isalnum() and all(isinstance(answer, str) and put in answer for answer in answers):
            reason = f"{ANSWER} always held {put!r}, which was put there"
            yield Guard("output", ANSWER, put, reason, len(answers), f"{put!r} in {ANSWER}")


def _marked(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Apply) -> list[Guard]:
    """What was put as a mark is there, if it always was: a text without it may be of another kind."""
    text, pattern, mark = program.arguments
    if (
        not isinstance(text, Input)
        or not isinstance(pattern, Const)
        or not isinstance(mark, Const)
        or not mark.value
    ):
        return []
    name = names[text.index]
    if not all(re.search(pattern.value, str(row[text.index])) for row in rows):
        return []
    condition = f"re.search({pattern.value!r}, {name}) is not None"
    held = Guard("format", name, pattern.value, f"{name} always held what is replaced", len(rows), condition)
    return [held, *_ended(name, [str(row[text.index]) for row in rows], str(pattern.value))]


def _ended(name: str, texts: Sequence[str], pattern: str) -> Iterator[Guard]:
    """What is replaced ends before no mark that it never ended before: a password may hold any."""
    value = pattern.rpartition(NO_BLANK)[2].removesuffix("]+")
    if NO_BLANK not in pattern or not value or not pattern.endswith(f"{value}]+"):
        return
    marks = f"(?=[{value}])"
    if not any(re.search(pattern + marks, text) for text in texts):
        condition = f"re.search({pattern + marks!r}, {name}) is None"
        reason = f"{name} had no mark behind what is replaced"
        yield Guard("format", name, "the end or a blank", reason, len(texts), condition)


def _longest(name: str, answers: Sequence[str]) -> list[Guard]:
    """No longer text than those seen to stay as they are, while these are few."""
    count, most = len(answers), max(map(len, answers))
    if count >= MANY:
        return []
    reason = f"no text that stayed as it was had more than {most} characters"
    return [Guard("length", name, [0, most], reason, count, f"len({name}) <= {most}")]


def _joint(added: str, end: bool, answers: Sequence[str]) -> list[Guard]:
    """The character that the added text stands next to is of the kind that it always was."""
    rest = [text.removesuffix(added)[-1:] if end else text.removeprefix(added)[:1] for text in answers]
    found = f"{ANSWER}.removesuffix({added!r})[-1:]" if end else f"{ANSWER}.removeprefix({added!r})[:1]"
    for test, called in BEGINNINGS:
        if all(rest) and all(getattr(each, test)() for each in rest):
            reason = f"{added!r} always stood next to {called}"
            return [Guard("output", ANSWER, called, reason, len(answers), f"{found}.{test}()")]
    return []
