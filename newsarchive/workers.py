"""Pages are read in processes of their own, so that fetching goes on meanwhile and a page costs only itself.

A page that takes too long, or brings its reader down, costs that reader; a new one tries it once more, as the
fault may have been another's (a machine that ran out of memory). What ended two readers is given up: its
capture is kept, and its ``page_kind`` is "unread".
"""

from __future__ import annotations

import logging
import os
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar

from archive.capture import Capture
from newsarchive.reader import Bounds, EndedError, Reader, ReaderError
from newsarchive.reading import may_hold_page, read, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.settings import BaseSettings

    from archive.article import Article
    from newsarchive.sites import Sites

logger = logging.getLogger(__name__)

T = TypeVar("T")
AHEAD, AHEAD_BYTES = 16, 64_000_000
"""Captures, for each process, and bytes of them that :meth:`Readers.in_order` takes before it gives one."""
ENDED = "Reading was ended before this page was read."


def cpus() -> int:
    """Those that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """How many processes may read, and what one page may cost them."""

    processes: int
    """0: read in this process, where nothing bounds what a page costs."""
    bounds: Bounds = field(default_factory=Bounds)

    @classmethod
    def from_settings(cls, settings: BaseSettings, processes: int) -> Limits:
        """
        :param processes: where the setting READERS says nothing"""
        bounds = Bounds(
            settings.getfloat("READ_TIMEOUT", Bounds.seconds), settings.getint("READ_MEMORY", Bounds.memory)
        )
        return cls(max(settings.getint("READERS", processes), 0), bounds)


class Readers:
    """As many processes as there is work for, up to the limit; each is fed by a thread of this one."""

    def __init__(self, sites: Sites, limits: Limits) -> None:
        self._sites, self._limits = sites, limits
        self._jobs: SimpleQueue[tuple[Capture, Future[Article | None]] | None] = SimpleQueue()
        self._readers: list[Reader] = []
        self._threads: list[Thread] = []
        self._unfinished = 0
        self._lock = Lock()
        self._closed = False

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, capture: Capture) -> Future[Article | None]:
        """As :func:`newsarchive.reading.read`, some time later. It can't be cancelled.

        The future has ReaderError where no process can be started, or this is closed."""
        future: Future[Article | None] = Future()
        future.set_running_or_notify_cancel()
        if not may_hold_page(capture):
            future.set_result(None)
        elif not self._limits.processes:
            future.set_result(read(capture, self._sites))
        else:
            self._queue(capture, future)
        return future

    def in_order(self, found: Iterable[T]) -> Iterator[tuple[T, Article | None]]:
        """Each with what was read of it, if it is a capture, in their order; some are read ahead.

        :raises ReaderError: no process can be started"""
        ahead: deque[tuple[T, Future[Article | None], int]] = deque()
        size = 0
        for item in found:
            ahead.append((item, *self._begun(item)))
            size += ahead[-1][2]
            while ahead and (self._is_far(len(ahead), size) or ahead[0][1].done()):
                size -= ahead[0][2]
                yield ahead[0][0], ahead.popleft()[1].result()
        while ahead:
            yield ahead[0][0], ahead.popleft()[1].result()

    def close(self) -> None:
        """End all processes, whatever they are at. A second call does nothing."""
        with self._lock:
            self._closed = True
            while not self._jobs.empty():
                if job := self._jobs.get():
                    job[1].set_exception(ReaderError(ENDED))
            for reader in self._readers:
                reader.kill()
                self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._readers.clear()

    def _begun(self, item: object) -> tuple[Future[Article | None], int]:
        if isinstance(item, Capture):
            return self.read(item), len(item.response)
        nothing: Future[Article | None] = Future()
        nothing.set_result(None)
        return nothing, 0

    def _is_far(self, count: int, size: int) -> bool:
        return count > AHEAD * self._limits.processes or size > AHEAD_BYTES

    def _queue(self, capture: Capture, future: Future[Article | None]) -> None:
        with self._lock:
            if self._closed:
                future.set_exception(ReaderError(ENDED))
                return
            self._jobs.put((capture, future))
            self._unfinished += 1
            if len(self._threads) < min(self._unfinished, self._limits.processes):
                self._readers.append(Reader(self._sites, self._limits.bounds))
                self._threads.append(Thread(target=self._serve, args=self._readers[-1:], daemon=True))
                self._threads[-1].start()

    def _serve(self, reader: Reader) -> None:
        while (job := self._jobs.get()) is not None:
            capture, future = job
            try:
                article = self._read(reader, capture)
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(article)
            with self._lock:
                self._unfinished -= 1
        reader.close()

    def _read(self, reader: Reader, capture: Capture) -> Article | None:
        ends = starts = 0
        while True:
            try:
                return reader.read(capture)
            except ReaderError as error:
                starts += 1
                if starts == 2 or self._closed:
                    raise ReaderError(ENDED if self._closed else str(error)) from error
            except EndedError as error:
                ends += 1
                if self._closed:
                    raise ReaderError(ENDED) from error
                if ends == 2:
                    logger.warning("The page of %s is not read: twice, what reads it %s", capture.url, error)
                    return unread()
                logger.info("What read the page of %s %s; it is read anew", capture.url, error)
