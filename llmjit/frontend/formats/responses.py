"""Items of OpenAI's Responses API, which Codex rollouts are made of too."""

from __future__ import annotations

from typing import Any

from llmjit.frontend.formats.base import Calls, arguments_of, parsed
from llmjit.frontend.formats.openai_chat import ROLES, parts_of
from llmjit.frontend.formats.source import View
from llmjit.frontend.thread import Media, Message, Thinking, ToolCall, ToolResult


def item_of(view: View, calls: Calls) -> Message | None:
    """The message that one input or output item is; None for items that say nothing."""
    kind = view.text_at("type", "message")
    if kind == "message":
        return _message(view)
    if kind == "reasoning":
        text = "\n".join(part.text_at("text") for part in view.list_at("summary"))
        return Message(role="assistant", parts=(Thinking(text=text),)) if text else None
    if kind.endswith("_call_output") or kind.endswith("_output"):
        return _output(view, calls)
    if kind.endswith("_call"):
        return _call(view, kind, calls)
    if kind in ("mcp_list_tools", "item_reference", "ghost_snapshot", "compaction", "agent_message"):
        return None
    return Message(role="assistant", parts=(Media(media_type=kind),))


def _message(view: View) -> Message:
    role_view = view.at("role")
    role = ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(ROLES)}", repr(role_view.value))
    return Message(role=role, parts=tuple(parts_of(view.get("content"))))


def _call(view: View, kind: str, calls: Calls) -> Message:
    name = view.text_at("name") or kind.removesuffix("_call")
    recorded = view.text_at("call_id") or view.text_at("id")
    given = view.get("arguments") or view.get("input") or view.get("action")
    call = ToolCall(id=calls.opened(recorded, name), name=name, arguments=arguments_of(given))
    return Message(role="assistant", parts=(call,))


def _output(view: View, calls: Calls) -> Message:
    unique = calls.answered(view.text_at("call_id"))
    content = view.get("output") or view.get("tools")
    value = None if content is None else _content(content)
    result = ToolResult(call=unique, name=calls.name_of(unique), content=value)
    return Message(role="tool", parts=(result,))


def _content(view: View) -> Any:
    """A tool's output: text, or one or several text parts; anything else as it is."""
    value = view.value
    if isinstance(value, str):
        return parsed(value)
    parts = value if isinstance(value, list) else [value]
    texts = [p.get("text") for p in parts if isinstance(p, dict) and str(p.get("type", "")).endswith("text")]
    if texts and len(texts) == len(parts) and all(isinstance(text, str) for text in texts):
        return parsed("\n".join(str(text) for text in texts))
    return value
