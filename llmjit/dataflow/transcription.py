"""Find the earlier result that a literal was copied out of, and write the code that reads it there again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.guard import Guard
from llmjit.ir.ops import Use
from llmjit.support.lookup import parse_data, scalars
from llmjit.support.mentions import number_mentions, read_number

SIGNIFICANT: Final = 3
_WORD: Final = re.compile(r"\w+")
_ORDINARY: Final = (24, 60, 100, 365, 360, 1000)


@final
@dataclass(frozen=True)
class Shown:
    """A value that the model was shown before it wrote the literal, and the name it has in the program."""

    use: Use
    value: Any


@final
@dataclass(frozen=True)
class Copied:
    """Where a literal stands in something shown: ``path`` in its data, or None for a place in plain text."""

    shown: Shown
    path: tuple[str | int, ...] | None


def significant(value: Any) -> bool:
    """Whether a literal says enough that finding it in a result is no coincidence."""
    if isinstance(value, bool) or value in _ORDINARY:
        return False
    if isinstance(value, int | float):
        digits = re.sub(r"\D", "", repr(value)).strip("0")
        return len(digits) >= SIGNIFICANT or (isinstance(value, float) and len(digits) >= SIGNIFICANT - 1)
    return isinstance(value, str) and len(value) > SIGNIFICANT


def telling(value: Any) -> bool:
    """Whether a literal is more than a start value: text with words in it, a number that is no round one."""
    if isinstance(value, str):
        return sum(map(str.isalnum, value)) > 1
    if isinstance(value, bool) or not isinstance(value, int | float) or value in _ORDINARY:
        return False
    return repr(abs(value)).strip("0.") not in ("", "1", "2")


@final
class Showings:
    """All that the model was shown so far, indexed: a long thread has thousands of literals and of results."""

    def __init__(self) -> None:
        self._number = 0
        self._held: dict[tuple[type, Any], list[tuple[int, Copied]]] = {}
        self._written: dict[int | float, list[tuple[int, Copied]]] = {}
        self._texts: list[Shown] = []
        self._numbers: set[int | float] = set()
        self._words: dict[str, list[int]] = {}

    def __bool__(self) -> bool:
        return self._number > 0

    def add(self, shown: Shown) -> None:
        """Take in what the model is shown next."""
        self._number += 1
        for path, found in _scalars(shown.value):
            self._number += 1
            place = (self._number, Copied(shown, path))
            self._held.setdefault((type(found), found), []).append(place)
            if isinstance(found, str):
                with suppress(ValueError):
                    self._written.setdefault(read_number(found), []).append(place)
        if isinstance(shown.value, str):
            for word in set(_WORD.findall(shown.value)):
                self._words.setdefault(word, []).append(len(self._texts))
            self._texts.append(shown)
            self._numbers.update(mention.value for mention in number_mentions(shown.value))

    def copies(self, value: Any) -> list[Copied]:
        """All places where a literal stands in what was shown, those in data before those in plain text."""
        places = self._held.get((type(value), value), [])
        if isinstance(value, int | float) and not isinstance(value, bool):
            places = sorted([*places, *self._written.get(value, ())], key=lambda place: place[0])
        if places:
            return [copied for _, copied in places]
        return [Copied(each, None) for each in self._with_words(value) if _in_text(value, each.value)]

    def mentions(self, value: Any) -> bool:
        """Whether anything shown holds the literal, in whatever way it is written there."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return bool(self.copies(value)) or (number and value in self._numbers)

    def _with_words(self, value: Any) -> list[Shown]:
        """The texts that hold the literal's words, in either way of writing it."""
        at: set[int] = set()
        for form in _forms(value):
            words = set(_WORD.findall(form))
            rarest = min(
                (self._words.get(word, []) for word in words), key=len, default=range(len(self._texts))
            )
            at.update(rarest)
        return [self._texts[index] for index in sorted(at)]


def _scalars(shown: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    try:
        return [(path, found) for path, found in scalars(parse_data(shown)) if path]
    except ValueError:
        return []


def _forms(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else {f"{value:,}", repr(value)}


def _in_text(value: Any, shown: Any) -> bool:
    if not isinstance(shown, str):
        return False
    places = {
        m.span()
        for form in _forms(value)
        for m in re.finditer(rf"(?<![\w.]){re.escape(form)}(?!\w|\.\d)", shown)
    }
    return len(places) == 1


def reading(name: str, source: str, keys: Sequence[str], path: Sequence[str | int], value: Any) -> str:
    """The module of a site that reads ``path`` of ``source``; ``keys`` are parameters that stand for path steps.

    ``path`` holds, for a step that is a parameter, that parameter's name in angle brackets.
    """
    number = isinstance(value, int | float)
    steps = ", ".join(
        str(s)[1:-1] if isinstance(s, str) and s in {f"<{k}>" for k in keys} else repr(s) for s in path
    )
    function = "look_up_number" if number else "look_up"
    kind = "a number" if number else "text"
    return "\n".join(
        [
            f"from llmjit.runtime.abi import GuardFailed, {function}",
            "",
            "",
            f"def {name}({', '.join([source, *keys])}):",
            f'    """Read {kind} where it was copied from when this was recorded."""',
            "    try:",
            f"        value = {function}({source}, {steps})",
            "    except (LookupError, ValueError) as error:",
            f"        reason = f{f'{source} does not hold what was read there: '!r} + str(error)".replace(
                "f'", "'"
            ),
            f"        raise GuardFailed(reason, kind='key', subject={source!r}, seen={source}, evidence=1) from None",
            *_typed(source, value),
            "    return value",
            "",
        ]
    )


def _typed(source: str, value: Any) -> list[str]:
    if isinstance(value, int | float):
        return []
    form, words = form_of([value])
    reason = f"what is read there was {words}"
    return [
        f"    if not (isinstance(value, str) and {form}):",
        f"        raise GuardFailed({reason!r}, kind='format', subject={source!r}, seen=value)",
    ]


FORMS = (
    ("value.isalpha() and value.isupper()", "capital letters"),
    ("value.isalpha()", "a word"),
    ("value.isdecimal()", "digits"),
    ("any(map(str.isalnum, value))", "a text"),
)


def form_of(texts: Iterable[str]) -> tuple[str, str]:
    """What texts that were copied look like, all of them: the condition on ``value``, and in words."""
    seen = list(texts)
    holding = (each for each in FORMS if all(eval(each[0], {"value": text}) for text in seen))
    return next(holding, ("True", "a text"))


def guards(source: str, keys: Sequence[str], value: Any) -> tuple[Guard, ...]:
    """What the reading assumes, for a person."""
    kind = "a number" if isinstance(value, int | float) else "text"
    wanted = f"the {keys[0]} wanted" if keys else "the keys it had"
    return (
        Guard("format", source, "data", f"{source} printed data when recorded", 1),
        Guard("key", source, list(keys), f"{source} must hold {wanted}", 1),
        Guard("type", source, kind, f"what is read there was {kind}", 1),
    )
