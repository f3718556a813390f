"""From the WARCs to the index: what the index lacks (catch-up), or all of it (rebuild). One path for both."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from archive import cdxj, warc
from archive.capture import Facts
from archive.errors import ArchiveError
from archive.index import RUN
from newsarchive.workers import Limits, Readers, cpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from archive.collection import Collection, Walked
    from archive.damage import Damage
    from archive.index import Index
    from newsarchive.sites import Sites

logger = logging.getLogger(__name__)


class RebuildError(ArchiveError):
    """The index could not be made anew."""


@dataclass
class Report:
    """What was found in the WARCs."""

    captures: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    """Captures that hold a page, by page kind."""
    damage: list[Damage] = field(default_factory=list)
    """What of the WARCs could not be read."""

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.pages.most_common())
        return f"{self.captures:,} captures read" + (f" ({kinds})" if kinds else "")


def ignore(so_far: int) -> None:
    """No progress to show."""


def rebuild(
    collection: Collection,
    sites: Sites,
    progress: Callable[[int], None] = ignore,
    limits: Limits | None = None,
) -> Report:
    """A new index and CDXJ from all WARCs, put in the old one's place when it is complete.

    :param progress: called after each capture with the bytes of WARC read so far
    :param limits: on reading; by default a process a CPU, and what a page may cost in a crawl
    :raises LockedError: another process writes
    :raises RebuildError: a file can't be read or written
    """
    with collection.lock("rebuild"), _sentences():
        _sync(collection, {})
        _tell_lost(collection)
        with collection.new_index() as index:
            with Readers(sites, limits or Limits(cpus())) as readers:
                walked = collection.walk(original=index.original)
                report = _add(collection, walked, index, readers, progress)
            cdxj.write(index, collection.cdxj)
        return report


@contextmanager
def _sentences() -> Iterator[None]:
    """What the disk refuses, as a sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        file = f" ({error.filename})" if isinstance(error, OSError) and error.filename else ""
        raise RebuildError(
            f"The index can't be made anew: {reason}{file}. The old one is as it was; make room or mend "
            "the disk, and start again."
        ) from error


def catch_up(collection: Collection, sites: Sites, limits: Limits | None = None) -> Report:
    """Read what the WARCs hold behind the index's last capture, as after a crash, and set half a capture
    behind it aside. Hold the lock.

    :param limits: as of :func:`rebuild`"""
    with collection.index() as index, Readers(sites, limits or Limits(cpus())) as readers:
        reached = index.reached()
        _sync(collection, reached)
        _look_for(collection, reached)
        walked = collection.walk(reached, index.next_id(), index.original)
        return _add(collection, walked, index, readers, ignore)


def _add(
    collection: Collection, walked: Walked, index: Index, readers: Readers, progress: Callable[[int], None]
) -> Report:
    report, begins = Report(), _begins(collection)
    for found, article in readers.in_order(walked):
        if isinstance(found, Facts):
            if found.kind == RUN:
                index.flush()  # what stands before the report in the WARC is never behind it in the index
                index.add_run(found)
            continue
        index.add(found, article)
        report.captures += 1
        if article is not None:
            report.pages[article.page_kind] += 1
        assert found.place is not None
        progress(begins[found.place.file] + found.place.offset + found.place.length)
    for sentence in walked.mend():
        logger.warning("%s", sentence)
    for damage in walked.damage:
        logger.warning("%s", damage)
    report.damage.extend(walked.damage)
    return report


def _sync(collection: Collection, reached: Mapping[str, int]) -> None:
    """What a killed process left in the system's memory goes onto the disk before the index tells of it."""
    for path in collection.warcs():
        if path.stat().st_size > reached.get(path.name, 0):
            warc.sync(path)


def _look_for(collection: Collection, reached: Mapping[str, int]) -> None:
    """Say which captures the index has and the WARCs have no more."""
    for path, fault in _lost(collection, reached):
        logger.warning(
            "%s is %s, and the index has captures from it: put the file back, from a copy, or make the "
            "index anew without them: newsarchive rebuild -c %s",
            path,
            fault,
            collection.path,
        )


def _tell_lost(collection: Collection) -> None:
    """Say which captures the old index has and the new one will not have."""
    try:
        with collection.index(read_only=True) as old:
            reached = old.reached()
    except (ArchiveError, sqlite3.Error):  # there is none, or none that can be read: hence the rebuild
        return
    for path, fault in _lost(collection, reached):
        logger.warning(
            "%s is %s: the old index had captures from it, the new one is made without them. Put the file "
            "back, from a copy, and rebuild again.",
            path,
            fault,
        )


def _lost(collection: Collection, reached: Mapping[str, int]) -> Iterator[tuple[Path, str]]:
    """WARCs that end before what the index has of them, and what is wrong with them."""
    for name, end in reached.items():
        path = collection.archive / name
        size = path.stat().st_size if path.exists() else 0
        if size < end:
            yield path, f"cut short, to {size:,} bytes" if size else "gone"


def _begins(collection: Collection) -> dict[str, int]:
    """WARC file to the bytes of all WARCs before it."""
    files = collection.warcs()
    sizes = accumulate((file.stat().st_size for file in files), initial=0)
    return {file.name: size for file, size in zip(files, sizes, strict=False)}
