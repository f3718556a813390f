"""Extension that holds the open collection for one crawl: lock, WARC writer, index."""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import deferred_from_coro

from archive import cdxj
from archive.collection import Collection
from archive.errors import ArchiveError
from archive.index import RUN
from newsarchive import outcome
from newsarchive.reading import read
from newsarchive.rebuild import catch_up
from newsarchive.sites import Sites
from newsarchive.wire import inexact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler

    from archive.article import Article
    from archive.capture import Capture

logger = logging.getLogger(__name__)

FLUSH = 5.0
"""Seconds after which the index is written though a batch is not full: so long a search may miss a page."""


class RecorderError(ArchiveError):
    """The collection took no more; the crawl ends."""


class Recorder:
    """Keeps captures, has them read, and indexes them, in one order: that of the WARCs.

    The first capture that cannot be kept fails its request, and every later one; the crawl is closed."""

    def __init__(self, collection: Collection, crawler: Crawler) -> None:
        self._crawler = crawler
        self._collection = collection
        self._failure: ArchiveError | None = None
        self._started = datetime.now(UTC)
        self._flushed = time.monotonic()
        self._missed: dict[str, tuple[str, bool]] = {}
        self._open = ExitStack()
        self._open.enter_context(collection.lock("crawl"))
        with ExitStack() as undo:
            undo.callback(self._open.close)
            self._sites = Sites.load()
            report = catch_up(collection, self._sites)
            logger.info("Before the crawl: %s", report)
            self._index = collection.index()
            self._open.callback(self._index.close)
            self._writer = collection.writer(software=software())
            self._open.callback(self._writer.close)
            undo.pop_all()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        path = crawler.settings.get("COLLECTION")
        if not path:
            raise NotConfigured("there is no setting COLLECTION: nothing would be kept")
        recorder = cls(Collection(Path(path)), crawler)
        crawler.signals.connect(recorder.miss, outcome.missed)
        crawler.signals.connect(recorder.close, signals.spider_closed)
        return recorder

    @property
    def collection(self) -> Collection:
        return self._collection

    @property
    def failure(self) -> ArchiveError | None:
        """What ended the crawl before its time; None where nothing did."""
        return self._failure

    @property
    def missed(self) -> Mapping[str, tuple[str, bool]]:
        """Addresses wanted and not had: the reason, and whether another try may succeed."""
        return self._missed

    def check(self) -> None:
        """:raises RecorderError: the collection takes no more captures"""
        if self._failure is not None:
            raise RecorderError(str(self._failure)) from self._failure

    async def keep(self, capture: Capture) -> tuple[Capture, Article | None]:
        """Append the capture, read it, index it.

        :raises RecorderError: it could not be kept; the crawl is being closed"""
        self.check()
        try:
            kept = self._writer.append(capture)
            article = self._read(kept)
            self._index.add(kept, article)
            if time.monotonic() - self._flushed > FLUSH:
                self._index.flush()
                self._flushed = time.monotonic()
        except (ArchiveError, OSError, sqlite3.Error) as error:
            raise self._fail(error) from error
        self._count(kept)
        return kept, article

    def miss(self, request: Request, reason: str, retryable: bool = True) -> None:
        """Note an address that was wanted and not had."""
        self._missed[request.url] = (reason, retryable)

    def close(self, spider: Spider, reason: str) -> None:
        """The report into WARC and index, then everything onto the disk."""
        try:
            with self._open:
                if self._failure is None:
                    self._report(reason)
                    cdxj.write(self._index, self._collection.cdxj)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            self._fail(error)

    def _read(self, capture: Capture) -> Article | None:
        article = read(capture, self._sites)
        if article is not None:
            self._crawler.stats.inc_value("newsarchive/pages")
            self._crawler.stats.inc_value(f"newsarchive/pages/{article.page_kind}")
        return article

    def _count(self, capture: Capture) -> None:
        self._crawler.stats.inc_value("newsarchive/captures")
        self._crawler.stats.inc_value("newsarchive/bytes", len(capture.response))

    def _fail(self, error: Exception) -> RecorderError:
        if self._failure is None:
            self._failure = error if isinstance(error, ArchiveError) else RecorderError(_sentence(error))
            logger.error("The crawl ends: %s", self._failure)
            if self._crawler.crawling:
                deferred_from_coro(self._crawler.engine.close_spider_async(reason="recorder failed"))
        return RecorderError(str(self._failure))

    def _report(self, reason: str) -> None:
        """What the crawl was and what it missed, as a record in the WARC; the index has it from there."""
        stats, settings = self._crawler.stats, self._crawler.settings
        report = {
            "started": self._started.isoformat(),
            "finished": datetime.now(UTC).isoformat(),
            "reason": reason,
            "software": software(),
            "spider": self._crawler.spidercls.name,
            "profile": settings.get("PROFILE"),
            "captures": stats.get_value("newsarchive/captures", 0),
            "articles": stats.get_value("newsarchive/pages/article", 0),
            "missed": [
                {"url": url, "reason": why, "retryable": retryable}
                for url, (why, retryable) in self._missed.items()
            ],
        }
        self._index.add_run(self._writer.append_facts(RUN, report))


def software() -> str:
    """Names and versions of what captures, the product first."""
    exact = inexact()
    capture = "wire-capture" if exact is None else "capture-rebuilt-from-responses"
    return f"newsarchive/{version('newsarchive')} {capture} Scrapy/{version('scrapy')}"


def _sentence(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"The collection takes no more: {reason}. All captures so far are kept; mend it and start again."
