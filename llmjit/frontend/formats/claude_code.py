"""Claude Code session logs: one record a line, a tree by ``parentUuid`` of which the last leaf's branch ran.

Several lines share one ``message.id`` and are one message. A tool's result may hang on a side branch of its
own, when calls run in parallel, so results are taken in by their ``tool_use_id``. Side chains (subagents) are
threads of their own.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.frontend.formats.anthropic import message_of
from llmjit.frontend.formats.base import Calls, Format, Sample, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Message, Thread


def _matches(sample: Sample) -> bool:
    return any(_is_record(record) for record in sample.records)


def _is_record(record: object) -> bool:
    return (
        isinstance(record, dict)
        and record.get("type") in ("user", "assistant")
        and "parentUuid" in record
        and isinstance(record.get("message"), dict)
    )


@final
@dataclass(slots=True)
class _Line:
    """A record, with its place in the file and in the tree; its message is None when it is no turn."""

    order: int
    message: View | None
    uuid: str
    parent: str
    sidechain: bool
    meta: bool
    timestamp: str
    session: Any = None
    version: Any = None
    message_id: str = ""
    calls: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


def _lines(source: Source) -> Iterator[_Line]:
    seen, last = set[str](), ""
    for order, view in enumerate(source.records(torn_tail=True)):
        kind = view.object().get("type")
        if kind not in ("user", "assistant", "system", "attachment", "progress"):
            continue
        uuid = view.text_at("uuid") or f"line {view.line}"
        if uuid in seen:
            continue  # a resumed session repeats lines
        seen.add(uuid)
        named = "parentUuid" in view.object()
        parent = view.text_at("parentUuid") or view.text_at("logicalParentUuid")
        line = _Line(
            order,
            view.at("message") if kind in ("user", "assistant") else None,
            uuid,
            parent if named else last,
            view.flag_at("isSidechain"),
            view.flag_at("isMeta"),
            view.text_at("timestamp"),
            view.object().get("sessionId"),
            view.object().get("version"),
        )
        _index_blocks(line)
        last = uuid
        yield line


def _index_blocks(line: _Line) -> None:
    if line.message is None:
        return
    line.message_id = line.message.text_at("id")
    content = line.message.get("content")
    if content is None or isinstance(content.value, str):
        return
    for block in content.items():
        kind = block.object().get("type")
        if kind == "tool_use":
            line.calls.append(block.text_at("id"))
        elif kind == "tool_result":
            line.answers.append(block.text_at("tool_use_id"))


def _chains(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines by conversation: the main one, then each side chain."""
    by_uuid = {line.uuid: line for line in lines}
    roots: dict[str, str] = {}
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        if not line.sidechain:
            groups.setdefault("", []).append(line)
            continue
        root = _root(line, by_uuid, roots)
        groups.setdefault(f"side {root}", []).append(line)
    for key in sorted(groups, key=lambda k: (k != "", groups[k][0].order)):
        yield groups[key]


def _root(line: _Line, by_uuid: dict[str, _Line], roots: dict[str, str]) -> str:
    """The first line of the side chain that ``line`` is on."""
    path: list[str] = []
    current = line
    while current.uuid not in roots:
        path.append(current.uuid)
        roots[current.uuid] = current.uuid  # ends a walk round a cycle
        above = by_uuid.get(current.parent)
        if above is None or not above.sidechain:
            break
        current = above
    found = roots[current.uuid]
    roots.update(dict.fromkeys(path, found))
    return found


def _ran(lines: list[_Line]) -> list[_Line]:
    """The lines of the branch that was gone on with, in order, with all results of its calls."""
    by_uuid = {line.uuid: line for line in lines}
    turns = [line for line in lines if line.message is not None]
    chosen: dict[str, _Line] = {}
    current = _last_leaf(turns)
    while current is not None and current.uuid not in chosen:
        chosen[current.uuid] = current
        current = by_uuid.get(current.parent)
    answered = {answer for line in chosen.values() for answer in line.answers}
    messages = {line.message_id for line in chosen.values() if line.calls} - {""}
    for line in turns:
        if line.uuid not in chosen and line.calls and line.message_id in messages:
            chosen[line.uuid] = line
    called = {call for line in chosen.values() for call in line.calls} - answered
    for line in turns:
        if line.uuid not in chosen and called & set(line.answers):
            chosen[line.uuid] = line
    return _parents_first(list(chosen.values()))


def _last_leaf(turns: list[_Line]) -> _Line | None:
    """The latest turn that none goes on from."""
    parents = {line.parent for line in turns}
    leaves = [line for line in turns if line.uuid not in parents] or turns
    return max(leaves, key=lambda line: (line.timestamp, line.order), default=None)


def _parents_first(lines: list[_Line]) -> list[_Line]:
    """The lines in file order, except that none comes before its parent."""
    present = {line.uuid for line in lines}
    children: dict[str, list[_Line]] = {}
    ready: list[tuple[int, str]] = []
    by_uuid = {line.uuid: line for line in lines}
    for line in lines:
        if line.parent in present and line.parent != line.uuid:
            children.setdefault(line.parent, []).append(line)
        else:
            ready.append((line.order, line.uuid))
    heapq.heapify(ready)
    ordered: list[_Line] = []
    while ready:
        line = by_uuid[heapq.heappop(ready)[1]]
        ordered.append(line)
        for child in children.pop(line.uuid, ()):
            heapq.heappush(ready, (child.order, child.uuid))
    return ordered + sorted((c for group in children.values() for c in group), key=lambda c: c.order)


def _thread(source: Source, number: int, lines: list[_Line]) -> Thread | None:
    calls, messages, request = Calls(), list[Message](), ""
    at: dict[str, int] = {}
    first: _Line | None = None
    for line in _ran(lines):
        if line.message is None:
            continue
        message = message_of(line.message, calls)
        if not request and message.role == "user" and not line.meta:
            request = message.text
        first = first or line
        key = line.message_id if message.role == "assistant" else ""
        if key and key in at:
            merged = (*messages[at[key]].parts, *message.parts)
            messages[at[key]] = messages[at[key]].model_copy(update={"parts": merged})
        else:
            at[key] = len(messages)
            messages.append(message)
    if first is None or first.message is None:
        return None
    known = {"sessionId": first.session, "version": first.version, "sidechain": lines[0].sidechain}
    return Thread(
        id=thread_id(source, number),
        request=request,
        messages=tuple(messages),
        format="claude_code",
        source=f"{source.file}:{first.message.line}",
        metadata=known,
    )


def _read(source: Source) -> Iterator[Thread]:
    number = 0
    for lines in _chains(list(_lines(source))):
        thread = _thread(source, number + 1, lines)
        if thread is not None:
            number += 1
            yield thread


FORMAT = Format("claude_code", "Claude Code session logs (JSON Lines)", frozenset({"lines"}), _matches, _read)
