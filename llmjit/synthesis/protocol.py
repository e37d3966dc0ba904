"""One request of the JSON Lines protocol to one reply: examples and tests in, answers out.

Request ``{"id", "examples": [{"inputs": [...], "output": ...}, ...], "tests": [[...], ...]}`` and, if wanted,
``"instruction"`` and ``"names"``. Reply ``{"id", "outputs": [...] | null, "source": str | null}``, where null
declines the task and ``{"abstain": true}`` in place of an output refuses that row; ``"reason"`` says why.

Requests may hold NaN and infinities, as Python and others write them. Replies are strict JSON, which has none: an
answer that holds one is refused, and a request whose id does is answered under the id null.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from llmjit.guard import GuardFailed
from llmjit.synthesis.facade import Budget, Hints, Observation, Synthesis
from llmjit.synthesis.search import synthesize
from llmjit.value import Value

ABSTAIN = {"abstain": True}


class RequestError(ValueError):
    """The line is no request of the protocol. ``request_id`` is that of the line, if it has one."""

    def __init__(self, why: str, request_id: object = None) -> None:
        super().__init__(why)
        self.request_id = request_id


def parse(line: str) -> dict[str, Any]:
    """The request on a line; raises `RequestError` that says what was expected."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"not JSON: {error}") from None
    if not isinstance(request, dict):
        raise RequestError("expected a JSON object")
    if written(request.get("id")) is None:
        raise RequestError("the id of the request cannot be written as JSON")
    fault = _fault(request)
    if fault is not None:
        raise RequestError(fault, request.get("id"))
    return request


def _fault(request: dict[str, Any]) -> str | None:
    for key in ("examples", "tests"):
        if not isinstance(request.get(key, []), list):
            return f"expected a list under {key!r}"
    for example in request.get("examples", []):
        if not isinstance(example, dict) or not isinstance(example.get("inputs"), list):
            return 'expected examples of the form {"inputs": [...], "output": ...}'
        if "output" not in example:
            return "an example without an output"
    if not all(isinstance(row, list) for row in request.get("tests", [])):
        return "expected every test to be a list of inputs"
    return None


def answer(request: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The reply to a parsed request, within about ``seconds`` of search."""
    observed = [Observation(tuple(each["inputs"]), each["output"]) for each in request.get("examples", [])]
    names = request.get("names")
    hints = Hints(
        instruction=request.get("instruction") if isinstance(request.get("instruction"), str) else None,
        names=tuple(map(str, names)) if isinstance(names, list) else (),
    )
    found = synthesize(observed, budget=Budget(seconds, tight=False), hints=hints)
    if found.refusal is not None:
        return {"id": request.get("id"), "outputs": None, "source": None, "reason": found.refusal.message}
    outputs = [run(found, row) for row in request.get("tests", [])]
    return {"id": request.get("id"), "outputs": outputs, "source": found.emit()}


def declined(request_id: object, reason: str) -> dict[str, Any]:
    """A reply that answers nothing."""
    return {"id": request_id, "outputs": None, "source": None, "reason": reason}


def run(found: Synthesis, row: Sequence[Value]) -> Any:
    """The answer for a row, or ``{"abstain": true}`` where a guard refuses it, or JSON cannot hold it."""
    try:
        answer = found.run(tuple(row))
    except GuardFailed:
        return dict(ABSTAIN)
    return answer if written(answer) is not None else dict(ABSTAIN)


def written(value: object) -> str | None:
    """The value as strict JSON on one line, or None: JSON has no NaN, no infinity, and no bottomless depth."""
    try:
        return json.dumps(value, ensure_ascii=True, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        return None


def reply_line(reply: dict[str, Any]) -> str:
    """A reply as a line of strict JSON, whatever is in it."""
    line = written(reply)
    if line is None:
        why = reply.get("reason") or "the answers cannot be written as JSON"
        line = written(declined(reply.get("id"), why))
    if line is None:
        line = json.dumps(declined(None, "the id of the request cannot be written as JSON"))
    return line
