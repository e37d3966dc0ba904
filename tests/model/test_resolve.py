from __future__ import annotations

import subprocess
import sys

import pytest

from llmjit.model import Model, ModelError, configured_model, resolve_model


def test_none_configured_says_how_to_set_one() -> None:
    assert configured_model() is None
    with pytest.raises(ModelError) as caught:
        resolve_model()
    assert "LLMJIT_MODEL" in str(caught.value)
    assert caught.value.exit_code == 1


def test_environment_names_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMJIT_MODEL", "openai/some-model")
    model = configured_model()
    assert isinstance(model, Model)
    assert model.name == "openai/some-model"
    assert resolve_model("openai/other").name == "openai/other"


@pytest.mark.parametrize("spec", ["replay:", "  ", "a b\nc", 7])
def test_nonsense_is_refused(spec) -> None:
    with pytest.raises(ModelError):
        resolve_model(spec)


def test_naming_a_model_imports_nothing_heavy() -> None:
    code = (
        "import sys; from llmjit.model import resolve_model; resolve_model('openai/x');"
        "print([m for m in ('litellm', 'pydantic', 'httpx') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
