"""tau2-bench results: simulations with messages; tool calls carry objects and may be the user's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Calls, Format, Sample, arguments_of, parsed, says
from llmjit.frontend.formats.openai_chat import conversation
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.formats.tau_bench import failed
from llmjit.frontend.thread import Message, Part, Role, Text, Thread, ToolCall, ToolResult

_ROLES: dict[str, Role] = {"system": "system", "user": "user", "assistant": "assistant", "tool": "tool"}


def _matches(sample: Sample) -> bool:
    return sample.has("simulations", "tasks") and isinstance(sample.value["simulations"], list)


def _prose(text: str) -> str:
    """The prose of a turn; some agents wrap it as ``{"message": ...}``."""
    if text.startswith("{"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return text
        if isinstance(value, dict) and list(value) == ["message"] and isinstance(value["message"], str):
            return value["message"]
    return text


def _message(view: View, calls: Calls) -> Message:
    role_view = view.at("role")
    role = _ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(_ROLES)}", repr(role_view.value))
    content = view.text_at("content")
    if role == "tool":
        unique = calls.answered(view.text_at("id"))
        error = view.flag_at("error") or failed(content)
        name = calls.name_of(unique)
        return Message(
            role=role, parts=(ToolResult(call=unique, name=name, content=parsed(content), error=error),)
        )
    parts: list[Part] = [Text(text=_prose(content))] if content else []
    for call in view.list_at("tool_calls"):
        name = call.at("name").text()
        unique = calls.opened(call.text_at("id"), name)
        parts.append(ToolCall(id=unique, name=name, arguments=arguments_of(call.get("arguments"))))
    return Message(role=role, parts=tuple(parts))


def _policy(document: View) -> tuple[Message, ...]:
    """The system prompt, which the file holds once for all simulations."""
    info = document.get("info")
    environment = info.get("environment_info") if info is not None else None
    policy = environment.text_at("policy") if environment is not None else ""
    return (says("system", policy),) if policy else ()


def _read(source: Source) -> Iterator[Thread]:
    document = source.document()
    policy = _policy(document)
    for number, run in enumerate(document.at("simulations").items(), 1):
        calls = Calls()
        messages = tuple(_message(view, calls) for view in run.list_at("messages"))
        if not (messages and messages[0].role == "system"):
            messages = policy + messages
        known: dict[str, Any] = {
            key: run.object()[key] for key in ("id", "task_id", "trial") if key in run.object()
        }
        reward = run.get("reward_info")
        known["reward"] = reward.object().get("reward") if reward is not None else None
        yield conversation(source, number, run, messages, "tau2", **known)


FORMAT = Format("tau2", "tau2-bench results (JSON)", frozenset({"document"}), _matches, _read)
