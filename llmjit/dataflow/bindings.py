"""Learn where the arguments of tool calls come from, and bind them in another thread or abstain.

Every rule is a way to read a value out of what is known before the call. A rule is trusted for an argument by
its record over the threads learned from; an argument is bound when the trusted rules that apply agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, final

from llmjit.dataflow.history import Decision, History, Leaf, dates, decisions
from llmjit.frontend.thread import Thread

ABSTAIN: Final = object()
Rule = tuple[str, ...]
Place = tuple[str, str]
LEAST: Final = 6
STRONG: Final = 10
CLOSE: Final = 0.03
PRECISE: Final = 0.942
_NAME: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")


@final
@dataclass(slots=True)
class Record:
    """How often a rule gave a value, and how often the right one."""

    fired: int = 0
    right: int = 0

    @property
    def trust(self) -> float:
        """The rule of succession's estimate of its precision."""
        return (self.right + 1) / (self.fired + 2)

    @property
    def trusted(self) -> bool:
        """Whether it was right so often that it may bind an argument."""
        return self.fired >= LEAST and self.trust >= PRECISE


@final
@dataclass
class Bindings:
    """What was learned: records of rules by (tool, path), and the shapes that values of an argument
    have, and the arguments that never had but one value.
    """

    records: dict[Place, dict[Rule, Record]] = field(default_factory=dict)
    shapes: dict[str, set[str]] = field(default_factory=dict)
    constants: dict[Place, Any] = field(default_factory=dict)

    def bind(self, history: History, decision: Decision) -> Any:
        """The argument's value, or `ABSTAIN`; ``decision.value`` is not looked at."""
        return self.choose(proposals(history, decision, self.shapes.get(decision.key, set())), decision)

    def choose(self, given: Mapping[Rule, Any], decision: Decision) -> Any:
        """The value on which the trusted ones of the rules that fired agree, or `ABSTAIN`."""
        place = (decision.tool, decision.path)
        strong = _strong(self.records.get(place, {}))
        trusted = [
            (record.trust, value)
            for at in (place, ("", decision.key))
            for rule, value in combined(given, strong if at == place else ()).items()
            if (record := self.records.get(at, {}).get(rule)) is not None and record.trusted
        ]
        if not trusted:
            return self.constants.get(place, ABSTAIN)
        best = max(trust for trust, _ in trusted)
        values = {_key(value): value for trust, value in trusted if trust >= best - CLOSE}
        return next(iter(values.values())) if len(values) == 1 else ABSTAIN


def combined(given: Mapping[Rule, Any], strong: Iterable[Rule]) -> dict[Rule, Any]:
    """The rules that fired, and pairs of strong ones: both agree, or one stands where the other is silent."""
    out = dict(given)
    names = list(strong)
    for first in names:
        if first not in given:
            continue
        for second in (*names, ("said", "last"), ("said", "next")):
            if second == first:
                continue
            if second not in given:
                out["without", *first, "|", *second] = given[first]
            elif first < second and _key(given[first]) == _key(given[second]):
                out["agree", *first, "|", *second] = given[first]
    return out


def _strong(records: Mapping[Rule, Record]) -> list[Rule]:
    """The rules that are right more often than not, those with most right answers first."""
    good = [(record.right, rule) for rule, record in records.items() if record.right * 2 > record.fired]
    good = [
        (right, rule)
        for right, rule in good
        if right >= LEAST and rule[0] not in ("agree", "without", "constant")
    ]
    return [rule for _, rule in sorted(good, key=lambda pair: (-pair[0], pair[1]))[:STRONG]]


def learn(threads: Sequence[Thread]) -> Bindings:
    """Learn from all calls of some threads."""
    shapes = value_shapes(threads)
    return learned([seen for thread in threads for seen in observe(thread, shapes)], shapes)


def value_shapes(threads: Iterable[Thread]) -> dict[str, set[str]]:
    """The shapes of the values that arguments of each name had, those seen in two threads at least."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thread in threads:
        for _, found in decisions(thread):
            for decision in found:
                seen[decision.key, shape_of(decision.value)].add(thread.id)
    out: dict[str, set[str]] = defaultdict(set)
    for (key, shape), where in seen.items():
        if shape and len(where) > 1:
            out[key].add(shape)
    return dict(out)


def learned(observed: Sequence[tuple[Mapping[Rule, Any], Decision]], shapes: dict[str, set[str]]) -> Bindings:
    """Learn from observations made by `observe`."""
    records: dict[Place, dict[Rule, Record]] = defaultdict(lambda: defaultdict(Record))
    values: dict[Place, list[Any]] = defaultdict(list)
    for given, decision in observed:
        values[decision.tool, decision.path].append(_key(decision.value))
        for at in ((decision.tool, decision.path), ("", decision.key)):
            _count(records[at], given, decision)
    for place, seen in values.items():
        records[place]["constant",] = Record(len(seen), max(map(seen.count, seen)))
    strong = {place: _strong(found) for place, found in records.items() if place[0]}
    for given, decision in observed:
        place = (decision.tool, decision.path)
        pairs = {
            rule: v for rule, v in combined(given, strong[place]).items() if rule[0] in ("agree", "without")
        }
        _count(records[place], pairs, decision)
    constants = {
        place: seen[0] for place, seen in values.items() if len(seen) >= STRONG and len(set(seen)) == 1
    }
    return Bindings({place: dict(found) for place, found in records.items()}, shapes, constants)


def _count(records: dict[Rule, Record], given: Mapping[Rule, Any], decision: Decision) -> None:
    for rule, value in given.items():
        record = records[rule]
        record.fired += 1
        record.right += _key(value) == _key(decision.value)


def observe(thread: Thread, shapes: Mapping[str, set[str]]) -> Iterator[tuple[dict[Rule, Any], Decision]]:
    """Every decision of a thread with what each rule gives for it."""
    for history, found in decisions(thread):
        for decision in found:
            yield proposals(history, decision, shapes.get(decision.key, set())), decision


def proposals(history: History, decision: Decision, shapes: Iterable[str]) -> dict[Rule, Any]:
    """What each rule gives for a decision; ``shapes`` are the forms its value may have."""
    out: dict[Rule, Any] = {}
    for tool, found in history.results.items():
        _from_result(out, tool, found, history, decision)
    _from_arguments(out, history, decision)
    _from_words(out, history, decision, sorted(shapes))
    return out


def _from_result(
    out: dict[Rule, Any], tool: str, found: list[Leaf], history: History, decision: Decision
) -> None:
    by_path: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in found:
        by_path[leaf.path].append(leaf)
    used = history.used(decision.tool, decision.path)
    for path, group in by_path.items():
        values = [leaf.value for leaf in group]
        distinct = list({_key(value): value for value in values}.values())
        if len(distinct) == 1:
            out["only", tool, path] = distinct[0]
        if decision.index < len(values) and "[]" in decision.path:
            out["same place", tool, path] = values[decision.index]
        unused = [value for value in distinct if _key(value) not in used]
        if unused:
            out["next", tool, path] = unused[0]
        if len(unused) == 1:
            out["only unused", tool, path] = unused[0]
        if len(distinct) > 1:
            _mentioned(out, ("mentioned", tool, path), group, found, history)


def _mentioned(
    out: dict[Rule, Any], rule: Rule, group: list[Leaf], found: list[Leaf], history: History
) -> None:
    """The value in the one record of which the user names most."""
    said = _folded(" ".join(history.said))
    scores: dict[str, int] = defaultdict(int)
    for leaf in found:
        if isinstance(leaf.value, str) and len(leaf.value) > 2 and _folded(leaf.value) in said:
            scores[leaf.record] += 1
    best = sorted({(scores[leaf.record], _key(leaf.value)) for leaf in group}, key=lambda pair: -pair[0])
    if best[0][0] > 0 and (len(best) == 1 or best[1][0] < best[0][0]):
        out[rule] = best[0][1]


def _from_arguments(out: dict[Rule, Any], history: History, decision: Decision) -> None:
    for tool, leaf in history.arguments:
        key = re.findall(r"[\w#]+", leaf.path)[-1]
        out["last argument", key] = leaf.value
        if tool == decision.tool and leaf.path == decision.path:
            out["as before",] = leaf.value
    for tool, found in reversed(history.calls):
        if tool == decision.tool:
            values = [leaf.value for leaf in found if leaf.path == decision.path]
            if decision.index < len(values):
                out["as in the call before",] = values[decision.index]
            break


def _from_words(out: dict[Rule, Any], history: History, decision: Decision, shapes: Sequence[str]) -> None:
    text = "\n".join(history.said)
    used = history.used(decision.tool, decision.path)
    if shapes:
        either = "|".join(sorted(shapes, key=len, reverse=True))
        _from_matches(out, "said", list(dict.fromkeys(re.findall(either, text))), decision, used)
    _from_matches(out, "date", [f"2024-{day}" for day in dict.fromkeys(dates(text))], decision, used)
    names = list(dict.fromkeys(_NAME.findall(text)))
    for place in (0, 1):
        _from_matches(
            out, f"name {place}", list(dict.fromkeys(pair[place] for pair in names)), decision, used
        )


def _from_matches(
    out: dict[Rule, Any], kind: str, found: list[Any], decision: Decision, used: set[Any]
) -> None:
    unused = [value for value in found if value not in used]
    if len(found) == 1:
        out[kind, "only"] = found[0]
    if found:
        out[kind, "last"] = found[-1]
        out[kind, "first"] = found[0]
    if unused:
        out[kind, "next"] = unused[0]
    if len(unused) == 1:
        out[kind, "only unused"] = unused[0]
    if decision.index < len(found) and "[]" in decision.path:
        out[kind, "same place"] = found[decision.index]


def shape_of(value: Any) -> str:
    """A regex for values that look like ``value``; empty unless it holds a digit and more than a small number."""
    if not isinstance(value, str) or len(value) > 60 or not any(map(str.isdigit, value)) or " " in value:
        return ""
    parts = []
    for match in re.finditer(r"[a-z]+|[A-Z0-9]+|.", value):
        text = match[0]
        if text.isdigit():
            parts.append(rf"\d{{{len(text)}}}")
        elif re.fullmatch("[A-Z0-9]+", text):
            parts.append(rf"[A-Z0-9]{{{len(text)}}}")
        else:
            parts.append("[a-z]+" if text.isalpha() else re.escape(text))
    return rf"(?<![\w#@.-]){''.join(parts)}(?![\w@])"


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold()


def _key(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
