"""Where a pass must leave the program alone, or keep a part of it."""

from __future__ import annotations

import pytest

from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.passes.base import Context
from llmjit.passes.manager import run_passes
from llmjit.passes.pipeline import load_pass

UNCHANGED = {
    "merge_pure_calls: a read may answer otherwise the second time": """
        program @p(%d = 1) -> any lifted {
          helper @f "(d)" !read
          helper @g "(d)" !pure
          %a = call @f(%d) !read
          %b = call @f(%d) !read
          %c = py "a + b" (a=%a, b=%b)
          return %c
        }""",
    "merge_pure_calls: other arguments": """
        program @p(%d = 1) -> any lifted {
          helper @f "(d)" !pure
          %0 = const 1
          %a = call @f(%d) !pure
          %b = call @f(%0) !pure
          %1 = const True
          %e = call @f(%1) !pure
          %c = py "a + b + e" (a=%a, b=%b, e=%e)
          return %c
        }""",
    "merge_pure_calls: a call in one branch is not there in the other": """
        program @p(%d = 1) -> any lifted {
          helper @f "(d)" !pure
          %r = if %d {
            %a = call @f(%d) !pure
            yield %a
          } else {
            %b = call @f(%d) !pure
            yield %b
          }
          return %r
        }""",
    "drop_unused_reads: a write whose answer nobody reads": """
        program @p(%d = 1) -> any lifted {
          helper @f "(d)" !write
          %a = call @f(%d) !write
          return %d
        }""",
    "drop_unused_reads: a branch that leaves the loop": """
        program @p(%d = [1]) -> any lifted {
          for %i in %d {
            if %i {
              break
            } else {
              yield
            }
            guard "user" if "i < 3" (i=%i) evidence 1 because "small"
            yield
          }
          return %d
        }""",
    "drop_unused_reads: what changes a value": """
        program @p(%d = [1]) -> any lifted {
          %0 = py "d.pop()" (d=%d) !mutate
          return %d
        }""",
    "remove_implied_guards: a guard in one branch says nothing of what comes after": """
        program @p(%d = 1) -> any specialized {
          if %d {
            guard "type" if "isinstance(d, int)" (d=%d) evidence 2 because "a number"
            yield
          } else {
            yield
          }
          guard "type" if "isinstance(d, int)" (d=%d) evidence 2 because "a number"
          return %d
        }""",
    "remove_implied_guards: a change in between": """
        program @p(%d = [1]) -> any specialized {
          guard "length" if "len(d) > 0" (d=%d) evidence 2 because "never empty"
          %0 = py "d.pop()" (d=%d) !mutate
          guard "length" if "len(d) > 0" (d=%d) evidence 2 because "never empty"
          return %d
        }""",
    "remove_implied_guards: a change later in the same loop": """
        program @p(%d = [1]) -> any specialized {
          guard "length" if "len(d) > 0" (d=%d) evidence 2 because "never empty"
          for %i in %d {
            guard "length" if "len(d) > 0" (d=%d) evidence 2 because "never empty"
            %0 = py "d.pop()" (d=%d) !mutate
            yield
          }
          return %d
        }""",
    "remove_implied_guards: the recorded code's own guards": """
        program @p(%d = 1) -> any specialized {
          guard "user" if "d > 0" (d=%d) evidence 1 because "positive"
          guard "user" if "d > 0" (d=%d) evidence 1 because "positive"
          return %d
        }""",
    "extract_functions: twice is not often": """
        program @p(%a = "1", %b = "2") -> any lifted {
          %x = py "float(text.replace(',', '').strip())" (text=%a)
          %y = py "float(text.replace(',', '').strip())" (text=%b)
          %s = py "x + y" (x=%x, y=%y)
          return %s
        }""",
    "extract_functions: too short for a name": """
        program @p(%a = "1", %b = "2", %c = "3") -> any lifted {
          %x = py "float(text)" (text=%a)
          %y = py "float(text)" (text=%b)
          %z = py "float(text)" (text=%c)
          %s = py "x + y + z" (x=%x, y=%y, z=%z)
          return %s
        }""",
    "drop_failed_blocks: nothing failed": """
        program @p(%a = "1") -> any lifted {
          return %a
        }""",
    "insert_deopt_points: nothing to leave at": """
        program @p(%a = "1") -> any specialized {
          return %a
        }""",
}


@pytest.mark.parametrize("case", UNCHANGED)
def test_the_program_stays_as_it_is(case: str) -> None:
    before = parse(UNCHANGED[case])
    after = run_passes(before, [load_pass(case.split(":")[0])], Context())
    assert print_program(after) == print_program(before)


def test_a_write_of_a_failed_block_is_kept() -> None:
    text = """
        program @p(%a = "1") -> any lifted {
          helper @store "(a)" !write
          failed "ValueError" "oh" {
            %0 = const "x"
            %unused = py "len(a)" (a=%a)
            %done = call @store(%0) !write
            yield
          }
          return %a
        }"""
    after = print_program(run_passes(parse(text), [load_pass("drop_failed_blocks")], Context()))
    assert "call @store" in after and "unused" not in after and "failed" not in after
