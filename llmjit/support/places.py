"""Names of the states of the USA and their two letters, as the postal service has them (USPS Publication 28)."""

from __future__ import annotations

import re

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS",
    "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI",
    "Minnesota": "MN", "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV",
    "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC",
    "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA",
    "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX",
    "Utah": "UT", "Vermont": "VT", "Virginia": "VA", "Washington": "WA", "West Virginia": "WV",
    "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
_CODES = {name.casefold(): code for name, code in STATES.items()}
_NAMES = {code: name for name, code in STATES.items()}
_FIELD = re.compile(r"([A-Za-z]+(?: [A-Za-z]+)*)( [0-9]{5}(?:-[0-9]{4})?)?")


def state_code(name: str) -> str:
    """``CA`` for ``California``, in any letter case; `KeyError` for what is no state's name."""
    return _CODES[name.casefold()]


def state_name(code: str) -> str:
    """``California`` for ``CA``; `KeyError` for what is no state's code."""
    return _NAMES[code]


def abbreviate_states(address: str) -> str:
    """The address with the states named in it by their codes, with a ZIP code behind them or without.

    A state stands behind a comma: what comes first is a place in it, which may bear its name.
    """
    first, *rest = address.split(", ")
    return ", ".join([first, *map(_abbreviated, rest)])


def _abbreviated(field: str) -> str:
    found = _FIELD.fullmatch(field)
    code = _CODES.get(found[1].casefold()) if found else None
    return field if found is None or code is None else code + (found[2] or "")
