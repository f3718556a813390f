"""Links of real pages with what is known of them: what ``train_links.py`` learns from and measures on.

FOLDER holds corpora. ``FOLDER/related/gold.jsonl`` names, a page a line, what links of a page are stories:
``related`` (objects with ``url``) and ``recommended``; links in the running text (``inline``) say nothing,
all others are none. Its ``id`` is ``<corpus>/<page>``, the page ``FOLDER/<corpus>/pages/<page>.html.gz``.
From the other corpora come guesses by address alone: that of each page is a story's; behind a short
link in a menu or footer is none; behind a long one that is a heading is one.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from tldextract import TLDExtract

from newsarchive.addresses import fold
from newsarchive.discover import Link, links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST = 30
"""Guesses of a kind from one page: no site speaks for all."""
PAGE, MENU, HEADING = 0.6, 0.03, 0.1
"""What a guess weighs; a judged link weighs 1."""
_split = TLDExtract(suffix_list_urls=(), cache_dir=None)


class Sample(NamedTuple):
    url: str
    anchor: str
    story: bool
    site: str
    """Of the page on which it stands: no address of one site is judged by weights that others of it made."""
    weight: float


def judged(folder: Path) -> Iterator[Sample]:
    """Every address once, with the most words by which it is linked; without the page itself and what is not
    judged."""
    for gold in _lines(folder / "related"):
        corpus, page = gold["id"].split("/", 1)
        url, body = gold["url"], _page(folder, corpus, page)
        stories = {bare(address) for address in (*gold["recommended"], *(r["url"] for r in gold["related"]))}
        mute = {bare(link["url"]) for link in gold["inline"]} - stories | {bare(url)}
        found: dict[str, Link] = {}
        for link in links(body, "page", url, "utf-8"):
            address = bare(link.url)
            if link.kind != "feed" and len(link.title) >= len(found.get(address, link).title):
                found[address] = link
        for address in found.keys() - mute:
            yield Sample(found[address].url, found[address].title, address in stories, site(url), 1.0)


def guessed(folder: Path) -> Iterator[Sample]:
    for corpus in sorted(path.parent.name for path in folder.glob("*/gold.jsonl")):
        for gold in _lines(folder / corpus) if (folder / corpus / "pages").is_dir() else ():
            url = fold(gold.get("url") or "")
            if url:
                yield Sample(url, "", True, site(url), PAGE)
                yield from _around(_page(folder, corpus, gold["id"]), url)


def _around(body: bytes, url: str) -> Iterator[Sample]:
    tree = etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))
    place = {}
    for element in tree.iter("a") if tree is not None else ():
        address = fold(element.get("href") or "", url)
        if address:
            tags = [element.tag, *(a.tag for a in element.iterancestors())]
            menu = any(_is_menu(a) for a in element.iterancestors())
            place[address] = place.get(address, False) or (not menu and bool({"h2", "h3", "h4"} & set(tags)))
            place.setdefault(f"menu {address}", menu)
    counts = {True: 0, False: 0}
    for link in links(body, "page", url, "utf-8"):
        words = len(link.title.split())
        story = place.get(link.url, False) and words >= 6
        none = place.get(f"menu {link.url}", False) and 0 < words <= 3
        if site(link.url) == site(url) and (story or none) and counts[story] < MOST:
            counts[story] += 1
            yield Sample(link.url, "", story, site(url), HEADING if story else MENU)


def _is_menu(element: Any) -> bool:
    hints = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag in ("nav", "footer") or "menu" in hints or "navi" in hints or "footer" in hints


def bare(url: str) -> str:
    """Without scheme and query: what gold and page may tell differently."""
    parts = urlsplit(fold(url) or url)
    query = (
        parts.query if any(letter.isdigit() for letter in parts.query) and "ref" not in parts.query else ""
    )
    return f"{parts.netloc}{parts.path}?{query}"


def site(url: str) -> str:
    return _split(url).top_domain_under_public_suffix or urlsplit(url).netloc


def _lines(folder: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8"))


def _page(folder: Path, corpus: str, page: str) -> bytes:
    return gzip.decompress((folder / corpus / "pages" / f"{page}.html.gz").read_bytes())
