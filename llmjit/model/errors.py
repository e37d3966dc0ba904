"""What can go wrong between llmjit and a model, each with what to do about it."""

from __future__ import annotations

from typing import ClassVar, final

from llmjit.diagnostic import Diagnostic, LlmjitError


class ModelError(LlmjitError):
    """A model could not answer; ``transient`` says whether asking again later may help."""

    @property
    def transient(self) -> bool:
        """True for rate limits, timeouts and faults of the provider."""
        return isinstance(self.diagnostic, RateLimited | TimedOut | Unreachable | ProviderFault)


@final
class NoModel(Diagnostic):
    """A model is needed and none is configured."""

    code: ClassVar[str] = "M001"
    title: ClassVar[str] = "this needs a language model, and none is configured"
    help: ClassVar[str] = (
        "set LLMJIT_MODEL or pass --model: a litellm name such as openai/gpt-4o-mini (with its API key "
        "in the environment), or replay:FILE to answer from a recording"
    )


@final
class BadSpec(Diagnostic):
    """A model was named in a way nothing understands."""

    code: ClassVar[str] = "M002"
    title: ClassVar[str] = "cannot tell which model {spec!r} names"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = (
        "name it PROVIDER/MODEL as litellm does, for example openai/gpt-4o-mini, or replay:FILE"
    )

    spec: str
    reason: str = ""


@final
class NoKey(Diagnostic):
    """The provider refused the credentials, or there were none."""

    code: ClassVar[str] = "M003"
    title: ClassVar[str] = "{model}: the provider did not accept the API key"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = "set the provider's key in the environment, for example OPENAI_API_KEY"

    model: str
    reason: str = ""


@final
class UnknownModel(Diagnostic):
    """The provider has no model of that name."""

    code: ClassVar[str] = "M004"
    title: ClassVar[str] = "{model}: the provider knows no such model"
    label: ClassVar[str] = "{reason}"

    model: str
    reason: str = ""


@final
class Unreachable(Diagnostic):
    """No connection to the provider."""

    code: ClassVar[str] = "M005"
    title: ClassVar[str] = "{model}: cannot connect to the provider ({attempts} attempts)"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = "check the network and, for a server of your own, its address (OPENAI_API_BASE)"

    model: str
    attempts: int
    reason: str = ""


@final
class RateLimited(Diagnostic):
    """The provider asked us to slow down, and went on asking."""

    code: ClassVar[str] = "M006"
    title: ClassVar[str] = "{model}: rate limited by the provider ({attempts} attempts)"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = "wait, or raise the limit of your account with the provider"

    model: str
    attempts: int
    reason: str = ""


@final
class TimedOut(Diagnostic):
    """No answer in time."""

    code: ClassVar[str] = "M007"
    title: ClassVar[str] = "{model}: no answer within {timeout:g} s ({attempts} attempts)"

    model: str
    timeout: float
    attempts: int


@final
class ProviderFault(Diagnostic):
    """The provider failed on its side."""

    code: ClassVar[str] = "M008"
    title: ClassVar[str] = "{model}: the provider failed ({attempts} attempts)"
    label: ClassVar[str] = "{reason}"

    model: str
    attempts: int
    reason: str = ""


@final
class RequestRefused(Diagnostic):
    """The provider refused the request itself (too long, against its policy, a bad option)."""

    code: ClassVar[str] = "M009"
    title: ClassVar[str] = "{model}: the provider refused the request"
    label: ClassVar[str] = "{reason}"

    model: str
    reason: str = ""


@final
class BadAnswer(Diagnostic):
    """What came back is not an answer."""

    code: ClassVar[str] = "M010"
    title: ClassVar[str] = "{model}: the answer is not one"
    label: ClassVar[str] = "{reason}"

    model: str
    reason: str = ""


@final
class ReplayUnreadable(Diagnostic):
    """The recording to replay from cannot be used."""

    code: ClassVar[str] = "M011"
    title: ClassVar[str] = "cannot replay from {path}"
    label: ClassVar[str] = "{reason}"
    help: ClassVar[str] = "a replay file is a recorded thread, or JSON lines of {{prompt, answer}}"

    path: str
    reason: str


@final
class ReplayMiss(Diagnostic):
    """The recording holds no answer to this prompt."""

    code: ClassVar[str] = "M012"
    title: ClassVar[str] = "{path} holds no answer to this prompt ({recorded} prompts recorded)"
    label: ClassVar[str] = "asked: {asked}"
    notes: ClassVar[tuple[str, ...]] = (
        "nearest recorded prompt, at line {nearest_line}: {nearest}",
        "first difference, {difference}",
    )
    help: ClassVar[str] = "replay answers exact prompts only: record again, or name a model that can answer"

    path: str
    recorded: int
    asked: str
    nearest: str
    nearest_line: int
    difference: str
