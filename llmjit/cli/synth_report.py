"""What ``llmjit synth`` shows of a result: for a person, and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from llmjit.cli.examples_file import Examples
from llmjit.diagnostic import Diagnostic
from llmjit.synthesis import Synthesis
from llmjit.synthesis.expr import show
from llmjit.synthesis.readings import main_line, readings


class CannotEmit(Diagnostic):
    """The learned module cannot be written."""

    code: ClassVar[str] = "E702"
    title: ClassVar[str] = "cannot write {path}: {why}"

    path: str
    why: str


def as_dict(found: Synthesis, source: str | None, table: Examples) -> dict[str, Any]:
    """The result as JSON values."""
    refusal = None
    if found.refusal is not None:
        refusal = {
            "kind": found.refusal.kind,
            "message": found.refusal.message,
            "observations": [index * table.step for index in found.refusal.observations],
        }
    evidence = found.evidence
    return {
        "refusal": refusal,
        "programs": [show(ranked.expr, found.names) for ranked in found.programs],
        "guards": [
            {"kind": g.kind, "subject": g.subject, "expected": g.expected, "reason": g.reason, "evidence": g.evidence,
             "condition": g.condition}
            for g in (*found.guards, *found.preconditions)
        ],
        "evidence": {
            "observations": evidence.observations,
            "unseen": unseen(found, table),
            "held_out": evidence.held_out,
            "errors": evidence.errors,
            "upper_bound": evidence.upper_bound,
        },
        "source": source,
    }  # fmt: skip


def unseen(found: Synthesis, table: Examples) -> int:
    """How many examples of the file, as far as it was read, were not looked at."""
    return found.evidence.unseen + table.total - len(table.rows)


def print_report(found: Synthesis, source: str | None, written: Path | None, table: Examples) -> None:
    """The program, what it refuses and why, and how well it is supported."""
    console = Console(highlight=False)
    if found.refusal is not None or source is None:
        _print_refusal(console, found, table)
        return
    if written is None:
        if console.is_terminal:
            console.print(Syntax(source, "python", background_color="default", word_wrap=True))
        else:
            print(source)
    else:
        console.print(Text(f"wrote {written}"))
    console.print(_conditions(found))
    _print_evidence(console, found)
    _print_unseen(console, found, table)


def _conditions(found: Synthesis) -> Table:
    """What must hold for an answer, a row each."""
    grid = Table(title="It refuses to answer unless", title_justify="left", box=None, pad_edge=False)
    grid.add_column("what")
    grid.add_column("must be", overflow="fold")
    grid.add_column("because", overflow="fold")
    for guard in found.guards:
        grid.add_row(Text(guard.subject), Text(str(guard.expected)), Text(guard.reason))
    for need in found.preconditions:
        grid.add_row(Text(need.subject), Text(str(need.expected)), "the program needs it")
    programs = [ranked.expr for ranked in found.programs]
    for value, others in readings(programs).items():
        told = Text(" = ".join(show(each, found.names) for each in (value, *others)))
        grid.add_row("answer", told, "these readings fit the examples equally well")
    _, *alternatives = dict.fromkeys(map(main_line, programs))
    for other in alternatives:
        grid.add_row("answer", Text(show(other, found.names)), "this program fits the examples as well")
    return grid


def _print_evidence(console: Console, found: Synthesis) -> None:
    evidence = found.evidence
    tested = "none held out, so nothing is known of its error rate"
    if evidence.held_out:
        bound = f"error rate at most {100 * evidence.upper_bound:.0f} % with 95 % confidence"
        tested = f"{evidence.held_out} of them predicted from the others; {bound}"
    console.print(Text(f"{evidence.observations} examples, {tested}"))


def _print_unseen(console: Console, found: Synthesis, table: Examples) -> None:
    """That not all examples were looked at, which none of the figures says."""
    beyond = unseen(found, table)
    if beyond or table.cut:
        first = "the first " * table.cut
        said = f"looked at {table.total - beyond} of {first}{table.total} examples"
        console.print(Text(f"{said}: with more --seconds it looks at more"))


def _shown(value: object) -> str:
    try:
        text = repr(value)
    except (RecursionError, ValueError):
        return f"({type(value).__name__})"
    return text if len(text) <= 300 else f"{text[:299]}…"


def _print_refusal(console: Console, found: Synthesis, table: Examples) -> None:
    if found.refusal is None:
        return
    console.print(Text(f"no program: {found.refusal.message}"))
    for index in found.refusal.observations[:4]:
        seen = found.observations[index]
        given = ", ".join(map(_shown, seen.inputs))
        console.print(Text(f"  example {index * table.step + 1}: {given} -> {_shown(seen.output)}"))
    if found.refusal.kind == "too_few":
        console.print(Text("  help: add another example, different from those there are"))
    _print_unseen(console, found, table)
