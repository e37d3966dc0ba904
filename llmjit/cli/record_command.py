"""``llmjit record``: run a live thread with a model and write it down."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from llmjit.diagnostic import LlmjitError

if TYPE_CHECKING:
    from rich.console import Console

    from llmjit.frontend.thread import Thread
    from llmjit.model import Model
    from llmjit.options import RecordOptions
    from llmjit.record import Event, Toolbox


def command(
    task: Annotated[str, typer.Argument(help="What to do, in words; - reads it from standard input.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The recording to write (JSON Lines).")],
    tools: Annotated[
        Path | None,
        typer.Option("--tools", "-t", help="A Python file; its public functions are the helpers."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", help="A litellm name, or replay:FILE. Default: LLMJIT_MODEL."),
    ] = None,
    max_turns: Annotated[int, typer.Option(min=1, help="Answers to ask of the model at most.")] = 50,
    max_cost: Annotated[float | None, typer.Option(min=0, help="US dollars to spend at most.")] = None,
    max_seconds: Annotated[float | None, typer.Option(min=0, help="Time to take at most.")] = None,
    append: Annotated[bool, typer.Option("--append", help="Add to a recording that exists.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a recording that exists.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show the result only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Do a task with a model that runs code, and record everything that happens.

    The model writes blocks of Python that call your helpers; each is run in a sandbox and its result shown to
    the model, until the task is done. Every helper call and model call goes to the recording as it happens.
    @NAME in the task makes the compiled program NAME a helper, its own helpers taken from --tools; any other
    word with an @ stays text. The result is printed on standard output, progress on standard error.

    Examples:
        llmjit record "the total of sales.csv by month" --tools tools.py -m openai/gpt-4o-mini -o sales.jsonl

        llmjit record "the same for 2023" --tools tools.py -o sales.jsonl --append --max-cost 0.10

        llmjit record "the total of sales.csv by month" --tools tools.py -m replay:sales.jsonl -o again.jsonl

        llmjit record "use @invoice_total for every invoice in list.txt" --tools tools.py -o totals.jsonl

    Ends with 0 when the task is done, 1 for a mistake or a model that fails, 2 for wrong usage, 4 at a limit.
    """
    try:
        if not as_json:
            _record(task, out, tools, model, _options(max_turns, max_cost, max_seconds), append, force, quiet)
            return
        text = _record(
            task, out, tools, model, _options(max_turns, max_cost, max_seconds), append, force, None
        )
        print(json.dumps(text))
    except LlmjitError as error:
        if not as_json:
            raise
        print(json.dumps({"error": error.diagnostic.to_json()}))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        print(f"interrupted; what was recorded until now is in {out}", file=sys.stderr)
        raise typer.Exit(130) from None


def _options(turns: int, cost: float | None, seconds: float | None) -> RecordOptions:
    from llmjit.options import RecordOptions

    return RecordOptions(max_turns=turns, max_cost=cost, max_seconds=seconds)


def _record(
    task: str,
    out: Path,
    tools: Path | None,
    model: str | None,
    options: RecordOptions,
    append: bool,
    force: bool,
    quiet: bool | None,
) -> dict[str, Any]:
    """Record and, unless ``quiet`` is None, print; the summary as data."""
    from rich.console import Console

    from llmjit.frontend.formats.writer import ThreadWriter
    from llmjit.model import resolve_model
    from llmjit.record import Toolbox, load_tools, record

    # everything that can be wrong is found before the file is touched
    text = sys.stdin.read() if task == "-" else task
    if not (append or force) and out.exists() and out.stat().st_size:
        raise _exists(out)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with redirect_stdout(sys.stderr):  # what helpers print is not the result
        chosen: Model = resolve_model(model)
        toolbox: Toolbox = Toolbox() if tools is None else load_tools(tools)
        toolbox = _with_programs(text, toolbox)
        listener = _Progress(console) if quiet is False else None
        with ThreadWriter(out, append=append) as writer:
            thread = record(text, toolbox, chosen, writer, options, listener=listener)
    summary = _summary(thread, out)
    if quiet is False:
        console.print(_in_words(summary), style="dim", markup=False)
    if quiet is not None:
        print(str(thread.result).encode("utf-8", "replace").decode())
    return summary


def _with_programs(task: str, toolbox: Toolbox) -> Toolbox:
    """The helpers, and the programs that the task names with an @."""
    if "@" not in task:
        return toolbox
    from llmjit.wiring import mentioned

    found, unknown = mentioned(task, toolbox)
    for mention in unknown:
        print(mention.render().replace("error", "note", 1), file=sys.stderr)
    return found


def _exists(out: Path) -> LlmjitError:
    from llmjit.record.errors import OutExists

    return LlmjitError(OutExists(path=str(out)))


class _Progress:
    """One line on the console for everything that happens."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._turns = 0

    def __call__(self, event: Event) -> None:
        took = f" ({event.seconds:.2f} s)" if event.seconds >= 0.01 else ""
        text = " ".join(event.text.split())
        text = text if len(text) <= 100 else text[:99] + "…"
        match event.kind:
            case "turn":
                self._turns += 1
                self._say("bold", f"turn {self._turns}{took} {text or '(code)'}")
            case "helper":
                self._say("cyan", f"  called {text}{took}")
            case "model":
                self._say("magenta", f"  asked {text}{took}")
            case "guard":
                self._say("yellow", f"  guard failed: {text}")
            case "error":
                self._say("red", f"  {text}")
            case "block":
                self._say("dim", f"  block done{took}")
            case "result":
                pass

    def _say(self, style: str, text: str) -> None:
        shown = text.encode("utf-8", "replace").decode()
        self._console.print(shown, style=style, markup=False)


def _summary(thread: Thread, out: Path) -> dict[str, Any]:
    from llmjit.frontend.formats.encode import encode

    runs = list(thread.runs())
    known = ("model_calls", "tokens_in", "tokens_out", "cost", "model_seconds", "seconds", "unpriced_calls")
    return {
        "thread": thread.id,
        "out": str(out),
        "result": encode(thread.result),
        "blocks": len(runs),
        "helper_calls": sum(len(result.helper_calls) for _, _, result in runs),
        **{name: thread.metadata[name] for name in known},
    }


def _in_words(summary: dict[str, Any]) -> str:
    money = f"${summary['cost']:.4f}"
    if summary["unpriced_calls"]:
        money += f" + {summary['unpriced_calls']} calls of unknown price"
    return (
        f"{summary['blocks']} blocks, {summary['helper_calls']} helper calls; "
        f"{summary['model_calls']} model calls, {summary['tokens_in']} + {summary['tokens_out']} tokens, {money}; "
        f"{summary['seconds']:.2f} s, of which {summary['model_seconds']:.2f} s in the model; "
        f"recorded in {summary['out']}"
    )
