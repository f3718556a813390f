"""What a crawl still has to fetch, and what it has seen: a scheduler on a file.

A crawl that was interrupted, even killed, goes on from the file: what was handed out and not dealt with is
fetched again, what was dealt with is not.

When a crawl has come to its end only what was missed stays, for ``--retry``; the next crawl begins anew.
"""

from __future__ import annotations

import base64
import json
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import finalize

from scrapy.core.scheduler import BaseScheduler
from scrapy.utils.request import request_from_dict

from newsarchive import outcome
from newsarchive.backlog import Backlog, folder, opened
from newsarchive.redact import CREDENTIALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

ROW = "frontier"
"""Key of a request's meta: its row of the backlog. Redirects and retries copy it."""


@dataclass(slots=True, eq=False)
class _Handed:
    """One time that a row was handed out."""

    host: str


class Frontier(BaseScheduler):
    """Hands out requests host by host in turn, so that one host's delay never keeps another waiting; within a
    host by priority, then first come, first served.

    It lies in the collection, below the name of the crawl's profile; without a collection in memory."""

    def __init__(
        self, backlog: Backlog, *, per_host: int, pages: int = 0, secret: Iterable[str] = ()
    ) -> None:
        """
        :param per_host: requests handed out to one host at a time
        :param pages: to hand out in this run; 0: all
        :param secret: names of headers that are never written down
        """
        self._backlog = backlog
        self._per_host = per_host
        self._left: float = pages or float("inf")
        self._secret = {name.lower().encode("latin-1") for name in secret}
        self._spider: Spider | None = None
        self._waiting = backlog.waiting()
        self._count = self._waiting.total()
        self._turn = deque(self._waiting)
        self._active: Counter[str] = Counter()
        self._out: dict[int, _Handed] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        settings = crawler.settings
        frontier = cls(
            opened(place(settings), fresh=settings.getbool("FRESH"), retry=settings.getbool("RETRY_MISSED")),
            per_host=max(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 1),
            pages=settings.getint("MAX_PAGES"),
            secret=(*CREDENTIALS, *settings.getlist("REDACTED_HEADERS")),
        )
        crawler.signals.connect(frontier.done, outcome.done)
        crawler.signals.connect(frontier.missed, outcome.missed)
        return frontier

    def open(self, spider: Spider) -> None:
        self._spider = spider

    def close(self, reason: str) -> None:
        self._backlog.close()

    def has_pending_requests(self) -> bool:
        return bool(self._waiting) and self._left > 0

    def __len__(self) -> int:
        return self._count

    def enqueue_request(self, request: Request) -> bool:
        """False where its address was seen before."""
        row = request.meta.get(ROW)
        back = self._release(row)
        # A redirect back to where it came from is how servers set a cookie; Scrapy bounds their number.
        again = request.dont_filter or request.url in request.meta.get("redirect_urls", ())
        if not self._backlog.see(address(request)) and not again:
            if back and row is not None:
                self._backlog.done(row)
            return False
        self._left += back
        host = urlsplit(request.url).hostname or ""
        self._backlog.add(row, host, request.priority, request.url, self._dump(request))
        if host not in self._waiting:
            self._turn.append(host)
        self._waiting[host] += 1
        self._count += 1
        return True

    def next_request(self) -> Request | None:
        for _ in range(len(self._turn) if self._left > 0 else 0):
            host = self._turn.popleft()
            request = self._take(host) if self._active[host] < self._per_host else None
            if host in self._waiting:
                self._turn.append(host)
            if request is not None:
                self._left -= 1
                return request
        return None

    def done(self, request: Request) -> None:
        """The page of this request has been dealt with."""
        row = request.meta.get(ROW)
        if row is not None and self._release(row):
            self._backlog.done(row)

    def missed(self, request: Request, reason: str) -> None:
        """The request came to nothing."""
        row = request.meta.get(ROW)
        if row is not None and self._release(row):
            self._left += 1
            self._backlog.missed(row, reason)

    def _take(self, host: str) -> Request | None:
        found = self._backlog.take(host)
        self._waiting[host] -= 1
        self._count -= 1
        if not self._waiting[host]:
            del self._waiting[host]
        if found is None:
            return None
        row, text = found
        request = self._load(row, text)
        self._active[host] += 1
        self._out[row] = handed = _Handed(host)
        # A request of which nobody tells how it ended (a foreign spider's, without errback) would block its
        # host for ever.
        finalize(request, self._lost, row, handed).atexit = False
        return request

    def _lost(self, row: int, handed: _Handed) -> None:
        if self._out.get(row) is handed:
            self._release(row)

    def _release(self, row: int | None) -> bool:
        """Whether the row was handed out; its host may have the next one."""
        handed = self._out.pop(row, None) if row is not None else None
        if handed is None:
            return False
        self._active[handed.host] -= 1
        if not self._active[handed.host]:
            del self._active[handed.host]
        return True

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


_PASSING = {ROW, "download_slot", "download_latency", "proxy", "_auth_proxy"}
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
