"""Asks the model, if the user wants that, for better names of variables and a line on what the program does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, final

from llmjit.ir.naming import local_variables, names_in_use, with_names
from llmjit.ir.printer import print_program
from llmjit.ir.program import Program
from llmjit.ir.variables import RESERVED
from llmjit.model.completion import Model
from llmjit.model.errors import ModelError
from llmjit.passes.base import Context, Pass
from llmjit.runtime import abi

NAME_LIMIT: Final = 40
SUMMARY_LIMIT: Final = 100
_SHOWN = 20_000  # characters of the program
_ANSWER = 20_000  # longer answers are none
_TOKENS = 4000
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_BLOCK = re.compile(r"```(?:json)?[ \t]*\n(.*?)```", re.DOTALL)
_EMITTED: Final = frozenset(abi.__all__) | {"run", "current_run", "datetime", "annotations", "self"}


@final
class ImproveNames(Pass):
    """Give local variables and sites' functions the names that the model proposes, and the program its summary.

    One call, and only with the option ``names``. What callers use stays: the program's name, its parameters, and
    its sites, by which answers are asked and kept. A proposal that is no good name, or one in use, is dropped;
    the others are taken.

    Before:

        program @p(%text = "3,4") -> any specialized {
          %x = py "text.split(',')" (text=%text)
          %y = py "len(x)" (x=%x)
          return %y
        }

    After:

        program @p(%text = "3,4") -> any specialized {
          summary "Count the fields of a line."
          %fields = py "text.split(',')" (text=%text)
          %count = py "len(x)" (x=%fields)
          return %count
        }
    """

    name = "improve_names"

    def run(self, program: Program, ctx: Context) -> Program:
        """Ask once; whatever is no answer leaves the program as it is, with a note."""
        if ctx.options.names and ctx.model is None:
            ctx.note(self.name, "no model is configured to propose names")
        if ctx.model is None or not ctx.options.names:
            return program
        variables = local_variables(program)
        try:
            text = _asked(ctx.model, program, variables)
        except ModelError as error:
            ctx.note(self.name, f"the model did not answer, all names stay: {error}")
            return program
        answer = _read(text)
        if answer is None:
            ctx.note(self.name, "the model's answer is no JSON object of names, all names stay")
            return program
        return self._applied(program, answer, variables, ctx)

    def _applied(
        self, program: Program, answer: Mapping[str, Any], variables: tuple[str, ...], ctx: Context
    ) -> Program:
        used = names_in_use(program)
        taken = self._taken(answer.get("names", {}), variables, used, ctx)
        called = self._taken(answer.get("functions", {}), site_functions(program), used, ctx)
        summary = answer.get("summary", "")
        if summary and not is_summary(summary):
            ctx.note(self.name, "the model's summary is not one plain line of text, and is left out")
            summary = ""
        sites = tuple(
            replace(site, function=called[site.entry]) if site.source and site.entry in called else site
            for site in program.sites
        )
        return replace(with_names(program, taken), summary=summary or program.summary, sites=sites)

    def _taken(
        self, proposed: Mapping[str, Any], known: tuple[str, ...], used: set[str], ctx: Context
    ) -> dict[str, str]:
        """The good ones of the proposals, old to new; their new names are in use from here on."""
        taken: dict[str, str] = {}
        for old, new in proposed.items():
            why = why_not(new, used) if old in known else "it is none of those that may be named"
            if why:
                ctx.note(self.name, f"{old[:NAME_LIMIT]!r} stays: {why}")
                continue
            taken[old] = new
            used.add(new)
            ctx.note(self.name, f"{old} is called {new}, as the model proposed")
        return taken


def site_functions(program: Program) -> tuple[str, ...]:
    """The functions of sites that have code, as they are called now."""
    return tuple(dict.fromkeys(site.entry for site in program.sites if site.source))


def why_not(name: Any, used: set[str]) -> str:
    """Why a variable may not be called so, or an empty text."""
    if not isinstance(name, str) or len(name) > NAME_LIMIT or not _NAME.fullmatch(name):
        return f"the proposal is not lower_snake_case of at most {NAME_LIMIT} characters"
    if name in RESERVED:
        return f"{name} is a word of Python"
    if name in used or name in _EMITTED:
        return f"{name} is in use"
    return ""


def is_summary(text: Any) -> bool:
    """Whether the text can be a docstring's first line: printable, short, and no example that doctest would run."""
    return (
        isinstance(text, str)
        and len(text) <= SUMMARY_LIMIT
        and text.isprintable()
        and bool(text.strip())
        and not any(mark in text for mark in (">>>", "```", '"""', "'''"))
    )


def _asked(model: Model, program: Program, variables: tuple[str, ...]) -> str:
    bare = tuple(replace(site, observations=(), source="", guards=()) for site in program.sites)
    prompt = _template().render(
        request=program.recorded[:_SHOWN],
        program=print_program(replace(program, sites=bare, recorded="", threads=()))[:_SHOWN],
        variables=variables,
        functions=site_functions(program),
        name_limit=NAME_LIMIT,
        summary_limit=SUMMARY_LIMIT,
    )
    return model.complete([{"role": "user", "content": prompt}], max_tokens=_TOKENS).text


def _read(text: str) -> dict[str, Any] | None:
    """The answer's JSON object, in a block or bare; None where there is none."""
    if len(text) > _ANSWER:
        return None
    found = _BLOCK.search(text)
    try:
        answer = json.loads(found[1] if found else text)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(answer, dict) and all(
        isinstance(answer.get(field, {}), dict) for field in ("names", "functions")
    )
    return answer if whole else None


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    text = (Path(__file__).parent / "prompts" / "name_values.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


PASS = ImproveNames()
