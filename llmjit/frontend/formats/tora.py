"""ToRA outputs: a question, and a rationale with fenced Python and its fenced output in one string."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, LineIndex, Sample, gave, says, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Part, Text, Thread

_FENCE = re.compile(r"^```(python|output)[ \t]*\n(.*?)(?:^```[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)


def _matches(sample: Sample) -> bool:
    return sample.has("question", "code", "pred", "report") and isinstance(sample.value["code"], list)


def _read(source: Source) -> Iterator[Thread]:
    for number, record in enumerate(source.records(), 1):
        yield _thread(source, record, number)


def _thread(source: Source, record: View, number: int) -> Thread:
    question = record.at("question").text()
    samples = list(record.at("code").items())
    if not samples:
        raise record.at("code").bad("at least one rationale", "an empty list")
    messages = (says("user", question), *_rationale(samples[0].text()))
    outputs = [p.output for m in messages for p in m.parts if isinstance(p, CodeResult)]
    predictions = list(record.list_at("pred"))
    result = predictions[0].value if predictions else outputs[-1].strip() if outputs else None
    return Thread(
        id=thread_id(source, number),
        request=question,
        messages=messages,
        result=result,
        has_result=bool(predictions or outputs),
        format="tora",
        source=f"{source.file}:{record.line}",
        metadata={"idx": record.object().get("idx"), "samples": len(samples)},
    )


def _rationale(text: str) -> Iterator[Message]:
    """The rationale as messages: prose and code up to an output, the output, and on."""
    lines, parts, end, blocks, waiting = LineIndex(text), list[Part](), 0, 0, ""
    for match in _FENCE.finditer(text):
        prose = text[end : match.start()]
        if prose.strip():
            parts.append(Text(text=prose.strip("\n"), line=lines.at(end)))
        end = match.end()
        if match[1] == "python":
            blocks += 1
            waiting = f"b{blocks}"
            line = lines.at(match.start(2))
            parts.append(CodeBlock(id=waiting, source=match[2].rstrip("\n"), line=line))
        elif waiting:
            yield Message(role="assistant", parts=tuple(parts))
            yield gave(CodeResult(block=waiting, output=match[2]))
            parts, waiting = [], ""
        else:  # an output that no code came before: the model only claims it
            parts.append(Text(text=match[0], line=lines.at(match.start())))
    if text[end:].strip():
        parts.append(Text(text=text[end:].strip("\n"), line=lines.at(end)))
    if parts:
        yield Message(role="assistant", parts=tuple(parts))


FORMAT = Format("tora", "ToRA outputs (JSON Lines)", frozenset({"lines"}), _matches, _read)
