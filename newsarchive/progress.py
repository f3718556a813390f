"""How a crawl goes, while it goes: a live line on a terminal, now and then a plain line in a pipe."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newsarchive import outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

LIVE, PLAIN = 0.5, 10.0
"""Seconds between two looks, on a terminal and in a pipe."""


class Progress:
    """Extension: pages, articles, rate, queue, what was missed, and an estimate of the time left.

    :param live: one line that is written anew, for a terminal
    """

    def __init__(self, crawler: Crawler, live: bool) -> None:
        self._crawler = crawler
        self._began = time.monotonic()
        self._missed = 0
        console = Console(stderr=True)
        self._live = Live(console=console, auto_refresh=False, transient=True) if live else None
        self._loop = create_looping_call(self._show)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        if not crawler.settings.getbool("PROGRESS"):
            raise NotConfigured
        progress = cls(crawler, sys.stderr.isatty())
        crawler.signals.connect(progress._start, signals.spider_opened)
        crawler.signals.connect(progress._stop, signals.spider_closed)
        crawler.signals.connect(progress._miss, outcome.missed)
        return progress

    def _start(self) -> None:
        if self._live is not None:
            self._live.start()
        self._loop.start(LIVE if self._live is not None else PLAIN, now=False)

    def _stop(self) -> None:
        if self._loop.running:
            self._loop.stop()
        if self._live is not None:
            self._live.stop()

    def _miss(self) -> None:
        self._missed += 1

    def _show(self) -> None:
        if self._live is not None:
            self._live.update(Text(self.line()), refresh=True)
        else:
            print(self.line(), file=sys.stderr, flush=True)

    def _waiting(self) -> int:
        """Addresses found and not yet asked for."""
        slot = self._crawler.engine._slot  # engine.scheduler came with Scrapy 2.19
        scheduler: Any = slot.scheduler if slot is not None else None
        return len(scheduler) if hasattr(scheduler, "__len__") else 0

    def line(self) -> str:
        """One line, as it stands now."""
        stats = self._crawler.stats
        pages, articles = (stats.get_value(f"newsarchive/pages{kind}", 0) for kind in ("", "/article"))
        rate = (pages + self._missed) / max(time.monotonic() - self._began, 1e-9)
        waiting = self._waiting()
        left = f", about {_duration(waiting / rate)} left" if rate and waiting else ""
        return (
            f"{pages:,} pages, {articles:,} articles, {rate:.1f} pages/s, {waiting:,} waiting, "
            f"{self._missed:,} missed{left}"
        )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
