"""The file of a frontier: what there is to fetch, and what was seen.

One row is one thing to fetch, from the moment its address is found until its page has been dealt with; a
redirect or a retry is the same row moving on.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAITING, TAKEN, MISSED = 0, 1, 2
SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    host TEXT NOT NULL,
    priority INTEGER NOT NULL,
    request TEXT NOT NULL,
    url TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS next ON rows (state, host, priority DESC, id);
CREATE TABLE IF NOT EXISTS seen (address BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class Backlog:
    """The file of a frontier.

    Every change is committed at once. A process that is killed loses nothing; a machine that loses power may
    lose the last changes, never the file (WAL without an fsync for each commit)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        self._db.close()

    def resume(self) -> None:
        """What was handed out and not dealt with waits again."""
        self._db.execute("UPDATE rows SET state = ? WHERE state = ?", (WAITING, TAKEN))

    def retry(self) -> int:
        """What was missed waits again; how many that is."""
        changed = self._db.execute(
            "UPDATE rows SET state = ?, reason = NULL WHERE state = ?", (WAITING, MISSED)
        )
        return changed.rowcount

    def forget(self) -> None:
        """As new."""
        self._db.execute("DELETE FROM rows")
        self._db.execute("DELETE FROM seen")

    def see(self, address: str) -> bool:
        """True the first time."""
        key = blake2b(address.encode(), digest_size=16).digest()
        return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def add(self, row: int | None, host: str, priority: int, url: str, request: str) -> None:
        """A new row, or the next step of one."""
        self._db.execute(
            "INSERT OR REPLACE INTO rows (id, state, host, priority, request, url) VALUES (?, ?, ?, ?, ?, ?)",
            (row, WAITING, host, priority, request, url),
        )

    def take(self, host: str) -> tuple[int, str] | None:
        """Hand out the best waiting row of a host."""
        found = self._db.execute(
            "SELECT id, request FROM rows WHERE state = ? AND host = ? ORDER BY priority DESC, id LIMIT 1",
            (WAITING, host),
        ).fetchone()
        if found:
            self._db.execute("UPDATE rows SET state = ? WHERE id = ?", (TAKEN, found[0]))
        return (int(found[0]), str(found[1])) if found else None

    def done(self, row: int) -> None:
        self._db.execute("DELETE FROM rows WHERE id = ?", (row,))

    def missed(self, row: int, reason: str) -> None:
        self._db.execute("UPDATE rows SET state = ?, reason = ? WHERE id = ?", (MISSED, reason, row))

    def waiting(self) -> Counter[str]:
        """Rows that wait, by host."""
        rows = self._db.execute("SELECT host, COUNT(*) FROM rows WHERE state = ? GROUP BY host", (WAITING,))
        return Counter(dict(rows))

    def count(self, state: int) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM rows WHERE state = ?", (state,)).fetchone()[0])

    def misses(self) -> Iterator[tuple[str, str]]:
        """Address and reason of what was missed."""
        yield from self._db.execute("SELECT url, reason FROM rows WHERE state = ? ORDER BY id", (MISSED,))


def folder(collection: Path, profile: str) -> Path:
    """Where what belongs to the crawls of one profile lies; it can be thrown away between crawls."""
    return collection / "crawls" / profile


def opened(path: Path, *, fresh: bool = False, retry: bool = False) -> Backlog:
    """The backlog as a run finds it: with what an interrupted one left, with what was missed, or empty."""
    backlog = Backlog(path)
    backlog.resume()
    if retry:
        backlog.retry()
    elif fresh or not backlog.count(WAITING):
        backlog.forget()
    return backlog
