"""OpenHands outputs: per task a history of events, actions and the observations they caused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Format, Sample, arguments_of, parsed, says, thread_id
from llmjit.frontend.formats.failures import error_in
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Text, Thread, ToolCall, ToolResult

_CODE = {"run_ipython": ("python", "code"), "run": ("bash", "command")}
_INTERNAL = ("recall", "change_agent_state", "null")


def _matches(sample: Sample) -> bool:
    if sample.has("history", "instance_id", "metadata"):
        return True
    value = sample.value[0] if isinstance(sample.value, list) and sample.value else sample.value
    return (
        isinstance(value, dict)
        and {"id", "source"} <= set(value)
        and bool({"action", "observation"} & set(value))
    )


def _flat(history: View) -> Iterator[View]:
    """The events; older files pair each action with its observation in a list."""
    for event in history.items():
        if isinstance(event.value, list):
            yield from event.items()
        else:
            yield event


def _arguments(event: View) -> dict[str, Any]:
    """The arguments as the model gave them, else as OpenHands understood them."""
    meta = event.get("tool_call_metadata")
    wanted = meta.text_at("tool_call_id") if meta is not None else ""
    response = meta.get("model_response") if meta is not None else None
    for choice in response.list_at("choices") if response is not None else ():
        message = choice.get("message")
        for call in message.list_at("tool_calls") if message is not None else ():
            function = call.get("function")
            if call.text_at("id") == wanted and function is not None:
                return arguments_of(function.get("arguments"))
    args = event.get("args")
    return {k: v for k, v in args.object().items() if k != "thought"} if args is not None else {}


def _prose(event: View) -> str:
    args = event.get("args")
    if args is None:
        return ""
    return args.text_at("thought") or args.text_at("final_thought")


def _action(event: View, action: str, key: str, started: dict[str, str]) -> Message | None:
    source = event.text_at("source", "agent")
    if action in ("message", "system"):
        args = event.get("args")
        text = (args.text_at("content") if args is not None else "") or event.text_at("message")
        role = {"message": "user" if source == "user" else "assistant", "system": "system"}[action]
        return says("user" if role == "user" else "system" if role == "system" else "assistant", text)
    meta, args = event.get("tool_call_metadata"), event.get("args")
    parts: list[Part] = [Text(text=prose)] if (prose := _prose(event)) else []
    if args is not None and action in _CODE and (action == "run_ipython" or meta is None):
        language, name = _CODE[action]
        started[key] = "code"
        parts.append(CodeBlock(id=key, source=args.text_at(name), language=language))
    else:
        name = meta.text_at("function_name") if meta is not None else ""
        started[key] = name or action
        parts.append(ToolCall(id=key, name=name or action, arguments=_arguments(event)))
    return Message(role="assistant", parts=tuple(parts))


def _observation(event: View, kind: str, started: dict[str, str]) -> Message | None:
    cause = event.get("cause")
    key = f"e{cause.scalar()}" if cause is not None else ""
    content = event.text_at("content")
    if key not in started:
        return says("tool", content) if kind == "error" and content else None
    name = started.pop(key)
    if name == "code":
        return Message(role="tool", parts=(CodeResult(block=key, output=content, error=error_in(content)),))
    failed = kind == "error" or content.startswith("ERROR:")
    result = ToolResult(call=key, name=name, content=parsed(content), error=failed)
    return Message(role="tool", parts=(result,))


def _messages(history: View) -> Iterator[Message]:
    started: dict[str, str] = {}
    for number, event in enumerate(_flat(history)):
        identity = event.get("id")
        key = f"e{identity.scalar()}" if identity is not None else f"n{number}"
        action, observation = event.get("action"), event.get("observation")
        message = None
        if action is not None and action.value not in _INTERNAL:
            message = _action(event, action.text(), key, started)
        elif observation is not None:
            message = _observation(event, observation.text(), started)
        if message is not None:
            yield message


def _thread(source: Source, number: int, record: View, history: View) -> Thread:
    messages = tuple(_messages(history))
    known = {"instance_id": record.value.get("instance_id")} if isinstance(record.value, dict) else {}
    asked = record.text_at("instruction") if isinstance(record.value, dict) else ""
    first = next((message.text for message in messages if message.role == "user"), "")
    return Thread(
        id=thread_id(source, number),
        request=asked or first,
        messages=messages,
        format="openhands",
        source=f"{source.file}:{record.line}",
        metadata=known,
    )


def _read(source: Source) -> Iterator[Thread]:
    first = next(iter(source.lines()), (1, b""))[1].strip()
    if first.startswith(b"[") or not first.endswith(b"}"):
        document = source.document()
        history = document if isinstance(document.value, list) else document.at("history")
        yield _thread(source, 1, document, history)
        return
    records = source.records()
    for number, record in enumerate(records, 1):
        if "history" not in record.object():
            events = [record.value, *(other.value for other in records)]
            yield _thread(source, 1, record, View(events, record.file, record.line))
            return
        yield _thread(source, number, record, record.at("history"))


FORMAT = Format(
    "openhands",
    "OpenHands histories (JSON or JSON Lines)",
    frozenset({"lines", "document"}),
    _matches,
    _read,
)
