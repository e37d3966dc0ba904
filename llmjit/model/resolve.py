"""From what a user wrote to a model."""

from __future__ import annotations

import os
from typing import TypeAlias

from llmjit.model.completion import Model
from llmjit.model.errors import BadSpec, ModelError, NoModel
from llmjit.model.function import AnswerFunction, FunctionModel

ModelSpec: TypeAlias = str | Model | AnswerFunction


def resolve_model(spec: ModelSpec | None = None) -> Model:
    """The model that ``spec`` names; with None, the one that ``LLMJIT_MODEL`` names.

    A spec is a litellm name (``openai/gpt-4o-mini``), ``replay:FILE``, a function from messages to text, or
    a `Model` already. Nothing is imported or connected before the first call. Raises `ModelError` when no
    model is configured, or the spec names none.
    """
    chosen = spec if spec is not None else os.environ.get("LLMJIT_MODEL", "").strip() or None
    if chosen is None:
        raise ModelError(NoModel())
    if isinstance(chosen, str):
        return _named(chosen)
    if isinstance(chosen, Model):
        return chosen
    if callable(chosen):
        return FunctionModel(chosen)
    raise ModelError(BadSpec(spec=repr(chosen), reason="neither a name, a function nor a model"))


def configured_model() -> Model | None:
    """The model that ``LLMJIT_MODEL`` names, or None when it names none."""
    return resolve_model() if os.environ.get("LLMJIT_MODEL", "").strip() else None


def _named(spec: str) -> Model:
    kind, _, rest = spec.partition(":")
    if kind == "replay":
        if not rest:
            raise ModelError(BadSpec(spec=spec, reason="replay: needs a file, as in replay:runs.jsonl"))
        from llmjit.model.replay import ReplayModel

        return ReplayModel(rest)
    if not spec.strip() or spec != spec.strip() or "\n" in spec:
        raise ModelError(BadSpec(spec=spec, reason="a model's name has no spaces around it"))
    from llmjit.model.remote import RemoteModel

    return RemoteModel(spec)
