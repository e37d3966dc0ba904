"""Literals and parentheses as a person writes them: double quotes, raw strings, nothing in parentheses twice."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

_CLASS: Final = re.compile(r"\[(?:\\.|[^\]\\])+\]\+")
LONG: Final = 16


def literal(text: str) -> str:
    """A Python literal for a text: raw when that spares backslashes, in double quotes unless it holds one."""
    quote = next((each for each in "\"'" if each not in text), None)
    if not text.isprintable() or quote is None:
        return repr(text)
    if "\\" in text:
        return repr(text) if text.endswith("\\") else f"r{quote}{text}{quote}"
    return f"{quote}{text}{quote}"


def pattern_literal(source: str, parts: Mapping[str, str]) -> str:
    """A Python expression for a regular expression, raw where it can be; ``parts`` are constants by their text.

    Line ends are written as their escapes, which a pattern takes for the same.
    """
    source = re.sub(r"(?<!\\)((?:\\\\)*)\\?\n", r"\1\\n", source)
    used = {text: name for text, name in parts.items() if text in source}
    if used:
        cut = re.split(f"({'|'.join(map(re.escape, used))})", source)
        rest = [piece.replace("{", "{{").replace("}", "}}") for piece in cut[::2]]
        if all(map(_raw, rest)) and _raw("".join(rest)):
            names = [f"{{{used[piece]}}}" for piece in cut[1::2]]
            text = "".join(a + b for a, b in zip(rest, [*names, ""], strict=True))
            return f'rf"{text}"' if "\\" in text else f'f"{text}"'
    return f'r"{source}"' if "\\" in source and _raw(source) else literal(source)


def long_classes(sources: Iterable[str]) -> list[str]:
    """Repeated character classes that are too long to be read more than once, and stand there more than once."""
    found = Counter(text for source in sources for text in _CLASS.findall(source))
    return [text for text, times in found.items() if times > 1 and len(text) >= LONG]


def _raw(text: str) -> bool:
    """Whether the text can stand in a raw literal with double quotes as it is."""
    return text.isprintable() and re.fullmatch(r'(?:[^"\\]|\\.)*', text) is not None


def tidy(source: str) -> str:
    """The same program with its string literals in their usual form."""
    source = spare_parentheses(source)
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    for token in reversed(tokens):
        if token.type != tokenize.STRING or token.start[0] != token.end[0]:
            continue
        written = _rewrite(token.string)
        row, line = token.start[0] - 1, lines[token.start[0] - 1]
        lines[row] = line[: token.start[1]] + written + line[token.end[1] :]
    return "".join(lines)


def spare_parentheses(source: str) -> str:
    """The same program with ``sum(x for x in y)`` for ``sum((x for x in y))``, which is how `ast.unparse` writes it."""
    lines = source.splitlines(keepends=True)
    spare = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=function, args=[ast.GeneratorExp() as argument], keywords=[]):
                opened = function.end_lineno == argument.lineno and function.end_col_offset is not None
                if opened and argument.col_offset == (function.end_col_offset or 0) + 1:
                    spare += [(argument.lineno, argument.col_offset)]
                    spare += [(argument.end_lineno or 0, (argument.end_col_offset or 0) - 1)]
    for row, column in sorted(spare, reverse=True):
        line = lines[row - 1].encode("utf-8", "surrogatepass")
        lines[row - 1] = (line[:column] + line[column + 1 :]).decode("utf-8", "surrogatepass")
    return "".join(lines)


def _rewrite(written: str) -> str:
    if written.startswith("'"):
        return literal(ast.literal_eval(written))
    if written.startswith("f'") and '"' not in written and "\\" not in written:
        return f'f"{written[2:-1]}"'
    return written
