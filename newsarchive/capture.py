"""Download handler: every exchange is kept, as it went over the wire, before its response goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit
from weakref import WeakKeyDictionary

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import StopDownload

from archive.capture import Capture
from newsarchive import wire
from newsarchive.recorder import Recorder
from newsarchive.redact import CREDENTIALS, redact
from newsarchive.wire import inexact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from archive.article import Article

FRAMING = 1_000_000
"""Bytes that head and chunk framing of a response may add to DOWNLOAD_MAXSIZE before the connection is cut;
Twisted itself reads header lines without end."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture that is in the collection, and what was read from it."""

    capture: Capture
    article: Article | None


_kept: WeakKeyDictionary[Request, Kept] = WeakKeyDictionary()
# By request, not in its meta: meta is copied into redirects and retries, and written into the frontier.


def kept(response: Response) -> Kept | None:
    """What was kept of this response; None where it came from elsewhere (a cache, another handler)."""
    return _kept.get(response.request) if response.request is not None else None


class CaptureHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https that keeps what it sends and receives.

    Where the bytes cannot be had (:func:`newsarchive.wire.inexact`), captures are rebuilt from Scrapy's
    responses and say so."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        recorder = crawler.get_extension(Recorder)
        if recorder is None:
            raise RuntimeError("CaptureHandler needs newsarchive.recorder.Recorder in EXTENSIONS.")
        self._recorder = recorder
        settings = crawler.settings
        self._secret = (*CREDENTIALS, *settings.getlist("REDACTED_HEADERS"))
        maxsize = settings.getint("DOWNLOAD_MAXSIZE")
        self._wire = wire.Wire(maxsize and maxsize + FRAMING)
        # Connections at rest: Scrapy keeps as many a key as one host may have, but all hosts behind a plain
        # proxy share one key; Twisted keeps each for four minutes, and a crawl of a thousand hosts runs out
        # of file descriptors.
        self._pool.maxPersistentPerHost = max(settings.getint("CONCURRENT_REQUESTS"), 1)
        self._pool.cachedConnectionTimeout = settings.getint("CONNECTION_KEPT")
        if inexact() is None:
            self._pool._factory = self._wire.factory(self._pool._factory)

    async def download_request(self, request: Request) -> Response:
        """The response, once it is in the collection.

        :raises RecorderError: it could not be kept; then no other request gets through either"""
        self._recorder.check()
        start = datetime.now(UTC)
        with self._wire.visit(request.headers) as exchanges:
            try:
                response = await super().download_request(request)
            except Exception as error:
                await self._keep(request, [self._capture(request, e, error) for e in exchanges if e.sent])
                raise
        if inexact() is None:
            captures = [self._capture(request, e, None) for e in exchanges if e.sent]
        else:
            captures = [rebuilt(request, response, start, self._facts(request), self._secret)]
        await self._keep(request, captures)
        return response

    async def _keep(self, request: Request, captures: list[Capture]) -> None:
        for capture in captures:
            _kept[request] = Kept(*await self._recorder.keep(capture))

    def _capture(self, request: Request, exchange: wire.Exchange, error: Exception | None) -> Capture:
        sent, secrets = redact(exchange.request, self._secret)
        facts = self._facts(request)
        if secrets:
            facts["redacted"] = ", ".join(secrets)
        if exchange.tls:
            facts["tls"] = exchange.tls
        if exchange.trailing:
            facts["trailing"] = f"{exchange.trailing} bytes behind the end of the response, not kept"
        if error is not None and not exchange.whole:
            facts["failure"] = f"{type(error).__name__}: {error}"
        return Capture(
            url=address(request.url),
            date=exchange.date,
            request=sent,
            response=exchange.response,
            # Behind a proxy the peer is the proxy; nobody here knows the server's address.
            ip_address=None if "proxy" in facts else exchange.peer,
            truncated=truncated(exchange, error),
            facts=facts,
        )

    def _facts(self, request: Request) -> dict[str, str]:
        facts = {"via": request.meta.get("via"), "hopsFromSeed": request.meta.get("depth")}
        proxy = request.meta.get("proxy")
        if proxy:
            facts["proxy"] = urlsplit(proxy).netloc.rpartition("@")[2]
        return {name: str(value) for name, value in facts.items() if value is not None}


def address(url: str) -> str:
    """Without fragment, and without name and password of a user."""
    parts = urlsplit(urldefrag(url)[0])
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def truncated(exchange: wire.Exchange, error: BaseException | None) -> str | None:
    """WARC-Truncated: None where the response came to its end, or nothing came at all."""
    if exchange.whole or not exchange.size:
        return None
    if exchange.overflow:
        return "length"
    names = {kind.__name__ for kind in type(error).__mro__}
    # By name: Scrapy 2.15 wraps Twisted's errors in its own.
    if names & {"DownloadTimeoutError", "TimeoutError"}:
        return "time"
    if names & {"DownloadCancelledError", "CancelledError"}:
        return "length"
    if exchange.given_up or error is None or isinstance(error, StopDownload):
        return "unspecified"
    return "disconnect"


def rebuilt(
    request: Request, response: Response, start: datetime, facts: Mapping[str, str], secret: Iterable[str]
) -> Capture:
    """A capture from Scrapy's own objects: readable, but not what went over the wire."""
    url = urlsplit(address(request.url))
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    head = f"{request.method} {target} HTTP/1.1\r\nHost: {url.netloc}\r\n".encode("latin-1")
    sent, secrets = redact(head + request.headers.to_string() + b"\r\n\r\n" + request.body, secret)
    facts = {**facts, "exact": f"no: rebuilt from Scrapy's response ({inexact()})"}
    if secrets:
        facts["redacted"] = ", ".join(secrets)
    status = f"HTTP/1.1 {response.status}\r\n".encode()
    ip_address = response.ip_address if "proxy" not in facts else None
    return Capture(
        url=url.geturl(),
        date=start,
        request=sent,
        response=status + response.headers.to_string() + b"\r\n\r\n" + response.body,
        ip_address=str(ip_address) if ip_address else None,
        truncated="disconnect" if "dataloss" in response.flags else None,
        facts=facts,
    )
