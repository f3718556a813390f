"""What a crawl still has to fetch, and what it has seen: a scheduler on a file.

A crawl that was interrupted, even killed, goes on from the file. What was dealt with is done. What was handed
out is handed out again, and where its capture is in a WARC already, that is played instead of fetched
(:mod:`newsarchive.replay`): its links are found again, and what is known of them stays known.

A row has ended, well or not, once its page has been dealt with and its capture is on the disk: until the
recorder says so (:data:`newsarchive.outcome.safe`) the file holds it as handed out.

When a crawl has come to its end only what was missed stays, for ``--retry``; the next crawl begins anew.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections import Counter, deque
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from weakref import finalize

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.utils.request import request_from_dict

from newsarchive import outcome
from newsarchive.backlog import Backlog, FrontierError, Miss, folder, sentence
from newsarchive.recorder import Recorder
from newsarchive.redact import secrets
from newsarchive.replay import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from newsarchive.backlog import Row

ROW = "frontier"
"""Key of a request's meta: its row of the backlog. Redirects and retries copy it."""

R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Handed:
    """One time that a row was handed out."""

    host: str
    counts: bool
    """As one of the pages of this run; what is only played again does not."""


class Frontier(BaseScheduler):
    """Hands out requests host by host in turn, so that one host's delay never keeps another waiting; within a
    host by priority, then first come, first served.

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
    ) -> None:
        """
        :param path: of the file
        :param per_host: requests handed out to one host at a time
        :param pages: to hand out in this run; 0: all
        :param secret: names of headers that are never written down
        :param fresh: forget what an earlier crawl left
        :param retry: fetch what it missed
        :param recorder: keeps the captures; without one whatever is dealt with is done
        """
        self._path = path
        self._per_host = per_host
        self._left: float = pages or float("inf")
        self._secret = {name.lower().encode("latin-1") for name in secret}
        self._recorder = recorder
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
        )
        crawler.signals.connect(frontier.done, outcome.done)
        crawler.signals.connect(frontier.missed, outcome.missed)
        crawler.signals.connect(frontier.safe, outcome.safe)
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
        except (FrontierError, sqlite3.Error) as error:
            self._fail(error)
            raise FrontierError(sentence(self._path, error)) from error
        self._count = self._waiting.total()
        self._turn = deque(self._waiting)
        if self._recorder is not None:
            for url, miss in self._backlog.misses():
                self._recorder.miss(Request(url), *miss)

    def close(self, reason: str) -> None:
        """The recorder ends first: only what is on the disk may be done."""
        if self._recorder is not None:
            self._recorder.finish(reason)
        if self._recorder is None or self._recorder.failure is None:
            self.safe()
            self._try(lambda: self._backlog.end() if reason == "finished" else None, nothing=None)
        self._file.close()

    def has_pending_requests(self) -> bool:
        return not self._failed and bool(self._waiting) and self._left > 0

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
        host = urlsplit(request.url).hostname or ""
        new = self._backlog.add(
            address(request),
            host,
            request.priority,
            request.url,
            self._dump(request),
            step_of=row if handed else None,
            again=again,
        )
        if handed:
            assert row is not None
            self._finish(row, None)
        if new:
            self._left += handed.counts if handed else 0
            if host not in self._waiting:
                self._turn.append(host)
            self._waiting[host] += 1
            self._count += 1
        return new

    def _next(self) -> Request | None:
        for _ in range(len(self._turn) if self._left > 0 else 0):
            host = self._turn.popleft()
            request = self._take(host) if self._active[host] < self._per_host else None
            if host in self._waiting:
                self._turn.append(host)
            if request is not None:
                return request
        return None

    def _finish(self, row: int, miss: Miss | None) -> None:
        self._ended[row] = miss
        if self._recorder is None:
            self.safe()

    def _take(self, host: str) -> Request | None:
        found = self._backlog.take(host, self._recorder.position if self._recorder else ("", 0))
        self._waiting[host] -= 1
        self._count -= 1
        if not self._waiting[host]:
            del self._waiting[host]
        if found is None:
            return None
        request = self._load(found.id, found.request)
        kept = self._kept(found, request)
        if kept is not None:
            request.meta[KEPT] = kept
        self._left -= kept is None
        self._active[host] += 1
        self._out[found.id] = handed = _Handed(host, counts=kept is None)
        # A request of which nobody tells how it ended (a foreign spider's, without errback) would block its
        # host for ever.
        finalize(request, self._lost, found.id, handed).atexit = False
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
        return handed

    def _dump(self, request: Request) -> str:
        plain = request.to_dict(spider=self._spider)
        plain["headers"] = {
            name.decode("latin-1"): [value.decode("latin-1") for value in values]
            for name, values in plain["headers"].items()
            if name.lower() not in self._secret
        }
        plain["cookies"] = {}
        plain["body"] = base64.b64encode(plain["body"]).decode("ascii")
        plain["meta"] = {name: value for name, value in plain["meta"].items() if name not in _PASSING}
        return json.dumps(plain, ensure_ascii=False)

    def _load(self, row: int, text: str) -> Request:
        plain: dict[str, Any] = json.loads(text)
        plain["body"] = base64.b64decode(plain["body"])
        plain["headers"] = {
            name: [value.encode("latin-1") for value in values] for name, values in plain["headers"].items()
        }
        plain["meta"][ROW] = row
        return request_from_dict(plain, spider=self._spider)


_PASSING = {ROW, KEPT, "download_slot", "download_latency", "proxy", "_auth_proxy"}
"""Meta that Scrapy's own parts set anew for every download; a proxy's address may hold a password."""


def place(settings: BaseSettings) -> Path:
    """The file of the crawl's frontier."""
    if not settings.get("COLLECTION"):
        return Path(":memory:")
    return folder(Path(settings["COLLECTION"]), settings["PROFILE"]) / "frontier.db"


def address(request: Request) -> str:
    """What makes two requests the same: method and address to the letter, save the fragment.

    Scrapy's own fingerprint sorts the query, and so takes two addresses for one where a server tells them
    apart; folding of tracking parameters is up to the spider."""
    url = request.url.partition("#")[0]
    body = base64.b64encode(request.body).decode("ascii") if request.body else ""
    return f"{request.method} {url} {body}".rstrip()
