"""The recorder: ask the model, run its block, show it the result, until the task is done."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.frontend.thread import CodeBlock, CodeResult, ErrorInfo, ModelCall, Part, Text, Thread
from llmjit.model import Completion, Model
from llmjit.model.prompt import PromptDigest
from llmjit.options import RecordOptions
from llmjit.record.desk import Abort, Desk
from llmjit.record.errors import EmptyTask, OutOfMoney, OutOfTime, OutOfTurns, RecordingStopped
from llmjit.record.log import Listener, ThreadLog
from llmjit.record.prompts import render
from llmjit.record.text import CLOSE, OPEN, Answer, neutral, parse_answer, result_message, shown
from llmjit.record.tools import Toolbox
from llmjit.sandbox import Failure, Limits, Outcome, Session

_NO_ANSWER = "Your message was empty. Go on with the task, or hand over its result."
_TOO_LONG = "Your message was cut off at its length limit. Say it shorter."
_NOT_CLOSED = f"the block has no {CLOSE}, so it was cut off and was not run; write a shorter one"


def record(
    task: str,
    tools: Toolbox,
    model: Model,
    writer: ThreadWriter | None = None,
    options: RecordOptions | None = None,
    *,
    thread_id: str | None = None,
    listener: Listener | None = None,
) -> Thread:
    """Do ``task`` with the model and the helpers, and write down everything that happens.

    Events go to ``writer`` the moment they happen. Returns the thread, whose result is what the model handed
    over. Raises `RecordingStopped` at a limit of ``options``, `ModelError` when the model cannot answer, and
    `ThreadFileError` when the disk cannot take the recording; what was written until then stays readable.
    """
    if not task.strip():
        raise LlmjitError(EmptyTask())
    log = ThreadLog(
        thread_id or _new_thread_id(),
        task,
        tools.infos(),
        writer=writer,
        metadata={"model": model.name, "recorded": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())},
        listener=listener,
    )
    recorder = _Recorder(tools, model, log, options or RecordOptions())
    recorder.open()
    log.say("user", task)
    recorder.tell("user", neutral(task))
    recorder.finish({})
    return log.thread()


def continue_from(
    thread: Thread,
    live_variables: Mapping[str, Any],
    rest_of_program: str,
    *,
    tools: Toolbox,
    model: Model,
    reason: str = "a guard failed",
    writer: ThreadWriter | None = None,
    options: RecordOptions | None = None,
    thread_id: str | None = None,
    listener: Listener | None = None,
) -> tuple[Any, Thread]:
    """Let the model finish a task that compiled code began, from the point where a guard stopped it.

    ``thread`` holds what was done in this run so far: the request, and blocks with the calls that were made.
    ``live_variables`` are the values at that point: the model's blocks find them defined. Those that are no
    data are left out and named. ``rest_of_program`` is the source that was not run, ``reason`` why.
    Returns the task's final value and a new thread, which begins with the old one's messages. Raises as
    `record` does.
    """
    values, listed = _live(live_variables)
    log = ThreadLog(
        thread_id or _new_thread_id(),
        thread.request,
        tools.infos(),
        writer=writer,
        metadata={
            "model": model.name,
            "continues": thread.id,
            "live": values,
            "reason": reason,
        },
        listener=listener,
    )
    recorder = _Recorder(tools, model, log, options or RecordOptions())
    recorder.open()
    log.adopt([message for message in thread.messages if message.role != "system"])
    recorder.retell(thread)
    note = render(
        "continue",
        reason=neutral(reason),
        steps=_steps(thread),
        live=listed,
        rest=neutral(rest_of_program.strip()),
    )
    log.say("user", note)
    recorder.tell("user", note)
    recorder.finish(values)
    done = log.thread()
    return done.result, done


@final
class _Recorder:
    def __init__(self, tools: Toolbox, model: Model, log: ThreadLog, options: RecordOptions) -> None:
        self._tools = tools
        self._model = model
        self._log = log
        self._options = options
        self._desk = Desk(tools, model, log, self._check_limits)
        self._chat: list[dict[str, str]] = []
        self._digest = PromptDigest()
        self._told = 0
        self._block = ""
        self._cut_off = False
        self._started = time.monotonic()

    def open(self) -> None:
        """Tell the model who it is and what it can call."""
        system = render("system", open=OPEN, close=CLOSE, helpers=self._tools.infos())
        self._log.say("system", system)
        self.tell("system", system)

    def tell(self, role: str, content: str) -> None:
        """Add a message to the conversation with the model."""
        message = {"role": role, "content": content}
        self._chat.append(message)
        self._digest.add(message)

    def retell(self, thread: Thread) -> None:
        """Add the messages of a thread to the conversation."""
        for message in thread.messages:
            content = "\n".join(filter(None, map(self._retold, message.parts)))
            if content and message.role != "system":
                self.tell("assistant" if message.role == "assistant" else "user", content)

    def _retold(self, part: Part) -> str:
        match part:
            case Text():
                return neutral(part.text)
            case CodeBlock():
                return f"{OPEN}\n{part.source}\n{CLOSE}"
            case CodeResult():
                error = "" if part.error is None else f"{part.error.type}: {part.error.message}"
                return result_message(part.output, part.value, part.has_value, error, self._options.shown)
            case _:
                return ""

    def finish(self, live: dict[str, Any]) -> None:
        """Go on until the task is done; the log's thread then has its result."""
        limits = Limits(seconds=self._options.block_seconds, memory=self._options.block_memory)
        try:
            with Session(self._desk.answer, self._desk.names, limits) as session:
                if live:
                    session.run("None", live)
                    self._desk.begin("live")
                for _ in range(self._options.max_turns):
                    if self._turn(session):
                        return
            self._stop(OutOfTurns(turns=self._options.max_turns))
        except Abort as abort:
            self._end_badly(abort.error)
            raise abort.error from abort
        except LlmjitError as error:
            self._end_badly(error)
            raise

    def _turn(self, session: Session) -> bool:
        """One answer of the model and what it leads to; whether the task is done."""
        self._check_limits()
        answer = self._ask()
        if answer.code is None:
            whole = answer.prose.strip() and not self._cut_off
            if whole:
                self._log.end(answer.prose.strip(), has_result=True, metadata=self._totals())
                return True
            reply = _TOO_LONG if self._cut_off else _NO_ANSWER
            self._log.say("user", reply)
            self.tell("user", reply)
            return False
        outcome = self._run(session, answer)
        if outcome.failure is None and self._desk.results:
            self._log.end(self._desk.results[0], has_result=True, metadata=self._totals())
            return True
        return False

    def _ask(self) -> Answer:
        at, prompt = time.time(), self._prompt()
        completion = self._model.complete(self._chat, stop=[CLOSE])
        answer = parse_answer(completion.text)
        text = completion.text
        if not answer.closed and not completion.cut_off:  # the provider stopped it at the closing tag
            text += CLOSE
            answer = parse_answer(text)
        self._cut_off = completion.cut_off
        self.tell("assistant", text or "(nothing)")
        self._told = len(self._chat)
        if answer.code is not None:
            self._block = self._log.new_id("b")
        if completion.cut_off:
            prompt[0]["cut_off"] = True
        call = self._call(completion, text, prompt, at)
        self._log.turn(_parts(answer, self._block), call, completion.priced)
        return answer

    def _prompt(self) -> tuple[dict[str, Any], ...]:
        """The prompt as recorded: what is new in it, and the identity of the whole.

        Writing a conversation out whole at every turn would make recordings grow with its square.
        """
        head = {"continues": self._told, "digest": self._digest.hexdigest()}
        return (head, *self._chat[self._told :])

    def _call(
        self, completion: Completion, text: str, prompt: tuple[dict[str, Any], ...], at: float
    ) -> ModelCall:
        return ModelCall(
            id=self._log.new_id("m"),
            kind="turn",
            prompt=prompt,
            answer=text,
            model=completion.model,
            tokens_in=completion.tokens_in,
            tokens_out=completion.tokens_out,
            cost=completion.cost,
            seconds=completion.seconds,
            at=at,
        )

    def _run(self, session: Session, answer: Answer) -> Outcome:
        self._desk.results = []
        if answer.closed and answer.code is not None:
            outcome = self._run_closed(session, answer.code)
        else:
            outcome = Outcome(failure=Failure(type="CutOff", message=_NOT_CLOSED))
        self._note_result(outcome)
        told = "" if outcome.failure is None else _told_failure(outcome.failure)
        shown_outcome = result_message(
            outcome.output, outcome.value, outcome.has_value, told, self._options.shown
        )
        self.tell("user", shown_outcome)
        return outcome

    def _run_closed(self, session: Session, code: str) -> Outcome:
        self._desk.begin(self._block)
        try:
            return session.run(code)
        except Abort as abort:
            failure = Failure(type="Interrupted", message=str(abort.error.diagnostic.to_json()["message"]))
            with suppress(LlmjitError):  # the disk may be what interrupted it
                self._note_result(Outcome(failure=failure))
            raise

    def _note_result(self, outcome: Outcome) -> None:
        failure = outcome.failure
        error = None
        if failure is not None:
            error = ErrorInfo(type=failure.type, message=failure.message, traceback=failure.traceback)
        self._log.code_result(
            CodeResult(
                block=self._block,
                output=outcome.output,
                value=outcome.value,
                has_value=outcome.has_value,
                error=error,
                seconds=outcome.seconds,
            )
        )

    def _check_limits(self) -> None:
        options, cost = self._options, self._log.totals.cost
        if options.max_cost is not None and cost >= options.max_cost:
            self._stop(OutOfMoney(cost=cost, limit=options.max_cost))
        if options.max_seconds is not None and time.monotonic() - self._started > options.max_seconds:
            self._stop(OutOfTime(seconds=options.max_seconds))

    def _stop(self, diagnostic: Diagnostic) -> None:
        raise RecordingStopped(diagnostic, self._log.thread())

    def _end_badly(self, error: LlmjitError) -> None:
        reason = error.diagnostic.to_json()
        with suppress(LlmjitError):  # a full disk cannot take this line either; the first error counts
            self._log.end(metadata={**self._totals(), "stopped": f"{reason['code']}: {reason['message']}"})

    def _totals(self) -> dict[str, Any]:
        totals = self._log.totals
        return {
            "model_calls": totals.calls,
            "tokens_in": totals.tokens_in,
            "tokens_out": totals.tokens_out,
            "cost": totals.cost,
            "unpriced_calls": totals.unpriced,
            "model_seconds": totals.seconds,
            "seconds": time.monotonic() - self._started,
        }


def _parts(answer: Answer, block: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    if answer.prose.strip() or answer.code is None:
        parts.append(Text(text=answer.prose.rstrip("\n")))
    if answer.code is not None:
        parts.append(CodeBlock(id=block, source=answer.code, line=answer.line))
    return tuple(parts)


def _told_failure(failure: Failure) -> str:
    return failure.traceback.rstrip() or str(failure) if not failure.lost else str(failure)


def _steps(thread: Thread) -> list[str]:
    """The helper calls of a thread, one line each."""
    calls = [call for _, _, result in thread.runs() for call in result.helper_calls]
    lines = []
    for call in calls:
        arguments = [*map(repr, call.args), *(f"{k}={v!r}" for k, v in call.kwargs.items())]
        lines.append(neutral(f"{call.helper}({', '.join(arguments)})  # {call.effect}")[:500])
    return lines


def _live(variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The variables that can enter the sandbox, and all of them as the model is shown them."""
    from llmjit.sandbox.values import to_sandbox

    values: dict[str, Any] = {}
    listed = []
    for name, value in variables.items():
        if not name.isidentifier():
            continue
        try:
            values[name] = to_sandbox(value)
            listed.append(
                (name, neutral(shown(value, 2000) if not isinstance(value, str) else repr(value)[:2000]))
            )
        except (TypeError, ValueError, RecursionError) as error:
            listed.append((name, f"(not available: {neutral(str(error))})"))
    return values, listed


def _new_thread_id() -> str:
    return f"t{uuid.uuid4().hex[:12]}"
