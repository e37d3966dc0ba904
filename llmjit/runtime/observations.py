"""What a function was seen to answer: in order, each input once, with what contradicts itself set apart."""

from __future__ import annotations

import re
from typing import Literal

from llmjit.runtime.encoding import canonical
from llmjit.runtime.recompiler import Observation
from llmjit.value import Value, same

Added = Literal["new", "repeat", "contradiction"]

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_PHRASE = re.compile(r"a(?:[ ]a)+")
LEVELS = 3


class ObservationLog:
    """Observations by input. An input answered in two ways counts as contradicted and teaches nothing."""

    def __init__(self) -> None:
        self.rows: list[Observation] = []
        self.contradicted: set[str] = set()
        self.repeats = 0
        self._by_input: dict[str, Observation] = {}
        self._groups: dict[tuple[int, str], list[Observation]] = {}
        self._outputs: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, observation: Observation) -> Added:
        """Take an observation in; says whether it is new, agrees with an earlier one, or contradicts it."""
        key = canonical(list(observation.inputs))
        known = self._by_input.get(key)
        if known is None:
            self._by_input[key] = observation
            self.rows.append(observation)
            output = canonical(observation.output)
            self._outputs[output] = self._outputs.get(output, 0) + 1
            for group in groups_of(observation):
                self._groups.setdefault(group, []).append(observation)
            return "new"
        if same(known.output, observation.output):
            self.repeats += 1
            return "repeat"
        self.contradicted.add(key)
        return "contradiction"

    def answer(self, inputs: tuple[Value, ...]) -> Observation | None:
        """The observation of exactly these inputs, unless the slow path contradicted itself about them."""
        key = canonical(list(inputs))
        return None if key in self.contradicted else self._by_input.get(key)

    def group(self, key: tuple[int, str]) -> list[Observation]:
        """The observations of one format, uncontradicted ones only."""
        rows = self._groups.get(key, [])
        if not self.contradicted:
            return rows
        return [row for row in rows if canonical(list(row.inputs)) not in self.contradicted]

    def commonness(self, output: Value) -> float:
        """The chance that a blind guess in proportion to the answers so far would be ``output``, smoothed."""
        return (self._outputs.get(canonical(output), 0) + 1) / (len(self.rows) + 2)

    def noise(self) -> float:
        """The smoothed share of repeated questions that got another answer."""
        contradictions = len(self.contradicted)
        return contradictions / (contradictions + self.repeats + 10)


def groups_of(observation: Observation) -> list[tuple[int, str]]:
    """The groups an observation belongs to, widest first: all, same rough format, same exact format."""
    return [(level, "|".join(signature(v, level) for v in observation.inputs)) for level in range(LEVELS)]


def signature(value: Value, level: int) -> str:
    """The format of a value as text: level 0 nothing but its type, 1 its token pattern, 2 with digit
    counts.
    """
    if not isinstance(value, str):
        return _structure(value, level)
    if level == 0:
        return "str"
    text = _WORD.sub("a", value)
    if level == 1:
        return _PHRASE.sub("a+", _DIGITS.sub("9", text))
    return _DIGITS.sub(lambda m: "9" * len(m.group()), text)


def _structure(value: Value, level: int) -> str:
    if isinstance(value, dict):
        inner = (f"{key}:{signature(item, level)}" for key, item in sorted(value.items()))
        return "dict" if level == 0 else "{" + ",".join(inner) + "}"
    if isinstance(value, list | tuple):
        kinds = sorted({signature(item, min(level, 1)) for item in value})
        return "list" if level == 0 else f"[{','.join(kinds)}]"
    return type(value).__name__
