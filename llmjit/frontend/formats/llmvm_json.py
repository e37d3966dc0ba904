"""LLMVM's threads over HTTP: messages whose content is a list of sequences; results stand in user messages.

A user message that begins with the result tag is a result as a whole, up to its last closing tag: nothing in
it is code.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, Sample, thread_id
from llmjit.frontend.formats.llmvm_text import CLOSE_RESULT, OPEN_RESULT, Turns, blocks
from llmjit.frontend.formats.openai_chat import ROLES
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Media, Message, Text, Thread


def _messages_of(value: object) -> list[object]:
    """The messages in what may be a thread."""
    messages = value.get("messages") if isinstance(value, dict) else value
    return messages if isinstance(messages, list) else []


def _matches(sample: Sample) -> bool:
    messages = _messages_of(sample.value)
    if not messages:
        return False
    contents = [m.get("content") for m in messages if isinstance(m, dict) and "role" in m]
    parts = [part for content in contents if isinstance(content, list) for part in content]
    return any(isinstance(part, dict) and "sequence" in part for part in parts)


def _texts(view: View) -> Iterator[str]:
    """The texts of a content: a sequence is text, or a list of further contents."""
    sequence = view.get("sequence")
    if sequence is None:
        return
    if isinstance(sequence.value, str):
        yield sequence.value
        return
    for part in sequence.items():
        if isinstance(part.value, str):
            yield part.value
        else:
            yield from _texts(part)


def _take(view: View, turns: Turns) -> None:
    role_view = view.at("role")
    role = ROLES.get(role_view.text())
    if role is None:
        raise role_view.bad(f"one of {', '.join(ROLES)}", repr(role_view.value))
    turns.turn(role)
    texts, media = list[str](), list[Media]()
    content = view.get("content")
    if content is not None and isinstance(content.value, str):
        texts.append(content.value)
    elif content is not None:
        for part in content.items():
            kind = part.text_at("content_type") or part.text_at("type")
            if kind in ("", "text", "markdown"):
                texts += _texts(part)
            else:
                media.append(Media(media_type=kind, reference=part.text_at("url")[:200]))
    lines = "\n".join(texts).replace("\r\n", "\n").split("\n")
    if role == "user":
        _take_user(lines, turns)
    else:
        blocks(lines, turns, view.line)
    turns.finish()
    if media:
        turns.messages.append(Message(role=role, parts=tuple(media)))


def _take_user(lines: list[str], turns: Turns) -> None:
    """A user's message: a result of code, or what the user said; never code."""
    marked = [index for index, line in enumerate(lines) if line.strip()]
    if marked and lines[marked[0]].strip() == OPEN_RESULT:
        ends = [index for index in marked if lines[index].strip() == CLOSE_RESULT]
        end = ends[-1] if ends else len(lines)
        turns.result(lines[marked[0] + 1 : end])
        lines = lines[end + 1 :]
    text = "\n".join(lines)
    if text.strip():
        turns.messages.append(Message(role="user", parts=(Text(text=text),)))


def _thread(source: Source, number: int, record: View) -> Thread:
    turns = Turns(source.file)
    views = record.items() if isinstance(record.value, list) else record.list_at("messages")
    for view in views:
        _take(view, turns)
    messages = tuple(turns.messages)
    known = {k: record.value.get(k) for k in ("id", "model")} if isinstance(record.value, dict) else {}
    return Thread(
        id=thread_id(source, number),
        request=next((m.text for m in messages if m.role == "user" and m.text), ""),
        messages=messages,
        format="llmvm_json",
        source=f"{source.file}:{record.line}",
        metadata=known,
    )


def _read(source: Source) -> Iterator[Thread]:
    first = next(iter(source.lines()), (1, b""))[1].strip()
    one_a_line = first.startswith(b"{") and first.endswith(b"}")
    records = source.records() if one_a_line else iter((source.document(),))
    for number, record in enumerate(records, 1):
        yield _thread(source, number, record)


FORMAT = Format(
    "llmvm_json",
    "LLMVM's threads over HTTP (JSON or JSON Lines)",
    frozenset({"lines", "document"}),
    _matches,
    _read,
)
