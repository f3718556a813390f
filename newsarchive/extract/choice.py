"""Which runs of text are the article: the model's word, and what holds whatever it says."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsarchive.extract import credits
from newsarchive.extract.cues import signs_off
from newsarchive.extract.dates import in_line
from newsarchive.extract.features import HEADING, SENTENCE_ENDS, Features
from newsarchive.extract.hints import CAPTION, DATE, marks, pictured
from newsarchive.extract.model import likely
from newsarchive.extract.prompts import prompts
from newsarchive.extract.regions import BIT
from newsarchive.extract.teasers import sections, teasers
from newsarchive.extract.texts import fold

if TYPE_CHECKING:
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

ENOUGH = 0.5
"""The likelihood from which a run is taken: best on pages of hosts that the model had not seen."""
ENOUGH_IN_RULE = 0.15
"""The same within the elements that a site's rule names."""
NEAR = 5
"""Elements before a caption among which its picture stands."""
NOTE = 120
"""Longest line above the text that counts as a date line."""
LINE = 700
"""Longest byline or standfirst."""
MAX_CAPTIONS = 1_000
"""Captions that are read; the development page with the most pictures has 494."""
PART = 0.4
"""What a byline or standfirst may hold of the page's prose: a short piece may be all there is."""
LARGEST = 6_000
"""Characters of a table that is taken as a whole."""
ALONE = 0.5
"""Share of a line in links from which it is the newspaper's own call when it names the newspaper."""
MOST = 0.35
"""Share of a table's or list's text that must be likely for all of it to be taken."""

_NO_PLACE = (
    BIT["share"] | BIT["related"] | BIT["letter"] | BIT["tags"] | BIT["author"] | BIT["nav"] | BIT["ad"]
)
_QUOTES = ('"', "“", "„", "«", "»", "‘", "「")


def choose(page: Page, metadata: Metadata) -> list[Segment]:
    """The runs of text that are the article, in document order."""
    view, features = page.view, Features(page, metadata)
    named = page.select(page.site.body) if page.site else []
    least = ENOUGH_IN_RULE if named else ENOUGH
    odds = [likely(row) for row in features.rows]
    _together(view, features, odds)
    _headings(view, features, odds)
    outside = _Inside(
        view,
        [
            *_outside(page, metadata, features),
            *sections(features, odds, ENOUGH),
            *prompts(features, odds, ENOUGH),
        ],
    )
    within = _Inside(view, named)
    others = teasers(features, odds, ENOUGH)
    chosen = [
        k
        for k, segment in enumerate(features.segments)
        if odds[k] >= least
        and k not in others
        and (not named or segment.owner in within)
        and segment.owner not in outside
    ]
    if chosen and metadata.headline_at < 0 and view.folded[chosen[0]] == fold(metadata.headline or ""):
        chosen = chosen[1:]  # printed in no element of its own
    chosen = _without_notes(view, features, _without_captions(features, chosen))
    while len(chosen) > 1 and (
        _is_of_author(features, chosen[-1], chosen[0]) or _tells_of(features, chosen[-1], metadata.authors)
    ):
        chosen.pop()
    name = fold(metadata.publisher or "")
    while len(chosen) > 1 and _closes_nothing(features, chosen[-1], name):
        chosen.pop()
    return [features.segments[k] for k in chosen]


class _Inside:
    """What stands in any of some elements; asked once a run, hostile pages have thousands of both."""

    def __init__(self, view: View, places: list[int]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for i in sorted(set(places)):
            if not self.ends or i >= self.ends[-1]:
                self.starts.append(i)
                self.ends.append(view.ends[i])

    def __contains__(self, i: int) -> bool:
        before = bisect_right(self.starts, i) - 1
        return before >= 0 and i < self.ends[before]


def _closes_nothing(features: Features, k: int, publisher: str) -> bool:
    """Whether a run can't be the text's last: a heading that nothing stands under, a line more link than
    text that names the newspaper, a signature or a credit."""
    view = features.view
    own = len(publisher) > 2 and features.densities[k] >= ALONE and publisher in view.folded[k]
    return view.tags[features.owners[k]] in HEADING or own or signs_off(view.folded[k])


def _is_of_author(features: Features, k: int, first: int) -> bool:
    """Whether a run at the end stands in a box on the author: small, and named so."""
    view, opening = features.view, features.owners[first]
    for i in (features.owners[k], *view.ancestors(features.owners[k])):
        if view.inside(opening, i) or view.length(i) > LINE:
            return False
        if features.own(i) & BIT["author"] and features.mass[i] <= PART * features.total:
            return True
    return False


def _tells_of(features: Features, k: int, authors: tuple[str, ...]) -> bool:
    """Whether a run all in italics begins with an author's name and what the author is."""
    view, i = features.view, features.owners[k]
    italic = any(
        view.tags[j] in ("em", "i") and view.length(j) >= view.length(i) for j in (i, *view.children(i))
    )
    said = view.folded[k]
    names = (fold(a) for a in authors if " " in a)
    return italic and len(said) <= LINE and any(said.startswith((f"{n} is ", f"{n}, ")) for n in names)


def _outside(page: Page, metadata: Metadata, features: Features) -> list[int]:
    """Elements that are no running text: headline, byline, and the standfirst where it stands by itself."""
    view, found = page.view, [metadata.headline_at]
    if _is_line(features, metadata.byline_at):
        found.append(metadata.byline_at)
    captions = view.by_tag.get("figcaption", ())[:MAX_CAPTIONS]
    found += [i for i in captions if _is_credited(features, i)]
    at = metadata.description_at
    if _is_line(features, at) and not _leads(view, features, at):
        found.append(at)
    return [i for i in found if i >= 0]


def _is_credited(features: Features, i: int) -> bool:
    """Whether a caption names who made the picture: some pages set quotations and first lines as captions."""
    view = features.view
    if view.length(i) > LINE or features.mass[i] > PART * features.total:
        return False
    text = view.text_of(i)
    return not text.startswith(_QUOTES) and credits.split(text).credit is not None


def _without_captions(features: Features, chosen: list[int]) -> list[int]:
    """The runs without those that stand beside the text, as their classes say: captions and date lines."""
    hints = features.view.hints
    named = [k for k in chosen if pictured(hint := hints[features.owners[k]]) & CAPTION or marks(hint) & DATE]
    beside = {k for k in named[:MAX_CAPTIONS] if _is_beside(features, k)}
    return [k for k in chosen if k not in beside]


def _is_beside(features: Features, k: int) -> bool:
    view, i = features.view, features.owners[k]
    if features.weights[k] > LINE or features.mass[i] > PART * features.total:
        return False
    if pictured(view.hints[i]) & CAPTION:
        return _follows_picture(view, i) or credits.split(view.lines[k]).credit is not None
    return len(view.lines[k]) <= NOTE and bool(in_line(view.lines[k]))


def _follows_picture(view: View, i: int) -> bool:
    return any(view.tags[j] in ("img", "picture", "amp-img") for j in range(max(0, i - NEAR), i))


def _is_line(features: Features, i: int) -> bool:
    """Whether an element is a line of the article's head, not the text itself."""
    return i >= 0 and features.view.length(i) <= LINE and features.mass[i] <= PART * features.total


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
    return [
        k
        for k in above
        if not any(view.inside(t, features.segments[k].owner) for t in times)
        and (view.lines[k][-1] in SENTENCE_ENDS or not in_line(view.lines[k]))
    ]


def _headings(view: View, features: Features, odds: list[float]) -> None:
    """Headings of one form go together where they stand between runs of the text."""
    forms: dict[tuple[str, str, int], list[int]] = {}
    for k, i in enumerate(features.owners[1:-1], 1):
        if view.tags[i] in HEADING and odds[k - 1] >= ENOUGH <= odds[k + 1]:
            forms.setdefault((view.tags[i], view.hints[i], view.parents[i]), []).append(k)
    for alike in forms.values():
        if 2 * sum(odds[k] >= ENOUGH for k in alike) > len(alike):
            for k in alike:
                odds[k] = max(odds[k], ENOUGH)


def _together(view: View, features: Features, odds: list[float]) -> None:
    """Small tables and lists are taken or left as a whole: their runs get one likelihood."""
    for tag in ("table", "ul", "ol"):
        places = view.by_tag.get(tag, [])
        for i, following in zip(places, [*places[1:], len(view.tags)], strict=False):
            if view.length(i) >= LARGEST or view.inside(following, i):  # tables of tables lay out the page
                continue
            inner = view.runs(i)
            if len(inner) > 1 and (
                (tag == "table" and _mostly(features, odds, inner)) or _enclosed(features, odds, i, inner)
            ):
                for k in inner:
                    odds[k] = max(odds[k], ENOUGH)


def _mostly(features: Features, odds: list[float], inner: range) -> bool:
    total = sum(features.weights[k] for k in inner)
    return sum(features.weights[k] for k in inner if odds[k] >= ENOUGH) >= MOST * total


def _enclosed(features: Features, odds: list[float], i: int, inner: range) -> bool:
    """Whether a table or list without links stands right between two paragraphs of the text, a
    table between lists too."""
    view, before, after = features.view, inner.start - 1, inner.stop
    if before < 0 or after >= len(odds) or view.links[i] or features.around(i) & _NO_PLACE:
        return False
    around, table = view.parents[i], view.tags[i] == "table"
    owners = [features.owners[k] for k in (before, after)]
    beside = [view.parents[j] if table and view.tags[j] == "li" else j for j in owners]  # a list as a whole
    return all(odds[k] >= ENOUGH and (table or features.long[k]) for k in (before, after)) and all(
        view.parents[j] == around for j in beside
    )
