"""The pictures of an article: those in it and at its head, and the one its metadata names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from archive.article import Image
from newsarchive.extract import captions, credits, pictures
from newsarchive.extract.hints import FURNITURE, OTHERS, pictured
from newsarchive.extract.sources import text_of
from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.body import Body
    from newsarchive.extract.metadata import Metadata
    from newsarchive.extract.page import Page

MAX_IMAGES = 200
MAX_LOOKED_AT = 1_000
"""The development page with the most has 494 pictures."""
BEFORE = 120
"""Elements before the headline among which a picture at the head of the article may stand."""

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_GALLERY = re.compile(
    r"gallery|galerie|galeri|galería|galeria|slideshow|diaporama|foto|photo|image|bild|zoom|lightbox",
    re.IGNORECASE,
)


_CREDITED = ("creditText", "copyrightNotice", "copyrightHolder", "author", "creator")


class Found(NamedTuple):
    """A picture on the page and the index of its element, -1 where only metadata names it."""

    image: Image
    at: int


def read_images(page: Page, body: Body, metadata: Metadata) -> tuple[Image, ...]:
    """The content images in reading order; exactly one is the cover where there is any."""
    described = Described(page)
    found: list[Found] = []
    seen: dict[str, list[int]] = {}
    for i in _candidates(page, body, metadata):
        image = _read(page, i, described)
        if image is None:
            continue
        keys = sorted(pictures.keys(image.url))
        known = dict.fromkeys(n for k in keys for n in seen.get(k, ()))
        same = next((n for n in known if _alike(found[n].image, image)), None)
        if same is not None:
            found[same] = Found(_merged(found[same].image, image), found[same].at)
            continue
        for k in keys:
            seen.setdefault(k, []).append(len(found))
        found.append(Found(image, i))
        if len(found) >= MAX_IMAGES:
            break
    return tuple(f.image for f in _with_cover(page, body, metadata, found, described))


def _alike(one: Image, other: Image) -> bool:
    """Whether two images whose addresses share a name or number are one: pictures of one article share its
    number too, but each has its own words."""
    if one.alt and other.alt and fold(one.alt) != fold(other.alt):
        return False
    return not (one.caption and other.caption and fold(one.caption) != fold(other.caption))


def _candidates(page: Page, body: Body, metadata: Metadata) -> Iterator[int]:
    view = page.view
    anchor = metadata.headline_at if metadata.headline_at >= 0 else body.start
    first = max(0, min(anchor, body.start) - BEFORE)
    last = _article_ends(page, body)
    tags = [tag for tag in view.by_tag if tag == "img" or ("-" in tag and ("image" in tag or "img" in tag))]
    around = {j for a in (anchor, body.start) if a >= 0 for j in (a, *view.ancestors(a))}
    for i in sorted(i for tag in tags for i in view.by_tag[tag])[:MAX_LOOKED_AT]:
        if not first <= i < last or (i >= body.stop > 0 and not _is_figure(page, i)):
            continue
        if not _excluded(page, i, around):
            yield i


def _article_ends(page: Page, body: Body) -> int:
    """Where the element that holds headline and text ends: pictures with a caption may follow the last
    line."""
    view = page.view
    if not body.stop:
        return len(view.tags)
    around = (j for j in view.ancestors(body.start) if view.tags[j] in ("article", "main"))
    return max(body.stop, view.ends[next(around, body.start)])


def _is_figure(page: Page, i: int) -> bool:
    view = page.view
    figure = next((j for j in view.ancestors(i) if view.tags[j] == "figure"), -1)
    return figure >= 0 and view.length(figure) > 0 and not any(view.tags[j] == "a" for j in view.ancestors(i))


def _excluded(page: Page, i: int, around: set[int]) -> bool:
    """Whether a picture is furniture, or stands in a part of the page that is not the article's; `around` are
    the elements that hold headline or text."""
    view = page.view
    if pictures.is_small(page, i) or pictures.is_hidden(page, i) or pictured(view.hints[i]) & FURNITURE:
        return True
    for j in view.ancestors(i):
        if j in around:
            return False
        if view.tags[j] in ("nav", "footer") or pictured(view.hints[j]) & (OTHERS | FURNITURE):
            return True
        if view.tags[j] == "article":
            return True
        if view.tags[j] == "aside" and not any(view.tags[k] == "figure" for k in view.ancestors(i)):
            return True
        if view.tags[j] == "a" and _leads_away(page, j, i) and not captions.printed(page, i).credit:
            return True
    return False


def _leads_away(page: Page, link: int, i: int) -> bool:
    """Whether the link around a picture leads to another story."""
    href = page.view.elements[link].get("href") or ""
    if not href or href.startswith(("#", "javascript:")):
        return False
    try:
        target = urlsplit(page.absolute(href))
        here = urlsplit(page.url)
    except ValueError:
        return True
    if _PICTURE_FILE.search(target.path) or _GALLERY.search(target.path) or target.path == here.path:
        return False
    return (
        not any(page.view.tags[k] == "figure" for k in page.view.ancestors(link))
        or target.netloc == here.netloc
    )


def _read(page: Page, i: int, described: Described) -> Image | None:
    url = pictures.best_address(page, i)
    if not url or pictures.is_furniture(url) or pictures.is_thumbnail(url):
        return None
    width, height = pictures.size(page, i)
    split = captions.read(page, i)
    image = Image(
        url=url,
        alt=clean(page.view.elements[i].get("alt") or page.view.elements[i].get("data-alt-text")) or None,
        caption=split.caption,
        credit=split.credit,
        width=width,
        height=height,
    )
    known = described.of(url)
    return _merged(image, known) if known else image


def _merged(one: Image, other: Image) -> Image:
    """An image with what is missing taken from another reading of it."""
    empty = {name: getattr(other, name) for name in ("alt", "width", "height") if getattr(one, name) is None}
    if one.caption is None and one.credit is None:
        empty |= {"caption": other.caption, "credit": other.credit}
    elif one.credit is None:
        empty["credit"] = other.credit
    return replace(one, **empty)


class Described:
    """What JSON-LD says of pictures, by the keys of their addresses."""

    def __init__(self, page: Page) -> None:
        self._nodes: dict[str, tuple[str, Any]] = {}
        for node in page.ld.of_type("ImageObject"):
            if url := page.absolute(_address(node)):
                for key in pictures.keys(url):
                    self._nodes.setdefault(key, (url, node))

    def of(self, url: str) -> Image | None:
        """The description of the picture at an address."""
        found = next((self._nodes[k] for k in sorted(pictures.keys(url)) if k in self._nodes), None)
        return _of_node(*found) if found else None


def _of_node(url: str, node: Any) -> Image:
    split = credits.split(clean(node.get("caption") or ""))
    given = [t for n in _CREDITED if (t := text_of(node.get(n)))]
    return Image(
        url=url,
        caption=split.caption,
        credit=credits.credit(given[0]) if given else split.credit,
        width=_pixels(node.get("width")),
        height=_pixels(node.get("height")),
    )


def _address(value: Any) -> str:
    if isinstance(value, dict):
        for name in ("url", "contentUrl", "@id"):
            if isinstance(value.get(name), str):
                return str(value[name])
        return ""
    return value if isinstance(value, str) else ""


def _pixels(value: Any) -> int | None:
    digits = re.match(r"\d{1,5}", clean(value))
    return int(digits.group()) or None if digits else None


def _with_cover(
    page: Page, body: Body, metadata: Metadata, found: list[Found], described: Described
) -> list[Found]:
    """The images with the cover marked: the one metadata names, where it is on the page; else the one at the
    head of the article; else metadata's, put first."""
    named = _named(page, metadata)
    wanted = {k for url in named for k in pictures.keys(url)}
    cover = next((n for n, f in enumerate(found) if pictures.keys(f.image.url) & wanted), None)
    head = next((n for n, f in enumerate(found) if f.at < _head_ends(body)), None)
    if cover is None:
        cover = head
    if cover is None and named:
        url = named[0]
        known = described.of(url)
        alt = clean(next(iter(page.meta.get("og:image:alt", ())), "")) or None
        image = Image(url=url, alt=alt)
        return [Found(replace(_merged(image, known) if known else image, is_cover=True), -1), *found]
    if cover is None:
        return [f._replace(image=replace(f.image, is_cover=n == 0)) for n, f in enumerate(found)]
    return [f._replace(image=replace(f.image, is_cover=n == cover)) for n, f in enumerate(found)]


def _head_ends(body: Body) -> int:
    """The index before which a picture stands at the head of the article: that of its second paragraph."""
    return body.indices[1] if len(body.indices) > 1 else body.start


def _named(page: Page, metadata: Metadata) -> list[str]:
    """The addresses of the pictures that metadata names, without logos."""
    found = [_address(v) for v in metadata.pictures]
    found = [
        *page.meta.get("og:image", ()),
        *page.meta.get("og:image:url", ()),
        *found,
        *page.meta.get("twitter:image", ()),
    ]
    urls = (page.absolute(f) for f in found if f)
    return [u for u in dict.fromkeys(urls) if u and not (pictures.is_furniture(u) or pictures.is_default(u))]
