"""What asks for something, and is not the story: for money, an address, a tip; and summaries by machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.extract.ailabels import among, read
from newsarchive.extract.cues import ACCOUNT, asks_for_tips, asks_to_follow, asks_to_sign_up, cues
from newsarchive.extract.headings import leads_elsewhere
from newsarchive.extract.regions import BIT

if TYPE_CHECKING:
    from newsarchive.extract.features import Features

PROMPT = 250
"""Longest run looked at for a prompt or a label."""
LINE = 700
"""Longest run that may ask for tips; a box may have four such."""
PART = 0.4
"""What a box may hold of the page's prose: a short piece may be all there is."""
_ASKING = BIT["pay"] | BIT["letter"]


def prompts(features: Features, odds: list[float], enough: float) -> list[int]:
    """Boxes that ask for money or an address, and summaries that a machine made."""
    view, found = features.view, set[int]()
    short = [k for k, odd in enumerate(odds) if odd >= enough and features.weights[k] <= PROMPT]
    lines = [view.lines[k] for k in short]
    labels = {n: label for n in among(lines) if (label := read(lines[n]))}
    for n, kind in enumerate(cues([view.folded[k] for k in short])):
        owner = features.owners[short[n]]
        if n in labels:
            found.add(view.parents[owner] if labels[n].scope == "summary" else owner)
        elif kind == ACCOUNT:
            found.update(i for i in view.ancestors(owner) if features.own(i) & _ASKING)
        elif features.around(owner) & _ASKING:
            found.update(i for i in view.ancestors(owner) if features.own(i) & BIT["letter"])
    found.update(
        features.owners[k]
        for k, odd in enumerate(odds)
        if odd >= enough
        and features.weights[k] <= LINE
        and (_calls(view.folded[k], features.densities[k]) or leads_elsewhere(view.lines[k]))
    )
    return [i for i in found if features.mass[i] <= PART * features.total and view.length(i) <= 4 * LINE]


def _calls(folded: str, density: float) -> bool:
    """Whether a line asks readers to do something: with a link, or nothing else."""
    return (density > 0 and (asks_for_tips(folded) or asks_to_sign_up(folded))) or asks_to_follow(folded)
