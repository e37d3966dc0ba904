"""The one value a specialization returns when its guards refuse: cheaper than raising, and never an
answer.
"""

from __future__ import annotations

from typing import Final, final


@final
class Miss:
    """Type of `MISS`. There is one instance, also after copying and pickling."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISS"

    def __bool__(self) -> bool:
        raise TypeError("compare with `is MISS`: a miss is neither true nor false")

    def __reduce__(self) -> str:
        return "MISS"


MISS: Final = Miss()
