"""Find the earlier result that a literal was copied out of, and write the code that reads it there again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.guard import Guard
from llmjit.ir.ops import Use
from llmjit.support.lookup import parse_data, paths_to

SIGNIFICANT: Final = 3
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


def copies(value: Any, shown: Sequence[Shown]) -> list[Copied]:
    """All places where a literal stands in what was shown, those in data before those in plain text."""
    found = [Copied(each, path) for each in shown for path in _paths(value, each.value)]
    if found:
        return found
    return [Copied(each, None) for each in shown if _in_text(value, each.value)]


def _paths(value: Any, shown: Any) -> list[tuple[str | int, ...]]:
    try:
        return [path for path in paths_to(value, parse_data(shown)) if path]
    except ValueError:
        return []


def _in_text(value: Any, shown: Any) -> bool:
    if not isinstance(shown, str):
        return False
    text = value if isinstance(value, str) else f"{value:,}"
    plain = value if isinstance(value, str) else repr(value)
    places = {
        m.span() for t in (text, plain) for m in re.finditer(rf"(?<![\w.]){re.escape(t)}(?!\w|\.\d)", shown)
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
    return [
        "    if not isinstance(value, str):",
        f"        raise GuardFailed('what was text is none now', kind='type', subject={source!r}, seen=value)",
    ]


def guards(source: str, keys: Sequence[str], value: Any) -> tuple[Guard, ...]:
    """What the reading assumes, for a person."""
    kind = "a number" if isinstance(value, int | float) else "text"
    wanted = f"the key given as {keys[0]}" if keys else "the keys it had"
    return (
        Guard("format", source, "data", f"{source} printed data when recorded", 1),
        Guard("key", source, list(keys), f"{source} must hold {wanted}", 1),
        Guard("type", source, kind, f"what is read there was {kind}", 1),
    )
