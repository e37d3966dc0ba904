"""HTML and XML as text: what elements hold, what attributes say, and texts without tags."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(?<![^\s"'])([A-Za-z_:][-\w:.]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLOCKS = frozenset({"ul", "ol", "li", "table", "tr", "td", "th", "dl", "div", "p"})
"""Elements that are more than emphasis or links."""


class MarkupError(ValueError):
    """The text has no such element or attribute, or more than one, or one that is not closed."""


def without_comments(text: str) -> str:
    """The text without ``<!-- ... -->``. Raises MarkupError where a comment is not closed."""
    if "<!--" not in text:
        return text
    head, *parts = text.split("<!--")
    kept = [head]
    for part in parts:
        _, closed, rest = part.partition("-->")
        if not closed:
            raise MarkupError(f"a comment is not closed in {text[:80]!r}")
        kept.append(rest)
    return "".join(kept)


def element_texts(text: str, name: str) -> list[str]:
    """What stands between ``<name ...>`` and ``</name>``, in any letter case, everywhere, without space around it.

    Raises MarkupError where such an element holds other tags or is not closed: what it says is left open then.
    """
    texts: list[str] = []
    start = -1
    text = without_comments(text)
    for tag in _TAG.finditer(text):
        if start >= 0:
            if tag[2].lower() != name.lower() or not tag[1]:
                raise MarkupError(f"the element {name!r} holds others in {text[:80]!r}")
            texts.append(text[start : tag.start()].strip())
            start = -1
        elif tag[2].lower() == name.lower() and not tag[1] and not tag[3].endswith("/"):
            start = tag.end()
    if start >= 0:
        raise MarkupError(f"the element {name!r} is not closed in {text[:80]!r}")
    return texts


def element_plain_texts(text: str, name: str) -> list[str]:
    """The same without the tags of elements within, which mark up what is said: links, emphasis.

    Raises MarkupError where an element is not closed or holds one of its own name, or a list, or a table.
    """
    texts: list[str] = []
    start = -1
    plain = without_comments(text)
    for tag in _TAG.finditer(plain):
        kind = tag[2].lower()
        if start >= 0 and (kind in _BLOCKS - {name.lower()} or (kind == name.lower() and not tag[1])):
            raise MarkupError(f"the element {name!r} holds others in {text[:80]!r}")
        if kind == name.lower():
            if tag[1] and start >= 0:
                texts.append(" ".join(without_tags(plain[start : tag.start()]).split()))
            start = -1 if tag[1] else tag.end()
    if start >= 0:
        raise MarkupError(f"the element {name!r} is not closed in {text[:80]!r}")
    return texts


def element_text(text: str, name: str) -> str:
    """What the only element of a name holds. Raises MarkupError."""
    return _only(element_texts(text, name), name)


def attribute_values(text: str, name: str, element: str = "") -> list[str]:
    """The values of all attributes of a name, in any letter case, of elements of a name if one is given."""
    return [
        next(value for value in found.group(2, 3, 4) if value is not None)
        for tag in _TAG.finditer(without_comments(text))
        if not element or tag[2].lower() == element.lower()
        for found in _ATTRIBUTE.finditer(tag[3])
        if found[1].casefold() == name.casefold()
    ]


def attribute_value(text: str, name: str, element: str = "") -> str:
    """The value of the only attribute of a name. Raises MarkupError."""
    return _only(attribute_values(text, name, element), name)


def elements(text: str, name: str) -> list[str]:
    """The opening tags of all elements of a name."""
    return [
        tag[0]
        for tag in _TAG.finditer(without_comments(text))
        if tag[2].lower() == name.lower() and not tag[1]
    ]


def html_rows(text: str) -> list[list[str]]:
    """The cells of each row of a table in HTML, without tags and with references to characters resolved.

    Raises MarkupError for a second table, and where a cell is not closed: where it ends is left open then.
    """
    text = without_comments(text)
    rows: list[list[str]] = []
    start = tables = -1
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in ("td", "th") and rows:
            if bool(tag[1]) != (start >= 0):
                raise MarkupError(f"a cell is not closed in {text[:80]!r}")
            if tag[1]:
                rows[-1].append(html.unescape(re.sub(r"<[^<>]*>", "", text[start : tag.start()])))
            start = -1 if tag[1] else tag.end()
        elif name in ("tr", "table") and not tag[1]:
            tables += name == "table"
            if start >= 0 or tables > 0:
                raise MarkupError(f"several tables, or a cell is not closed in {text[:80]!r}")
            if name == "tr":
                rows.append([])
    return rows


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


def element_records(text: str, name: str) -> list[dict[str, str]]:
    """The attributes of each element of a name, and what the elements in it say that hold no others, by their names.

    A name that comes twice in one of them is left out. Raises MarkupError where an element is not closed or holds one
    of its own name.
    """
    records: list[dict[str, str]] = []
    open_, start, twice = "", -1, set[str]()
    plain = without_comments(text)
    for tag in _TAG.finditer(plain):
        kind, closing, own = tag[2], bool(tag[1]), tag[2].lower() == name.lower()
        if own and closing == (start < 0):
            raise MarkupError(f"the element {name!r} is not closed or holds another in {text[:80]!r}")
        if own and closing:
            for each in twice:
                records[-1].pop(each, None)
            start = -1
        elif own:
            records.append(
                {found[1]: found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(tag[3])}
            )
            start, twice, open_ = (-1 if tag[3].endswith("/") else tag.end()), set(), ""
        elif start >= 0 and not closing:
            open_, start = kind, tag.end()
        elif start >= 0 and kind == open_:
            twice |= {kind} & records[-1].keys()
            records[-1][kind] = html.unescape(plain[start : tag.start()].strip())
            open_ = ""
    if start >= 0:
        raise MarkupError(f"the element {name!r} is not closed in {text[:80]!r}")
    return records
