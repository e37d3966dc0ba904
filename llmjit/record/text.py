"""The text between model and recorder: code blocks in answers, results as the model is shown them.

Code is only ever taken from the model's own answers. Results and requests are data: tags in them are shown
escaped, so that not even a model that repeats them word for word makes them run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, final

OPEN = "<helpers>"
CLOSE = "</helpers>"

_OPENING = re.compile(r"^[ \t]*<helpers>[ \t]*\r?\n?", re.M)
_TAG = re.compile(r"<(?=\s{0,8}/?\s{0,8}helpers)", re.I)
_FENCE = re.compile(r"\A\s*```(?:python|py)?[ \t]*\n(.*)```\s*\Z", re.S)


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """A model's answer taken apart: the prose, the code of its block, if any, and the code's first line.

    ``closed`` is False for a block without its end.
    """

    prose: str
    code: str | None = None
    line: int = 1
    closed: bool = True


def parse_answer(text: str) -> Answer:
    """Find the block in an answer: the first ``<helpers>`` on a line of its own, up to ``</helpers>``."""
    opening = _OPENING.search(text)
    if opening is None:
        return Answer(text)
    code, close, _ = text[opening.end() :].partition(CLOSE)
    line = text.count("\n", 0, opening.end()) + 1
    fenced = _FENCE.match(code)
    if fenced is not None:
        line += code.count("\n", 0, fenced.start(1))
        code = fenced[1]
    return Answer(text[: opening.start()], code.rstrip(), line, bool(close))


def neutral(text: str) -> str:
    """``text`` with its block tags escaped, and lone surrogates replaced: no provider accepts them."""
    safe = text.encode("utf-8", "replace").decode() if _has_surrogates(text) else text
    return _TAG.sub("&lt;", safe)


def shortened(text: str, limit: int) -> str:
    """The beginning and the end of a text that is too long, saying how much is missing between them."""
    if len(text) <= limit:
        return text
    half = max(1, limit // 2)
    missing = len(text) - 2 * half
    return f"{text[:half]}\n[... {missing} characters not shown ...]\n{text[-half:]}"


def shown(value: Any, limit: int) -> str:
    """A value as the model is shown it: text as it is, anything else as Python writes it."""
    if isinstance(value, str):
        return shortened(value, limit)
    try:
        return shortened(repr(value), limit)
    except (RecursionError, ValueError):  # nested too deep, or a number with too many digits
        return f"<a {type(value).__name__} too large to show>"


def result_message(output: str, value: Any, has_value: bool, error: str, limit: int) -> str:
    """What a block gave, as the next message to the model."""
    parts = []
    if output:
        parts.append(shortened(output.rstrip("\n"), limit))
    if has_value:
        parts.append(shown(value, limit))
    if error:
        parts.append(shortened(error, limit))
    body = neutral("\n".join(parts) if parts else "(no output)")
    return f"<helpers_result>\n{body}\n</helpers_result>"


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
