"""Stories which the page presents as tied to this one.

The title of a section decides (`headings`). Boxes and links that stand alone between headline and the end
of the
text are tied to it whatever their title; below and beside the text only what a title ties to the story.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import cards, headings
from newsarchive.extract.regions import BIT, regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.article import Related, RelatedPlace
    from newsarchive.extract.body import Body
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

MAX_RELATED = 60
MAX_TITLES = 300
CLIMB = 40
"""Ancestors that are looked at; more than any page needs."""
ALONE = 0.7
"""Least share of a line's text that stands in links for the line to be a link and no prose."""
REACH = 250
"""Elements after the title of a section in which its links are looked for, where no element holds just
them."""
_ENDS = frozenset({"h1", "h2", "hr", "footer", "nav", "form", "address", "aside"})
"""What ends a section that no element holds."""
_FURNITURE = BIT["nav"] | BIT["letter"] | BIT["share"] | BIT["comment"] | BIT["tags"] | BIT["author"]


class Title(NamedTuple):
    """A section's title: its element, whether it ties the section to the story."""

    at: int
    tied: bool


class Section(NamedTuple):
    """A run of elements that holds links to stories."""

    start: int
    stop: int
    place: RelatedPlace
    tied: bool = False
    """Whether a title ties it to the story."""


def read_related(page: Page, body: Body, metadata: Metadata) -> tuple[Related, ...]:
    """The related stories in document order, each once."""
    targets = cards.Targets(page)
    titles = _titles(page.view)
    titled = list(_titled(targets, body, metadata, titles))
    found: dict[str, Related] = {}
    alone = [
        s
        for s in _inline(targets, body, metadata, titles)
        if not any(t.start <= s.start < t.stop for t in titled)
    ]
    for section in sorted([*titled, *alone]):
        for url, related in _stories(targets, section, body):
            known = found.get(url)
            if known is None or (known.title is None and related.title):
                found[url] = related
    return tuple(found.values())[:MAX_RELATED]


def _titles(view: View) -> list[Title]:
    """The titles of sections of links, tied or not, outside of navigation."""
    found = []
    for segment, folded in zip(view.segments, view.folded, strict=True):
        if segment.stop - segment.start > headings.LONGEST:
            continue
        tied = headings.ties(folded)
        if tied is not None and not _in_navigation(view, segment.owner):
            found.append(Title(segment.owner, tied))
        if len(found) >= MAX_TITLES:
            break
    return found


def _in_navigation(view: View, i: int) -> bool:
    if view.tags[i] == "li" and view.density(i) > 0.9:
        return True
    around = [view.tags[j] for j in (i, *islice(view.ancestors(i), CLIMB))]
    return not {"nav", "select", "button"}.isdisjoint(around) or _in_footer(around)


def _in_footer(around: list[str]) -> bool:
    """Of tags from the inside out, whether they stand in the page's footer; an article may have its own."""
    return "footer" in around and "article" not in around[around.index("footer") :]


def _titled(targets: cards.Targets, body: Body, metadata: Metadata, titles: list[Title]) -> Iterator[Section]:
    view = targets.page.view
    for n, title in enumerate(titles):
        if not title.tied:
            continue
        holder = _holder(targets, title.at)
        stop = view.ends[holder] if holder >= 0 else _unheld(view, title.at)
        following = next((t.at for t in titles[n + 1 :] if t.at >= view.ends[title.at]), stop)
        if holder >= 0 and view.inside(body.start, holder) and body.stop:
            stop = min(stop, following, _next_paragraph(view, body, title.at), title.at + REACH)
        else:
            stop = min(stop, following)
        yield Section(title.at, stop, _place(view, title.at, stop, body, metadata), True)


def _unheld(view: View, title: int) -> int:
    """Where the section ends whose title stands right in the page's body: at the next heading or rule."""
    top, tag = title, view.tags[title]
    while view.parents[top] >= 0 and view.tags[view.parents[top]] not in ("body", "html"):
        top = view.parents[top]
    stop = min(view.ends[max(view.parents[top], 0)], top + REACH)
    i = view.ends[top]
    while i < stop and view.tags[i] not in _ENDS and view.tags[i] != tag:
        i = view.ends[i]
    return min(i, stop)


def _holder(targets: cards.Targets, title: int) -> int:
    """The smallest element around a title that holds links to stories after it; -1 where none does."""
    view = targets.page.view
    links = view.by_tag.get("a", [])
    for j in (title, *view.ancestors(title)):
        if view.tags[j] in ("body", "html"):
            return -1
        if any(targets(k) for k in links[bisect_left(links, title) : bisect_left(links, view.ends[j])]):
            return j
    return -1


def _next_paragraph(view: View, body: Body, i: int) -> int:
    """Where the running text, links that stand alone in it aside, goes on after an element."""
    for j in body.indices[bisect_left(body.indices, i + 1) :]:
        if view.density(j) < ALONE:
            return j
    return 1 << 60


def _place(view: View, i: int, stop: int, body: Body, metadata: Metadata) -> RelatedPlace:
    above = metadata.headline_at if metadata.headline_at >= 0 else body.start
    if min(above, body.start) <= i < body.stop and _next_paragraph(view, body, stop - 1) < body.stop:
        return "inline-box"
    around = [j for j in (i, *view.ancestors(i)) if not (body.stop and view.inside(body.start, j))]
    aside = any(view.tags[j] == "aside" or regions(view.hints[j]) & BIT["side"] for j in around)
    return "sidebar" if aside and body.stop and i < body.stop else "after-body"


def _inline(targets: cards.Targets, body: Body, metadata: Metadata, titles: list[Title]) -> Iterator[Section]:
    """Lines between headline and end of the text that are links to stories and nothing else."""
    view = targets.page.view
    first = metadata.headline_at if 0 <= metadata.headline_at < body.start else body.start
    untied = [t.at for t in titles if not t.tied]
    last = _last_paragraph(view, body)
    for segment in view.segments:
        i = segment.owner
        if not first < i < last or not _stands_alone(view, segment):
            continue
        if not cards.is_headline(view.text[segment.start : segment.stop]):
            continue
        before = bisect_left(untied, i)
        title = untied[before - 1] if before else -1
        if title > body.start and _next_paragraph(view, body, title) > i:
            continue
        yield Section(i, view.ends[i], "inline-box")
    yield from _covered(targets, body, first, last)


def _covered(targets: cards.Targets, body: Body, first: int, last: int) -> Iterator[Section]:
    """Cards under a link without words, which covers them."""
    view = targets.page.view
    links = view.by_tag.get("a", [])
    for k in links[bisect_left(links, first) : bisect_left(links, last)]:
        if view.length(k) == 0 and targets(k):
            card = cards.bounds(targets, k, targets(k), body.indices)
            if any(
                view.tags[j] in ("h2", "h3", "h4") and view.length(j) for j in range(card, view.ends[card])
            ):
                yield Section(k, view.ends[k], "inline-box")


def _last_paragraph(view: View, body: Body) -> int:
    """The last paragraph that is more than links; what follows it is below the text."""
    return next((j for j in reversed(body.indices) if view.density(j) < ALONE), body.stop)


def _stands_alone(view: View, segment: Segment) -> bool:
    if not segment.linked:
        return False
    i = segment.owner
    around = [i, *islice(view.ancestors(i), CLIMB)]
    if any(view.tags[j] in ("nav", "footer", "figcaption", "button") for j in around):
        return False
    if any(regions(view.hints[j].replace("relative", "")) & _FURNITURE for j in around[:3]):
        return False
    return any(view.tags[j] == "a" for j in around) or view.density(i) >= ALONE


def _stories(targets: cards.Targets, section: Section, body: Body) -> Iterator[tuple[str, Related]]:
    """The stories that a section links to."""
    page, view = targets.page, targets.page.view
    links: dict[str, list[int]] = {}
    around = [j for j in (section.start, *view.ancestors(section.start)) if view.tags[j] == "a"]
    every = view.by_tag.get("a", [])
    for k in [*around, *every[bisect_left(every, section.start) : bisect_left(every, section.stop)]]:
        url = targets(k)
        if not url or not (cards.is_story(url) or (section.tied and cards.is_titled(page, k, url))):
            continue
        above = [view.tags[j] for j in islice(view.ancestors(k), CLIMB)]
        if "nav" not in above and not _in_footer(above):
            links.setdefault(url, []).append(k)
    kept = body.indices if section.place == "inline-box" else (section.start,)
    for url, mine in links.items():
        card = max((cards.bounds(targets, k, url, kept) for k in mine), key=lambda j: view.ends[j] - j)
        related = cards.read(page, mine, card, url, section.place)
        if related.title or related.teaser:
            yield url, related
