"""What can be known of each run of text before it is judged: one row of numbers a segment."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from newsarchive.extract.cues import cue
from newsarchive.extract.headings import LONGEST, tied, untied
from newsarchive.extract.regions import BIT, NAMES, regions
from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page

_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
DENSE_FACTOR = 2.5
"""A character of Chinese, Japanese, Korean, Thai, Lao, Burmese or Khmer says as much as so many Latin ones."""
_STOPS = re.compile(r"[.!?。！？؟।։።…]")
_COMMAS = re.compile(r"[,;，、；،؛]")
_ENDS = frozenset(".!?。！？؟।։።…:\"”»“'’)]」』")
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
FAR = 3
"""Steps up from a link to what it shares with the article: beyond, it is not looked at."""

LINKED = 0.1
"""Share of text in links from which a section under a title such as "Related" is one of other stories."""

_NEAR_NAMES = (
    "comment", "caption", "body", "lead", "related", "box", "cta", "share", "side", "content", "embed", "author",
    "form", "quote", "meta", "ad", "letter", "title", "teaser", "note", "tags", "live",
)  # fmt: skip
_NEAR = tuple(BIT[name] for name in _NEAR_NAMES)
_FAR = tuple(1 << n for n in range(len(NAMES) + len(_AROUND)))
COLUMNS = (
    "weight", "density", "stops", "commas", "end", "digits", "upper", "cue", "is_headline", "in_description",
    "repeated", "in_ld", "inline", "place", "place_weight", "from_headline", "since_long", "until_long",
    "prev_weight", "prev_density", "next_weight", "next_density", "prev_style", "next_style", "style_share",
    "style_count", "links_around", "under_title", "tag", "depth", *(f"near_{n}" for n in _NEAR_NAMES), "in_best", "parent_tag", "parent_share",
    "grand_share", "great_share", "parent_density", "grand_density", "climb", "siblings",
    *(f"far_{n}" for n in NAMES), *(f"in_{n}" for n in _AROUND),
)  # fmt: skip
Row = tuple[float, ...]


@lru_cache(maxsize=8192)
def _near(bits: int) -> Row:
    return tuple(1.0 if bits & bit else 0.0 for bit in _NEAR)


@lru_cache(maxsize=8192)
def _far(bits: int) -> Row:
    return tuple(1.0 if bits & bit else 0.0 for bit in _FAR)


class Features:
    """The rows of a page, and what was computed on the way. ``rows`` has None for a run not worth a look."""

    def __init__(self, page: Page, metadata: Metadata) -> None:
        self.page, self.metadata, self.view = page, metadata, page.view
        view = page.view
        self.segments = view.segments
        dense = _is_dense(view.text)
        factor = DENSE_FACTOR if dense else 1.0
        self.weights = [(s.stop - s.start) * factor for s in self.segments]
        self.densities = [s.linked / (s.stop - s.start) for s in self.segments]
        tags = view.tags
        self.long = [
            w >= LONG and d < 0.5 and tags[s.owner] not in HEADING
            for w, d, s in zip(self.weights, self.densities, self.segments, strict=True)
        ]
        self.total = sum(w for w, long in zip(self.weights, self.long, strict=True) if long) or 1.0
        self._regions: dict[int, int] = {}
        self._around: dict[int, int] = {-1: 0}
        self._above: dict[int, Row] = {}
        self.mass = self._mass()
        self.best = self._best()
        self.under: list[float] = []
        self.sections: list[tuple[int, int]] = []
        self.rows = self._rows() if self.segments else []

    def text(self, k: int) -> str:
        """The text of a segment, in one line."""
        segment = self.segments[k]
        return self.view.text[segment.start : segment.stop].replace("\n", " ").strip()

    def own(self, i: int) -> int:
        """What the class of an element says."""
        found = self._regions.get(i)
        if found is None:
            hint = self.view.hints[i]
            found = self._regions[i] = regions(hint) if hint else 0
        return found

    def around(self, i: int) -> int:
        """What the classes and tags of an element and all around it say."""
        found = self._around.get(i)
        if found is None:
            tag = self.view.tags[i]
            own = self.own(i)
            if tag in ("body", "html"):
                own = 0
            elif own and self.mass[i] > WHOLE * self.total:
                own &= _KEEP
            found = own | _AROUND_BIT.get(tag, 0) | self.around(self.view.parents[i])
            self._around[i] = found
        return found

    def _mass(self) -> list[float]:
        """The weight of long runs in each element."""
        parents = self.view.parents
        mass = [0.0] * len(parents)
        for segment, weight, long in zip(self.segments, self.weights, self.long, strict=True):
            if long:
                mass[segment.owner] += weight
        for i in range(len(parents) - 1, 0, -1):
            if mass[i]:
                mass[parents[i]] += mass[i]
        return mass

    def _best(self) -> int:
        """The element whose own and nearly own paragraphs weigh most; -1 for none."""
        scores: dict[int, float] = {}
        parents = self.view.parents
        for segment, weight, long, density in zip(
            self.segments, self.weights, self.long, self.densities, strict=True
        ):
            if long and not self.around(segment.owner) & _FOREIGN:
                i, share = parents[segment.owner], weight * (1 - density)
                for _ in range(3):
                    if i < 0:
                        break
                    scores[i] = scores.get(i, 0.0) + share
                    i, share = parents[i], share * 0.6
        return max(scores, key=lambda i: (scores[i], -i), default=-1)

    def _rows(self) -> list[Row | None]:
        view, segments, weights, densities = self.view, self.segments, self.weights, self.densities
        tags, hints, parents, depths, ends = view.tags, view.hints, view.parents, view.depths, view.ends
        owners = [s.owner for s in segments]
        styles = [(tags[i], hints[i], depths[i], hints[parents[i]]) for i in owners]
        style_count = Counter(styles)
        style_weight: dict[tuple[str, str, int, str], float] = {}
        for style, weight, long in zip(styles, weights, self.long, strict=True):
            if long:
                style_weight[style] = style_weight.get(style, 0.0) + weight
        texts = [view.text[s.start : s.stop] for s in segments]
        seen = Counter(texts)
        headline = fold(self.metadata.headline or "")
        description = fold(self.metadata.description or "")
        ld = self._ld_body()
        since, until = self._distances()
        count, everything, before = len(segments), sum(weights) or 1.0, 0.0
        at = self.metadata.headline_at
        sums = [0.0, *accumulate(densities)]
        self.under = self._under_titles(texts)
        first = next((k for k, i in enumerate(owners) if i >= at), 999) if at >= 0 else 999
        rows: list[Row | None] = []
        for k in range(count):
            weight, density, i = weights[k], densities[k], owners[k]
            above = self._above.get(parents[i])
            if above is None:
                above = self._above[parents[i]] = self._of_parent(max(parents[i], 0))
            # Links outside of the article: two of five runs; one in 300 of them is text after all.
            if density > 0.95 and not above[0] and above[7] > FAR - 2:
                rows.append(None)
                before += weight
                continue
            text, style = texts[k], styles[k]
            length = len(text)
            head = text[:200]
            folded = fold(text) if weight < 500 else ""
            near = self.own(i) | self.own(parents[i]) if parents[i] >= 0 else self.own(i)
            rows.append(
                (
                    weight, density, float(len(_STOPS.findall(text))), float(len(_COMMAS.findall(text))),
                    1.0 if text[-1] in _ENDS else 0.0,
                    sum(map(str.isdigit, head)) / len(head), sum(map(str.isupper, head)) / len(head),
                    float(cue(folded)) if weight < 250 else 0.0,
                    1.0 if folded and folded == headline else 0.0,
                    1.0 if description and length > 30 and folded and folded in description else 0.0,
                    float(seen[text]), (1.0 if (folded or fold(head))[:150] in ld else 0.0) if ld else -1.0,
                    float(ends[i] - i - 1), k / count, before / everything, float(k - first),
                    since[k], until[k],
                    weights[k - 1] if k else 0.0, densities[k - 1] if k else 0.0,
                    weights[k + 1] if k + 1 < count else 0.0, densities[k + 1] if k + 1 < count else 0.0,
                    1.0 if k and styles[k - 1] == style else 0.0,
                    1.0 if k + 1 < count and styles[k + 1] == style else 0.0,
                    style_weight.get(style, 0.0) / self.total, float(style_count[style]),
                    (sums[min(k + 6, count)] - sums[max(k - 5, 0)]) / 11.0, self.under[k],
                    _TAGS.get(tags[i], 0.0), float(depths[i]), *_near(near), *above, *_far(self.around(i)),
                )
            )  # fmt: skip
            before += weight
        return rows

    def _under_titles(self, texts: list[str]) -> list[float]:
        """1 for runs in a section whose title leads to other stories, 0.5 for those behind such a title."""
        view, under = self.view, [0.0] * len(texts)
        for k, text in enumerate(texts):
            if len(text) > LONGEST or not (tied(text) or untied(text)):
                continue
            owner = self.segments[k].owner
            section = self._section(owner, k)
            if section >= 0:
                self.sections.append((k, section))
            for later in range(k, len(texts)):
                i = self.segments[later].owner
                if section >= 0 and i < view.ends[section]:
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
        grand = max(view.parents[parent], 0)
        great = max(view.parents[grand], 0)
        inside = 1.0 if self.best >= 0 and view.inside(parent, self.best) else 0.0
        return (
            inside, _TAGS.get(view.tags[parent], 0.0), mass[parent] / total, mass[grand] / total, mass[great] / total,
            view.density(parent), view.density(grand), 0.0 if inside else self._climb(parent),
            float(min(view.ends[parent] - parent, 200)),
        )  # fmt: skip

    def _climb(self, i: int) -> float:
        """How many steps up from an element until what it is in holds the best container too."""
        best, parents, ends, steps = self.best, self.view.parents, self.view.ends, 0
        while i > 0 and steps < 20 and not i <= best < ends[i]:
            i = parents[i]
            steps += 1
        return float(steps)

    def _ld_body(self) -> str:
        """The articleBody that the JSON-LD gives, folded."""
        found = self.page.ld.longest("articleBody")
        return fold(clean(found)) if len(found) > 200 else ""

    def _distances(self) -> tuple[list[float], list[float]]:
        """How many runs lie between each run and the last long one, and the next."""
        since: list[float] = []
        until: list[float] = []
        last = -99
        for k, long in enumerate(self.long):
            since.append(float(min(99, k - last)))
            if long:
                last = k
        last = len(self.long) + 99
        for k in range(len(self.long) - 1, -1, -1):
            until.append(float(min(99, last - k)))
            if self.long[k]:
                last = k
        return since, until[::-1]


def _is_dense(text: str) -> bool:
    sample = text[:: max(1, len(text) // 1000)]
    return len(_DENSE.findall(sample)) > 0.2 * len(sample)
