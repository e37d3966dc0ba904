"""Secrets out of what is written: API keys, bearer tokens, passwords in URLs, private keys.

Patterns are those of the issuers' documented prefixes; each is linear in the length of the text. A secret
becomes ``[redacted KIND]``, so that a reader sees what stood there.
"""

from __future__ import annotations

import re
from typing import Any

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "private key",
        re.compile(
            r"-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
            r"[A-Za-z0-9+/=\s\\:,.-]{0,20000}?"
            r"(?:-----END (?:[A-Z]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|\Z)"
        ),
    ),
    ("API key", re.compile(r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,400}")),
    ("API key", re.compile(r"\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,400}")),
    ("API key", re.compile(r"\bAIza[A-Za-z0-9_-]{30,400}")),
    ("API key", re.compile(r"\b(?:gsk|xai|hf|pplx|r8|nvapi)[-_][A-Za-z0-9_-]{20,400}")),
    ("access key", re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    ("token", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{20,400}")),
    ("token", re.compile(r"\bgithub_pat_[A-Za-z0-9_]{20,400}")),
    ("token", re.compile(r"\bglpat-[A-Za-z0-9_-]{16,400}")),
    ("token", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,400}")),
    ("token", re.compile(r"\beyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,4000}")),
    ("token", re.compile(r"(?i)(?<=\bbearer )[A-Za-z0-9._~+/=-]{8,4000}")),
    ("credentials", re.compile(r"(?i)(?<=\bauthorization: basic )[A-Za-z0-9+/=]{8,4000}")),
    ("password", re.compile(r"(?<=://)[^\s/@:'\"<>]{0,200}:[^\s/@'\"<>]{1,400}(?=@)")),
)

_NAME = (
    r"(?:api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret"
    r"|secret[_-]?(?:access[_-]?)?key|passw(?:or)?d)"
)
_ASSIGNED = re.compile(rf"(?i)({_NAME}[\"']?\s{{0,4}}[=:]\s{{0,4}}[\"'])([^\"'\n]{{6,400}})(?=[\"'])")
_QUERY = re.compile(rf"(?i)([?&](?:{_NAME}|token|key|sig|signature)=)([^&\s\"'#]{{6,2000}})")
_FIELD = re.compile(rf"(?i)(?:x[_-])?{_NAME}|authorization|proxy[_-]authorization|(?:set[_-])?cookie")

_HINTS = re.compile(
    r"(?i)-----BEGIN|[spr]k[-_]|aiza|gsk|xai|hf_|pplx|r8_|nvapi|akia|asia|gh[pousr]_|github_pat|glpat|xox|eyj"
    r"|bearer|basic|://|key|token|secret|passw"
)


def redact_text(text: str) -> str:
    """``text`` with every secret replaced by what kind of secret it was."""
    if _HINTS.search(text) is None:
        return text
    for kind, pattern in _PATTERNS:
        text = pattern.sub(f"[redacted {kind}]", text)
    text = _ASSIGNED.sub(_keep_name, text)
    return _QUERY.sub(_keep_name, text)


def _keep_name(match: re.Match[str]) -> str:
    return match[0] if match[2].startswith("[redacted") else f"{match[1]}[redacted secret]"


def redact(value: Any) -> Any:
    """JSON-able data with the secrets in its texts replaced, and the texts in fields named like secrets."""
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, list):
        return [redact(item) for item in value]
    if isinstance(value, dict):
        return {redact_text(key): _redact_field(key, item) for key, item in value.items()}
    return value


def _redact_field(key: str, value: Any) -> Any:
    if isinstance(value, str) and value and _FIELD.fullmatch(key):
        return value if value.startswith("[redacted") else "[redacted secret]"
    return redact(value)
