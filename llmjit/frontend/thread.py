"""The one thread model: what every reader produces and everything downstream consumes.

A thread is a list of messages; a message is a list of parts. A code block that was really run carries its
`CodeResult`, and a tool call its `ToolResult`, as parts of their own that name the block or call they answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from llmjit.span import Span

FORMAT_VERSION = 1

Role = Literal["system", "user", "assistant", "tool"]
Effect = Literal["pure", "read", "write"]


class Node(BaseModel):
    """Base of the model's parts: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Text(Node):
    """Prose, as the model, the user or the system wrote it; ``line`` is its first line in the message."""

    kind: Literal["text"] = "text"
    text: str
    line: int = 1


class Thinking(Node):
    """Reasoning that a provider returned apart from the answer."""

    kind: Literal["thinking"] = "thinking"
    text: str
    line: int = 1


class CodeBlock(Node):
    """A block of code in an assistant message. It ran if, and only if, a `CodeResult` names it."""

    kind: Literal["code"] = "code"
    id: str
    source: str
    language: str = "python"
    line: int = 1


class ErrorInfo(Node):
    """An exception, as recorded."""

    type: str
    message: str
    traceback: str = ""


class HelperCall(Node):
    """One call of a helper from inside a code block, with what it returned or raised."""

    id: str
    helper: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = Field(default_factory=dict)
    effect: Effect = "read"
    value: Any = None
    error: ErrorInfo | None = None
    line: int = 1
    seconds: float = 0.0
    at: float | None = None


class ModelCall(Node):
    """One call of a model, the agent's own (``kind`` ``turn``) or one made by code (an explicit site).

    ``prompt`` is the list of role/content messages as sent; ``inputs`` are the site's values, ``value`` what
    the site evaluated to; ``cost`` is in US dollars, ``seconds`` wall time.
    """

    id: str
    kind: Literal["turn", "llm_call", "llm_list_bind", "llm_bind", "coerce", "transcription"] = "turn"
    instruction: str = ""
    inputs: tuple[Any, ...] = ()
    value: Any = None
    prompt: tuple[dict[str, Any], ...] = ()
    answer: str = ""
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    line: int = 1
    at: float | None = None


class GuardEvent(Node):
    """A ``guard(...)`` that failed inside a code block."""

    reason: str
    line: int = 1


class CodeResult(Node):
    """What running a code block gave: printed output, the value of a last expression, calls, an exception.

    Where a harness reads its answer from a variable, ``result_name`` is that variable and ``value`` what it
    held after the block; else ``value`` is that of the block's last expression.
    """

    kind: Literal["result"] = "result"
    block: str
    output: str = ""
    value: Any = None
    has_value: bool = False
    result_name: str = ""
    error: ErrorInfo | None = None
    helper_calls: tuple[HelperCall, ...] = ()
    model_calls: tuple[ModelCall, ...] = ()
    guard: GuardEvent | None = None
    seconds: float = 0.0
    line: int = 1


class ToolCall(Node):
    """A call of a tool that the model asked for by name, not in code."""

    kind: Literal["tool_call"] = "tool_call"
    id: str
    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    effect: Effect | None = None
    line: int = 1


class ToolResult(Node):
    """The answer to a tool call: ``content`` is parsed JSON where the recording held JSON, else text."""

    kind: Literal["tool_result"] = "tool_result"
    call: str
    name: str = ""
    content: Any = None
    error: bool = False
    line: int = 1


class Media(Node):
    """A part that is not text (image, audio, file); only its type and a reference are kept."""

    kind: Literal["media"] = "media"
    media_type: str
    reference: str = ""
    line: int = 1


Part = Annotated[
    Text | Thinking | CodeBlock | CodeResult | ToolCall | ToolResult | Media, Field(discriminator="kind")
]


class Message(Node):
    """One turn. ``role`` is who spoke; results of code are in a ``user`` or ``tool`` message."""

    role: Role
    parts: tuple[Part, ...] = ()
    model_call: ModelCall | None = None
    at: float | None = None

    @property
    def text(self) -> str:
        """The message's prose, its text parts joined by newlines."""
        return "\n".join(part.text for part in self.parts if isinstance(part, Text))


class HelperInfo(Node):
    """What the recorder knew of a helper: its signature, docstring and declared effect."""

    name: str
    signature: str = "(*args, **kwargs)"
    doc: str = ""
    effect: Effect = "read"


class Thread(Node):
    """One recording. ``request`` is the user's task text; ``result`` the task's final value, where known.

    ``source`` names the file and record it was read from, ``format`` the transcript format.
    """

    id: str
    request: str
    messages: tuple[Message, ...] = ()
    helpers: tuple[HelperInfo, ...] = ()
    result: Any = None
    has_result: bool = False
    format: str = "llmjit"
    source: str = ""
    metadata: dict[str, Any] = Field(default_factory=dict)
    version: int = FORMAT_VERSION

    def parts(self) -> Iterator[tuple[int, Part]]:
        """All parts in order, each with its message's index."""
        for index, message in enumerate(self.messages):
            for part in message.parts:
                yield index, part

    def runs(self) -> Iterator[tuple[int, CodeBlock, CodeResult]]:
        """The code blocks that really ran, in order, each with the message's index and its result."""
        results = {part.block: part for _, part in self.parts() if isinstance(part, CodeResult)}
        for index, part in self.parts():
            if isinstance(part, CodeBlock) and part.id in results:
                yield index, part, results[part.id]

    def tool_runs(self) -> Iterator[tuple[int, ToolCall, ToolResult | None]]:
        """Tool calls in order, each with its result or None when the recording has none."""
        results = {part.call: part for _, part in self.parts() if isinstance(part, ToolResult)}
        for index, part in self.parts():
            if isinstance(part, ToolCall):
                yield index, part, results.get(part.id)

    def span(self, message: int, line: int = 1, column: int = 0) -> Span:
        """A span inside this thread."""
        return Span(self.id, message, line, column)
