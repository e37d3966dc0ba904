"""The compiled program a user holds: call it with a request in words, or with its parameters by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from traceback import walk_tb
from typing import Any, ClassVar, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.guard import Guard, GuardFailed
from llmjit.runtime.deopt import Continuation, Deopt, live_values
from llmjit.runtime.journal import Journal
from llmjit.runtime.loader import hash_of, load, verify
from llmjit.runtime.repoint import repoint
from llmjit.runtime.request import RequestPattern
from llmjit.runtime.run import Helper, Run, SiteAnswer, activate, current, current_journal
from llmjit.span import Span
from llmjit.support.undefined import NO_VALUE

_RUN_FILE = current.__code__.co_filename


@final
class NotAProgram(Diagnostic):
    """A module that lacks what a compiled program has."""

    code = "R020"
    title = "the module {module} is no compiled program: {what}"

    module: str
    what: str


@final
class BadParameters(Diagnostic):
    """The parameters do not fit the program's signature."""

    code = "R021"
    title = "{program} cannot be called so: {why}"
    help = "its signature is {program}{signature}"

    program: str
    why: str
    signature: str


@final
@dataclass(frozen=True, kw_only=True)
class Program:
    """A compiled program: callable, inspectable, immutable; `with_` gives a copy wired to helpers and models.

    ``module`` is the executed namespace of ``source``; it defines a function called ``name`` and may define
    ``REQUEST``, the `RequestPattern` that binds parameters from a task's text. ``answer`` is
    asked at sites whose guards fail, ``continuation`` goes on after a guard outside any site fails; both
    may be absent, and then `GuardFailed` is raised. ``journal`` makes the journal of one run, for programs
    that write.
    """

    composite: ClassVar = True  # called by another program, it journals its calls in that program's journal

    name: str
    source: str
    module: Mapping[str, Any]
    guards: tuple[Guard, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)
    helpers: Mapping[str, Helper] = field(default_factory=dict)
    answer: SiteAnswer | None = None
    continuation: Continuation | None = None
    journal: Callable[[], Journal] | None = None

    @classmethod
    def from_source(
        cls,
        name: str,
        source: str,
        *,
        guards: tuple[Guard, ...] = (),
        manifest: Mapping[str, Any] | None = None,
        expected: str | None = None,
    ) -> Program:
        """Load a program from its module text; ``expected`` is the SHA-256 it must have, if known.

        Raises `RefusedError` for text that was changed or is no emitted code, `LlmjitError` where the
        function is missing.
        """
        if expected is not None:
            verify(source, expected, name)
        module = load(source, name)
        if not inspect.isfunction(module.get(name)):
            raise LlmjitError(NotAProgram(module=name, what=f"it has no function {name}"))
        return cls(name=name, source=source, module=module, guards=guards, manifest=dict(manifest or {}))

    @classmethod
    def from_file(cls, path: str | Path, **options: Any) -> Program:
        """Load a program from a Python file named after it; see `from_source`."""
        file = Path(path)
        return cls.from_source(file.stem, file.read_text(encoding="utf-8"), **options)

    def with_(
        self,
        *,
        helpers: Mapping[str, Callable[..., Any] | Helper] | None = None,
        answer: SiteAnswer | None = None,
        continuation: Continuation | None = None,
        journal: Callable[[], Journal] | None = None,
    ) -> Program:
        """A copy with these helpers, answers and continuation; effects of plain functions from the
        manifest.
        """
        wired = {**self.helpers, **{n: self._helper(n, f) for n, f in (helpers or {}).items()}}
        return replace(
            self,
            helpers=wired,
            answer=answer or self.answer,
            continuation=continuation or self.continuation,
            journal=journal or self.journal,
        )

    @cached_property
    def _alone(self) -> bool:
        """Whether the code asks for no run: it calls no helper and has no site that could be asked."""
        return "current" not in self.source

    @cached_property
    def entry(self) -> Callable[..., Any]:
        """The emitted function itself."""
        function: Callable[..., Any] = self.module[self.name]
        return function

    @property
    def __signature__(self) -> inspect.Signature:
        return self._signature

    @cached_property
    def _spans(self) -> dict[int, Span]:
        """Lines of the module that have a place in a recording; none where a person has edited it since."""
        if self.manifest.get("sha256", hash_of(self.source)) != hash_of(self.source):
            return {}
        return {int(line): Span.parse(span) for line, span in self.manifest.get("spans", {}).items()}

    @cached_property
    def _direct(self) -> dict[str, Callable[..., Any]]:
        return {name: helper.function for name, helper in self.helpers.items()}

    @cached_property
    def _parameters(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of all plain parameters, and of those without a default: to check a call fast."""
        kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        plain = [p for p in self._signature.parameters.values() if p.kind in kinds]
        required = frozenset(p.name for p in plain if p.default is inspect.Parameter.empty)
        return frozenset(p.name for p in plain), required

    @cached_property
    def _texts(self) -> frozenset[str]:
        """The parameters that are texts."""
        found = self._signature.parameters.values()
        return frozenset(p.name for p in found if p.annotation in (str, "str"))

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self.entry)

    def __call__(self, request: str | None = None, /, **params: Any) -> Any:
        """Run the program for a request in words, or for parameters by name.

        Raises `GuardFailed` when a guard refuses and nobody may take over, `LlmjitError` for parameters that
        do not fit. Nothing with effect ``write`` happens twice.
        """
        bound = self.bind(request, params)
        journal = self.journal() if self.journal is not None else None
        try:
            if self._alone and journal is None:
                return self._run(request, bound, None)
            run = self._new_run(journal)
            with activate(run):
                return self._run(request, bound, run)
        except Exception as error:
            if self._spans:
                repoint(error, self.entry.__code__.co_filename, self._spans)
            raise
        finally:
            if journal is not None:
                journal.close()

    def _new_run(self, journal: Journal | None) -> Run:
        return Run(self.helpers, journal or current_journal(), self.answer, direct=self._direct)

    def _run(self, request: str | None, params: dict[str, Any], run: Run | None) -> Any:
        try:
            return self._covered(params)
        except GuardFailed as failure:
            if self.continuation is None:
                raise
            live, line = live_values(failure, self.entry)
            run = run or self._new_run(None)  # the code asked for none, but who goes on may
            deopt = Deopt(
                program=self.name,
                request=request if request is not None else self._in_words(params),
                params=params,
                failure=failure,
                live=live,
                line=line,
                run=run,
            )
            with activate(run):
                return self.continuation(deopt)

    def _in_words(self, params: Mapping[str, Any]) -> str | None:
        """The request that parameters stand for, so that what continues it can be merged with other threads."""
        pattern = self.module.get("REQUEST")
        if not isinstance(pattern, RequestPattern):
            return None
        found = self._signature.bind(**params)
        found.apply_defaults()
        return pattern.render(found.arguments)

    def _covered(self, params: dict[str, Any]) -> Any:
        """The entry's value; what emitted code itself raises on data is a guard that failed, too.

        No recording behaved so, or the code would handle it. Errors of helpers are theirs and pass through.
        """
        try:
            return self.entry(**params)
        except NO_VALUE as error:
            if any(frame.f_code.co_filename == _RUN_FILE for frame, _ in walk_tb(error.__traceback__)):
                raise
            reason = f"the code does not cover this: {type(error).__name__}: {error}"
            raise GuardFailed(reason, kind="precondition").with_traceback(error.__traceback__) from error

    def bind(self, request: str | None, params: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of one call: the request's own, overridden by ``params``.

        Raises `GuardFailed` for a request the pattern does not match, `LlmjitError` for wrong parameters.
        """
        bound = {**self._match(request), **params} if request is not None else dict(params)
        names, required = self._parameters
        for name in self._texts & params.keys():  # texts bound from a request are texts
            if not isinstance(params[name], str):
                raise GuardFailed(f"{name} is a text", "type", name, params[name], "a text")
        if bound.keys() == names or required <= bound.keys() <= names:
            return bound
        try:
            self._signature.bind(**bound)
        except TypeError as error:
            detail = BadParameters(program=self.name, why=str(error), signature=str(self._signature))
            raise LlmjitError(detail) from None
        return bound

    def _match(self, request: str) -> dict[str, Any]:
        pattern = self.module.get("REQUEST")
        if not isinstance(pattern, RequestPattern):
            raise GuardFailed(
                f"{self.name} takes parameters, not a request", kind="request", subject="request"
            )
        return pattern.bind(request)

    def explain(self, request: str | None = None, /, **params: Any) -> str:
        """What the program would do with a request: its bound parameters, or the guard that refuses, and
        all guards.

        No helper is called.
        """
        lines = []
        if request is not None or params:
            try:
                bound = self.bind(request, params)
                lines.append(
                    "binds " + (", ".join(f"{k} = {v!r}" for k, v in bound.items()) or "no parameter")
                )
            except GuardFailed as failure:
                lines.append(f"refused: {failure}")
        lines += [explain_guard(guard) for guard in self.guards]
        return "\n".join(lines) or f"{self.name} has no guards"

    def _helper(self, name: str, function: Callable[..., Any] | Helper) -> Helper:
        if isinstance(function, Helper):
            return function
        declared = self.manifest.get("helpers", {}).get(name, {})
        return Helper.of(name, function, declared.get("effect", "read"))


def explain_guard(guard: Guard) -> str:
    """One line on a guard: what it expects, why, and where the expectation was born."""
    born = f", from {guard.span}" if guard.span else ""
    return f"{guard.kind} {guard.subject}: {guard.reason} ({guard.evidence} observed{born})"
