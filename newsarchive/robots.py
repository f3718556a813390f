"""robots.txt, asked for before anything else of a host and obeyed as RFC 9309 says; with it what a host says
of all its pages in other files (tdmrep.json, ai.txt).

A robots.txt that is not there (4xx) forbids nothing; one that can't be had (5xx, 429, no answer) forbids
everything for now: what was wanted of the host counts as missed, to be tried again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from archive.errors import ArchiveError
from newsarchive import optouts, outcome
from newsarchive.doorkeeper import PrivateError, place
from newsarchive.hosts import Hosts, host_of
from newsarchive.reasons import phrase, reason

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

LONGEST = 512_000
"""Bytes of a robots.txt that are read: RFC 9309 asks for 500 KiB at least."""
KEPT = 8_000_000
"""Characters of all files that are remembered; what was longest not asked for is forgotten, and fetched again
when it is. Parsed, a file takes up to some 25 times its size."""
LEAST = 500
"""Characters that a host counts for at least."""
TDMREP, AI = "/.well-known/tdmrep.json", "/ai.txt"
PATIENCE = 30.0
"""Seconds that a request waits here, with its place in the downloader, until its host may be asked again."""


@dataclass(slots=True)
class Rules:
    """What a host says of all its pages."""

    robots: Protego | None = None
    """None where there is none: then nothing is forbidden."""
    unreachable: str = ""
    """Why robots.txt can't be had."""
    signals: str = ""
    reservations: list[optouts.Reservation] = field(default_factory=list)
    ai: Protego | None = None
    size: int = LEAST

    def opted_out(self, url: str, agent: str) -> list[str]:
        """What these files say against the use of a page."""
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        found = [f"robots.txt: {self.signals}"] if self.signals else []
        if words := optouts.reserved(self.reservations, path):
            found.append(f"tdmrep.json: {words}")
        if self.ai is not None and not self.ai.can_fetch(url, agent):
            found.append("ai.txt: disallowed")
        return found


class Robots:
    """Downloader middleware in the place of Scrapy's, which takes a robots.txt that can't be had for one that
    allows everything, and leaves Crawl-delay to others."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._hosts = crawler.get_extension(Hosts) or Hosts.from_crawler(crawler)
        self._agent = agent(settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"])
        self._tries = settings.getint("RETRY_TIMES") + 1
        self._files = set(settings.getlist("OPT_OUT_FILES"))
        self._refused = set(settings.getlist("OPT_OUTS_REFUSED"))
        self._known: OrderedDict[str, Rules] = OrderedDict()
        self._waiting: dict[str, list[Deferred[None]]] = {}
        self._size = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        return cls(crawler)

    async def process_request(self, request: Request) -> Request | None:
        """
        :raises PutOff: robots.txt can't be had
        :raises PrivateError: the host is private
        :raises IgnoreRequest: it forbids the address"""
        if request.meta.get("dont_obey_robotstxt"):
            return None
        rules = await self._rules(request)
        if rules.unreachable:
            raise outcome.PutOff(rules.unreachable)
        if rules.robots is not None and not rules.robots.can_fetch(request.url, self._agent):
            self._crawler.stats.inc_value("robotstxt/forbidden")
            raise IgnoreRequest("Forbidden by robots.txt")
        if self._refused and (said := self._refused & optouts.words("; ".join(self.opted_out(request.url)))):
            raise outcome.Missed(f"opted out: {', '.join(sorted(said))}")
        if (wait := self._wait(request)) > PATIENCE:
            return request.replace(dont_filter=True)  # back to the frontier
        await asyncio.sleep(wait)
        return None

    def opted_out(self, url: str) -> list[str]:
        """What the files of a page's host say against its use."""
        rules = self._known.get(urlsplit(url).netloc)
        return rules.opted_out(url, self._agent) if rules is not None else []

    async def _rules(self, request: Request) -> Rules:
        """Those of the request's host; of many that ask at once only the first one fetches."""
        netloc = urlsplit(request.url).netloc
        while netloc in self._waiting:
            turn: Deferred[None] = Deferred()
            self._waiting[netloc].append(turn)
            await maybe_deferred_to_future(turn)
        if netloc in self._known:
            self._known.move_to_end(netloc)
            return self._known[netloc]
        self._waiting[netloc] = []
        try:
            rules = await self._fetched(request)
            self._remember(netloc, rules)
        finally:
            for turn in self._waiting.pop(netloc):
                turn.callback(None)
        return rules

    def _remember(self, netloc: str, rules: Rules) -> None:
        self._known[netloc] = rules
        self._size += rules.size
        while self._size > KEPT and len(self._known) > 1:
            self._size -= self._known.popitem(last=False)[1].size

    async def _fetched(self, request: Request) -> Rules:
        host = host_of(request)
        self._crawler.stats.inc_value("robotstxt/request_count")
        got = await self._tried(request)
        if isinstance(got, str):
            self._hosts.put_off(host, f"put off: {got}")
            return Rules(unreachable=got)
        rules = Rules()
        if got is not None:
            text = got.body[:LONGEST].decode("utf-8-sig", "ignore")
            rules.robots, rules.size = Protego.parse(text), rules.size + len(text)
            rules.signals = optouts.signals(text, self._agent)
            self._hosts.slow_down(host, pause(rules.robots, self._agent))
        for path in (TDMREP, AI):
            if path in self._files:
                await self._more(request, rules, path)
        return rules

    async def _tried(self, request: Request) -> Response | str | None:
        """The robots.txt of the host; None where there is none, why where it can't be had."""
        got: Response | str | None = None
        for attempt in range(self._tries):
            got = await self._once(request)
            wait = self._wait(request)
            if not isinstance(got, str) or wait > PATIENCE or self._hosts.off(host_of(request)):
                break
            if attempt + 1 < self._tries:
                await asyncio.sleep(wait)
        return got

    async def _once(self, request: Request) -> Response | str | None:
        try:
            response = await self._ask(request, "/robots.txt")
        except PrivateError as error:
            if error.port == place(request.url):
                raise  # the page is what is private
            return _lacking(str(error))
        except outcome.Missed as error:
            return _lacking(str(error))
        except IgnoreRequest:
            return None  # more redirects than anybody follows: unavailable, says RFC 9309
        except ArchiveError:
            raise
        except Exception as error:
            return reason(error)
        self._crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if 200 <= response.status < 300:
            return response
        failed = response.status >= 500 or response.status == 429
        return _lacking(phrase(response.status)) if failed else None

    async def _more(self, request: Request, rules: Rules, path: str) -> None:
        """A file in which hosts tell what may be done with their pages; most have none."""
        url = _beside(request, path)
        if rules.robots is not None and not rules.robots.can_fetch(url, self._agent):
            return
        try:
            response = await self._ask(request, path)
        except ArchiveError:
            raise
        except Exception:
            return
        body = response.body[:LONGEST]
        # Many hosts answer whatever is asked with a page.
        if response.status != 200 or body.lstrip()[:1] == b"<":
            return
        rules.size += len(body)
        if path == TDMREP:
            rules.reservations = optouts.reservations(body)
        else:
            rules.ai = Protego.parse(body.decode("utf-8-sig", "ignore"))

    async def _ask(self, request: Request, path: str) -> Response:
        await self._held(request)
        meta = {"dont_obey_robotstxt": True, "dont_retry": True}
        asked = Request(_beside(request, path), priority=1000, meta=meta, callback=NO_CALLBACK)
        return await self._crawler.engine.download_async(asked)

    async def _held(self, request: Request) -> None:
        """Until the host may be asked again."""
        if wait := self._wait(request):
            await asyncio.sleep(wait)

    def _wait(self, request: Request) -> float:
        return max(self._hosts.ready(host_of(request)) - self._hosts.now(), 0.0)


def agent(user_agent: str) -> str:
    """The name that robots.txt knows us by: of our own user agent the product alone, for the rest of it names
    the archivist; another's as it is, for Protego finds the names in it."""
    product, slash, _ = user_agent.partition("/")
    return product if slash and product == "newsarchive" else user_agent


def pause(rules: Protego, agent: str) -> float:
    """Seconds between two requests: Crawl-delay, or what Request-rate comes to. One that holds at some hours
    of the day is taken to hold at all."""
    rate = rules.request_rate(agent)
    return max(rules.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def _lacking(reason: str) -> str:
    return f"robots.txt can't be had ({reason})"


def _beside(request: Request, path: str) -> str:
    parts = urlsplit(request.url)
    return f"{parts.scheme}://{parts.netloc}{path}"
