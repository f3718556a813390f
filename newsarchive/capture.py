"""Download handlers: every exchange is kept, as it went over the wire, before its response goes on.

One download can be several exchanges, and so several captures: the pool of connections sends a request again
by itself when a kept connection turns out dead. Redirects, retries and robots.txt are downloads of their own.

What is no exchange with the server is no capture: a name that does not resolve, a connection refused, a TLS
handshake that fails, and the CONNECT to a proxy, which is between the crawler and the proxy (the field
``proxy`` names it). The report of the run tells what was missed, and why.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from weakref import WeakKeyDictionary

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.misc import build_from_crawler, load_object

from archive.capture import Capture
from archive.warc import uri
from newsarchive import replay, wire
from newsarchive.context import address, prerequisite, told
from newsarchive.doorkeeper import Doorkeeper
from newsarchive.hosts import UNREACHABLE, Hosts, Limits, host_of, retry_after
from newsarchive.policy import OptOuts
from newsarchive.reasons import reason
from newsarchive.rebuilt import rebuilt
from newsarchive.recorder import Recorder
from newsarchive.redact import redact, secrets, without_user
from newsarchive.wire import inexact

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from archive.article import Article


LONGEST = 30_000
"""Characters of an address. FastWARC 2.0.1 reads no file beyond a record whose head has more than 32 KiB;
browsers and servers end far below."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture that is in the collection, and what was read from it."""

    capture: Capture
    article: Article | None


_budgets: WeakKeyDictionary[Crawler, wire.Budget] = WeakKeyDictionary()
"""One for both handlers of a crawl, http and https."""
_kept: WeakKeyDictionary[Request, Kept] = WeakKeyDictionary()
# By request, not in its meta: meta is copied into redirects and retries, and written into the frontier.


def kept(response: Response) -> Kept | None:
    """What was kept of this response; None where it came from elsewhere (a cache, another handler)."""
    return _kept.get(response.request) if response.request is not None else None


class _Keeper:
    """Keeps captures of requests, and remembers them for :func:`kept`."""

    def __init__(self, crawler: Crawler) -> None:
        recorder = crawler.get_extension(Recorder)
        if recorder is None:
            raise RuntimeError("CaptureHandler needs newsarchive.recorder.Recorder in EXTENSIONS.")
        self._recorder, self._crawler = recorder, crawler
        self._secret = secrets(crawler.settings)
        self._doorkeeper = crawler.get_extension(Doorkeeper) or Doorkeeper()
        self._hosts = crawler.get_extension(Hosts) or Hosts(Limits())
        self._opt_outs = OptOuts(crawler)

    def check(self, request: Request) -> None:
        """
        :raises RecorderError: the collection takes no more captures
        :raises ValueError: the address is too long for a record that others can read
        :raises PrivateError: it leads to a private net"""
        self._recorder.check()
        if (length := len(uri(address(request.url)))) > LONGEST:
            raise ValueError(f"an address of {length:,} characters is not fetched")
        self._doorkeeper.check(request)

    def asked(self, request: Request) -> None:
        """It goes out now."""
        self._doorkeeper.guard(request)
        self._hosts.asked(host_of(request))

    def answered(self, request: Request, response: Response) -> None:
        # A robots.txt that is forbidden tells nothing of the pages.
        status = 404 if response.status == 403 and prerequisite(request) else response.status
        self._hosts.answered(host_of(request), status, len(response.body), retry_after(response))

    def failed(self, request: Request, error: Exception) -> Exception:
        """What to tell of it: the error, or that the address led to a private net."""
        if _names(error) & RESOLVING and (refused := self._doorkeeper.refused(request)) is not None:
            return refused
        if _names(error) & UNREACHABLE:
            self._hosts.failed(host_of(request), reason(error))
        return error

    def again(self, request: Request) -> Response | None:
        """The response of a capture that a run before this one made and did not live to tell."""
        id = request.meta.pop(replay.KEPT, None)
        again = None if id is None else self._recorder.again(id)
        if again is None:
            return None
        _kept[request] = Kept(*again)
        return replay.response(request, again[0])

    async def keep(self, request: Request, captures: list[Capture]) -> None:
        """
        :raises Missed: the last one opts out of what the archivist's policy respects"""
        for capture in captures:
            _kept[request] = Kept(*await self._recorder.keep(capture))
        if captures and not prerequisite(request):
            self._opt_outs.respect(captures[-1])

    def exact(
        self,
        request: Request,
        exchanges: list[wire.Exchange],
        error: Exception | None,
        response: Response | None,
    ) -> list[Capture]:
        """Captures of what went over the wire."""
        made = [
            self._capture(request, exchange, n, error)
            for n, exchange in enumerate(exchanges)
            if exchange.request
        ]
        return [*made[:-1], self._opt_outs.told(request, made[-1], response)] if made else []

    def rebuilt(
        self, request: Request, outcome: Response | Exception, start: datetime, why: str
    ) -> list[Capture]:
        """A capture where the wire cannot be listened in on."""
        facts = told(request, self._crawler)
        made = rebuilt(request, outcome, start=start, facts=facts, secret=self._secret, why=why)
        return [self._opt_outs.told(request, made, None if isinstance(outcome, Exception) else outcome)]

    def _capture(
        self, request: Request, exchange: wire.Exchange, number: int, error: Exception | None
    ) -> Capture:
        sent, redacted = redact(exchange.request, self._secret)
        facts = {**told(request, self._crawler), **exchange.tls}
        if redacted:
            facts["redacted"] = ", ".join(redacted)
        if number:
            facts["resent"] = "by the pool of connections: the one kept from earlier was dead"
        if exchange.trailing:
            facts["trailing"] = f"{exchange.trailing} bytes behind the end of the response, not kept"
        if not exchange.whole and (failure := _failure(exchange, error)):
            facts["failure"] = failure
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


class CaptureHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https that keeps what it sends and receives.

    Where the bytes cannot be had (:func:`newsarchive.wire.inexact`), captures are rebuilt from Scrapy's
    responses and say so."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._keeper = _Keeper(crawler)
        settings = crawler.settings
        maxsize = settings.getint("DOWNLOAD_MAXSIZE")
        self._wire = wire.Wire(
            limit=maxsize and maxsize + settings.getint("FRAMING_MAXSIZE"),
            head_limit=settings.getint("HEAD_MAXSIZE"),
            framing_limit=settings.getint("FRAMING_MAXSIZE"),
            budget=_budgets.setdefault(crawler, wire.Budget(settings.getint("DOWNLOADS_MAXSIZE"))),
        )
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
        self._keeper.check(request)
        if (again := self._keeper.again(request)) is not None:
            return again
        self._keeper.asked(request)
        if (why := inexact()) is not None:
            return await _rebuilding(
                self._keeper, request, super().download_request, f"rebuilt from Scrapy's response ({why})"
            )
        with self._wire.visit(request.headers) as exchanges:
            try:
                response = await super().download_request(request)
            except Exception as error:
                await self._keeper.keep(request, self._keeper.exact(request, exchanges, error, None))
                _raise(self._keeper.failed(request, error), error)
            self._keeper.answered(request, response)
            await self._keeper.keep(request, self._keeper.exact(request, exchanges, None, response))
        return response


class ForeignHandler:
    """Keeps what another handler downloads: over HTTP/2, by a browser. :meth:`around` makes one for it."""

    lazy = True
    inner: ClassVar[Any]

    @classmethod
    def around(cls, inner: Any) -> type[ForeignHandler]:
        """
        :param inner: the handler, or its path"""
        return type("ForeignHandler", (cls,), {"inner": inner})

    def __init__(self, crawler: Crawler) -> None:
        self._keeper, self._crawler = _Keeper(crawler), crawler
        self._handler = build_from_crawler(load_object(self.inner), crawler)
        self._why = f"rebuilt from the response of {type(self._handler).__name__}"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ForeignHandler:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """As :meth:`CaptureHandler.download_request`."""
        self._keeper.check(request)
        if (again := self._keeper.again(request)) is not None:
            return again
        self._keeper.asked(request)
        return await _rebuilding(self._keeper, request, self._download, self._why)

    async def _download(self, request: Request) -> Response:
        download: Any = self._handler.download_request
        if inspect.iscoroutinefunction(download):
            response: Response = await download(request)
            return response
        return await ensure_awaitable(download(request, self._crawler.spider))  # Scrapy's way before 2.14

    async def close(self) -> None:
        if hasattr(self._handler, "close"):
            await ensure_awaitable(self._handler.close())


async def _rebuilding(keeper: _Keeper, request: Request, download: Any, why: str) -> Response:
    start = datetime.now(UTC)
    try:
        response: Response = await download(request)
    except Exception as error:
        await keeper.keep(request, keeper.rebuilt(request, error, start, why))
        _raise(keeper.failed(request, error), error)
    keeper.answered(request, response)
    await keeper.keep(request, keeper.rebuilt(request, response, start, why))
    return response


def _raise(told: Exception, error: Exception) -> NoReturn:
    if told is error:
        raise error
    raise told from error


def _failure(exchange: wire.Exchange, error: Exception | None) -> str | None:
    """Why the response did not come to its end."""
    if exchange.overflow:
        return f"cut: {exchange.overflow}"
    if exchange.given_up:
        return f"no HTTP: {exchange.given_up}"
    if exchange.lost and not _names(error) & TIMEOUTS:
        return exchange.lost
    return without_user(f"{type(error).__name__}: {error}") if error is not None else None


def truncated(exchange: wire.Exchange, error: BaseException | None) -> str | None:
    """WARC-Truncated: None where the response came to its end, or nothing came at all."""
    if exchange.whole or not exchange.size:
        return None
    if _names(error) & TIMEOUTS:
        return "time"
    if exchange.overflow or _names(error) & CANCELLED:
        return "length"
    return "disconnect" if exchange.lost and not exchange.given_up else "unspecified"


TIMEOUTS = {"DownloadTimeoutError", "TimeoutError"}
RESOLVING = {"CannotResolveHostError", "DNSLookupError"}
CANCELLED = {"DownloadCancelledError", "CancelledError"}
"""By name: Scrapy 2.15 wraps Twisted's errors in its own."""


def _names(error: BaseException | None) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}
