"""Python values as JSON, and back: what JSON cannot say is tagged, so that a recording loses no type.

Anything that is neither plain JSON nor of a tagged type becomes ``{"$type": "repr", ...}`` and stays so.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

TAG = "$type"


def encode(value: Any) -> Any:
    """``value`` as JSON-able data; lists, objects, text, numbers, truth values and null stay as they are."""
    match value:
        case None | bool() | int() | str() if type(value) in (type(None), bool, int, str):
            return value
        case float() if type(value) is float:
            return value if math.isfinite(value) else {TAG: "float", "value": repr(value)}
        case list() if type(value) is list:
            return [encode(item) for item in value]
        case dict() if type(value) is dict:
            return _encode_dict(value)
    return _encode_tagged(value)


def _encode_dict(value: dict[Any, Any]) -> Any:
    if TAG not in value and all(type(key) is str for key in value):
        return {key: encode(item) for key, item in value.items()}
    return {TAG: "dict", "items": [[encode(k), encode(v)] for k, v in value.items()]}


def _encode_tagged(value: Any) -> Any:
    match value:
        case tuple() if type(value) is tuple:
            return {TAG: "tuple", "items": [encode(item) for item in value]}
        case set() | frozenset():
            items = sorted(value, key=lambda item: (type(item).__name__, repr(item)))
            return {TAG: "set", "items": [encode(item) for item in items]}
        case datetime.datetime():
            return {TAG: "datetime", "value": value.isoformat()}
        case datetime.date():
            return {TAG: "date", "value": value.isoformat()}
        case datetime.time():
            return {TAG: "time", "value": value.isoformat()}
        case datetime.timedelta():
            return {TAG: "timedelta", "value": value.total_seconds()}
        case Decimal():
            return {TAG: "decimal", "value": str(value)}
        case bytes() | bytearray():
            return {TAG: "bytes", "value": bytes(value).hex()}
    return {TAG: "repr", "class": type(value).__qualname__, "value": _repr(value)}


def _repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception as error:  # a value's own repr may raise anything
        return f"<{type(value).__qualname__}, whose repr raised {type(error).__name__}>"


def decode(value: Any) -> Any:
    """The value that `encode` wrote; data with an unknown or damaged tag stays as it is."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if TAG not in value:
        return {key: decode(item) for key, item in value.items()}
    try:
        read = _TAGGED.get(value[TAG])
        return value if read is None else read(value)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return value


_TAGGED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "float": lambda v: float(v["value"]),
    "dict": lambda v: {decode(key): decode(item) for key, item in v["items"]},
    "tuple": lambda v: tuple(decode(item) for item in v["items"]),
    "set": lambda v: {decode(item) for item in v["items"]},
    "datetime": lambda v: datetime.datetime.fromisoformat(v["value"]),
    "date": lambda v: datetime.date.fromisoformat(v["value"]),
    "time": lambda v: datetime.time.fromisoformat(v["value"]),
    "timedelta": lambda v: datetime.timedelta(seconds=v["value"]),
    "decimal": lambda v: Decimal(v["value"]),
    "bytes": lambda v: bytes.fromhex(v["value"]),
}
