"""Asking a model for one value: what ``llm_call``, ``llm_list_bind``, ``llm_bind`` and ``coerce`` do.

The same functions answer in a recording and at a deopt of a compiled site, so that both see the same prompts.
"""

from __future__ import annotations

import ast
import datetime
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, final

from llmjit.frontend.thread import HelperInfo, ModelCall
from llmjit.model import ChatMessage, Model
from llmjit.record.prompts import render
from llmjit.record.text import neutral, shown

SiteKind = Literal["llm_call", "llm_list_bind", "llm_bind", "coerce", "transcription"]
_ATTEMPTS = 3
_SHOWN = 200_000
_FENCE = re.compile(r"\A\s*```[a-z]*\s*\n(.*?)\n?\s*```\s*\Z", re.S)


class BadSiteAnswer(ValueError):
    """A model's answer at a site cannot be read as what was asked for."""


@final
@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """The value at a site and the model calls it took: one, more if answers could not be read."""

    value: Any
    calls: tuple[ModelCall, ...]
    priced: bool = True


Note = Callable[[ModelCall, bool], None]


def ask_call(model: Model, inputs: Sequence[Any], instruction: str, note: Note | None = None) -> SiteAnswer:
    """``llm_call``: text by an instruction over any inputs."""
    prompt = render("llm_call", inputs=_shown(inputs), instruction=instruction)
    return _ask(model, "llm_call", tuple(inputs), instruction, prompt, str.strip, note)


def ask_list(
    model: Model,
    expression: Any,
    instruction: str,
    count: int | None = None,
    item: type | str = str,
    note: Note | None = None,
) -> SiteAnswer:
    """``llm_list_bind``: a list picked out of an expression, of at most ``count`` items of a type."""
    prompt = render(
        "llm_list_bind",
        inputs=_shown([expression]),
        instruction=instruction,
        count=count,
        type=described(item),
    )

    def read(text: str) -> list[Any]:
        found = _json(text)
        if not isinstance(found, list):
            raise BadSiteAnswer("not a JSON list")
        items = [_as_type(one, item) for one in found]
        return items if count is None else items[:count]

    return _ask(model, "llm_list_bind", (expression,), instruction, prompt, read, note)


def ask_arguments(
    model: Model, expression: Any, helper: HelperInfo, parameters: Sequence[str], note: Note | None = None
) -> SiteAnswer:
    """``llm_bind``: the arguments of a helper, found in an expression, by name."""
    prompt = render(
        "llm_bind",
        inputs=_shown([expression]),
        name=helper.name,
        signature=helper.signature,
        doc=helper.doc,
        parameters=list(parameters),
    )

    def read(text: str) -> dict[str, Any]:
        found = _json(text)
        if not isinstance(found, dict):
            raise BadSiteAnswer("not a JSON object")
        return {name: value for name, value in found.items() if name in parameters}

    instruction = f"{helper.name}({', '.join(parameters)})"
    return _ask(model, "llm_bind", (expression,), instruction, prompt, read, note)


def ask_type(model: Model, expression: Any, kind: type | str, note: Note | None = None) -> SiteAnswer:
    """``coerce``: the value of a type that an expression stands for."""
    prompt = render("coerce", inputs=_shown([expression]), type=described(kind))
    name = _type_name(kind)
    return _ask(model, "coerce", (expression,), name, prompt, lambda text: _as_type(text, kind), note)


def ask_value(
    model: Model,
    site: str,
    inputs: Mapping[str, Any],
    kind: type | str,
    *,
    instruction: str = "",
    examples: Sequence[tuple[Mapping[str, Any], Any]] = (),
    note: Note | None = None,
) -> SiteAnswer:
    """A value that compiled code could not read out of its inputs, by the examples of when it could.

    Raises `BadSiteAnswer` when the model says that the inputs do not hold it.
    """

    def labelled(values: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [(name, text) for name, text in zip(values, _shown(list(values.values())), strict=True)]

    prompt = render(
        "site",
        name=site,
        instruction=instruction,
        inputs=labelled(inputs),
        type=described(kind),
        examples=[
            {"inputs": labelled(seen), "output": neutral(shown(output, _SHOWN))} for seen, output in examples
        ],
    )

    def read(text: str) -> Any:
        return _UNKNOWN if text.strip().strip(".").upper() == "UNKNOWN" else _as_type(text, kind)

    answer = _ask(model, "transcription", tuple(inputs.values()), instruction or site, prompt, read, note)
    if answer.value is _UNKNOWN:
        raise BadSiteAnswer(f"the model finds no {site} in the data")
    return answer


_UNKNOWN = object()


def _ask(
    model: Model,
    kind: SiteKind,
    inputs: tuple[Any, ...],
    instruction: str,
    prompt: str,
    read: Callable[[str], Any],
    note: Note | None,
) -> SiteAnswer:
    """Ask until the answer can be read; raises `BadSiteAnswer` after three that cannot."""
    messages: list[ChatMessage] = [{"role": "user", "content": prompt}]
    calls: list[ModelCall] = []
    priced = True
    for attempt in range(_ATTEMPTS):
        at = time.time()
        completion = model.complete(messages)
        value, wrong = _read(read, completion.text)
        if completion.cut_off:  # half a text is still text: only the provider knows that it is half
            value, wrong = None, "cut off at its length limit"
        call = ModelCall(
            id=f"{kind}{attempt}",
            kind=kind,
            instruction=instruction,
            inputs=inputs,
            value=value,
            prompt=tuple(dict(message) for message in messages),
            answer=completion.text,
            model=completion.model,
            tokens_in=completion.tokens_in,
            tokens_out=completion.tokens_out,
            cost=completion.cost,
            seconds=completion.seconds,
            at=at,
        )
        calls.append(call)
        priced = priced and completion.priced
        if note is not None:
            note(call, completion.priced)
        if wrong is None:
            return SiteAnswer(value, tuple(calls), priced)
        messages.append({"role": "assistant", "content": completion.text})
        messages.append({"role": "user", "content": f"That is {wrong}. Answer again, in the form asked for."})
    raise BadSiteAnswer(f"{kind}: {_ATTEMPTS} answers could not be read; the last is {wrong}")


def _read(read: Callable[[str], Any], text: str) -> tuple[Any, str | None]:
    try:
        return read(text), None
    except BadSiteAnswer as error:
        return None, str(error)


def _shown(inputs: Sequence[Any]) -> list[str]:
    return [neutral(shown(value, _SHOWN)) for value in inputs]


def _json(text: str) -> Any:
    fenced = _FENCE.match(text)
    body = (fenced[1] if fenced else text).strip()
    for parse in (json.loads, ast.literal_eval):  # models write Python's lists as often as JSON's
        try:
            return parse(body)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    raise BadSiteAnswer("not JSON")


def _type_name(kind: type | str) -> str:
    return kind if isinstance(kind, str) else kind.__name__


_DESCRIBED = {
    "str": "text",
    "int": "a whole number, digits only",
    "float": "a number, without units or thousands separators",
    "bool": "true or false",
    "list": "a JSON list",
    "dict": "a JSON object",
    "date": "a date written YYYY-MM-DD",
    "datetime": "a date and time written YYYY-MM-DDTHH:MM:SS",
    "Decimal": "a decimal number, without units or thousands separators",
}


def described(kind: type | str) -> str:
    """A type in words for a model; raises ``TypeError`` for one that no answer can be read as."""
    name = _type_name(kind)
    if name not in _DESCRIBED:
        raise TypeError(f"cannot read a value of type {name}; known are {', '.join(_DESCRIBED)}")
    return _DESCRIBED[name]


def is_of(value: Any, kind: type | str) -> bool:
    """Whether ``value`` has the type already, exactly."""
    return type(value).__name__ == _type_name(kind)


def _as_type(value: Any, kind: type | str) -> Any:
    name = _type_name(kind)
    if is_of(value, kind):
        return value.strip() if isinstance(value, str) else value
    text = value.strip() if isinstance(value, str) else json.dumps(value)
    try:
        return _READ[name](text)
    except (ValueError, InvalidOperation, KeyError):
        raise BadSiteAnswer(f"not {_DESCRIBED[name]}: {text[:100]!r}") from None


def _container(text: str, kind: type) -> Any:
    found = _json(text)
    if not isinstance(found, kind):
        raise ValueError
    return found


_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_READ: dict[str, Callable[[str], Any]] = {
    "str": lambda text: text,
    "int": lambda text: int(text.replace(",", "").replace("_", "")),
    "float": lambda text: float(text.replace(",", "").replace("_", "")),
    "bool": lambda text: _TRUTH[text.lower().rstrip(".")],
    "list": lambda text: _container(text, list),
    "dict": lambda text: _container(text, dict),
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "Decimal": lambda text: Decimal(text.replace(",", "")),
}
