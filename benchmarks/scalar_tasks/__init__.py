"""Small tasks on scalars: yes and no, counts, units, codes, letters, defaults.

``python -m benchmarks.scalar_tasks`` prints them as JSON Lines, one task a line, for an evaluator of programs
learned from examples: ``suite`` is the half (`tasks.half`), ``category`` the domain.
"""

from __future__ import annotations

from benchmarks.scalar_tasks import booleans, characters, codes, counts, defaults, units
from benchmarks.scalar_tasks.tasks import MAKERS, half, rows

__all__ = ["MAKERS", "booleans", "characters", "codes", "counts", "defaults", "half", "rows", "units"]
