"""Contents of Gemini's ``generateContent``, in either spelling of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.frontend.formats.base import Calls, arguments_of
from llmjit.frontend.formats.source import View
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    Media,
    Message,
    Part,
    Role,
    Text,
    Thinking,
    ToolCall,
    ToolResult,
)

_ROLES: dict[str, Role] = {"user": "user", "model": "assistant", "function": "tool", "system": "system"}


def _either(view: View, camel: str, snake: str) -> View | None:
    return view.get(camel) or view.get(snake)


def message_of(view: View, calls: Calls) -> Message:
    """One content, the user's or the model's; functions' answers alone make a ``tool`` message."""
    role_view = view.get("role")
    role = _ROLES.get(role_view.text()) if role_view is not None else "user"
    if role is None or (role_view is None and view.get("parts") is None):
        raise view.bad("a content with a role and parts", "one without")
    parts = tuple(part for item in view.list_at("parts") for part in _parts(item, calls))
    if parts and all(isinstance(part, ToolResult) for part in parts):
        role = "tool"
    return Message(role=role, parts=parts)


def _parts(view: View, calls: Calls) -> Iterator[Part]:
    called = _either(view, "functionCall", "function_call")
    answered = _either(view, "functionResponse", "function_response")
    if called is not None:
        name = called.at("name").text()
        unique = calls.opened(called.text_at("id"), name)
        yield ToolCall(id=unique, name=name, arguments=arguments_of(called.get("args")))
    elif answered is not None:
        name = answered.text_at("name")
        unique = calls.answered(answered.text_at("id"), name)
        content = answered.get("response")
        yield ToolResult(
            call=unique,
            name=calls.name_of(unique) or name,
            content=None if content is None else content.value,
        )
    elif view.get("text") is not None:
        text = view.text_at("text")
        yield Thinking(text=text) if view.flag_at("thought") else Text(text=text)
    else:
        yield from _rarer_part(view, calls)


def _rarer_part(view: View, calls: Calls) -> Iterator[Part]:
    code = _either(view, "executableCode", "executable_code")
    ran = _either(view, "codeExecutionResult", "code_execution_result")
    data = _either(view, "inlineData", "inline_data") or _either(view, "fileData", "file_data")
    if code is not None:
        language = code.text_at("language", "python").lower()
        unique = calls.opened(code.text_at("id"), "code")
        yield CodeBlock(id=unique, source=code.text_at("code"), language=language)
    elif ran is not None:
        unique = calls.answered(ran.text_at("id"), "code")
        yield CodeResult(block=unique, output=ran.text_at("output"))
    elif data is not None:
        kind = _either(data, "mimeType", "mime_type")
        yield Media(media_type=kind.text() if kind is not None else "data")
