"""HTML and XML as text: what elements hold, what attributes say, and texts without tags."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(?<![^\s"'])([A-Za-z_:][-\w:.]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class MarkupError(ValueError):
    """The text has no such element or attribute, or more than one, or one that is not closed."""


def element_texts(text: str, name: str) -> list[str]:
    """What stands between ``<name ...>`` and ``</name>``, everywhere, without space around it.

    Raises MarkupError where such an element holds other tags or is not closed: what it says is left open then.
    """
    texts: list[str] = []
    start = -1
    for tag in _TAG.finditer(text):
        if start >= 0:
            if tag[2] != name or not tag[1]:
                raise MarkupError(f"the element {name!r} holds others in {text[:80]!r}")
            texts.append(text[start : tag.start()].strip())
            start = -1
        elif tag[2] == name and not tag[1] and not tag[3].endswith("/"):
            start = tag.end()
    if start >= 0:
        raise MarkupError(f"the element {name!r} is not closed in {text[:80]!r}")
    return texts


def element_text(text: str, name: str) -> str:
    """What the only element of a name holds. Raises MarkupError."""
    return _only(element_texts(text, name), name)


def attribute_values(text: str, name: str, element: str = "") -> list[str]:
    """The values of all attributes of a name, of elements of a name if one is given."""
    return [
        next(value for value in found.group(2, 3, 4) if value is not None)
        for tag in _TAG.finditer(text)
        if not element or tag[2] == element
        for found in _ATTRIBUTE.finditer(tag[3])
        if found[1] == name
    ]


def attribute_value(text: str, name: str, element: str = "") -> str:
    """The value of the only attribute of a name. Raises MarkupError."""
    return _only(attribute_values(text, name, element), name)


def elements(text: str, name: str) -> list[str]:
    """The opening tags of all elements of a name."""
    return [tag[0] for tag in _TAG.finditer(text) if tag[2] == name and not tag[1]]


def without_tags(text: str) -> str:
    """The text without tags. Raises MarkupError where a sign of one is left: what it was meant for is not clear."""
    plain = re.sub(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->", "", text)
    if "<" in plain and re.search(r"<[/!A-Za-z]", plain):
        raise MarkupError(f"a tag is not closed in {text[:80]!r}")
    return plain


def _only(found: list[str], name: str) -> str:
    if len(found) != 1:
        raise MarkupError(f"{len(found)} of {name!r}")
    return found[0]
