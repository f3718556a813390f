"""The learned judgement: how likely a run of text is part of the article.

Boosted decision trees over :mod:`newsarchive.extract.features`; ``benchmarks/train_body.py`` grows them and writes
:mod:`newsarchive.extract.weights`, which says from which pages. On pages of hosts it has not seen it beats the rules
it took the place of; ``docs/extraction.md`` has the figures.
"""

from __future__ import annotations

from math import exp
from typing import Any

from newsarchive.extract.features import COLUMNS, Row
from newsarchive.extract.weights import CHECKS, TREES, USED

SURE = 5.0
"""Log-odds beyond which the remaining trees are not asked; one run in a thousand changes sides after that."""

_PLACES = tuple(COLUMNS.index(name) for name in USED)


def _renumbered(node: Any) -> Any:
    """A tree whose nodes name places in a row: (place, threshold, low, high), leaves plain numbers."""
    if isinstance(node, tuple):
        return (_PLACES[node[0]], node[1], _renumbered(node[2]), _renumbered(node[3]))
    return node


_STEPS = tuple(
    tuple(_renumbered(tree) for tree in TREES[start:stop])
    for start, stop in zip((0, *CHECKS), (*CHECKS, len(TREES)), strict=True)
)


def likely(row: Row | None) -> float:
    """The probability, 0 to 1, that a run belongs to the article; 0 for one not worth a look."""
    if row is None:
        return 0.0
    odds = 0.0
    for step in _STEPS:
        for node in step:
            while node.__class__ is tuple:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            odds += node
        if odds > SURE or odds < -SURE:
            break
    return 1.0 / (1.0 + exp(-odds))
