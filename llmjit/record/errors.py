"""What can go wrong while recording, each with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, final

from llmjit.diagnostic import Diagnostic, LlmjitError, RefusedError

if TYPE_CHECKING:
    from llmjit.frontend.thread import Thread


class ToolsError(LlmjitError):
    """A tools file cannot be used."""


class RecordingStopped(RefusedError):
    """The thread reached a limit before its task was done; ``thread`` is what was recorded until then."""

    def __init__(self, diagnostic: Diagnostic, thread: Thread) -> None:
        super().__init__(diagnostic)
        self.thread = thread


@final
class ToolsUnreadable(Diagnostic):
    """The tools file cannot be read."""

    code: ClassVar[str] = "T001"
    title: ClassVar[str] = "cannot read the tools file {path}"
    label: ClassVar[str] = "{reason}"

    path: str
    reason: str


@final
class ToolsBroken(Diagnostic):
    """The tools file raised when it was imported."""

    code: ClassVar[str] = "T002"
    title: ClassVar[str] = "the tools file raised {error} when it was imported"
    label: ClassVar[str] = "--> {path}:{line}: {text}"
    notes: ClassVar[tuple[str, ...]] = ("{message}",)

    path: str
    line: int
    text: str
    error: str
    message: str


@final
class NoTools(Diagnostic):
    """The tools file defines nothing a model could call."""

    code: ClassVar[str] = "T003"
    title: ClassVar[str] = "{path} defines no public function"
    help: ClassVar[str] = "every function whose name does not begin with an underscore becomes a helper"

    path: str


@final
class ReservedName(Diagnostic):
    """A helper is called like a function that blocks already have."""

    code: ClassVar[str] = "T004"
    title: ClassVar[str] = "the helper {name} has the name of a function that code blocks already have"
    help: ClassVar[str] = "rename it"

    name: str


@final
class OutOfTurns(Diagnostic):
    """The model did not finish in the turns it had."""

    code: ClassVar[str] = "T005"
    title: ClassVar[str] = "the task is not done after {turns} turns"
    help: ClassVar[str] = "allow more with --max-turns, or make the task smaller"

    turns: int


@final
class OutOfMoney(Diagnostic):
    """The next call might have gone over the budget."""

    code: ClassVar[str] = "T006"
    title: ClassVar[str] = "the budget is spent: ${cost:.4f} of ${limit:.4f}"
    help: ClassVar[str] = "allow more with --max-cost"

    cost: float
    limit: float


@final
class OutOfTime(Diagnostic):
    """The thread took too long."""

    code: ClassVar[str] = "T007"
    title: ClassVar[str] = "the task is not done after {seconds:.0f} s"
    help: ClassVar[str] = "allow more with --max-seconds"

    seconds: float


@final
class EmptyTask(Diagnostic):
    """There is nothing to do."""

    code: ClassVar[str] = "T008"
    title: ClassVar[str] = "the task is empty"


@final
class OutExists(Diagnostic):
    """The file to write holds something already."""

    code: ClassVar[str] = "T009"
    title: ClassVar[str] = "{path} exists"
    help: ClassVar[str] = "--append adds the thread to it, --force replaces it"

    path: str
