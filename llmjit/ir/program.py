"""A program: parameters, request pattern, helpers, sites, and a body of ops."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, final

from llmjit.guard import Guard
from llmjit.ir.ops import Region, Value
from llmjit.ir.types import ANY, Type
from llmjit.span import Span


class Stage(Enum):
    """How far a program has come; `llmjit.ir.verifier.LEGAL` says what each stage allows."""

    LIFTED = "lifted"
    SPECIALIZED = "specialized"
    PYTHON = "python"


@final
@dataclass(frozen=True, slots=True)
class NoDefault:
    """Marks a parameter that must be given."""


REQUIRED = NoDefault()


@final
@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the program; ``default`` is a value like those of `Const`, or `REQUIRED`."""

    value: Value
    default: Any = REQUIRED


@final
@dataclass(frozen=True, slots=True)
class Hole:
    """How one parameter is read out of a request.

    ``regex`` matches the hole's text. ``parse`` is a Python expression over ``text``, the text matched, on
    builtins alone; an exception in it means that the request does not match.
    """

    name: str
    regex: str
    parse: str = "text"


@final
@dataclass(frozen=True, slots=True)
class Pattern:
    """The request pattern: ``template`` has ``{name}`` where a hole is (``{{`` and ``}}`` for braces).

    A request matches when it is the template with each hole's text matching its regex, the whole of it.
    Two holes of one name must hold the same text.
    """

    template: str
    holes: tuple[Hole, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class HelperInfo:
    """A helper the program calls: signature as Python text, declared effect."""

    name: str
    signature: str = "(*args, **kwargs)"
    effect: Literal["pure", "read", "write"] = "read"


@final
@dataclass(frozen=True, slots=True)
class Observed:
    """One observation of a site: inputs in the order of its parameters, and the model's output."""

    inputs: tuple[Any, ...]
    output: Any
    span: Span | None = None


SiteKind = Literal["transcription", "condition", "llm_call", "llm_list_bind", "llm_bind", "coerce"]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """What is known of a site.

    ``tier`` is None before specialization; then 0 (the model answers; ``reason`` says why no code could be
    made), 1 (``source`` was synthesised) or 2 (a model wrote it and it was validated). ``source`` is a
    complete module that defines ``entry(*parameters)``, called ``function`` in the program's module (empty: as
    it is); it raises GuardFailed where ``guards`` refuse.
    ``upper_bound`` bounds the error rate at 95 %.
    """

    name: str
    kind: SiteKind
    parameters: tuple[str, ...]
    instruction: str = ""
    type: Type = ANY
    observations: tuple[Observed, ...] = ()
    tier: Literal[0, 1, 2] | None = None
    evidence: int = 0
    upper_bound: float = 1.0
    source: str = ""
    entry: str = ""
    function: str = ""
    guards: tuple[Guard, ...] = ()
    reason: str = ""
    span: Span | None = None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One task as code. ``recorded`` is the request of the first thread, word for word.

    ``summary`` is one line on what the program does, or empty: then ``recorded`` says it.
    """

    name: str
    params: tuple[Param, ...] = ()
    type: Type = ANY
    stage: Stage = Stage.LIFTED
    recorded: str = ""
    summary: str = ""
    pattern: Pattern | None = None
    threads: tuple[str, ...] = ()
    helpers: tuple[HelperInfo, ...] = ()
    sites: tuple[SiteInfo, ...] = ()
    body: Region = ()

    def site(self, name: str) -> SiteInfo:
        """The site of that name; KeyError when there is none."""
        for site in self.sites:
            if site.name == name:
                return site
        raise KeyError(name)
