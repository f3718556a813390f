"""The whole site for one base address: what is to be had at which path."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from newsarchive.demo import feeds
from newsarchive.demo.pages import Printer, Section
from newsarchive.demo.parts import Words
from newsarchive.demo.pieces import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsarchive.demo.pieces import Piece

ON_FRONT = 10
"""Pieces on the front page; the older ones are found through sections, feeds and sitemaps."""

SECTION_FEEDS = {"/deutsch/": "/deutsch/feed.atom", "/science/": "/science/feed.json"}
HTML, CSS, JS = "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"
XML, RSS, ATOM = "application/xml", "application/rss+xml", "application/atom+xml"
FEED_JSON, WEBP, TEXT = "application/feed+json", "image/webp", "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Resource:
    """What answers 200 at a path."""

    body: bytes
    media_type: str
    modified: datetime


class Site:
    """The Lantern under ``base`` (scheme, host and port, no slash at the end)."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.data = _toml("site.toml")
        self.pieces = load()
        self.by_id = {piece.id: piece for piece in self.pieces}
        words = {language: Words(language, entry) for language, entry in _toml("words.toml").items()}
        self.sections = {
            entry["slug"]: Section(
                slug=entry["slug"],
                title=entry["title"],
                words=words[entry["interface"]],
                skin=entry.get("skin", "semantic"),
                maker=entry.get("banner", ""),
            )
            for entry in self.data["sections"]
        }
        self.redirects = {path: self.by_id[id_].path for path, id_ in self.data["redirects"].items()}
        self.resources = {path: Resource(body, kind, when) for path, body, kind, when in self._all()}

    def find(self, target: str) -> Resource | None:
        """What answers at a path, whatever its query; None: 404."""
        return self.resources.get(unquote(urlsplit(target).path))

    def _all(self) -> Iterator[tuple[str, bytes, str, datetime]]:
        newest = max(piece.changed for piece in self.pieces)
        for path, kind, text in [*self._lists(), *self._feeds()]:
            yield path, text.encode(), kind, newest
        printer = self._printer
        for piece in self.pieces:
            related = [self.by_id[id_] for id_ in piece.related]
            yield piece.path, printer.article(piece, related, self.pieces).encode(), HTML, piece.changed
        founded = self.data["founded"]
        for leaf in self.data["leaves"]:
            yield leaf["path"], printer.leaf(**leaf).encode(), HTML, founded
        here = files(__package__)
        for picture in (here / "pictures").iterdir():
            yield f"/pictures/{picture.name}", picture.read_bytes(), WEBP, founded
        yield "/style.css", (here / "templates" / "style.css").read_bytes(), CSS, founded
        yield "/site.js", (here / "templates" / "site.js").read_bytes(), JS, founded

    @property
    def _printer(self) -> Printer:
        return Printer(base=self.base, sections=self.sections, feeds=SECTION_FEEDS)

    def _lists(self) -> Iterator[tuple[str, str, str]]:
        printer = self._printer
        front = next(iter(self.sections.values()))
        yield "/", HTML, printer.index(front, self.pieces[:ON_FRONT], "/", self.data["name"])
        for section in self.sections.values():
            yield section.path, HTML, printer.index(section, self._of(section), section.path, section.title)

    def _feeds(self) -> Iterator[tuple[str, str, str]]:
        base, german, science = self.base, self.sections["deutsch"], self.sections["science"]
        yield "/feed.xml", RSS, feeds.rss(base, self.data["name"], self.pieces)
        path = SECTION_FEEDS[german.path]
        yield path, ATOM, feeds.atom(base, german, path, self._of(german))
        path = SECTION_FEEDS[science.path]
        yield path, FEED_JSON, feeds.json_feed(base, science, path, self._of(science))
        with_sections = [(piece, self.sections[piece.section]) for piece in self.pieces]
        yield "/sitemap-news.xml", XML, feeds.news_sitemap(base, with_sections)
        pages = ["/", *(section.path for section in self.sections.values()), "/about", "/privacy"]
        yield "/sitemap-pages.xml", XML, feeds.sitemap(base, pages)
        yield "/sitemap.xml", XML, feeds.sitemap_index(base, ["/sitemap-news.xml", "/sitemap-pages.xml"])
        yield "/robots.txt", TEXT, feeds.robots(base)

    def _of(self, section: Section) -> list[Piece]:
        return [piece for piece in self.pieces if piece.section == section.slug]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))
