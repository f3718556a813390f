"""How each host bears the crawl: when it may be asked again, and whether at all.

A host that answers 429, 403 or 503, or not at all, is left alone for a while, twice as long each time, or as
long as it asks for (Retry-After); all that waits for it waits, and other hosts go on. One that keeps on is
put off: what is left of it counts as missed, to be tried again. What robots.txt asks for (Crawl-delay) is
kept, and what one host may cost in a run is bounded.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.reasons import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

FAILING = (429, 403, 503)
"""Statuses by which servers say: not you, not now. Others are about one page."""
UNREACHABLE = frozenset(
    """CannotResolveHostError DNSLookupError DownloadConnectionRefusedError ConnectionRefusedError
    DownloadTimeoutError TimeoutError TCPTimedOutError ConnectError""".split()
)
"""Names of errors, of Scrapy since 2.15 and of Twisted before, that tell of a host and not of a page."""


@dataclass(frozen=True)
class Limits:
    """Seconds, pages, bytes; 0 for none."""

    backoff: float = 5.0
    """The first pause after a failure; doubled with each."""
    backoff_max: float = 300.0
    failures: int = 5
    """In a row, after which the rest of the host is put off."""
    retry_after_max: float = 600.0
    """Longest Retry-After that is waited for."""
    crawl_delay_max: float = 120.0
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, crawler: Crawler) -> Limits:
        get = crawler.settings.getfloat
        return cls(
            backoff=get("BACKOFF_START", cls.backoff),
            backoff_max=get("BACKOFF_MAX", cls.backoff_max),
            failures=crawler.settings.getint("HOST_FAILURES", cls.failures),
            retry_after_max=get("RETRY_AFTER_MAX", cls.retry_after_max),
            crawl_delay_max=get("CRAWL_DELAY_MAX", cls.crawl_delay_max),
            pages=crawler.settings.getint("HOST_MAX_PAGES"),
            bytes=crawler.settings.getint("HOST_MAX_BYTES"),
            seconds=get("HOST_MAX_SECONDS"),
        )


@dataclass(slots=True)
class _Host:
    first: float = 0.0
    """When it was first asked in this run; 0: not yet."""
    last: float = float("-inf")
    """When it was last asked."""
    until: float = 0.0
    """It is left alone until then."""
    delay: float = 0.0
    """What robots.txt asks for between two requests."""
    failures: int = 0
    pages: int = 0
    bytes: int = 0
    off: str = ""
    """Why the rest is put off."""


class Hosts:
    """One for a crawl: the download handler tells what comes of requests, the frontier asks."""

    def __init__(
        self,
        limits: Limits,
        pace: Callable[[str], float] = lambda host: 0.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """
        :param pace: seconds that the downloader keeps between two requests to a host, at least
        """
        self._limits, self._pace, self._clock = limits, pace, clock
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Hosts:
        def pace(host: str) -> float:
            # Scrapy waits half to one and a half of it; only the surplus may keep a place in its downloader.
            slot = crawler.engine.downloader.slots.get(host) if crawler.engine else None
            return slot.delay / 2 if slot else 0.0

        return cls(Limits.of(crawler), pace)

    def now(self) -> float:
        return self._clock()

    def ready(self, host: str) -> float:
        """From when on the host may be asked, by :meth:`now`."""
        known = self._hosts.get(host)
        if known is None:
            return 0.0
        return max(known.until, known.last + max(known.delay, self._pace(host)))

    def at_once(self, host: str, most: int) -> int:
        """Requests to the host at a time: one where its robots.txt asks for a pause, else ``most``."""
        known = self._hosts.get(host)
        return 1 if known and known.delay else most

    def off(self, host: str) -> str:
        """Why the rest of the host is put off; empty where it is not."""
        known = self._hosts.get(host)
        return known.off if known else ""

    def spent(self, host: str) -> bool:
        """Whether the host has had what a run may ask of it; the rest waits for the next run."""
        known, limits = self._hosts.get(host), self._limits
        if known is None:
            return False
        return bool(
            (limits.pages and known.pages >= limits.pages)
            or (limits.bytes and known.bytes >= limits.bytes)
            or (limits.seconds and known.first and self._clock() - known.first >= limits.seconds)
        )

    def asked(self, host: str) -> None:
        """A request goes out now."""
        known = self._hosts[host]
        known.last = self._clock()
        known.first = known.first or known.last

    def page(self, host: str) -> None:
        """One of the pages that a run may ask of the host."""
        self._hosts[host].pages += 1

    def answered(self, host: str, status: int, size: int, retry_after: str | None = None) -> None:
        """
        :param size: bytes received
        :param retry_after: the header's value"""
        known = self._hosts[host]
        known.bytes += size
        if status not in FAILING:
            known.failures = 0
            return
        words = phrase(status)
        asks = seconds(retry_after)
        self._failed(host, words, pause=True)
        if asks is not None and asks > self._limits.retry_after_max:
            self.put_off(host, f"put off: {words}, and asks to be left alone for {asks:,.0f} s (Retry-After)")
        elif asks is not None:
            known.until = max(known.until, self._clock() + asks)

    def failed(self, host: str, reason: str) -> None:
        """No answer came, for a reason that is not the page's."""
        self._failed(host, reason, pause=False)

    def put_off(self, host: str, reason: str) -> None:
        """What is left of the host counts as missed."""
        known = self._hosts[host]
        if not known.off:
            known.off = reason
            logger.warning("%s is %s", host, reason)

    def slow_down(self, host: str, delay: float) -> None:
        """What robots.txt asks for, in seconds between two requests."""
        known, most = self._hosts[host], self._limits.crawl_delay_max
        if delay > most:
            logger.warning(
                "%s asks for %g s between requests; it gets %g (CRAWL_DELAY_MAX).", host, delay, most
            )
        known.delay = max(known.delay, min(delay, most))

    def _failed(self, host: str, reason: str, *, pause: bool) -> None:
        known, now = self._hosts[host], self._clock()
        if now < known.until:
            return  # asked before it was to be left alone
        known.failures += 1
        if pause:
            known.until = now + min(
                self._limits.backoff * 2 ** min(known.failures - 1, 30), self._limits.backoff_max
            )
        if self._limits.failures and known.failures >= self._limits.failures:
            self.put_off(host, f"put off: {reason}, {known.failures} times in a row")


def host_of(request: Request) -> str:
    """By which the frontier and Scrapy's downloader know it."""
    return urlsplit(request.url).hostname or ""


def seconds(retry_after: str | None) -> float | None:
    """What a Retry-After header asks for: seconds, or a date of HTTP. None where it says nothing."""
    text = (retry_after or "").strip()
    if text.isdecimal() and text.isascii():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - datetime.now(UTC)).total_seconds(), 0.0)


def retry_after(response: Response) -> str | None:
    value = response.headers.get("Retry-After")
    return value.decode("latin-1") if value else None
