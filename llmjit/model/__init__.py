"""The one door to language models."""

from llmjit.model.completion import ChatMessage, Completion, Model
from llmjit.model.errors import ModelError
from llmjit.model.function import FunctionModel
from llmjit.model.resolve import ModelSpec, configured_model, resolve_model

__all__ = [
    "ChatMessage",
    "Completion",
    "FunctionModel",
    "Model",
    "ModelError",
    "ModelSpec",
    "configured_model",
    "resolve_model",
]
