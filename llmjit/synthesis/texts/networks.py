"""Networks of IPv4 addresses that are written with the length of their network, and which addresses lie in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support import networks
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator

_ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
BLOCK = re.compile(rf"{_ADDRESS}/\d{{1,2}}")
NEEDS = "an address with the length of its network: {0}"
PARTS = tuple(
    Operator(each.__name__, ("str",), "str", f"{each.__name__}({{0}})", 0.5, (each,), needs=NEEDS)
    for each in (networks.network_of, networks.network_block, networks.broadcast_of, networks.netmask_of)
)
IN_NETWORK = Operator(
    "in_network", ("str", "str"), "bool", "in_network({0}, {1})", 0.5, (networks.in_network,)
)
PRICE = -0.5
"""What the length of a network says is likelier than any rule by places that gives the same."""


@generator("programs", priority=19)
def network_programs(problem: Problem) -> Iterator[Term | None]:
    """The network that an address names, and whether another lies in it."""
    for column in problem.texts[: len(problem.inputs[0])]:
        if column.values == problem.outputs or not all(BLOCK.fullmatch(str(text)) for text in column.values):
            continue
        if problem.is_text:
            yield from (problem.term(part(column.expr), PRICE) for part in PARTS)
        elif len(set(problem.outputs)) == 2 and all(isinstance(each, bool) for each in problem.outputs):
            for other in problem.texts[: len(problem.inputs[0])]:
                if all(re.fullmatch(_ADDRESS, str(text)) for text in other.values):
                    yield problem.term(IN_NETWORK(other.expr, column.expr), PRICE)
