"""Texts of forms that everybody knows (`llmjit.support.known_forms`) are records: their parts have names.

A part by name is far likelier than any rule by places that gives the same, where a form leaves no doubt what the
texts are. Any two or three words may be a person's name: there the parts are readings among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from llmjit.support.known_forms import FORMS, SHORT, FormError, parse_form
from llmjit.synthesis.expr import Apply, Const, Expr, Operator
from llmjit.synthesis.problem import Term

PARSE_FORM = Operator(
    "parse_form", ("str", "str"), "dict", "parse_form({0}, {1})", 0.3, (parse_form,), needs="{1} in {0}"
)
DOUBTFUL = frozenset({"person", "path", "endpoint", "image of a container"})
"""Forms that other texts have as well."""
BESIDE = {
    "mail address": ("without", "tag", ("user", "mailbox")),
    "address of the USA": ("without", "unit", ("road", "street")),
    "telephone number of North America": ("without", "extension", ("line",)),
    "file": ("with", "suffix", ("base", "stem")),
}
"""What may stand behind some parts of a form, and may be meant with them: where none was seen, none may come.

Or what tells what they are: where all texts had it, all must.
"""
TITLED = "person"
"""The form of names that is in no doubt where all have a title."""
_ENDINGS = re.compile(
    r"\.(?:pdf|txt|csv|tsv|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|gif|tiff?|bmp|svg|webp|html?|css|xml|json|ya?ml|zip|gz"
    r"|tar|7z|log|md|py|js|ts|java|cpp|mp[34]|wav|sql|ini|cfg|conf|sh|exe|dll|bak|tmp)$",
    re.IGNORECASE,
)
SIGNS = {
    "remote of git": re.compile(r"\.git/?$|^[\w.-]+@|^(?:ssh|git):"),
    "file": _ENDINGS,
    "image of a container": re.compile(r"[^\W\d_]"),
}
"""What some text must have, for others of the form may be anything."""
FILES = ("path of Windows", "path from the root", "file")
"""Forms of files, the surest first."""
READINGS: tuple[Expr, ...] = tuple(map(Const, sorted(DOUBTFUL)))
LONGEST = 600


def known(column: Term) -> Iterator[tuple[Expr, list[Any]]]:
    """The forms that all texts of a column have, with the records."""
    texts = [str(text) for text in column.values if isinstance(text, str) and 2 < len(text) <= LONGEST]
    if len(texts) < len(column.values) or all(map(str.isdigit, texts)):
        return
    filed = False
    for form in FORMS:
        records = _records(texts, form)
        if records is None or (form in FILES and filed):
            continue  # the same parts have names already
        filed = filed or form in FILES
        if form == TITLED and all("title" in record for record in records):
            yield PARSE_FORM(column.expr, f"{form} with title"), records
            continue
        said, beside, parts = BESIDE.get(form, ("", "", ()))
        if parts and all((beside in record) == (said == "with") for record in records):
            alone = [{name: record[name] for name in parts if name in record} for record in records]
            records = [
                {name: part for name, part in record.items() if name not in parts} for record in records
            ]
            yield PARSE_FORM(column.expr, f"{form} {said} {beside}"), alone
        yield PARSE_FORM(column.expr, form), records


def _records(texts: Sequence[str], form: str) -> list[dict[str, str]] | None:
    """The parts of texts that all are of a form which tells something apart in them."""
    if form in SIGNS and not any(map(SIGNS[form].search, texts)):
        return None
    records = []
    for text in texts:
        record = _record(text, form)
        if record is None:
            return None
        records.append(record)
    if all(set(record.values()) == {text} for record, text in zip(records, texts, strict=True)):
        return None
    whole = {name for name in records[0] if all(map(_is_whole, records, texts, repeat(name)))}
    records = [{name: part for name, part in record.items() if name not in whole} for record in records]
    if all(record.get("short") == record.get("given") for record in records):
        return [{name: part for name, part in record.items() if name not in SHORT} for record in records]
    return records


@lru_cache(maxsize=2048)
def _record(text: str, form: str) -> dict[str, str] | None:
    """The parts of a text, which searches ask for again and again; not to be changed."""
    try:
        return parse_form(text, form)
    except FormError:
        return None


def _is_whole(record: dict[str, str], text: str, name: str) -> bool:
    """Whether a part is the whole text, which needs no form to be known."""
    return record.get(name) == text


def is_form(expr: Expr) -> bool:
    """Whether these are the records of a known form."""
    return isinstance(expr, Apply) and expr.operator is PARSE_FORM


def doubtful(expr: Expr) -> bool:
    """Whether they are of a form that other texts have as well."""
    return isinstance(expr, Apply) and is_form(expr) and expr.arguments[1] in READINGS
