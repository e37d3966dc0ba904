from __future__ import annotations

import importlib.util
import math
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import llmjit.ir
from llmjit.ir import ops, printer
from llmjit.ir.lexer import ParseError
from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.ir.program import Program
from llmjit.ir.verifier import verify

_spec = importlib.util.spec_from_file_location("ir_strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)
ROOT = Path(__file__).resolve().parents[1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.programs)
def test_any_program_round_trips(program: Program) -> None:
    text = print_program(program)
    assert parse(text) == program
    assert print_program(parse(text)) == text


@pytest.mark.parametrize("path", sorted(ROOT.glob("golden/**/*.ir")), ids=lambda p: p.stem)
def test_golden_files_round_trip(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert print_program(parse(text)) == "\n".join(
        line for line in text.split("\n") if not line.startswith("#")
    )


def test_every_op_has_a_printer() -> None:
    assert set(printer._PRINTERS) == set(ops.ALL)


def test_the_example_in_the_documentation_is_legal_and_canonical() -> None:
    example = re.search(r"^    program.*?^    }\n", llmjit.ir.__doc__, re.S | re.M).group()
    text = re.sub(r"^    ", "", example, flags=re.M)
    verify(parse(text))
    assert print_program(parse(text)) == text


def test_special_floats_keep_their_identity() -> None:
    head = "program @p() -> any lifted {\n"
    text = f"{head}  %0 = const nan\n  %1 = const -inf\n  %2 = const -0.0\n  return %0\n}}\n"
    program = parse(text)
    assert print_program(program) == text
    assert math.isnan(program.body[0].value)
    assert math.copysign(1, program.body[2].value) == -1


BAD = {
    "unknown_op": "program @p() -> any lifted {\n  %0 = frobnicate 1\n}\n",
    "wrong_type": "program @p(%x: strng) -> any lifted {\n  return %x\n}\n",
    "unclosed": "program @p() -> any lifted {\n  %0 = const 1\n",
    "bad_character": "program @p() -> any lifted {\n  %0 = const $1\n}\n",
    "missing_result": "program @p() -> any lifted {\n  const 1\n}\n",
    "bad_stage": "program @p() -> any raw {\n}\n",
    "not_ir": "hello\n",
    "empty": "",
    "bad_date": 'program @p() -> any lifted {\n  %0 = const date("soon")\n}\n',
    "bad_escape": 'program @p() -> any lifted {\n  %0 = const "\\x"\n}\n',
}


@pytest.mark.parametrize("name", BAD)
def test_a_syntax_error_shows_line_and_caret(name: str, golden) -> None:
    with pytest.raises(ParseError) as caught:
        parse(BAD[name], "case.ir")
    golden(f"ir/{name}.err", f"{caught.value}\n")
