from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import llmjit
from llmjit.programs import find_program, program_names, register, registered
from llmjit.runtime.program import Program
from tests.command import llmjit as cli


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from this project's own programs."""
    monkeypatch.chdir(tmp_path)


ROOT = Path(__file__).resolve().parents[1]

SOURCE = """
from llmjit.runtime.abi import Hole, RequestPattern

REQUEST = RequestPattern("greet {name}", {"name": Hole("[a-z]+")})


def greet(name: str, times: int = 1) -> str:
    return "hello " * times + name
"""


def write(folder: Path, source: str = SOURCE) -> None:
    folder.mkdir(parents=True)
    (folder / "greet.py").write_text(source)
    sha = hashlib.sha256(source.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({"name": "greet", "sha256": sha, "guards": []}))


def program(source: str = SOURCE) -> Program:
    manifest = {"sha256": hashlib.sha256(source.encode()).hexdigest(), "guards": []}
    return Program.from_source("greet", source, manifest=manifest)


def test_a_program_is_an_import_from_the_registry(home: Path) -> None:
    with pytest.raises(ImportError, match="no compiled program greet"):
        from llmjit.programs import greet
    register(program())
    from llmjit.programs import greet

    assert greet("greet bob") == "hello bob" and greet(name="ann", times=2) == "hello hello ann"
    assert program_names() == {"greet": "registry"}


def test_the_project_comes_first_and_a_path_is_a_path(tmp_path: Path, monkeypatch) -> None:
    register(program())
    write(tmp_path / "p" / "programs" / "greet", SOURCE.replace("hello", "hi"))
    (tmp_path / "p" / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "p" / "deep")
    assert find_program("greet")(name="bob") == "hi bob"
    monkeypatch.chdir("/")
    assert find_program("greet")(name="bob") == "hello bob"
    assert find_program(str(tmp_path / "p" / "programs" / "greet"))(name="bob") == "hi bob"


def test_an_installed_package_offers_programs(tmp_path: Path, monkeypatch) -> None:
    write(tmp_path / "site" / "greetings" / "greet")
    (tmp_path / "site" / "greetings" / "__init__.py").write_text(
        "from pathlib import Path\nFOLDER = Path(__file__).parent / 'greet'\n"
    )
    info = tmp_path / "site" / "greetings-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: greetings\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[llmjit.programs]\ngreet = greetings:FOLDER\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.chdir(tmp_path)
    assert find_program("greet")(name="bob") == "hello bob"
    assert program_names() == {"greet": "package greetings"}


def test_a_typed_door(home: Path) -> None:
    register(program())

    @llmjit.program("greet")
    def hello(name: str, times: int = 1) -> str: ...

    assert hello("bob", times=2) == "hello hello bob"
    with pytest.raises(llmjit.LlmjitError, match="R052"):
        hello(3)
    for stub in (
        "def hello(name: str, age: int) -> str: ...",
        "def hello(name: int) -> str: ...",
        "def hello(times: int) -> str: ...",
        "def hello(name: str) -> int: ...",
    ):
        scope: dict = {}
        exec(stub, scope)
        with pytest.raises(llmjit.LlmjitError, match="R051"):
            llmjit.program("greet")(scope["hello"])
    with pytest.raises(llmjit.LlmjitError, match="R050"):
        llmjit.program("nothing")(hello)


def test_versions_of_a_program(home: Path) -> None:
    register(program())
    register(program(SOURCE.replace("hello", "hi")), "recompiled")
    assert registered("greet")(name="bob") == "hi bob"
    assert registered("greet", 1)(name="bob") == "hello bob"


def test_a_program_calls_a_program_in_one_journal(tmp_path: Path) -> None:
    from llmjit.runtime.journal import Journal

    outer = Program.from_source(
        "twice",
        "from llmjit.runtime.abi import current\ndef twice(n: int):\n    run = current()\n"
        "    return [run.call('inner', n=n), run.call('inner', n=n + 1)]\n",
    )
    inner = Program.from_source(
        "inner",
        "from llmjit.runtime.abi import current\ndef inner(n: int):\n    return current().call('pay', n)\n",
    )
    paid: list[int] = []

    def pay(n: int) -> int:
        if n == 2 and len(paid) == 1:
            raise KeyboardInterrupt
        paid.append(n)
        return n

    from llmjit.runtime.run import Helper

    wired = inner.with_(helpers={"pay": Helper.of("pay", pay, "write")})
    path = tmp_path / "run.jsonl"
    program = outer.with_(helpers={"inner": wired}, journal=lambda: Journal(path))
    with pytest.raises(KeyboardInterrupt):
        program(n=1)
    with pytest.raises(llmjit.LlmjitError, match=r"R001.*pay\(2\)"):
        program(n=1)
    journal = Journal(path)
    journal.settle(2)
    journal.close()
    assert program(n=1) == [1, 2] and paid == [1]


def started(*args: str) -> str:
    command = [sys.executable, "-m", "llmjit", *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout


def test_the_registry_from_the_command_line(home: Path, tmp_path: Path) -> None:
    register(program())
    register(program(SOURCE.replace("hello", "hi")), "recompiled")
    (row,) = json.loads(started("programs", "--json"))
    assert (row["name"], row["version"], row["of"]) == ("greet", 2, 2)
    shown = started("show", "greet")
    assert "hi " in shown and "recompiled  <- in service" in shown
    assert "version 1 is in service" in started("rollback", "greet")
    assert registered("greet")(name="bob") == "hello bob"
    assert "version 2 is pinned" in started("pin", "greet", "--version", "2")
    assert json.loads(cli("pin", "greet", "--off", "--json").stdout)["pinned"] is False
    assert json.loads(cli("rollback", "greet", "--json").stdout) == {
        "name": "greet",
        "version": 1,
        "pinned": False,
    }
    assert "0 versions" in started("gc")
    assert cli("programs", "--export", f"greet={tmp_path / 'x'}").returncode == 0
    other = {"LLMJIT_HOME": str(tmp_path / "other")}
    assert "imported program greet" in cli("programs", "--import", str(tmp_path / "x"), env=other).stdout
    failed = cli("rollback", "nothing")
    assert failed.returncode == 1 and "R040" in failed.stderr and "Traceback" not in failed.stderr


def test_stats_from_the_command_line(home: Path) -> None:
    code = (
        "import llmjit, time\n"
        "@llmjit.jit\ndef first(text: str) -> str:\n    time.sleep(0.01); return text[4:9]\n"
        "for n in range(100): first(f'INV-{n * 7919 % 90000 + 10000} of 2024')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    (row,) = json.loads(started("stats", "--json"))
    assert (
        row["calls"] == 100 and row["compiled"] >= 90 and row["model"] == 100 - row["compiled"] - row["memo"]
    )
    assert row["seconds_spent"] > 0.01 and "break_even" in row
    assert "first" in cli("stats").stdout


CALLING = """
from llmjit.runtime.abi import current


def greet(name: str) -> str:
    return current().call("salute", name)
"""


def test_helpers_of_a_program_found_by_name(home: Path, tmp_path: Path) -> None:
    sha = hashlib.sha256(CALLING.encode()).hexdigest()
    manifest = {"sha256": sha, "guards": [], "helpers": {"salute": {"effect": "write"}}}
    register(Program.from_source("greet", CALLING, manifest=manifest))
    tools = tmp_path / "tools.py"
    tools.write_text("def salute(name: str) -> str:\n    return 'hail ' + name\n\ndef more():\n    pass\n")

    @llmjit.program("greet", tools=tools)
    def by_file(name: str) -> str: ...

    @llmjit.program("greet", tools=tools, helpers={"salute": lambda name: "ho " + name})
    def by_name(name: str) -> str: ...

    assert by_file("bob") == "hail bob" and by_name("bob") == "ho bob"
    assert set(by_file.program.helpers) == {"salute"}
    from llmjit.programs import greet

    with pytest.raises(llmjit.GuardFailed, match="salute"):
        greet(name="bob")
    wired = greet.with_(helpers={"salute": lambda name: "hi " + name})
    assert wired(name="bob") == "hi bob" and wired.helpers["salute"].effect == "write"
