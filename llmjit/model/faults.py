"""From an exception of litellm, or of an SDK below it, to a diagnostic."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from llmjit.diagnostic import Diagnostic
from llmjit.model.errors import (
    BadSpec,
    NoKey,
    ProviderFault,
    RateLimited,
    RequestRefused,
    TimedOut,
    UnknownModel,
    Unreachable,
)

_NO_KEY = re.compile(
    r"missing credentials|api[ _]key.{0,40}(missing|must be set|not set)|incorrect api key", re.I
)
_NO_CONNECTION = re.compile(
    r"connection (error|refused|reset)|cannot connect|name or service not known", re.I
)
_KEY_IN_TEXT = re.compile(r"\b(sk|pk|key|Bearer)[-_ ][A-Za-z0-9_\-]{8,}")


def diagnose(model: str, error: BaseException, attempts: int, timeout: float) -> Diagnostic:
    """The diagnostic for ``error``; told apart by exception names and text, so that no SDK is imported."""
    names = {kind.__name__ for one in _chain(error) for kind in type(one).__mro__}
    text = " ".join(str(one) for one in _chain(error))
    reason = _one_line(str(error))
    rules: list[tuple[bool, Callable[[], Diagnostic]]] = [
        ("LLM Provider NOT provided" in text, lambda: BadSpec(spec=model, reason="no provider in the name")),
        (bool(_NO_KEY.search(text)), lambda: NoKey(model=model, reason=reason)),
        (
            bool(names & {"AuthenticationError", "PermissionDeniedError"}),
            lambda: NoKey(model=model, reason=reason),
        ),
        ("NotFoundError" in names, lambda: UnknownModel(model=model, reason=reason)),
        ("RateLimitError" in names, lambda: RateLimited(model=model, attempts=attempts, reason=reason)),
        (
            bool(names & {"Timeout", "APITimeoutError", "ReadTimeout"}),
            lambda: TimedOut(model=model, timeout=timeout, attempts=attempts),
        ),
        (
            bool(names & {"ConnectError", "ConnectionRefusedError"} or _NO_CONNECTION.search(text)),
            lambda: Unreachable(model=model, attempts=attempts, reason=reason),
        ),
        (
            bool(names & {"BadRequestError", "UnprocessableEntityError", "PaymentRequiredError"}),
            lambda: RequestRefused(model=model, reason=reason),
        ),
    ]
    for applies, build in rules:
        if applies:
            return build()
    return ProviderFault(model=model, attempts=attempts, reason=reason)


def retry_after(error: BaseException) -> float | None:
    """Seconds the provider asked us to wait, if it did."""
    for one in _chain(error):
        headers = getattr(getattr(one, "response", None), "headers", None)
        value = headers.get("retry-after") if headers is not None else None
        if value is not None and re.fullmatch(r"\d+(\.\d+)?", value):
            return float(value)
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    node: BaseException | None = error
    while node is not None and id(node) not in seen:
        seen.add(id(node))
        yield node
        node = node.__cause__ or node.__context__


def _one_line(text: str, limit: int = 300) -> str:
    first = " ".join(text.split())
    for secret in (v for k, v in os.environ.items() if k.endswith(("_API_KEY", "_TOKEN")) and len(v) > 7):
        first = first.replace(secret, "[key]")
    first = _KEY_IN_TEXT.sub("[key]", first)
    return first if len(first) <= limit else first[: limit - 1] + "…"
