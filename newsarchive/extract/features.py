"""What can be known of each run of text before it is judged: one row of numbers a segment."""

from __future__ import annotations

import re
from functools import lru_cache

from newsarchive.extract.cues import cue
from newsarchive.extract.regions import BIT, NAMES, regions
from newsarchive.extract.metadata import Metadata
from newsarchive.extract.page import Page
from newsarchive.extract.texts import clean, fold

_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_STOPS = re.compile(r"[.!?。！？؟।։።…]")
_COMMAS = re.compile(r"[,;，、；،؛]")
_END = re.compile(r"[.!?。！？؟।։።…:\"”»“'’)\]」』]$")
_TAGS = {
    "p": 1, "li": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6, "h5": 6, "h6": 6, "blockquote": 7, "td": 8, "th": 8,
    "div": 9, "section": 10, "article": 11, "figcaption": 12, "pre": 13, "dd": 14, "dt": 14, "header": 15,
    "footer": 16, "aside": 17, "label": 18, "time": 18, "figure": 12, "address": 18, "main": 11, "body": 10,
}  # fmt: skip
_AROUND = ("article", "main", "aside", "header", "footer", "nav", "figure", "form", "li", "td", "blockquote", "a")
_AROUND_BIT = {tag: 1 << n for n, tag in enumerate(_AROUND)}
HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONG = 60
"""Characters from which a run of text counts as a paragraph of prose."""

NUMBERS = (
    "weight", "density", "stops", "commas", "end", "digits", "upper", "tag", "parent_tag", "inline",
    "depth", "place", "place_weight", "from_headline", "in_ld", "is_headline", "in_description", "repeated",
    "style_share", "style_count", "parent_share", "grand_share", "great_share", "parent_density", "grand_density",
    "climb", "in_best", "prev_weight", "prev_density", "next_weight", "next_density", "prev_style", "next_style",
    "siblings", "cue", "since_long", "until_long", "whole_link",
)  # fmt: skip
COLUMNS = (
    *NUMBERS,
    *(f"near_{n}" for n in NAMES),
    *(f"far_{n}" for n in NAMES),
    *(f"in_{n}" for n in _AROUND),
)
_NEAR = [1 << n for n in range(len(NAMES))]
_FAR = [1 << n for n in range(len(NAMES) + len(_AROUND))]
_SHIFT = len(NAMES)
_KEEP = BIT["body"] | BIT["content"]
WHOLE = 0.6
"""An element with more of the page's prose than this share holds the article: what its class forbids is not
believed (a body element of class "has-cookie-banner")."""


@lru_cache(maxsize=8192)
def _near(bits: int) -> tuple[int, ...]:
    return tuple(1 if bits & bit else 0 for bit in _NEAR)


@lru_cache(maxsize=8192)
def _far(bits: int) -> tuple[int, ...]:
    return tuple(1 if bits & bit else 0 for bit in _FAR)


class Features:
    """The rows of a page, and what was computed on the way."""

    def __init__(self, page: Page, metadata: Metadata) -> None:
        self.page, self.metadata, self.view = page, metadata, page.view
        self.segments = self.view.segments
        self.texts = [self.view.text[s.start : s.stop].replace("\n", " ") for s in self.segments]
        self.factor = 2.5 if _DENSE.search(self.view.text) and _is_dense(self.view.text) else 1.0
        self.weights = [(s.stop - s.start) * self.factor for s in self.segments]
        self.densities = [s.linked / (s.stop - s.start) for s in self.segments]
        self.long = [
            w >= LONG and d < 0.5 and self.view.tags[s.owner] not in HEADING
            for w, d, s in zip(self.weights, self.densities, self.segments, strict=True)
        ]
        self.total = sum(w for w, long in zip(self.weights, self.long, strict=True) if long) or 1.0
        self.mass = self._mass()
        self.near, self.far = self._hints()
        self.best = self._best()

    def _mass(self) -> list[float]:
        """The weight of long runs in each element."""
        mass = [0.0] * len(self.view.tags)
        parents = self.view.parents
        for segment, weight, long in zip(self.segments, self.weights, self.long, strict=True):
            if long:
                i = segment.owner
                while i >= 0:
                    mass[i] += weight
                    i = parents[i]
        return mass

    def _hints(self) -> tuple[list[int], list[int]]:
        view, near, far = self.view, [], []
        limit = WHOLE * self.total
        for i, (hint, tag, parent) in enumerate(zip(view.hints, view.tags, view.parents, strict=True)):
            own = regions(hint) if hint else 0
            near.append(own)
            if tag in ("body", "html"):
                own = 0
            elif own and self.mass[i] > limit:
                own &= _KEEP
            around = _AROUND_BIT.get(tag)
            if around:
                own |= around << _SHIFT
            far.append(own | far[parent] if parent >= 0 else own)
        return near, far

    def _best(self) -> int:
        """The element whose own and nearly own paragraphs weigh most."""
        scores: dict[int, float] = {}
        parents = self.view.parents
        for segment, weight, long, density in zip(
            self.segments, self.weights, self.long, self.densities, strict=True
        ):
            if long and not self.far[segment.owner] & _FOREIGN:
                i, share = parents[segment.owner], weight * (1 - density)
                for _ in range(3):
                    if i < 0:
                        break
                    scores[i] = scores.get(i, 0.0) + share
                    i, share = parents[i], share * 0.6
        return max(scores, key=lambda i: (scores[i], -i), default=-1)

    def rows(self) -> list[tuple[float, ...]]:
        """A row of :data:`COLUMNS` for each segment."""
        view, segments, texts, weights, densities = (
            self.view, self.segments, self.texts, self.weights, self.densities,
        )  # fmt: skip
        if not segments:
            return []
        mass, total, parents, tags = self.mass, self.total, view.parents, view.tags
        styles = [
            (tags[s.owner], view.hints[s.owner], view.hints[parents[s.owner]], view.depths[s.owner])
            for s in segments
        ]
        style_weight: dict[tuple[str, str, str, int], float] = {}
        style_count: dict[tuple[str, str, str, int], int] = {}
        for style, weight, long in zip(styles, weights, self.long, strict=True):
            style_count[style] = style_count.get(style, 0) + 1
            if long:
                style_weight[style] = style_weight.get(style, 0.0) + weight
        seen: dict[str, int] = {}
        for text in texts:
            seen[text] = seen.get(text, 0) + 1
        headline = fold(self.metadata.headline or "")
        description = fold(self.metadata.description or "")
        ld = self.ld_body()
        since, until = self._distances()
        climbs: dict[int, int] = {}
        count, everything, before = len(segments), sum(weights) or 1.0, 0.0
        at = self.metadata.headline_at
        first = next((k for k, s in enumerate(segments) if s.owner >= at >= 0), -1)
        rows: list[tuple[float, ...]] = []
        for k, (segment, text, weight, density) in enumerate(
            zip(segments, texts, weights, densities, strict=True)
        ):
            i = segment.owner
            parent = max(parents[i], 0)
            grand = max(parents[parent], 0)
            great = max(parents[grand], 0)
            folded = fold(text) if weight < 600 else text
            letters = len(text)
            style = styles[k]
            climb = climbs.get(parent)
            if climb is None:
                climb = climbs[parent] = self._climb(parent)
            rows.append(
                (
                    weight, density, len(_STOPS.findall(text)), len(_COMMAS.findall(text)),
                    1 if _END.search(text) else 0,
                    sum(map(str.isdigit, text[:200])) / min(letters, 200),
                    sum(map(str.isupper, text[:200])) / min(letters, 200),
                    _TAGS.get(tags[i], 0), _TAGS.get(tags[parent], 0), view.ends[i] - i - 1,
                    view.depths[i], k / count, before / everything,
                    k - first if first >= 0 else -999,
                    -1 if not ld else 1 if folded[:300] in ld else 0,
                    1 if headline and folded == headline else 0,
                    1 if description and (folded in description or description[:80] in folded) else 0,
                    seen[text], style_weight.get(style, 0.0) / total, style_count[style],
                    mass[parent] / total, mass[grand] / total, mass[great] / total,
                    view.density(parent), view.density(grand), climb,
                    1 if self.best >= 0 and view.inside(i, self.best) else 0,
                    weights[k - 1] if k else 0, densities[k - 1] if k else 0,
                    weights[k + 1] if k + 1 < count else 0, densities[k + 1] if k + 1 < count else 0,
                    1 if k and styles[k - 1] == style else 0,
                    1 if k + 1 < count and styles[k + 1] == style else 0,
                    style_count[style], cue(folded) if weight < 400 else 0, since[k], until[k],
                    1 if density > 0.95 else 0,
                    *_near(self.near[i] | self.near[parent]), *_far(self.far[i]),
                )
            )  # fmt: skip
            before += weight
        return rows

    def ld_body(self) -> str:
        """The longest articleBody that the JSON-LD gives, folded."""
        bodies = [
            node["articleBody"]
            for node in self.page.ld.nodes
            if isinstance(node.get("articleBody"), str) and len(node["articleBody"]) > 200
        ]
        return fold(clean(max(bodies, key=len))) if bodies else ""

    def _climb(self, i: int) -> int:
        """How many steps up from an element until what it is in holds the best container's text too."""
        view, steps = self.view, 0
        while i > 0 and steps < 20 and not view.inside(self.best, i) and not view.inside(i, self.best):
            i = view.parents[i]
            steps += 1
        return steps

    def _distances(self) -> tuple[list[int], list[int]]:
        count = len(self.long)
        since, until = [99] * count, [99] * count
        last = -99
        for k in range(count):
            since[k] = min(99, k - last)
            if self.long[k]:
                last = k
        last = 10_000
        for k in range(count - 1, -1, -1):
            until[k] = min(99, last - k)
            if self.long[k]:
                last = k
        return since, until


_FOREIGN = (
    BIT["nav"] | BIT["foot"] | BIT["comment"] | BIT["letter"] | BIT["modal"]
    | (_AROUND_BIT["nav"] | _AROUND_BIT["footer"] | _AROUND_BIT["aside"] | _AROUND_BIT["form"]) << _SHIFT
)  # fmt: skip


def _is_dense(text: str) -> bool:
    sample = text[:: max(1, len(text) // 2000)]
    return len(_DENSE.findall(sample)) > 0.2 * len(sample)
