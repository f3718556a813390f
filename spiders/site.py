"""The general news spider: from front pages, feeds, sitemaps and single addresses to the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import signals

from newsarchive import discover
from newsarchive.capture import Kept, kept
from newsarchive.scope import Scope
from newsarchive.seeds import checked, from_file
from newsarchive.spider import NewsSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

DEPTH = 2
"""Links from a seed to a page by default: front page, section, article."""
YES = ("1", "true", "yes")
PRIORITY = {"feed": 30, "sitemap": 5, "article": 20, "section": 10}
"""What is fetched first on one host: feeds name the newest, sitemaps often everything there ever was."""


class SiteSpider(NewsSpider):
    """``scrapy crawl site -a seed=https://news.example/ -s COLLECTION=kyiv``

    :param seed: an address, or several parted by blanks or commas; ``seeds`` is the same
    :param list: a file of addresses, one a line: exactly these are fetched, nothing is followed but redirects
    :param depth: links from a seed to a page; feeds and sitemaps on the way do not count
    :param within: names of further hosts in scope, parted by blanks or commas
    :param subdomains: "1" or "true": the hosts below those in scope are in it, too
    :param path: what the path of a page must begin with
    """

    name = "site"
    _sitemaps: dict[str, list[str]]
    """Host and port -> the sitemaps that its robots.txt names."""

    def __init__(
        self,
        seed: str = "",
        seeds: str = "",
        list: str = "",
        depth: str | int = DEPTH,
        within: str = "",
        subdomains: str | bool = "",
        path: str = "",
        **arguments: Any,
    ) -> None:
        super().__init__(**arguments)
        self.seeds = [checked(address) for address in [*_words(seed), *_words(seeds)]]
        self.listed = from_file(list) if list else []
        self.depth = int(depth)
        homes = {urlsplit(address).hostname or "" for address in self.seeds}
        self.scope = Scope(
            frozenset({*homes, *_words(within)}), subdomains=str(subdomains).lower() in YES, path=path
        )
        self._sitemaps = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._robots, signals.response_received)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for seed in self.seeds:
            yield self.ask(seed, priority=100, meta={"depth": 0})
        for address in self.listed:
            yield self.ask(address, callback=self.single, meta={"depth": 0})

    def single(self, response: Response) -> Iterator[Any]:
        """A page that is wanted by itself."""
        if not self.refused(response):
            yield from self.article(response)

    def parse(self, response: Response) -> Iterator[Any]:
        if self.refused(response):
            return
        found = kept(response)
        body = discover.unpack(response.body)
        kind = discover.document(body, found.capture.media_type or "" if found else "")
        depth = response.meta["depth"]
        if kind == "page":
            yield from self.article(response)
            if depth == 0 and found is not None and _is_article(found, response.url):
                return  # A seed that is an article is wanted by itself.
            if depth == 0:
                yield from self._announced(response)
        if depth < self.depth:
            encoding = getattr(response, "encoding", None)
            for link in discover.links(body, kind, response.url, encoding):
                yield from self._follow(response, kind, link)

    def _follow(self, response: Response, kind: discover.Document, link: discover.Link) -> Iterator[Request]:
        """A request for what the link leads to, where it is worth one."""
        depth = response.meta["depth"]
        if link.kind in ("feed", "sitemap"):
            yield from self._list(response, link.url, link.kind)
        elif link.kind == "article" or (link.kind == "section" and depth + 2 <= self.depth):
            # What a feed or sitemap as seed lists is wanted by itself.
            alone = kind != "page" and "home" not in response.meta
            yield from self._page(response, link, depth=self.depth if alone else depth + 1)

    def _page(self, response: Response, link: discover.Link, depth: int) -> Iterator[Request]:
        home = self._home(response)
        if self.scope.holds(link.url, home):
            meta = {"depth": depth, "via": response.url, "home": home}
            yield self.ask(link.url, priority=PRIORITY[link.kind], meta=meta)

    def _announced(self, response: Response) -> Iterator[Request]:
        """The sitemaps that the robots.txt of a seed's host names."""
        for address in self._sitemaps.pop(urlsplit(response.url).netloc, ()):
            yield from self._list(response, address, "sitemap")

    def _list(self, response: Response, address: str, kind: str) -> Iterator[Request]:
        """Feeds and sitemaps are no step of their own: what they list is as deep as what their page links."""
        home = self._home(response)
        if self.scope.holds_host(address, home):
            meta = {"depth": response.meta["depth"], "via": response.url, "home": home}
            yield self.ask(address, priority=PRIORITY[kind], meta=meta)

    def _home(self, response: Response) -> str:
        """The host where the seed's address led in the end: news.example may answer as news.example.org."""
        return str(response.meta.get("home") or urlsplit(response.url).hostname)

    def _robots(self, response: Response, request: Request) -> None:
        parts = urlsplit(response.url)
        if parts.path == "/robots.txt" and response.status == 200 and request.meta.get("dont_obey_robotstxt"):
            text = response.body.decode("utf-8", "replace")
            self._sitemaps[parts.netloc] = discover.sitemaps(text, response.url)


def _is_article(found: Kept, url: str) -> bool:
    """A page with a running text; the front page of a host is none."""
    article = found.article
    is_one = article is not None and article.page_kind == "article" and bool(article.body)
    return is_one and urlsplit(url).path != "/"


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
