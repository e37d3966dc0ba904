"""ToRA outputs: a question, and a rationale with fenced Python and its fenced output in one string."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, Sample, says, thread_id
from llmjit.frontend.formats.fences import Transcript
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeResult, Message, Thread

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
    transcript = Transcript(text)
    for match in _FENCE.finditer(text):
        if match[1] == "python":
            transcript.code(match, 2)
        else:
            yield from transcript.output(match, 2)
    yield from transcript.rest()


FORMAT = Format("tora", "ToRA outputs (JSON Lines)", frozenset({"lines"}), _matches, _read)
