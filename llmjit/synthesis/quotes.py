"""String literals as a person writes them: double quotes, raw where backslashes are many."""

from __future__ import annotations

import ast
import io
import re
import tokenize


def literal(text: str) -> str:
    """A Python literal for a text: raw when that spares backslashes, in double quotes when there are none."""
    plain = re.fullmatch(r"[ !#-~]*", text) is not None
    if plain and "\\" in text and not text.endswith("\\"):
        return f'r"{text}"'
    if plain and "\\" not in text:
        return f'"{text}"'
    return repr(text)


def tidy(source: str) -> str:
    """The same program with its string literals in their usual form."""
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    for token in reversed(tokens):
        if token.type != tokenize.STRING or token.start[0] != token.end[0]:
            continue
        written = _rewrite(token.string)
        row, line = token.start[0] - 1, lines[token.start[0] - 1]
        lines[row] = line[: token.start[1]] + written + line[token.end[1] :]
    return "".join(lines)


def _rewrite(written: str) -> str:
    if written.startswith("'"):
        return literal(ast.literal_eval(written))
    if written.startswith("f'") and '"' not in written and "\\" not in written:
        return f'f"{written[2:-1]}"'
    return written
