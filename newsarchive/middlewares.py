"""What happens to requests and pages on their way."""

from __future__ import annotations

import logging
from http.cookiejar import LoadError, MozillaCookieJar
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse
from scrapy.http.cookies import CookieJar
from tldextract import TLDExtract

from archive.errors import ArchiveError
from newsarchive import optouts, outcome
from newsarchive.capture import kept
from newsarchive.patterns import Patterns
from newsarchive.policy import FACT
from newsarchive.redact import bare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from http.cookiejar import Cookie

    from scrapy.crawler import Crawler
    from scrapy.http import Response


logger = logging.getLogger(__name__)

COOKIES = 50
"""Of one response, and of one host: what RFC 6265 asks clients to bear for a domain. What comes after is not
taken."""
COOKIE = 4096
"""Characters of a name and its value: the same place."""
JAR = 20_000
"""Cookies of all hosts; when there are more, the servers' are forgotten, the archivist's own stay."""
LINKS = 50_000
"""Requests that one page may lead to: what a sitemap may list (sitemaps.org)."""


class CookiesError(ArchiveError):
    """A file of cookies that cannot be used."""


class Cookies:
    """One jar for the crawl, begun with the archivist's own cookies (COOKIES_FILE, Netscape's format).

    Scrapy's own middleware asks the network for the list of public suffixes at the first cookie; this one
    knows the list that comes with tldextract."""

    def __init__(self, own: list[Cookie]) -> None:
        self._own = own
        self._split = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
        self._begin()

    def _begin(self) -> None:
        self._jar = CookieJar()
        self._number = 0
        for cookie in self._own:
            self._jar.set_cookie(cookie)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Cookies:
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        path = crawler.settings.get("COOKIES_FILE")
        return cls(netscape(path) if path else [])

    def process_request(self, request: Request) -> None:
        request.headers.pop("Cookie", None)
        self._jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        if "Set-Cookie" not in response.headers:
            return response
        if self._number > JAR:
            self._begin()
        host = urlsplit(request.url).hostname or ""
        sent = response.headers.getlist("Set-Cookie")
        response_ = response if len(sent) <= COOKIES else _fewer(response, sent)
        for cookie in self._jar.make_cookies(response_, request):
            if self._fits(cookie) and not self._is_public(cookie.domain, host):
                self._jar.set_cookie_if_ok(cookie, request)
                self._number += 1
        return response

    def _fits(self, cookie: Cookie) -> bool:
        """Whether there is room for it."""
        known = self._jar._cookies.get(cookie.domain, {}).get(cookie.path, {})
        size = len(cookie.name) + len(cookie.value or "")
        return size <= COOKIE and (len(known) < COOKIES or cookie.name in known)

    def _is_public(self, domain: str, host: str) -> bool:
        """Whether the cookie would go to all hosts below a public suffix such as co.uk."""
        domain = domain.lstrip(".")
        return bool(domain) and domain != host and not self._split(domain).domain


def _fewer(response: Response, sent: list[bytes]) -> Response:
    """The response as far as its cookies are taken."""
    few = response.copy()
    few.headers.setlist("Set-Cookie", sent[:COOKIES])
    return few


def netscape(path: str) -> list[Cookie]:
    """
    :raises CookiesError: no such file, or not in the format that browsers and curl export"""
    jar = MozillaCookieJar(path)
    try:
        jar.load(ignore_discard=True, ignore_expires=True)
    except (LoadError, UnicodeDecodeError) as error:
        raise CookiesError(
            f"{path} is no cookies.txt in Netscape's format (first line: # Netscape HTTP Cookie File)."
        ) from error
    except OSError as error:
        raise CookiesError(f"{path} can't be read: {error.strerror}.") from error
    return list(jar)


class SiteHeaders:
    """Headers for one host and the hosts below it (SITE_HEADERS: host -> name -> value). They never go to
    another host, not by way of a redirect either."""

    def __init__(self, headers: dict[str, dict[str, str]]) -> None:
        self._headers = headers
        self._names = {name for named in headers.values() for name in named}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SiteHeaders:
        headers = crawler.settings.getdict("SITE_HEADERS")
        if not headers:
            raise NotConfigured
        return cls(headers)

    def process_request(self, request: Request) -> None:
        for name in self._names:
            request.headers.pop(name, None)
        host = urlsplit(request.url).hostname or ""
        for site, headers in self._headers.items():
            if host == site or host.endswith(f".{site}"):
                for name, value in headers.items():
                    request.headers[name] = value


class Redirects(RedirectMiddleware):
    """Scrapy's own; from version 2.15 on it warns when nobody sends a Referer header, as here."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Redirects:
        middleware = cls(crawler.settings)
        middleware.crawler = crawler
        return middleware

    # Without the parent's third parameter: Scrapy warns of those that still take it.
    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """A name and a password in the address are left out: nobody gave them to us; Twisted refuses them.

        :raises Missed: it leads out of what the crawl is to collect, or round in circles"""
        try:
            found: Request | Response = super().process_response(request, response)
        except IgnoreRequest as error:
            raise outcome.Missed(f"redirected more than {self.max_redirect_times} times") from error
        if not isinstance(found, Request):
            return found
        url = bare(found.url)
        if not self._in_scope(request, url):
            raise outcome.Missed(f"redirects out of scope, to {url}")
        return found.replace(url=url) if url != found.url else found

    def _in_scope(self, request: Request, url: str) -> bool:
        """Of what a page of the crawl led to; a seed leads where it leads."""
        scope, home = getattr(self.crawler.spider, "scope", None), request.meta.get("home")
        if scope is None or home is None:
            return True
        # A feed or a sitemap lies where it lies; what was chosen for its path keeps to it.
        chosen = scope.holds(request.url, home)
        return bool(scope.holds(url, home) if chosen else scope.holds_host(url, home))


class Seeds:
    """Spider middleware that tells which addresses the archivist named: these may be private."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Seeds:
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for found in start:
            if isinstance(found, Request):
                self._crawler.signals.send_catch_log(outcome.seed, url=bare(found.url))
            yield found


class Outcomes:
    """Tells the frontier when a page has been dealt with: once all that its spider found on it is there.

    Requests go to the frontier right here. Scrapy would put them into a queue of its own first, and a process
    killed then would have forgotten them with the page already done."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._patterns = crawler.get_extension(Patterns) or Patterns()
        self._obeys = crawler.settings.getbool("ROBOTSTXT_OBEY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Outcomes:
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: Any) -> AsyncIterator[Any]:
        page = kept(response)
        if page is not None:
            self._patterns.page(response.url, page.article)
        followed, room = self._follows(response), LINKS
        try:
            async for found in result:
                if not isinstance(found, Request):
                    yield found
                elif followed and room:
                    room -= 1
                    found.meta.setdefault("via", response.url)
                    self._crawler.engine.crawl(found)
                    if not room:
                        logger.warning("%s leads to over %d addresses; the rest is left.", response, LINKS)
        except Exception as error:
            self._missed(response, error)
            raise
        self._crawler.signals.send_catch_log(outcome.done, request=response.request)

    def _follows(self, response: Response) -> bool:
        """Whether the page lets its links be followed; feeds and sitemaps are there for that."""
        page = kept(response)
        if page is None or not self._obeys or not isinstance(response, HtmlResponse):
            return True
        said = page.capture.facts.get(FACT, "")
        return ("nofollow" not in said and "none" not in said) or "nofollow" not in optouts.words(said)

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        self._missed(response, exception)

    def _missed(self, response: Response, error: Exception) -> None:
        reason = f"the spider failed: {type(error).__name__}: {error}"
        self._crawler.signals.send_catch_log(outcome.missed, request=response.request, reason=reason)
