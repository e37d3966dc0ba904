"""Guards on the words that a program looks for: they may be written otherwise, or be part of something else.

``[X]`` may mean what ``[x]`` does, and ``.PDF`` what ``.pdf`` does. Where a word always stood within a longer one,
``acme`` in ``@acme.com``, it may mean something else elsewhere. Two words are not found among single ones.

Of 918 tasks that were answered from three observations, those of six authors and the development set, other letter case
was seen in wrong rows of three and in a right row of one. Of 402 of them other surroundings were seen in wrong rows of
two and in no right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, inputs_of
from llmjit.synthesis.guards.conditions import no_others
from llmjit.synthesis.strings.operators import WORDS
from llmjit.synthesis.strings.positions import common_prefix

PATTERNS = frozenset(
    {
        "tokens",
        "marked",
        "in_one_run",
        "all_marked",
        "match_after",
        "token",
        "start_of",
        "end_of",
        "only_match",
        "match_of",
    }
)
"""Operators that look for a pattern."""
HELD = frozenset({"contains", "holds_word"})
WORDED = HELD | frozenset(
    {
        "is_value",
        "labelled",
        "starts_with",
        "ends_with",
        "number_by",
        "field",
        "since",
        "word_behind",
        "adds_up",
        "equals",
        "line_below",
        "amount_of",
        "count",
        "count_of",
        "tally",
    }
)
"""Operators that look for a text."""
UNSAID = r"\\[A-Za-z]|\(\?[a-z]+\)|\(\?<?[=!:]"
"""What letters of a pattern do not stand for themselves."""
SHORT = "[a-z]{1,3}"
"""Short words such as ``by`` begin sentences as well."""
CLASS = r"(?<!\\)\[(?:\\.|[^\]\\])*\]"
BOXED = r"\\\[([A-Za-z]+)\\\]"
LEAST = 3
"""So often must a word have stood in the same surroundings."""
CLOSING = r"""(?=[.,;:!?)"']*(?:\s|$))"""


def case_guards(name: str, texts: Sequence[str], program: Expr, index: int) -> Iterator[Guard]:
    """The words that a program looks for stand in the texts of one input in no other letter case, if they never did."""
    for word in dict.fromkeys(_words(program, index)):
        ahead = r"(?<!\w)" * word[0].isalnum()
        behind = r"(?!\w)" * word[-1].isalnum()
        source = f"(?i){ahead}{re.escape(word)}{behind}"
        found = {each for text in texts for each in re.findall(source, text)}
        if found == {word}:
            condition = no_others(source, name, found)
            reason = f"{name} held {word!r} in no other letter case"
            yield Guard("format", name, word, reason, len(texts), condition)


def _words(program: Expr, index: int) -> Iterator[str]:
    """The words that a program looks for in an input, or in the items of one."""
    read = inputs_of(program)
    for each in applications(program):
        name = each.operator.name
        if index not in (inputs_of(each) or read) or name not in PATTERNS | WORDED:
            continue
        for part in each.arguments[1:]:
            text = part.value if isinstance(part, Const) and isinstance(part.value, str) else ""
            if name in WORDED and len(text.strip()) > 1 and re.search("[A-Za-z]", text):
                if name in HELD or not re.fullmatch(SHORT, text.strip()):
                    yield text.strip()
            elif name in PATTERNS and not re.search(r"\(\?[a-z]*i", text):
                plain = re.sub(UNSAID, " ", text)
                yield from (f"[{letters}]" for letters in re.findall(BOXED, plain))
                words = re.findall(r"[A-Za-z]{2,}", re.sub(CLASS, " ", plain))
                yield from (word for word in words if not re.fullmatch(SHORT, word))


def surrounded_guards(name: str, texts: Sequence[str], program: Expr, index: int) -> Iterator[Guard]:
    """A word that is asked for, and that always stood beside the same mark, within the same text, does so again."""
    read = applications(program) if index in inputs_of(program) else ()
    held = [each for each in read if each.operator.name in HELD]
    words = [str(part.value).strip() for each in held if isinstance(part := each.arguments[1], Const)]
    for word in dict.fromkeys(word for word in words if re.search("[A-Za-z]{2}", word)):
        found = [
            (text[: at.start()], text[at.end() :])
            for text in texts
            for at in re.finditer(re.escape(word), text)
        ]
        if len(found) < LEAST:
            continue
        before = common_prefix([re.findall(r"\S*$", ahead)[0][::-1] for ahead, _ in found])[::-1]
        after = common_prefix([re.findall(r"^\S*", behind)[0] for _, behind in found])
        if not re.search(r"[^\w\s]", before[-1:] + after[:1]):
            continue
        whole = f"{before}{word}{after}"
        source = re.escape(whole) + _ended([behind.removeprefix(after) for _, behind in found])
        condition = f"{name}.count({word!r}) == len(re.findall({source!r}, {name}))"
        reason = f"{word!r} always stood within {whole!r}"
        yield Guard("format", name, whole, reason, len(texts), condition)


def _ended(rests: Sequence[str]) -> str:
    """The pattern of what stands behind, if that always was no more of the same word."""
    return CLOSING if all(re.match(CLOSING, rest) for rest in rests) else ""


def lone_word_guards(name: str, texts: Sequence[str], program: Expr, index: int) -> Iterator[Guard]:
    """A cell that is looked for among single words is one word, as all were: no other is ever found."""
    for each in applications(program):
        if each.operator.name not in ("is_value", "equals") or Input(index) not in each.arguments:
            continue
        others = [part for part in each.arguments if part != Input(index)]
        words = any(isinstance(part, Apply) and any(map(_takes_word, applications(part))) for part in others)
        if words and not any(len(text.split()) > 1 for text in texts):
            condition, reason = f"len({name}.split()) <= 1", f"{name} was one word"
            yield Guard("format", name, 1, reason, len(texts), condition)
            return


def _takes_word(part: Apply) -> bool:
    """Whether a part takes one of the words that a text is cut into at blanks."""
    return (
        part.operator.name == "at"
        and isinstance(words := part.arguments[0], Apply)
        and words.operator is WORDS
    )
