"""The bounds of the search for common parts: they must let through all that occurs, and nothing else."""

import random

from llmjit.synthesis.strings.pool import Choice, Pool
from llmjit.synthesis.strings.reach import Between, Reach


def test_reaches_are_the_longest_parts_that_occur_whatever_the_order_of_questions():
    made = random.Random(3)
    for _ in range(60):
        text, output = ("".join(made.choices("aAbB 1", k=size)) for size in (12, 20))
        reach, lowered = Reach(text, output.lower()), output.lower()
        for start in made.choices(range(len(text) + 1), k=20):
            ends = [end for end in range(start, len(text) + 1) if text[start:end].lower() in lowered]
            assert reach(start) == max(ends)


def test_letters_whose_small_ones_depend_on_where_they_stand_bound_nothing():
    assert Reach("ΟΔΟΣ x", "οδοσ")(0) == 6
    assert Reach("İx", "q")(0) == 2


def test_positions_within_are_those_of_a_plain_search_in_order():
    made = random.Random(5)
    order = sorted({tuple(made.choices(range(9), k=3)) for _ in range(80)})
    between = Between(order)
    for starts in order:
        furthest = tuple(start + made.randrange(4) for start in starts)
        plain = [
            ends for ends in order if all(a <= b <= c for a, b, c in zip(starts, ends, furthest, strict=True))
        ]
        assert list(between.within(starts, furthest)) == plain


def test_promises_are_kept_when_they_are_asked_for_and_only_then():
    kept = []

    def promise():
        kept.append(1)
        yield Choice(2.0, "far", lambda: None)
        yield Choice(1.0, "near", lambda: None)

    pool = Pool()
    pool.add(("a",), 1.5, "near", lambda: None)
    pool.promise(("a",), 1.0, promise)
    assert pool.least(("a",)) == 1.0 and not kept
    assert [(each.cost, each.family) for each in pool.best(("a",))] == [(1.0, "near"), (2.0, "far")]
    pool.add(("a",), 0.5, "far", lambda: None)
    assert [(each.cost, each.family) for each in pool.best(("a",))] == [(0.5, "far"), (1.0, "near")]
    assert len(kept) == 1
