"""Answers that are a part of what each input is as a whole: a URL, or a mail address with a name or without.

Such a part is far likelier than any rule by places that gives the same, where all inputs are of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support import urls
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.texts.kinds import SURE
from llmjit.synthesis.texts.labels import LABELLED

LONGEST = 1000


def _part(name: str, result: str, needs: str) -> Operator:
    return Operator(name, ("str",), result, f"{name}({{0}})", 0.5, (getattr(urls, name),), needs=needs)


URL_PARTS = (
    _part("url_scheme", "str", "a URL: {0}"),
    _part("url_base", "str", "a URL: {0}"),
    _part("url_way", "str", "a URL: {0}"),
    _part("url_segment", "str", "a URL with a path: {0}"),
    _part("url_fragment", "any", "a URL: {0}"),
    _part("url_port", "any", "a URL: {0}"),
    _part("url_service", "int", "a URL: {0}"),
)
MAIL_PARTS = (
    _part("mailbox_name", "str", "a name with a mail address: {0}"),
    _part("mailbox_name_if_any", "any", "a mail address, with a name or without: {0}"),
    _part("mailbox_host", "str", "a mail address: {0}"),
    _part("mailbox_user", "str", "a mail address: {0}"),
)
DOMAIN = Operator(
    "registered_domain",
    ("str", "bool"),
    "str",
    "registered_domain({0}, {1})",
    0.5,
    (urls.registered_domain,),
    needs="a host: {0}",
)
SUBJECT = _part("bare_subject", "str", "text: {0}")
NAMES = frozenset(each.name for each in (*URL_PARTS, *MAIL_PARTS, DOMAIN))
HEADER = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*: ")
LINE = re.compile(rf"^{HEADER.pattern}", re.MULTILINE)
"""The same at the beginning of a line."""
REPLY = re.compile(r"(?:re|fwd?|aw|wg|sv|antw): ", re.IGNORECASE)


@generator("programs", priority=17)
def parts(problem: Problem) -> Iterator[Term | None]:
    """The part of each input that is the answer to it, where not all answers are the input itself."""
    if any(isinstance(output, list | dict | bool | float) for output in problem.outputs):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if column.values == problem.outputs or max(map(len, texts)) > LONGEST:
            continue
        if all("://" in text for text in texts):
            yield from (problem.term(each(column.expr), SURE) for each in URL_PARTS)
        elif all("@" in text for text in texts):
            expr = _behind_header(column.expr, texts)
            yield from (problem.term(each(expr), SURE) for each in MAIL_PARTS)


@generator("programs", priority=17)
def domains(problem: Problem) -> Iterator[Term | None]:
    """The registered domains of URLs, mail addresses or hosts, some of which have more than it."""
    if not problem.is_text or not all("." in str(output) for output in problem.outputs):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        if column.values != problem.outputs and max(len(str(value)) for value in column.values) <= LONGEST:
            plain = problem.term(DOMAIN(column.expr, False), 0.5)
            yield plain if plain is not None else problem.term(DOMAIN(column.expr, True), 0.5)


@generator("programs", priority=18)
def subjects(problem: Problem) -> Iterator[Term | None]:
    """Subjects of mails without the marks of replies, where some of the inputs have them."""
    if not problem.is_text:
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) <= LONGEST and sum(bool(REPLY.search(text)) for text in texts) > 1:
            yield problem.term(SUBJECT(_behind_header(column.expr, texts)), SURE)
            yield from _under_headers(column.expr, texts, problem)


def _under_headers(column: Expr, texts: Sequence[str], problem: Problem) -> Iterator[Term | None]:
    """The same of the one header of mails that answers may be marks of replies in front of."""
    names = set.intersection(*(set(LINE.findall(text)) for text in texts))
    for name in sorted(names) if any("\n" in text for text in texts) else ():
        yield problem.term(SUBJECT(LABELLED(column, name, r"[^\n]+")), SURE)


def _behind_header(column: Expr, texts: Sequence[str]) -> Expr:
    """What stands behind the name of a mail's header, where all texts begin with the same."""
    found = HEADER.match(texts[0])
    if found is None or REPLY.fullmatch(found[0]) or not all(text.startswith(found[0]) for text in texts):
        return column
    return LABELLED(column, found[0], r"[^\n]+")
