"""InterCode logs: parallel lists of actions and observations in SQL, Bash, Python or a CTF's shell.

``submit`` ends an episode and is no code: it becomes a tool call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Format, Sample, says, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    ErrorInfo,
    Message,
    Part,
    Text,
    Thread,
    ToolCall,
    ToolResult,
)

LANGUAGES = {"ic_sql": "sql", "ic_bash": "bash", "ic_python": "python", "ic_ctf": "bash"}

_WRAPPED = re.compile(r"execute\[(.*)\]", re.DOTALL)
_SUBMIT = re.compile(r"submit(?:\s+(\S.*))?", re.DOTALL)
_LITERAL_LIMIT = 1 << 20


def _matches(sample: Sample) -> bool:
    if not isinstance(sample.value, dict) or not sample.value:
        return False
    first = next(iter(sample.value.values()))
    return isinstance(first, dict) and "turn_history" in first and "environment" in first


def _value(observation: str) -> Any:
    """The rows or the record that an observation is the repr of; None when it is not the repr of one."""
    if observation[:1] not in "[{(" or len(observation) > _LITERAL_LIMIT:
        return None
    try:
        return ast.literal_eval(observation)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _observed(block: str, observation: str, valid: object) -> CodeResult:
    value, error = _value(observation), None
    if valid is False:
        error = ErrorInfo(type="Error", message=observation)
    if isinstance(value, dict) and set(value) == {"output", "error"}:
        failed = str(value["error"])
        error = ErrorInfo(type="Error", message=failed) if failed else error
        return CodeResult(block=block, output=str(value["output"]), error=error)
    return CodeResult(block=block, output=observation, value=value, has_value=value is not None, error=error)


def _turns(history: View, language: str) -> Iterator[Message]:
    actions, observations = list(history.at("actions").items()), list(history.at("observations").items())
    thoughts, valid = list(history.list_at("thoughts")), list(history.list_at("valid_action"))
    for index, action in enumerate(actions):
        text, key = action.text(), f"a{index + 1}"
        parts: list[Part] = [Text(text=thoughts[index].text())] if index < len(thoughts) else []
        submitted = _SUBMIT.fullmatch(text)
        if submitted is not None:
            arguments = {"answer": submitted[1]} if submitted[1] else {}
            parts.append(ToolCall(id=key, name="submit", arguments=arguments))
        else:
            wrapped = _WRAPPED.fullmatch(text)
            code = wrapped[1] if wrapped else text
            if language == "bash":
                code = code.removeprefix("cmd ")
            parts.append(CodeBlock(id=key, source=code, language=language))
        yield Message(role="assistant", parts=tuple(parts))
        if index < len(observations):
            seen = observations[index].text()
            flag = valid[index].value if index < len(valid) else None
            result: Part = _observed(key, seen, flag)
            if submitted is not None:
                result = ToolResult(call=key, name="submit", content=seen)
            yield Message(role="tool", parts=(result,))


def _read(source: Source) -> Iterator[Thread]:
    for number, (_, record) in enumerate(source.document().fields(), 1):
        query, environment = record.at("query").text(), record.at("environment")
        language = LANGUAGES.get(environment.text())
        if language is None:
            raise environment.bad(f"one of {', '.join(LANGUAGES)}", repr(environment.value))
        summary = record.get("summary")
        yield Thread(
            id=thread_id(source, number),
            request=query,
            messages=(says("user", query), *_turns(record.at("turn_history"), language)),
            format="intercode",
            source=f"{source.file}:{record.line}",
            metadata={
                "environment": environment.value,
                "task_id": record.object().get("task_id"),
                "max_reward": summary.object().get("max_reward") if summary is not None else None,
            },
        )


FORMAT = Format("intercode", "InterCode logs (JSON)", frozenset({"document"}), _matches, _read)
