"""What a document is, told by its content, and where it points: pages, feeds, sitemaps."""

from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from newsarchive.addresses import fold, judge
from newsarchive.extract.guard import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Document = Literal["page", "feed", "sitemap", "other"]
LinkKind = Literal["article", "section", "feed", "sitemap", "other"]

MAX_LINKS = 50_000
"""Taken from one document: what a sitemap may hold at most (sitemaps.org)."""
MAX_SITEMAP = 50_000_000
"""Bytes of a sitemap once unpacked: the limit of sitemaps.org is 50 MB."""
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_FEED_ROOTS = {"rss", "RDF", "feed"}
_SITEMAP_ROOTS = {"urlset", "sitemapindex"}
_DECLARED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<\?xml|\A(?:\xef\xbb\xbf)?\s*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b"
)


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    kind: LinkKind
    title: str = ""
    """The words of the link, or what feed or sitemap call the piece."""
    date: str = ""
    """As feed or sitemap print it."""


def unpack(body: bytes) -> bytes:
    """A file that is gzip by its own (``sitemap.xml.gz``), unpacked up to the limit; others as they are."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            return file.read(MAX_SITEMAP)
    except (OSError, EOFError, ValueError):
        return b""


def document(body: bytes, media_type: str) -> Document:
    """What an unpacked body is; ``media_type`` (in lower case) is asked where the content is mute."""
    start = body[:1000]
    if _DECLARED.match(start):
        root = _root_name(body)
        if root in _FEED_ROOTS:
            return "feed"
        if root in _SITEMAP_ROOTS:
            return "sitemap"
        return "page" if root == "html" else "other"
    if start.lstrip().startswith(b"{") and b"jsonfeed.org" in body[:2000]:
        return "feed"
    return "page" if "html" in media_type or b"<html" in start.lower() else "other"


def links(body: bytes, kind: Document, url: str, encoding: str | None = None) -> list[Link]:
    """Where an unpacked document points, each address once, in order.

    :param url: its own address
    :param encoding: of a page, as HTTP declares it"""
    if kind == "page":
        found = _page_links(body, url, encoding)
    elif kind == "sitemap":
        found = _sitemap_links(_xml(body), url)
    elif kind == "feed":
        found = _json_links(body, url) if body.lstrip().startswith(b"{") else _feed_links(_xml(body), url)
    else:
        return []
    return list(islice(_once(found), MAX_LINKS))


def sitemaps(robots: str, url: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    lines = (line.partition(":") for line in robots.splitlines())
    named = (value for name, _, value in lines if name.strip().lower() == "sitemap")
    return [address for value in named if (address := fold(value.partition(" #")[0], url))]


def _once(found: Iterable[Link]) -> Iterator[Link]:
    seen: set[str] = set()
    for link in found:
        if link.url not in seen:
            seen.add(link.url)
            yield link


def _page_links(body: bytes, url: str, encoding: str | None) -> Iterator[Link]:
    guarded, _ = guard(body)
    tree = _html(guarded, encoding)
    if tree is None:
        return
    base = url
    for element in tree.iter("base", "link", "a", "area"):
        href = element.get("href")
        if not href:
            continue
        if element.tag == "base":
            base = fold(href, url) or base
            continue
        address = fold(href, base)
        if address is None or (element.tag == "link" and not _is_feed(element)):
            continue
        if element.tag == "link":
            yield Link(address, "feed", element.get("title") or "")
        else:
            words = _words(element)
            yield Link(address, judge(address, words), words)


def _is_feed(element: Any) -> bool:
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    return kind in _FEEDS and "alternate" in (element.get("rel") or "").lower().split()


def _words(element: Any) -> str:
    text = " ".join(" ".join(element.itertext()).split())
    return text or element.get("title") or element.get("aria-label") or ""


def _sitemap_links(tree: Any, url: str) -> Iterator[Link]:
    for entry in tree.iter("{*}sitemap", "{*}url") if tree is not None else ():
        address = fold(_text(entry, "loc"), url)
        if address:
            index = etree.QName(entry).localname == "sitemap"
            date = _text(entry, "publication_date") or _text(entry, "lastmod")
            # Who lists a page in a sitemap wants it found; what it is shows when it is read.
            yield Link(address, "sitemap" if index else "article", _text(entry, "title"), date)


def _feed_links(tree: Any, url: str) -> Iterator[Link]:
    for entry in tree.iter("{*}item", "{*}entry") if tree is not None else ():
        address = fold(_feed_address(entry), url)
        if address:
            date = _text(entry, "pubDate") or _text(entry, "date") or _text(entry, "published")
            yield Link(address, "article", _text(entry, "title"), date or _text(entry, "updated"))


def _feed_address(entry: Any) -> str:
    """RSS and RDF: the text of ``link``, or a ``guid`` that is an address; Atom: the alternate link."""
    for link in entry.iterchildren("{*}link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
        if link.text and link.text.strip():
            return str(link.text)
    guid = _text(entry, "guid")
    return guid if guid.startswith("http") else ""


def _json_links(body: bytes, url: str) -> Iterator[Link]:
    try:
        items = json.loads(body).get("items", [])
    except (ValueError, AttributeError, RecursionError):
        return
    for item in items if isinstance(items, list) else ():
        if (
            isinstance(item, dict)
            and isinstance(item.get("url"), str)
            and (address := fold(item["url"], url))
        ):
            yield Link(
                address, "article", str(item.get("title") or ""), str(item.get("date_published") or "")
            )


def _text(entry: Any, name: str) -> str:
    found = next(entry.iter(f"{{*}}{name}"), None)
    return "".join(found.itertext()).strip() if found is not None else ""


def _root_name(body: bytes) -> str:
    """Local name of the first element, without reading on."""
    for match in re.finditer(rb"<(!--.*?-->|[?!][^>]*>|([^\s/>]+))", body[:20_000], re.DOTALL):
        if match[2]:
            return match[2].rpartition(b":")[2].decode("latin-1")
    return ""


def _xml(body: bytes) -> Any:
    """Broken XML as far as it can be read; nothing is fetched, no entity opened."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(body[:MAX_SITEMAP].lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _html(body: bytes, encoding: str | None) -> Any:
    try:
        return etree.fromstring(body, etree.HTMLParser(encoding=encoding, no_network=True))
    except LookupError:
        return _html(body, None)
    except (etree.XMLSyntaxError, ValueError):
        return None
