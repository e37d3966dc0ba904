from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

import llmjit
from llmjit.effects import effect_of
from llmjit.record import Helper, Toolbox, ToolsError, load_tools


def load(tmp_path: Path, source: str) -> Toolbox:
    path = tmp_path / "my_tools.py"
    path.write_text(source, encoding="utf-8")
    return load_tools(path)


def test_public_functions_become_helpers(tmp_path: Path) -> None:
    tools = load(
        tmp_path,
        "import os\nfrom json import dumps\nimport llmjit\n"
        "def look(city: str, n: int = 3) -> list[str]:\n    '''Looks.'''\n    return [city] * n\n"
        "def _hidden(): pass\n"
        "class Thing: pass\n"
        "@llmjit.helper(effect='write')\ndef act(): pass\n"
        "@llmjit.helper\ndef _declared(): pass\n",
    )
    assert [(h.name, h.effect) for h in tools] == [("look", "read"), ("act", "write"), ("_declared", "read")]
    info = tools.infos()[0]
    assert (info.signature, info.doc) == ("(city: str, n: int = 3) -> list[str]", "Looks.")
    assert tools.helpers["look"].call(("Oslo",), {"n": 2}) == ["Oslo", "Oslo"]


def test_a_tools_file_may_import_its_neighbours_and_use_dataclasses(tmp_path: Path) -> None:
    (tmp_path / "neighbour_of_tools.py").write_text("VALUE = 3\n")
    tools = load(
        tmp_path,
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass Row:\n    a: int\n"
        "def rows() -> list[Row]:\n    import neighbour_of_tools\n    return [Row(neighbour_of_tools.VALUE)]\n",
    )
    assert tools.helpers["rows"].call((), {})[0].a == 3


@pytest.mark.parametrize(
    ("source", "code", "line", "words"),
    [
        ("x = 1\n\n\ny = x / 0\ndef f(): pass\n", "T002", 4, "ZeroDivisionError"),
        ("def f(:\n    pass\n", "T002", 1, "SyntaxError"),
        ("import no_such_module_here\n", "T002", 1, "ModuleNotFoundError"),
        ("def f(): pass\nraise SystemExit(3)\n", "T002", 2, "SystemExit"),
        ("import json\n\njson.loads('{')\n", "T002", 3, "JSONDecodeError"),
        ("def f(): return g()\ndef g(): return 1 / 0\nf()\n", "T002", 2, "ZeroDivisionError"),
        ("import llmjit\n@llmjit.helper(effect='destroy')\ndef f(): pass\n", "T002", 2, "effect must be"),
    ],
)
def test_a_file_that_does_not_import_is_diagnosed(tmp_path, source, code, line, words) -> None:
    with pytest.raises(ToolsError) as caught:
        load(tmp_path, source)
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.line == line
    text = str(caught.value)
    assert words in text and f"my_tools.py:{line}: {source.splitlines()[line - 1].strip()}" in text
    assert "Traceback" not in text


def test_files_that_are_no_tools(tmp_path: Path) -> None:
    with pytest.raises(ToolsError, match="No such file"):
        load_tools(tmp_path / "absent.py")
    with pytest.raises(ToolsError, match="T001"):
        load_tools(tmp_path)
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ToolsError, match="T001"):
        load_tools(tmp_path / "bytes.py")
    with pytest.raises(ToolsError, match="no public function"):
        load(tmp_path, "X = 1\n")
    with pytest.raises(ToolsError, match="the name of a function that code blocks already have"):
        load(tmp_path, "def guard(x): pass\n")
    (tmp_path / "nul.py").write_bytes(b"x = 1\0\n")
    with pytest.raises(ToolsError, match="T002"):
        load_tools(tmp_path / "nul.py")


@dataclass
class Row:
    a: int


def many(a: int, *rest: str, when: datetime.date | None = None, **more: float) -> str:
    return "ok"


def wrong() -> int:
    return "text"  # type: ignore[return-value]


def items(values: list[int]) -> int:
    return sum(values)


def path_of(path: Path) -> str:
    return path.suffix


def mode(kind: Literal["a", "b"]) -> str:
    return kind


@pytest.mark.parametrize(
    ("function", "args", "kwargs"),
    [
        (many, (1, "x", "y"), {"when": datetime.date(2024, 1, 2), "z": 1.5}),
        (many, (1,), {"z": 2}),
        (items, ([1, 2],), {}),
        (path_of, ("a.csv",), {}),
        (mode, ("a",), {}),
    ],
)
def test_arguments_that_fit_pass(function, args, kwargs) -> None:
    Helper.of(function).call(args, kwargs)


@pytest.mark.parametrize(
    ("function", "args", "kwargs", "words"),
    [
        (many, ("1",), {}, "argument a"),
        (many, (1, "x", 2), {}, "argument rest"),
        (many, (1,), {"when": "2024-01-02"}, "argument when"),
        (many, (1,), {"z": "1"}, "argument more"),
        (many, (), {}, "missing a required argument"),
        (items, ([1] * 50 + ["2"],), {}, "argument values"),
        (mode, ("c",), {}, "argument kind"),
        (wrong, (), {}, "the result"),
    ],
)
def test_arguments_and_results_that_do_not_fit_are_refused(function, args, kwargs, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        Helper.of(function).call(args, kwargs)


def test_annotations_without_meaning_are_not_checked() -> None:
    def odd(x: NoSuchName) -> Any:  # noqa: F821
        return x

    assert Helper.of(odd).call((1,), {}) == 1


def test_a_helper_cannot_end_the_program() -> None:
    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(RuntimeError, match="tried to end the program"):
        Helper.of(leave).call((), {})


def test_coroutines_are_awaited() -> None:
    async def later(x: int) -> int:
        return x + 1

    assert Helper.of(later).call((1,), {}) == 2


@pytest.mark.parametrize(
    ("name", "doc", "effect"),
    [
        ("send_mail", None, "write"),
        ("deleteRow", None, "write"),
        ("settings", None, "read"),
        ("address", None, "read"),
        ("get_update", None, "read"),
        ("add", "Adds.\n\nEffect: pure", "pure"),
        ("lookup", "effect: WRITE", "write"),
    ],
)
def test_effects_are_guessed_with_care(name: str, doc: str | None, effect: str) -> None:
    def function() -> None: ...

    function.__name__, function.__doc__ = name, doc
    assert effect_of(function) == effect
    assert effect_of(llmjit.helper(effect="pure")(function)) == "pure"
