"""The sites a thread's code declares, and what the model answered at each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from llmjit.frontend.thread import ModelCall
from llmjit.ir.program import Observed, SiteInfo
from llmjit.span import Span


class SiteTable:
    """Names sites, and hands the recorded model calls to those that made them."""

    def __init__(self) -> None:
        self._sites: dict[str, SiteInfo] = {}

    def declare(self, kind: str, instruction: str, names: Sequence[str], span: Span, hint: str = "") -> str:
        """A new site's name."""
        base = re.sub(r"\W", "", hint) or kind
        name, count = base, 1
        while name in self._sites:
            count += 1
            name = f"{base}_{count}"
        parameters = []
        for index, given in enumerate(names):
            taken = given if given and given not in parameters else f"x{index + 1}"
            parameters.append(taken)
        self._sites[name] = SiteInfo(
            name=name,
            kind=cast(Any, kind),
            parameters=tuple(parameters),
            instruction=instruction,
            span=span,
        )
        return name

    def observe(self, calls: Iterable[ModelCall], first: Span, last_line: int) -> None:
        """Give the model calls of one code block to the sites declared in it: by kind, then instruction or
        line.
        """
        inside = [
            site
            for site in self._sites.values()
            if site.span is not None
            and (site.span.thread, site.span.message) == (first.thread, first.message)
            and first.line <= site.span.line <= last_line
        ]
        for call in calls:
            rivals = [site for site in inside if site.kind == call.kind]
            exact = [site for site in rivals if site.instruction == call.instruction] or rivals
            on_line = [s for s in exact if s.span is not None and s.span.line == first.line + call.line - 1]
            for site in (on_line or exact)[:1]:
                self._add(site.name, call)

    def _add(self, name: str, call: ModelCall) -> None:
        site = self._sites[name]
        inputs = call.inputs
        if len(inputs) == 1 and len(site.parameters) != 1 and isinstance(inputs[0], list | tuple):
            inputs = tuple(inputs[0])
        if len(inputs) == len(site.parameters):
            seen = Observed(tuple(inputs), call.value, site.span)
            self._sites[name] = replace(site, observations=(*site.observations, seen))

    def finish(self) -> tuple[SiteInfo, ...]:
        """All sites, in the order of their declaration."""
        return tuple(self._sites.values())
