"""Inspect logs (``.eval`` archives and JSON): one thread a sample, its attachments back in place."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Calls, Format, Sample, parsed
from llmjit.frontend.formats.openai_chat import ROLES, conversation, parts_of
from llmjit.frontend.formats.source import Source, View, parse_json
from llmjit.frontend.thread import Message, Part, Text, Thread, ToolCall, ToolResult

_ATTACHMENT = "attachment://"
_MEMBER_LIMIT = 1 << 29


def _matches(sample: Sample) -> bool:
    if sample.container == "zip":
        return "header.json" in sample.value or any(n.startswith("samples/") for n in sample.value)
    return sample.has("eval", "plan") and isinstance(sample.value["eval"], dict)


def _samples(source: Source) -> Iterator[View]:
    if not zipfile.is_zipfile(source.path):
        yield from source.document().list_at("samples")
        return
    try:
        with zipfile.ZipFile(source.path) as archive:
            yield from _members(source, archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise source.unreadable(error) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "zipfile"):
            raise source.unreadable(error) from error
        raise


def _members(source: Source, archive: zipfile.ZipFile) -> Iterator[View]:
    for info in archive.infolist():
        if info.filename.startswith("samples/") and info.filename.endswith(".json"):
            name = f"{source.file}:{info.filename}"
            if info.file_size > _MEMBER_LIMIT:
                raise source.unreadable(ValueError(f"{info.filename} is larger than {_MEMBER_LIMIT} bytes"))
            yield View(parse_json(archive.read(info), name), name)


def _resolved(value: Any, attachments: dict[str, Any], depth: int = 0) -> Any:
    """``value`` with every reference to an attachment replaced by what was attached."""
    if isinstance(value, str):
        return (
            attachments.get(value.removeprefix(_ATTACHMENT), value)
            if value.startswith(_ATTACHMENT)
            else value
        )
    if isinstance(value, list):
        return [_resolved(item, attachments) for item in value]
    if isinstance(value, dict):
        return {key: _resolved(item, attachments) for key, item in value.items()}
    return value


def _message(view: View, calls: Calls) -> Message:
    role_view = view.at("role")
    role = ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(ROLES)}", repr(role_view.value))
    parts: list[Part] = list(parts_of(view.get("content")))
    if role == "tool":
        unique = calls.answered(view.text_at("tool_call_id"), view.text_at("function"))
        name = calls.name_of(unique) or view.text_at("function")
        text = "\n".join(part.text for part in parts if isinstance(part, Text))
        failed = view.get("error")
        content = parsed(text)
        if failed is not None and not text:
            content = failed.object().get("message")
        return Message(
            role=role, parts=(ToolResult(call=unique, name=name, content=content, error=failed is not None),)
        )
    for call in view.list_at("tool_calls"):
        name_view = call.at("function")
        arguments = call.get("arguments")
        name = name_view.text()
        given = dict(arguments.object()) if arguments is not None else {}
        parts.append(ToolCall(id=calls.opened(call.text_at("id"), name), name=name, arguments=given))
    return Message(role=role, parts=tuple(parts))


def _thread(source: Source, number: int, sample: View) -> Thread:
    attached = sample.get("attachments")
    attachments = attached.object() if attached is not None else {}
    calls = Calls()
    messages = []
    for view in sample.list_at("messages"):
        value = _resolved(view.value, attachments) if attachments else view.value
        messages.append(_message(View(value, view.file, view.line, view.path), calls))
    known = {key: sample.object().get(key) for key in ("id", "epoch")}
    known["events"] = sum(1 for _ in sample.list_at("events"))
    thread = conversation(source, number, sample, tuple(messages), "inspect_log", **known)
    output = sample.get("output")
    final = output.text_at("completion") if output is not None else ""
    if final:
        thread = thread.model_copy(update={"result": _resolved(final, attachments), "has_result": True})
    return thread


def _read(source: Source) -> Iterator[Thread]:
    for number, sample in enumerate(_samples(source), 1):
        yield _thread(source, number, sample)


FORMAT = Format(
    "inspect_log", "Inspect logs (.eval or JSON)", frozenset({"zip", "document"}), _matches, _read
)
