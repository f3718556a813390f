"""What a document is, told by its content, and where it points: pages, feeds, sitemaps."""

from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from lxml import etree

from newsarchive.addresses import fold, whole
from newsarchive.extract.guard import guard
from newsarchive.judging import REMEMBERED, judge
from newsarchive.paging import is_next

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Document = Literal["page", "feed", "sitemap", "other"]
LinkKind = Literal["article", "section", "next", "feed", "sitemap", "other"]

MAX_LINKS = 50_000
"""Taken from one feed or sitemap: what a sitemap may hold at most (sitemaps.org)."""
MAX_PAGE_LINKS = 5_000
"""Taken from one page. Of 1,422 news pages none has more than 2,100."""
WORDS = 300
"""Characters of the words of a link."""
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
    """As feed or sitemap print it: when the piece appeared, where that is told, else when it changed."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    whole: str = field(default="", compare=False)
    """The address before it was folded, where that was another one."""


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
        return list(islice(_page_links(body, url, encoding), MAX_PAGE_LINKS))
    if kind == "sitemap":
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
    """Each address once, with the most words that link it: pictures and "more" come beside headlines."""
    said: dict[str, str] = {}
    feeds: dict[str, str] = {}
    following: set[str] = set()
    originals: dict[str, str] = {}
    for element, address, original in _pointing(body, url, encoding):
        if original:
            originals.setdefault(address, original)
        if element.tag == "link":
            if _is_feed(element):
                feeds.setdefault(address, element.get("title") or "")
            elif "next" in _rel(element):
                said.setdefault(address, "")
                following.add(address)
            continue
        words = _words(element)
        if "next" in _rel(element) or is_next(address, words, url):
            following.add(address)
        if len(words) > len(said.setdefault(address, "")):
            said[address] = words
    yield from (Link(address, "feed", title) for address, title in feeds.items())
    for address, words in said.items():
        kind: LinkKind = "next" if address in following and address != url else judge(address, words).kind
        yield Link(address, kind, words, whole=originals.get(address, ""))


def _pointing(body: bytes, url: str, encoding: str | None) -> Iterator[tuple[Any, str, str]]:
    guarded, _ = guard(body)
    tree = _html(guarded, encoding)
    base = url
    for element in tree.iter("base", "link", "a", "area") if tree is not None else ():
        href = element.get("href")
        if not href:
            continue
        if element.tag == "base":
            base = fold(href, url) or base
        elif element.tag != "link" or _is_feed(element) or "next" in _rel(element):
            address, original = _folded(href, _needed(href, base))
            if address is not None:
                yield element, address, original


@lru_cache(REMEMBERED)
def _folded(href: str, base: str) -> tuple[str | None, str]:
    return fold(href, base), whole(href, base)


def _needed(href: str, base: str) -> str:
    """As much of the base as the address of a link depends on: links of menus are the same on every page."""
    if href.startswith(("http://", "https://")):
        return ""
    # "//host/path" needs the scheme only, "/path" the host as well
    return urljoin(base, "/") if href.startswith("/") else base


def _rel(element: Any) -> list[str]:
    return (element.get("rel") or "").lower().split()


def _is_feed(element: Any) -> bool:
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    return kind in _FEEDS and "alternate" in _rel(element)


def _words(element: Any) -> str:
    """Its text, else what stands for it: of a link that is a picture, the words in its place."""
    text = " ".join(element.itertext()) if len(element) else element.text or ""
    text = " ".join(text[: WORDS * 4].split())[:WORDS]
    if text:
        return text
    pictures = (picture.get("alt") for picture in element.iter("img"))
    return (element.get("title") or element.get("aria-label") or next(filter(None, pictures), ""))[:WORDS]


def _sitemap_links(tree: Any, url: str) -> Iterator[Link]:
    for entry in tree.iter("{*}sitemap", "{*}url") if tree is not None else ():
        address = fold(_text(entry, "loc"), url)
        if not address:
            continue
        date = _text(entry, "publication_date") or _text(entry, "lastmod")
        if etree.QName(entry).localname == "sitemap":
            yield Link(address, "sitemap", date=date)
            continue
        # Who lists a page in a sitemap wants it found; what it is shows when it is read.
        tags = _parted(_text(entry, "keywords"))
        language, original = _text(entry, "language"), whole(_text(entry, "loc"), url)
        yield Link(address, "article", _text(entry, "title"), date, (), tags, language, original)


def _feed_links(tree: Any, url: str) -> Iterator[Link]:
    if tree is None:
        return
    language = tree.get("{http://www.w3.org/XML/1998/namespace}lang") or _text(tree, "language")
    for entry in tree.iter("{*}item", "{*}entry"):
        address = fold(_feed_address(entry), url)
        if address:
            date = _first(entry, "pubDate", "date", "published", "updated")
            authors = _all(entry, "creator") or _all(entry, "author")
            tags = _all(entry, "category") or _all(entry, "subject")
            original = whole(_feed_address(entry), url)
            yield Link(address, "article", _text(entry, "title"), date, authors, tags, language, original)


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
        feed = json.loads(body)
        items = feed.get("items", [])
    except (ValueError, AttributeError, RecursionError):
        return
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            address = fold(item["url"], url)
            if address:
                yield _json_link(address, item, str(feed.get("language") or ""))


def _json_link(address: str, item: dict[str, Any], language: str) -> Link:
    authors, tags = item.get("authors"), item.get("tags")
    return Link(
        address,
        "article",
        str(item.get("title") or ""),
        str(item.get("date_published") or item.get("date_modified") or ""),
        tuple(str(a.get("name") or "") for a in authors if isinstance(a, dict))
        if isinstance(authors, list)
        else (),
        tuple(map(str, tags)) if isinstance(tags, list) else (),
        str(item.get("language") or language),
    )


def _first(entry: Any, *names: str) -> str:
    return next((text for name in names if (text := _text(entry, name))), "")


def _all(entry: Any, name: str) -> tuple[str, ...]:
    """The texts of all children of a name; Atom's authors have a name of their own, its categories a term."""
    found = (
        _text(child, "name") or child.get("term") or _text(child)
        for child in entry.iterchildren(f"{{*}}{name}")
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _text(entry: Any, name: str = "") -> str:
    found = next(entry.iterchildren(f"{{*}}{name}"), None) if name else entry
    if found is None and name:
        found = next(entry.iter(f"{{*}}{name}"), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


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
