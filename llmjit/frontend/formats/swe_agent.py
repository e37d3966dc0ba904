"""SWE-agent trajectories: commands and observations; demonstrations in the history are no part of the run.

The history is read where there is one. Steps that only the trajectory has (a submission at exit, say) follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.frontend.formats.base import Calls, Format, Sample, says
from llmjit.frontend.formats.openai_chat import ROLES, conversation, message_of, parts_of
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Text, Thread, ToolCall

LANGUAGE = "swe-agent"
"""Commands are of SWE-agent's own interface on top of Bash, so they are not marked as Bash."""


def _matches(sample: Sample) -> bool:
    if sample.has("trajectory", "environment"):
        return True
    history = sample.value.get("history") if isinstance(sample.value, dict) else None
    first = history[0] if isinstance(history, list) and history else None
    return isinstance(first, dict) and {"role", "agent", "content"} <= set(first)


def _text(view: View) -> str:
    return "\n".join(part.text for part in parts_of(view.get("content")) if isinstance(part, Text))


def _messages(history: View) -> Iterator[Message]:
    calls, waiting, asked = Calls(), "", False
    for number, view in enumerate(history.items()):
        if view.flag_at("is_demo"):
            continue
        role = ROLES.get(view.at("role").text())
        if view.object().get("tool_calls") or role == "tool":
            yield message_of(_with_call_id(view), calls)
        elif role == "assistant":
            command = view.get("action")
            prose = view.text_at("thought") or _text(view)
            parts: list[Part] = [Text(text=prose)] if prose else []
            if command is not None:
                waiting = f"h{number}"
                parts.append(CodeBlock(id=waiting, source=command.text(), language=LANGUAGE))
            yield Message(role="assistant", parts=tuple(parts))
        elif role == "user" and waiting:
            yield Message(role="tool", parts=(CodeResult(block=waiting, output=_text(view)),))
            waiting = ""
        elif role is None:
            raise view.at("role").bad(f"one of {', '.join(ROLES)}", repr(view.at("role").value))
        else:
            yield says("user" if asked or role == "user" else "system", _text(view))
            asked = asked or role == "user"


def _with_call_id(view: View) -> View:
    """A tool's answer names its call in a list of one."""
    ids = view.object().get("tool_call_ids")
    if not isinstance(ids, list) or not ids:
        return view
    return View({**view.object(), "tool_call_id": ids[0]}, view.file, view.line, view.path)


def _steps(trajectory: list[View], start: int) -> Iterator[Message]:
    for number, step in enumerate(trajectory[start:], start):
        thought, key = step.text_at("thought"), f"t{number}"
        block = CodeBlock(id=key, source=step.text_at("action"), language=LANGUAGE)
        yield says("assistant", thought, block)
        observation = step.get("observation")
        if observation is not None:
            yield Message(role="tool", parts=(CodeResult(block=key, output=observation.text()),))


def _last_observation(steps: list[View], block: str) -> Iterator[Message]:
    """What the history's last command gave, which only the trajectory has."""
    for step in steps:
        observation = step.get("observation")
        if observation is not None:
            yield Message(role="tool", parts=(CodeResult(block=block, output=observation.text()),))


def _read(source: Source) -> Iterator[Thread]:
    record = source.document()
    history = record.get("history")
    messages = list(_messages(history)) if history is not None else []
    trajectory = list(record.list_at("trajectory"))
    acted = [part for m in messages for part in m.parts if isinstance(part, CodeBlock | ToolCall)]
    if acted and isinstance(acted[-1], CodeBlock) and messages[-1].role == "assistant":
        messages += _last_observation(trajectory[len(acted) - 1 : len(acted)], acted[-1].id)
    messages += _steps(trajectory, len(acted))
    info = record.get("info")
    status = info.object().get("exit_status") if info is not None else None
    thread = conversation(source, 1, record, tuple(messages), "swe_agent", exit_status=status)
    yield thread


FORMAT = Format("swe_agent", "SWE-agent trajectories (JSON)", frozenset({"document"}), _matches, _read)
