"""Compile a family of threads: code whose literals are read from the request, valid on every thread."""

from __future__ import annotations

import ast
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, final

from llmjit.dataflow.execution import NotPure, OutOfSteps, Runnable
from llmjit.dataflow.literals import Code, Unit, subscripted, substitute
from llmjit.dataflow.recorded import same_answer
from llmjit.dataflow.roll import rolled, rolled_column
from llmjit.dataflow.sources import Binding, Source, alike, values
from llmjit.dataflow.texts import text_sources
from llmjit.support.pattern import MentionPattern, TypedHole

COMBINATIONS: Final = 200
FREE: Final = ("text", "plain", "story", "line")
OPTIONS: Final = 6
_SMALL: Final = (-1, 0, 1, 2, 10, 100)
ERRORS: Final = (Exception,)


@final
@dataclass(frozen=True)
class Example:
    """One thread of a family: what its request binds, the code that ran, and what counts as its answer."""

    binding: Binding
    code: Code | None
    answers: tuple[Any, ...]

    def gives(self, value: Any) -> bool:
        """Whether a value is the example's answer."""
        return any(same_answer(value, answer) for answer in self.answers)


@final
@dataclass(frozen=True)
class Candidate:
    """Code over the holes of the pattern that gives every example's answer.

    ``sources`` says where each unit is read from, ``checks`` are conditions that must hold on a request,
    each with its reason; ``support`` counts the threads whose own code had this structure.
    """

    code: Code
    tree: ast.Module
    result: str
    sources: tuple[Source, ...]
    cost: int
    support: int
    checks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Search:
    """A search over the examples of one family with the sources their requests offer."""

    pattern: MentionPattern
    examples: tuple[Example, ...]
    sources: tuple[Source, ...]
    table: dict[Source, list[Any]]

    def candidates(self) -> list[Candidate]:
        """All candidates that give every answer, best first."""
        groups: dict[str, list[int]] = {}
        for index, example in enumerate(self.examples):
            if example.code is not None:
                groups.setdefault(example.code.structure, []).append(index)
        found: list[Candidate] = []
        for group in groups.values():
            together = list(self._of_group(group))
            alone = (
                [] if together or len(group) == 1 else [c for index in group for c in self._of_group([index])]
            )
            found += together or alone
        found += self._rolled()
        return sorted(found, key=lambda candidate: (-candidate.support, candidate.cost))

    def _open(self) -> bool:
        """Whether requests may differ in anything that the code could read."""
        return bool(self.pattern.table) or any(
            isinstance(part, TypedHole) and part.type not in FREE for part in self.pattern.parts
        )

    def _rolled(self) -> Iterator[Candidate]:
        """Sums over an enumeration or a column, where some thread's code writes out one such sum."""
        tried: set[str] = set()
        items = [
            part.name for part in self.pattern.parts if isinstance(part, TypedHole) and part.type == "items"
        ]
        for example in self.examples:
            if example.code is None:
                continue
            found = rolled_column(example.code, example.binding, self.pattern.table)
            for name in items:
                found += rolled(example.code, example.binding, name, self.pattern.table)
            for source in found:
                if source in tried:
                    continue
                tried.add(source)
                candidate = self._candidate(_assignment(source), (), len(self.examples))
                if candidate is not None:
                    yield replace(candidate, cost=3)

    def _of_group(self, group: list[int]) -> Iterator[Candidate]:
        codes = [self.examples[index].code for index in group]
        code = codes[0]
        assert code is not None
        options = []
        for position in range(len(code.units)):
            units = [other.units[position] for other in codes if other is not None]
            options.append(self._options(units, group))
        if not all(options):
            return
        for choice in _cheapest(options):
            candidate = self._candidate(code, choice, len(group))
            if candidate is not None:
                yield candidate

    def _options(self, units: list[Unit], group: list[int]) -> list[Source]:
        """The sources that give these literals in these threads, cheapest first.

        A constant is none that was added up out of other numbers in each thread: the sum is the same by chance.
        """
        literals = [unit.value for unit in units]
        out = [
            source
            for source, given in self.table.items()
            if all(alike(literal, given[index]) for literal, index in zip(literals, group, strict=True))
        ]
        first = literals[0]
        if isinstance(first, str):
            out += text_sources(literals, group, self.table)
        written = {ast.unparse(unit.node) for unit in units if isinstance(unit.node, ast.BinOp)}
        if len(written) < 2 and all(alike(first, literal) for literal in literals):
            out.append(Source(1 if first in _SMALL else 3, repr(first)))
        return sorted(out)[:OPTIONS]

    def _candidate(self, code: Code, choice: tuple[Source, ...], support: int) -> Candidate | None:
        if self._guessed(code, choice):
            return None
        tree = substitute(code, {index: source.text for index, source in enumerate(choice)})
        if not uses(self.pattern, tree, code.result) or self._overlooked(code, choice, tree):
            return None
        try:
            runnable = Runnable(tree, code.result)
            if not all(e.gives(runnable.run(e.binding)) for e in self.examples):
                return None
        except NotPure:
            return None
        except OutOfSteps:
            return None
        except Exception:  # what candidate code raises says only that it is no candidate
            return None
        if self._open() and closed_by_untried(tree, runnable.covered):
            return None
        cost = sum(source.cost for source in choice)
        candidate = Candidate(code, tree, code.result, choice, cost, support)
        return replace(candidate, checks=tuple(self._checks(candidate)))

    def _overlooked(self, code: Code, choice: tuple[Source, ...], tree: ast.Module) -> bool:
        """Whether the code has as a constant what its own request says in a hole that nothing reads."""
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        own = [example.binding for example in self.examples if example.code is code]
        fixed = {
            node.value
            for unit, source in zip(code.units, choice, strict=True)
            if source.text == repr(unit.value)
            for node in ast.walk(unit.node)
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        }
        unread = [
            part.name
            for part in self.pattern.parts
            if isinstance(part, TypedHole) and part.type == "number" and part.name not in names
        ]
        return any(binding[name] in fixed for binding in own for name in unread)

    def _guessed(self, code: Code, choice: tuple[Source, ...]) -> bool:
        """Whether a hard-coded answer is so small that any source might have it by chance."""
        alone = len(code.units) == 1 == len(code.tree.body) and code.result == code.units[0].target
        if not alone or not code.units[0].direct or choice[0].cost < 3:
            return False
        known = [example.answers[0] for example in self.examples if example.answers]
        return all(isinstance(answer, int | float) and abs(answer) < 10 for answer in known)

    def _checks(self, candidate: Candidate) -> Iterator[tuple[str, str]]:
        for unit, source in zip(candidate.code.units, candidate.sources, strict=True):
            if isinstance(unit.value, list) and subscripted(candidate.code, unit):
                lengths = {len(given) for given in self.table.get(source, [unit.value])}
                allowed = " or ".join(map(str, sorted(lengths)))
                reason = f"the code takes items by position out of a list of {allowed}"
                yield f"len({source.text}) in {tuple(sorted(lengths))}", reason


def _assignment(source: str) -> Code:
    """Code that computes one expression."""
    return Code(ast.parse(f"total = {source}"), "total", ())


def search(pattern: MentionPattern, examples: Sequence[Example], found: Sequence[Source]) -> Search:
    """Prepare a search: every source evaluated once on every example."""
    bindings = [example.binding for example in examples]
    table = {source: given for source in found if (given := values(source, bindings)) is not None}
    return Search(pattern, tuple(examples), tuple(found), table)


def _cheapest(options: list[list[Source]]) -> Iterator[tuple[Source, ...]]:
    """Combinations of one option a unit, in order of total cost."""
    start = (0,) * len(options)
    heap = [(sum(option[0].cost for option in options), start)]
    seen = {start}
    for _ in range(COMBINATIONS):
        if not heap:
            return
        cost, at = heapq.heappop(heap)
        yield tuple(option[index] for option, index in zip(options, at, strict=True))
        for position, option in enumerate(options):
            index = at[position] + 1
            following = (*at[:position], index, *at[position + 1 :])
            if index < len(option) and following not in seen:
                seen.add(following)
                heapq.heappush(heap, (cost - option[index - 1].cost + option[index].cost, following))


def uses(pattern: MentionPattern, tree: ast.Module, result: str) -> bool:
    """Whether the code reads a hole, or the pattern has none that could matter."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {result}
    holes = {part.name for part in pattern.parts if isinstance(part, TypedHole) and part.type not in FREE}
    if pattern.table:
        holes.add(pattern.table)
    return not holes or bool(names & holes)


def closed_by_untried(tree: ast.Module, covered: set[tuple[int, bool]]) -> bool:
    """Whether a condition that only ever went one way decides between fixed answers: nothing stands behind it."""
    conditions = [node for node in _in_order(tree) if isinstance(node, ast.If)]
    for number, node in enumerate(conditions, 1):
        tried = {outcome for which, outcome in covered if which == number}
        if len(tried) == 1 and not any(isinstance(child, ast.AugAssign) for child in ast.walk(node)):
            return True
    return False


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)
