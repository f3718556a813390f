"""Which runs of text are the article: the model's word, and what holds whatever it says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsarchive.extract.ailabels import maybe, read
from newsarchive.extract.cues import ACCOUNT as CUE_ACCOUNT
from newsarchive.extract.cues import cue
from newsarchive.extract.features import HEADING, Features
from newsarchive.extract.model import likely
from newsarchive.extract.regions import BIT
from newsarchive.extract.texts import fold

if TYPE_CHECKING:
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

ENOUGH = 0.5
"""The likelihood from which a run is taken: best on pages of hosts that the model had not seen."""
ENOUGH_IN_RULE = 0.15
"""The same within the elements that a site's rule names."""
NOTE = 120
"""Longest line above the text that counts as a date line."""
LINE = 700
"""Longest byline or standfirst."""
PART = 0.4
"""What a byline or standfirst may hold of the page's prose: a short piece may be all there is."""
PROMPT = 250
"""Longest run looked at for a prompt or a label."""
MOST = 0.35
"""Share of a table's or list's text that must be likely for all of it to be taken."""

_ASKING = BIT["pay"] | BIT["letter"]


def choose(page: Page, metadata: Metadata) -> list[Segment]:
    """The runs of text that are the article, in document order."""
    view, features = page.view, Features(page, metadata)
    named = page.select(page.site.body) if page.site else []
    least = ENOUGH_IN_RULE if named else ENOUGH
    odds = [likely(row) for row in features.rows]
    _together(view, features, odds)
    outside = [*_outside(page, metadata, features), *_sections(features, odds), *_prompts(features, odds)]
    chosen = [
        k
        for k, segment in enumerate(features.segments)
        if odds[k] >= least
        and (not named or any(view.inside(segment.owner, i) for i in named))
        and not any(view.inside(segment.owner, i) for i in outside)
    ]
    chosen = _without_notes(view, features, chosen)
    while chosen and view.tags[features.segments[chosen[-1]].owner] in HEADING:  # nothing stands under it
        chosen.pop()
    return [features.segments[k] for k in chosen]


def _outside(page: Page, metadata: Metadata, features: Features) -> list[int]:
    """Elements that are no running text: headline, byline, and the standfirst where it stands by itself."""
    view, found = page.view, [metadata.headline_at]
    if _is_line(features, metadata.byline_at):
        found.append(metadata.byline_at)
    at = metadata.description_at
    if _is_line(features, at) and not _leads(view, features, at):
        found.append(at)
    return [i for i in found if i >= 0]


def _is_line(features: Features, i: int) -> bool:
    """Whether an element is a line of the article's head, not the text itself."""
    return i >= 0 and features.view.length(i) <= LINE and features.mass[i] <= PART * features.total


def _sections(features: Features, odds: list[float]) -> list[int]:
    """Sections of other stories: those that begin after the article has."""
    view = features.view
    first = next((k for k, long in enumerate(features.long) if long and odds[k] >= ENOUGH), -1)
    if first < 0:
        return []
    opening = features.segments[first].owner
    return [i for k, i in features.sections if k > first and not view.inside(opening, i)]


def _leads(view: View, features: Features, at: int) -> bool:
    """Whether a standfirst is printed as the first paragraph: right above a long one, or like any other."""
    if not features.own(at) & BIT["lead"]:
        return not any(view.tags[i] in ("header", "hgroup") for i in view.ancestors(at))
    after = next((k for k, s in enumerate(features.segments) if s.owner >= view.ends[at]), -1)
    if after < 0 or not features.long[after]:
        return False
    below = features.segments[after].owner
    pictures = any(view.tags[j] in ("figure", "img") for j in range(view.ends[at], below))
    return view.parents[below] == view.parents[at] and not pictures


def _prompts(features: Features, odds: list[float]) -> list[int]:
    """Boxes that ask for money or an address, and summaries that a machine made."""
    view, found = features.view, set[int]()
    for k, segment in enumerate(features.segments):
        if odds[k] < ENOUGH or features.weights[k] > PROMPT:
            continue
        text = features.text(k)
        if maybe(text) and (label := read(text)):
            found.add(view.parents[segment.owner] if label.scope == "summary" else segment.owner)
        elif cue(fold(text)) == CUE_ACCOUNT:
            found.update(i for i in view.ancestors(segment.owner) if features.own(i) & _ASKING)
        elif features.around(segment.owner) & _ASKING:
            found.update(i for i in view.ancestors(segment.owner) if features.own(i) & BIT["letter"])
    return [i for i in found if features.mass[i] <= PART * features.total and view.length(i) <= 4 * LINE]


def _without_notes(view: View, features: Features, chosen: list[int]) -> list[int]:
    """The runs without date lines: short, above the text, with a time element."""
    times = view.by_tag.get("time", ())
    for place, k in enumerate(chosen):
        segment = features.segments[k]
        short = segment.stop - segment.start <= NOTE
        if not short or (features.long[k] and not any(view.inside(t, segment.owner) for t in times)):
            return chosen[place:] if not place else [*_kept(view, features, chosen[:place]), *chosen[place:]]
    return chosen


def _kept(view: View, features: Features, above: list[int]) -> list[int]:
    times = view.by_tag.get("time", ())
    return [k for k in above if not any(view.inside(t, features.segments[k].owner) for t in times)]


def _together(view: View, features: Features, odds: list[float]) -> None:
    """Tables and lists are taken or left as a whole: their runs get one likelihood."""
    members: dict[int, list[int]] = defaultdict(list)
    for k, segment in enumerate(features.segments):
        whole = _whole(view, segment.owner)
        if whole >= 0:
            members[whole].append(k)
    for inner in members.values():
        total = sum(features.weights[k] for k in inner)
        likely_part = sum(features.weights[k] for k in inner if odds[k] >= ENOUGH)
        if len(inner) > 1 and likely_part >= MOST * total:
            for k in inner:
                odds[k] = max(odds[k], ENOUGH)


def _whole(view: View, i: int) -> int:
    """The table around a run, where it is a small one of data; -1 for none."""
    for j in view.ancestors(i):
        if view.tags[j] == "table":
            return j if view.length(j) < 6_000 else -1
        if view.tags[j] in ("article", "main", "body"):
            break
    return -1
