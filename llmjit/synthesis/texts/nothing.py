"""How people say that there is nothing: the marks and words that stand in empty cells, and for missing answers."""

MARKS = ("", "-", "--", "N/A", "n/a", "NULL", "null", "None", "none", "?")
"""How texts say so, as it is written most often."""
_ALWAYS = ("none", "null", "nil", "unknown", "missing", "empty", "blank", "absent", "unassigned")
_PENDING = ("nan", "n[/.]?a", "pending", "tba", "tbc", "tbd")
WORDS = frozenset({*map(str.casefold, MARKS), *_ALWAYS})
"""How answers say so, in small letters."""
NOTHING = rf"[\W_]*(?:(?i:{'|'.join((*_ALWAYS, *_PENDING))})[\W_]*)?"
"""The pattern of a whole cell that says so, or holds marks and blanks alone."""
