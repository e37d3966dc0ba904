"""Threads to programs, through every pass, the backend and the replay."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest

import llmjit
from llmjit.diagnostic import CompileError, InternalError
from llmjit.driver import compile_threads
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    Message,
    ModelCall,
    Text,
    Thread,
    ToolCall,
    ToolResult,
)
from llmjit.guard import GuardFailed
from llmjit.ir.parser import parse
from llmjit.ir.printer import print_program
from llmjit.ir.verifier import verify
from llmjit.passes.base import Context, Pass
from llmjit.passes.manager import run_passes

_path = Path(__file__).parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record = _maker.record

RATES = "{'AED': 3.6725, 'AUD': 1.540697, 'CAD': 1.39, 'CHF': 0.88}"
HELPERS = {
    "clock": lambda zone: "2026-11-20",
    "Quotes.latest": lambda symbol, when: {"OPAL": 173.72, "JADE": 91.5}[symbol],
    "Money.rates": lambda base: RATES,
}
ASKED = "What does one share of OPAL cost in AUD?"
BLOCKS = [
    "now = clock('Europe/Oslo')\nprice = Quotes.latest('OPAL', now)\nprint(price)\n"
    "rates = Money.rates('USD')\nprint(rates)",
    "usd_to_aud = 1.540697\ncost = price * usd_to_aud\nf'One share of OPAL costs {cost:.2f} AUD.'",
]


@pytest.fixture
def program():
    return llmjit.compile([record(ASKED, BLOCKS, HELPERS)]).with_(helpers=HELPERS)


def test_a_number_the_model_typed_is_read_again_by_key(program) -> None:
    assert program(ASKED) == "One share of OPAL costs 267.65 AUD."
    assert program("What does one share of JADE cost in CHF?") == "One share of JADE costs 80.52 CHF."
    assert "1.540697" not in program.source


def test_ticker_and_currency_are_parameters_with_defaults(program) -> None:
    parameters = program.__signature__.parameters.values()
    assert sorted(parameter.default for parameter in parameters) == ["AUD", "OPAL"]
    assert program(**{program.module["REQUEST"].template.split("{")[2].split("}")[0]: "CAD"}).endswith(
        "241.47 CAD."
    )


def test_comments_of_the_recording_stand_where_they_stood() -> None:
    first = "# the clock of the exchange\n" + BLOCKS[0]
    last = "usd_to_aud = 1.540697  # as the bank says\n# AUD, rounded\n" + BLOCKS[1].split("\n", 1)[1]
    lines = [
        line.strip() for line in llmjit.compile([record(ASKED, [first, last], HELPERS)]).source.splitlines()
    ]
    assert lines[lines.index("# the clock of the exchange") + 1].startswith("now = ")
    assert lines[lines.index("# as the bank says") + 1].startswith("rate = ")
    assert "# AUD, rounded" not in lines  # of the next request that may be wrong


def test_a_parameter_of_another_type_is_refused(program) -> None:
    with pytest.raises(GuardFailed, match="currency is a text"):
        program(code="OPAL", currency=None)
    seats = llmjit.compile(
        [
            record(
                "A hall has 12 rows of 30 seats. How many seats are that?",
                ["rows = 12\nper_row = 30\nrows * per_row"],
            )
        ]
    )
    names = list(seats.__signature__.parameters)
    with pytest.raises(GuardFailed, match="number"):
        seats(**{names[0]: "12", names[1]: 30})


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ("{'CAD': 1.39}", "does not hold"),
        ("rates are down today", "does not hold"),
        ("{'AUD': 'soon'}", "does not hold"),
        (None, "a text"),
    ],
    ids=["key", "format", "number", "type"],
)
def test_a_changed_world_is_refused(program, rates, said) -> None:
    with pytest.raises(GuardFailed) as caught:
        program.with_(helpers={"Money.rates": lambda base: rates})(ASKED)
    assert said in str(caught.value)


def test_a_request_of_another_form_is_refused(program) -> None:
    with pytest.raises(GuardFailed, match="the request does not match"):
        program("What did one share of OPAL cost in AUD last year?")


def test_the_module_is_one_a_person_would_check_in(program, golden) -> None:
    golden("driver/share_in_currency.py", program.source)


def test_all_stages_verify_and_round_trip() -> None:
    seen = []

    def watch(name, program):
        verify(program)
        assert parse(print_program(program)) == program
        seen.append(name)

    compile_threads([record(ASKED, BLOCKS, HELPERS)], watch=watch)
    assert seen[0] == "drop_failed_blocks" and seen[-1] == "lower_to_python"


def test_tool_calls_alone_compile() -> None:
    messages = (
        Message(role="user", parts=(Text(text="close ticket 4711"),)),
        Message(
            role="assistant", parts=(ToolCall(id="1", name="ticket", arguments={"id": 4711}, effect="read"),)
        ),
        Message(role="tool", parts=(ToolResult(call="1", content={"id": 4711, "open": True}),)),
        Message(
            role="assistant", parts=(ToolCall(id="2", name="close", arguments={"id": 4711}, effect="write"),)
        ),
        Message(role="tool", parts=(ToolResult(call="2", content="closed"),)),
    )
    program = llmjit.compile(Thread(id="chat", request="close ticket 4711", messages=messages))
    calls = []
    helpers = {
        "ticket": lambda id: {"id": id, "open": True},
        "close": lambda id: calls.append(id) or "closed",
    }
    assert program.with_(helpers=helpers)("close ticket 4711") == "closed"
    assert calls == [4711]


def site_thread(id: str, answers: list[tuple[str, str]]) -> Thread:
    lines = [f"x{i} = llm_call([{text!r}], 'the order number')" for i, (text, _) in enumerate(answers)]
    source = "\n".join([*lines, f"result([{', '.join(f'x{i}' for i in range(len(answers)))}])"])
    calls = tuple(
        ModelCall(
            id=f"m{i}",
            kind="llm_call",
            instruction="the order number",
            inputs=(text,),
            value=answer,
            line=i + 1,
        )
        for i, (text, answer) in enumerate(answers)
    )
    parts = (CodeBlock(id="b", source=source),)
    result = CodeResult(block="b", model_calls=calls)
    return Thread(
        id=id,
        request="which orders?",
        messages=(Message(role="assistant", parts=parts), Message(role="user", parts=(result,))),
        result=[answer for _, answer in answers],
        has_result=True,
    )


def test_a_site_without_code_stays_a_model_call_and_says_why() -> None:
    compiled = compile_threads([site_thread("t", [("Your order #A-17 has shipped.", "A-17")])])
    (site,) = compiled.ir.sites
    assert site.tier == 0 and "one observation" in site.reason
    assert any("stays a model call" in str(note) for note in compiled.notes)


def test_a_model_writes_what_synthesis_cannot_and_is_tested_on_what_was_seen() -> None:
    from llmjit.ir.program import Observed, SiteInfo
    from llmjit.model.resolve import resolve_model
    from llmjit.passes.tier import written

    seen = tuple(Observed((n,), sum(map(int, str(n)))) for n in (17, 203, 99, 4))
    site = SiteInfo(
        name="digits", kind="llm_call", parameters=("n",), instruction="sum the digits", observations=seen
    )
    answers = iter(
        [
            "```python\nimport os\ndef digits(n):\n    return os.getpid()\n```",
            "```python\ndef digits(n):\n    return n % 9\n```",
            "```python\ndef digits(n):\n    return sum(int(c) for c in str(n))\n```",
        ]
    )
    prompts: list[str] = []

    def model(messages):
        prompts.append(messages[-1]["content"])
        return next(answers)

    found = written(site, Context(model=resolve_model(model)), "no program")
    assert found.tier == 2 and found.evidence == 4
    scope: dict[str, object] = {}
    exec(found.source, scope)
    assert scope[found.entry](1234) == 10
    with pytest.raises(GuardFailed):
        scope[found.entry]("1234")
    assert "sum the digits" in prompts[0] and "digits(203) == 5" in prompts[0]
    assert "import of os is not allowed" in prompts[1]
    assert "digits(99) gave 0, expected 18" in prompts[2]


def test_three_chances_and_no_more() -> None:
    from llmjit.ir.program import Observed, SiteInfo
    from llmjit.model.resolve import resolve_model
    from llmjit.passes.tier import written

    seen = (Observed((1,), 5), Observed((2,), 7))
    site = SiteInfo(name="f", kind="llm_call", parameters=("n",), observations=seen)
    asked: list[int] = []
    model = resolve_model(lambda messages: asked.append(1) or "def f(n):\n    return 0\n")
    found = written(site, Context(model=model), "no program")
    assert found.tier == 0 and len(asked) == 3
    assert "3 attempts of the model failed" in found.reason and "expected 5" in found.reason


class Breaks(Pass):
    name = "breaks"

    def run(self, program, ctx):
        return parse("program @p() -> any lifted {\n  return %nowhere\n}\n")


class Raises(Pass):
    name = "raises"

    def run(self, program, ctx):
        raise ZeroDivisionError("oh")


@pytest.mark.parametrize(
    ("each", "said"), [(Breaks(), "reads %nowhere"), (Raises(), "ZeroDivisionError: oh")]
)
def test_a_bug_in_a_pass_names_the_pass_and_carries_the_ir_from_before(each, said) -> None:
    before = parse("program @p(%x = 1) -> any lifted {\n  return %x\n}\n")
    with pytest.raises(InternalError, match=said) as caught:
        run_passes(before, [each], Context())
    assert caught.value.where == each.name
    assert caught.value.ir == print_program(before)


def test_what_the_recording_does_not_bear_out_is_refused(golden) -> None:
    thread = record("add one and two", ["x = 1 + 2\nx"])
    thread = thread.model_copy(update={"result": 4, "messages": (
        *thread.messages[:-1],
        Message(role="user", parts=(CodeResult(block="b0", value=4, has_value=True),)),
    )})  # fmt: skip
    with pytest.raises(CompileError) as caught:
        llmjit.compile([thread])
    golden("driver/wrong_result.err", f"{caught.value}\n")


def test_an_error_shows_the_threads_own_line(golden) -> None:
    thread = record("do it", ["x = 3"])
    message = Message(role="assistant", parts=(CodeBlock(id="b9", source="y = x +\nz = 1"),))
    result = Message(role="user", parts=(CodeResult(block="b9"),))
    with pytest.raises(CompileError) as caught:
        llmjit.compile([thread.model_copy(update={"messages": (*thread.messages, message, result)})])
    golden("driver/not_python.err", f"{caught.value}\n")


def blocks(count: int) -> list[str]:
    out = ["total = 0\nseen = {}"]
    for i in range(count - 1):
        out.append(
            f"row = lookup({i})\nif row > {i % 7}:\n    total += row * {i % 5}\nseen['k{i}'] = total + len(seen)"
        )
    return [*out, "total"]


def seconds(count: int) -> float:
    thread = record("add them up", blocks(count), {"lookup": lambda i: i % 11})
    start = time.process_time()
    compile_threads([thread])
    return time.process_time() - start


def test_compile_time_grows_linearly() -> None:
    seconds(5)
    small, large = seconds(50), seconds(200)
    assert large < 4 * small * 2, f"50 blocks: {small:.2f} s, 200 blocks: {large:.2f} s"
