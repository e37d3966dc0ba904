"""Parts of URLs, written with or without their scheme."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit


class UrlError(ValueError):
    """The text is no URL."""


def _parts(text: str) -> SplitResult:
    try:
        return urlsplit(text if "://" in text else f"//{text}")
    except ValueError as error:
        raise UrlError(str(error)) from None


def url_host(text: str) -> str:
    """The host, in small letters, without user and port. Raises UrlError where there is none."""
    host = _parts(text).hostname
    if not host or " " in host:
        raise UrlError(f"{text[:80]!r} names no host")
    return host


def url_path(text: str) -> str:
    """The path, decoded; ``/`` where there is none."""
    return unquote(_parts(text).path) or "/"
