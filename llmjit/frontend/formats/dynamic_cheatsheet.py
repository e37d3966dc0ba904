"""Dynamic-Cheatsheet results: prose, Python, ``EXECUTE CODE!`` and its recorded output in one string.

Only a block that asks for execution and has its output behind it was run. The harness echoes the value of a
trailing expression, so an output need not have been printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.frontend.formats.base import Format, Sample, says, thread_id
from llmjit.frontend.formats.fences import Transcript
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import Message, Thread

_PIECE = re.compile(
    r"^```python[ \t]*\n(?P<code>.*?)(?:^```[ \t]*$|\Z)"
    r"|^EXECUTE CODE!\s*Output of the Python code above:\s*\n```[ \t]*\n(?P<output>.*?)(?:^```[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)


def _matches(sample: Sample) -> bool:
    return sample.has("input", "steps") and isinstance(sample.value["steps"], list)


def _thread(source: Source, record: View, number: int) -> Thread:
    request = record.at("input").text()
    messages = [says("user", request)]
    for step_number, step in enumerate(record.at("steps").items(), 1):
        messages += _generated(step.text_at("generator_output"), step_number)
    final = record.get("final_answer")
    return Thread(
        id=thread_id(source, number),
        request=request,
        messages=tuple(messages),
        result=final.value if final is not None else None,
        has_result=final is not None,
        format="dynamic_cheatsheet",
        source=f"{source.file}:{record.line}",
        metadata={"rounds": len(record.at("steps").value)},
    )


def _generated(text: str, step: int) -> Iterator[Message]:
    transcript = Transcript(text, prefix=f"s{step}b")
    for match in _PIECE.finditer(text):
        if match["code"] is not None:
            transcript.code(match, "code")
        else:
            yield from transcript.output(match, "output")
    yield from transcript.rest()


def _read(source: Source) -> Iterator[Thread]:
    for number, record in enumerate(source.records(), 1):
        yield _thread(source, record, number)


FORMAT = Format(
    "dynamic_cheatsheet", "Dynamic-Cheatsheet results (JSON Lines)", frozenset({"lines"}), _matches, _read
)
