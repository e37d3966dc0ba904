"""Anthropic messages: ``{"system": ..., "messages": [...]}`` with typed content blocks, or a bare list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from llmjit.frontend.formats.base import Calls, Format, Sample, arguments_of, parsed, says
from llmjit.frontend.formats.openai_chat import conversation
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Media, Message, Part, Role, Text, Thinking, Thread, ToolCall, ToolResult

_ROLES: dict[str, Role] = {"user": "user", "assistant": "assistant", "system": "system"}
_CALLS = ("tool_use", "server_tool_use", "mcp_tool_use")
_OWN_BLOCKS = ("tool_use", "tool_result", "thinking", "redacted_thinking", "server_tool_use")


def uses_own_blocks(message: object) -> bool:
    """Whether a message has content blocks that only Anthropic's format has."""
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, list):
        return False
    return any(isinstance(part, dict) and part.get("type") in _OWN_BLOCKS for part in content)


def message_of(view: View, calls: Calls) -> Message:
    """One message; results of tools alone make a ``tool`` message."""
    role_view = view.at("role")
    role = _ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(_ROLES)}", repr(role_view.value))
    parts = tuple(parts_of(view.get("content"), calls))
    if parts and all(isinstance(part, ToolResult) for part in parts):
        role = "tool"
    return Message(role=role, parts=parts)


def parts_of(content: View | None, calls: Calls) -> Iterator[Part]:
    """The parts of a message's content, which is text or a list of blocks."""
    if content is None:
        return
    if isinstance(content.value, str):
        if content.value:
            yield Text(text=content.value)
        return
    for block in content.items():
        part = block_of(block, calls)
        if part is not None:
            yield part


def block_of(block: View, calls: Calls) -> Part | None:
    """One content block; None for an empty text."""
    kind = block.at("type").text()
    if kind == "text":
        text = block.text_at("text")
        return Text(text=text) if text else None
    if kind in ("thinking", "redacted_thinking"):
        return Thinking(text=block.text_at("thinking"))
    if kind in _CALLS:
        name = block.at("name").text()
        unique = calls.opened(block.text_at("id"), name)
        return ToolCall(id=unique, name=name, arguments=arguments_of(block.get("input")))
    if kind.endswith("tool_result"):
        unique = calls.answered(block.text_at("tool_use_id"))
        content = _result(block.get("content"))
        failed = block.flag_at("is_error")
        return ToolResult(call=unique, name=calls.name_of(unique), content=content, error=failed)
    return Media(media_type=kind, reference=_reference(block))


def _result(content: View | None) -> Any:
    """A tool's answer: its JSON, its text, or the blocks themselves where they are not text."""
    if content is None:
        return None
    if isinstance(content.value, str):
        return parsed(content.value)
    if not isinstance(content.value, list):
        return content.value
    blocks = list(content.items())
    if all(isinstance(b.value, dict) and b.value.get("type") == "text" for b in blocks):
        return parsed("\n".join(block.text_at("text") for block in blocks))
    return content.value


def _reference(block: View) -> str:
    source = block.object().get("source")
    url = source.get("url") or source.get("file_id") if isinstance(source, dict) else None
    return url[:200] if isinstance(url, str) else ""


def messages_of(record: View, views: Iterable[View], calls: Calls) -> Iterator[Message]:
    """The system prompt, which stands beside the messages, and the messages."""
    system = record.get("system") if isinstance(record.value, dict) else None
    if system is not None:
        texts = [part.text for part in parts_of(system, calls) if isinstance(part, Text)]
        yield says("system", "\n".join(texts))
    for view in views:
        yield message_of(view, calls)


def _matches(sample: Sample) -> bool:
    value = sample.value
    messages = value.get("messages") if isinstance(value, dict) else value
    if not isinstance(messages, list) or not messages:
        return False
    if not all(isinstance(m, dict) and m.get("role") in tuple(_ROLES) for m in messages[:50]):
        return False
    beside = isinstance(value, dict) and isinstance(value.get("system"), str | list)
    return beside or any(map(uses_own_blocks, messages))


def _read(source: Source) -> Iterator[Thread]:
    first = next(iter(source.lines()), (1, b""))[1].strip()
    one_a_line = first.startswith(b"{") and first.endswith(b"}")
    records = source.records() if one_a_line else iter((source.document(),))
    for number, record in enumerate(records, 1):
        views = record.items() if isinstance(record.value, list) else record.at("messages").items()
        messages = tuple(messages_of(record, views, Calls()))
        yield conversation(source, number, record, messages, "anthropic")


FORMAT = Format(
    "anthropic",
    "Anthropic messages (JSON or JSON Lines)",
    frozenset({"lines", "document"}),
    _matches,
    _read,
)
