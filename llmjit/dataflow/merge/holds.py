"""Guards that hold a value to what said it: two places that must agree, a text that says a constant still."""

from __future__ import annotations

import re
from typing import Any

from llmjit.ir import ops
from llmjit.ir.ops import Use
from llmjit.span import Span


def same_value(left: Use, right: Use, evidence: int, span: Span | None) -> ops.Check:
    """A guard that two values are the same."""
    return ops.Check(
        kind="precondition",
        condition="left == right",
        operands=(("left", left), ("right", right)),
        subject=left.partition(".")[0],
        evidence=evidence,
        reason="the recordings do not tell from which of two places the value was copied",
        span=span,
    )


def still(source: Any, value: Any, subject: str) -> str | None:
    """The condition that a result says a value as it did: on a line with the same label, or as a scalar."""
    word = anywhere(value)
    if not isinstance(source, str):
        return f"re.search({word!r}, str({subject})) is not None" if re.search(word, str(source)) else None
    for line in source.splitlines():
        match = re.search(word, line)
        if match is not None:
            label = re.match(r"[ \t]*[A-Za-z][\w /-]*[:=]", line)
            start = rf"(?m)^{re.escape(label[0])}.*" if label and label.end() <= match.start() else ""
            return f"isinstance({subject}, str) and re.search({start + word!r}, {subject}) is not None"
    return None


def mentions(text: Any, value: Any) -> bool:
    """Whether a value is said in what was shown."""
    return re.search(anywhere(value), text if isinstance(text, str) else repr(text)) is not None


def anywhere(value: Any) -> str:
    """A regex for a value that stands in a text as a word of its own."""
    text = re.escape(value if isinstance(value, str) else repr(value))
    return rf"(?<![\w.]){text}(?!\w|\.\d)"
