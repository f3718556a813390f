"""Stories which the page presents as tied to this one.

The title of a section decides (`headings`). Boxes and links that stand alone between headline and the end of the
text are tied to it whatever their title; below and beside the text only what a title ties to the story.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import cards, headings
from newsarchive.extract.hints import ELSEWHERE, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.article import Related, RelatedPlace
    from newsarchive.extract.body import Body
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import View

MAX_RELATED = 60
ALONE = 0.85
"""Least share of a line's text that stands in links for the line to be a link and no prose."""
REACH = 250
"""Elements after the title of a section in which its links are looked for, where no element holds just them."""


class Title(NamedTuple):
    """A section's title: its element, whether it ties the section to the story."""

    index: int
    tied: bool


class Section(NamedTuple):
    """A run of elements that holds links to stories."""

    start: int
    stop: int
    place: RelatedPlace


def read_related(page: Page, body: Body, metadata: Metadata) -> tuple[Related, ...]:
    """The related stories in document order, each once."""
    titles = _titles(page)
    found: dict[str, Related] = {}
    for section in sorted([*_titled(page, body, metadata, titles), *_inline(page, body, metadata, titles)]):
        for url, related in _stories(page, section, strict=section.place == "inline-box"):
            known = found.get(url)
            if known is None or (known.title is None and related.title):
                found[url] = related
    return tuple(found.values())[:MAX_RELATED]


def _titles(page: Page) -> list[Title]:
    """The titles of sections of links, tied or not, outside of navigation."""
    view = page.view
    found = []
    for segment in view.segments:
        if segment.stop - segment.start > headings.LONGEST:
            continue
        text = view.text[segment.start : segment.stop]
        tied = headings.tied(text)
        if (tied or headings.untied(text)) and not _in_navigation(view, segment.owner):
            found.append(Title(segment.owner, tied))
    return found


def _in_navigation(view: View, i: int) -> bool:
    if view.tags[i] == "li" and view.density(i) > 0.9:
        return True
    return any(view.tags[j] in ("nav", "footer", "select", "button") for j in (i, *view.ancestors(i)))


def _titled(page: Page, body: Body, metadata: Metadata, titles: list[Title]) -> Iterator[Section]:
    view = page.view
    for n, title in enumerate(titles):
        if not title.tied:
            continue
        next_title = titles[n + 1].index if n + 1 < len(titles) else len(view.tags)
        holder = _holder(page, title.index)
        if holder < 0:
            continue
        stop = min(
            view.ends[holder], next_title if next_title > view.ends[title.index] else view.ends[holder]
        )
        if view.inside(body.start, holder) and body.stop:
            stop = min(stop, _next_paragraph(body, title.index), title.index + REACH)
        yield Section(title.index, stop, _place(view, title.index, body, metadata))


def _holder(page: Page, title: int) -> int:
    """The smallest element around a title that holds links to stories after it; -1 where none does."""
    view = page.view
    links = view.by_tag.get("a", [])
    for j in (title, *view.ancestors(title)):
        if view.tags[j] in ("body", "html"):
            return -1
        for k in links[
            bisect_left(links, max(title, view.ends[title] if j != title else title)) : bisect_left(
                links, view.ends[j]
            )
        ]:
            if cards.target(page, k):
                return j
    return -1


def _next_paragraph(body: Body, i: int) -> int:
    """Where the running text goes on after an element."""
    place = bisect_left(body.indices, i + 1)
    return body.indices[place] if place < len(body.indices) else 1 << 60


def _place(view: View, i: int, body: Body, metadata: Metadata) -> RelatedPlace:
    if i < body.stop and i >= min(max(metadata.headline_at, 0), body.start):
        return "inline-box"
    aside = any(
        view.tags[j] == "aside" or "sidebar" in view.hints[j] or "rail" in view.hints[j].split()
        for j in view.ancestors(i)
    )
    return "sidebar" if aside else "after-body"


def _inline(page: Page, body: Body, metadata: Metadata, titles: list[Title]) -> Iterator[Section]:
    """Lines between headline and end of the text that are links to stories and nothing else."""
    view = page.view
    first = metadata.headline_at if 0 <= metadata.headline_at < body.start else body.start
    untied = [t.index for t in titles if not t.tied]
    for segment in view.segments:
        i = segment.owner
        if not first < i < body.stop or not _stands_alone(page, segment.owner, segment.start, segment.stop):
            continue
        if i < body.start and not cards.is_headline(view.text[segment.start : segment.stop]):
            continue
        before = bisect_left(untied, i)
        title = untied[before - 1] if before else -1
        if title > first and _next_paragraph(body, title) > i and body.start < i:
            continue
        yield Section(i, view.ends[i], "inline-box")


def _stands_alone(page: Page, i: int, start: int, stop: int) -> bool:
    view = page.view
    if (
        marks(view.hints[i]) & ELSEWHERE
        and "related" not in view.hints[i]
        and "readmore" not in view.hints[i]
    ):
        return False
    if any(view.tags[j] in ("nav", "footer", "figcaption", "button") for j in (i, *view.ancestors(i))):
        return False
    linked = any(view.tags[j] == "a" for j in (i, *view.ancestors(i)))
    return linked or (view.density(i) >= ALONE and stop - start >= 12)


def _stories(page: Page, section: Section, *, strict: bool) -> Iterator[tuple[str, Related]]:
    """The stories that a section links to."""
    view = page.view
    links: dict[str, list[int]] = {}
    around = [j for j in (section.start, *view.ancestors(section.start)) if view.tags[j] == "a"]
    every = view.by_tag.get("a", [])
    for k in [*around, *every[bisect_left(every, section.start) : bisect_left(every, section.stop)]]:
        url = cards.target(page, k)
        if url and (not strict or cards.is_story(page, url)) and not _in_navigation(view, k):
            links.setdefault(url, []).append(k)
    for url, mine in links.items():
        card = max((cards.bounds(page, k, url, section.start) for k in mine), key=lambda j: view.ends[j] - j)
        related = cards.read(page, mine, card, url, section.place)
        if related.title or related.teaser:
            yield url, related
