"""What an expression of recorded code may do besides giving its value, judged by names alone."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Literal

Found = Literal["", "read", "mutate"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FUNCTIONS = _words(
    """
    abs all any ascii bin bool bytes chr complex dict divmod enumerate filter float format frozenset
    hash hex int isinstance issubclass iter len list map max min oct ord pow range repr reversed
    round set slice sorted str sum tuple type zip callable getattr hasattr Decimal Fraction Counter
    OrderedDict defaultdict date datetime timedelta time
    """
)
_METHODS = _words(
    """
    capitalize casefold center count decode encode endswith expandtabs find format format_map get
    index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable
    isspace istitle isupper items join keys ljust lower lstrip partition removeprefix removesuffix
    replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase
    title translate upper values zfill copy union intersection difference issubset issuperset
    isdisjoint symmetric_difference as_integer_ratio is_integer bit_length group groups groupdict
    start end span match search fullmatch findall finditer sub subn strftime isoformat date time
    timestamp weekday isoweekday total_seconds most_common elements quantize toordinal
    """
)
_MODULES = _words(
    """
    math statistics fractions decimal re json string itertools functools operator collections
    datetime calendar textwrap unicodedata bisect heapq html base64 hashlib csv io copy dataclasses
    typing difflib cmath
    """
)
_CLOCKS = frozenset({"now", "today", "utcnow"})
_CHANGES = frozenset(
    {"heappush", "heappop", "heapify", "heapreplace", "insort", "insort_left", "insort_right"}
)


def expression_effect(node: ast.AST, is_module: Callable[[str], str | None], local: frozenset[str]) -> Found:
    """The worst that any call in the expression may do.

    ``is_module`` gives the module an imported name stands for. ``local`` are functions of the recorded code
    known to be free of effects. An unknown function may change its arguments.
    """
    worst: Found = ""
    for part in ast.walk(node):
        if isinstance(part, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom):
            return "mutate"
        if isinstance(part, ast.Call):
            found = _call_effect(part.func, is_module, local)
            if found == "mutate":
                return found
            worst = found or worst
    return worst


def _call_effect(func: ast.expr, is_module: Callable[[str], str | None], local: frozenset[str]) -> Found:
    if isinstance(func, ast.Name):
        module = is_module(func.id)
        if module is not None:
            return _module_effect(module, func.id)
        if func.id in ("open", "input"):
            return "read"
        return "" if func.id in _FUNCTIONS or func.id in local else "mutate"
    if not isinstance(func, ast.Attribute):
        return "mutate"
    root = func.value
    while isinstance(root, ast.Attribute):
        root = root.value
    module = is_module(root.id) if isinstance(root, ast.Name) else None
    if module is not None:
        return _module_effect(module, func.attr)
    return "" if func.attr in _METHODS else "mutate"


def _module_effect(module: str, name: str) -> Found:
    if name in _CLOCKS:
        return "read"
    if name in _CHANGES:
        return "mutate"
    return "" if module.partition(".")[0] in _MODULES else "read"
