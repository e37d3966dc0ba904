"""OpenAI chat messages with tool calls: ``{"messages": [...]}``, a line or a document, or a bare list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from llmjit.frontend.formats.base import Calls, Format, Sample, arguments_of, parsed, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Media, Message, Part, Role, Text, Thinking, Thread, ToolCall, ToolResult

ROLES: dict[str, Role] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
    "function": "tool",
}


def looks_like_messages(value: object) -> bool:
    """Whether ``value`` is a list of chat messages as OpenAI has them."""
    if not isinstance(value, list) or not value or not all(isinstance(m, dict) for m in value[:50]):
        return False
    if not all(m.get("role") in tuple(ROLES) for m in value[:50]):
        return False
    return not any(_has_foreign_parts(m) for m in value)


def _has_foreign_parts(message: object) -> bool:
    """Whether the content has parts of Anthropic's, or parts that name no type."""
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, list):
        return False
    kinds = [part.get("type") if isinstance(part, dict) else "text" for part in content]
    return any(kind in ("tool_use", "tool_result", "thinking", None) for kind in kinds)


def parts_of(content: View | None) -> Iterator[Part]:
    """The parts of a message's content: text, or a list of typed parts."""
    if content is None:
        return
    if isinstance(content.value, str):
        if content.value:
            yield Text(text=content.value)
        return
    if not isinstance(content.value, list):
        raise content.bad("text, null or a list of content parts")
    for part in content.items():
        yield _content_part(part)


def _content_part(part: View) -> Part:
    if isinstance(part.value, str):
        return Text(text=part.value)
    kind = part.at("type").text()
    if kind in ("text", "input_text", "output_text"):
        return Text(text=part.at("text").text())
    if kind == "refusal":
        return Text(text=part.at("refusal").text())
    if kind in ("reasoning", "thinking"):
        return Thinking(text=part.text_at("reasoning") or part.text_at("thinking") or part.text_at("text"))
    return Media(media_type=kind, reference=_reference(part))


def _reference(part: View) -> str:
    """Where the bytes of a media part are, if the part says so; data itself is not kept."""
    kind = part.text_at("type")
    inner = part.get(kind)
    url = inner.object().get("url") if inner is not None and isinstance(inner.value, dict) else None
    url = url if url is not None else part.object().get(kind)
    return url[:200] if isinstance(url, str) and not url.startswith("data:") else ""


def message_of(view: View, calls: Calls, failed: Callable[[object], bool] = lambda content: False) -> Message:
    """One chat message. ``failed`` tells from a tool's content whether the call went wrong."""
    role_view = view.at("role")
    role = ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(ROLES)}", repr(role_view.value))
    if role == "tool":
        return Message(role=role, parts=(_tool_result(view, calls, failed),))
    parts: list[Part] = []
    reasoning = view.get("reasoning_content")
    if reasoning is not None and isinstance(reasoning.value, str) and reasoning.value:
        parts.append(Thinking(text=reasoning.value))
    parts += parts_of(view.get("content"))
    parts += (_tool_call(call, calls) for call in view.list_at("tool_calls"))
    legacy = view.get("function_call")
    if legacy is not None:
        name = legacy.at("name").text()
        arguments = arguments_of(legacy.get("arguments"))
        parts.append(ToolCall(id=calls.opened(name, name), name=name, arguments=arguments))
    return Message(role=role, parts=tuple(parts))


def _tool_call(view: View, calls: Calls) -> ToolCall:
    function = view.get("function") or view
    name = function.at("name").text()
    unique = calls.opened(view.text_at("id"), name)
    return ToolCall(id=unique, name=name, arguments=arguments_of(function.get("arguments")))


def _tool_result(view: View, calls: Calls, failed: Callable[[object], bool]) -> ToolResult:
    name = view.text_at("name")
    unique = calls.answered(view.text_at("tool_call_id"), name)
    content = view.get("content")
    value = content.value if content is not None else None
    if isinstance(value, list) and content is not None:
        texts = [part for part in parts_of(content) if isinstance(part, Text)]
        value = "\n".join(part.text for part in texts)
    error = failed(value)
    value = parsed(value) if isinstance(value, str) else value
    return ToolResult(call=unique, name=calls.name_of(unique) or name, content=value, error=error)


def request_of(messages: Iterable[Message]) -> str:
    """The text of the first message of the user's."""
    return next((m.text for m in messages if m.role == "user" and m.text), "")


def messages_of(
    views: Iterable[View], failed: Callable[[object], bool] = lambda content: False
) -> tuple[Message, ...]:
    """A whole conversation, its calls paired with their results."""
    calls = Calls()
    return tuple(message_of(view, calls, failed) for view in views)


def conversation(
    source: Source, number: int, record: View, messages: tuple[Message, ...], format: str, **metadata: object
) -> Thread:
    """A thread of chat messages; its request is the user's first message."""
    return Thread(
        id=thread_id(source, number),
        request=request_of(messages),
        messages=messages,
        format=format,
        source=f"{source.file}:{record.line}",
        metadata=metadata,
    )


def _matches(sample: Sample) -> bool:
    value = sample.value
    messages = value.get("messages") if isinstance(value, dict) else value
    if isinstance(value, dict) and {"simulations", "uuid", "eval", "trajectory"} & set(value):
        return False
    if isinstance(value, dict) and isinstance(value.get("system"), str | list):
        return False  # Anthropic's requests have the system prompt beside the messages
    return looks_like_messages(messages)


def _read(source: Source) -> Iterator[Thread]:
    first = next(iter(source.lines()), (1, b""))[1].strip()
    one_a_line = first.startswith(b"{") and first.endswith(b"}")
    records = source.records() if one_a_line else iter((source.document(),))
    for number, record in enumerate(records, 1):
        messages = record.items() if isinstance(record.value, list) else record.at("messages").items()
        yield conversation(source, number, record, messages_of(messages), "openai_chat")


FORMAT = Format(
    "openai_chat",
    "OpenAI chat messages with tool calls (JSON or JSON Lines)",
    frozenset({"lines", "document"}),
    _matches,
    _read,
)
