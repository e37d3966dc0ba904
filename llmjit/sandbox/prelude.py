"""Code every session runs first, to give the sandbox's Python the answers that CPython gives."""

# Monty rounds the decimal digits it prints, CPython the exact binary value: round(2.675, 2) is 2.67.
PRELUDE = """
_round = round
def round(number, ndigits=None):
    if ndigits is not None and isinstance(number, float) and 0 <= ndigits <= 15 and abs(number) < 1e15:
        return float(f"{number:.{ndigits}f}")
    if ndigits is None:
        return _round(number)
    return _round(number, ndigits)
None
"""
