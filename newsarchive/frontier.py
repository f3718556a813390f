"""What a crawl still has to fetch, and what it has seen: a scheduler on a file.

A crawl that was interrupted, even killed, goes on from the file. What was dealt with is done. What was handed
out is handed out again, and where its capture is in a WARC already, that is played instead of fetched
(:mod:`newsarchive.replay`): its links are found again, and what is known of them stays known.

A row has ended, well or not, once its page has been dealt with and its capture is on the disk: until the
recorder says so (:data:`newsarchive.outcome.safe`) the file holds it as handed out.

When a crawl has come to its end only what was missed stays, for ``--retry``; the next crawl begins anew.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from weakref import finalize

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from archive.errors import ArchiveError
from newsarchive import outcome
from newsarchive.backlog import Backlog, FrontierError, Miss, folder, sentence
from newsarchive.doorkeeper import Doorkeeper
from newsarchive.hosts import Hosts, Limits
from newsarchive.line import Alarm, Line
from newsarchive.packed import ROW, address, dump, load
from newsarchive.patterns import Patterns
from newsarchive.recorder import Recorder
from newsarchive.redact import bare, secrets
from newsarchive.replay import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from newsarchive.backlog import Row

TOLD = 10_000
"""Addresses of a host put off that the report of the run lists; the frontier's file has them all."""
LEFT_AT_ONCE = 1_000
"""Rows of an endless pattern passed over in one go: some 50 ms."""

R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Handed:
    """One time that a row was handed out."""

    host: str
    counts: bool
    """As one of the pages of this run; what is only played again does not."""


class Frontier(BaseScheduler):
    """Hands out requests host by host in turn, each host when it may be asked again, so that one host's delay
    never keeps another waiting; within a host by priority, then first come, first served.

    It lies in the collection, below the name of the crawl's profile; without a collection in memory."""

    def __init__(
        self,
        path: Path,
        *,
        per_host: int,
        pages: int = 0,
        secret: Iterable[str] = (),
        fresh: bool = False,
        retry: bool = False,
        recorder: Recorder | None = None,
        hosts: Hosts | None = None,
        patterns: Patterns | None = None,
        doorkeeper: Doorkeeper | None = None,
        wake: Callable[[float], object] = lambda delay: None,
    ) -> None:
        """
        :param path: of the file
        :param per_host: requests handed out to one host at a time
        :param pages: to hand out in this run; 0: all
        :param secret: names of headers that are never written down
        :param fresh: forget what an earlier crawl left
        :param retry: fetch what it missed
        :param recorder: keeps the captures; without one whatever is dealt with is done
        :param hosts: knows when each may be asked
        :param patterns: knows which addresses lead nowhere
        :param doorkeeper: is told the seeds of earlier runs
        :param wake: asked to have :meth:`next_request` called after so many seconds
        """
        self._path = path
        self._per_host = per_host
        self._left: float = pages or float("inf")
        self._secret = {name.lower().encode("latin-1") for name in secret}
        self._recorder = recorder
        self._hosts = hosts or Hosts(Limits())
        self._patterns = patterns or Patterns()
        self._doorkeeper = doorkeeper
        self._wake = wake
        self._fresh, self._retry = fresh, retry
        self._failed = False
        self._file = ExitStack()
        self._active: Counter[str] = Counter()
        self._out: dict[int, _Handed] = {}
        self._ended: dict[int, Miss | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        settings = crawler.settings
        frontier = cls(
            place(settings),
            per_host=max(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 1),
            pages=settings.getint("MAX_PAGES"),
            secret=secrets(settings),
            fresh=settings.getbool("FRESH"),
            retry=settings.getbool("RETRY_MISSED"),
            recorder=crawler.get_extension(Recorder),
            hosts=crawler.get_extension(Hosts),
            patterns=crawler.get_extension(Patterns),
            doorkeeper=crawler.get_extension(Doorkeeper),
            wake=Alarm(crawler),
        )
        crawler.signals.connect(frontier.done, outcome.done)
        crawler.signals.connect(frontier.missed, outcome.missed)
        crawler.signals.connect(frontier.safe, outcome.safe)
        crawler.signals.connect(frontier.seed, outcome.seed)
        return frontier

    def open(self, spider: Spider) -> None:
        """What earlier runs of this crawl missed counts as missed: the report tells of the whole crawl.

        :raises FrontierError: the file can't be read or written"""
        self._spider = spider
        try:
            self._backlog = Backlog(self._path)
            self._file.callback(self._backlog.close)
            self._backlog.begin(fresh=self._fresh, retry=self._retry)
            self._waiting = self._backlog.waiting()
            seeds = self._backlog.seeds()
        except (FrontierError, sqlite3.Error) as error:
            self._fail(error)
            raise FrontierError(sentence(self._path, error)) from error
        self._count = self._waiting.total()
        self._line = Line(self._waiting)
        self._spent: set[str] = set()
        if self._doorkeeper is not None:
            for url in seeds:
                self._doorkeeper.exempt(url)
        if self._recorder is not None:
            for url, miss in self._backlog.misses():
                self._recorder.miss(Request(url), *miss)

    def close(self, reason: str) -> None:
        """The recorder ends first: only what is on the disk may be done."""
        if self._recorder is not None:
            self._recorder.finish(reason)
        if self._recorder is None or self._recorder.failure is None:
            self.safe()
            self._try(self._backlog.commit, nothing=None)
            self._try(lambda: self._backlog.end() if reason == "finished" else None, nothing=None)
        self._file.close()

    def has_pending_requests(self) -> bool:
        return not self._failed and len(self._waiting) > len(self._spent) and self._left > 0

    def __len__(self) -> int:
        return self._count

    def enqueue_request(self, request: Request) -> bool:
        """False where its address was seen before."""
        return self._try(lambda: self._enqueue(request), nothing=False)

    def next_request(self) -> Request | None:
        return self._try(self._next, nothing=None)

    def done(self, request: Request) -> None:
        """The page of this request has been dealt with."""
        row = request.meta.get(ROW)
        if row is not None and self._release(row):
            self._finish(row, None)

    def missed(self, request: Request, reason: str, retryable: bool = True) -> None:
        """The request came to nothing."""
        row = request.meta.get(ROW)
        if row is not None and (handed := self._release(row)):
            self._left += handed.counts
            self._finish(row, Miss(reason, retryable))
            if not retryable:
                self._patterns.nothing(request.url)

    def failed(self, row: int, url: str, failure: Failure) -> None:
        """The errback of a request has run; if it told nothing the request is missed. One that only the end
        of the collection stopped still waits."""
        if isinstance(failure.value, ArchiveError) or (handed := self._release(row)) is None:
            return
        self._left += handed.counts
        reason = f"{type(failure.value).__name__}: {failure.value}"
        self._finish(row, Miss(reason, getattr(failure.value, "retryable", True)))
        self._miss(url, reason)

    def seed(self, url: str) -> None:
        """The archivist named this address."""
        self._try(lambda: self._backlog.seed(url), nothing=None)

    def safe(self) -> None:
        """All that was kept until now is on the disk."""
        if self._ended:
            self._try(lambda: self._backlog.settle(self._ended), nothing=None)
            self._ended.clear()

    def _try(self, change: Callable[[], R], *, nothing: R) -> R:
        """Where the file fails the crawl ends, and nothing more is changed in it: what it says stays true."""
        if self._failed:
            return nothing
        try:
            return change()
        except sqlite3.Error as error:
            self._fail(error)
            if self._recorder is None:
                raise
            return nothing

    def _fail(self, error: Exception) -> None:
        self._failed = True
        if self._recorder is not None:
            self._recorder.fail(FrontierError(sentence(self._path, error)))

    def _enqueue(self, request: Request) -> bool:
        row = request.meta.get(ROW)
        handed = self._release(row)
        # A redirect back to where it came from is how servers set a cookie; Scrapy bounds their number.
        again = request.dont_filter or request.url in request.meta.get("redirect_urls", ())
        if isinstance(request.errback, _Told):
            request = request.replace(errback=request.errback.own)
        if (url := bare(request.url)) != request.url:
            request = request.replace(url=url)
        host = urlsplit(url).hostname or ""
        new = self._backlog.add(
            address(request),
            host,
            request.priority,
            request.url,
            dump(request, self._spider, self._secret),
            step_of=row if handed else None,
            again=again,
        )
        if handed:
            assert row is not None
            self._finish(row, None)
        if new:
            self._left += handed.counts if handed else 0
            self._waiting[host] += 1
            self._count += 1
            self._line.place(host)
            if via := request.meta.get("via"):
                self._patterns.led(via, url)
        return new

    def _next(self) -> Request | None:
        now = self._hosts.now()
        while self._left > 0 and (host := self._line.next(now)) is not None:
            if self._may_be_asked(host, now) and (request := self._take(host)) is not None:
                return request
        if self._left > 0 and (at := self._line.soonest()) is not None:
            self._wake(max(at - now, 0.0))
        return None

    def _may_be_asked(self, host: str, now: float) -> bool:
        """Whether a host whose turn it is may be asked. If not it comes back when it is time, or when one of
        its requests has ended."""
        if host not in self._waiting or self._active[host] >= self._hosts.at_once(host, self._per_host):
            return False
        if reason := self._hosts.off(host):
            self._put_off(host, reason)
            return False
        if self._hosts.spent(host):
            self._spent.add(host)
            return False
        at = self._hosts.ready(host)
        if at > now:
            self._line.aside(host, at)
        return at <= now

    def _put_off(self, host: str, reason: str) -> None:
        """All that waits of a host is missed, for another run."""
        for url in self._backlog.put_off(host, Miss(reason, retryable=True), TOLD):
            self._miss(url, reason)
        self._count -= self._waiting.pop(host, 0)

    def _miss(self, url: str, reason: str) -> None:
        if self._recorder is not None:
            self._recorder.miss(Request(url), reason)

    def _finish(self, row: int, miss: Miss | None) -> None:
        self._ended[row] = miss
        if self._recorder is None:
            self.safe()

    def _take(self, host: str) -> Request | None:
        position = self._recorder.position if self._recorder else ("", 0)
        for _ in range(LEFT_AT_ONCE):
            found = self._backlog.take(host, position)
            self._waiting[host] -= 1
            self._count -= 1
            if not self._waiting[host]:
                del self._waiting[host]
            if found is None:
                return None
            request = load(found.request, found.id, self._spider)
            # What the archivist named is fetched whatever it looks like.
            reason = self._patterns.why(request.url) if "via" in request.meta else ""
            if not reason:
                return self._hand_out(host, found, request)
            self._finish(found.id, Miss(reason, retryable=True))
            self._miss(request.url, reason)
            if host not in self._waiting:
                return None
        self._line.place(host)
        return None

    def _hand_out(self, host: str, row: Row, request: Request) -> Request:
        kept = self._kept(row, request)
        if kept is not None:
            request.meta[KEPT] = kept
        else:
            self._hosts.page(host)
        self._left -= kept is None
        self._active[host] += 1
        self._out[row.id] = handed = _Handed(host, counts=kept is None)
        # A request of which nobody tells how it ended (a foreign spider's) would block its host for ever.
        request.errback = _Told(self, row.id, request)
        finalize(request, self._lost, row.id, handed).atexit = False
        if host in self._waiting:
            self._line.place(host)
        return request

    def _kept(self, row: Row, request: Request) -> int | None:
        """The capture that a run before this one made for the row, and did not live to tell."""
        if self._recorder is None or row.since is None or request.method != "GET" or request.body:
            return None
        return self._recorder.whole(request.url, row.since)

    def _lost(self, row: int, handed: _Handed) -> None:
        if self._out.get(row) is handed:
            self._release(row)

    def _release(self, row: int | None) -> _Handed | None:
        """How the row was handed out, if it was; its host may have the next one."""
        handed = self._out.pop(row, None) if row is not None else None
        if handed is None:
            return None
        self._active[handed.host] -= 1
        if not self._active[handed.host]:
            del self._active[handed.host]
        if handed.host in self._waiting:
            self._line.place(handed.host)
        return handed


class _Told:
    """An errback after which the frontier knows how the request ended, even if the spider's own says nothing,
    or there is none."""

    def __init__(self, frontier: Frontier, row: int, request: Request) -> None:
        self._frontier, self._row, self._url, self.own = frontier, row, request.url, request.errback

    def __call__(self, failure: Failure) -> Any:
        try:
            found = self.own(failure) if self.own is not None else failure
        finally:
            self._frontier.failed(self._row, self._url, failure)
        return found


def place(settings: BaseSettings) -> Path:
    """The file of the crawl's frontier."""
    if not settings.get("COLLECTION"):
        return Path(":memory:")
    return folder(Path(settings["COLLECTION"]), settings["PROFILE"]) / "frontier.db"
