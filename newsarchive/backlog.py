"""The file of a frontier: what there is to fetch, and what was seen.

One row is one request, from the moment its address is found until its page has been dealt with and its
capture is on the disk. Where it leads to another request (a redirect, another try) that is a row of its own,
which remembers where it comes from.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from archive.warc import Position

WAITING, TAKEN, MISSED = 0, 1, 2
SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    host TEXT NOT NULL,
    priority INTEGER NOT NULL,
    request TEXT NOT NULL,
    url TEXT NOT NULL,
    reason TEXT,
    retryable INTEGER,
    step_of INTEGER,
    warc TEXT,
    offset INTEGER
);
CREATE INDEX IF NOT EXISTS next ON rows (state, host, priority DESC, id);
CREATE INDEX IF NOT EXISTS steps ON rows (step_of) WHERE step_of IS NOT NULL;
CREATE TABLE IF NOT EXISTS seen (address BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS crawl (under_way INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS seeds (url TEXT PRIMARY KEY) WITHOUT ROWID;
"""
VERSION = 3
"""``PRAGMA user_version``; the file of another one is emptied."""
BUSY = 5.0
"""Seconds to wait for a process that is just ending."""


class FrontierError(ArchiveError):
    """The file can't be read or written."""


class BusyError(FrontierError):
    """Another process has it."""


class Miss(NamedTuple):
    """Why an address was not had."""

    reason: str
    retryable: bool
    """Whether another try may succeed."""


class Row(NamedTuple):
    """A row handed out."""

    id: int
    request: str
    since: Position | None
    """Where the next capture would have gone when it was handed out before, in a run that did not end well;
    None the first time."""


class Backlog:
    """The file of a frontier, for one process at a time: it is locked, also against readers, until closed. So
    it needs no memory shared between processes, which network file systems lack.

    What is added is committed with the next row that is handed out or settled: a page whose links are not
    there yet is not settled either, and gives them again. Every other change is committed at once. So a
    process that is killed loses nothing. A machine that loses power loses the changes after the last
    :meth:`settle`, never the file (WAL, with an fsync for that commit only).

    :param wait: seconds to wait for another process
    :raises BusyError: another process has it
    :raises FrontierError: it can't be read or made
    """

    def __init__(self, path: Path, *, wait: float = BUSY) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=wait, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise
        except (OSError, sqlite3.Error) as error:
            busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            raise (BusyError if busy else FrontierError)(sentence(path, error)) from error

    def _prepare(self) -> None:
        self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        with self._at_once():
            if self._db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                for table in ("rows", "seen", "crawl", "seeds"):
                    self._db.execute(f"DROP TABLE IF EXISTS {table}")
                self._db.execute(f"PRAGMA user_version={VERSION}")
            for statement in SCHEMA.split(";"):
                self._db.execute(statement)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """What the block changes is there as a whole, or not at all; with it what was added before."""
        self._open()
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk ends it by itself
                self._db.execute("ROLLBACK")
            raise

    def _open(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """What was added."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def close(self) -> None:
        """What was added and not committed is forgotten."""
        self._db.close()

    def begin(self, *, fresh: bool, retry: bool) -> None:
        """Ready for a run. What was handed out and not dealt with waits again; with ``retry`` what was
        missed, too. With ``fresh``, or where the last crawl came to its end, all is forgotten."""
        with self._at_once():
            if retry:
                self._db.execute(
                    "UPDATE rows SET state = ?, reason = NULL, warc = NULL, offset = NULL WHERE state = ?",
                    (WAITING, MISSED),
                )
            elif fresh or not self.under_way():
                self._db.execute("DELETE FROM rows")
                self._db.execute("DELETE FROM seen")
                self._db.execute("DELETE FROM seeds")
            self._db.execute("UPDATE rows SET state = ? WHERE state = ?", (WAITING, TAKEN))
            self._db.execute("DELETE FROM crawl")
            self._db.execute("INSERT INTO crawl VALUES (1)")

    def end(self) -> None:
        """The crawl came to its end: the next one begins anew, unless something waits."""
        with self._at_once():
            if not self.count(WAITING) + self.count(TAKEN):
                self._db.execute("DELETE FROM crawl")

    def under_way(self) -> bool:
        """Whether a crawl began and did not come to its end: it may not even have given all its seeds."""
        return self._db.execute("SELECT 1 FROM crawl").fetchone() is not None

    def add(
        self,
        address: str,
        host: str,
        priority: int,
        url: str,
        request: str,
        *,
        step_of: int | None = None,
        again: bool = False,
    ) -> bool:
        """A new row. False where the address was seen before, or where the row that this is the next step of
        has made this step already.

        :param again: add it though it was seen
        """
        key = blake2b(address.encode(), digest_size=16).digest()
        self._open()
        new = self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1
        if not (new or again) or (step_of is not None and self._stepped(step_of, url)):
            return False
        self._db.execute(
            "INSERT INTO rows (state, host, priority, url, request, step_of) VALUES (?, ?, ?, ?, ?, ?)",
            (WAITING, host, priority, url, request, step_of),
        )
        if step_of is not None:
            self.commit()
        return True

    def seed(self, url: str) -> None:
        """An address that the archivist named."""
        self._open()
        self._db.execute("INSERT OR IGNORE INTO seeds VALUES (?)", (url,))

    def seeds(self) -> list[str]:
        return [url for (url,) in self._db.execute("SELECT url FROM seeds")]

    def _stepped(self, row: int, url: str) -> bool:
        found = self._db.execute("SELECT 1 FROM rows WHERE step_of = ? AND url = ?", (row, url))
        return found.fetchone() is not None

    def take(self, host: str, position: Position) -> Row | None:
        """Hand out the best waiting row of a host.

        :param position: captures from now on lie there or behind
        """
        found = self._db.execute(
            "SELECT id, request, warc, offset FROM rows WHERE state = ? AND host = ? "
            "ORDER BY priority DESC, id LIMIT 1",
            (WAITING, host),
        ).fetchone()
        if not found:
            return None
        row, request, warc, offset = found
        since = None if warc is None else (warc, offset)
        with self._at_once():
            self._db.execute(
                "UPDATE rows SET state = ?, warc = ?, offset = ? WHERE id = ?",
                (TAKEN, *(since or position), row),
            )
        return Row(row, request, since)

    def put_off(self, host: str, miss: Miss, most: int) -> list[str]:
        """All that waits of a host counts as missed; the addresses, so many at most."""
        with self._at_once():
            found = self._db.execute(
                "SELECT url FROM rows WHERE state = ? AND host = ? LIMIT ?", (WAITING, host, most)
            )
            urls = [url for (url,) in found]
            self._db.execute(
                "UPDATE rows SET state = ?, reason = ?, retryable = ? WHERE state = ? AND host = ?",
                (MISSED, *miss, WAITING, host),
            )
        return urls

    def settle(self, ended: Mapping[int, Miss | None]) -> None:
        """How these rows ended, whose captures are on the disk: with a page (None), or missed. This and all
        before survives a power cut."""
        done = [(row,) for row, miss in ended.items() if miss is None]
        missed = [(MISSED, *miss, row) for row, miss in ended.items() if miss is not None]
        self.commit()
        self._db.execute("PRAGMA synchronous=FULL")
        with self._at_once():
            self._db.executemany("DELETE FROM rows WHERE id = ?", done)
            self._db.executemany("UPDATE rows SET state = ?, reason = ?, retryable = ? WHERE id = ?", missed)
        self._db.execute("PRAGMA synchronous=NORMAL")

    def waiting(self) -> Counter[str]:
        """Rows that wait, by host."""
        rows = self._db.execute("SELECT host, COUNT(*) FROM rows WHERE state = ? GROUP BY host", (WAITING,))
        return Counter(dict(rows))

    def count(self, state: int) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM rows WHERE state = ?", (state,)).fetchone()[0])

    def misses(self) -> list[tuple[str, Miss]]:
        """The addresses that were missed."""
        rows = self._db.execute(
            "SELECT url, reason, retryable FROM rows WHERE state = ? ORDER BY id", (MISSED,)
        )
        return [(url, Miss(reason, bool(retryable))) for url, reason, retryable in rows]


def folder(collection: Path, profile: str) -> Path:
    """Where what belongs to the crawls of one profile lies; it can be thrown away between crawls."""
    return collection / "crawls" / profile


def sentence(path: Path, error: Exception) -> str:
    """What went wrong with the file, and the remedy."""
    if isinstance(error, FrontierError):
        return str(error)
    reason = getattr(error, "strerror", None) or str(error)
    if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return (
            f"{path} is broken: {reason}. Delete it; the next crawl then begins anew, and what is kept stays."
        )
    return f"{path} can't be written: {reason}. All captures so far are kept; mend it and start again."
