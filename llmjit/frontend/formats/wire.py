"""Requests and answers of model providers, as they go over the wire: which format, what they say.

Every wire format has its items (messages, contents, input items); a request lists those so far, and an answer
adds some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, final

from llmjit.frontend.formats import anthropic, gemini, openai_chat, responses
from llmjit.frontend.formats.base import Calls, arguments_of, says
from llmjit.frontend.formats.source import View
from llmjit.frontend.thread import Media, Message, Part, Text, Thinking, ToolCall, ToolResult

Raw = dict[str, Any]


@final
@dataclass(frozen=True, slots=True)
class Wire:
    """One wire format: a request's items and system prompt, an answer's items, and what an item says."""

    name: str
    items: Callable[[View], list[Any]]
    system: Callable[[View], str]
    answer: Callable[[View], list[Any]]
    message: Callable[[View, Calls], Message | None]


def _listed(request: View, key: str) -> list[Any]:
    return [item.value for item in request.list_at(key)]


def _texts(view: View | None) -> str:
    """The text in a prompt that is text, or a list of parts with texts."""
    if view is None:
        return ""
    if isinstance(view.value, str):
        return view.value
    if isinstance(view.value, dict):
        return _texts(view.get("parts")) or view.text_at("text")
    found = (part.value if isinstance(part.value, str) else part.text_at("text") for part in view.items())
    return "\n".join(text for text in found if text)


def _input(request: View) -> list[Any]:
    given = request.get("input")
    if given is not None and isinstance(given.value, str):
        return [{"role": "user", "content": given.value}]
    return _listed(request, "input")


def _chosen(body: View) -> list[Any]:
    """The first choice's message; Cohere has the message at the top."""
    for choice in body.list_at("choices"):
        message = choice.get("message")
        return [message.value] if message is not None else []
    message = body.get("message")
    return [message.value] if message is not None and isinstance(message.value, dict) else []


def _said(body: View) -> list[Any]:
    content = body.get("content")
    return [{"role": "assistant", "content": content.value}] if content is not None else []


def _candidate(body: View) -> list[Any]:
    for candidate in body.list_at("candidates"):
        content = candidate.get("content")
        return [content.value] if content is not None and content.get("parts") is not None else []
    return []


def _converse_answer(body: View) -> list[Any]:
    output = body.get("output")
    message = output.get("message") if output is not None else None
    return [message.value] if message is not None else []


def _chat_message(view: View, calls: Calls) -> Message:
    """A chat message; some providers leave empty calls in their answers."""
    value = {key: item for key, item in view.object().items() if not _hollow(key, item)}
    return openai_chat.message_of(View(value, view.file, view.line, view.path), calls)


def _hollow(key: str, value: Any) -> bool:
    return key == "function_call" and isinstance(value, dict) and not value.get("name")


def _converse_message(view: View, calls: Calls) -> Message:
    parts = tuple(part for block in view.list_at("content") for part in _converse_part(block, calls))
    role = openai_chat.ROLES.get(view.at("role").text())
    if role is None:
        raise view.at("role").bad("user or assistant", repr(view.at("role").value))
    if parts and all(isinstance(part, ToolResult) for part in parts):
        role = "tool"
    return Message(role=role, parts=parts)


def _converse_part(block: View, calls: Calls) -> Iterator[Part]:
    used, answered = block.get("toolUse"), block.get("toolResult")
    if used is not None:
        name = used.at("name").text()
        unique = calls.opened(used.text_at("toolUseId"), name)
        yield ToolCall(id=unique, name=name, arguments=arguments_of(used.get("input")))
    elif answered is not None:
        unique = calls.answered(answered.text_at("toolUseId"))
        found = [part.value.get("json", part.value.get("text")) for part in answered.list_at("content")]
        content = found[0] if len(found) == 1 else found
        failed = answered.text_at("status") == "error"
        yield ToolResult(call=unique, name=calls.name_of(unique), content=content, error=failed)
    elif block.get("text") is not None:
        yield Text(text=block.text_at("text"))
    elif block.get("reasoningContent") is not None:
        inner = block.at("reasoningContent").get("reasoningText")
        yield Thinking(text=inner.text_at("text") if inner is not None else "")
    else:
        yield Media(media_type=next(iter(block.object()), "data"))


OPENAI = Wire("openai_chat", lambda r: _listed(r, "messages"), lambda r: "", _chosen, _chat_message)
RESPONSES = Wire(
    "responses",
    _input,
    lambda r: _texts(r.get("instructions")),
    lambda b: _listed(b, "output"),
    responses.item_of,
)
ANTHROPIC = Wire(
    "anthropic",
    lambda r: _listed(r, "messages"),
    lambda r: _texts(r.get("system")),
    _said,
    anthropic.message_of,
)
GEMINI = Wire(
    "gemini",
    lambda r: _listed(r, "contents"),
    lambda r: _texts(r.get("systemInstruction") or r.get("system_instruction")),
    _candidate,
    gemini.message_of,
)
CONVERSE = Wire(
    "converse",
    lambda r: _listed(r, "messages"),
    lambda r: _texts(r.get("system")),
    _converse_answer,
    _converse_message,
)


def wire_of(uri: str, request: Any) -> Wire | None:
    """The wire format of a request; None when it asks no model for text."""
    if not isinstance(request, dict):
        return None
    path = uri.split("?", 1)[0]
    if isinstance(request.get("contents"), list):
        return GEMINI
    if isinstance(request.get("messages"), list):
        if "/converse" in path:
            return CONVERSE
        own = "anthropic_version" in request or any(map(anthropic.uses_own_blocks, request["messages"]))
        return ANTHROPIC if path.endswith("/messages") or own else OPENAI
    if "/responses" in path and isinstance(request.get("input"), str | list):
        return RESPONSES
    return None


def spoken(wire: Wire, system: str, items: list[Any], where: View) -> Iterator[Message]:
    """The messages that the items of one conversation are."""
    calls = Calls()
    if system:
        yield says("system", system)
    for index, item in enumerate(items):
        view = View(item, where.file, where.line, (*where.path, wire.name, index))
        message = wire.message(view, calls)
        if message is not None:
            yield message
