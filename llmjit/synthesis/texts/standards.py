"""Codes that standards define: check digits, IPv4 addresses as numbers, permissions of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support import checksums
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator

CHECK = Operator("check_digit", ("str", "str"), "str", "check_digit({0}, {1})", 0.8, (checksums.check_digit,))
CHECKED = Operator("is_checked", ("str", "str"), "bool", "is_checked({0}, {1})", 0.8, (checksums.is_checked,))
ADDRESS_NUMBER = Operator(
    "address_number", ("str",), "int", "int(ipaddress.IPv4Address({0}))", 0.8, (), ("ipaddress",)
)
NUMBER_ADDRESS = Operator(
    "number_address", ("any",), "str", "str(ipaddress.IPv4Address(int({0})))", 0.8, (), ("ipaddress",)
)
MODE = Operator("permissions", ("any",), "str", "stat.filemode(int(str({0}), 8))[1:]", 0.8, (), ("stat",))
KINDS = ("luhn", "ean", "isbn10", "mod97")
FORMS = {
    "luhn": re.compile(r"\d{8,19}"),
    "ean": re.compile(r"\d{8}|\d{12,14}"),
    "isbn10": re.compile(r"\d{9}[\dX]"),
    "mod97": re.compile(r"\d{8,30}"),
}
"""Numbers that may end with check digits of a kind."""
LEAST = 2
_OCTAL = re.compile(r"0?[0-7]{3}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


@generator("atoms", priority=64)
def check_digits(problem: Problem) -> Iterator[Term | None]:
    """Check digits that outputs end with."""
    if not all(re.search(r"\d$|\dX$", str(output)) for output in problem.outputs):
        return
    for column in problem.texts[:4]:
        if all(4 <= len(re.findall(r"\d", str(value))) <= 40 for value in column.values):
            for kind in KINDS:
                yield problem.term(CHECK(column.expr, kind), column.cost + 0.4)


@generator("programs", priority=64)
def checked(problem: Problem) -> Iterator[Term | None]:
    """Whether a number ends with its check digit, as one in ten does by chance: where two or more do."""
    answers = problem.outputs
    if {type(answer) for answer in answers} != {bool} or all(answers) or answers.count(True) < LEAST:
        return
    for column in problem.texts[:4]:
        bare = [re.sub(r"[ -]", "", str(value)) for value in column.values]
        for kind, form in FORMS.items():
            if all(form.fullmatch(text) for text in bare):
                yield problem.term(CHECKED(column.expr, kind), 0.8)


@generator("programs", priority=65)
def addresses(problem: Problem) -> Iterator[Term | None]:
    """IPv4 addresses as numbers, and back."""
    for column in problem.columns[:4]:
        texts = [str(value) for value in column.values]
        if all(map(_ADDRESS.fullmatch, texts)) and all(type(output) is int for output in problem.outputs):
            yield problem.term(ADDRESS_NUMBER(column.expr), 0.8)
        if all(text.isdigit() for text in texts) and all(map(_ADDRESS.fullmatch, map(str, problem.outputs))):
            yield problem.term(NUMBER_ADDRESS(column.expr), 0.8)


@generator("programs", priority=66)
def permissions(problem: Problem) -> Iterator[Term | None]:
    """Permissions of files in letters."""
    if all(re.fullmatch(r"(?:[r-][w-][xsStT-]){3}", str(output)) for output in problem.outputs):
        for column in problem.columns[:4]:
            if all(_OCTAL.fullmatch(str(value)) for value in column.values):
                yield problem.term(MODE(column.expr), 0.8)
