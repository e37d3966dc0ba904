"""What ``llmjit synth`` shows of a result: for a person, and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from llmjit.synthesis import Synthesis
from llmjit.synthesis.expr import show


def as_dict(found: Synthesis, source: str | None) -> dict[str, Any]:
    """The result as JSON values."""
    refusal = None
    if found.refusal is not None:
        refusal = {
            "kind": found.refusal.kind,
            "message": found.refusal.message,
            "observations": list(found.refusal.observations),
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
            "unseen": evidence.unseen,
            "held_out": evidence.held_out,
            "errors": evidence.errors,
            "upper_bound": evidence.upper_bound,
        },
        "source": source,
    }  # fmt: skip


def print_report(found: Synthesis, source: str | None, written: Path | None) -> None:
    """The program, what it refuses and why, and how well it is supported."""
    console = Console(highlight=False)
    if found.refusal is not None or source is None:
        _print_refusal(console, found)
        return
    if written is None:
        if console.is_terminal:
            console.print(Syntax(source, "python", background_color="default", word_wrap=True))
        else:
            print(source)
    else:
        console.print(Text(f"wrote {written}"))
    table = Table(title="It refuses to answer unless", title_justify="left", box=None, pad_edge=False)
    table.add_column("what")
    table.add_column("must be", overflow="fold")
    table.add_column("because", overflow="fold")
    for guard in found.guards:
        table.add_row(Text(guard.subject), Text(str(guard.expected)), Text(guard.reason))
    for need in found.preconditions:
        table.add_row(Text(need.subject), Text(str(need.expected)), "the program needs it")
    for other in found.programs[1:]:
        table.add_row("answer", Text(show(other.expr, found.names)), "this program fits all examples as well")
    console.print(table)
    _print_evidence(console, found)


def _print_evidence(console: Console, found: Synthesis) -> None:
    evidence = found.evidence
    tested = "none held out, so nothing is known of its error rate"
    if evidence.held_out:
        bound = f"error rate at most {100 * evidence.upper_bound:.0f} % with 95 % confidence"
        tested = f"{evidence.held_out} of them predicted from the others; {bound}"
    console.print(Text(f"{evidence.observations} examples, {tested}"))
    _print_unseen(console, found)


def _print_unseen(console: Console, found: Synthesis) -> None:
    """That not all examples were looked at, which none of the figures says."""
    seen, unseen = found.evidence.observations, found.evidence.unseen
    if unseen:
        console.print(Text(f"looked at {seen} of {seen + unseen} examples: --seconds gives time for more"))


def _print_refusal(console: Console, found: Synthesis) -> None:
    if found.refusal is None:
        return
    console.print(Text(f"no program: {found.refusal.message}"))
    for index in found.refusal.observations[:4]:
        seen = found.observations[index]
        console.print(Text(f"  example {index + 1}: {', '.join(map(repr, seen.inputs))} -> {seen.output!r}"))
    if found.refusal.kind == "too_few":
        console.print(Text("  help: add another example, different from those there are"))
