"""What is known before a call, with what rules ask of it worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, final

from llmjit.dataflow import mentions
from llmjit.dataflow.history import Column, History, Row, key_of


@final
class Group:
    """Values that stand in one field of several records, and what the user says of them."""

    def __init__(self, column: Column, view: View) -> None:
        self.column = column[: mentions.ROWS]
        self.distinct = {key_of(value): value for value, _ in self.column}
        self._view = view
        self._marks: dict[str, list[float]] = {}
        self._said: dict[int, list[Any]] | None = None

    def said(self, level: int) -> list[Any]:
        """The values that the user's last message (2) or an earlier one (1) spells out."""
        if self._said is None:
            self._said = {0: [], 1: [], 2: []}
            for value in self.distinct.values():
                self._said[self._view.said(value)].append(value)
        return self._said[level]

    def named(self, when: str, taken: set[Any]) -> Any:
        """The value whose record the words of the user's last message, or of all, name best; or None."""
        if when not in self._marks:
            said = self._view.words_last if when == "last" else self._view.words_all
            self._marks[when] = mentions.scores([row for _, row in self.column], said)
        marks = self._marks[when]
        return mentions.best(
            (value, mark)
            for (value, _), mark in zip(self.column, marks, strict=True)
            if key_of(value) not in taken
        )


@final
class View:
    """The state before one call."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.all_said = "\n".join(history.said)
        self.last_said = history.said[-1] if history.said else ""
        self.words_all = frozenset(mentions.words(self.all_said))
        self.words_last = frozenset(mentions.words(self.last_said))
        self.folded_all = mentions.folded(self.all_said)
        self.folded_last = mentions.folded(self.last_said)
        self._said: dict[Any, int] = {}
        self._groups: list[tuple[str, str, str, Group]] | None = None
        self._phrases: dict[str, list[str]] | None = None
        self._inside: dict[int, dict[tuple[str, str], Group]] = {}

    def said(self, value: Any) -> int:
        """2 if the user's last message spells a value out, 1 if an earlier one does, else 0."""
        key = key_of(value)
        if key not in self._said:
            text = "" if isinstance(value, bool) or value is None else mentions.folded(str(value)[:200])
            self._said[key] = 0 if len(text) < 3 else self._level(text)
        return self._said[key]

    def _level(self, text: str) -> int:
        for level, said in ((2, self.folded_last), (1, self.folded_all)):
            if text in said and (text.count(" ") > 2 or self._apart(text, said)):
                return level
        return 0

    def _apart(self, word: str, said: str) -> bool:
        """Whether a word is said on its own, not only in the longer name of a field (``extra_large``)."""
        for phrase in self._longer().get(word.strip(), ()):
            said = said.replace(phrase, " _ ")
        return word in said

    def _longer(self) -> dict[str, list[str]]:
        if self._phrases is None:
            self._phrases = {}
            for name in self.history.newest:
                phrase = mentions.folded(name)
                for word in phrase.split() if phrase.count(" ") > 2 else ():
                    self._phrases.setdefault(word, []).append(phrase)
        return self._phrases

    def groups(self) -> list[tuple[str, str, str, Group]]:
        """The fields of each tool's latest result, and of all its results, as (when, tool, path, values)."""
        if self._groups is None:
            self._groups = list(self._columns())
        return self._groups

    def _columns(self) -> Iterator[tuple[str, str, str, Group]]:
        for tool, columns in self.history.latest.items():
            for path, column in columns.items():
                yield "latest", tool, path, Group(column, self)
        for tool, columns in self.history.every.items():
            if self.history.results[tool] > 1:
                for path, column in columns.items():
                    yield "all", tool, path, Group(column[-mentions.ROWS :], self)

    def inside(self, row: Row) -> dict[tuple[str, str], Group]:
        """The fields of the records in a record, by source and path."""
        if id(row) not in self._inside:
            found: dict[tuple[str, str], Column] = {}
            for number, item in enumerate(row.below()):
                if number > mentions.ROWS:
                    break
                for path, value in item.fields.items():
                    found.setdefault((item.source, path), []).append((value, item))
            self._inside[id(row)] = {name: Group(column, self) for name, column in found.items()}
        return self._inside[id(row)]
