"""IR types as Python annotations and as JSON Schema."""

from __future__ import annotations

from typing import Any

from llmjit.ir.types import Type

_PLAIN = {"none": "None", "date": "datetime.date", "datetime": "datetime.datetime", "any": "Any"}
_CALLABLES = {"func": "Any", "module": "Any"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "none": {"type": "null"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}


def annotation(type: Type) -> str:
    """The type as it is written in a signature."""
    if type.name == "union":
        return " | ".join(annotation(member) for member in type.args)
    if type.name in _CALLABLES:
        return _CALLABLES[type.name]
    name = _PLAIN.get(type.name, type.name)
    if type.name == "tuple" and not type.args:
        return "tuple[()]"
    return f"{name}[{', '.join(map(annotation, type.args))}]" if type.args else name


def json_schema(type: Type) -> dict[str, Any]:
    """The JSON Schema of the values of a type; an empty schema where JSON has no word for it."""
    if type.name == "union":
        return {"anyOf": [json_schema(member) for member in type.args]}
    if type.name in ("list", "tuple"):
        items = json_schema(type.args[0]) if type.name == "list" and type.args else {}
        return {"type": "array", **({"items": items} if items else {})}
    if type.name == "dict":
        values = json_schema(type.args[1]) if len(type.args) == 2 else {}
        return {"type": "object", **({"additionalProperties": values} if values else {})}
    return dict(_SCHEMAS.get(type.name, {}))
