"""Where a crawl may go, and from when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsarchive import days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

LANGUAGES = frozenset(
    """aa af ak am ar as az ba be bg bn bo bs ca ce co cs cy da de dv dz ee el en eo es et eu fa fi fo fr
    fy ga gd gl gn gu ha he hi hr ht hu hy ia id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk
    ml mn mr ms mt my nb ne nl nn no oc or pa pl ps pt qu rm ro ru rw sa sd se si sk sl sm sn so sq sr st sv
    sw ta te tg th ti tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu""".split()
)
"""Of ISO 639-1: a first folder that is one of these is taken for the language of what lies below."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Hosts, paths, languages and days. ``www.`` makes no difference. What is not told is in scope."""

    hosts: frozenset[str] = frozenset()
    subdomains: bool = False
    paths: tuple[str, ...] = ()
    """One of which the path of a page must begin with; feeds and sitemaps lie elsewhere and are exempt."""
    without: tuple[str, ...] = ()
    """With none of these it may begin."""
    languages: frozenset[str] = frozenset()
    """Of the articles, e.g. ``{"en", "uk"}``; none: all."""
    since: date | None = None
    until: date | None = None
    """First and last day on which an article appeared."""
    _bare: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bare", frozenset(map(bare, self.hosts)))

    def holds(self, url: str, home: str = "") -> bool:
        """Whether the page may be fetched.

        :param home: host of the front page from which the link descends: always in scope"""
        path = unquote(urlsplit(url).path)
        within = not self.paths or path.startswith(self.paths)
        return within and not (self.without and path.startswith(self.without)) and self.holds_host(url, home)

    def holds_host(self, url: str, home: str = "") -> bool:
        host = bare(urlsplit(url).hostname or "")
        allowed = self._bare | {bare(home)} if home else self._bare
        return host in allowed or (self.subdomains and _below(host, allowed))

    def holds_told(self, url: str, date: str = "", language: str = "") -> bool:
        """Whether an article is in scope as far as feed, sitemap or address tell.

        :param date: as a feed or sitemap prints it; the day of the last change may be later"""
        return self.speaks(language or in_folder(url)) and self._from(url, date)

    def _from(self, url: str, date: str) -> bool:
        span = days.of_address(url)
        day = days.told(date) if date else None
        first, last = (span.first, span.last) if span else (day, day)
        if self.since and last and last < self.since:
            return False
        return not (self.until and first and first > self.until)

    def holds_list(self, url: str, date: str = "") -> bool:
        """Whether a sitemap, or an archive page of some days, may name what is in scope.

        :param date: when the sitemap last changed; nothing it names is newer"""
        span, changed = days.of_address(url), days.told(date) if date else None
        if self.since and ((span and span.last < self.since) or (changed and changed < self.since)):
            return False
        return not (self.until and span and span.first > self.until)

    def speaks(self, language: str) -> bool:
        """:param language: as a page, feed or address tells it; "" where nobody does"""
        main = language.lower().replace("_", "-").partition("-")[0]
        return not (self.languages and main) or main in self.languages

    def holds_article(self, published: datetime | None, language: str | None) -> bool:
        """Whether an article that was read is in scope."""
        day = published.date() if published else None
        after = not (day and self.since and day < self.since)
        return after and not (day and self.until and day > self.until) and self.speaks(language or "")


def in_folder(url: str) -> str:
    """The language of the first folder of an address; "" where that is none."""
    first, slash, _ = urlsplit(url).path.lower().lstrip("/").partition("/")
    main, _, country = first.replace("_", "-").partition("-")
    return main if slash and main in LANGUAGES and len(country) in (0, 2) else ""


def bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _below(host: str, domains: Iterable[str]) -> bool:
    return any(host.endswith(f".{domain}") for domain in domains)
