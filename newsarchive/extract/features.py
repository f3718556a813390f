"""What can be known of each run of text before it is judged: one row of numbers a segment."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from newsarchive.extract.cues import cues
from newsarchive.extract.headings import LONGEST, ties
from newsarchive.extract.regions import BIT, NAMES, regions
from newsarchive.extract.texts import clean, factor_of, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page

_DIGITS = re.compile(r"\d")
_CAPITALS = re.compile("[A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-Я]")
HEAD = 100
"""Characters of a run whose digits and capitals are counted."""
_STOPS = re.compile(r"[.!?。！？؟।։።…]")
_COMMAS = re.compile(r"[,;，、；،؛]")
SENTENCE_ENDS = frozenset(".!?。！？؟।։።…:\"”»“'’)]」』")
_TAGS = {
    "p": 1.0, "li": 2.0, "h1": 3.0, "h2": 4.0, "h3": 5.0, "h4": 6.0, "h5": 6.0, "h6": 6.0, "blockquote": 7.0, "td": 8.0, "th": 8.0,
    "div": 9.0, "section": 10.0, "article": 11.0, "figcaption": 12.0, "pre": 13.0, "dd": 14.0, "dt": 14.0, "header": 15.0,
    "footer": 16.0, "aside": 17.0, "label": 18.0, "time": 18.0, "figure": 12.0, "address": 18.0, "main": 11.0, "body": 10.0,
}  # fmt: skip
_AROUND = ("article", "main", "aside", "header", "footer", "nav", "figure", "form", "li", "td")
_AROUND_BIT = {tag: 1 << (len(NAMES) + n) for n, tag in enumerate(_AROUND)}
_AROUND_BIT["figcaption"] = _AROUND_BIT["figure"]
_FOREIGN = (
    BIT["nav"] | BIT["foot"] | BIT["comment"] | BIT["letter"] | BIT["modal"]
    | _AROUND_BIT["nav"] | _AROUND_BIT["footer"] | _AROUND_BIT["aside"] | _AROUND_BIT["form"]
)  # fmt: skip
_KEEP = BIT["body"] | BIT["content"]
WHOLE = 0.6
"""An element with more of the page's prose than this share holds the article: what its class forbids is not
believed (a body element of class "has-cookie-banner")."""
HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONG = 60
"""Characters from which a run of text counts as a paragraph of prose."""
BRIEF = 250
"""Characters up to which a run may be a notice."""
FAR = 3
"""Steps up from a link to what it shares with the article: beyond, it is not looked at."""

LINKED = 0.1
"""Share of text in links from which a section under a title such as "Related" is one of other stories."""

_NEAR_NAMES = (
    "comment", "caption", "body", "lead", "related", "box", "cta", "share", "side", "content", "embed", "author",
    "form", "quote", "meta", "ad", "letter", "title", "teaser", "note", "tags", "live",
)  # fmt: skip
_PARENT = (
    "in_best", "parent_tag", "parent_share", "grand_share", "great_share", "parent_density", "grand_density",
    "climb", "siblings",
)  # fmt: skip
NUMBERS = (
    "near", "around", "weight", "density", "stops", "commas", "end", "digits", "upper", "cue", "is_headline",
    "in_description", "repeated", "in_ld", "inline", "place", "place_weight", "from_headline", "since_long",
    "until_long", "prev_weight", "prev_density", "next_weight", "next_density", "prev_style", "next_style",
    "style_share", "style_count", "links_around", "under_title", "tag", "depth", *_PARENT,
)  # fmt: skip
"""What a row holds: two sets of bits, then numbers."""
FLAGS = {
    **{f"near_{name}": (0, BIT[name]) for name in _NEAR_NAMES},
    **{f"far_{name}": (1, BIT[name]) for name in NAMES},
    **{f"in_{tag}": (1, _AROUND_BIT[tag]) for tag in _AROUND},
}
"""The single bits of a row's sets: which set, which bit."""
COLUMNS = (*NUMBERS[2:], *FLAGS)
"""What the model may ask of a row."""
Row = tuple[Any, ...]


def value(row: Row, column: str) -> float:
    """What a row says in a column."""
    if column in FLAGS:
        place, bit = FLAGS[column]
        return float(bool(row[place] & bit))
    return float(row[NUMBERS.index(column)])


class Features:
    """The rows of a page, and what was computed on the way. ``rows`` has None for a run not worth a look."""

    def __init__(self, page: Page, metadata: Metadata) -> None:
        self.page, self.metadata, self.view = page, metadata, page.view
        view = page.view
        self.segments = view.segments
        factor = factor_of(view.text)
        self.owners = [s.owner for s in self.segments]
        self.weights = [len(line) * factor for line in view.lines]
        self.densities = [s.linked / (s.stop - s.start) for s in self.segments]
        tags = view.tags
        self.long = [
            w >= LONG and d < 0.5 and tags[i] not in HEADING
            for w, d, i in zip(self.weights, self.densities, self.owners, strict=True)
        ]
        self.total = sum(w for w, long in zip(self.weights, self.long, strict=True) if long) or 1.0
        self._around: dict[int, int] = {-1: 0}
        self._own = {"": 0}  # a page may have more names than the cache of all pages holds
        self._climbed: dict[int, int] = {0: 0, -1: 0}
        self.mass = self._mass()
        self.best = self._best()
        self.under: list[float] = []
        self.titles: list[tuple[int, bool]] = []
        self.sections: list[tuple[int, int]] = []
        self.rows = self._rows() if self.segments else []

    def own(self, i: int) -> int:
        """What the class of an element says."""
        hint = self.view.hints[i]
        found = self._own.get(hint)
        if found is None:
            found = self._own[hint] = regions(hint)
        return found

    def around(self, i: int) -> int:
        """What the classes and tags of an element and all around it say."""
        below = []
        while (found := self._around.get(i)) is None:
            below.append(i)
            i = self.view.parents[i]
        for i in reversed(below):  # no recursion: a page may be 2,000 elements deep
            tag = self.view.tags[i]
            own = self.own(i)
            if tag in ("body", "html"):
                own = 0
            elif own and self.mass[i] > WHOLE * self.total:
                own &= _KEEP
            found |= own | _AROUND_BIT.get(tag, 0)
            self._around[i] = found
        return found

    def _mass(self) -> list[float]:
        """The weight of long runs in each element."""
        parents = self.view.parents
        mass = [0.0] * len(parents)
        for i, weight, long in zip(self.owners, self.weights, self.long, strict=True):
            if long:
                mass[i] += weight
        for i in range(len(parents) - 1, 0, -1):
            if mass[i]:
                mass[parents[i]] += mass[i]
        return mass

    def _best(self) -> int:
        """The element whose own and nearly own paragraphs weigh most; -1 for none."""
        scores: dict[int, float] = {}
        parents = self.view.parents
        for owner, weight, long, density in zip(
            self.owners, self.weights, self.long, self.densities, strict=True
        ):
            if long and not self.around(owner) & _FOREIGN:
                i, share = parents[owner], weight * (1 - density)
                for _ in range(3):
                    if i < 0:
                        break
                    scores[i] = scores.get(i, 0.0) + share
                    i, share = parents[i], share * 0.6
        return max(scores, key=lambda i: (scores[i], -i), default=-1)

    def _rows(self) -> list[Row | None]:
        """A row a run; the numbers of runs worth a look only."""
        view = self.view
        self.under = self._under_titles()
        parents = [view.parents[i] for i in self.owners]
        above = {i: self._of_parent(i) for i in dict.fromkeys(parents)}
        # Links outside of the article: two of five runs; one in 300 of them is text after all.
        worth = [
            k
            for k, (i, density) in enumerate(zip(parents, self.densities, strict=True))
            if density <= 0.95 or above[i][0] or above[i][7] <= FAR - 2
        ]
        rows: list[Row | None] = [None] * len(self.segments)
        told = zip(worth, self._wording(worth), self._setting(worth), strict=True)
        for k, wording, setting in told:
            i = self.owners[k]
            near = self.own(i) | self.own(parents[k])
            rows[k] = (near, self.around(i), *wording, *setting, *above[parents[k]])
        return rows

    def _wording(self, worth: list[int]) -> Iterator[Row]:
        """What the words of runs say."""
        lines, folded, weights, densities = self.view.lines, self.view.folded, self.weights, self.densities
        seen = Counter(lines)
        headline, description = fold(self.metadata.headline or ""), fold(self.metadata.description or "")
        ld = self._ld_body()
        kinds = dict.fromkeys(worth, 0)
        brief = [k for k in worth if weights[k] < BRIEF]
        kinds.update(zip(brief, cues([folded[k] for k in brief]), strict=True))
        for k in worth:
            text, said = lines[k], folded[k]
            head = text[:HEAD]
            yield (
                weights[k], densities[k], len(_STOPS.findall(text)), len(_COMMAS.findall(text)), text[-1] in SENTENCE_ENDS,
                len(_DIGITS.findall(head)) / len(head), len(_CAPITALS.findall(head)) / len(head), kinds[k],
                said == headline, len(said) > 30 and said in description, seen[text], said[:150] in ld if ld else -1,
            )  # fmt: skip

    def _setting(self, worth: list[int]) -> Iterator[Row]:
        """Where runs stand, and among which others."""
        view, weights, densities, count = self.view, self.weights, self.densities, len(self.segments)
        tags, hints, parents, depths, ends = view.tags, view.hints, view.parents, view.depths, view.ends
        styles = [(tags[i], hints[i], depths[i], hints[parents[i]]) for i in self.owners]
        style_count = Counter(styles)
        style_weight: dict[tuple[str, str, int, str], float] = {}
        for style, weight, long in zip(styles, weights, self.long, strict=True):
            if long:
                style_weight[style] = style_weight.get(style, 0.0) + weight
        since, until = self._distances()
        before = [0.0, *accumulate(weights)]
        everything = before[-1] or 1.0
        sums = [0.0, *accumulate(densities)]
        at = self.metadata.headline_at
        first = next((k for k, i in enumerate(self.owners) if i >= at), 999) if at >= 0 else 999
        styles += [("", "", 0, "")]
        nothing = [0.0]
        around_weights, around_densities = (
            weights + nothing,
            densities + nothing,
        )  # before the first: the last
        for k in worth:
            i, style = self.owners[k], styles[k]
            yield (
                ends[i] - i - 1, k / count, before[k] / everything, k - first, since[k], until[k],
                around_weights[k - 1], around_densities[k - 1], around_weights[k + 1], around_densities[k + 1],
                styles[k - 1] == style, styles[k + 1] == style, style_weight.get(style, 0.0) / self.total,
                style_count[style], (sums[min(k + 6, count)] - sums[max(k - 5, 0)]) / 11.0, self.under[k],
                _TAGS.get(tags[i], 0.0), depths[i],
            )  # fmt: skip

    def _under_titles(self) -> list[float]:
        """1 for runs in a section whose title leads to other stories, 0.5 for those behind such a title."""
        view, owners, under = self.view, self.owners, [0.0] * len(self.owners)
        for k, folded in enumerate(view.folded):
            if len(folded) > LONGEST or (tied := ties(folded)) is None:
                continue
            self.titles.append((k, tied))
            section = self._section(owners[k], k)
            if section >= 0:
                self.sections.append((k, section))
            for later in range(k, len(owners)):
                if section >= 0 and owners[later] < view.ends[section]:
                    under[later] = 1.0
                elif later < k + 12:
                    under[later] = max(under[later], 0.5)
                else:
                    break
        return under

    def _section(self, i: int, k: int) -> int:
        """What a title stands over: the first element around it that holds more, begins with it and has links."""
        view, headline, title = self.view, self.metadata.headline_at, self.segments[k]
        while i >= 0 and view.length(i) <= title.stop - title.start + 30:
            i = view.parents[i]
        if i < 0 or title.start > view.starts[i] + 5 or i <= headline < view.ends[i]:
            return -1
        if view.density(i) < LINKED or (headline < 0 and self.mass[i] > 0.4 * self.total):
            return -1
        return i

    def _of_parent(self, parent: int) -> Row:
        """What all runs within one element share."""
        view, mass, total = self.view, self.mass, self.total
        parent = max(parent, 0)
        grand = max(view.parents[parent], 0)
        great = max(view.parents[grand], 0)
        inside = 1.0 if self.best >= 0 and view.inside(parent, self.best) else 0.0
        return (
            inside, _TAGS.get(view.tags[parent], 0.0), mass[parent] / total, mass[grand] / total, mass[great] / total,
            view.density(parent), view.density(grand), 0 if inside else self._climb(parent),
            min(view.ends[parent] - parent, 200),
        )  # fmt: skip

    def _climb(self, i: int) -> int:
        """How many steps up from an element until what it is in holds the best container too."""
        below = []
        while (steps := self._climbed.get(i)) is None:
            below.append(i)
            i = self.view.parents[i]
        for i in reversed(below):
            held = i <= self.best < self.view.ends[i]
            steps = self._climbed[i] = 0 if held else min(steps + 1, 20)
        return steps

    def _ld_body(self) -> str:
        """The articleBody that the JSON-LD gives, folded."""
        found = self.page.ld.longest("articleBody")
        return fold(clean(found)) if len(found) > 200 else ""

    def _distances(self) -> tuple[list[float], list[float]]:
        """How many runs lie between each run and the last long one, and the next."""
        since, until = list[float](), list[float]()
        last = -99
        for k, long in enumerate(self.long):
            since.append(min(99, k - last))
            if long:
                last = k
        last = len(self.long) + 99
        for k in range(len(self.long) - 1, -1, -1):
            until.append(min(99, last - k))
            if self.long[k]:
                last = k
        return since, until[::-1]
