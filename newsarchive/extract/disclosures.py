"""Notices that a machine made, helped to make or translated something: visible ones and machine-readable
ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.article import Disclosure, Scope
from newsarchive.extract import ailabels, pictures
from newsarchive.extract.hints import ELSEWHERE, marks
from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.article import Image, Related
    from newsarchive.extract.body import Body
    from newsarchive.extract.page import Page
    from newsarchive.extract.view import Segment, View

BEYOND = 80
"""Elements after the text in which a notice may still belong to it."""
MOST = 500
"""Lines with a sign of a machine that are looked at."""
LONGEST = 600
"""Characters of a line that may be a notice."""
EDGE = 2
"""Paragraphs at the beginning and at the end of the text that may be notices."""

_DIGITAL = re.compile(
    r"(?:composite(?:with)?)?trainedalgorithmicmedia(?:digitalsource)?$"
    r"|compositesynthetic(?:digitalsource)?$",
    re.IGNORECASE,
)
_META = {
    "ai-disclosure": ("ai-assisted", "ai-generated", "autonomous", "mixed"),
    "ai-generated": ("true", "assisted", "yes"),
    "ai-content-declaration": ("mixed", "ai-generated", "ai-assisted"),
}
"""Exact names and values only: other meta elements named ai-… are advice or advertising for crawlers."""


def read_disclosures(
    page: Page, body: Body, images: tuple[Image, ...], related: tuple[Related, ...]
) -> tuple[Disclosure, ...]:
    """The notices, one each: of pictures, of related cards, of the article, of its metadata."""
    found: list[Disclosure] = []
    found += (d for n, image in enumerate(images) for d in _of_image(image, f"images/{n}"))
    found += _of_article(page, body, images, related, found)
    found += _of_metadata(page, images)
    found += (d for n, story in enumerate(related) for d in _of_card(story, f"related/{n}"))
    unique = {(fold(d.label), d.target): d for d in reversed(found)}
    return tuple(reversed(unique.values()))


def _of_image(image: Image, target: str) -> Iterator[Disclosure]:
    seen: set[str] = set()
    for text in (image.caption, image.credit, image.alt):
        for label in ailabels.find(text) if text else ():
            if fold(label.text) not in seen:
                seen.add(fold(label.text))
                yield _visible(label.scope if label.scope == "video" else "image", label.text, target)
        if text and text == image.credit and not seen and ailabels.is_credit(text):
            seen.add(fold(text))
            yield _visible("image", text, target)


def _of_card(story: Related, target: str) -> Iterator[Disclosure]:
    for text in story.labels:
        label = ailabels.read(text)
        if label:
            yield _visible(label.scope or "text", text, target)


def _visible(scope: Scope, label: str, target: str) -> Disclosure:
    return Disclosure(scope=scope, label=label, evidence="visible text", target=target)


def _of_article(
    page: Page, body: Body, images: tuple[Image, ...], related: tuple[Related, ...], known: list[Disclosure]
) -> Iterator[Disclosure]:
    """Notices beside the text, and those that are its first or last paragraphs."""
    view = page.view
    near = _near(page, body)
    if not near:
        return
    pictured = {fold(t) for image in images for t in (image.caption, image.credit, image.alt) if t}
    pictured |= {fold(d.label) for d in known}
    first = body.indices[0] if body.indices else 0
    on_cards = {fold(label) for story in related for label in story.labels}
    for segment, text in near:
        if not _beside(view, body, segment):
            continue
        if fold(text) in pictured or (segment.owner > first and fold(text) in on_cards):
            continue
        for label in _smallest(page, segment, text):
            folded = fold(label.text)
            if (segment.owner > first and folded in on_cards) or any(
                folded in p or p in folded for p in pictured
            ):
                continue
            yield _visible(label.scope or "text", label.text, "article")


def _near(page: Page, body: Body) -> list[tuple[Segment, str]]:
    """Lines in the article and directly around it in which something stands that can be an agent."""
    view = page.view
    first, last = _first(view, body), body.stop + BEYOND
    edge = {*body.indices[:EDGE], *body.indices[-EDGE:]}
    prose = set(body.indices) - edge
    lines = [
        (segment, line)
        for segment, line in zip(view.segments, view.lines, strict=True)
        if first <= segment.owner < last and 6 <= len(line) <= LONGEST and segment.owner not in prose
    ]
    return [lines[n] for n in ailabels.among([line for _, line in lines])[:MOST]]


def _first(view: View, body: Body) -> int:
    """The first element that stands directly around the article."""
    return min(view.by_tag.get("h1", [body.start])[0], body.start) - 20


def _smallest(page: Page, segment: Segment, text: str) -> list[ailabels.Label]:
    """The labels in a line: the element within it that is one ("8 November" beside it is not), else the
    line's."""
    view = page.view
    for i in range(segment.owner + 1, view.ends[segment.owner]):
        if (
            view.starts[i] >= segment.start
            and view.stops[i] <= segment.stop
            and 5 < view.length(i) < len(text)
        ):
            label = ailabels.read(view.text_of(i)) if ailabels.maybe(view.text_of(i)) else None
            if label:
                return [label]
    return ailabels.find(text)


def _beside(view: View, body: Body, segment: Segment) -> bool:
    """Whether a line near the article stands outside of links and other stories."""
    if view.density(segment.owner) > 0.8:
        return False
    for j in (segment.owner, *view.ancestors(segment.owner)):
        if view.inside(body.start, j):
            return True
        if view.tags[j] in ("nav", "footer", "a", "form") or marks(view.hints[j]) & ELSEWHERE:
            return False
    return True


def _of_metadata(page: Page, images: tuple[Image, ...]) -> Iterator[Disclosure]:
    for node in page.ld.nodes:
        for value in page.ld.follow(node.get("digitalSourceType")):
            term = _term(value)
            if _DIGITAL.search(term):
                scope, target = _subject(page, node, images)
                yield Disclosure(scope=scope, label=term, evidence="json-ld", target=target)
    for name in ("iptc:digitalsourcetype", "digitalsourcetype"):
        for content in page.meta.get(name, ()):
            if _DIGITAL.search(_term(content)):
                yield Disclosure(scope="text", label=_term(content), evidence="iptc")
    for name, values in _META.items():
        for content in page.meta.get(name, ()):
            if content.strip().casefold() in values:
                yield Disclosure(scope="text", label=f"{name}: {content.strip()}", evidence="iptc")


def _term(value: Any) -> str:
    """The bare term of a digital source type given as address, QCode or word."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or value.get("name")
    return re.split(r"[/:#]", clean(value).rstrip("/"))[-1]


def _subject(page: Page, node: dict[str, Any], images: tuple[Image, ...]) -> tuple[Scope, str]:
    kinds = [str(k) for k in page.ld.follow(node.get("@type"))]
    if any("Image" in k or "Photo" in k for k in kinds):
        url = next((node[n] for n in ("contentUrl", "url", "@id") if isinstance(node.get(n), str)), "")
        wanted = pictures.keys(page.absolute(url))
        for n, image in enumerate(images):
            if pictures.keys(image.url) & wanted:
                return "image", f"images/{n}"
        return "image", "article"
    if any("Video" in k for k in kinds):
        return "video", "article"
    return ("audio" if any("Audio" in k for k in kinds) else "text"), "article"
