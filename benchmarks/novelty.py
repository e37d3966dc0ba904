"""Which signs of a row foretell a wrong answer: python -m benchmarks.novelty [--quick] [--tasks FILE]

Programs are learned and asked as in `benchmarks.guards`. Each sign is something of a row, or of its answer, that
no example had. For each it prints how many right and wrong answers had it, of all that the program alone would
have given, and of those that the guards let through: what insisting on it would have cost and saved. Tasks are
split in halves by a hash of their names, so that what is chosen on one half can be judged on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.guards import SHARED, Asked, Learned, learn, read, refusal


def kind(character: str) -> str:
    """Capital, small letter, digit, or anything else."""
    if not character:
        return ""
    return "A" if character.isupper() else "a" if character.isalpha() else "0" if character.isdigit() else "."


def neighbours(cells: Sequence[Any], answer: str) -> tuple[str, str] | None:
    """What stands around an answer in the first input that holds it: a letter, a digit, a mark or its end."""
    for text in cells:
        if isinstance(text, str) and answer in text:
            before, _, after = text.partition(answer)
            ends = (before[-1:], after[:1])
            left, right = (kind(end).lower() if end.isalnum() else end for end in ends)
            return left, right
    return None


def signs(learned: Learned, asked: Asked) -> Iterator[str]:
    """What is new about a row and its answer, where all answers are text."""
    outputs = [each.output for each in learned.found.observations]
    answer = asked.answer
    texts = [output for output in outputs if isinstance(output, str) and output]
    if len(texts) < len(outputs) or not isinstance(answer, str):
        return
    if not answer.strip():
        yield "blank"
        return
    yield from _of_place(learned, asked, texts)
    yield from _of_text(texts, answer)


def _of_place(learned: Learned, asked: Asked, texts: Sequence[str]) -> Iterator[str]:
    around = [
        neighbours(each.inputs, text) for each, text in zip(learned.found.observations, texts, strict=True)
    ]
    if all(around):
        own = neighbours(asked.cells, asked.answer)
        if own is None:
            yield "no copy"
        elif own not in around:
            yield "neighbours"


def _of_text(texts: Sequence[str], answer: str) -> Iterator[str]:
    if kind(answer[0]) not in {kind(text[0]) for text in texts}:
        yield "beginning"
    if kind(answer[-1]) not in {kind(text[-1]) for text in texts}:
        yield "end"
    if set(map(kind, answer)) - {kind(each) for text in texts for each in text}:
        yield "kinds of characters"
    words = [len(text.split()) for text in texts]
    if not min(words) <= len(answer.split()) <= max(words):
        yield "number of words"
    if len(answer) > 2 * max(map(len, texts)):
        yield "twice as long"
    if 2 * len(answer) < min(map(len, texts)):
        yield "half as long"


def tally(everything: Sequence[Learned]) -> dict[str, Counter[tuple[bool, bool]]]:
    """Signs -> how many answers had them, by whether they were let through and right."""
    out: dict[str, Counter[tuple[bool, bool]]] = {}
    for learned in everything:
        for asked in learned.asked:
            if asked.right is None:
                continue
            passed = asked.agreed and refusal(learned.found.names, learned.found.guards, asked) is None
            for sign in ("(any)", *signs(learned, asked)):
                out.setdefault(sign, Counter())[passed, asked.right] += 1
    return out


def main() -> int:
    """Print what each sign would have cost and saved, on either half of the tasks."""
    parser = argparse.ArgumentParser(description=__doc__.split(":", 1)[0])
    parser.add_argument("--quick", action="store_true", help="every fourth task")
    parser.add_argument("--tasks", type=Path, default=SHARED if SHARED.exists() else None)
    options = parser.parse_args()
    known = read(options.tasks)
    halves: tuple[list[Learned], list[Learned]] = ([], [])
    for name in sorted(known)[:: 4 if options.quick else 1]:
        for examples, shuffled in product((2, 3, 5), (False, True)):
            if len(known[name]) >= examples + 2:
                learned = learn(name, known[name], examples, shuffled, [])
                if learned is not None:
                    halves[hashlib.md5(name.encode()).digest()[0] % 2].append(learned)
    for number, half in enumerate(halves, 1):
        print(f"half {number}, answers with       let through: right   wrong    refused: right   wrong")
        for sign, row in sorted(tally(half).items()):
            shown = [row[True, True], row[True, False], row[False, True], row[False, False]]
            print(f"  {sign:<30}{shown[0]:>14}{shown[1]:>8}{shown[2]:>17}{shown[3]:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
