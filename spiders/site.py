"""The general news spider: from front pages, feeds, sitemaps and single addresses to the articles."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import signals

from newsarchive import days, discover, outcome
from newsarchive.addresses import plain
from newsarchive.capture import kept
from newsarchive.judging import judge
from newsarchive.linkwords import LISTS
from newsarchive.scope import Scope
from newsarchive.seeds import checked, from_file, given
from newsarchive.spider import NewsSpider
from newsarchive.taught import Taught

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from archive.article import Article
    from newsarchive.capture import Kept
    from newsarchive.discover import Document, Link

DEPTH = 2
"""Links from a seed to a page by default: front page, section, article."""
PAGES = 20
"""Next pages of one list that are fetched by default."""
YES = ("1", "true", "yes")
PRIORITY = {"feed": 30, "sitemap": 5, "article": 20, "section": 10, "next": 8}
"""What is fetched first on one host: feeds name the newest, sitemaps often everything there ever was."""
WELL_KNOWN = ("/sitemap.xml", "/sitemap_index.xml", "/feed/", "/rss.xml")
"""Asked for where neither robots.txt nor the front page names a sitemap or feed: the places of sitemaps.org,
of the SEO plugins of WordPress, and of the usual feeds."""
HEARD = 20_000
"""Addresses of which what feeds and sitemaps told is remembered until they are fetched, the latest ones."""
TAUGHT = 20_000
"""Pages of earlier crawls from which the shapes of a site's addresses are learnt, the latest ones."""
BLIND = ("error", "wall", "login", "check")
"""Kinds of pages whose links lead nowhere: answers that call themselves a success, and are none."""


class SiteSpider(NewsSpider):
    """``scrapy crawl site -a seed=https://news.example/ -s COLLECTION=kyiv``

    :param seed: an address, or several parted by blanks or commas; ``seeds`` is the same
    :param list: a file of addresses, one a line: exactly these are fetched, nothing is followed but redirects
    :param depth: links from a seed to a page; feeds, sitemaps and next pages on the way do not count
    :param pages: next pages of one list
    :param within: names of further hosts in scope, parted by blanks or commas
    :param subdomains: "1" or "true": the hosts below those in scope are in it, too
    :param path: what the path of a page must begin with; several are parted by blanks
    :param without: what it must not begin with
    :param language: of the articles, e.g. "en uk"
    :param since: first day of the articles, e.g. "2026-03-01"
    :param until: last day
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
        pages: str | int = PAGES,
        within: str = "",
        subdomains: str | bool = "",
        **arguments: Any,
    ) -> None:
        words = {name: arguments.pop(name, "") for name in ("path", "without", "language", "since", "until")}
        super().__init__(**arguments)
        self.seeds = [checked(address) for address in [*_words(seed), *_words(seeds)]]
        self.listed = from_file(list) if list else []
        self.depth, self.pages = int(depth), int(pages)
        homes = {urlsplit(address).hostname or "" for address in self.seeds}
        self.scope = Scope(
            frozenset({*homes, *_words(within)}),
            subdomains=str(subdomains).lower() in YES,
            paths=tuple(words["path"].split()),
            without=tuple(words["without"].split()),
            languages=frozenset(_words(words["language"].lower())),
            since=given(words["since"], "since"),
            until=given(words["until"], "until"),
        )
        self.taught = Taught()
        self._sitemaps = {}
        self._elsewhere: set[int] = set()
        self._heard: OrderedDict[str, dict[str, str]] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._robots, signals.response_received)
        crawler.signals.connect(spider._tell, signals.request_reached_downloader)
        crawler.signals.connect(spider._remember, signals.spider_opened)
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

    def guessed(self, response: Response) -> Iterator[Any]:
        """A feed or sitemap that may be at its usual place; there is no harm in none."""
        if 200 <= response.status < 300:
            body = discover.unpack(response.body)
            kind = discover.document(body, "")
            if kind in ("feed", "sitemap"):
                yield from self._followed(response, body, kind)

    def not_there(self, failure: Failure) -> None:
        """A guess that came to nothing."""
        request = failure.request  # type: ignore[attr-defined]
        self.crawler.signals.send_catch_log(outcome.done, request=request)

    def parse(self, response: Response) -> Iterator[Any]:
        if "variant" in response.meta and response.status in (404, 410):
            yield self._variant(response)
            return
        if self.refused(response):
            return
        found = kept(response)
        body = discover.unpack(response.body)
        kind = discover.document(body, found.capture.media_type or "" if found else "")
        if kind != "page" or found is None or found.article is None:
            yield from self._followed(response, body, kind)
            return
        self._learn(response, found.article)
        if not self._wanted(found.article):
            return
        yield from self.article(response)
        if response.meta["depth"] == 0:
            if _is_article(found, response.url):
                return  # A seed that is an article is wanted by itself.
            yield from self._announced(response)
        if found.article.page_kind not in BLIND:
            yield from self._followed(response, body, kind)

    def _wanted(self, article: Article) -> bool:
        """Whether an article is in scope now that it was read; other pages are."""
        if article.page_kind != "article" or self.scope.holds_article(
            article.date_published, article.language
        ):
            return True
        self.crawler.stats.inc_value("newsarchive/out_of_scope")
        return False

    def _learn(self, response: Response, article: Article) -> None:
        """Of an article that is known by another address, that one need not be fetched any more."""
        is_one = article.page_kind == "article"
        canonical = self.taught.fold(article.url) if article.url else None
        self.taught.page(response.url, article=is_one, canonical=article.url)
        if is_one and canonical and canonical != response.url and urlsplit(canonical).path != "/":
            self._elsewhere.add(hash(canonical))

    def _followed(self, response: Response, body: bytes, kind: Document) -> Iterator[Request]:
        depth: int = response.meta["depth"]
        if depth >= self.depth:
            return
        found = discover.links(body, kind, response.url, getattr(response, "encoding", None))
        if kind == "page":
            if depth == 0 and urlsplit(response.url).path == "/" and not self._announces(response, found):
                yield from self._well_known(response)
            articles = sorted({hash(link.url) & 0xFFFFFF for link in found if link.kind == "article"})
            following = self._next_page(response, articles)
        else:
            following = {}
        lists = kind == "sitemap" and _names_lists(response.url)
        for link in found:
            if lists and link.kind == "article":
                link = discover.Link(link.url, judge(link.url).kind)
            yield from self._follow(response, kind, link, following)

    def _follow(
        self, response: Response, kind: Document, link: Link, following: dict[str, Any]
    ) -> Iterator[Request]:
        """A request for what the link leads to, where it is worth one."""
        depth: int = response.meta["depth"]
        if link.kind in ("feed", "sitemap"):
            if self.scope.holds_list(link.url, link.date):
                yield from self._list(response, link.url, link.kind)
            return
        verdict = self.taught.verdict(link.url) if kind != "feed" else None
        if link.kind == "next":
            if following:
                yield from self._page(response, link, depth, following)
        elif verdict == "article" or (link.kind == "article" and verdict is None):
            # What a feed or sitemap as seed lists is wanted by itself.
            alone = kind != "page" and "home" not in response.meta
            if self.scope.holds_told(link.url, link.date, link.language):
                yield from self._page(response, link, self.depth if alone else depth + 1, {})
        elif link.kind != "other":
            yield from self._section(response, link)

    def _section(self, response: Response, link: Link) -> Iterator[Request]:
        """A list of articles. Archive pages of days that are asked for are no step of their own."""
        depth: int = response.meta["depth"]
        span = days.of_address(link.url) if days.is_archive(link.url) else None
        if span and (span.first > _tomorrow() or not self.scope.holds_list(link.url)):
            return
        step = 0 if span and self.scope.since else 1
        if depth + step + 1 <= self.depth:
            yield from self._page(response, link, depth + step, {})

    def _next_page(self, response: Response, articles: list[int]) -> dict[str, Any]:
        """What is remembered from page to page of a list; nothing where it ends: nothing new, or enough.

        :param articles: what this page lists, in a few bits each"""
        page: int = response.meta.get("page", 1)
        new = set(articles) - set(response.meta.get("listed", ()))
        return {"page": page + 1, "listed": articles} if new and page <= self.pages else {}

    def _page(self, response: Response, link: Link, depth: int, more: dict[str, Any]) -> Iterator[Request]:
        url = self.taught.fold(plain(link.url)) or link.url
        home = self._home(response)
        if hash(url) in self._elsewhere or not self.scope.holds(url, home):
            return
        meta: dict[str, Any] = {"depth": depth, "via": response.url, "home": home, **more}
        if variant := link.whole or (link.url if plain(link.url) != link.url else ""):
            meta["variant"] = variant
        if link.date or link.tags or link.authors:
            self._hear(url, _told(link, response.url))
        yield self.ask(url, priority=PRIORITY["article" if link.kind == "other" else link.kind], meta=meta)

    def _variant(self, response: Response) -> Request:
        """For AMP or print, or with its parameters, after all: without them there is nothing."""
        meta = {name: response.meta[name] for name in ("depth", "via", "home") if name in response.meta}
        return self.ask(response.meta["variant"], priority=PRIORITY["article"], meta=meta)

    def _announces(self, response: Response, found: list[Link]) -> bool:
        """Whether a front page or its host's robots.txt names a feed or sitemap."""
        named = any(link.kind == "feed" for link in found)
        return named or response.meta.get("announced", False)

    def _announced(self, response: Response) -> Iterator[Request]:
        """The sitemaps that the robots.txt of a seed's host names."""
        for address in self._sitemaps.pop(urlsplit(response.url).netloc, ()):
            response.meta["announced"] = True
            yield from self._list(response, address, "sitemap")

    def _well_known(self, response: Response) -> Iterator[Request]:
        meta = {"depth": response.meta["depth"], "via": response.url, "home": self._home(response)}
        for place in WELL_KNOWN:
            request = self.ask(
                urljoin(response.url, place), callback=self.guessed, priority=1, meta=dict(meta)
            )
            yield request.replace(errback=self.not_there)

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

    def _hear(self, url: str, told: dict[str, str]) -> None:
        """What feeds and sitemaps tell of an address; what the first says stands."""
        self._heard[url] = {**told, **self._heard.get(url, {})}
        if len(self._heard) > HEARD:
            self._heard.popitem(last=False)

    def _tell(self, request: Request, spider: Spider) -> None:
        """The record of a capture has it from there."""
        if told := self._heard.pop(request.url, None):
            request.meta["found"] = told

    def _remember(self, spider: Spider) -> None:
        """What earlier crawls of the collection taught."""
        from newsarchive.recorder import Recorder

        recorder = self.crawler.get_extension(Recorder)
        if recorder is None:
            return
        with recorder.collection.index(read_only=True) as index:
            rows = index.db.execute(
                "SELECT url, page_kind FROM captures WHERE page_kind IS NOT NULL ORDER BY id DESC LIMIT ?",
                (TAUGHT,),
            )
            self.taught.learn((url, kind == "article") for url, kind in rows)


def _told(link: Link, by: str) -> dict[str, str]:
    """What feed or sitemap tell of a piece, as fields of the capture's record."""
    fields = {
        "found-in": by,
        "found-title": link.title,
        "found-date": link.date,
        "found-authors": "; ".join(link.authors),
        "found-tags": "; ".join(link.tags),
        "found-language": link.language,
    }
    return {name: " ".join(value.split())[:1000] for name, value in fields.items() if value}


def _names_lists(sitemap: str) -> bool:
    """Whether a sitemap, by its name, is one of sections, topics or authors, as content systems part them."""
    words = urlsplit(sitemap).path.lower().replace("_", "-").replace(".", "-").replace("/", "-").split("-")
    return bool(LISTS.intersection(words))


def _tomorrow() -> date:
    return datetime.now(UTC).date() + timedelta(days=1)


def _is_article(found: Kept, url: str) -> bool:
    """A page with a running text; the front page of a host is none."""
    article = found.article
    is_one = article is not None and article.page_kind == "article" and bool(article.body)
    return is_one and urlsplit(url).path != "/"


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
