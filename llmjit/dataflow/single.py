"""Compile one thread alone: which numbers of its request may change, and which must stay as recorded.

With one recording nothing can be cross-checked. A number becomes a parameter only where it stands for one
literal beyond doubt; where a doubt is left it is part of the pattern, so that another value is refused.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.dataflow.affinity import clear_best
from llmjit.dataflow.execution import NotPure, Runnable
from llmjit.dataflow.literals import Code, Unit, substitute
from llmjit.dataflow.recorded import same_answer
from llmjit.dataflow.sources import alike
from llmjit.support.mentions import Mention, number_mentions

_COMMON: Final = frozenset(
    (0, 1, 2, 3, 4, 5, 7, 12, 24, 30, 52, 60, 100, 360, 365, 1000, 3600, 0.5, 0.25, 0.1, 0.01)
)
_CONVERSIONS: Final = frozenset((7, 12, 24, 60, 100, 365, 52, 1000, 3600))
_DIGITS: Final = ("figure", "percent", "fraction")


@final
@dataclass(frozen=True)
class Parameter:
    """A number of the request that may change: where it stands, its name, and what each unit reads of it."""

    mention: Mention
    name: str
    units: Mapping[int, str]


@final
@dataclass(frozen=True)
class Single:
    """One thread, compiled: a template with holes, and code over them. ``pinned`` says why numbers may not change."""

    template: str
    tree: ast.Module
    result: str
    parameters: tuple[Parameter, ...]
    pinned: tuple[tuple[str, str], ...]


def compile_single(text: str, code: Code, answers: Sequence[Any]) -> Single | None:
    """The program of one thread with its request's numbers as parameters; None if the code does not replay."""
    try:
        value = Runnable(code.tree, code.result).run({})
        if not any(same_answer(value, answer) for answer in answers):
            return None
    except NotPure:
        return None
    except Exception:  # whatever recorded code raises on its own data, it does not replay
        return None
    return _Compiler(text, code, value).compile()


class _Compiler:
    def __init__(self, text: str, code: Code, answer: Any) -> None:
        self.text = text
        self.code = code
        self.answer = answer
        self.mentions = number_mentions(text)
        self.names: set[str] = set(code.bound)
        self.pinned: list[tuple[str, str]] = []

    def compile(self) -> Single:
        """Bind what can be bound, pin the rest."""
        parameters = []
        for mention in self.mentions:
            if mention.kind in _DIGITS:
                bound, doubt = self._bound(mention)
                doubt = doubt or self._derived(mention) or self._unfelt(bound, mention)
                if doubt:
                    self.pinned.append((self._written(mention), doubt))
                else:
                    parameters.append(Parameter(mention, self._name(bound), bound))
        for parameter in parameters:
            named = {unit: source.format(parameter.name) for unit, source in parameter.units.items()}
            parameters[parameters.index(parameter)] = Parameter(parameter.mention, parameter.name, named)
        return self._finished(parameters)

    def _written(self, mention: Mention) -> str:
        return self.text[mention.start : mention.end]

    def _bound(self, mention: Mention) -> tuple[dict[int, str], str]:
        """What the units that stand for a mention read, by unit, or the reason to doubt it."""
        forms = _forms(mention)
        found = {
            index: form
            for index, unit in enumerate(self.code.units)
            for form, value in forms.items()
            if isinstance(unit.value, int | float) and alike(unit.value, value)
        }
        rivals = [
            other
            for other in self.mentions
            if any(alike(value, given) for value in _forms(other).values() for given in forms.values())
        ]
        if not found:
            return {}, "no literal of the code stands for it"
        parts = [other for other in self.mentions if other.kind == "part" and other.value]
        doubtful = len(found) > 1 or len(rivals) > 1 or any(self._explained(i, parts) for i in found)
        if not doubtful:
            return found, ""
        mine = {i: form for i, form in found.items() if self._stands_for(i, mention, rivals)}
        rest = [i for i in found if i not in mine]
        settled = all(self._explained(i, parts) or self._of_another(i, mention, rivals) for i in rest)
        if len(mine) == 1 and settled:
            return mine, ""
        return {}, f"{len(found)} literals and {len(rivals)} numbers of the request have its value"

    def _stands_for(self, index: int, mention: Mention, rivals: Sequence[Mention]) -> bool:
        unit = self.code.units[index]
        return unit.direct and clear_best(unit, rivals, self.text) is mention

    def _of_another(self, index: int, mention: Mention, rivals: Sequence[Mention]) -> bool:
        unit = self.code.units[index]
        best = clear_best(unit, rivals, self.text) if unit.direct else None
        return best is not None and best is not mention

    def _explained(self, index: int, parts: Sequence[Mention]) -> bool:
        """Whether the unit has another reason to be there: a conversion of units, a part such as a half."""
        unit = self.code.units[index]
        if unit.direct:
            return False
        denominators = {round(count / part.value) for part in parts for count in (1, 2, 3)}
        return unit.value in _CONVERSIONS or unit.value in denominators

    def _derived(self, mention: Mention) -> str:
        """Doubt: a literal that the request does not hold was computed out of this number, as far as one can see."""
        known = [value for other in self.mentions for value in [*_forms(other).values(), _inverse(other)]]
        for unit in self.code.units:
            value = unit.value
            if isinstance(value, bool) or not isinstance(value, int | float) or value in _COMMON:
                continue
            if not any(alike(value, other) for other in known) and any(
                alike(value, made) for made in self._made(mention)
            ):
                return f"the literal {value} may have been computed out of it"
        return ""

    def _made(self, mention: Mention) -> Iterator[float]:
        x = mention.value
        yield from (x + 1, x - 1, x * 2, x / 2)
        for other in self.mentions:
            y = other.value
            if other is not mention:
                yield from (x + y, x - y, y - x, x * y)
                if x and y:
                    yield from (x / y, y / x)

    def _unfelt(self, bound: Mapping[int, str], mention: Mention) -> str:
        """Doubt: the answer does not depend on the number, so nothing shows that the code reads it rightly."""
        for value in (mention.value * 2 + 1, mention.value * 3 + 2):
            given = {index: source.format(repr(value)) for index, source in bound.items()}
            try:
                if not same_answer(
                    Runnable(substitute(self.code, given), self.code.result).run({}), self.answer
                ):
                    return ""
            except Exception:  # an error is an effect, too, but one that speaks against another value
                continue
        return "the answer does not depend on it"

    def _name(self, bound: Mapping[int, str]) -> str:
        targets = [self.code.units[index].target for index in bound]
        direct = [self.code.units[index].direct and bound[index] == "{0}" for index in bound]
        base = targets[0] if targets and targets[0] else "number"
        if direct == [True] and sum(_assigns(node, base) for node in ast.walk(self.code.tree)) == 1:
            return base
        for suffix in itertools.count(1):
            name = f"{base}_{suffix}"
            if name not in self.names:
                self.names.add(name)
                return name
        raise AssertionError

    def _finished(self, parameters: Sequence[Parameter]) -> Single:
        out, at = [], 0
        for parameter in parameters:
            literal = self.text[at : parameter.mention.start].replace("{", "{{").replace("}", "}}")
            out += [literal, f"{{{parameter.name}:number}}"]
            at = parameter.mention.end
        out.append(self.text[at:].replace("{", "{{").replace("}", "}}"))
        sources = {index: source for parameter in parameters for index, source in parameter.units.items()}
        tree = substitute(self.code, sources)
        tree.body[:] = [node for node in tree.body if not _idle(node)]
        return Single("".join(out), tree, self.code.result, tuple(parameters), tuple(self.pinned))


def _forms(mention: Mention) -> dict[str, float]:
    """What code may make of a mention, by source over ``{0}``."""
    value = mention.value
    if mention.kind == "part":
        return {"{0}": value}
    if mention.kind == "percent":
        return {
            "{0}": value,
            "{0} / 100": value / 100,
            "(1 + {0} / 100)": 1 + value / 100,
            "(1 - {0} / 100)": 1 - value / 100,
        }
    return {"{0}": value}


def _inverse(mention: Mention) -> float:
    return 1 / mention.value if mention.value else 0.0


def _assigns(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)


def _idle(node: ast.stmt) -> bool:
    """Whether a statement assigns a variable to itself."""
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [
        ast.unparse(node.value)
    ]


__all__ = ["Parameter", "Single", "Unit", "compile_single"]
