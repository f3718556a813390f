"""Endless patterns of addresses: calendars, sessions, lists that lead to nothing but more of themselves.

Addresses that differ in numbers and in the values of their query alone are of one pattern. When so many pages
of one, one after the other, held no article that is new and led to nothing of another pattern, the rest of it
is left.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from archive.article import Article

MOST = 200
"""Default of the setting PATTERN_MAX: more days than half a year has."""
REMEMBERED = 20_000
"""Patterns, and headlines: so many, those not seen for longest forgotten first."""
_LONG = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-zA-Z]*\d)[0-9a-zA-Z]{20,}")
_DIGITS = re.compile(r"\d+")


class Patterns:
    """One for a crawl."""

    def __init__(self, most: int = MOST) -> None:
        """
        :param most: pages of a pattern, one after the other, that came to nothing; 0: any number"""
        self._most = most
        self._barren: OrderedDict[str, int] = OrderedDict()
        self._headlines: OrderedDict[int, None] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patterns:
        return cls(crawler.settings.getint("PATTERN_MAX", MOST))

    def page(self, url: str, article: Article | None) -> None:
        """What was read from a page; None of what is none (a feed), which counts for nothing."""
        if article is None or not self._most:
            return
        if article.page_kind == "article" and self._is_new(hash(article.headline or article.text)):
            self._barren.pop(shape(url), None)
            return
        self.nothing(url)

    def nothing(self, url: str) -> None:
        """There is no page, or none that is new."""
        if not self._most:
            return
        key = shape(url)
        self._barren[key] = self._barren.pop(key, 0) + 1
        if len(self._barren) > REMEMBERED:
            self._barren.popitem(last=False)

    def led(self, via: str, url: str) -> None:
        """A page led to an address not seen before."""
        if not self._barren:
            return
        source = shape(via)
        if source in self._barren and shape(url) != source and not self.why(url):
            del self._barren[source]

    def why(self, url: str) -> str:
        """Why an address is left; empty where it is not."""
        if not self._barren or (count := self._barren.get(key := shape(url), 0)) < self._most:
            return ""
        return f"{count} pages like {key} in a row held nothing new"

    def _is_new(self, headline: int) -> bool:
        new = headline not in self._headlines
        self._headlines[headline] = None
        self._headlines.move_to_end(headline)
        if len(self._headlines) > REMEMBERED:
            self._headlines.popitem(last=False)
        return new


def shape(url: str) -> str:
    """The address with its numbers as ``#``, ids and tokens as ``*``, and of the query the names alone."""
    parts = urlsplit(url)
    path = _DIGITS.sub("#", _LONG.sub("*", parts.path))
    names = (
        "&".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")})) if parts.query else ""
    )
    return f"{parts.netloc}{path}{'?' if names else ''}{_DIGITS.sub('#', names)}"
