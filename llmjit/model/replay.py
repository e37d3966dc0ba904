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

from llmjit.diagnostic import reason_of
from llmjit.model.completion import ChatMessage, Completion, cut
from llmjit.model.errors import ModelError, ReplayMiss, ReplayUnreadable
from llmjit.model.prompt import content_of, prompt_digest

_COMPARED = 4000  # characters of a prompt's end that the search for the nearest one looks at


@final
@dataclass(frozen=True, slots=True)
class _Recorded:
    """One call: the identity of its prompt, as much of the prompt as the file holds, and the answer.

    ``before`` counts the messages that stood before ``prompt`` and are not held.
    """

    line: int
    digest: str
    before: int
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
        self._answers: defaultdict[str, list[_Recorded]] = defaultdict(list)
        self._next: defaultdict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        for recorded in self._read():
            self._answers[recorded.digest].append(recorded)
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
        key = prompt_digest(messages)
        with self._lock:
            answers = self._answers.get(key)
            if answers is None:
                raise ModelError(self._miss(_pairs(messages)))
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
            cut_off=recorded.cut_off,
        )

    def _unreadable(self, reason: str) -> ModelError:
        return ModelError(ReplayUnreadable(path=str(self._path), reason=reason))

    def _read(self) -> Iterator[_Recorded]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="surrogatepass")
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(reason_of(error)) from None
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
        asked = _end(key)
        candidates = [answers[0] for answers in self._answers.values()]
        same_length = [c for c in candidates if c.before + len(c.prompt) == len(key)] or candidates
        nearest = max(same_length, key=lambda c: _likeness(asked, _end(c.prompt)))
        return ReplayMiss(
            path=str(self._path),
            recorded=len(candidates),
            asked=_shown(asked),
            nearest=_shown(_end(nearest.prompt)),
            nearest_line=nearest.line,
            difference=_difference(key, nearest),
        )


def _calls(record: Any) -> Iterator[dict[str, Any]]:
    """Every object inside ``record`` that has a prompt and an answer, in the order of the file.

    Found by shape, so that any version of the thread format, and a hand-written list, will do.
    """
    todo = [record]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            prompt = node.get("prompt")
            if isinstance(prompt, dict):  # a tuple, as threads write it
                prompt = prompt.get("items")
            if isinstance(prompt, list | str) and isinstance(node.get("answer"), str):
                if prompt:
                    yield {**node, "prompt": prompt}
            else:
                todo.extend(reversed(node.values()))
        elif isinstance(node, list):
            todo.extend(reversed(node))


def _recorded(line: int, call: dict[str, Any]) -> _Recorded:
    prompt = call["prompt"]
    messages = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else list(prompt)
    head = messages[0] if isinstance(messages[0], dict) else {}
    before, digest, cut_off = 0, None, head.get("cut_off") is True
    if isinstance(
        head.get("digest"), str
    ):  # only what is new in the prompt is held, and the whole's identity
        before, digest = _number(head, "continues", int), head["digest"]
        messages = messages[1:]
    completion = Completion(
        text=call["answer"],
        tokens_in=_number(call, "tokens_in", int),
        tokens_out=_number(call, "tokens_out", int),
        cost=_number(call, "cost", float),
        seconds=_number(call, "seconds", float),
        model=call["model"] if isinstance(call.get("model"), str) else "",
        cut_off=cut_off,
    )
    pairs = _pairs(messages)
    return _Recorded(line, digest or _digest(pairs), before, pairs, completion)


def _number(call: dict[str, Any], name: str, kind: Callable[[Any], Any]) -> Any:
    value = call.get(name)
    return kind(value) if isinstance(value, int | float) and value == value else kind(0)


def _pairs(messages: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    fields = (m if isinstance(m, dict) else {"role": "user", "content": m} for m in messages)
    return tuple((str(message.get("role", "user")), content_of(message)) for message in fields)


def _digest(pairs: tuple[tuple[str, str], ...]) -> str:
    return prompt_digest([{"role": role, "content": content} for role, content in pairs])


def _end(pairs: tuple[tuple[str, str], ...]) -> str:
    """The end of a prompt: what differs between the turns of one conversation stands there."""
    return pairs[-1][1][-_COMPARED:] if pairs else ""


def _likeness(left: str, right: str) -> float:
    return difflib.SequenceMatcher(None, left, right, autojunk=False).quick_ratio()


def _difference(asked: tuple[tuple[str, str], ...], recorded: _Recorded) -> str:
    total = recorded.before + len(recorded.prompt)
    if len(asked) != total:
        return f"number of messages: {len(asked)} asked, {total} recorded"
    for index, (left, right) in enumerate(zip(asked[recorded.before :], recorded.prompt, strict=True)):
        place = recorded.before + index
        if left[0] != right[0]:
            return f"message {place}: role {left[0]} asked, {right[0]} recorded"
        if left[1] != right[1]:
            return f"message {place} ({left[0]}), {_first_difference(left[1], right[1])}"
    return f"in one of the first {recorded.before} messages, which the recording holds elsewhere"


def _first_difference(left: str, right: str) -> str:
    pairs = zip(left, right, strict=False)
    place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
    start = max(0, place - 10)
    return f"character {place}: asked {left[start : place + 30]!r}, recorded {right[start : place + 30]!r}"


def _shown(text: str, limit: int = 120) -> str:
    return repr(text if len(text) <= limit else "…" + text[-limit:])
