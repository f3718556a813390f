"""Extension that holds the open collection for one crawl: lock, WARC writer, index.

A process that is killed loses nothing of what was kept: it is with the operating system before its response
goes on. A power cut costs at most what was kept in the last SYNC seconds, and the next start fetches that
again: every SYNC seconds, when a WARC is full and at the end everything goes onto the disk in the order in
which each relies on the one before: WARC, index, frontier.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import deque
from concurrent.futures import wait
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call, is_asyncio_available
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from archive import cdxj
from archive.collection import Collection
from archive.errors import ArchiveError
from archive.index import RUN
from archive.warc import MAX_SIZE, uri
from newsarchive import outcome
from newsarchive.context import address
from newsarchive.rebuild import catch_up
from newsarchive.redact import without_user
from newsarchive.sites import Sites
from newsarchive.wire import inexact
from newsarchive.workers import Limits, Readers, cpus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.utils.asyncio import AsyncioLoopingCall
    from twisted.internet.task import LoopingCall

    from archive.article import Article
    from archive.capture import Capture
    from archive.warc import Position

logger = logging.getLogger(__name__)

SYNC = 5.0
"""Default of the setting SYNC, seconds: so far a power cut reaches back, so long a search may miss a page. 0:
after every capture."""
MAX_AGE = 24 * 3600.0
"""Default of the setting WARC_MAX_AGE, seconds: a WARC a day is what people back up and hand on."""

BEHIND = 200
"""Captures, at most, that are read and not yet indexed, as one before them is still being read: the next has
to wait, and with it its download."""


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
        self._missed: dict[str, tuple[str, bool]] = {}
        self._behind: deque[tuple[Capture, Future[Article | None]]] = deque()
        self._finished = False
        self._every = crawler.settings.getfloat("SYNC", SYNC)
        self._loop: AsyncioLoopingCall | LoopingCall | None = None
        self._lock = ExitStack()
        self._lock.enter_context(collection.lock("crawl"))
        self._open = ExitStack()
        try:
            self._begin(crawler.settings)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            with suppress(ArchiveError, OSError, sqlite3.Error):
                self._open.close()
            self._lock.close()
            raise _told(error) from error

    def _begin(self, settings: BaseSettings) -> None:
        """What the WARCs hold and the index does not is read before anything is added."""
        sites, limits = Sites.load(), Limits.from_settings(settings, max(cpus() - 1, 1))
        report = catch_up(self._collection, sites, limits)
        logger.info("Before the crawl: %s", report)
        self._readers = Readers(sites, limits)
        self._open.callback(self._readers.close)
        self._writer = self._collection.writer(
            software=software(),
            max_size=settings.getint("WARC_MAX_SIZE", MAX_SIZE),
            max_age=settings.getfloat("WARC_MAX_AGE", MAX_AGE),
        )
        self._open.callback(self._writer.close)
        self._index = self._collection.index(before=self._writer.sync)
        self._open.callback(self._index.close)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        path = crawler.settings.get("COLLECTION")
        if not path:
            raise NotConfigured("there is no setting COLLECTION: nothing would be kept")
        recorder = cls(Collection(Path(path)), crawler)
        crawler.signals.connect(recorder.miss, outcome.missed)
        crawler.signals.connect(recorder.open, signals.spider_opened)
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

    @property
    def position(self) -> Position:
        """Captures kept from now on lie there or behind."""
        return self._writer.position

    def check(self) -> None:
        """:raises RecorderError: the collection takes no more captures"""
        if self._failure is not None:
            raise RecorderError(str(self._failure)) from self._failure

    async def keep(self, capture: Capture) -> tuple[Capture, Article | None]:
        """Append the capture and read it; it goes into the index when all before it have.

        :raises RecorderError: it could not be kept; the crawl is being closed"""
        while len(self._behind) >= BEHIND:
            self.check()
            await _done(self._behind[0][1])
            self._index_read()
        self.check()
        try:
            kept = self._writer.append(capture)
            reading = self._readers.read(kept)
            self._behind.append((kept, reading))
            await _done(reading)
            article = reading.result()
        except (ArchiveError, OSError, sqlite3.Error) as error:
            raise self.fail(error) from error
        self._count(kept, article)
        self._index_read()
        self.check()
        if not self._every:
            self.sync()
        return kept, article

    def whole(self, url: str, since: Position) -> int | None:
        """The first whole capture of an address that was kept from that position on."""
        try:
            return self._index.whole(uri(address(url)), since)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            self.fail(error)
            return None

    def again(self, id: int) -> tuple[Capture, Article | None] | None:
        """A capture as :meth:`keep` gave it; None where it is not that of a GET, or can't be read."""
        try:
            capture = self._collection.capture(id)
            if not capture.request.startswith(b"GET "):
                return None
            return capture, self._readers.read(capture).result()
        except ArchiveError as error:
            logger.warning("%s It is fetched again.", error)
            return None

    def sync(self) -> None:
        """All that was kept onto the disk; then the frontier may forget it."""
        self._index_read()
        if self._failure is not None:
            return
        try:
            self._writer.sync()
            self._index.flush()
        except (ArchiveError, OSError, sqlite3.Error) as error:
            self.fail(error)
        else:
            self._crawler.signals.send_catch_log(outcome.safe)

    def miss(self, request: Request, reason: str, retryable: bool = True) -> None:
        """Note an address that was wanted and not had."""
        self._missed[without_user(request.url)] = (reason, retryable)

    def open(self, spider: Spider) -> None:
        if self._every:
            self._loop = create_looping_call(self.sync)
            self._loop.start(self._every, now=False)

    def finish(self, reason: str) -> None:
        """The report into WARC and index, then everything onto the disk. A second call does nothing."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        try:
            with self._open.pop_all():
                while self._behind and self._failure is None:
                    wait(
                        [reading for _, reading in self._behind]
                    )  # no reader needs anything of what has stopped by now
                    self._index_read()
                if self._failure is None and not self._finished:
                    self._report(reason)
                    cdxj.write(self._index, self._collection.cdxj)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            self.fail(error)
        self._finished = True

    def close(self, spider: Spider, reason: str) -> None:
        """The frontier has ended the recorder by then; another scheduler has not."""
        self.finish(reason)
        self._lock.close()

    def _index_read(self) -> None:
        """Captures go into the index in the order of the WARCs, whichever is read first: so that what it
        lacks after a crash is all behind one place."""
        try:
            while self._failure is None and self._behind and self._behind[0][1].done():
                capture, reading = self._behind[0]
                self._index.add(capture, reading.result())
                self._behind.popleft()
        except (ArchiveError, OSError, sqlite3.Error) as error:
            self.fail(error)

    def _count(self, capture: Capture, article: Article | None) -> None:
        self._crawler.stats.inc_value("newsarchive/captures")
        self._crawler.stats.inc_value("newsarchive/bytes", len(capture.response))
        if article is not None:
            self._crawler.stats.inc_value("newsarchive/pages")
            self._crawler.stats.inc_value(f"newsarchive/pages/{article.page_kind}")

    def fail(self, error: Exception) -> RecorderError:
        """The collection takes no more: the crawl ends."""
        if self._failure is None:
            self._failure = _told(error)
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
        self._index.flush()  # what stands before the report in the WARC is never behind it in the index
        self._index.add_run(self._writer.append_facts(RUN, report))


async def _done(future: Future[Any]) -> None:
    """Until it is done, well or not."""
    if future.done():
        return
    if is_asyncio_available():
        with suppress(Exception):
            await asyncio.shield(asyncio.wrap_future(future))
        return
    from twisted.internet import reactor

    waiting: Deferred[None] = Deferred()
    future.add_done_callback(lambda _: reactor.callFromThread(waiting.callback, None))
    await waiting


def software() -> str:
    """Names and versions of what captures, the product first."""
    exact = inexact()
    capture = "wire-capture" if exact is None else "capture-rebuilt-from-responses"
    return f"newsarchive/{version('newsarchive')} {capture} Scrapy/{version('scrapy')}"


def _told(error: Exception) -> ArchiveError:
    """The error as a sentence."""
    if isinstance(error, ArchiveError):
        return error
    reason = getattr(error, "strerror", None) or str(error)
    file = f" ({error.filename})" if isinstance(error, OSError) and error.filename else ""
    return RecorderError(
        f"The collection takes no more: {reason}{file}. All captures so far are kept; mend it and start "
        "again."
    )
