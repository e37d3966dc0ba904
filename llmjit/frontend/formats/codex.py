"""Codex rollouts: a session's Responses items, one a line, among notices about the session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Calls, Format, Sample, thread_id
from llmjit.frontend.formats.openai_chat import request_of
from llmjit.frontend.formats.problems import EmptyFile, ThreadFileError
from llmjit.frontend.formats.responses import item_of
from llmjit.frontend.formats.source import Source
from llmjit.frontend.thread import Message, Thread

_TYPES = ("session_meta", "turn_context", "response_item", "event_msg", "compacted", "world_state")


def _matches(sample: Sample) -> bool:
    return any(
        isinstance(r, dict) and r.get("type") in _TYPES and isinstance(r.get("payload"), dict)
        for r in sample.records
    )


def _read(source: Source) -> Iterator[Thread]:
    calls, messages = Calls(), list[Message]()
    asked, known = "", dict[str, Any]()
    for record in source.records(torn_tail=True):
        kind, payload = record.at("type").text(), record.at("payload")
        if kind == "response_item":
            message = item_of(payload, calls)
            if message is not None:
                messages.append(message)
        elif kind == "event_msg" and not asked and payload.text_at("type") == "user_message":
            asked = payload.text_at("message")
        elif kind == "session_meta" and not known:
            known = {key: payload.object().get(key) for key in ("id", "cli_version")}
    if not messages:
        raise ThreadFileError(EmptyFile(file=source.file, found="a session without messages"))
    yield Thread(
        id=thread_id(source, 1),
        request=asked or request_of(messages),
        messages=tuple(messages),
        format="codex",
        source=f"{source.file}:1",
        metadata=known,
    )


FORMAT = Format("codex", "Codex rollouts (JSON Lines)", frozenset({"lines"}), _matches, _read)
