"""Yes and no, in all spellings."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.pbe_tasks.making import amount, task, word, words

PRODUCTS = [
    "apple tart",
    "Apple juice",
    "pear",
    "crab apple",
    "plum",
    "grape",
    "green pear",
    "APPLE",
    "fig jam",
]


def _code(rng: random.Random) -> str:
    body = f"{rng.choice('ABKQ')}{rng.randrange(100, 9999)}"
    return rng.choice([body, body, word(rng), f"{rng.randrange(999)}", body.lower(), ""])


def _mail(rng: random.Random) -> tuple[str, bool]:
    good = f"{word(rng)}.{word(rng)}@{word(rng)}.{rng.choice(['org', 'net', 'co.uk'])}"
    bad = rng.choice([good.replace("@", " at "), good.replace("@", ""), f"{word(rng)} {word(rng)}"])
    ok = rng.random() < 0.5
    return (good, True) if ok else (bad, False)


@task()
def holds_mark(rng: random.Random) -> Any:
    return _mail(rng)


@task()
def holds_mark_words(rng: random.Random) -> Any:
    text, answer = _mail(rng)
    return text, "valid" if answer else "invalid"


@task()
def column_in_column(rng: random.Random) -> Any:
    parts = words(rng, 3, 6)
    look = rng.choice(parts) if rng.random() < 0.5 else word(rng)
    return (" ".join(parts), look), look in " ".join(parts)


@task()
def column_in_column_yn(rng: random.Random) -> Any:
    parts = words(rng, 3, 6)
    look = rng.choice(parts) if rng.random() < 0.5 else word(rng)
    return (" ".join(parts), look), "Y" if look in " ".join(parts) else "N"


@task()
def same_ignoring_case(rng: random.Random) -> Any:
    first = word(rng)
    second = rng.choice([first.upper(), first.title(), word(rng), word(rng).upper()])
    return (first, second), "same" if first.lower() == second.lower() else "different"


@task()
def equal_columns(rng: random.Random) -> Any:
    first = amount(rng)
    second = first if rng.random() < 0.5 else amount(rng)
    return (str(first), str(second)), "yes" if first == second else "no"


@task()
def is_empty(rng: random.Random) -> Any:
    text = rng.choice(["", " ".join(words(rng, 1, 3))])
    return (text, str(amount(rng))), not text


@task()
def above_threshold(rng: random.Random) -> Any:
    value = amount(rng, 3)
    return value, value >= 100


@task()
def above_threshold_words(rng: random.Random) -> Any:
    value = rng.randrange(0, 100)
    return f"{value}%", "pass" if value >= 60 else "fail"


@task()
def more_than_other(rng: random.Random) -> Any:
    a, b = amount(rng), amount(rng)
    return (a, b), "up" if a > b else "down"


@task()
def over_budget(rng: random.Random) -> Any:
    a, b = amount(rng), amount(rng)
    return (f"${a}", f"${b}"), "true" if a > b else "false"


@task()
def is_a_number(rng: random.Random) -> Any:
    text = rng.choice([str(amount(rng)), str(amount(rng)), word(rng), f"{word(rng)}{amount(rng, 2)}"])
    return text, text.isdigit()


@task()
def starts_with_capital(rng: random.Random) -> Any:
    text = " ".join(words(rng, 1, 4))
    text = rng.choice([text, text.capitalize()])
    return text, text[0].isupper()


@task()
def ends_with_question(rng: random.Random) -> Any:
    text = " ".join(words(rng, 2, 5)) + rng.choice("?.?!")
    return text, "question" if text.endswith("?") else "statement"


@task()
def contains_both(rng: random.Random) -> Any:
    parts = words(rng, 3, 5)
    first = rng.choice([parts[0], word(rng)])
    second = rng.choice([parts[-1], word(rng)])
    return (" ".join(parts), first, second), first in parts and second in parts


@task()
def contains_first_not_second(rng: random.Random) -> Any:
    parts = words(rng, 3, 5)
    first = rng.choice([parts[0], parts[0], word(rng)])
    second = rng.choice([parts[-1], word(rng)])
    return (", ".join(parts), first, second), first in parts and second not in parts


@task()
def is_even(rng: random.Random) -> Any:
    value = amount(rng)
    return value, value % 2 == 0


@task()
def is_even_words(rng: random.Random) -> Any:
    value = amount(rng)
    return str(value), "even" if value % 2 == 0 else "odd"


@task()
def sign_word(rng: random.Random) -> Any:
    value = rng.choice([1, -1]) * amount(rng)
    return value, "debit" if value < 0 else "credit"


@task()
def palindrome(rng: random.Random) -> Any:
    text = word(rng, 3, 4)
    text = rng.choice([text, text + text[::-1], text + text[-2::-1]])
    return text, text == text[::-1]


@task()
def all_capitals(rng: random.Random) -> Any:
    text = rng.choice([str.upper, str.lower, str.title])(" ".join(words(rng, 1, 2)))
    return text, text.isupper()


@task()
def long_enough(rng: random.Random) -> Any:
    text = word(rng, 2, 14)
    return text, len(text) >= 8


@task()
def listed_member(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    look = rng.choice([*parts, word(rng), word(rng), word(rng)])
    return (look, ", ".join(parts)), look in parts


@task()
def negated_flag(rng: random.Random) -> Any:
    value = rng.choice([True, False])
    return (value, word(rng)), not value


@task()
def flag_as_word(rng: random.Random) -> Any:
    value = rng.choice([True, False])
    return (value, word(rng)), "yes" if value else "no"


@task()
def word_as_flag(rng: random.Random) -> Any:
    value = rng.choice(["yes", "no"])
    return (value, word(rng)), value == "yes"
