"""What a match of an input's form already holds, so that emitted code need not look for it again.

A form is a row of runs. Where a part of a program always is one or more whole runs, the guard's match has it as
a group: the part is `match[1]`. Guards on the size of a text that the form decides are left out; where it
decides them but for the lengths of its runs, these can go into the form. The first is decided by trying, as in
`llmjit.synthesis.guards.implied`, the others from the classes of the runs alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input
from llmjit.synthesis.guards.implied import TRIALS, Run, draw, parser, runs_of, structural, values_of

_PIECE = re.compile(
    r"(\[(?:\\.|[^\]\\])+\]|\\.|[^\\\[\](){}+*?|^$.])(\{[0-9]+(?:,[0-9]*)?\}|[+*?])?", re.DOTALL
)
_DIGITS = frozenset("0123456789")

Span = tuple[int, int]
"""The runs from the first to before the last."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one input: its guard, and the row of runs with the source of each."""

    guard: Guard
    pieces: tuple[str, ...]
    runs: tuple[Run, ...]

    @property
    def exact(self) -> bool:
        """Whether the runs' characters are known in full: those of a class beyond ASCII are not."""
        return all(piece.isascii() or not piece.startswith("[") for piece in self.pieces)

    def grouped(self, spans: Sequence[Span]) -> str:
        """The source with each span of runs in a group, in this order."""
        opening = [sum(start == at for start, _ in spans) for at in range(len(self.pieces))]
        closing = [sum(end == at + 1 for _, end in spans) for at in range(len(self.pieces))]
        return "".join(
            "(" * left + piece + ")" * right
            for left, piece, right in zip(opening, self.pieces, closing, strict=True)
        )


def forms_of(guards: Sequence[Guard]) -> dict[str, Form]:
    """The forms that guards demand of inputs, by the names of these, as far as they are rows of runs."""
    found = {}
    for guard in guards:
        if guard.kind == "format" and guard.condition.startswith("re.fullmatch("):
            runs = runs_of(guard.expected)
            pieces = _pieces(guard.expected)
            if runs is not None and pieces is not None and len(runs) == len(pieces):
                found[guard.subject] = Form(guard, pieces, tuple(runs))
    return found


def _pieces(source: str) -> tuple[str, ...] | None:
    """The source of each run; None for a source of anything else."""
    pieces = tuple(found[0] for found in _PIECE.finditer(source))
    if "".join(pieces) != source:
        return None
    whole = [str(item) for item in parser.parse(source)]
    parts = [str(item) for piece in pieces for item in parser.parse(piece)]
    return pieces if whole == parts else None


def without_decided(guards: Sequence[Guard], *, absorb: bool) -> tuple[Guard, ...]:
    """The guards without those on the size of a text that its form decides.

    With ``absorb``, a bound on the lengths of numbers becomes part of the form where the form says where
    the numbers are.
    """
    kept = list(guards)
    for name, form in forms_of(guards).items():
        if not form.exact:
            continue
        for guard in [each for each in kept if each.subject == name and each.kind == "length"]:
            if _words_decided(guard, name, form):
                kept.remove(guard)
                continue
            tighter = _tightened(guard, name, form)
            if tighter is not None and (absorb or tighter.pieces == form.pieces):
                kept.remove(guard)
                kept[kept.index(form.guard)] = tighter.guard
                form = tighter
    return tuple(kept)


def _words_decided(guard: Guard, name: str, form: Form) -> bool:
    """Whether it is a bound on the number of words, and every text of the form keeps it."""
    if not isinstance(guard.expected, list) or len(guard.expected) != 2:
        return False
    low, high = guard.expected
    if guard.condition != f"{low} <= len({name}.split()) <= {high}":
        return False
    words, inside = 0, False
    for choices, least, _ in form.runs:
        blank = {character.isspace() for character in choices}
        if len(blank) != 1 or not least:
            return False
        words += not inside and False in blank
        inside = False in blank
    return bool(low <= words <= high)


def _tightened(guard: Guard, name: str, form: Form) -> Form | None:
    """The form with the bound on the lengths of numbers in it, if the guard is one and the numbers are runs."""
    if not isinstance(guard.expected, list) or len(guard.expected) != 2:
        return None
    low, high = guard.expected
    if guard.condition != f"all({low} <= len(run) <= {high} for run in re.findall('[0-9]+', {name}))":
        return None
    pieces, runs = list(form.pieces), list(form.runs)
    before = False
    for index, (choices, least, most) in enumerate(runs):
        number = _DIGITS.issuperset(choices)
        if not least or (number and before) or (not number and _DIGITS & set(choices)):
            return None
        before = number
        first, last = max(least, low), min(_most(form.pieces[index], most), high)
        if not number or (first, last) == (least, _most(form.pieces[index], most)):
            continue
        if first > last:
            return None
        found = _PIECE.fullmatch(pieces[index])
        assert found is not None
        pieces[index] = f"{found[1]}{{{first}}}" if first == last else f"{found[1]}{{{first},{last}}}"
        runs[index] = (choices, first, last)
    source = "".join(pieces)
    stated = replace(
        form.guard,
        expected=source,
        condition=form.guard.condition.replace(repr(form.guard.expected), repr(source), 1),
        reason=f"{form.guard.reason}; {guard.reason}",
    )
    return Form(stated, tuple(pieces), tuple(runs))


def _most(piece: str, most: int) -> int:
    """How many characters a run may have: of the runs without a bound, trials see but a few."""
    return 1 << 31 if piece.endswith(("+", "*", ",}")) else most


@dataclass(frozen=True, slots=True)
class Fused:
    """Guards whose matches have names, and programs over the groups of these.

    The programs' inputs are followed by the groups: ``groups`` has their sources, in this order.
    """

    guards: tuple[Guard, ...]
    programs: tuple[Expr, ...]
    groups: tuple[str, ...]


def fuse(
    programs: Sequence[Expr], guards: Sequence[Guard], names: Sequence[str], matches: Mapping[str, str]
) -> Fused:
    """The programs with every part that is in the match of an input's form taken from there.

    ``matches`` gives each input the name that its match may have.
    """
    forms = forms_of(guards)
    if not forms:
        return Fused(tuple(guards), tuple(programs), ())
    finder = _Finder(tuple(names), forms)
    parts = {part: place for program in programs for part, place in finder.parts(program)}
    fused = list(guards)
    groups: list[str] = []
    inputs: dict[tuple[str, Span], Input] = {}
    for name, form in forms.items():
        spans = _nested({span for subject, span in parts.values() if subject == name})
        if not spans:
            continue
        for number, span in enumerate(spans, 1):
            inputs[name, span] = Input(len(names) + len(groups))
            groups.append(f"{matches[name]}[{number}]")
        source = form.grouped(spans)
        condition = f"({matches[name]} := re.fullmatch({source!r}, {name})) is not None"
        fused[fused.index(form.guard)] = replace(form.guard, expected=source, condition=condition)
    known = {part: inputs[place] for part, place in parts.items() if place in inputs}
    rewritten = [_rewrite(program, known) for program in programs]
    return Fused(tuple(fused), tuple(dict.fromkeys(rewritten)), tuple(groups))


def _nested(spans: set[Span]) -> list[Span]:
    """The spans in the order of their groups, without those that overlap others but in part."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if all(end <= last or start >= last for _, last in kept):
            kept.append((start, end))
    return kept


def _rewrite(expr: Expr, known: Mapping[Expr, Input]) -> Expr:
    if expr in known:
        return known[expr]
    if not isinstance(expr, Apply):
        return expr
    return Apply(expr.operator, tuple(_rewrite(argument, known) for argument in expr.arguments))


class _Finder:
    """Finds parts of programs that are runs of the form of one input, by trying on texts of the form."""

    def __init__(self, names: tuple[str, ...], forms: Mapping[str, Form]) -> None:
        self.names, self.forms = names, forms
        rng = random.Random(0)
        self.drawn = {
            name: [[draw(run, rng) for run in form.runs] for _ in range(TRIALS)]
            for name, form in forms.items()
        }
        texts = [
            ["".join(row) for row in self.drawn[name]] if name in forms else [None] * TRIALS for name in names
        ]
        self.rows = list(zip(*texts, strict=True))
        self.varying = {
            name: frozenset("".join(choices for choices, _, _ in form.runs if len(choices) > 1))
            for name, form in forms.items()
        }

    def parts(self, expr: Expr) -> Iterator[tuple[Expr, tuple[str, Span]]]:
        """The largest parts of an expression that are runs, with their places."""
        if not isinstance(expr, Apply):
            return
        place = self.place(expr)
        if place is not None:
            yield expr, place
            return
        for kind, argument in zip(_kinds(expr), expr.arguments, strict=True):
            if kind != "lambda":
                yield from self.parts(argument)

    def place(self, expr: Apply) -> tuple[str, Span] | None:
        """Where an expression's value always stands: the input, and the runs of its form."""
        read = set(_inputs(expr))
        if len(read) != 1:
            return None
        name = self.names[read.pop()]
        if name not in self.forms or not structural(expr, self.varying[name]) or _is_slice(expr):
            return None
        answers = values_of(expr, self.rows)
        if answers is None or not all(isinstance(answer, str) and answer for answer in answers):
            return None
        drawn = self.drawn[name]
        for start in range(len(drawn[0])):
            for end in range(start + 1, len(drawn[0]) + 1):
                if "".join(drawn[0][start:end]) == answers[0] and all(
                    "".join(row[start:end]) == answer for row, answer in zip(drawn, answers, strict=True)
                ):
                    return name, (start, end)
        return None


def _kinds(expr: Apply) -> list[str]:
    params = expr.operator.params
    return [params[0 if "{*}" in expr.operator.source else i] for i in range(len(expr.arguments))]


def _is_slice(expr: Apply) -> bool:
    """A slice of an input at a fixed place is plain enough as it is."""
    source, *places = expr.arguments
    fixed = all(isinstance(place, Const) for place in places)
    return expr.operator.name == "slice" and isinstance(source, Input) and fixed


def _inputs(expr: Expr) -> Iterator[int]:
    if isinstance(expr, Input):
        yield expr.index
    elif isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _inputs(argument)
