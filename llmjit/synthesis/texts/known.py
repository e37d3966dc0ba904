"""Texts of forms that everybody knows (`llmjit.support.known_forms`) are records: their parts have names.

A part by name is far likelier than any rule by places that gives the same, where a form leaves no doubt what the
texts are. Any two or three words may be a person's name: there the parts are readings among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from llmjit.support.known_forms import FORMS, FormError, parse_form
from llmjit.synthesis.expr import Apply, Const, Expr, Operator
from llmjit.synthesis.problem import Term

PARSE_FORM = Operator(
    "parse_form", ("str", "str"), "dict", "parse_form({0}, {1})", 0.3, (parse_form,), needs="{1} in {0}"
)
DOUBTFUL = frozenset({"person", "person, last name first", "path", "endpoint", "image of a container"})
"""Forms that other texts have as well."""
BESIDE = {
    "mail address": ("tag", ("user", "mailbox")),
    "address of the USA": ("unit", ("road", "street")),
    "telephone number of North America": ("extension", ("line",)),
}
"""What may stand behind some parts of a form, and may be meant with them: where none was seen, none may come."""
SIGNS = {"remote of git": re.compile(r"\.git/?$|^[\w.-]+@|^(?:ssh|git):")}
"""What some text must have, for others of the form may be anything."""
READINGS: tuple[Expr, ...] = tuple(map(Const, sorted(DOUBTFUL)))
LONGEST = 600


def known(column: Term) -> Iterator[tuple[Expr, list[Any]]]:
    """The forms that all texts of a column have, with the records."""
    texts = column.values
    if not all(isinstance(text, str) and 2 < len(text) <= LONGEST for text in texts):
        return
    if all(str(text).isdigit() for text in texts):
        return
    for form in FORMS:
        try:
            records = [parse_form(str(text), form) for text in texts]
        except FormError:
            continue
        if all(set(record.values()) == {text} for record, text in zip(records, texts, strict=True)):
            continue  # nothing is told apart
        if form in SIGNS and not any(map(SIGNS[form].search, map(str, texts))):
            continue
        beside, parts = BESIDE.get(form, ("", ()))
        if parts and not any(beside in record for record in records):
            alone = [{name: record[name] for name in parts if name in record} for record in records]
            records = [
                {name: part for name, part in record.items() if name not in parts} for record in records
            ]
            yield PARSE_FORM(column.expr, f"{form} without {beside}"), alone
        yield PARSE_FORM(column.expr, form), records


def is_form(expr: Expr) -> bool:
    """Whether these are the records of a known form."""
    return isinstance(expr, Apply) and expr.operator is PARSE_FORM


def doubtful(expr: Expr) -> bool:
    """Whether they are of a form that other texts have as well."""
    return isinstance(expr, Apply) and is_form(expr) and expr.arguments[1] in READINGS
