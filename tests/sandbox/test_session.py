from __future__ import annotations

import datetime
import math
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.sandbox import Call, Limits, Session
from llmjit.value import same

QUICK = Limits(seconds=0.3, memory=30_000_000, output=100_000)


@dataclass
class Point:
    x: int
    y: int


class Strange(LookupError):
    pass


class World:
    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __call__(self, call: Call):
        self.calls.append(call)
        match call.name:
            case "echo":
                return call.args[0]
            case "point":
                return Point(1, 2)
            case "missing":
                raise FileNotFoundError(2, "no such file", "x.csv")
            case "strange":
                raise Strange("odd")
            case "interrupt":
                raise KeyboardInterrupt
            case "thing":
                return object()
        return "a\ud800"


NAMES = ["echo", "point", "missing", "strange", "interrupt", "thing", "surrogate"]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def session(world: World):
    with Session(world, NAMES, QUICK) as session:
        yield session


def failed(session: Session, source: str) -> tuple[str, str, int]:
    outcome = session.run(source)
    assert outcome.failure is not None, source
    assert not outcome.has_value
    return outcome.failure.type, outcome.failure.message, outcome.failure.line


def test_names_persist_and_a_last_expression_is_the_value(session: Session) -> None:
    assert session.run("x = 20\ndef double(n):\n    return n * 2").has_value is False
    outcome = session.run("print('doubling', x)\ndouble(x)")
    assert (outcome.value, outcome.has_value, outcome.output) == (40, True, "doubling 20\n")
    assert session.run("None").has_value is False
    assert session.run("x = 1\nif x:\n    x").has_value is False


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads such an f-string")
def test_syntax_newer_than_this_python_does_not_run(session: Session) -> None:
    assert failed(session, "f'{'a'}'")[0] == "SyntaxError"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zones to set here")
def test_the_time_of_day_is_the_machines_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-5:30")
    time.tzset()
    try:
        with Session(World()) as session:
            inside = session.run("import datetime\ndatetime.datetime.now()").value
        assert abs((inside - datetime.datetime.now()).total_seconds()) < 60
    finally:
        monkeypatch.undo()
        time.tzset()


def test_modules_the_interpreter_lacks_are_lent(session: Session) -> None:
    source = "import statistics, string\nfrom statistics import median as m\n"
    session.run(source)
    assert session.run("statistics.mean([1, 2]), m([3, 1, 2]), string.digits").value == (1.5, 2, "0123456789")
    assert failed(session, "statistics.stdev([1])")[0] == "ValueError"
    assert failed(session, "statistics.quantiles([1, 2], n=10**9)")[0] == "AttributeError"


@pytest.mark.parametrize(
    "data", ["[10**1000, 1]", "[1] * 200_000", "[[1] * 9]", "'a' * 10**5", "{'a': 1}", "[2**600] * 3"]
)
def test_lent_functions_take_small_data_only(session: Session, data: str) -> None:
    session.run("import statistics")
    assert "at most" in failed(session, f"statistics.variance({data})")[1]


def test_inputs_are_variables(session: Session) -> None:
    assert session.run("v['k'][0] + 1", {"v": {"k": [1]}}).value == 2


def test_calls_leave_the_sandbox_with_their_place(session: Session, world: World) -> None:
    session.run("def later(n):\n    return echo(n)\n")
    assert session.run("a = 1\n\nlater(a) + echo(\n    2)").value == 3
    places = [(c.name, c.args, c.block, c.line) for c in world.calls]
    assert places == [("echo", (1,), 0, 2), ("echo", (2,), 1, 3)]


def test_places_are_right_after_blocks_that_did_not_run(session: Session, world: World) -> None:
    for broken in ("x = (", "1/0", "'\ud800'", "nope()"):
        assert session.run(broken).failure is not None
    session.run("v", {"v": "\ud800"})
    session.run("\necho('é'); echo(1)")
    assert [(c.block, c.line) for c in world.calls] == [(5, 2), (5, 2)]


def test_keyword_arguments_and_records_cross(session: Session, world: World) -> None:
    assert session.run("echo(point()['y'], k=(1, 2))").value == 2
    assert world.calls[-1].kwargs == {"k": (1, 2)}


def test_a_helper_may_be_named_and_called_later(session: Session) -> None:
    assert session.run("e = echo\n[e(i) for i in range(3)]").value == [0, 1, 2]


@pytest.mark.parametrize(
    ("source", "kind", "message", "line"),
    [
        ("x = 1\n1/0", "ZeroDivisionError", "division by zero", 2),
        ("x = = 1", "SyntaxError", "invalid syntax", 1),
        ("y = 1\nx = (", "SyntaxError", "was never closed", 2),
        ("x = 1\0", "SyntaxError", "null bytes", 1),
        ("(" * 5000 + ")" * 5000, "SyntaxError", "too many nested", 1),
        ("nope", "NameError", "name 'nope' is not defined", 1),
        ("\n\nnope()", "NameError", "name 'nope' is not defined", 3),
        ("missing()", "FileNotFoundError", "no such file", 1),
        ("strange()", "LookupError", "Strange: odd", 1),
        ("thing()", "TypeError", "cannot cross into the sandbox", 1),
        ("surrogate()", "ValueError", "surrogates not allowed", 1),
        ("'\ud800'", "UnicodeEncodeError", "surrogates", 1),
        ("open('/etc/passwd')", "PermissionError", "/etc/passwd", 1),
        ("import subprocess", "ModuleNotFoundError", "subprocess", 1),
        ("import os\nos.system('true')", "AttributeError", "system", 2),
        ("__import__('os').system('true')", "NameError", "__import__", 1),
    ],
)
def test_exceptions_are_reported_and_the_session_lives(session, source, kind, message, line) -> None:
    session.run("kept = 1")
    got = failed(session, source)
    assert (got[0], got[2]) == (kind, line)
    assert message in got[1]
    assert session.run("kept").value == 1


def test_exceptions_of_helpers_can_be_caught(session: Session) -> None:
    source = "try:\n    missing()\nexcept FileNotFoundError as error:\n    print('caught', error)\n"
    assert session.run(source).output.startswith("caught")


def test_an_endless_loop_is_stopped_and_the_next_block_runs(session: Session) -> None:
    session.run("kept = 1")
    outcome = session.run("while True:\n    pass")
    assert outcome.failure.type == "TimeoutError"
    assert outcome.failure.limit and outcome.failure.lost
    assert session.run("1 + 1").value == 2
    assert failed(session, "kept")[0] == "NameError"


def test_a_worker_stopped_by_its_memory_limit_is_replaced(session: Session) -> None:
    outcome = session.run("import statistics\nstatistics.mean([1] * 10**6)")
    assert outcome.failure.limit and outcome.failure.lost
    assert session.run("1 + 1").value == 2


@pytest.mark.parametrize("source", ["'a' * 10**10", "x = []\nwhile True:\n    x.append('a' * 1000)"])
def test_a_memory_bomb_is_stopped(session: Session, source: str) -> None:
    outcome = session.run(source)
    assert outcome.failure.limit
    assert session.run("1 + 1").value == 2


def test_endless_recursion_is_stopped(session: Session) -> None:
    outcome = session.run("def f(n):\n    return f(n + 1)\nf(0)")
    assert outcome.failure.type == "RecursionError"
    assert len(outcome.failure.traceback) < 2100


def test_huge_output_is_stopped(session: Session) -> None:
    outcome = session.run("while True:\n    print('x' * 1000)")
    assert outcome.failure.type == "MemoryError"
    assert len(outcome.output) <= 100_000


def test_an_interrupt_passes_and_the_session_can_go_on(session: Session) -> None:
    with pytest.raises(KeyboardInterrupt):
        session.run("interrupt()")
    assert session.run("1 + 1").value == 2


def test_rounding_is_that_of_cpython(session: Session) -> None:
    numbers = [2.675, 2.5, 3.5, 1.005, -2.675, 0.125, 1e300, 5]
    for number in numbers:
        assert same(session.run(f"round({number!r}, 2)").value, round(number, 2))
        assert same(session.run(f"round({number!r})").value, round(number))


@settings(max_examples=30)
@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_rounding_is_that_of_cpython_everywhere(number: float, digits: int) -> None:
    with Session(World()) as session:
        assert same(session.run(f"round({number!r}, {digits})").value, round(number, digits))


texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(texts, inner),
    max_leaves=10,
)


@settings(max_examples=50)
@given(plain)
def test_values_cross_both_ways_unchanged(value) -> None:
    with Session(World(), NAMES) as session:
        assert same(session.run("echo(v)", {"v": value}).value, value)


def test_what_is_no_data_becomes_data_or_text(session: Session) -> None:
    assert session.run("class A:\n    def __init__(self):\n        self.x = [1]\nA()").value == {"x": [1]}
    assert isinstance(session.run("lambda: 1").value, str)
    assert math.isnan(session.run("float('nan')").value)
    assert session.run("import datetime\ndatetime.date(2024, 2, 29)").value == datetime.date(2024, 2, 29)


def test_a_worker_that_dies_takes_only_its_session() -> None:
    opened: list[Session] = []

    def kill(call: Call) -> int:
        os.kill(opened[0]._session.worker_pid, signal.SIGKILL)
        return 1

    with Session(kill, ["kill"], QUICK) as session:
        opened.append(session)
        session.run("kept = 1")
        outcome = session.run("kill()\n2")
        assert outcome.failure.type == "SandboxCrashed"
        assert outcome.failure.lost
        assert session.run("1 + 1").value == 2
        assert failed(session, "kept")[0] == "NameError"


def test_sessions_of_many_threads_do_not_meet() -> None:
    def work(number: int) -> int:
        with Session(lambda call: call.args[0] + number, ["add"], Limits(seconds=5)) as session:
            session.run(f"x = {number}")
            for _ in range(5):
                session.run("x = add(x)")
            return session.run("x").value

    with ThreadPoolExecutor(24) as pool:  # more than there are workers
        assert list(pool.map(work, range(24))) == [n * 6 for n in range(24)]


def test_a_sandbox_that_does_not_start_is_diagnosed() -> None:
    code = (
        "from llmjit.diagnostic import LlmjitError\nfrom llmjit.sandbox import Session\n"
        "try:\n    Session(print).__enter__()\nexcept LlmjitError as error:\n    print(error.diagnostic.code)\n"
    )
    environment = {**os.environ, "MONTY_BIN": "/nonexistent", "PYTHONPATH": os.pathsep.join(sys.path)}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert out.stdout.strip() == "S001", out.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_is_told_that_it_has_none() -> None:
    code = (
        "import os\nfrom llmjit.diagnostic import LlmjitError\nfrom llmjit.sandbox import Session\n"
        "with Session(print) as session:\n    session.run('1')\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    try:\n        Session(print).__enter__()\n"
        "    except LlmjitError as error:\n        os._exit(int(error.diagnostic.code[1:]))\n"
        "    os._exit(0)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False, timeout=20
    )
    assert out.stdout.strip() == "3", out.stderr
