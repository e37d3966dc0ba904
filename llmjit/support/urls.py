"""Parts of URLs, written with or without their scheme."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

_SHARED = frozenset({"co", "com", "net", "org", "ac", "edu", "gov", "gob", "ne", "or", "go", "ltd", "plc"})
"""Names under which the registries of countries register others."""
_PORTS = {"http": 80, "https": 443}


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


def site_host(text: str) -> str:
    """The host of a URL or a host alone, in small letters, without ``www.`` in front of it."""
    return url_host(text).removeprefix("www.")


def url_path(text: str) -> str:
    """The path, decoded; ``/`` where there is none."""
    return unquote(_parts(text).path) or "/"


def url_scheme(text: str) -> str:
    """What stands before the ``://``, in small letters."""
    return _checked(text).scheme


def registered_domain(text: str, shared: bool) -> str:
    """The part of a host that is registered, of a URL or of a host alone: ``acme.co.uk`` of ``www.acme.co.uk``.

    Raises UrlError for numbers and for hosts of one name, and, unless ``shared``, for those below a shared name, as
    here: whether the last two names are wanted of these is not known.
    """
    labels = url_host(text.rpartition("@")[2]).split(".")
    if len(labels) < 2 or not labels[-1].isalpha() or not all(labels):
        raise UrlError(f"{text[:80]!r} has no registered domain")
    below = len(labels[-1]) == 2 and labels[-2] in _SHARED and len(labels) > 2
    if below and not shared:
        raise UrlError(f"{text[:80]!r} is registered below a shared name")
    return ".".join(labels[-2 - below :])


def url_base(text: str) -> str:
    """The URL without its query and its fragment, as it is written."""
    _checked(text)
    return text.partition("#")[0].partition("?")[0]


def url_segment(text: str) -> str:
    """The last part of the path, as it is written, with or without a slash behind it. Raises UrlError for none."""
    found = _checked(text).path.rstrip("/").rpartition("/")[2]
    if not found:
        raise UrlError(f"{text[:80]!r} has no path")
    return found


def url_way(text: str) -> str:
    """The path as it is written; ``/`` where there is none."""
    return _checked(text).path or "/"


def url_fragment(text: str) -> str | None:
    """What stands behind the ``#``; None where there is none."""
    return _checked(text).fragment or None


def url_port(text: str) -> int | None:
    """The port, if the URL names it."""
    try:
        return _checked(text).port
    except ValueError as error:
        raise UrlError(str(error)) from None


def url_service(text: str) -> int:
    """The port that is used: the one that the URL names, or else that of its scheme. Raises UrlError for none."""
    port = url_port(text) or _PORTS.get(_checked(text).scheme)
    if port is None:
        raise UrlError(f"{text[:80]!r} names no port")
    return port


def _checked(text: str) -> SplitResult:
    """The parts of a URL with a scheme; raises UrlError for anything else."""
    parts = _parts(text)
    if "://" not in text or not parts.scheme or not parts.hostname or any(map(str.isspace, text)):
        raise UrlError(f"{text[:80]!r} is no URL")
    return parts


def mailbox_name(text: str) -> str:
    """The name in ``Name <user@host>``, without quotes. Raises UrlError where the text is nothing of the kind."""
    name, mail = text[:-1].rsplit("<", 1) if text.endswith(">") and "<" in text else ("", "")
    name = name.strip()
    if not name or "@" not in mail or "<" in name:
        raise UrlError(f"{text[:80]!r} is no name with a mail address")
    quoted = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1].replace('\\"', '"') if quoted else name


def mailbox_name_if_any(text: str) -> str | None:
    """The same; None for a mail address alone, in angle brackets or without."""
    bare = text.startswith("<") or "<" not in text
    return None if bare and _mail(text) else mailbox_name(text)


def bare_subject(text: str) -> str:
    """The subject of a mail without ``Re:``, ``Fwd:`` and the like in front of it, however often they come."""
    return re.sub(r"^(?:(?:re|fwd?|aw|wg|sv|antw)(?:\[\d+\])?: *)+", "", text.strip(), flags=re.IGNORECASE)


def mailbox_host(text: str) -> str:
    """What stands behind the @ of ``user@host``, ``<user@host>`` or ``Name <user@host>``."""
    return _mail(text).rpartition("@")[2]


def mailbox_user(text: str) -> str:
    """What stands before the @ of ``user@host``, ``<user@host>`` or ``Name <user@host>``."""
    return _mail(text).rpartition("@")[0]


def _mail(text: str) -> str:
    mail = text[:-1].rpartition("<")[2] if text.endswith(">") else text
    user, _, host = mail.rpartition("@")
    if not user or not host or any(each.isspace() or each in '<>()",;:' for each in mail):
        raise UrlError(f"{text[:80]!r} is no mail address")
    return mail


def has_parameter(text: str, name: str) -> bool:
    """Whether a URL has a parameter of a name. Raises UrlError where it has one in other letters alone."""
    found = re.findall(r"[?&;]([^=&;#]+)=", text)
    if name not in found and name.casefold() in map(str.casefold, found):
        raise UrlError(f"{name!r} is in other letters in {text[:80]!r}")
    return name in found
