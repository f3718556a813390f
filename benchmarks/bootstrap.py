"""How sure a difference is: the paired bootstrap (Efron and Tibshirani, 1993, chapter 13)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Share = tuple[float, float]
"""What a page adds above and below the line: (F1, 1) for a mean, (hits, all) for a pooled share."""
ROUNDS = 2_000
SEED = 20_260


class Difference(NamedTuple):
    """One reader's figure less the other's, and the interval in which 95 of 100 samples of pages put it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:+.3f} [{self.low:+.3f}, {self.high:+.3f}]"


def pooled(shares: Iterable[Share]) -> float:
    above, below = 0.0, 0.0
    for one, other in shares:
        above, below = above + one, below + other
    return above / below if below else 0.0


def difference(ours: Mapping[str, Share], theirs: Mapping[str, Share]) -> Difference:
    """Pages are drawn with replacement, both readers' shares of a page together; the seed is fixed."""
    pages = sorted(ours.keys() & theirs.keys())
    pairs = [(ours[page], theirs[page]) for page in pages]
    drawn = random.Random(SEED)
    found = sorted(_gap(drawn.choices(pairs, k=len(pairs))) for _ in range(ROUNDS))
    return Difference(_gap(pairs), found[int(0.025 * ROUNDS)], found[int(0.975 * ROUNDS) - 1])


def _gap(pairs: list[tuple[Share, Share]]) -> float:
    return pooled(one for one, _ in pairs) - pooled(other for _, other in pairs)
