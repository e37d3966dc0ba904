"""Answers that are a part of what each input is as a whole: a URL, or a mail address with a name or without.

Such a part is far likelier than any rule by places that gives the same, where all inputs are of the kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support import urls
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.texts.kinds import SURE

LONGEST = 1000


def _part(name: str, result: str, needs: str) -> Operator:
    return Operator(name, ("str",), result, f"{name}({{0}})", 0.5, (getattr(urls, name),), needs=needs)


URL_PARTS = (
    _part("url_base", "str", "a URL: {0}"),
    _part("url_way", "str", "a URL: {0}"),
    _part("url_segment", "str", "a URL with a path: {0}"),
    _part("url_fragment", "any", "a URL: {0}"),
    _part("url_port", "any", "a URL: {0}"),
    _part("url_service", "int", "a URL: {0}"),
)
MAIL_PARTS = (
    _part("mailbox_name", "str", "a name with a mail address: {0}"),
    _part("mailbox_host", "str", "a mail address: {0}"),
    _part("mailbox_user", "str", "a mail address: {0}"),
)
NAMES = frozenset(each.name for each in (*URL_PARTS, *MAIL_PARTS))


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
            yield from (problem.term(each(column.expr), SURE) for each in MAIL_PARTS)
