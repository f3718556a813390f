"""The hosts that wait for their turn. Each stands in the line once, however much waits for it, and costs
nothing while it may not be asked."""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.utils.asyncio import call_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import CallLaterResult


class Line:
    """First come, first served; one whose time has not come steps aside until then."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._turn = deque(hosts)
        self._aside: list[tuple[float, str]] = []
        self._placed = set(self._turn)

    def place(self, host: str) -> None:
        """At the end, where it does not stand in the line already."""
        if host not in self._placed:
            self._placed.add(host)
            self._turn.append(host)

    def aside(self, host: str, until: float) -> None:
        self._placed.add(host)
        heappush(self._aside, (until, host))

    def next(self, now: float) -> str | None:
        """The first one, which has left the line then; None where it is nobody's turn."""
        while self._aside and self._aside[0][0] <= now:
            self._turn.append(heappop(self._aside)[1])
        if not self._turn:
            return None
        host = self._turn.popleft()
        self._placed.discard(host)
        return host

    def soonest(self) -> float | None:
        """When the first of those aside comes back; None where none is."""
        return self._aside[0][0] if self._aside else None


class Alarm:
    """Has the engine ask for requests: by itself it does so every five seconds, and when one has ended."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._call: CallLaterResult | None = None
        self._at = 0.0

    def __call__(self, delay: float) -> None:
        """
        :param delay: in seconds; a later call than one that is set already changes nothing"""
        at = monotonic() + delay
        if self._call is not None:
            if self._at <= at:
                return
            self._call.cancel()
        self._at, self._call = at, call_later(delay, self._ring)

    def _ring(self) -> None:
        self._call = None
        slot = getattr(self._crawler.engine, "_slot", None)
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()
