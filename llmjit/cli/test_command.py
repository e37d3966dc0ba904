"""``llmjit test``: hold a compiled program to its recordings and its guards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer


def command(
    name: Annotated[str, typer.Argument(help="A program's folder, or its name in the project's programs/.")],
    least: Annotated[
        float,
        typer.Option("--guard-score", min=0, max=1, help="Share of wrong answers that guards must catch."),
    ] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Test a compiled program.

    Replays every recording it was compiled from; draws inputs of the shapes seen, for which each site answers
    the same twice or refuses; draws inputs that guards exclude, which it must refuse; and measures which share
    of certainly wrong answers the guards catch (inputs from which the answer was removed).

    Examples:
        llmjit test programs/invoice_total

        llmjit test invoice_total --guard-score 0.9 --json

    In a project's CI, `pytest --llmjit` runs the same for every program it finds.
    Ends with 0 when everything holds, 1 when something does not, 2 for wrong usage.
    """
    from llmjit.programs import project_folder
    from llmjit.testing import CompiledFolder

    folder = Path(name) if (Path(name) / "manifest.json").is_file() else project_folder(name)
    compiled = CompiledFolder(folder)
    results = {check: _fault(run) for check, run in compiled.checks()}
    scores = compiled.guard_scores()
    low = [site for site, score in scores.items() if score.share is not None and score.share < least]
    if as_json:
        print(json.dumps(_report(compiled.program.name, results, scores)))
    else:
        _print(results, scores)
    if low and not as_json:
        print(f"guards catch less than {least:.0%} at {', '.join(low)}")
    if low or any(results.values()):
        raise typer.Exit(1)


def _fault(run: Callable[[], None]) -> str:
    """What is wrong, empty for nothing."""
    try:
        run()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _report(name: str, results: dict[str, str], scores: dict[str, Any]) -> dict[str, Any]:
    return {
        "program": name,
        "checks": [{"check": check, "passed": not fault, "fault": fault} for check, fault in results.items()],
        "guard_scores": {
            site: {"mutants": s.mutants, "caught": s.caught, "share": s.share, "escaped": s.escaped}
            for site, s in scores.items()
        },
    }


def _print(results: dict[str, str], scores: dict[str, Any]) -> None:
    for check, fault in results.items():
        print(f"{'FAIL' if fault else 'ok  '}  {check}")
        if fault:
            print("      " + fault.replace("\n", "\n      "))
    for site, score in scores.items():
        if score.share is None:
            continue
        print(
            f"      {site}: guards catch {score.caught} of {score.mutants} wrong answers ({score.share:.0%})"
        )
        for inputs in score.escaped:
            print(f"        not caught: {', '.join(map(repr, inputs))}")
    failed = sum(map(bool, results.values()))
    print(f"{len(results) - failed} passed, {failed} failed")
