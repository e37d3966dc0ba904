"""Answers from a recording, by exact prompt: one file serves tests, demos and re-runs without a model."""

from __future__ import annotations

import difflib
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from llmjit.model.completion import ChatMessage, Completion, cut
from llmjit.model.errors import ModelError, ReplayMiss, ReplayUnreadable

_COMPARED = 4000  # characters of a prompt's end that the search for the nearest one looks at


@final
@dataclass(frozen=True, slots=True)
class _Recorded:
    line: int
    prompt: tuple[tuple[str, str], ...]
    completion: Completion


@final
class ReplayModel:
    """Answers each prompt as ``path`` has it: a recorded thread, or JSON lines of ``{prompt, answer}``.

    A prompt recorded several times gets its answers in the order recorded; the last one is then repeated.
    A prompt the file does not have raises `ModelError` naming the nearest one. Safe to share by threads.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._answers: defaultdict[tuple[tuple[str, str], ...], list[_Recorded]] = defaultdict(list)
        self._next: defaultdict[tuple[tuple[str, str], ...], int] = defaultdict(int)
        self._lock = threading.Lock()
        for recorded in self._read():
            self._answers[recorded.prompt].append(recorded)
        if not self._answers:
            raise self._unreadable("it holds no model calls")

    @property
    def name(self) -> str:
        """``replay:`` and the file."""
        return f"replay:{self._path}"

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        stop: Sequence[str] = (),
        max_tokens: int | None = None,
        timeout: float | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Completion:
        """The recorded answer, with the tokens, cost and time of the recording."""
        key = _key(messages)
        with self._lock:
            answers = self._answers.get(key)
            if answers is None:
                raise ModelError(self._miss(key))
            place = min(self._next[key], len(answers) - 1)
            self._next[key] = place + 1
        recorded = answers[place].completion
        text, stopped = cut(recorded.text, stop)
        if on_text is not None:
            on_text(text)
        return Completion(
            text=text,
            tokens_in=recorded.tokens_in,
            tokens_out=recorded.tokens_out,
            cost=recorded.cost,
            seconds=recorded.seconds,
            model=recorded.model or self.name,
            stopped=stopped or recorded.stopped,
        )

    def _unreadable(self, reason: str) -> ModelError:
        return ModelError(ReplayUnreadable(path=str(self._path), reason=reason))

    def _read(self) -> Iterator[_Recorded]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="surrogatepass")
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(str(error)) from None
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        for number, line in lines:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                if number == lines[-1][0] and number > 1:
                    return  # a recording cut off by a crash loses its last line, no more
                raise self._unreadable(f"line {number} is not JSON: {error}") from None
            yield from (_recorded(number, call) for call in _calls(record))

    def _miss(self, key: tuple[tuple[str, str], ...]) -> ReplayMiss:
        asked = _text(key)
        candidates = [answers[0] for answers in self._answers.values()]
        same_length = [c for c in candidates if len(c.prompt) == len(key)] or candidates
        nearest = max(same_length, key=lambda c: _likeness(asked, _text(c.prompt)))
        return ReplayMiss(
            path=str(self._path),
            recorded=len(candidates),
            asked=_shown(asked),
            nearest=_shown(_text(nearest.prompt)),
            nearest_line=nearest.line,
            difference=_difference(key, nearest.prompt),
        )


def _calls(record: Any) -> Iterator[dict[str, Any]]:
    """Every object inside ``record`` that has a prompt and an answer, in the order of the file.

    Found by shape, so that any version of the thread format, and a hand-written list, will do.
    """
    todo = [record]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            if isinstance(node.get("prompt"), list | str) and isinstance(node.get("answer"), str):
                if node["prompt"]:
                    yield node
            else:
                todo.extend(reversed(node.values()))
        elif isinstance(node, list):
            todo.extend(reversed(node))


def _recorded(line: int, call: dict[str, Any]) -> _Recorded:
    prompt = call["prompt"]
    messages = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else prompt
    completion = Completion(
        text=call["answer"],
        tokens_in=_number(call, "tokens_in", int),
        tokens_out=_number(call, "tokens_out", int),
        cost=_number(call, "cost", float),
        seconds=_number(call, "seconds", float),
        model=call["model"] if isinstance(call.get("model"), str) else "",
    )
    return _Recorded(line, _key(messages), completion)


def _number(call: dict[str, Any], name: str, kind: Callable[[Any], Any]) -> Any:
    value = call.get(name)
    return kind(value) if isinstance(value, int | float) and value == value else kind(0)


def _key(messages: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for message in messages:
        fields = message if isinstance(message, dict) else {"role": "user", "content": message}
        content = fields.get("content", "")
        shown = content if isinstance(content, str) else json.dumps(content, sort_keys=True)
        pairs.append((str(fields.get("role", "user")), shown))
    return tuple(pairs)


def _text(key: tuple[tuple[str, str], ...]) -> str:
    """The end of a prompt: what differs between the turns of one conversation stands there."""
    return key[-1][1][-_COMPARED:] if key else ""


def _likeness(left: str, right: str) -> float:
    return difflib.SequenceMatcher(None, left, right, autojunk=False).quick_ratio()


def _difference(asked: tuple[tuple[str, str], ...], recorded: tuple[tuple[str, str], ...]) -> str:
    for index, (left, right) in enumerate(zip(asked, recorded, strict=False)):
        if left == right:
            continue
        if left[0] != right[0]:
            return f"message {index}: role {left[0]} asked, {right[0]} recorded"
        pairs = zip(left[1], right[1], strict=False)
        place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left[1]), len(right[1])))
        start = max(0, place - 10)
        return (
            f"message {index} ({left[0]}), character {place}: asked {left[1][start : place + 30]!r}, "
            f"recorded {right[1][start : place + 30]!r}"
        )
    return f"number of messages: {len(asked)} asked, {len(recorded)} recorded"


def _shown(text: str, limit: int = 120) -> str:
    return repr(text if len(text) <= limit else "…" + text[-limit:])
