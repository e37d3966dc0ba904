"""Threads of one task to one piece of code over a request's holes: the decisions, before any IR."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, final

from llmjit.dataflow.align import align
from llmjit.dataflow.family import Candidate, Example, search
from llmjit.dataflow.literals import Fold
from llmjit.dataflow.naming import named
from llmjit.dataflow.recorded import answers, recorded_code
from llmjit.dataflow.single import Single, compile_single
from llmjit.dataflow.sources import sources
from llmjit.frontend.thread import Thread
from llmjit.support.pattern import MentionPattern, TypedHole
from llmjit.support.request import Request, read_request


class NotATask(ValueError):
    """The threads do not make one program; ``threads`` are the ones that the reason is about."""

    def __init__(self, reason: str, *threads: str) -> None:
        super().__init__(reason)
        self.threads = threads


@final
@dataclass(frozen=True)
class Task:
    """Code for a task. ``holes`` are the parameters in order: name, type of hole, recorded value.

    ``template`` has ``{name}`` for each; ``tree`` computes ``result``; ``checks`` are conditions over the
    parameters, each with its reason; ``origin`` is the index of the thread whose code this is.
    """

    template: str
    holes: tuple[tuple[str, str, Any], ...]
    tree: ast.Module
    result: str
    checks: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    origin: int = 0


def compile_task(threads: Sequence[Thread]) -> Task:
    """Find the program of these threads; raises `NotATask` with the reason there is none."""
    _refuse_contradictions(threads)
    requests = [read_request(thread.request) for thread in threads]
    if len(threads) == 1 and requests[0].table is None:
        return _single(threads[0])
    task = next(_family(threads, requests), None)
    if task is not None:
        return task
    outlier = _outlier(threads, requests)
    if outlier is not None:
        reason = "its result is not what the code of all the others gives for its request"
        raise NotATask(reason, threads[outlier].id)
    raise NotATask(
        "no thread's code, with its literals read from the request, gives the results of all threads"
    )


def _refuse_contradictions(threads: Sequence[Thread]) -> None:
    seen: dict[str, Thread] = {}
    for thread in threads:
        other = seen.setdefault(" ".join(thread.request.split()), thread)
        if other is not thread and thread.has_result and other.has_result and other.result != thread.result:
            reason = f"the same request has the results {other.result!r} and {thread.result!r}"
            raise NotATask(reason, other.id, thread.id)


def _single(thread: Thread) -> Task:
    code = recorded_code(thread, "none")
    if code is None:
        raise NotATask("no code ran that computes the result", thread.id)
    single = compile_single(" ".join(thread.request.split(" ")).strip(), code, answers(thread))
    if single is None:
        raise NotATask("running the recorded code again does not give the recorded result", thread.id)
    return _task_of_single(single)


def _task_of_single(single: Single) -> Task:
    holes = tuple((parameter.name, "number", parameter.mention.value) for parameter in single.parameters)
    template = re.sub(r"\{(\w+):number\}", r"{\1}", single.template)
    notes = tuple(f"{written} must stay as recorded: {reason}" for written, reason in single.pinned)
    holes = tuple((name, _kind(kind, [value]), value) for name, kind, value in holes)
    return Task(template, holes, single.tree, single.result, (), notes)


def _family(threads: Sequence[Thread], requests: Sequence[Request]) -> Iterator[Task]:
    """Tasks under one way after another to read the requests, the plainest first."""
    folds: tuple[Fold, ...] = ("all", "lists")
    folded = {fold: [recorded_code(thread, fold) for thread in threads] for fold in folds}
    tried: set[MentionPattern] = set()
    for columns, items in ((False, True), (False, False), (True, True)):
        pattern = align(requests, columns, items)
        if pattern in tried:
            continue
        tried.add(pattern)
        try:
            bindings = [pattern.bind(thread.request) for thread in threads]
        except ValueError:
            continue
        for fold in folds:
            examples = [
                Example(binding, code, tuple(answers(thread)))
                for binding, code, thread in zip(bindings, folded[fold], threads, strict=True)
            ]
            found = search(pattern, examples, sources(pattern, bindings)).candidates()
            if found and not (len(threads) == 1 and _ambiguous(found)):
                yield _task_of_family(pattern, found, examples)
                break


def _ambiguous(found: Sequence[Candidate]) -> bool:
    """Whether another reading of one thread is about as likely as the best one."""
    return len(found) > 1 and found[1].cost <= found[0].cost + 1


def _outlier(threads: Sequence[Thread], requests: Sequence[Request]) -> int | None:
    """The one thread without which the others, two at least, agree."""
    if len(threads) < 3:
        return None
    without = [
        index
        for index in range(len(threads))
        if next(_family(_but(threads, index), _but(requests, index)), None) is not None
    ]
    return without[0] if len(without) == 1 else None


def _but(items: Sequence[Any], index: int) -> list[Any]:
    return [*items[:index], *items[index + 1 :]]


def _task_of_family(pattern: MentionPattern, found: Sequence[Candidate], examples: Sequence[Example]) -> Task:
    best = found[0]
    origin = next((i for i, example in enumerate(examples) if example.code is best.code), 0)
    bindings = [example.binding for example in examples]
    checks = tuple(dict.fromkeys((*best.checks, *_agreements(found))))
    types = {part.name: part.type for part in pattern.parts if isinstance(part, TypedHole)}
    width = f" {pattern.width}" if pattern.width else ""
    if pattern.table:
        types[pattern.table] = f"table{width}"
    used = {node.id for node in ast.walk(best.tree) if isinstance(node, ast.Name)}
    types = {
        name: "line" if name in used and kind in ("plain", "story") else kind for name, kind in types.items()
    }
    holes = tuple(
        (name, _kind(kind, [binding[name] for binding in bindings]), bindings[0][name])
        for name, kind in types.items()
    )
    template = re.sub(r"\{(\w+):\w+\}", r"{\1}", pattern.template)
    task = Task(template, holes, best.tree, best.result, checks, (), origin)
    return named(task, bindings)


def _kind(kind: str, seen: Sequence[Any]) -> str:
    """The type of a hole; one for numbers takes none below zero where no request had one."""
    above = all(isinstance(value, int | float) and value >= 0 for value in seen)
    return "amount" if kind == "number" and above else kind


def _agreements(found: Sequence[Candidate]) -> Iterator[tuple[str, str]]:
    """Conditions that the best reading and others about as likely agree."""
    best = found[0]
    for other in found[1:]:
        if other.code is not best.code or other.cost > best.cost + 1:
            continue
        differing = [(a, b) for a, b in zip(best.sources, other.sources, strict=True) if a != b]
        if len(differing) == 1:
            (mine, theirs), *_ = differing
            if not re.search(rf"(?<!\w){re.escape(mine.text)}(?!\w)", theirs.text):
                yield f"{mine.text} == {theirs.text}", "the recordings do not tell which of the two is meant"
