"""Literals of a program that stand in its request word for word: parameters, and the pattern that binds them."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, final

from llmjit.dataflow.merge.requests import number_hole
from llmjit.dataflow.roles import by_form, by_neighbour, says
from llmjit.ir import ops
from llmjit.ir.ops import Op
from llmjit.ir.program import Hole, Param, Pattern, Program
from llmjit.ir.types import FLOAT, INT, STR, union
from llmjit.ir.walk import replace_uses, rewrite, used, walk

_RESERVED: Final = frozenset({*dir(builtins), *keyword.kwlist})
_IGNORED: Final = ("", " ", "\n", ",", ", ")


@final
@dataclass(frozen=True)
class Word:
    """A literal and where the request holds it; ``ops`` are the constants that may stand for it."""

    start: int
    end: int
    value: Any
    constants: tuple[ops.Const, ...]


def lift_words(program: Program, request: str) -> tuple[Program, list[str]]:
    """The program with its request's literals as parameters, and why some were not."""
    found, notes = _found(program, request)
    params: list[Param] = []
    template, holes, at = [], [], 0
    mapping: dict[str, str] = {}
    taken = {value for op in walk(program.body) for value in _defined(op)} | _RESERVED
    for word in sorted(found, key=lambda word: word.start):
        if word.start < at:
            continue
        name = _name(word, taken, program, request)
        taken.add(name)
        number = not isinstance(word.value, str)
        params.append(Param(ops.Value(name, union((INT, FLOAT)) if number else STR), word.value))
        holes.append(number_hole(name, [word.value]) if number else Hole(name, _regex(word.value)))
        mapping |= {constant.result.name: name for constant in word.constants}
        template += [_braced(request[at : word.start]), f"{{{name}}}"]
        at = word.end
    template.append(_braced(request[at:]))
    body = tuple(replace_uses(op, mapping) for op in _without(program.body, set(mapping)))
    words = {str(param.default): param.value.name for param in params}
    body = rewrite(body, lambda op: _with_words(op, words))
    pattern = Pattern("".join(template).strip(), tuple(holes))
    return replace(program, params=(*program.params, *params), pattern=pattern, body=body), notes


def _with_words(op: Op, words: dict[str, str]) -> list[Op] | None:
    """A text that repeats words of the request, as an f-string over the parameters; None for another op."""
    if not isinstance(op, ops.Const) or not isinstance(op.value, str):
        return None
    inside = [word for word in words if re.search(_anywhere(word), op.value)]
    if not inside:
        return None
    pattern = "|".join(_anywhere(word) for word in sorted(inside, key=len, reverse=True))
    pieces, at = [], 0
    for match in re.finditer(pattern, op.value):
        pieces += [_braced(op.value[at : match.start()]), f"{{{words[match[0]]}}}"]
        at = match.end()
    source = "f" + repr("".join([*pieces, _braced(op.value[at:])]))
    operands = tuple((words[word], words[word]) for word in inside)
    return [ops.Py(result=op.result, source=source, operands=operands, span=op.span)]


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _found(program: Program, request: str) -> tuple[list[Word], list[str]]:
    constants: dict[Any, list[ops.Const]] = {}
    uses = used(program.body)
    for op in walk(program.body):
        if isinstance(op, ops.Const) and uses.get(op.result.name) and _liftable(op.value):
            constants.setdefault((type(op.value), op.value), []).append(op)
    words, notes = [], []
    for (_, value), group in constants.items():
        places = [match.span() for match in re.finditer(_anywhere(value), request)]
        if not places:
            continue
        if len(places) > 1:
            notes.append(f"{value!r} stands in the request {len(places)} times: it stays")
        elif len(group) > 1 and not isinstance(value, str):
            notes.append(f"{len(group)} literals have the value {value!r}: it stays")
        else:
            words.append(Word(*places[0], value, tuple(group)))
    return words, notes


def _liftable(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    return value not in _IGNORED and (
        not isinstance(value, str) or (len(value) > 1 and any(map(str.isalnum, value)))
    )


def _anywhere(value: Any) -> str:
    text = re.escape(value if isinstance(value, str) else repr(value))
    return rf"(?<![\w.]){text}(?![\w]|\.\d)"


def _regex(value: str) -> str:
    """Texts like ``value``: as many words, of the same kinds of characters."""
    kinds = []
    for word in value.split():
        if re.fullmatch(r"[A-Z]+", word):
            kinds.append("[A-Z]+")
        elif re.fullmatch(r"\w+", word):
            kinds.append(r"\w+")
        else:
            kinds.append(r"\S+")
    return r"\s".join(kinds)


def _name(word: Word, taken: set[str], program: Program, request: str) -> str:
    """What a helper calls the word, else the code, else the request around it, else what its form tells."""
    own = [constant.result.name for constant in word.constants]
    number = not isinstance(word.value, str)
    recorded = (name.partition(".")[0] for name in own)
    base = (
        _called(word, program)
        or next((n for n in recorded if n.isidentifier() and not says(n, word.value)), "")
        or by_neighbour(request, word.start, word.end, number)
        or by_form(word.value)
        or ("number" if number else "text")
    )
    return base if base not in (taken - set(own)) | _RESERVED else _numbered(base, taken)


def _called(word: Word, program: Program) -> str:
    """What a helper that gets the word calls it."""
    mine = {constant.result.name for constant in word.constants}
    signatures = {helper.name: helper.signature for helper in program.helpers}
    for op in walk(program.body):
        if isinstance(op, ops.Call):
            names = re.findall(r"[(,]\s*(\w+)\s*(?=[:,)=])", signatures.get(op.helper, ""))
            for position, use in enumerate(op.args):
                if use in mine and position < len(names):
                    return str(names[position])
            for name, use in op.kwargs:
                if use in mine:
                    return name
    return ""


def _numbered(base: str, taken: set[str]) -> str:
    return next(f"{base}_{count}" for count in range(2, 10_000) if f"{base}_{count}" not in taken)


def _defined(op: Op) -> list[str]:
    return [value.name for field in (*op.RESULTS, *op.BINDERS) for value in _values(getattr(op, field))]


def _values(field: Any) -> Iterable[ops.Value]:
    if isinstance(field, ops.Value):
        return [field]
    return [item.value if isinstance(item, ops.FuncParam) else item for item in field]


def _without(body: ops.Region, names: set[str]) -> ops.Region:
    out = []
    for op in body:
        if isinstance(op, ops.Const) and op.result.name in names:
            continue
        regions = {field: _without(getattr(op, field), names) for field in op.REGIONS}
        out.append(replace(op, **regions) if regions else op)  # type: ignore[arg-type]
    return tuple(out)
