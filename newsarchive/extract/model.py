"""The learned judgement: how likely a run of text is part of the article.

Boosted decision trees over :mod:`newsarchive.extract.features`; ``benchmarks/train_body.py`` grows them and
writes :mod:`newsarchive.extract.weights`, which says from which pages.
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import TYPE_CHECKING, Any

from newsarchive.extract.features import FLAGS, NUMBERS, Row
from newsarchive.extract.weights import CHECK, TREES, USED

if TYPE_CHECKING:
    from collections.abc import Callable

SURE = 1.6
"""Log-odds beyond which the trees after the first :data:`CHECK` are not asked: on hosts held back 71 of 100
runs, of which the others would have turned one in 4,000."""


def likely(row: Row | None) -> float:
    """The probability, 0 to 1, that a run belongs to the article; 0 for one not worth a look."""
    if row is None:
        return 0.0
    first, rest = _forest()
    odds = first(*row)
    if -SURE < odds < SURE:
        odds += rest(*row)
    return 1.0 / (1.0 + exp(-odds))


@cache
def _forest() -> tuple[Callable[..., float], Callable[..., float]]:
    return _function(TREES[:CHECK]), _function(TREES[CHECK:])


def _function(trees: tuple[Any, ...]) -> Callable[..., float]:
    """Trees as one function of a row's values: nested conditions beat a walk over the data by far."""
    return eval(f"lambda {', '.join(NUMBERS)}: " + " + ".join(map(_expression, trees)))  # type: ignore[no-any-return]  # noqa: S307


def _expression(node: Any) -> str:
    if not isinstance(node, tuple):
        return repr(float(node))
    place, threshold, low, high = node
    column = USED[place]
    if column in FLAGS:
        held, bit = FLAGS[column]
        return f"({_expression(high)} if {NUMBERS[held]} & {bit} else {_expression(low)})"
    return f"({_expression(low)} if {column} <= {float(threshold)!r} else {_expression(high)})"
