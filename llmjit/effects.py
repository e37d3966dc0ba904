"""Declaring what a helper does to the world."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar, overload

Effect = Literal["pure", "read", "write"]
EFFECTS: tuple[Effect, ...] = ("pure", "read", "write")

_F = TypeVar("_F", bound=Callable[..., Any])
_ATTRIBUTE = "__llmjit_effect__"
_IN_DOCSTRING = re.compile(r"^[ \t]*effect:[ \t]*(pure|read|write)\b", re.I | re.M)
# fmt: off
_WRITING = frozenset({
    "add", "append", "book", "buy", "cancel", "close", "commit", "create", "delete", "deploy", "drop",
    "edit", "email", "execute", "insert", "move", "notify", "pay", "post", "publish", "push", "put",
    "record", "refund", "remove", "rename", "replace", "reset", "save", "schedule", "send", "set",
    "start", "stop", "store", "submit", "transfer", "update", "upload", "write",
})
_READING = frozenset({
    "calculate", "check", "count", "describe", "fetch", "find", "get", "inspect", "list", "lookup", "query",
    "read", "retrieve", "search", "show", "think", "view",
})
# fmt: on


@overload
def helper(function: _F, /) -> _F: ...
@overload
def helper(*, effect: Effect = "read") -> Callable[[_F], _F]: ...
def helper(function: Any = None, /, *, effect: Effect = "read") -> Any:
    """Declare a function of a tools file a helper with this effect.

    ``pure``: the same answer for the same arguments, always. ``read``: it looks at the world. ``write``: it
    changes the world; compiled programs never repeat such a call. Raises ``ValueError`` for another word.
    """
    if effect not in EFFECTS:
        raise ValueError(f"effect must be one of {', '.join(EFFECTS)}, not {effect!r}")

    def declare(declared: _F) -> _F:
        setattr(declared, _ATTRIBUTE, effect)
        return declared

    return declare if function is None else declare(function)


def is_declared(function: Callable[..., Any]) -> bool:
    """Whether ``function`` bears `helper`."""
    return hasattr(function, _ATTRIBUTE)


def effect_of(function: Callable[..., Any], name: str | None = None) -> Effect:
    """The declared effect; else what a line ``Effect: write`` of the docstring says; else a guess by name.

    A name that begins with a verb of change (``send_mail``, ``delete_row``) is taken to write: repeating a
    call that should not be repeated is the worse mistake. Everything else reads.
    """
    declared: Effect | None = getattr(function, _ATTRIBUTE, None)
    if declared is not None:
        return declared
    said = _IN_DOCSTRING.search(function.__doc__ or "")
    if said is not None:
        word = said[1].lower()
        return next(effect for effect in EFFECTS if effect == word)
    called = str(name or getattr(function, "__name__", ""))
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", called)
    return "write" if words and words[0].lower() in _WRITING else "read"


def effect_of_tool(name: str) -> Effect:
    """A guess for a tool that is known by its name alone, as in foreign recordings.

    Nobody declared it, so only a name that begins with a verb of looking (``get_order``) is taken to read.
    """
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name.rpartition(".")[2])
    return "read" if words and words[0].lower() in _READING else "write"
