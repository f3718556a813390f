"""Where metadata stands on a page: the article's node in JSON-LD, meta elements, microdata, the site's own
names."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from newsarchive.extract import dates, jsonld
from newsarchive.extract.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.jsonld import Node
    from newsarchive.extract.page import Page

ARTICLE_TYPES = (
    "Article",
    "article",
    "Posting",
    "Report",
    "LiveBlog",
    "NewsStory",
    "Review",
    "Recipe",
    "Blog",
)
MOST = 200
"""Values of one property that are read: no article has as many authors or keywords."""
_ITEMPROPS = etree.XPath("//@itemprop")
_FRONT = re.compile(r"/?(?:index\.\w+)?$")


class Sources:
    """What a page says of itself, by where it says so."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.node: Node = _article(page)
        self._cleaned: dict[str, list[str]] = {}

    def ld(self, name: str) -> list[Any]:
        """The values of a property of the article in JSON-LD, references followed."""
        value = self.node.get(name)
        return self.page.ld.follow(value[:MOST] if isinstance(value, list) else value)

    def ld_texts(self, *names: str) -> list[str]:
        """The same as texts: strings as they are, of objects their names."""
        return [t for name in names for value in self.ld(name) if (t := text_of(value))]

    def meta(self, *names: str) -> list[str]:
        """The contents of meta elements, in the order of the names asked for."""
        found = []
        for name in names:
            if contents := self.page.meta.get(name):
                if name not in self._cleaned:
                    self._cleaned[name] = [text for c in contents[:MOST] if (text := clean(c))]
                found += self._cleaned[name]
        return found

    @cached_property
    def itemprops(self) -> dict[str, list[int]]:
        """Microdata on visible elements: property, lower case, to the indices of elements that bear it."""
        found: dict[str, list[int]] = {}
        view = self.page.view
        for names in _ITEMPROPS(self.page.root):
            i = view.index.get(names.getparent(), -1)
            if i >= 0 and view.tags[i] != "meta":
                for name in names.lower().split():
                    found.setdefault(name, []).append(i)
        return found

    def itemprop(self, name: str) -> Iterator[tuple[str, int]]:
        """The values of a visible property with their elements: its machine value, else its text."""
        for i in self.itemprops.get(name, ()):
            element = self.page.view.elements[i]
            value = element.get("content") or element.get("datetime") or self.page.view.text_of(i)
            if text := clean(value):
                yield text, i

    @cached_property
    def zone(self) -> timezone | None:
        """The zone of dates that name none: that of another date of the same page."""
        for raw in (*self.ld_texts("dateModified", "datePublished"), *self.meta("article:modified_time")):
            date = dates.parse(raw)
            if date and raw[-6:-5] in "+-" and len(raw) > 16 and date.utcoffset():
                return timezone(date.utcoffset() or timedelta(0))
        return None

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """Names that the site gives itself, the best first."""
        found = [t for v in self.ld("publisher") if (t := text_of(v))]
        found += self.meta("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
        found += [t for n in self.page.ld.of_type("WebSite", "NewsMediaOrganization") if (t := text_of(n))]
        found += self.meta("publisher", "dcterms.publisher", "citation_journal_title")
        found = found or [text for text, _ in self.itemprop("publisher")]
        return tuple(dict.fromkeys(t for t in found if len(t) <= 80 and "://" not in t))

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """The site's names and those of its host: what is to come off titles and out of authors."""
        host = urlsplit(self.page.address or self.page.url).hostname or ""
        labels = [p for p in host.split(".")[:-1] if len(p) > 2 and p != "www"]
        return (*self.publishers, host, host.removeprefix("www."), *labels)


def text_of(value: Any) -> str:
    """A JSON-LD value as text: a string, or the name of an object."""
    if isinstance(value, dict):
        for name in ("name", "@value", "headline", "legalName", "alternateName"):
            inner = value.get(name)
            if isinstance(inner, list):
                inner = inner[0] if inner else None
            if text := clean(inner):
                return text
        return ""
    return clean(value)


def _article(page: Page) -> Node:
    """The node that describes this page's article; of several the one that names the page's address."""
    path = _path(page.address)
    best: Node = {}
    best_score = 0.0
    for place, node in enumerate(page.ld.of_type(*ARTICLE_TYPES)):
        score = 1.0 - 0.01 * place
        score += (
            bool(node.get("headline")) + bool(node.get("datePublished")) + 0.5 * bool(node.get("articleBody"))
        )
        score += any(t.endswith(("Article", "BlogPosting", "article")) for t in jsonld.types(node))
        score += 4 * (path != "" and any(_path(a) == path for a in _addresses(node)))
        if score > best_score:
            best, best_score = node, score
    return best


def _addresses(node: Node) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _path(url: str) -> str:
    """What tells a page from others of its site: the path, without what front pages have."""
    try:
        path = unquote(urlsplit(url.strip()).path)
    except ValueError:
        return ""
    return _FRONT.sub("", path).rstrip("/")
