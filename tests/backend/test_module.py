from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.backend.emit import emit
from llmjit.backend.module import emit_module
from llmjit.backend.site_functions import merge_sites, rename
from llmjit.backend.tool_schema import tool_schema
from llmjit.diagnostic import InternalError
from llmjit.guard import GuardFailed, agree, require
from llmjit.ir.parser import parse
from llmjit.ir.program import Program, SiteInfo, Stage
from llmjit.runtime.program import Program as Compiled

RATES = """
program @total_in(%number: str = "INV-1", %currency: str = "AUD") -> str python {
  recorded "total of INV-1 in AUD"
  threads "t1"
  request "total of {number} in {currency}"
  hole "number" "INV-\\\\d+" as "text"
  hole "currency" "[A-Z]{3}" as "text"
  helper @read "(number: str) -> str" !read
  helper @rates "(base: str) -> str" !read
  site @rate transcription("rates", "currency") -> float tier 1 {
    evidence 1
    source "find_rate"
    | import json
    |
    | # the table is JSON
    | def find_rate(rates, currency):
    |     return json.loads(rates)[currency]
    |
  }
  %math = import "math"
  %text: str = call @read(%number) !read @t1:1:1
  guard "format" of "text" if "'USD ' in text" (text=%text) evidence 2 because "in dollars" @t1:1:1
  %base = const "USD"
  %rates: str = call @rates(%base) !read @t1:2:1
  %rate: float = site @rate(%rates, %currency) @t1:2:2
  %amount: float = const 0.0
  %words = py "text.split()" (text=%text)
  for %word in %words {
    %amount: float = py "amount + 0.0" (amount=%amount)
    yield
  }
  %dollars: float = py "float(text.split()[1])" (text=%text)
  %amount: float = py "math.fsum([amount, dollars * rate])" (amount=%amount, dollars=%dollars, rate=%rate)
  %out: str = py "f'{amount:.2f} {currency}'" (amount=%amount, currency=%currency)
  return %out
}
"""


def helpers(text: str = "USD 10.00"):
    return {"read": lambda number: text, "rates": lambda base: '{"AUD": 1.5, "EUR": 0.5}'}


def compiled(program: Program) -> Compiled:
    emitted = emit(program)
    return Compiled.from_source(program.name, emitted.source, manifest=emitted.manifest)


def test_the_module_reads_as_written_by_a_person(golden) -> None:
    golden("backend/total_in.py", emit_module(parse(RATES)).source)


def test_the_module_runs() -> None:
    program = compiled(parse(RATES)).with_(helpers=helpers())
    assert program("total of INV-7 in EUR") == "5.00 EUR"
    assert program(currency="AUD") == "15.00 AUD"


def test_a_failed_guard_says_what_it_expected_and_where_that_was_born() -> None:
    program = compiled(parse(RATES)).with_(helpers=helpers("EUR 10.00"))
    with pytest.raises(GuardFailed) as caught:
        program("total of INV-7 in EUR")
    assert caught.value.seen == "EUR 10.00"
    assert str(caught.value.span) == "@t1:1:1"
    assert caught.value.evidence == 2


def test_an_edited_module_points_at_no_recording_by_its_old_lines() -> None:
    emitted = emit(parse(RATES))
    edited = Compiled.from_source("total_in", "# by hand\n" + emitted.source, manifest=emitted.manifest)
    with pytest.raises(GuardFailed) as caught:
        edited.with_(helpers=helpers("EUR 10.00"))("total of INV-7 in EUR")
    assert caught.value.span is None


def test_every_statement_born_in_a_thread_maps_back_to_it() -> None:
    module = emit_module(parse(RATES))
    lines = module.source.splitlines()
    by_text = {lines[number - 1].strip(): str(span) for number, span in module.spans.items()}
    assert by_text['text = run.call("read", number)'] == "@t1:1:1"
    assert by_text['rate = run.site("rate", find_rate, rates, currency)'] == "@t1:2:2"
    assert not any(line.startswith("import") for line in by_text)


def test_only_stage_python_is_emitted() -> None:
    with pytest.raises(InternalError, match="lifted"):
        emit_module(replace(parse(RATES), stage=Stage.LIFTED))


def test_two_sites_never_share_a_name_by_accident() -> None:
    sites = [
        SiteInfo(
            name="a",
            kind="coerce",
            parameters=("x",),
            entry="find",
            source="P = 1\ndef find(x):\n    return P\n",
        ),
        SiteInfo(
            name="b",
            kind="coerce",
            parameters=("x",),
            entry="find",
            source="P = 2\ndef find(x):\n    return P\n",
        ),
        SiteInfo(
            name="c",
            kind="coerce",
            parameters=("x",),
            entry="find",
            source="P = 1\ndef find(x):\n    return P\n",
        ),
    ]
    merged = merge_sites(sites, {"taken"})
    scope: dict = {}
    exec("\n".join(merged.blocks), scope)
    assert [scope[merged.entries[name]](0) for name in "abc"] == [1, 2, 1]
    assert merged.entries["a"] == merged.entries["c"] != merged.entries["b"]


def test_sites_share_constants_but_nothing_that_can_change() -> None:
    source = (
        "import re\n# what a word is\nWORD = '[a-z]+'\nROW = re.compile(WORD + ' ')\nSEEN = []\n"
        "def {0}(x):\n    SEEN.append(x)\n    return ROW.match(x), len(SEEN)\n"
    )
    sites = [
        SiteInfo(name=n, kind="coerce", parameters=("x",), source=source.format(n * 2), entry=n * 2)
        for n in "ab"
    ]
    merged = merge_sites(sites, ())
    text = "\n".join([*merged.imports, *merged.blocks])
    assert text.count("re.compile") == text.count("'[a-z]+'") == text.count("# what a word is") == 1
    scope: dict = {}
    exec(text, scope)
    assert [scope[merged.entries[name]]("tea ")[1] for name in "aab"] == [1, 2, 1]


def test_rename_leaves_what_functions_call_their_own() -> None:
    inner = "    def g():\n        f = N\n        return f\n"
    source = f"N = 1\ndef f(x, N=N):  # N of f\n{inner}    return f'{{x}} N' + f(N)\n"
    expected = f"M = 1\ndef h(x, N=M):  # N of f\n{inner}    return f'{{x}} N' + h(N)\n"
    assert rename(source, {"N": "M", "f": "h"}) == expected


def test_rename_leaves_attributes_keywords_and_strings_alone() -> None:
    assert rename("x = 1\ny = a.x + f(x=x, y=x) + 'x'\n", {"x": "z"}) == (
        "z = 1\ny = a.x + f(x=z, y=z) + 'x'\n"
    )


@given(st.sampled_from([0, 1, 2.5, math.nan, "", "x", None, [], re.match("a", "a")]))
def test_a_guard_is_what_its_condition_says(held: object) -> None:
    if held:
        require(held, "it was so", "format", re.compile("a+"), 3, word="b")
        return
    with pytest.raises(GuardFailed) as failed:
        require(held, "it was so", "format", re.compile("a+"), 3, word="b")
    found = failed.value
    assert (found.reason, found.kind, found.subject, found.seen) == ("it was so", "format", "word", "b")
    assert (found.expected, found.evidence) == ("a+", 3)


def test_a_second_program_must_give_the_very_same_answer() -> None:
    agree([1, "a"], [1, "a"])
    for other in (1.0, True, "1", None):
        with pytest.raises(GuardFailed, match="disagrees"):
            agree(1, other)


def test_the_tool_schema_lists_parameters_with_defaults() -> None:
    function = tool_schema(parse(RATES))["function"]
    assert function["name"] == "total_in"
    assert function["parameters"]["properties"]["currency"] == {"type": "string", "default": "AUD"}
    assert function["parameters"]["required"] == []
