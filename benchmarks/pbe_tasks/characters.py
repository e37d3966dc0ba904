"""Letters changed one by one, letter case, masks and separators."""

from __future__ import annotations

import random
import re
from typing import Any

from benchmarks.pbe_tasks.making import amount, task, word, words

ACCENTS = str.maketrans("aeiou", "áéîöü")


def _camel(parts: list[str]) -> str:
    return parts[0] + "".join(map(str.title, parts[1:]))


@task()
def reversed_text(rng: random.Random) -> Any:
    text = word(rng)
    return text, text[::-1]


@task()
def reversed_words(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    return " ".join(parts), " ".join(reversed(parts))


@task()
def distinct_letters(rng: random.Random) -> Any:
    text = "".join(rng.choice("abcdef") for _ in range(rng.randint(3, 9)))
    return text, "".join(dict.fromkeys(text))


@task()
def sorted_letters(rng: random.Random) -> Any:
    text = word(rng, 4, 9)
    return text, "".join(sorted(text))


@task()
def sorted_words(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    return ", ".join(parts), ", ".join(sorted(parts))


@task()
def distinct_words(rng: random.Random) -> Any:
    kinds = words(rng, 3, 3)
    parts = [rng.choice(kinds) for _ in range(rng.randint(2, 6))]
    return ", ".join(parts), ", ".join(dict.fromkeys(parts))


@task()
def first_three(rng: random.Random) -> Any:
    text = word(rng, 1, 7)
    return text, text[:3]


@task()
def first_three_capitals(rng: random.Random) -> Any:
    text = word(rng, 2, 8)
    return text.title(), text[:3].upper()


@task()
def last_four(rng: random.Random) -> Any:
    text = str(amount(rng, 9))
    return text, text[-4:]


@task()
def shortened(rng: random.Random) -> Any:
    text = " ".join(words(rng, 1, 4))
    return text, text if len(text) <= 10 else text[:10] + "..."


@task()
def without_vowels(rng: random.Random) -> Any:
    text = " ".join(words(rng, 1, 3))
    return text, re.sub("[aeiou]", "", text)


@task()
def without_digits(rng: random.Random) -> Any:
    text = f"{word(rng)}{amount(rng)}{word(rng)}{rng.choice(['', '7'])}"
    return text, re.sub(r"\d", "", text)


@task()
def without_punctuation(rng: random.Random) -> Any:
    text = rng.choice([", ", "! ", " - ", "? "]).join(words(rng, 2, 4)) + rng.choice(["", ".", "!"])
    return text, re.sub(r"[^\w\s]", "", text)


@task()
def without_accents(rng: random.Random) -> Any:
    text = word(rng)
    return text.translate(ACCENTS).title(), text.title()


@task()
def snake_of_camel(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return _camel(parts), "_".join(parts)


@task()
def camel_of_snake(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return "_".join(parts), _camel(parts)


@task()
def pascal_of_words(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return " ".join(parts).capitalize(), "".join(map(str.title, parts))


@task()
def kebab_of_title(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return " ".join(parts).title(), "-".join(parts)


@task()
def constant_of_kebab(rng: random.Random) -> Any:
    parts = words(rng, 1, 4)
    return "-".join(parts), "_".join(parts).upper()


@task()
def words_of_camel(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return _camel(parts), " ".join(map(str.title, parts))


@task()
def camel_of_words(rng: random.Random) -> Any:
    parts = words(rng, 2, 4)
    return " ".join(parts), _camel(parts)


@task()
def acronym(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    return " ".join(parts).title(), "".join(part[0] for part in parts).upper()


@task()
def dotted_initials(rng: random.Random) -> Any:
    parts = [word(rng).title() for _ in range(rng.randint(2, 3))]
    return " ".join(parts), "".join(f"{part[0]}." for part in parts)


@task()
def title_small_words(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    return rng.choice([str.upper, str.lower])(" ".join(parts)), " ".join(parts).title()


@task()
def sentence_case(rng: random.Random) -> Any:
    parts = words(rng, 2, 5)
    return " ".join(parts).upper(), " ".join(parts).capitalize()


@task()
def masked_card(rng: random.Random) -> Any:
    number = "".join(str(rng.randrange(10)) for _ in range(rng.choice([12, 15, 16])))
    return number, "*" * (len(number) - 4) + number[-4:]


@task()
def masked_mail(rng: random.Random) -> Any:
    name, host = word(rng), word(rng)
    return f"{name}@{host}.com", f"{name[0]}***@{host}.com"


@task()
def masked_name(rng: random.Random) -> Any:
    name = word(rng).title()
    return name, name[0] + "*" * (len(name) - 1)


@task()
def separated_fours(rng: random.Random) -> Any:
    number = "".join(str(rng.randrange(10)) for _ in range(rng.choice([12, 16, 16])))
    return number, " ".join(re.findall("....", number))


@task()
def separated_pairs(rng: random.Random) -> Any:
    text = "".join(rng.choice("0123456789abcdef") for _ in range(12))
    return text, ":".join(re.findall("..", text)).upper()


@task()
def swapped_case(rng: random.Random) -> Any:
    text = "".join(rng.choice([str.upper, str.lower])(each) for each in word(rng, 4, 8))
    return text, text.swapcase()


@task()
def swapped_pair(rng: random.Random) -> Any:
    a, b = words(rng, 2, 2)
    return f"{a}/{b}", f"{b}/{a}"


@task()
def every_second(rng: random.Random) -> Any:
    text = word(rng, 3, 9)
    return text, text[::2]


@task()
def spaced_out(rng: random.Random) -> Any:
    text = word(rng, 2, 6)
    return text, " ".join(text)


@task()
def luhn_digit(rng: random.Random) -> Any:
    number = [rng.randrange(10) for _ in range(7)]
    odd = [sum(divmod(2 * each, 10)) if at % 2 == 0 else each for at, each in enumerate(reversed(number))]
    return "".join(map(str, number)), "".join(map(str, number)) + str(-sum(odd) % 10)


@task()
def caesar(rng: random.Random) -> Any:
    text = word(rng, 3, 7)
    return text, "".join(chr((ord(each) - 97 + 3) % 26 + 97) for each in text)


@task()
def repeated(rng: random.Random) -> Any:
    text, times = word(rng, 1, 4), rng.randrange(1, 5)
    return (text, times), text * times
