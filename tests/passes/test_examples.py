"""Every pass's docstring is its first test."""

from __future__ import annotations

import re
import textwrap

import pytest

from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.passes.base import Context
from llmjit.passes.manager import run_passes
from llmjit.passes.pipeline import ORDER, load_pass, pass_names


@pytest.mark.parametrize("name", pass_names())
def test_the_docstring_is_what_the_pass_does(name: str) -> None:
    each = load_pass(name)
    assert each.name == name
    text = type(each).__doc__ or ""
    parts = re.findall(r"(?:Before|After):\n\n(.*?\n        }\n)", text, re.S)
    assert len(parts) == 2, f"{name} shows no example"
    before, after = (textwrap.dedent(part) for part in parts)
    got = run_passes(parse(before), [each], Context())
    assert print_program(got) == print_program(parse(after))


def test_every_place_in_the_order_has_its_reason() -> None:
    assert len({name for name, _ in ORDER}) == len(ORDER)
    assert all(len(reason) > 20 for _, reason in ORDER)
