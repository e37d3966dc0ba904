"""Answers that are missing where the field is: a program for the rows that have it, and what tells the others.

A missing answer is None, an empty text, a word for nothing that the row does not hold, or a zero. Three ways, the
surest first: the key that the program reads is not in the record; the field holds a sign for nothing, as ``-``; the
text lacks what the program goes by, or, where it goes by nothing of the kind, all plain questions that part the rows
agree. Any answer may stand for a key that a record lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from llmjit.support.text import none_if
from llmjit.support.urls import has_parameter
from llmjit.synthesis import ranking
from llmjit.synthesis.choices.conditionals import subset
from llmjit.synthesis.choices.one_shot import one_shot
from llmjit.synthesis.choices.predicates import predicates
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Operator
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.values import own, parsed
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.known import is_form
from llmjit.synthesis.texts.nothing import MARKS, WORDS
from llmjit.value import Value, same

Solve = Callable[[Problem], tuple[Ranked, ...]]
FEW_WORDS = 3
"""No default is longer."""
DEAREST = 1.8
PRICE = 1.0
NONE_IF = Operator("none_if", ("any", "any"), "any", "none_if({0}, {1})", 0.6, (none_if,))
HAS_ANY = Operator("has_any", ("any", "list"), "bool", "any(key in {0} for key in {1})", 0.4)
HAS_PARAMETER = Operator(
    "has_parameter", ("str", "str"), "bool", "has_parameter({0}, {1})", 0.4, (has_parameter,)
)
PLACES = frozenset({"start_of", "end_of"})
LANDMARKS = frozenset({"until", "since", "field", "word_with", "match_after"})


def maybe(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Programs that answer None, or what else stands for nothing, on some rows; none where no or all rows do."""
    nothing = _stand_in(problem)
    missing = tuple(same(output, nothing) for output in problem.outputs)
    if not any(missing) or all(missing):
        return
    marked = list((_marked if nothing is None else _zero)(problem, missing, solve))
    yield from marked
    if marked or problem.late():
        return
    named = list(_named_or_nothing(problem, nothing, missing))
    yield from named
    if named:
        return
    kept = subset(problem, [at for at, none in enumerate(missing) if not none])
    single = len(set(map(repr, kept.inputs))) == 1
    found = one_shot(kept) if single else solve(kept)
    if not found and nothing is None and not problem.late():
        yield from _nothing(problem, missing)
    tests = [(each, *_test(each.expr, problem, missing)) for each in found]
    certain = any(test is not None and by_landmark and _plain(test.expr) for _, test, by_landmark in tests)
    for each, test, by_landmark in tests:
        if test is not None and (by_landmark or not (certain or nothing == 0)):
            constant = _where_known(test.expr, nothing, problem)
            yield Ranked(ops.IF(test.expr, each.expr, constant), each.cost + test.cost + PRICE)


def _named_or_nothing(problem: Problem, nothing: Value, missing: Sequence[bool]) -> Iterator[Ranked]:
    """The part that a known form names, where all texts that have it answer with it: one of them shows that."""
    there = [not none for none in missing]
    for record, found in parsed(problem):
        for key in {key: None for each in found for key in each} if is_form(record) else ():
            values = tuple(each.get(key, nothing) for each in found)
            if [key in each for each in found] == there and problem.solves(values):
                test, read = records.HAS(record, key), records.KEY(record, key)
                yield Ranked(ops.IF(test, read, _where_known(test, nothing, problem)), PRICE)


def defaults(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Programs that give the same answer, whatever it is, wherever a record lacks the key that they read."""
    if any(output is None or isinstance(output, list | dict | bool) for output in problem.outputs):
        return
    for default in {repr(output): output for output in problem.outputs}.values():
        there = tuple(not same(output, default) for output in problem.outputs)
        if not any(there) or not any(map(there.__eq__, _lacking(problem))) or _made(default, there, problem):
            continue
        kept = subset(problem, [at for at, wanted in enumerate(there) if wanted])
        if len(set(map(repr, kept.outputs))) < 2 or problem.late():
            continue
        for each in solve(kept):
            asked = [test for at in _keys(each.expr) for test in (records.HAS(*at), *_named(*at))]
            tests = [_asked(problem, test, there) for test in asked]
            for test in tests:
                if test is not None:
                    constant = _where_known(test.expr, default, problem)
                    yield Ranked(ops.IF(test.expr, each.expr, constant), each.cost + test.cost + PRICE)


def _made(default: Value, there: Sequence[bool], problem: Problem) -> bool:
    """Whether an answer is made of what its rows hold, or is more than a few words: no default is."""
    words = set(re.findall(r"[^\W_]+", str(default).lower()))
    rows = [row for row, wanted in zip(problem.inputs, there, strict=True) if not wanted]
    held = {word for row in rows for cell in row for word in re.findall(r"[^\W_]+", str(cell).lower())}
    return len(words) > FEW_WORDS or bool(words & held)


def _where_known(test: Expr, constant: Value, problem: Problem) -> Expr:
    """The answer of records without the key: a record with none of the keys that all had is of another kind."""
    if not isinstance(test, Apply) or test.operator is not records.HAS:
        return Const(constant)
    found = problem.term(test.arguments[0])
    keys = [list(record) for record in found.values if isinstance(record, dict)] if found is not None else []
    common = [key for key in keys[0] if all(key in each for each in keys)] if keys else []
    return ops.WHEN(HAS_ANY(test.arguments[0], common), Const(constant)) if common else Const(constant)


def _lacking(problem: Problem) -> Iterator[tuple[bool, ...]]:
    """The rows that have a key, of every key that only some have; of URLs those that have a parameter."""
    for column in own(problem):
        if all(isinstance(text, str) and "://" in text for text in column.values):
            found = [set(re.findall(r"[?&;]([\w.-]+)=", str(text))) for text in column.values]
            for name in sorted(set().union(*found)):
                yield tuple(name in each for each in found)
    for _, found in parsed(problem):
        if all(isinstance(record, dict) for record in found):
            for key in {key: None for record in found for key in record}:
                yield tuple(key in record for record in found)


def _stand_in(problem: Problem) -> Value:
    """What answers where there is nothing, if there is such an answer; None otherwise."""
    if any(output is None for output in problem.outputs):
        return None
    found = {repr(output): output for output in problem.outputs if stands_for_nothing(output)}
    if len(found) != 1:
        return None
    (nothing,) = found.values()
    lacking = [
        row for row, output in zip(problem.inputs, problem.outputs, strict=True) if same(output, nothing)
    ]
    return None if any(str(nothing) in str(cell).split() for row in lacking for cell in row) else nothing


def stands_for_nothing(output: Value) -> bool:
    """Whether an answer says that there is nothing to say."""
    if isinstance(output, str):
        return output.strip("()[]<>").casefold() in WORDS
    return isinstance(output, int | float) and not isinstance(output, bool) and output == 0


def _marked(problem: Problem, missing: Sequence[bool], solve: Solve) -> Iterator[Ranked]:
    """The field holds a sign for nothing on the rows without an answer."""
    texts = [str(output) for output, none in zip(problem.outputs, missing, strict=True) if not none]
    if not all(output is None or isinstance(output, str) for output in problem.outputs):
        return
    lacking = [" ".join(map(str, row)) for row, none in zip(problem.inputs, missing, strict=True) if none]
    for mark in MARKS[1:]:
        if mark in texts or not all(mark in text.split() or _quoted(mark, text) for text in lacking):
            continue
        outputs = tuple(mark if output is None else output for output in problem.outputs)
        for each in solve(replace(problem, outputs=outputs, extra=())):
            yield Ranked(NONE_IF(each.expr, mark), each.cost + PRICE)


def _zero(problem: Problem, missing: Sequence[bool], solve: Solve) -> Iterator[Ranked]:
    """The same where zero stands for the sign, and all other answers are whole numbers."""
    if not all(type(output) is int for output in problem.outputs):
        return
    lacking = [" ".join(map(str, row)) for row, none in zip(problem.inputs, missing, strict=True) if none]
    for mark in MARKS[1:]:
        if all(mark in text.split() or _quoted(mark, text) for text in lacking):
            pairs = zip(problem.outputs, missing, strict=True)
            outputs = tuple(mark if none else str(output) for output, none in pairs)
            for each in solve(replace(problem, outputs=outputs, extra=())):
                there = ops.IF(ops.EQUALS(each.expr, mark), Const(0), ops.INT(each.expr))
                yield Ranked(there, each.cost + PRICE)


def _quoted(mark: str, text: str) -> bool:
    return any(
        f"{left}{mark}{right}" in text for left, right in ('""', "''", "()", "[]", ",,", "||", ";;", "\t\t")
    )


def _plain(test: Expr) -> bool:
    """Whether a key or a mark is asked for: a word may stand in all texts by chance."""
    if isinstance(test, Const):
        return not (isinstance(test.value, str) and re.search(r"[^\W_]", test.value))
    return not isinstance(test, Apply) or test.operator is records.HAS or all(map(_plain, test.arguments))


def _blank(test: Expr) -> bool:
    """Whether white space is asked for: a text of one word lacks it, whatever it is."""
    return (
        isinstance(test, Apply)
        and isinstance(mark := test.arguments[-1], Const)
        and not str(mark.value).strip(" \\")
    )


def _test(expr: Expr, problem: Problem, missing: Sequence[bool]) -> tuple[Term | None, bool]:
    """The question whether a row has what the program reads, and whether the program itself goes by it."""
    wanted = tuple(not none for none in missing)
    keys = [_asked(problem, records.HAS(*at), wanted) for at in _keys(expr)]
    signs = [term for term in keys if term is not None]
    if not signs:  # a text that has no field at all is no record
        named = [_asked(problem, test, wanted) for at in _keys(expr) for test in _named(*at)]
        signs = [term for term in named if term is not None]
    if not signs:
        marks = [_asked(problem, test, wanted) for test in _landmarks(expr)]
        signs = [term for term in marks if term is not None and not _blank(term.expr)]
    if signs:
        return _agreed(signs, problem), True
    return _agreed(_signs(problem, wanted), problem), False


def _asked(problem: Problem, test: Expr, wanted: tuple[bool, ...]) -> Term | None:
    term = problem.term(test, 0.5)
    return term if term is not None and term.values == wanted else None


def _keys(expr: Expr) -> Iterator[tuple[Expr, Const | Input]]:
    """The records that a program reads, with the key or the input that is it, innermost first."""
    if isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _keys(argument)
        key = expr.arguments[-1]
        named = isinstance(key, Const) and isinstance(key.value, str)
        if (
            expr.operator is records.KEY
            and isinstance(key, Const | Input)
            and (named or isinstance(key, Input))
        ):
            yield expr.arguments[0], key


def _named(record: Expr, key: Const | Input) -> Iterator[Expr]:
    """Whether the text that a record is read from holds the key and what ends it."""
    if isinstance(record, Apply) and record.operator is records.PARSE_FIELDS:
        text, _, within = record.arguments
        if isinstance(within, Const) and isinstance(key, Const):
            yield ops.CONTAINS(text, Const(f"{key.value}{within.value}"))
    if isinstance(record, Apply) and isinstance(key, Const) and record.operator is records.PARSE_QUERY:
        yield HAS_PARAMETER(record.arguments[0], key)
    if isinstance(record, Apply) and isinstance(key, Const) and record.operator is records.PARSE_ATTRIBUTES:
        yield ops.SEARCHES(record.arguments[0], Const(rf"(?<![\w.-]){re.escape(str(key.value))}="))


def _landmarks(expr: Expr) -> Iterator[Expr]:
    """Whether the text holds what the program goes by."""
    if not isinstance(expr, Apply):
        return
    for argument in expr.arguments:
        yield from _landmarks(argument)
    name, arguments = expr.operator.name, expr.arguments
    if name in PLACES:
        yield ops.SEARCHES(arguments[0], arguments[1])
    elif name in LANDMARKS:
        mark = arguments[1] if name in ("field", "word_with") else arguments[-1]
        if isinstance(mark, Const) and not (len(str(mark.value)) == 1 and str(mark.value).isalnum()):
            yield ops.CONTAINS(arguments[0], mark)
    elif name in ("token", "only_match"):
        yield ops.SEARCHES(arguments[0], arguments[1])


def _signs(problem: Problem, wanted: tuple[bool, ...]) -> list[Term]:
    found = predicates(problem).get(wanted, [])
    return [term for term in found if term.cost <= DEAREST and not _single_value(term.expr)]


def _single_value(expr: Expr) -> bool:
    """Whether it is asked if an input is one certain text."""
    if not isinstance(expr, Apply):
        return False
    return expr.operator.name in ("equals", "is_value") or any(map(_single_value, expr.arguments))


def _agreed(signs: Sequence[Term], problem: Problem) -> Term | None:
    """All signs must point the same way that may ever differ."""
    if not signs:
        return None
    asked = replace(problem, outputs=signs[0].values)
    chosen = [each.expr for each in ranking.select([Ranked(sign.expr, sign.cost) for sign in signs], asked)]
    return replace(signs[0], expr=chosen[0] if len(chosen) == 1 else UNANIMOUS(*chosen))


def _nothing(problem: Problem, missing: tuple[bool, ...]) -> Iterator[Ranked]:
    """Nothing is known of the rows with an answer but what tells them: the others have none."""
    signs = _signs(problem, missing)
    test = _agreed(signs, problem) if missing.count(True) > 1 and len(signs) > 1 else None
    if test is not None:
        yield Ranked(ops.WHEN(test.expr, Const(None)), test.cost + PRICE)
