"""Program-of-Thoughts outputs: a question, maybe with a table, one program, the value of ``ans``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Format, Sample, gave, says, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeBlock, CodeResult, Message, Thread

ANSWER = "ans"


def _matches(sample: Sample) -> bool:
    return sample.has("question", "generated", "executed")


def _read(source: Source) -> Iterator[Thread]:
    for number, record in enumerate(source.records(), 1):
        yield _thread(source, record, number)


def _thread(source: Source, record: View, number: int) -> Thread:
    question, table = record.at("question").text(), record.text_at("table")
    request = f"{question}\n{table}" if table else question
    code, value = record.at("generated").text(), record.object().get("executed")
    block = CodeBlock(id="b1", source=code)
    result = CodeResult(block="b1", value=value, has_value=True, result_name=ANSWER)
    known: dict[str, Any] = {key: record.object()[key] for key in ("id", "choices") if key in record.object()}
    return Thread(
        id=thread_id(source, number),
        request=request,
        messages=(says("user", request), Message(role="assistant", parts=(block,)), gave(result)),
        result=value,
        has_result=True,
        format="pot",
        source=f"{source.file}:{record.line}",
        metadata=known,
    )


FORMAT = Format("pot", "Program-of-Thoughts outputs (JSON Lines)", frozenset({"lines"}), _matches, _read)
