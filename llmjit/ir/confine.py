"""What recorded code may do when the compiler runs it: work on values, and nothing else.

An allowlist: builtins that reach out of the process are not there, attributes that lead into the interpreter
are refused, imports give the public functions of pure modules, without the modules these import.
"""

from __future__ import annotations

import ast
import builtins
import importlib
from functools import cache, lru_cache
from types import CodeType, ModuleType
from typing import Any, Final, Literal

MODULES: Final = frozenset(
    {
        *("math", "cmath", "statistics", "fractions", "decimal", "re", "json", "string", "itertools"),
        *(
            "functools",
            "operator",
            "collections",
            "datetime",
            "calendar",
            "textwrap",
            "unicodedata",
            "bisect",
        ),
        *("heapq", "html", "base64", "hashlib", "copy", "dataclasses", "typing", "difflib", "random", "time"),
    }
)
ABI: Final = "llmjit.runtime.abi"
"""The functions that emitted code calls may be called before it is emitted, too."""
_FORBIDDEN = frozenset(
    {
        *(
            "open",
            "input",
            "eval",
            "exec",
            "compile",
            "__import__",
            "globals",
            "locals",
            "vars",
            "breakpoint",
        ),
        *("exit", "quit", "help", "memoryview", "setattr", "delattr", "getattr", "copyright", "credits"),
    }
)
_INNARDS = ("_", "gi_", "cr_", "ag_", "tb_", "co_", "f_", "func_")
_MEMBERS: dict[str, frozenset[str]] = {
    "operator": frozenset({"attrgetter", "methodcaller"}),
    "string": frozenset({"Formatter"}),
    "typing": frozenset({"get_type_hints"}),
}


class NotAllowed(Exception):
    """The code would reach out of the program; it is not run."""


@lru_cache(maxsize=4096)
def compiled(source: str, mode: Literal["eval", "exec"]) -> CodeType:
    """The code object of a template; raises `NotAllowed`, or SyntaxError."""
    tree = ast.parse(source, mode=mode)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith(_INNARDS):
            raise NotAllowed(f"the code reads the attribute {node.attr}")
        if isinstance(node, ast.Name) and (node.id in _FORBIDDEN or node.id.startswith("__")):
            raise NotAllowed(f"the code uses {node.id}")
    return compile(source, "<recorded>", mode)


@cache
def _facade(name: str) -> ModuleType:
    """A module's public functions and values, without the modules it imports itself."""
    module = importlib.import_module(name)
    denied = _MEMBERS.get(name, frozenset())
    face = ModuleType(name)
    for key, value in vars(module).items():
        if not key.startswith("_") and key not in denied and not isinstance(value, ModuleType):
            setattr(face, key, value)
    if name == "time":
        face.sleep = lambda seconds: None  # type: ignore[attr-defined]
    return face


def import_module(name: str, *rest: Any) -> ModuleType:
    """The facade of an allowed module; with more arguments, what ``__import__`` is called with."""
    root = name.partition(".")[0]
    if name == ABI:
        return importlib.import_module(name)
    if root not in MODULES:
        raise NotAllowed(f"the code imports {name}")
    face = _facade(name)
    if name == root or not rest or (len(rest) > 2 and rest[2]):
        return face
    top = _facade(root)
    setattr(top, name.partition(".")[2], face)
    return top


BUILTINS: Final[dict[str, Any]] = {
    **{name: value for name, value in vars(builtins).items() if name not in _FORBIDDEN},
    "__import__": import_module,
}
