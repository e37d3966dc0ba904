"""VCR cassettes of provider traffic: conversations out of requests of which each repeats the last.

A thread is the last request of a conversation with its answer. Requests that ask no model (telemetry, say)
are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, final

from llmjit.frontend.formats.base import Format, Sample, thread_id
from llmjit.frontend.formats.event_stream import assembled, is_stream
from llmjit.frontend.formats.openai_chat import request_of
from llmjit.frontend.formats.problems import NotYaml, ThreadFileError
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.formats.wire import Wire, spoken, wire_of
from llmjit.frontend.thread import Thread

_MARKS = ("cache_control", "prompt_cache_breakpoint", "status")


def _matches(sample: Sample) -> bool:
    if sample.container == "yaml":
        return any(line.rstrip() == "interactions:" for line in sample.value.splitlines())
    return sample.has("interactions", "version") and isinstance(sample.value["interactions"], list)


def _document(source: Source) -> View:
    if source.head().lstrip()[:1] == b"{":
        return source.document()
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = source.text()
    try:
        value = yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        raise ThreadFileError(NotYaml(file=source.file, line=line, reason=error.problem or "")) from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        raise ThreadFileError(NotYaml(file=source.file, line=1, reason=str(error))) from None
    if _larger_than(value, len(text) + 1000):
        reason = "aliases make it larger than the file that holds it"
        raise ThreadFileError(NotYaml(file=source.file, line=1, reason=reason))
    return View(value, source.file)


def _larger_than(value: Any, limit: int) -> bool:
    """Whether ``value`` has more nodes than ``limit``, an alias counted as what it stands for."""
    stack, seen = [value], 0
    while stack and seen <= limit:
        item = stack.pop()
        seen += 1
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list | tuple):
            stack.extend(item)
    return seen > limit


def _body(side: View) -> Any:
    """A request's or an answer's body: its parsed form, else its text; None when it has none."""
    parsed_body = side.object().get("parsed_body")
    if parsed_body is not None:
        return parsed_body
    body = side.object().get("body")
    if isinstance(body, dict):
        body = body.get("string", body.get("base64_string"))
    if isinstance(body, bytes):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return None
    return body


def _json(body: Any) -> Any:
    if not isinstance(body, str):
        return body
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


@final
@dataclass
class _Conversation:
    """A chain of requests, each the last one's items, its answer, and more."""

    wire: Wire
    where: View
    system: str
    items: list[Any]
    plain: list[Any]
    answer: list[Any]
    response_id: str = ""
    requests: int = 1
    with_calls: int = 0

    def goes_on(self, wire: Wire, plain: list[Any]) -> bool:
        """Whether a request with these items, without marks, repeats this conversation."""
        return wire is self.wire and plain[: len(self.plain)] == self.plain


def _plain(items: list[Any]) -> list[Any]:
    """Items without the marks that providers' clients move about between requests."""
    return [_without_marks(item) for item in items]


def _without_marks(item: Any) -> Any:
    if isinstance(item, list):
        return [_without_marks(part) for part in item]
    if isinstance(item, dict):
        return {key: _without_marks(part) for key, part in item.items() if key not in _MARKS}
    return item


def _answer(wire: Wire, response: View) -> View:
    body = _body(response)
    streamed = isinstance(body, str) and is_stream(body)
    value = assembled(wire.name, body) if streamed else _json(body)
    return View(value if isinstance(value, dict) else {}, response.file, response.line, response.path)


def _has_call(items: list[Any]) -> bool:
    kinds = ("tool_use", "function_call", "custom_tool_call", "tool_search_call")
    for item in items:
        if not isinstance(item, dict):
            continue
        parts = item.get("content") or item.get("parts")
        found = (
            [item, *(part for part in parts if isinstance(part, dict))] if isinstance(parts, list) else [item]
        )
        for part in found:
            called = part.get("tool_calls") or part.get("functionCall") or part.get("toolUse")
            if called or part.get("type") in kinds:
                return True
    return False


def _conversations(document: View) -> list[_Conversation]:
    found: list[_Conversation] = []
    for interaction in document.at("interactions").items():
        request, response = interaction.at("request"), interaction.at("response")
        asked = _json(_body(request))
        wire = wire_of(request.text_at("uri"), asked)
        if wire is None:
            continue
        view = View(asked, request.file, request.line, (*request.path, "body"))
        items, system = wire.items(view), wire.system(view)
        answered = _answer(wire, response)
        answer = wire.answer(answered)
        previous = view.object().get("previous_response_id")
        base = next((c for c in reversed(found) if previous and c.response_id == previous), None)
        if base is not None:
            items = [*base.items, *base.answer, *items]
            plain = _plain(items)
        else:
            plain = _plain(items)
            base = next((c for c in reversed(found) if c.goes_on(wire, plain)), None)
        if base is None:
            base = _Conversation(wire, view, system, items, plain, answer, requests=0)
            found.append(base)
        identity = answered.object().get("id")
        base.items, base.plain, base.answer = items, plain, answer
        base.system = system or base.system
        base.response_id = identity if isinstance(identity, str) else ""
        base.requests += 1
        base.with_calls += _has_call(answer)
    return found


def _read(source: Source) -> Iterator[Thread]:
    document = _document(source)
    for number, chain in enumerate(_conversations(document), 1):
        messages = tuple(spoken(chain.wire, chain.system, [*chain.items, *chain.answer], chain.where))
        yield Thread(
            id=thread_id(source, number),
            request=request_of(messages),
            messages=messages,
            format="vcr",
            source=source.file,
            metadata={
                "wire": chain.wire.name,
                "interactions": chain.requests,
                "answers_with_calls": chain.with_calls,
            },
        )


FORMAT = Format(
    "vcr",
    "VCR cassettes of provider traffic (YAML or JSON)",
    frozenset({"yaml", "document"}),
    _matches,
    _read,
)
