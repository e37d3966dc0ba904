"""Meta-Prompting logs: a conductor's rounds with experts, one of which writes and runs Python.

Only ``Here is the output of the code when executed`` after the code is a run; a turn that merely says it
ran something is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, LineIndex, Sample, thread_id
from llmjit.frontend.formats.openai_chat import ROLES
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Role, Text, Thread

_RUN = "Here is the Python code used to solve the problem:"
_OUTPUT = "Here is the output of the code when executed:"
_BLOCK = re.compile(r"^```python[ \t]*\n(.*?)(?:^```[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_END = re.compile(r'\n"""(?=\n\n|\n?\Z)')
_FINAL = re.compile(r'FINAL ANSWER:\s*"""(.*?)(?:"""|\Z)', re.DOTALL)


def _matches(sample: Sample) -> bool:
    return sample.has("message_log", "input") and isinstance(sample.value["message_log"], list)


def _round(text: str, number: int) -> Message:
    """One answer of an expert, with the code it wrote and, where it was run, what it printed."""
    lines, parts, end = LineIndex(text), list[Part](), 0
    ran, printed = text.find(_RUN), text.find(_OUTPUT)
    was_run = 0 <= ran < printed
    blocks = list(_BLOCK.finditer(text, 0, ran if was_run else len(text)))
    for index, match in enumerate(blocks, 1):
        if text[end : match.start()].strip():
            parts.append(Text(text=text[end : match.start()].strip("\n"), line=lines.at(end)))
        last = was_run and index == len(blocks)
        code = text[ran + len(_RUN) : printed].strip("\n") if last else match[1].rstrip("\n")
        parts.append(CodeBlock(id=f"r{number}b{index}", source=code, line=lines.at(match.start(1))))
        end = match.end()
    if was_run and not blocks:
        code = text[ran + len(_RUN) : printed].strip("\n")
        parts.append(CodeBlock(id=f"r{number}b1", source=code, line=lines.at(ran) + 1))
    if was_run:
        start = printed + len(_OUTPUT)
        stop = _END.search(text, start)
        end = stop.start() if stop else len(text)
        output = text[start:end].strip("\n")
        block = f"r{number}b{max(1, len(blocks))}"
        parts.append(CodeResult(block=block, output=output, line=lines.at(printed) + 2))
    if text[end:].strip():
        parts.append(Text(text=text[end:].strip("\n"), line=lines.at(end)))
    return Message(role="tool", parts=tuple(parts))


def _messages(record: View) -> Iterator[Message]:
    request = True
    for number, view in enumerate(record.at("message_log").items()):
        role: Role | None = ROLES.get(view.at("role").text())
        if role is None:
            raise view.at("role").bad("system, user or assistant", repr(view.at("role").value))
        text = view.text_at("content")
        if role == "user" and not request:
            yield _round(text, number)
        else:
            request = request and role != "user"
            yield Message(role=role, parts=(Text(text=text),))


def _thread(source: Source, record: View, number: int) -> Thread:
    output = record.text_at("output")
    answers = _FINAL.findall(output)
    return Thread(
        id=thread_id(source, number),
        request=record.at("input").text(),
        messages=tuple(_messages(record)),
        result=(answers[-1] if answers else output).strip(),
        has_result=bool(output),
        format="meta_prompting",
        source=f"{source.file}:{record.line}",
    )


def _read(source: Source) -> Iterator[Thread]:
    for number, record in enumerate(source.records(), 1):
        yield _thread(source, record, number)


FORMAT = Format(
    "meta_prompting", "Meta-Prompting message logs (JSON Lines)", frozenset({"lines"}), _matches, _read
)
