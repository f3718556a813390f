"""What every spider of ours does: it yields the articles that were kept, and says what it could not get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest

from archive.errors import ArchiveError, CollectionError
from newsarchive import outcome
from newsarchive.capture import Kept, kept
from newsarchive.reasons import phrase, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsarchive.extract.site import Site


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
        retryable = getattr(failure.value, "retryable", not refused)
        self.miss(request, reason(failure.value), retryable=retryable)

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
