"""The ABI: everything emitted code may call, and nothing that would let it call more."""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from llmjit import support
from llmjit.runtime import abi

AT_COMPILE_TIME = {"date_formats"}  # reads formats off examples; emitted code is given the format


def functions_of(module: ModuleType) -> set[str]:
    return {
        node.name
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }


def test_it_has_every_support_function() -> None:
    for found in pkgutil.iter_modules(support.__path__):
        if found.name not in AT_COMPILE_TIME:
            module = importlib.import_module(f"llmjit.support.{found.name}")
            missing = functions_of(module) - {"Token", "Request"} - set(abi.SUPPORT.get(found.name, ()))
            assert not missing, f"name them in llmjit.runtime.abi.SUPPORT: {found.name}: {sorted(missing)}"


def test_every_name_loads() -> None:
    for module, names in abi.SUPPORT.items():
        for name in names:
            home = importlib.import_module(f"llmjit.support.{module}")
            assert getattr(abi, name) is getattr(home, name)


@pytest.mark.parametrize("name", ["import_module", "importlib", "pkgutil", "re", "os", "support", "datetime"])
def test_it_lends_no_modules(name: str) -> None:
    with pytest.raises(ImportError):
        exec(f"from llmjit.runtime.abi import {name}", {})


def test_emitted_code_may_call_all_that_operators_are_made_of() -> None:
    from llmjit.synthesis import domains
    from llmjit.synthesis.expr import Operator

    assert domains
    operators = [each for each in gc.get_objects() if type(each) is Operator]
    called = {function.__name__ for each in operators for function in each.support}
    assert operators
    assert called <= {name for names in abi.SUPPORT.values() for name in names} | set(abi.__all__)
