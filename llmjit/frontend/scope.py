"""Which value a name of recorded code stands for, as far as the code has been lowered."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import final

from llmjit.ir.ops import Use


@final
@dataclass(eq=False)
class Function:
    """A function that was defined, and is lowered when it is first used, so that it sees what is bound then.

    ``captured`` are the outer names its body read, with their values: when one is bound anew, the
    function is lowered again, as Python would look the name up again.
    """

    node: ast.FunctionDef
    defaults: dict[str, Use]
    home: Scope
    place: object
    value: Use | None = None
    captured: dict[str, Use] = field(default_factory=dict)
    busy: bool = False


@final
@dataclass(eq=False)
class Scope:
    """Names bound in one region; ``function`` marks the outermost region of a function's body."""

    parent: Scope | None = None
    function: Function | None = None
    names: dict[str, Use | Function | None] = field(default_factory=dict)

    def find(self, name: str) -> Use | Function | None:
        """What the name is bound to; None when it is not, or was deleted."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def owner(self, name: str) -> Scope | None:
        """The innermost scope that binds the name."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.parent
        return scope

    def crossed(self, owner: Scope | None) -> list[Function]:
        """The functions whose bodies lie between here and a scope further out."""
        found: list[Function] = []
        scope: Scope | None = self
        while scope is not None and scope is not owner:
            if scope.function is not None:
                found.append(scope.function)
            scope = scope.parent
        return found

    @property
    def base(self) -> Scope:
        """The outermost scope of the function, or of the thread, that this one lies in."""
        scope = self
        while scope.function is None and scope.parent is not None:
            scope = scope.parent
        return scope
