"""What is added unless it is there, and what stands in where something is missing."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.pbe_tasks.making import amount, task, word, words


@task()
def scheme(rng: random.Random) -> Any:
    host = f"{word(rng)}.{rng.choice(['com', 'org', 'io'])}"
    return rng.choice([host, f"https://{host}"]), f"https://{host}"


@task()
def ends_with_country(rng: random.Random) -> Any:
    place = f"{word(rng).title()}, {rng.choice(['QB', 'ON', 'AB'])}"
    return rng.choice([place, f"{place}, Canada"]), f"{place}, Canada"


@task()
def full_stop(rng: random.Random) -> Any:
    text = " ".join(words(rng, 2, 5)).capitalize()
    return rng.choice([text, text + "."]), text + "."


@task()
def extension(rng: random.Random) -> Any:
    stem = "_".join(words(rng, 1, 2))
    return rng.choice([stem, stem + ".csv"]), stem + ".csv"


@task()
def leading_hash(rng: random.Random) -> Any:
    tag = word(rng)
    return rng.choice([tag, "#" + tag]), "#" + tag


@task()
def area_code(rng: random.Random) -> Any:
    number = f"{rng.randrange(200, 999)}-{rng.randrange(1000, 9999)}"
    area = rng.choice(["", "", f"{rng.randrange(200, 999)}-"])
    return area + number, (area or "604-") + number


@task()
def default_when_empty(rng: random.Random) -> Any:
    text = rng.choice(["", " ".join(words(rng, 1, 2)), word(rng)])
    return text, text or "unknown"


@task()
def default_when_none(rng: random.Random) -> Any:
    value = rng.choice([None, word(rng), word(rng)])
    return (value, amount(rng)), value or "n/a"


@task()
def zero_when_none(rng: random.Random) -> Any:
    value = rng.choice([None, amount(rng), amount(rng)])
    return (value, word(rng)), value or 0


@task()
def coalesced(rng: random.Random) -> Any:
    first, second = rng.choice(["", word(rng)]), word(rng)
    return (first, second), first or second


@task()
def coalesced_none(rng: random.Random) -> Any:
    first, second = rng.choice([None, word(rng)]), word(rng)
    return (first, second), first or second


@task()
def coalesced_three(rng: random.Random) -> Any:
    first, second, third = rng.choice(["", word(rng)]), rng.choice(["", word(rng)]), word(rng)
    return (first, second, third), first or second or third


@task()
def middle_name_optional(rng: random.Random) -> Any:
    first, middle, last = word(rng).title(), rng.choice(["", word(rng).title()]), word(rng).title()
    return (first, middle, last), " ".join(filter(None, (first, middle, last)))


@task()
def without_suffix(rng: random.Random) -> Any:
    name = " ".join(words(rng, 1, 2)).title()
    return name + rng.choice(["", " Ltd", " Inc", " GmbH"]), name


@task()
def without_prefix(rng: random.Random) -> Any:
    name = word(rng)
    return rng.choice(["www.", ""]) + f"{name}.org", f"{name}.org"


@task()
def without_unit(rng: random.Random) -> Any:
    value = amount(rng)
    return f"{value}{rng.choice(['', ' kg', 'kg'])}", str(value)


@task()
def plural(rng: random.Random) -> Any:
    count = rng.choice([1, 1, amount(rng, 2)])
    return count, f"{count} item{'' if count == 1 else 's'}"


@task()
def placeholder_to_none(rng: random.Random) -> Any:
    text = rng.choice(["-", "-", word(rng)])
    return (text, amount(rng)), None if text == "-" else text


@task()
def larger_of_two(rng: random.Random) -> Any:
    a, b = amount(rng), amount(rng)
    return (a, b), max(a, b)


@task()
def nickname(rng: random.Random) -> Any:
    name, nick = word(rng).title(), word(rng).title()
    return rng.choice([(f"{name} ({nick})", nick), (name, name)])
