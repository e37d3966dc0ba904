"""Counts, runs and aggregates."""

from __future__ import annotations

import itertools
import random
import statistics
from typing import Any

from benchmarks.pbe_tasks.making import amount, task, word, words


@task()
def words_counted(rng: random.Random) -> Any:
    parts = words(rng, 1, 8)
    return " ".join(parts), len(parts)


@task()
def words_counted_text(rng: random.Random) -> Any:
    parts = words(rng, 2, 8)
    return " ".join(parts), f"{len(parts)} words"


@task()
def characters(rng: random.Random) -> Any:
    text = " ".join(words(rng, 1, 3))
    return text, len(text)


@task()
def letters_only(rng: random.Random) -> Any:
    text = f"{word(rng)}-{amount(rng)} {word(rng)}!"
    return text, sum(map(str.isalpha, text))


@task()
def occurrences_of_column(rng: random.Random) -> Any:
    mark = rng.choice("aeiou")
    text = " ".join(words(rng, 2, 4))
    return (text, mark), text.count(mark)


@task()
def occurrences_of_word(rng: random.Random) -> Any:
    kinds = words(rng, 3, 3)
    text = " ".join(rng.choice(kinds) for _ in range(rng.randint(3, 9)))
    return (text, kinds[0]), text.split().count(kinds[0])


@task()
def vowels(rng: random.Random) -> Any:
    text = " ".join(words(rng, 1, 3))
    return text, sum(text.count(vowel) for vowel in "aeiou")


@task()
def items(rng: random.Random) -> Any:
    parts = words(rng, 1, 7)
    return ", ".join(parts), len(parts)


@task()
def distinct_items(rng: random.Random) -> Any:
    kinds = words(rng, 4, 4)
    parts = [rng.choice(kinds) for _ in range(rng.randint(2, 8))]
    return ";".join(parts), len(set(parts))


@task()
def capitals(rng: random.Random) -> Any:
    text = "".join(rng.choice([str.upper, str.lower])(each) for each in word(rng, 5, 12))
    return text, sum(map(str.isupper, text))


@task()
def digits(rng: random.Random) -> Any:
    text = f"{word(rng)}{amount(rng)}-{amount(rng, 3)}"
    return text, sum(map(str.isdigit, text))


@task()
def passes(rng: random.Random) -> Any:
    marks = [rng.choice("PFA") for _ in range(rng.randint(3, 9))]
    return ",".join(marks), marks.count("P")


@task()
def non_zero(rng: random.Random) -> Any:
    values = [rng.choice([0, amount(rng, 2)]) for _ in range(6)]
    return " ".join(map(str, values)), sum(value != 0 for value in values)


@task()
def longest_streak(rng: random.Random) -> Any:
    values = [rng.choice("WWL") for _ in range(rng.randint(4, 12))]
    runs = [len(list(group)) for key, group in itertools.groupby(values) if key == "W"]
    return "".join(values), max(runs, default=0)


@task()
def longest_run_positive(rng: random.Random) -> Any:
    values = [rng.choice([0, 1, 3, 8]) for _ in range(7)]
    runs = [len(list(group)) for key, group in itertools.groupby(value > 0 for value in values) if key]
    return " ".join(map(str, values)), max(runs, default=0)


@task()
def length_of_longest_word(rng: random.Random) -> Any:
    parts = words(rng, 2, 6)
    return " ".join(parts), max(map(len, parts))


@task()
def longest_word(rng: random.Random) -> Any:
    parts = [word(rng, size, size) for size in rng.sample(range(2, 9), rng.randint(2, 5))]
    return " ".join(parts), max(parts, key=len)


@task()
def total(rng: random.Random) -> Any:
    values = [amount(rng, 3) for _ in range(rng.randint(2, 6))]
    return ", ".join(map(str, values)), f"{sum(values):,}"


@task()
def average(rng: random.Random) -> Any:
    values = [amount(rng, 2) for _ in range(rng.randint(2, 6))]
    return " ".join(map(str, values)), f"{statistics.fmean(values):.2f}"


@task()
def spread(rng: random.Random) -> Any:
    values = [amount(rng, 3) for _ in range(rng.randint(2, 6))]
    return ",".join(map(str, values)), max(values) - min(values)


@task()
def middle(rng: random.Random) -> Any:
    values = [amount(rng, 3) for _ in range(rng.choice([3, 5, 7, 4]))]
    return " ".join(map(str, values)), f"{statistics.median(values):.1f}"


@task()
def greatest(rng: random.Random) -> Any:
    values = [amount(rng, 4) for _ in range(rng.randint(2, 6))]
    return " / ".join(map(str, values)), str(max(values))


@task()
def least_of_list(rng: random.Random) -> Any:
    values = [amount(rng, 4) for _ in range(rng.randint(2, 6))]
    return (values,), min(values)


@task()
def even_ones(rng: random.Random) -> Any:
    values = [amount(rng, 2) for _ in range(rng.randint(3, 8))]
    return (values,), sum(value % 2 == 0 for value in values)
