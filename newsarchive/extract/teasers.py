"""Other stories among the runs of text: sections of them, and lists behind a title that no element holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.extract.features import HEADING

if TYPE_CHECKING:
    from newsarchive.extract.features import Features
    from newsarchive.extract.view import View

LINK = 0.9
"""Share of a line in links from which it is a linked headline."""
TITLE = 20
"""Characters a headline has at least."""
CARD = 6
"""Lines a story has at most, with its labels."""
STORIES = 3
"""Headlines with a teaser from which lines behind a title are a list of stories."""
LARGEST = 60
"""Elements of a card."""
TEASERS = 120
"""Runs behind such a title that are looked at."""


def sections(features: Features, odds: list[float], enough: float) -> list[int]:
    """Sections of other stories: those that begin after the article has."""
    view = features.view
    first = next((k for k, long in enumerate(features.long) if long and odds[k] >= enough), -1)
    if first < 0:
        return []
    opening = features.segments[first].owner
    return [i for k, i in features.sections if k > first and not view.inside(opening, i)]


def _covered(view: View) -> set[int]:
    """Elements of small cards over which a link without words is laid."""
    links = (i for i in view.by_tag.get("a", ()) if not view.length(i) and view.elements[i].get("href"))
    cards = {view.parents[i] for i in links}
    return {j for i in cards if i >= 0 and view.ends[i] - i <= LARGEST for j in range(i, view.ends[i])}


def teasers(features: Features, odds: list[float], enough: float) -> set[int]:
    """Runs behind the title of a section of other stories that no element holds, or one with hardly any link:
    as long as each paragraph comes with a linked headline of its own, and there are three at least."""
    view, found = features.view, set[int]()
    first = next((k for k, long in enumerate(features.long) if long and odds[k] >= enough), len(odds))
    cards = _covered(view)
    for title in (k for k, tied in features.titles if tied and k > first and k not in found):
        stories, stop, headed = 0, title, False
        for k in range(title + 1, min(title + TEASERS, len(odds))):
            owner = features.owners[k]
            linked = features.densities[k] > LINK or (view.tags[owner] in HEADING and owner in cards)
            heading = view.tags[owner] in HEADING and not linked
            if features.long[k] and headed:
                stories, stop, headed = stories + 1, k, False
            elif features.long[k] or heading or k > stop + CARD:
                break
            headed = headed or (linked and len(view.lines[k]) >= TITLE)
        if stories >= STORIES:
            found.update(range(title, stop + 1))
    return found
