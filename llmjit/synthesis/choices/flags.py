"""Values that are one of a pair by nature: yes and no, on and off."""

from __future__ import annotations

from llmjit.value import Value

FLAGS = frozenset(
    {"true", "false", "yes", "no", "y", "n", "on", "off", "pass", "fail", "active", "inactive", "t", "f"}
)


def is_flag(value: Value) -> bool:
    """Whether a value is one of a pair by nature, so that a column of it has no third."""
    return isinstance(value, bool) or (isinstance(value, str) and value.lower() in FLAGS)
