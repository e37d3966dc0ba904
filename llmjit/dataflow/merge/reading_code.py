"""The code of a site that reads a value again, and what it assumes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from llmjit.dataflow.merge.readings import FUNCTIONS, Found, Reading
from llmjit.dataflow.transcription import form_of
from llmjit.guard import Guard
from llmjit.ir.ops import Use


def module(
    name: str, found: Found, parameters: Sequence[str], keys: Sequence[Use], values: Sequence[Any]
) -> str:
    """The source of a site that reads as ``found`` says; ``parameters`` are the source's name, then the keys'."""
    source, *names = parameters
    value = values[0]
    table = dict(zip(keys, names, strict=True))
    reads = [_written(reading, source, [table[use] for use in reading.keys]) for reading in found.readings]
    called = sorted({word for read in reads for word in re.findall(r"\w+", read) if word in FUNCTIONS})
    kind = "a number" if isinstance(value, int | float) and not isinstance(value, bool) else "a text"
    said = kind
    body = _alone(reads[0]) if len(reads) == 1 else _several(reads, found.agree)
    check = "isinstance(value, (int, float))" if kind == "a number" else "isinstance(value, str)"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        check = f"isinstance(value, {type(value).__name__})" if value is not None else "value is None"
        said = kind = f"a {type(value).__name__}"
    elif all(isinstance(each, str) for each in values):
        form, kind = form_of(values)
        check = f"isinstance(value, str) and {form}"
    lines = [
        f"from llmjit.runtime.abi import {', '.join(['GuardFailed', *called])}",
        "",
        "",
        f"def {name}({', '.join(parameters)}):",
        f'    """Read {said} where it was copied from when this was recorded."""',
        *body,
        f"        reason = '{source} does not hold what was read there: ' + str(error)",
        f"        raise GuardFailed(reason, kind='key', subject={source!r}, seen={source}) from None",
        f"    if not ({check}):",
        f"        raise GuardFailed({f'what is read was {kind}'!r}, kind='type', subject={source!r}, seen=value)",
        "    return value",
        "",
    ]
    return "\n".join(lines)


def _written(reading: Reading, source: str, names: Sequence[str]) -> str:
    table = {"source": source} | {f"key{index}": name for index, name in enumerate(names)}
    pieces = re.split(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", reading.expression)
    return "".join(
        piece if index % 2 else re.sub(r"\b(source|key\d+)\b", lambda m: table[m[0]], piece)
        for index, piece in enumerate(pieces)
    )


def _alone(read: str) -> list[str]:
    return [
        "    try:",
        f"        value = {read}",
        "    except (LookupError, ValueError, TypeError) as error:",
    ]


def _several(reads: Sequence[str], agree: bool) -> list[str]:
    if agree:
        return [
            "    try:",
            f"        value, *others = {', '.join(reads)}",
            "        if any(other != value for other in others):",
            "            raise LookupError('the places it may have been copied from differ')",
            "    except (LookupError, ValueError, TypeError) as error:",
        ]
    return [
        "    found = []",
        f"    for read in ({', '.join(f'lambda: {read}' for read in reads)}):",
        "        try:",
        "            found.append(read())",
        "        except (LookupError, ValueError, TypeError):  # the result has another form",
        "            continue",
        "    try:",
        "        value = found[0]",
        "        if any(other != value for other in found):",
        "            raise LookupError('two forms apply and differ')",
        "    except LookupError as error:",
    ]


def guards_of(found: Found, parameters: Sequence[str], value: Any, evidence: int) -> tuple[Guard, ...]:
    """What the reading assumes, for a person."""
    source = parameters[0]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = "a number" if number else "text"
    how = " and ".join(reading.expression for reading in found.readings)
    several = found.agree and len(found.readings) > 1
    why = "copied from there" + (", where all places must agree" if several else "")
    return (
        Guard("key", source, how, why, evidence),
        Guard("type", source, kind, f"what is read there was {kind}", evidence),
    )
