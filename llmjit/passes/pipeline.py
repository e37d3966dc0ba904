"""The one order of the passes, with the reason for each place."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from llmjit.passes.base import Pass

ORDER: Final[tuple[tuple[str, str], ...]] = (
    ("drop_failed_blocks", "first, since nothing that was undone may serve as a source of values"),
    ("resolve_transcriptions", "while outputs are there: they are what the model read literals out of"),
    ("merge_threads", "on programs whose transcriptions are sites, so that what varies is already named"),
    ("roll_loops", "while lists that only the model read are there: calls may have gone through them"),
    ("resolve_arguments", "after loops, whose calls go through a list; before the outputs they came from go"),
    ("lift_parameters", "after merging: what varies with the request is known by comparing, not by guessing"),
    ("drop_unused_reads", "once literals have their sources, what the model was shown is needed no more"),
    ("merge_pure_calls", "before sites are specialized, so that one value is one input"),
    ("extract_functions", "what still repeats after loops and merging is worth a name"),
    ("specialize_model_calls", "all observations are together, inputs have their final form"),
    ("insert_guards", "sites bring guards of their own; the rest of the program gets its guards here"),
    ("remove_implied_guards", "right after, so that no later pass sees a guard that says nothing"),
    ("insert_deopt_points", "guards and sites are final, so live variables are"),
    ("improve_names", "after live variables, which a deopt hands over by their recorded names; before text"),
    ("lower_to_python", "last: it leaves SSA, and nothing but the backend reads what comes out"),
)


def pass_names() -> tuple[str, ...]:
    """The passes of the pipeline, in order."""
    return tuple(name for name, _ in ORDER)


def load_pass(name: str) -> Pass:
    """The pass of that name; KeyError when there is none."""
    if name not in pass_names():
        raise KeyError(name)
    module = import_module(f"llmjit.passes.{name}")
    return cast(Pass, module.PASS)
