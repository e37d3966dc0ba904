"""MINT results: ``<execute>`` blocks in assistant turns, observations in user turns.

The first user turn holds instructions and worked examples with blocks of their own; nothing in it ran.
A block ran if an observation follows it and the turn proposes no solution, which the observation would judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, LineIndex, Sample, says, thread_id
from llmjit.frontend.formats.failures import error_in
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Text, Thread

_PIECE = re.compile(
    r"<execute>(?P<code>.*?)(?:</execute>|\Z)|<solution>(?P<solution>.*?)(?:</solution>|\Z)", re.DOTALL
)
_OBSERVATION = "Observation:\n"
_BUDGET = re.compile(r"\n?You have \d+ steps? left and \d+ chances? to propose solution left\.\s*\Z")


def _matches(sample: Sample) -> bool:
    state = sample.value.get("state") if sample.has("state", "task") else None
    return isinstance(state, dict) and isinstance(state.get("history"), list)


def _spoken(text: str, number: int) -> tuple[Message, str, str | None]:
    """An assistant's turn: the message, the id of its last block, the solution it proposes."""
    lines, parts, end, block, solution = LineIndex(text), list[Part](), 0, "", None
    for index, match in enumerate(_PIECE.finditer(text), 1):
        if match["code"] is None:
            solution = match["solution"].strip()
            continue
        if text[end : match.start()].strip():
            parts.append(Text(text=text[end : match.start()], line=lines.at(end)))
        block = f"m{number}b{index}"
        start = match.start("code") + len(match["code"]) - len(match["code"].lstrip())
        source = _dedented(match["code"])
        parts.append(CodeBlock(id=block, source=source, line=lines.at(start)))
        end = match.end()
    if text[end:].strip():
        parts.append(Text(text=text[end:], line=lines.at(end)))
    return Message(role="assistant", parts=tuple(parts)), block, solution


def _dedented(code: str) -> str:
    """The block without the blank space that the tags left around it."""
    lines = code.rstrip().split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and lines[0][:1] == " ":
        lines[0] = lines[0].lstrip() if len(lines) == 1 or lines[1][:1] != " " else lines[0]
    return "\n".join(lines)


def _observed(text: str, block: str) -> Message:
    output = _BUDGET.sub("", text.removeprefix(_OBSERVATION))
    if not block:
        return says("tool", output)
    result = CodeResult(block=block, output=output, error=error_in(output), line=2)
    return Message(role="tool", parts=(result,))


def _history(state: View, prompt: str) -> Iterator[Message | str]:
    """The messages, and the solutions proposed between them."""
    block: str = ""
    for number, view in enumerate(state.at("history").items()):
        role, text = view.at("role").text(), view.text_at("content")
        if role == "assistant":
            message, block, solution = _spoken(text, number)
            yield message
            if solution is not None:
                block = ""
                yield solution
        elif role == "user" and number == 0:
            head = text.rstrip().removesuffix(prompt.rstrip())
            yield says("system", head)
            yield says("user", prompt)
        elif role == "user":
            yield _observed(text, block)
            block = ""
        else:
            raise view.at("role").bad("user or assistant", repr(role))


def _thread(source: Source, record: View, number: int) -> Thread:
    task, state = record.at("task"), record.at("state")
    prompt = task.at("prompt").text()
    found = list(_history(state, prompt))
    solutions = [item for item in found if isinstance(item, str)]
    metadata = {key: task.object().get(key) for key in ("task_name", "task_id")}
    return Thread(
        id=thread_id(source, number),
        request=prompt,
        messages=tuple(item for item in found if isinstance(item, Message)),
        result=solutions[-1] if solutions else None,
        has_result=bool(solutions),
        format="mint",
        source=f"{source.file}:{record.line}",
        metadata={**metadata, "success": state.object().get("success")},
    )


def _read(source: Source) -> Iterator[Thread]:
    for number, record in enumerate(source.records(), 1):
        yield _thread(source, record, number)


FORMAT = Format("mint", "MINT results (JSON Lines)", frozenset({"lines"}), _matches, _read)
