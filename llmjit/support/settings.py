"""Settings in sections (INI), and values under a path of keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

LONGEST = 1_000_000
_SECTION = re.compile(r"\[([^\[\]]+)\]")


class SettingError(ValueError):
    """The text has no settings, or no value stands under the path."""


def parse_settings(text: str) -> dict[str, dict[str, str]]:
    """The settings ``key = value`` (or ``key: value``) of each ``[section]``; comments are passed over.

    What stands before the first section is left out. Raises SettingError without sections, for a section or key
    that comes twice, and for a line that is no setting.
    """
    sections: dict[str, dict[str, str]] = {}
    section: dict[str, str] | None = None
    if len(text) > LONGEST:
        raise SettingError("the text is too large")
    for line in map(str.strip, text.splitlines()):
        found = _SECTION.fullmatch(line)
        if found:
            name = found[1].strip()
            if name in sections:
                raise SettingError(f"the section {name[:80]!r} comes twice")
            section = sections[name] = {}
        elif line and line[0] not in "#;" and section is not None:
            _set(section, line)
    if not sections:
        raise SettingError("the text has no sections")
    return sections


def _set(section: dict[str, str], line: str) -> None:
    mark = min((mark for mark in "=:" if mark in line), key=line.index, default="")
    if not mark:
        raise SettingError(f"{line[:80]!r} is no setting")
    key, _, value = line.partition(mark)
    if key.strip() in section:
        raise SettingError(f"the key {key.strip()[:80]!r} comes twice")
    section[key.strip()] = value.strip()


def value_at(record: Any, path: str, mark: str) -> Any:
    """The value under a path of keys, and of positions in lists. Raises SettingError where there is none."""
    for step in path.split(mark):
        if isinstance(record, dict) and step in record:
            record = record[step]
        elif isinstance(record, list) and step.isdecimal() and int(step) < len(record):
            record = record[int(step)]
        else:
            raise SettingError(f"nothing stands under {step[:80]!r}")
    return record


def value_under(record: Any, keys: Sequence[str], word: str, known: Sequence[str]) -> str:
    """The text under keys, one within the other; the word where one is missing or null.

    Raises SettingError for what is no text, and for a record with none of the known keys.
    """
    if not isinstance(record, dict) or not any(key in record for key in known):
        raise SettingError(f"{str(record)[:80]!r} is no record")
    for key in keys:
        if record is None:
            return word
        if not isinstance(record, dict):
            raise SettingError(f"{str(record)[:80]!r} is no record")
        record = record.get(key)
    if record == "" or (record is not None and not isinstance(record, str)):
        raise SettingError(f"{str(record)[:80]!r} is no text")
    return word if record is None else record


def value_or_none(record: Any, path: str, mark: str) -> Any:
    """The same, None where there is none."""
    try:
        return value_at(record, path, mark)
    except SettingError:
        return None
