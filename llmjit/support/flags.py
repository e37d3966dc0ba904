"""Words for yes and no, in any letter case."""

from __future__ import annotations

from collections.abc import Sequence

YES = frozenset({"yes", "y", "true", "t", "on", "1"})
NO = frozenset({"no", "n", "false", "f", "off", "0"})


class FlagError(ValueError):
    """The text says neither yes nor no."""


def says_yes(text: str) -> bool:
    """Whether a text is a word for yes. Raises FlagError for one that is no word for no either."""
    word = text.strip().casefold()
    if word not in YES | NO:
        raise FlagError(f"{text[:80]!r} says neither yes nor no")
    return word in YES


def says_all(flags: Sequence[object]) -> str:
    """``all``, ``some`` or ``none``, as flags say yes; raises FlagError for one that is neither yes nor no."""
    said = {flag if isinstance(flag, bool) else says_yes(str(flag)) for flag in flags}
    return "some" if len(said) > 1 else "all" if said == {True} else "none"
