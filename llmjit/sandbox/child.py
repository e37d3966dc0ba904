"""The other end of `llmjit.sandbox.candidate`: a script for ``python -I``, on the standard library alone.

Reads one JSON line ``{source, name, builtins, seconds, memory}`` and writes one when ready; then reads one
line of arguments a call and writes one line a result. It limits itself before it looks at the source.
"""

from __future__ import annotations

import builtins
import datetime
import decimal
import json
import sys
import time
from typing import Any

_TAG = "$llmjit"
# fmt: off
_MODULES = frozenset({
    "re", "json", "datetime", "math", "statistics", "collections", "itertools", "functools", "string",
    "unicodedata", "decimal", "fractions",
})
# fmt: on


def encode(value: Any) -> Any:
    """``value`` in JSON, exactly: tuples, sets, dates and numbers that JSON lacks are tagged.

    Raises ``TypeError`` for what is not data.
    """
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is str:
        return value
    if kind is float:
        return value if value - value == 0 else {_TAG: "float", "v": repr(value)}
    if kind is list:
        return [encode(item) for item in value]
    if kind is dict:
        if all(type(key) is str for key in value) and _TAG not in value:
            return {key: encode(item) for key, item in value.items()}
        return {_TAG: "dict", "v": [[encode(key), encode(item)] for key, item in value.items()]}
    for name, (of, write, _) in _KINDS.items():
        if kind is of:
            return {_TAG: name, "v": write(value)}
    raise TypeError(f"a value of type {kind.__name__} is not data")


def decode(value: Any) -> Any:
    """The value that `encode` wrote."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _TAG not in value:
        return {key: decode(item) for key, item in value.items()}
    content = value["v"]
    if value[_TAG] == "float":
        return float(content)
    if value[_TAG] == "dict":
        return {decode(key): decode(item) for key, item in content}
    return _KINDS[value[_TAG]][2](content)


def _many(value: Any) -> list[Any]:
    return [encode(item) for item in value]


_KINDS: dict[str, tuple[type, Any, Any]] = {
    "tuple": (tuple, _many, lambda v: tuple(map(decode, v))),
    "set": (set, _many, lambda v: set(map(decode, v))),
    "frozenset": (frozenset, _many, lambda v: frozenset(map(decode, v))),
    "bytes": (bytes, lambda v: v.hex(), bytes.fromhex),
    "datetime": (datetime.datetime, lambda v: v.isoformat(), datetime.datetime.fromisoformat),
    "date": (datetime.date, lambda v: v.isoformat(), datetime.date.fromisoformat),
    "time": (datetime.time, lambda v: v.isoformat(), datetime.time.fromisoformat),
    "timedelta": (
        datetime.timedelta,
        lambda v: [v.days, v.seconds, v.microseconds],
        lambda v: datetime.timedelta(*v),
    ),
    "decimal": (decimal.Decimal, str, decimal.Decimal),
}


def _limit(seconds: float, memory: int) -> None:
    import resource

    bounds = {
        "RLIMIT_AS": memory,
        "RLIMIT_CPU": int(seconds) + 1,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 3,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, bound in bounds.items():
        which = getattr(resource, name, None)
        if which is not None:
            resource.setrlimit(which, (bound, bound))


def _import(name: str, *rest: Any) -> Any:
    if name.partition(".")[0] not in _MODULES:
        raise ImportError(f"import of {name} is not allowed")
    return builtins.__import__(name, *rest)


def _namespace(allowed: list[str]) -> dict[str, Any]:
    names = {name: getattr(builtins, name) for name in allowed}
    return {"__builtins__": {**names, "__import__": _import}, "__name__": "candidate"}


def _line(error: BaseException) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<candidate>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _failure(error: BaseException) -> dict[str, Any]:
    limit = isinstance(error, MemoryError | RecursionError)
    message = str(error)[:2000].encode("utf-8", "replace").decode()
    return {"error": type(error).__name__, "message": message, "line": _line(error), "limit": limit}


def main() -> None:
    """Answer calls until the input ends."""
    job = json.loads(sys.stdin.readline())
    out = sys.stdout
    sys.stdout = None  # what a candidate prints (re does, for one of its flags) is no answer
    for module in sorted(_MODULES):  # before files are out of reach
        builtins.__import__(module)
    builtins.__import__("_strptime")  # datetime imports it when first asked to parse

    _limit(job["seconds"], job["memory"])
    space: dict[str, Any] = _namespace(job["builtins"])
    broken = None
    try:
        exec(compile(job["source"], "<candidate>", "exec", dont_inherit=True), space)
        function = space[job["name"]]
    except BaseException as error:
        broken = _failure(error)
    out.write("{}\n")
    out.flush()
    for line in sys.stdin:
        started = time.perf_counter()
        try:
            answer = broken or {"value": encode(function(*decode(json.loads(line))))}
        except BaseException as error:
            answer = _failure(error)
        answer["seconds"] = time.perf_counter() - started
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
