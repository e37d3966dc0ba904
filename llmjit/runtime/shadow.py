"""Shadow checks: which compiled answers are also asked of the model, and when disagreement ends the trust.

Checks are spread by a stride with jitter, so that they are neither clustered nor in step with a period of the
inputs. Disagreements feed a CUSUM, the sequential probability ratio test that starts again at zero (Page
1954), between an error rate of ``risk`` plus the model's own noise, and one ten times that. The first
disagreement turns checking dense until the sum is back at zero. With rate r and true error rate e, a
specialization is demoted within about 1/(r*e) + 1/e compiled answers, and answers checked meanwhile are
the model's own.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import Final

CONTRAST: Final = 10.0  # how much worse than acceptable is bad
ALARM: Final = math.log(0.95 / 0.05)  # Wald's threshold for 5 % false alarms and 5 % misses
JITTER: Final = 0.25


@dataclass(slots=True)
class Shadow:
    """The watch over one function's compiled answers."""

    rate: float
    risk: float
    seed: str = ""
    checks: int = 0
    disagreements: int = 0
    noisy: int = 0  # questions asked twice that got two answers
    asked_twice: int = 0
    evidence: float = 0.0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    @property
    def noise(self) -> float:
        """How often the model contradicts itself, as far as asking twice has shown."""
        return self.noisy / (self.asked_twice + 2)

    @property
    def alarmed(self) -> bool:
        """Whether the last checks speak against the specializations, so that every answer is checked."""
        return self.evidence > 0

    def stride(self) -> int:
        """How many compiled answers may pass before the next check; 0 checks the very next one."""
        if self.rate <= 0:
            return -1
        if self.alarmed or self.rate >= 1:
            return 0
        mean = 1 / self.rate - 1
        return round(mean * self._random.uniform(1 - JITTER, 1 + JITTER))

    def check(self, agreed: bool, noisy: bool | None = None) -> bool:
        """Take one check in; True when the specialization must go.

        ``noisy`` tells, where a disagreement made us ask again, whether the model contradicted itself.
        """
        self.checks += 1
        if noisy is not None:
            self.asked_twice += 1
            self.noisy += noisy
        good = min(0.25, max(self.risk, 1e-4) + self.noise)
        bad = min(0.9, CONTRAST * good)
        if agreed:
            self.evidence = max(0.0, self.evidence + math.log((1 - bad) / (1 - good)))
            return False
        self.disagreements += 1
        if not noisy:
            self.evidence += math.log(bad / good)
        return self.evidence >= ALARM

    def reset(self) -> None:
        """Begin again: other code is watched now."""
        self.evidence = 0.0
