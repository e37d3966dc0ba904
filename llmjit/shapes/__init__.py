"""Shapes: what is known of a value from the values seen so far, as a lattice.

`shape_of` describes one value, `Shape.join` covers two descriptions, `Shape.meet` is what both cover,
`contains` asks whether a value fits, and `Shape.widen` is the join that recompilation uses: it lets go of
whatever moved. Guards, test strategies (`llmjit.shapes.strategies`, which needs hypothesis) and IR types are
made from them. A leaf package on the standard library alone.
"""

from llmjit.shapes.bounds import Interval
from llmjit.shapes.codec import from_json, to_json
from llmjit.shapes.describe import annotation, describe, pattern_text
from llmjit.shapes.observe import contains, shape_of, shape_of_all
from llmjit.shapes.shape import (
    BOTTOM,
    TOP,
    DictShape,
    Field,
    FloatShape,
    IntShape,
    ListShape,
    Shape,
)
from llmjit.shapes.text import TextShape
from llmjit.shapes.tokens import LEVELS, Pattern, Token

join = Shape.join
meet = Shape.meet
widen = Shape.widen

__all__ = [
    "BOTTOM", "LEVELS", "TOP", "DictShape", "Field", "FloatShape", "IntShape", "Interval", "ListShape",
    "Pattern", "Shape", "TextShape", "Token", "annotation", "contains", "describe", "from_json", "join",
    "meet", "pattern_text", "shape_of", "shape_of_all", "to_json", "widen",
]  # fmt: skip
