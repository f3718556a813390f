"""The words of the newspapers, gathered from the spiders: so that crawl, ``extract``, rebuild and import read
the same page by the same rule.

A spider speaks for its newspaper with two class attributes: ``hosts``, the names of its hosts (subdomains
included), and ``words``, a tuple of :class:`newsarchive.extract.site.Site` with the days on which each holds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy.settings import BaseSettings

    from newsarchive.extract.site import Site


class Sites:
    """Rules by host and by day."""

    def __init__(self, words: Mapping[str, Iterable[Site]] | None = None) -> None:
        """:param words: host name -> the rules of its newspaper"""
        self._words = {host.lower(): tuple(rules) for host, rules in (words or {}).items()}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Sites:
        """Those of all spiders that Scrapy's loader finds under these settings."""
        from scrapy.spiderloader import get_spider_loader

        loader = get_spider_loader(settings)
        spiders = [loader.load(name) for name in loader.list()]
        words = (
            (host, getattr(spider, "words", ()))
            for spider in spiders
            for host in getattr(spider, "hosts", ())
        )
        return cls(dict(words))

    @classmethod
    def load(cls) -> Sites:
        """Those of the Scrapy project this stands in; outside of one, of our own spiders."""
        from scrapy.utils.project import get_project_settings

        settings = get_project_settings()
        if not settings.getlist("SPIDER_MODULES"):  # from Python, or a test: no command has said whose
            settings.setmodule("newsarchive.settings", priority="project")
        return cls.from_settings(settings)

    def rule(self, url: str, captured: datetime | None = None) -> Site | None:
        """The rule for the page's host on the day of its capture (today where that is not known)."""
        day = (captured or datetime.now(UTC)).date()
        for host in _upwards(_host(url)):
            for site in self._words.get(host, ()):
                if (site.since is None or site.since <= day) and (site.until is None or day < site.until):
                    return site
        return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # "http://[": an address may be anything
        return ""


def _upwards(host: str) -> Iterable[str]:
    """The host and the domains above it: www.news.example, news.example, example."""
    while host:
        yield host
        host = host.partition(".")[2]
