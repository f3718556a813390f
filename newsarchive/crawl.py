"""One crawl from beginning to end, in a process of its own: what ``newsarchive crawl`` runs."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from archive.collection import Collection
from archive.errors import ArchiveError
from newsarchive.backlog import MISSED, TAKEN, WAITING, Backlog, BusyError, folder
from newsarchive.recorder import Recorder
from newsarchive.redact import without_user

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


@dataclass(frozen=True)
class Outcome:
    """What came of a crawl."""

    captures: int
    bytes: int
    """Of the responses, as received."""
    pages: Counter[str]
    """Captures that hold a page, by page kind."""
    missed: list[tuple[str, str]]
    """Addresses and reasons."""
    waiting: int
    """Addresses found and not fetched: of an interrupted crawl, or one that reached its number of pages."""
    seconds: float
    interrupted: bool


LIMITS: dict[str, tuple[str, Any, str]] = {
    "host-pages": ("HOST_MAX_PAGES", int, "2000"),
    "host-bytes": ("HOST_MAX_BYTES", int, "500_000_000"),
    "host-seconds": ("HOST_MAX_SECONDS", int | float, "3600"),
    "opt-out-files": ("OPT_OUT_FILES", tuple, '["/.well-known/tdmrep.json", "/ai.txt"]'),
    "opt-outs-refused": ("OPT_OUTS_REFUSED", tuple, '["noai", "tdm-reservation=1"]'),
}
"""Of a profile: the setting, the kind of its value, and an example."""
STOPPING = "Stopping: what is under way is finished first. Press Ctrl-C again to stop at once."


class _Process(CrawlerProcess):
    """Says at once that it heard Ctrl-C: what is under way may take a while."""

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        from twisted.internet import reactor

        super()._signal_shutdown(signum, frame)
        # Not from the handler itself: it may have interrupted somebody who writes there.
        reactor.callFromThread(print, STOPPING, file=sys.stderr, flush=True)


def run(collection: Path, profile: str, arguments: Mapping[str, Any], settings: Mapping[str, Any]) -> Outcome:
    """Crawl into a collection with the spider ``site``. Once in a process: Twisted's reactor ends with it.

    :param arguments: of the spider
    :raises ArchiveError: it could not begin, or the collection takes no more
    """
    logging.raiseExceptions = False  # a full disk is told once; not again for each line of the log
    try:
        return _run(collection, profile, arguments, settings)
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or collection} can't be written: {error.strerror}. All captures so far are "
            "kept; mend it and start again."
        ) from error


def _run(
    collection: Path, profile: str, arguments: Mapping[str, Any], settings: Mapping[str, Any]
) -> Outcome:
    place = folder(collection, profile)
    place.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    chosen = get_project_settings()
    chosen.setdict({"LOG_FILE": str(place / "crawl.log"), "PROGRESS": True, **settings}, "cmdline")
    chosen.setdict({"COLLECTION": str(collection), "PROFILE": profile}, "cmdline")
    chosen.setdict(_limits(collection, profile), "cmdline")
    process = _Process(chosen)
    crawler = process.create_crawler("site")
    failures: list[Failure] = []
    process.crawl(crawler, **arguments).addErrback(failures.append)
    process.start()
    for failure in failures:
        failure.raiseException()
    return _outcome(crawler, place, time.monotonic() - began)


def _limits(collection: Path, profile: str) -> dict[str, Any]:
    """Settings that a profile alone can give.

    :raises ArchiveError: of the wrong kind"""
    known = Collection(collection).description.profiles.get(profile)
    found = {}
    for name, (setting, kind, example) in LIMITS.items():
        value = known.limits.get(name) if known is not None else None
        if value is None:
            continue
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ArchiveError(
                f"{collection / 'collection.toml'}: profiles.{profile}.limits.{name} is {value!r}. "
                f"Write something such as: {name} = {example}"
            )
        found[setting] = list(value) if isinstance(value, tuple) else value
    return found


def _outcome(crawler: Crawler, place: Path, seconds: float) -> Outcome:
    recorder = crawler.get_extension(Recorder)
    if recorder is None or recorder.failure is not None:
        raise recorder.failure if recorder and recorder.failure else ArchiveError("There was no recorder.")
    stats = crawler.stats.get_stats()
    kinds = "newsarchive/pages/"
    backlog = Backlog(place / "frontier.db")
    try:
        missed = [(without_user(url), miss.reason) for url, miss in backlog.misses()]
        waiting = backlog.count(WAITING) + backlog.count(TAKEN)
    finally:
        backlog.close()
    (place / "missed.txt").write_text("".join(f"{url}\t{reason}\n" for url, reason in missed), "utf-8")
    return Outcome(
        captures=stats.get("newsarchive/captures", 0),
        bytes=stats.get("newsarchive/bytes", 0),
        pages=Counter({k.removeprefix(kinds): n for k, n in stats.items() if k.startswith(kinds)}),
        missed=missed,
        waiting=waiting,
        seconds=seconds,
        interrupted=stats.get("finish_reason") == "shutdown",
    )


def left(collection: Path, profile: str) -> tuple[int, int]:
    """How many addresses earlier crawls of the profile left: to do, and missed."""
    path = folder(collection, profile) / "frontier.db"
    if not path.exists():
        return 0, 0
    try:
        backlog = Backlog(path, wait=0)
    except BusyError:  # a crawl is running; the lock of the collection tells more
        return 0, 0
    try:
        return backlog.count(WAITING) + backlog.count(TAKEN), backlog.count(MISSED)
    finally:
        backlog.close()
