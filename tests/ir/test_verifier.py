from __future__ import annotations

import pytest

from llmjit.ir.parser import parse
from llmjit.ir.verifier import VerifyError, verify


def program(body: str, stage: str = "lifted", head: str = "") -> str:
    return f"program @p(%x = 1) -> any {stage} {{\n{head}\n{body}\n}}\n"


GOOD = {
    "loop": """
      %0 = const 0
      %s = for %i in %x with %t = %0 { %u = py "t + i" (t=%t, i=%i) yield %u }
      return %s""",
    "early_exit": """
      %r = while with %n = %x { %c = py "n < 3" (n=%n) yield %c } do {
        %b = py "n == 2" (n=%n)
        if %b { break %n } else { yield }
        yield %n
      }
      return %r""",
    "recursion": """
      %f = func @f(%n "n") { %y = py "f(n - 1)" (f=%f, n=%n) return %y }
      return %f""",
    "return_in_branch": "if %x { return %x } else { yield }\n return %x",
}


@pytest.mark.parametrize("name", GOOD)
def test_legal_programs_pass(name: str) -> None:
    verify(parse(program(GOOD[name])))


BAD = {
    "undefined": ("return %y", "reads %y, which is not defined"),
    "twice": ("%y = const 1 %y = const 2 return %y", "defined twice"),
    "no_terminator": ("%y = const 1", "a region ends in its one terminator"),
    "terminator_in_the_middle": ("return %x return %x", "a region ends in its one terminator"),
    "use_out_of_scope": ("if %x { %y = const 1 yield } else { yield } return %y", "reads %y"),
    "use_of_loop_variable_outside": ("for %i in %x { yield } return %i", "reads %i"),
    "yield_count": ("%r = if %x { yield %x } else { yield } return %r", "gives 0 values, 1 expected"),
    "break_outside_loop": ("if %x { break } else { yield } return %x", "cannot end this region"),
    "return_in_test": ("while { return %x } do { yield } return %x", "cannot end this region"),
    "unknown_site": ("%y = site @s(%x) return %y", "no site is called @s"),
    "unknown_helper": ("%y = call @h(%x) !read return %y", "helper @h is not declared"),
    "copy_too_early": ("%y = copy %x return %y", "copy %y is not legal at stage lifted"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_violation_is_named(name: str) -> None:
    body, message = BAD[name]
    with pytest.raises(VerifyError, match=message.replace("(", r"\(")):
        verify(parse(program(body)))


def test_python_stage_is_out_of_ssa() -> None:
    body = "%y = const 1 for %i in %x { %y = copy %i yield } return %y"
    verify(parse(program(body, "python")))
    with pytest.raises(VerifyError, match="defined twice"):
        verify(parse(program(body.replace("copy %i", "const 2"))))


@pytest.mark.parametrize("body", ["%list = copy %x return %list", "%a.1 = copy %x return %a.1"])
def test_python_stage_needs_free_identifiers(body: str) -> None:
    with pytest.raises(VerifyError, match="not free to be a Python variable"):
        verify(parse(program(body, "python")))


def test_python_stage_carries_nothing() -> None:
    body = "%y = if %x { yield %x } else { yield %x } return %y"
    with pytest.raises(VerifyError, match="carries values"):
        verify(parse(program(body, "python")))


def test_a_site_must_be_decided_after_specialization() -> None:
    body = "%y = site @s(%x) return %y"
    head = 'site @s transcription("x") -> any { }'
    verify(parse(program(body, head=head)))
    with pytest.raises(VerifyError, match="not decided"):
        verify(parse(program(body, "specialized", head)))
    verify(
        parse(program(body, "specialized", head.replace("any {", 'any tier 0 { reason "needs judgement"')))
    )
