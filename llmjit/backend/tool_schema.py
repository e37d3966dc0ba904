"""The program as a tool a model may call: the JSON that providers' function calling expects."""

from __future__ import annotations

from typing import Any

from llmjit.backend.annotations import json_schema
from llmjit.ir.program import REQUIRED, Program


def tool_schema(program: Program) -> dict[str, Any]:
    """The program's parameters as an OpenAI-style function tool."""
    properties = {}
    for param in program.params:
        schema = json_schema(param.value.type)
        if param.default is not REQUIRED and isinstance(param.default, str | int | float | bool):
            schema["default"] = param.default
        properties[param.value.name] = schema
    required = [param.value.name for param in program.params if param.default is REQUIRED]
    summary = " ".join(program.recorded.split())
    return {
        "type": "function",
        "function": {
            "name": program.name,
            "description": summary,
            "parameters": {
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": False,
            },
        },
    }
