"""ATIF, the agent trajectory interchange format: steps with tool calls and the observations they made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Calls, Format, Sample, arguments_of, parsed, says
from llmjit.frontend.formats.openai_chat import conversation, parts_of
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Message, Part, Role, Text, Thinking, Thread, ToolCall, ToolResult

_ROLES: dict[str, Role] = {"system": "system", "user": "user", "agent": "assistant"}


def _matches(sample: Sample) -> bool:
    version = sample.value.get("schema_version") if sample.has("steps") else None
    return isinstance(version, str) and version.startswith("ATIF")


def _content(view: View | None) -> Any:
    if view is None:
        return None
    if isinstance(view.value, str):
        return parsed(view.value)
    if isinstance(view.value, list):
        return "\n".join(part.text for part in parts_of(view) if isinstance(part, Text))
    return view.value


def _observed(step: View, calls: Calls) -> Iterator[Message]:
    observation = step.get("observation")
    for result in observation.list_at("results") if observation is not None else ():
        content, recorded = _content(result.get("content")), result.text_at("source_call_id")
        if recorded:
            unique = calls.answered(recorded)
            answer = ToolResult(call=unique, name=calls.name_of(unique), content=content)
            yield Message(role="tool", parts=(answer,))
        elif content is not None:
            yield says("tool", content if isinstance(content, str) else result.text_at("content"))


def _step(step: View, calls: Calls) -> Iterator[Message]:
    source = step.at("source")
    role = _ROLES.get(source.text())
    if role is None:
        raise source.bad(f"one of {', '.join(_ROLES)}", repr(source.value))
    thought = step.text_at("reasoning_content")
    parts: list[Part] = [Thinking(text=thought)] if thought else []
    parts += parts_of(step.get("message"))
    for call in step.list_at("tool_calls"):
        name = call.at("function_name").text()
        unique = calls.opened(call.text_at("tool_call_id"), name)
        parts.append(ToolCall(id=unique, name=name, arguments=arguments_of(call.get("arguments"))))
    yield Message(role=role, parts=tuple(parts))
    yield from _observed(step, calls)


def _read(source: Source) -> Iterator[Thread]:
    record, calls = source.document(), Calls()
    messages = tuple(message for step in record.at("steps").items() for message in _step(step, calls))
    known = {key: record.object().get(key) for key in ("schema_version", "session_id")}
    yield conversation(source, 1, record, messages, "atif", **known)


FORMAT = Format("atif", "ATIF trajectories (JSON)", frozenset({"document"}), _matches, _read)
