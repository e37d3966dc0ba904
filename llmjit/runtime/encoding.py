"""Values to JSON and back, without loss: dates, tuples and NaN keep their type, lone surrogates survive."""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from typing import Any

_SCALARS = (str, int, bool, type(None))


def encode(value: object) -> Any:
    """``value`` as plain JSON data; raises ``TypeError`` for what is no `Value`, subclasses included."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if isinstance(value, float) and kind is float:
        return value if math.isfinite(value) else {"$float": repr(value)}
    if isinstance(value, list) and kind is list:
        return [encode(item) for item in value]
    if isinstance(value, dict) and kind is dict:
        return _encode_dict(value)
    if isinstance(value, tuple) and kind is tuple:
        return {"$tuple": [encode(item) for item in value]}
    if isinstance(value, datetime.datetime) and kind is datetime.datetime:
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date) and kind is datetime.date:
        return {"$date": value.isoformat()}
    raise TypeError(f"{kind.__module__}.{kind.__qualname__} is not JSON-like")


def _encode_dict(value: dict[Any, Any]) -> Any:
    if not all(type(key) is str for key in value):
        raise TypeError("a dict with keys that are not strings is not JSON-like")
    body = {key: encode(item) for key, item in value.items()}
    return {"$dict": body} if any(key.startswith("$") for key in body) else body


def decode(data: Any) -> Any:
    """The value that `encode` wrote; raises ``ValueError`` for an unknown tag."""
    if isinstance(data, list):
        return [decode(item) for item in data]
    if not isinstance(data, dict):
        return data
    if len(data) == 1:
        ((tag, body),) = data.items()
        if tag.startswith("$"):
            return _decode_tagged(tag, body)
    return {key: decode(item) for key, item in data.items()}


def _decode_tagged(tag: str, body: Any) -> Any:
    match tag:
        case "$float":
            return float(body)
        case "$tuple":
            return tuple(decode(item) for item in body)
        case "$dict":
            return {key: decode(item) for key, item in body.items()}
        case "$datetime":
            return datetime.datetime.fromisoformat(body)
        case "$date":
            return datetime.date.fromisoformat(body)
        case _:
            raise ValueError(f"unknown tag {tag!r}")


def canonical(value: object) -> str:
    """One text a value: equal texts exactly for values that are the `same`; raises ``TypeError`` like
    `encode`.
    """
    return dumps(encode(value))


def dumps(data: Any) -> str:
    """JSON data as its one canonical text."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: Any) -> str:
    """The address of JSON data: SHA-256 over its canonical text, in hex."""
    return hashlib.sha256(dumps(data).encode()).hexdigest()
