"""What every spider of ours does: it yields the articles that were kept, and says what it could not get."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest

from archive.errors import ArchiveError, CollectionError
from newsarchive import outcome
from newsarchive.capture import Kept, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsarchive.extract.site import Site

REASONS = {
    "CannotResolveHostError": "no such host",
    "DNSLookupError": "no such host",
    "DownloadConnectionRefusedError": "connection refused",
    "ConnectionRefusedError": "connection refused",
    "DownloadTimeoutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "DownloadCancelledError": "too large (setting DOWNLOAD_MAXSIZE)",
    "ResponseDataLossError": "the answer broke off",
    "DownloadFailedError": "the connection broke off",
    "ResponseFailed": "the connection broke off",
    "ResponseNeverReceived": "the connection broke off",
    "TunnelError": "the proxy refused",
}
"""Names of errors, of Scrapy since 2.15 and of Twisted before, in words."""


class NewsSpider(Spider):
    """Yields :class:`~newsarchive.capture.Kept` articles. A spider for one newspaper sets ``hosts`` and
    ``words``; see :mod:`newsarchive.sites`."""

    hosts: ClassVar[tuple[str, ...]] = ()
    words: ClassVar[tuple[Site, ...]] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """
        :raises CollectionError: there is no setting COLLECTION"""
        if not crawler.settings.get("COLLECTION"):
            raise CollectionError(f"Spider {cls.name} has nowhere to keep pages. Add: -s COLLECTION=folder")
        return super().from_crawler(crawler, *args, **kwargs)

    def article(self, response: Response) -> Iterator[Kept]:
        """The article that was kept of a response; nothing where the page is none."""
        found = kept(response)
        if found is not None and found.article is not None and found.article.page_kind == "article":
            yield found

    def ask(self, url: str, **options: Any) -> Request:
        """A request whose failure is noted."""
        return Request(url, errback=self.failed, **options)

    def failed(self, failure: Failure) -> None:
        """A request that came to nothing. One that only the end of the collection stopped still waits."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, ArchiveError):
            return
        refused = isinstance(failure.value, IgnoreRequest)
        self.miss(request, reason(failure.value), retryable=not refused)

    def miss(self, request: Request, reason: str, *, retryable: bool = True) -> None:
        """Note that an address was wanted and not had."""
        self.crawler.signals.send_catch_log(
            outcome.missed, request=request, reason=reason, retryable=retryable
        )

    def refused(self, response: Response) -> bool:
        """Whether the server answered with anything but success; it is noted."""
        if 200 <= response.status < 300:
            return False
        assert response.request is not None
        self.miss(response.request, phrase(response.status), retryable=response.status not in (404, 410))
        return True


def reason(error: BaseException | None) -> str:
    """Why a download failed, in a few words."""
    if isinstance(error, IgnoreRequest):
        return "disallowed by robots.txt" if "robots.txt" in str(error) else str(error)
    for kind in type(error).__mro__:
        if kind.__name__ in REASONS:
            return REASONS[kind.__name__]
    return f"{type(error).__name__}: {error}"


def phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
