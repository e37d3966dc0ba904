"""OpenTelemetry GenAI spans as OTLP JSON: conversations out of the model calls of a trace.

Three ways of writing messages down are in use: JSON in ``gen_ai.input.messages`` and its likes, numbered
attributes (``gen_ai.prompt.0.content``), and events (``gen_ai.user.message``, ``gen_ai.choice``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.frontend.formats.base import Calls, Format, Sample, arguments_of, parsed, thread_id
from llmjit.frontend.formats.openai_chat import ROLES, message_of, request_of
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Media, Message, Part, Text, Thinking, Thread, ToolCall, ToolResult

_NUMBERED = re.compile(r"(?:gen_ai|llm)\.(prompt|completion)\.(\d{1,6})\.(.+)")
_CALL = re.compile(r"tool_calls\.(\d{1,6})\.(\w+)")
_INPUTS = ("gen_ai.system_instructions", "gen_ai.input.messages", "gen_ai.output.messages")
_INTEGER = re.compile(r"-?[0-9]{1,20}")
_EVENT = re.compile(r"gen_ai\.(system|user|assistant|tool)\.message|gen_ai\.choice")


def _matches(sample: Sample) -> bool:
    return sample.has("resourceSpans") and isinstance(sample.value["resourceSpans"], list)


def _value(view: View) -> Any:
    """The value in OTLP's wrapping."""
    for kind, inner in view.fields():
        match kind:
            case "arrayValue":
                return [_value(item) for item in inner.list_at("values")]
            case "kvlistValue":
                return _attributes(inner, "values")
            case "intValue":
                return int(inner.value) if _is_integer(inner.value) else inner.value
            case _:
                return inner.value
    return None


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and _INTEGER.fullmatch(value) is not None)


def _attributes(view: View, key: str = "attributes") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in view.list_at(key):
        value = pair.get("value")
        found[pair.at("key").text()] = _value(value) if value is not None else None
    return found


@final
@dataclass
class _Span:
    """A model call: when it began, and the messages it was given and gave, in one of two notations."""

    trace: str
    start: int
    where: View
    listed: list[Any] = field(default_factory=list)
    notation: str = "parts"


def _json_list(value: Any) -> list[Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return value if isinstance(value, list) else []


def _numbered(attributes: dict[str, Any]) -> list[Any]:
    """Messages as chat messages, out of numbered attributes."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for key, value in attributes.items():
        match = _NUMBERED.fullmatch(key)
        if match is None:
            continue
        place = (0 if match[1] == "prompt" else 1, int(match[2]))
        message = found.setdefault(place, {"role": "user" if place[0] == 0 else "assistant"})
        call = _CALL.fullmatch(match[3])
        if call is None:
            message[match[3]] = value
        else:
            calls = message.setdefault("calls", {})
            calls.setdefault(int(call[1]), {})[call[2]] = value
    return [_chat(found[place]) for place in sorted(found)]


def _chat(message: dict[str, Any]) -> dict[str, Any]:
    calls = message.pop("calls", {})
    kept: dict[str, Any] = {
        key: message[key] for key in ("role", "content", "tool_call_id", "name") if key in message
    }
    return {**kept, "tool_calls": [calls[index] for index in sorted(calls)]}


def _from_events(span: View) -> list[Any]:
    found: list[Any] = []
    for event in span.list_at("events"):
        match = _EVENT.fullmatch(event.text_at("name"))
        if match is None:
            continue
        body = _attributes(event)
        inner = _json_list(f"[{body.get('message')}]") if isinstance(body.get("message"), str) else []
        message = inner[0] if inner and isinstance(inner[0], dict) else dict(body)
        if isinstance(message.get("tool_calls"), str):
            message["tool_calls"] = _json_list(message["tool_calls"])
        if "id" in message and "tool_call_id" not in message:
            message["tool_call_id"] = message["id"]
        found.append({**message, "role": message.get("role") or match[1] or "assistant"})
    return found


def _span(view: View) -> _Span | None:
    attributes = _attributes(view)
    listed = [item for key in _INPUTS for item in _instructions(key, _json_list(attributes.get(key)))]
    notation = "parts"
    if not listed:
        listed, notation = _numbered(attributes) or _from_events(view), "chat"
    if not listed:
        return None
    start = view.object().get("startTimeUnixNano")
    began = int(start) if start is not None and _is_integer(start) else 0
    return _Span(view.text_at("traceId"), began, view, listed, notation)


def _instructions(key: str, items: list[Any]) -> list[Any]:
    if key == _INPUTS[0] and items:
        return [{"role": "system", "parts": items}]
    return items


def _part(view: View, calls: Calls) -> Part:
    kind = view.text_at("type", "text")
    if kind == "text":
        return Text(text=view.text_at("content") or view.text_at("text"))
    if kind in ("thinking", "reasoning"):
        return Thinking(text=view.text_at("content"))
    if kind == "tool_call":
        name = view.at("name").text()
        unique = calls.opened(view.text_at("id"), name)
        return ToolCall(id=unique, name=name, arguments=arguments_of(view.get("arguments")))
    if kind == "tool_call_response":
        unique = calls.answered(view.text_at("id"))
        given = view.get("response") or view.get("result")
        content = None if given is None else given.value
        content = parsed(content) if isinstance(content, str) else content
        return ToolResult(call=unique, name=calls.name_of(unique), content=content)
    return Media(media_type=kind)


def _message(view: View, calls: Calls) -> Message:
    role_view = view.at("role")
    role = ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(ROLES)}", repr(role_view.value))
    parts = tuple(_part(part, calls) for part in view.list_at("parts"))
    if parts and all(isinstance(part, ToolResult) for part in parts):
        role = "tool"
    return Message(role=role, parts=parts)


def _said(span: _Span) -> Iterator[Message]:
    calls = Calls()
    for index, item in enumerate(span.listed):
        place = (*span.where.path, "messages", index)
        view = View(item, span.where.file, span.where.line, place)
        if span.notation == "chat":
            yield message_of(view, calls)
        else:
            yield _message(view, calls)


def _ends(spans: list[_Span]) -> list[_Span]:
    """The model calls that no later call of their trace goes on from."""
    kept: dict[str, list[_Span]] = {}
    for span in sorted(spans, key=lambda s: s.start):
        open_ends = [k for k in kept.get(span.trace, ()) if not _continues(k, span)]
        kept[span.trace] = [*open_ends, span]
    return sorted((span for ends in kept.values() for span in ends), key=lambda s: s.start)


def _continues(earlier: _Span, later: _Span) -> bool:
    given = earlier.listed[: max(1, len(earlier.listed) - 1)]
    return len(later.listed) >= len(earlier.listed) and later.listed[: len(given)] == given


def _spans(source: Source) -> Iterator[_Span]:
    first = next(iter(source.lines()), (1, b""))[1].strip()
    one_a_line = first.startswith(b"{") and first.endswith(b"}")
    for record in source.records() if one_a_line else (source.document(),):
        for resource in record.list_at("resourceSpans"):
            for scope in resource.list_at("scopeSpans"):
                for view in scope.list_at("spans"):
                    span = _span(view)
                    if span is not None:
                        yield span


def _read(source: Source) -> Iterator[Thread]:
    for number, span in enumerate(_ends(list(_spans(source))), 1):
        messages = tuple(_said(span))
        yield Thread(
            id=thread_id(source, number),
            request=request_of(messages),
            messages=messages,
            format="otlp",
            source=f"{source.file}:{span.where.line}",
            metadata={"trace": span.trace},
        )


FORMAT = Format(
    "otlp", "OpenTelemetry GenAI spans (OTLP JSON)", frozenset({"lines", "document"}), _matches, _read
)
