"""Texts and numbers in other codes: percent and HTML escapes, Base64, hexadecimal bytes, letters by number.

Most are whole answers or large parts of them, and rare: each looks first for the sign of its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support import codes
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.numbers import operators as numbers
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

ENCODE = Operator(
    "encode_percent", ("str", "str"), "str", "encode_percent({0}, {1})", 0.8, (codes.encode_percent,)
)
DECODE = Operator(
    "decode_percent", ("str", "any"), "str", "decode_percent({0}, {1})", 0.8, (codes.decode_percent,)
)
ESCAPE = Operator("escape_html", ("str", "any"), "str", "escape_html({0}, {1})", 0.9, (codes.escape_html,))
UNESCAPE = Operator("unescape_html", ("str",), "str", "unescape_html({0})", 0.8, (codes.unescape_html,))
TO_BASE64 = Operator("encode_base64", ("str",), "str", "encode_base64({0})", 0.8, (codes.encode_base64,))
OF_BASE64 = Operator("decode_base64", ("str",), "str", "decode_base64({0})", 0.8, (codes.decode_base64,))
HEX_OF_BYTES = Operator(
    "hex_of_bytes", ("str",), "str", "bytes(map(int, re.findall('[0-9]+', {0}))).hex()", 0.9, (), ("re",)
)
BYTES_OF_HEX = Operator("bytes_of_hex", ("str",), "list", "bytes.fromhex({0})", 0.9)
WRITE_INT = Operator("write_int", ("any", "str"), "str", "format(int({0}), {1})", 0.7)
CODE_POINT = Operator("code_point", ("str",), "int", "ord({0})", 0.8)
CHARACTER = Operator("character", ("int",), "str", "chr({0})", 0.8)
LETTER = Operator("letter", ("any",), "str", "letter({0})", 0.7, (codes.letter,))
LETTER_NUMBER = Operator("letter_number", ("str",), "int", "letter_number({0})", 0.8, (codes.letter_number,))
SWAP_MARKS = Operator("swap_marks", ("str",), "str", "swap_marks({0})", 0.5, (codes.swap_marks,))
LONG = 400
EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}(?!\d)")
SPECS = ("b", "x", "X", "o", "#x", "#b")


@generator("columns", priority=60)
def european_numbers(problem: Problem) -> Iterator[Term | None]:
    """Texts whose numbers have a comma before the fraction, with a point there."""
    for column in _inputs(problem):
        found = [EUROPEAN.search(str(value)) for value in column.values]
        if all(found) and any("." in each[0] for each in found if each):
            yield problem.term(SWAP_MARKS(column.expr), column.cost + 0.3)


def _inputs(problem: Problem) -> list[Term]:
    """Short texts among the inputs."""
    return [
        column for column in problem.texts[:6] if 0 < max(len(str(value)) for value in column.values) <= LONG
    ]


@generator("atoms", priority=60)
def encoded(problem: Problem) -> Iterator[Term | None]:
    """Texts in another code."""
    goal = " ".join(str(output) for output in problem.outputs)[: LONG * 4]
    for column in _inputs(problem):
        texts = [str(value) for value in column.values]
        yield from (problem.term(expr) for expr in _escapes(column.expr, texts, goal))
        yield from (problem.term(expr) for expr in _bytes(column.expr, texts, goal))
        for listed in _mapped(column.expr, texts, [str(output) for output in problem.outputs]):
            yield problem.term(listed, 1.6)


def _escapes(expr: Expr, texts: Sequence[str], goal: str) -> Iterator[Expr]:
    if "%" in goal or "+" in goal:
        for safe in ("", "/", "+", "-_.!~*'()", ";/?:@&=+$,-_.!~*'()#"):
            yield ENCODE(expr, safe)
    if any("%" in text or "+" in text for text in texts):
        yield DECODE(expr, False)
        yield DECODE(expr, True)
    if "&" in goal:
        yield ESCAPE(expr, True)
        yield ESCAPE(expr, False)
    if any("&" in text for text in texts):
        yield UNESCAPE(expr)
    if re.search(r"[A-Za-z0-9+/]{2}=", goal):
        yield TO_BASE64(expr)
    if all(re.fullmatch(r"(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/=]{4}", text) for text in texts):
        yield OF_BASE64(expr)


def _bytes(expr: Expr, texts: Sequence[str], goal: str) -> Iterator[Expr]:
    counts = {len(re.findall(r"\d+", text)) for text in texts}
    if len(counts) == 1 and counts.copy().pop() in (3, 4, 6) and re.search("[0-9A-Fa-f]{6}", goal):
        yield HEX_OF_BYTES(expr)
        yield ops.UPPER(HEX_OF_BYTES(expr))
    plain = [text.removeprefix("#").removeprefix("0x") for text in texts]
    if all(re.fullmatch("(?:[0-9A-Fa-f]{2}){2,8}", text) for text in plain):
        bare = expr if plain == list(texts) else ops.STRIP_OF(expr, "#")
        listed = ops.MAP(BYTES_OF_HEX(bare), ops.TEXT(Item()))
        for glue in (",", ", ", ".", " ", ":", "-"):
            if glue in goal:
                yield ops.JOIN(glue, listed)


def _mapped(expr: Expr, texts: Sequence[str], outputs: Sequence[str]) -> Iterator[Expr]:
    """The whole numbers of a text, each in another base or padded, with what stands between them."""
    rows = [re.findall(r"\d+", text) for text in texts]
    if not all(rows) or max(map(len, rows)) < 2:
        return
    gaps = {gap for text in texts for gap in re.split(r"\d+", text)[1:-1]}
    if len(gaps) != 1:
        return
    listed = ops.TOKENS(expr, r"\d+")
    pieces = [piece for output in outputs for piece in re.findall(r"[0-9A-Fa-f]+", output)]
    widths = {len(piece) for piece in pieces}
    width = widths.copy().pop() if len(widths) == 1 else 0
    specs = [f"0{width}{kind}" for kind in ("b", "x", "X", "d")] if width > 1 else ["b", "x", "X"]
    gap = gaps.pop()
    for glue in (gap, "", ":", ".", " "):
        if any(glue in output for output in outputs) or not glue:
            for spec in specs:
                yield ops.JOIN(glue, ops.MAP(listed, WRITE_INT(Item(), spec)))


@generator("programs", priority=60)
def code_points(problem: Problem) -> Iterator[Term | None]:
    """Numbers of characters, letters by number."""
    for column in problem.columns[:6]:
        values, outputs = column.values, problem.outputs
        if all(isinstance(v, str) and len(v) == 1 for v in values) and all(type(o) is int for o in outputs):
            yield problem.term(CODE_POINT(column.expr))
            yield problem.term(LETTER_NUMBER(column.expr))
        single = all(isinstance(output, str) and len(output) == 1 for output in outputs)
        if single and all(type(value) is int for value in values):
            yield problem.term(CHARACTER(column.expr))
        digits = all(re.fullmatch(r"\d{1,2}", str(value)) for value in values)
        if digits and single and all(type(value) in (int, str) for value in values):
            yield problem.term(LETTER(column.expr))
            yield problem.term(ops.LOWER(LETTER(column.expr)))


@generator("atoms", priority=61)
def whole_numbers(problem: Problem) -> Iterator[Term | None]:
    """Whole numbers in other bases, in capitals and small letters."""
    outputs = [str(output) for output in problem.outputs]
    if not all(re.search("[0-9A-Fa-f]", output) for output in outputs) or max(map(len, outputs)) > 80:
        return
    if not any(re.search(r"(?i)\b0x|\b0b|[a-f]", output) for output in outputs):
        return
    for column in problem.columns[:6]:
        if all(
            type(v) is int or (isinstance(v, str) and re.fullmatch(r"\d{1,18}", v)) for v in column.values
        ):
            for spec in SPECS:
                yield problem.term(WRITE_INT(column.expr, spec), column.cost + 0.8)
    return


@generator("atoms", priority=62)
def prefixed_numerals(problem: Problem) -> Iterator[Term | None]:
    """The value of ``0x1f`` and ``0b11``."""
    for column in _inputs(problem):
        if all(re.fullmatch(r"0[xXbBoO][0-9A-Fa-f]+", str(value)) for value in column.values):
            yield problem.term(ops.TEXT(numbers.INT_OF(column.expr)), column.cost + 0.8)
