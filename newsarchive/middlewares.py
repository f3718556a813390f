"""What happens to requests and pages on their way."""

from __future__ import annotations

from http.cookiejar import LoadError, MozillaCookieJar
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http.cookies import CookieJar
from tldextract import TLDExtract

from archive.errors import ArchiveError
from newsarchive import outcome
from newsarchive.redact import without_user

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from http.cookiejar import Cookie

    from scrapy.crawler import Crawler
    from scrapy.http import Response


class CookiesError(ArchiveError):
    """A file of cookies that cannot be used."""


class Cookies:
    """One jar for the crawl, begun with the archivist's own cookies (COOKIES_FILE, Netscape's format).

    Scrapy's own middleware asks the network for the list of public suffixes at the first cookie; this one
    knows the list that comes with tldextract."""

    def __init__(self, own: list[Cookie]) -> None:
        self._jar = CookieJar()
        for cookie in own:
            self._jar.set_cookie(cookie)
        self._split = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)

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
        for cookie in self._jar.make_cookies(response, request):
            if not self._is_public(cookie.domain, urlsplit(request.url).hostname or ""):
                self._jar.set_cookie_if_ok(cookie, request)
        return response

    def _is_public(self, domain: str, host: str) -> bool:
        """Whether the cookie would go to all hosts below a public suffix such as co.uk."""
        domain = domain.lstrip(".")
        return bool(domain) and domain != host and not self._split(domain).domain


def netscape(path: str) -> list[Cookie]:
    """
    :raises CookiesError: no such file, or not in the format that browsers and curl export"""
    jar = MozillaCookieJar(path)
    try:
        jar.load(ignore_discard=True, ignore_expires=True)
    except LoadError as error:
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
        """A name and a password in the address are left out: nobody gave them to us; Twisted refuses them."""
        found: Request | Response = super().process_response(request, response)
        if isinstance(found, Request) and (url := without_user(found.url)) != found.url:
            return found.replace(url=url)
        return found


class Outcomes:
    """Tells the frontier when a page has been dealt with: once all that its spider found on it is there.

    Requests go to the frontier right here. Scrapy would put them into a queue of its own first, and a process
    killed then would have forgotten them with the page already done."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Outcomes:
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: Any) -> AsyncIterator[Any]:
        try:
            async for found in result:
                if isinstance(found, Request):
                    self._crawler.engine.crawl(found)
                else:
                    yield found
        except Exception as error:
            self._missed(response, error)
            raise
        self._crawler.signals.send_catch_log(outcome.done, request=response.request)

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        self._missed(response, exception)

    def _missed(self, response: Response, error: Exception) -> None:
        reason = f"the spider failed: {type(error).__name__}: {error}"
        self._crawler.signals.send_catch_log(outcome.missed, request=response.request, reason=reason)
