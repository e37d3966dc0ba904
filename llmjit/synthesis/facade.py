"""The face of the synthesiser: observations in, ranked programs with guards out, or a reason why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, final

from llmjit.guard import Guard, GuardFailed
from llmjit.synthesis.expr import Expr, Undefined, evaluate
from llmjit.synthesis.guards.checks import check, split
from llmjit.value import Value, same

Style = Literal["raise", "miss"]
RefusalKind = Literal["too_few", "contradiction", "no_program", "judgement"]


@final
@dataclass(frozen=True, slots=True)
class Observation:
    """One answer seen: the inputs and the output."""

    inputs: tuple[Value, ...]
    output: Value


@final
@dataclass(frozen=True, slots=True)
class Budget:
    """What a synthesis may cost.

    ``tight`` asks for an error bound as tight as leave-one-out gives; without it, no more observations are held
    out than tell whether the program is believed, which takes less time and bounds the error loosely.
    """

    seconds: float = 2.0
    tight: bool = True


@final
@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known of the task; steers ranking only."""

    instruction: str | None = None
    names: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no program. ``observations`` are the indices of those to blame, if any."""

    kind: RefusalKind
    message: str
    observations: tuple[int, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Ranked:
    """A program that agrees with all observations, and its cost."""

    expr: Expr
    cost: float

    def run(self, inputs: Sequence[Value]) -> Any:
        """The program's value; raises `llmjit.synthesis.expr.Undefined`."""
        return evaluate(self.expr, inputs)


@final
@dataclass(frozen=True)
class Draft:
    """A program that is written when it is first looked at: most are too dear for that."""

    cost: float
    make: Callable[[], Expr]

    @cached_property
    def expr(self) -> Expr:
        """The program."""
        return self.make()


@final
@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the answer: leave-one-out results and the 95 % upper bound of the error rate.

    Of ``held_out`` observations, ``errors`` were foretold wrongly from the others and ``refused`` not at all.
    ``unseen`` more were given than the ``observations`` that there was time to look at.
    """

    observations: int = 0
    held_out: int = 0
    errors: int = 0
    upper_bound: float = 1.0
    refused: int = 0
    unseen: int = 0


@final
@dataclass(frozen=True)
class Synthesis:
    """Programs, best first, of which the first answers and the others must agree; or a refusal.

    ``observations`` are those that all programs agree with: all that were looked at (of very many, a part; see
    ``evidence.unseen``), or all but an odd one, of whose likes the programs say nothing. With a refusal they are
    all that were given.
    """

    refusal: Refusal | None = None
    programs: tuple[Ranked, ...] = ()
    guards: tuple[Guard, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    observations: tuple[Observation, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def preconditions(self) -> tuple[Guard, ...]:
        """What the program that answers demands itself, beside the guards; see `emission.preconditions`."""
        from llmjit.synthesis.emission.preconditions import preconditions

        return (
            preconditions(self.programs[0].expr, self.names, len(self.observations)) if self.programs else ()
        )

    def run(self, inputs: Sequence[Value]) -> Any:
        """The answer; raises `GuardFailed` where a guard refuses the inputs or the programs disagree."""
        if self.refusal is not None:
            raise GuardFailed(self.refusal.message, kind="refusal")
        if len(inputs) != len(self.names):
            raise GuardFailed("another number of inputs", "type", expected=list(self.names), seen=len(inputs))
        before, after = split(self.guards)
        try:
            check(before, self.names, inputs)
            answer = agree(self.programs, inputs)
            check(after, self.names, inputs, answer)
        except RecursionError:
            raise GuardFailed("the values are nested too deeply", "precondition") from None
        return answer

    def emit(self, name: str = "f", parameters: Sequence[str] = (), style: Style = "raise") -> str:
        """Source of a complete module that behaves as `run` does; see `llmjit.synthesis.emission.module`."""
        if self.refusal is not None:
            raise ValueError(f"there is no program: {self.refusal.message}")
        from llmjit.synthesis.emission.module import emit

        return emit(
            [ranked.expr for ranked in self.programs],
            self.guards,
            self.evidence.observations,
            self.evidence.upper_bound if self.evidence.held_out else 1.0,  # what was fitted proves nothing
            known=self.names,
            name=name,
            parameters=tuple(parameters),
            style=style,
        )


def agree(programs: Sequence[Ranked], inputs: Sequence[Value]) -> Any:
    """The first program's value, if all others give the same; else `GuardFailed`."""
    try:
        answer = programs[0].run(inputs)
    except Undefined as error:
        raise GuardFailed("the program has no value here", "precondition", seen=str(error)) from None
    for other in programs[1:]:
        try:
            value = other.run(inputs)
        except Undefined:
            raise GuardFailed("equally good programs disagree", "agreement") from None
        if not same(value, answer):
            raise GuardFailed("equally good programs disagree", "agreement", seen=value, expected=answer)
    return answer
