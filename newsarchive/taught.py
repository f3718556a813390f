"""What a site teaches while it is crawled: which shapes of address turn out to be articles, and which
parameters its canonical addresses leave out."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from newsarchive.addresses import dropped, fold, without

if TYPE_CHECKING:
    from collections.abc import Iterable

HOSTS, SHAPES = 20_000, 200
"""Hosts remembered, the latest ones, and shapes of each."""
ENOUGH, SURE, RARE = 5, 0.8, 0.05
"""Pages of a shape before it counts, and the shares of articles among them from which on all are taken to be
articles, and up to which none is. Five in a row that are none, of a shape of which half are articles,
are chance in 3 of 100."""

_PIECES = re.compile(r"[-_+ ,.~]+")


class Taught:
    """Kept in memory; made anew from the index when a crawl begins, see :meth:`learn`."""

    def __init__(self) -> None:
        self._shapes: OrderedDict[str, dict[str, list[int]]] = OrderedDict()
        self._dropped: dict[str, frozenset[str]] = {}

    def learn(self, pages: Iterable[tuple[str, bool]]) -> None:
        """:param pages: addresses, and whether an article was there"""
        for url, article in pages:
            self.page(url, article=article)

    def page(self, url: str, *, article: bool, canonical: str = "") -> None:
        """A page was read."""
        host = _host(url)
        shapes = self._shapes.setdefault(host, {})
        self._shapes.move_to_end(host)
        if len(self._shapes) > HOSTS:
            self._dropped.pop(self._shapes.popitem(last=False)[0], None)
        name = shape(url)
        if name in shapes or len(shapes) < SHAPES:
            counts = shapes.setdefault(name, [0, 0])
            counts[0] += article
            counts[1] += 1
        if article and canonical and canonical != url:
            self._dropped[host] = self._dropped.get(host, frozenset()) | dropped(url, canonical)

    def verdict(self, url: str) -> Literal["article", "no article"] | None:
        """What pages of this shape were on this host; None where too few were seen, or some of both."""
        articles, pages = self._shapes.get(_host(url), {}).get(shape(url), (0, 0))
        if pages < ENOUGH:
            return None
        if articles >= SURE * pages:
            return "article"
        return "no article" if articles <= RARE * pages else None

    def fold(self, url: str, base: str = "") -> str | None:
        """As :func:`newsarchive.addresses.fold`, less the parameters that the host's canonical ones lack."""
        folded = fold(url, base)
        return folded and without(folded, self._dropped.get(_host(folded), frozenset()))


def shape(url: str) -> str:
    """The address with numbers, headlines and codes made alike: ``/news/0/0/slug.html?id``. The first folder
    stays where it is one word, for it often tells what kind of page follows."""
    parts = urlsplit(url)
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    shapes = [_like(segment, first=n == 0 and len(segments) > 1) for n, segment in enumerate(segments)]
    names = sorted({p.partition("=")[0] for p in parts.query.split("&") if p})
    return (
        "/".join(shapes)
        + ("/" if parts.path.endswith("/") else "")
        + ("?" + "&".join(names) if names else "")
    )


def _like(segment: str, *, first: bool) -> str:
    stem, dot, suffix = segment.rpartition(".")
    if dot and len(suffix) < 6 and suffix.isalpha():
        return f"{_like(stem, first=False)}.{suffix}"
    words = [word for word in _PIECES.split(segment) if word]
    if all(word.isdigit() for word in words):
        return "0"
    if first and len(words) < 3 and segment.isascii():
        return segment
    if any(letter.isdigit() for letter in segment):
        return "slug0" if len(words) > 2 else "word0"
    return "slug" if len(words) > 2 else "words" if len(words) > 1 else "word"


def _host(url: str) -> str:
    return urlsplit(url).netloc
