"""Answers that came as server-sent events, put together as if they had come at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]


def events(text: str) -> Iterator[Raw]:
    """The JSON objects in a stream's ``data`` fields; others (``[DONE]``, pings) are passed over."""
    data: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line.strip() and data:
            try:
                value = json.loads("\n".join(data))
            except (ValueError, RecursionError):
                value = None
            if isinstance(value, dict):
                yield value
            data = []


def is_stream(text: str) -> bool:
    """Whether a body is a stream of server-sent events."""
    head = text[:200].lstrip()
    return head.startswith(("data:", "event:", "id:", ": "))


def assembled(name: str, text: str) -> Raw:
    """The whole answer, in the wire format ``name``, that the stream's events make up."""
    found = list(events(text))
    match name:
        case "openai_chat":
            return _chat(found)
        case "responses":
            return _responses(found)
        case "anthropic":
            return _anthropic(found)
        case "gemini":
            return _gemini(found)
    return {}


def _chat(found: list[Raw]) -> Raw:
    texts: list[str] = []
    calls: dict[int, Raw] = {}
    for event in found:
        for choice in _dicts(event.get("choices"))[:1]:
            delta = choice.get("delta")
            if not isinstance(delta, dict):
                continue
            if isinstance(delta.get("content"), str):
                texts.append(delta["content"])
            for call in _dicts(delta.get("tool_calls")):
                _add_call(calls, call)
    if not texts and not calls:
        return {}
    ordered = [
        {
            "id": c["id"],
            "type": "function",
            "function": {"name": c["name"], "arguments": "".join(c["pieces"])},
        }
        for c in calls.values()
    ]
    message = {"role": "assistant", "content": "".join(texts), "tool_calls": ordered}
    return {"choices": [{"message": message}]}


def _add_call(calls: dict[int, Raw], call: Raw) -> None:
    index = call.get("index")
    at = index if isinstance(index, int) else len(calls)
    known = calls.setdefault(at, {"id": "", "name": "", "pieces": []})
    function = call.get("function")
    if isinstance(call.get("id"), str):
        known["id"] = call["id"] or known["id"]
    if isinstance(function, dict):
        if isinstance(function.get("name"), str):
            known["name"] = function["name"] or known["name"]
        if isinstance(function.get("arguments"), str):
            known["pieces"].append(function["arguments"])


def _responses(found: list[Raw]) -> Raw:
    items: list[Any] = []
    whole: Raw = {}
    for event in found:
        kind, response = event.get("type"), event.get("response")
        if kind == "response.output_item.done":
            items.append(event.get("item"))
        elif isinstance(response, dict):
            whole = response
    output = whole.get("output")
    return {**whole, "output": output if isinstance(output, list) and output else items}


def _anthropic(found: list[Raw]) -> Raw:
    blocks: dict[int, Raw] = {}
    for event in found:
        index = event.get("index")
        at = index if isinstance(index, int) else 0
        started, delta = event.get("content_block"), event.get("delta")
        if event.get("type") == "content_block_start" and isinstance(started, dict):
            blocks[at] = {**started, "pieces": {"text": [], "thinking": [], "partial_json": []}}
        elif event.get("type") == "content_block_delta" and isinstance(delta, dict) and at in blocks:
            for key, pieces in blocks[at]["pieces"].items():
                if isinstance(delta.get(key), str):
                    pieces.append(delta[key])
    content = [_block(block) for block in blocks.values()]
    return {"role": "assistant", "content": content} if content else {}


def _block(block: Raw) -> Raw:
    pieces = block.pop("pieces")
    for key in ("text", "thinking"):
        if isinstance(block.get(key), str):
            block[key] += "".join(pieces[key])
    if pieces["partial_json"]:
        block["input"] = "".join(pieces["partial_json"])
    return block


def _gemini(found: list[Raw]) -> Raw:
    parts: list[Any] = []
    for event in found:
        for candidate in _dicts(event.get("candidates"))[:1]:
            content = candidate.get("content")
            more = content.get("parts") if isinstance(content, dict) else None
            for part in more if isinstance(more, list) else ():
                _add_part(parts, part)
    return {"candidates": [{"content": {"role": "model", "parts": parts}}]} if parts else {}


def _add_part(parts: list[Any], part: Any) -> None:
    """A part, or more of the text that the last part began."""
    last = parts[-1] if parts else None
    if not isinstance(last, dict) or not isinstance(part, dict):
        parts.append(part)
        return
    before, more = last.get("text"), part.get("text")
    if isinstance(before, str) and isinstance(more, str) and part.get("thought") == last.get("thought"):
        parts[-1] = {**last, "text": before + more}
    else:
        parts.append(part)


def _dicts(value: Any) -> list[Raw]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
