"""The SQLite file of a collection: what was captured and read, made for search; never the evidence itself.

A writer uses WAL, so that people read while a crawl writes. WAL needs shared memory, which network file
systems lack: there (see :mod:`archive.mounts`), or with ``journal = "delete"`` in collection.toml, it does
without. A closed index is always in rollback mode, and so can be read from a disk that can't be written.
"""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import rows, schema, tally, versions
from archive.capture import Capture, Facts, Place
from archive.errors import ArchiveError
from archive.schema import OLDEST
from archive.searched import COLUMNS, searched_row
from archive.warc import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.article import Article

RUN = "urn:newsarchive:run"
"""Kind of the facts that report a crawl; see :meth:`Index.add_run`."""
BATCH = 200
"""Captures that go in together: row by row, each would leave a segment in the full-text index (2-3x the
time)."""
BUSY = 60.0
"""Seconds to wait for another connection to end its write."""


class IndexFileError(ArchiveError):
    """The file is no index of this version; the message tells the remedy."""


@dataclass(frozen=True, slots=True)
class Missed:
    """An address that a crawl wanted and did not get."""

    url: str
    reason: str
    retryable: bool
    """Whether another try may succeed: a time-out, not a refusal by robots.txt."""


class Index:
    """Open for writing (made if need be), or read-only.

    :param journal: "wal", or "delete" on a network file system
    :param before: called before anything is committed: :meth:`archive.warc.WarcWriter.sync`, so that after a
        power cut no row is there without its capture
    :raises IndexFileError: not ours, or of another version
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        journal: str = "wal",
        before: Callable[[], object] = lambda: None,
    ) -> None:
        self.path = path
        self._before = before
        self._buffer: dict[int, rows.Rows] = {}
        self._read_only = read_only
        self._open = False
        mode = "ro" if read_only else "rwc"
        try:
            self.db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY)
        except sqlite3.OperationalError as error:
            raise IndexFileError(f"{path} can't be opened: {error}. {self._way(error)}".strip()) from error
        self.db.row_factory = sqlite3.Row
        try:
            if not read_only:
                self._prepare(journal)
            self._check()
            self._open = True
        except sqlite3.DatabaseError as error:
            remedy = self._way(error) or self._say(REBUILD)
            raise IndexFileError(f"{path} can't be used: {error}. {remedy}") from error
        finally:
            if not self._open:
                self.db.close()

    def _prepare(self, journal: str) -> None:
        if not self._value("SELECT count(*) FROM sqlite_master"):
            with closing(sqlite3.connect(":memory:")) as empty:
                schema.create(empty)
                empty.backup(self.db)  # in one transaction: there are no half-made files
        self._value(f"PRAGMA journal_mode = {journal}")
        self.db.execute("PRAGMA synchronous = NORMAL")

    def _check(self) -> None:
        version = self._value("PRAGMA user_version")
        if version != schema.VERSION:
            older = version < schema.VERSION
            remedy = REBUILD if version < OLDEST else MIGRATE if older else UPDATE
            raise IndexFileError(
                f"{self.path} was made by {'an older' if older else 'a newer'} version of newsarchive: its "
                f"tables are of version {version}, not {schema.VERSION}. {self._say(remedy)}"
            )

    def _way(self, error: sqlite3.Error) -> str:
        """Out of what the disk does not allow; empty where it is something else."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells details
        if code == sqlite3.SQLITE_FULL:
            return ROOM
        readonly = code == sqlite3.SQLITE_READONLY or not os.access(self.path.parent, os.W_OK)
        return WRITABLE if readonly and not self._read_only else ""

    def _say(self, remedy: str) -> str:
        return remedy.format(collection=shlex.quote(str(self.path.parent)))

    def close(self) -> None:
        """Write what is buffered, and leave a single file behind. A second call does nothing."""
        if not self._open:
            return
        self._open = False
        try:
            self.flush()
            if not self._read_only:
                _settle(self.db)
        finally:
            self.db.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    def add(self, capture: Capture, article: Article | None) -> None:
        """Buffer a capture with what was read from it. A second add of an id takes the place of the first.

        :param capture: kept: with place and id
        :param article: None where there was no page to read; only ``page_kind`` "article" gets an article's
        row
        """
        if capture.id is None or capture.place is None:
            raise ValueError(f"The capture of {capture.url} has no id or no place: keep it in a WARC first.")
        self._buffer[capture.id] = rows.rows_of(capture, article)
        if len(self._buffer) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is buffered, in one transaction.

        :raises sqlite3.Error: the disk is full, or the file is broken; nothing of the batch is in
        :raises WriteError: from ``before``
        """
        batch = [self._buffer[id] for id in sorted(self._buffer)]
        if not batch:
            return
        self._before()
        with self.db:
            again = self._forget([(id,) for id in self._buffer])
            self._insert("captures", [each.capture for each in batch])
            self._insert("articles", [each.article for each in batch if each.article])
            for table in schema.CHILDREN:
                self._insert(table, [row for each in batch for row in each.children.get(table, ())])
            self._full_text("rowid", [each.searched for each in batch if each.searched])
            tally.count(self.db, self._buffer)
            versions.tell(self.db, self._buffer.keys() - again.keys())
            if again:
                versions.tell_again(self.db, again.values(), {each.urlkey for each in batch})
        self._buffer.clear()

    def add_run(self, run: Facts) -> None:
        """The report of a crawl, as it stands in the WARC. A second time it changes nothing.

        :param run: facts of kind :data:`RUN`: ``started``, ``finished``, ``reason``, ``missed`` (a list of
            ``url``, ``reason``, ``retryable``), and whatever else the crawl tells
        """
        report = {name: value for name, value in run.facts.items() if name != "missed"}
        place = rows.place_row(run.place)
        self._before()
        with self.db:
            known = self.db.execute("SELECT id FROM runs WHERE warc_file = ? AND warc_offset = ?", place[:2])
            if known.fetchone():
                return
            id = self._value("SELECT coalesce(max(id), 0) + 1 FROM runs")
            told = [_text(run.facts.get(name)) for name in ("started", "finished", "reason")]
            text = rows.clean(json.dumps(report, ensure_ascii=False, default=str))
            self._insert("runs", [(id, rows.utc(run.date), *told, text, *place)])
            self._insert("missed", _missed_rows(id, run.facts.get("missed")))

    def copy_to(self, path: Path) -> None:
        """Put all of this into another index file, in one transaction: its readers see either the old or
        the new."""
        self.flush()
        with closing(sqlite3.connect(path, timeout=BUSY)) as target:
            self.db.backup(target)
            _settle(target)

    def _insert(self, table: str, values: list[rows.Row]) -> None:
        columns = schema.tables()[table]
        marks = ", ".join("?" * len(columns))
        self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608

    def _full_text(self, key: str, values: list[rows.Row]) -> None:
        marks = ", ".join("?" * (len(COLUMNS) + key.count(",") + 1))
        sql = f"INSERT INTO articles_fts({key}, {', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608
        self.db.executemany(sql, values)

    def _searched(self, id: int) -> Iterator[rows.Row]:
        """What the full-text index has of an article, if it has it."""
        for row in self.db.execute("SELECT * FROM articles WHERE id = ?", (id,)):
            children = {table: self._children(table, id) for table in schema.CHILDREN}
            yield (id, *searched_row(dict(row), children))

    def _forget(self, ids: list[tuple[int]]) -> dict[int, sqlite3.Row]:
        """Take out rows of these ids; mostly there are none, and then it costs a look at the last id.

        :returns: id to address and story of what was there
        """
        if min(ids)[0] >= self._value("SELECT coalesce(max(id), 0) + 1 FROM captures"):
            return {}
        sql = "SELECT id, urlkey, story FROM captures WHERE id = ?"
        known = {row["id"]: row for id in ids for row in self.db.execute(sql, id)}
        tally.count(self.db, known, -1)
        self._full_text(
            "articles_fts, rowid", [("delete", *row) for id in ids for row in self._searched(*id)]
        )
        for table in schema.CHILDREN:
            self.db.executemany(f"DELETE FROM {table} WHERE article_id = ?", ids)  # noqa: S608
        for table in ("articles", "captures"):
            self.db.executemany(f"DELETE FROM {table} WHERE id = ?", ids)  # noqa: S608
        return known

    # Reading: what is buffered is written first

    def article(self, id: int) -> Article | None:
        """The Article as it was added; None where there is none of that id."""
        row = self._row("SELECT * FROM articles WHERE id = ?", id)
        if row is None:
            return None
        return rows.article_of(dict(row), {table: self._children(table, id) for table in schema.CHILDREN})

    def place(self, id: int) -> Place | None:
        """Where the capture lies; None where there is none of that id."""
        row = self._row("SELECT warc_file, warc_offset, warc_length FROM captures WHERE id = ?", id)
        return Place(*row) if row else None

    def start(self, id: int) -> int:
        """The offset at which the records of a capture begin: behind the capture before it in its WARC."""
        row = self._row(
            "SELECT max(b.warc_offset + b.warc_length) FROM captures a JOIN captures b USING (warc_file) "
            "WHERE a.id = ? AND b.warc_offset < a.warc_offset",
            id,
        )
        return (row and row[0]) or 0

    def whole(self, url: str, since: tuple[str, int]) -> int | None:
        """The first capture of an address with a whole response, at a place or behind it; None where there
        is none.

        :param since: WARC of ours and offset; the files of others all lie before it
        """
        row = self._row(
            "SELECT id FROM captures WHERE url = ? AND (warc_file, warc_offset) >= (?, ?) "
            "AND warc_file GLOB ? AND record_type = 'response' AND status IS NOT NULL "
            "AND truncated IS NULL ORDER BY id LIMIT 1",
            url, *since, f"{PREFIX}*",
        )  # fmt: skip
        return row["id"] if row else None

    def original(self, payload_digest: str) -> Place | None:
        """Where the first response with that payload lies; revisit records name it."""
        row = self._row(
            "SELECT warc_file, warc_offset, warc_length FROM captures "
            "WHERE payload_digest = ? AND record_type = 'response' ORDER BY id",
            payload_digest,
        )
        return Place(*row) if row else None

    def next_id(self) -> int:
        """The id of the capture that follows the last one."""
        self.flush()
        id = self._value("SELECT coalesce(max(id), 0) + 1 FROM captures")
        assert isinstance(id, int)
        return id

    def reached(self) -> dict[str, int]:
        """WARC file to the offset up to which the index holds its captures and runs: where catching up
        begins."""
        self.flush()
        return dict(
            self.db.execute(
                "SELECT warc_file, max(warc_offset + warc_length) FROM "
                "(SELECT warc_file, warc_offset, warc_length FROM captures UNION ALL "
                "SELECT warc_file, warc_offset, warc_length FROM runs) GROUP BY warc_file"
            ).fetchall()
        )

    def missed(self) -> list[Missed]:
        """What crawls wanted and no later capture got, in the order of addresses, with the last reason."""
        found = self.db.execute(
            "SELECT m.url, m.reason, m.retryable, max(r.id) FROM missed m JOIN runs r ON r.id = m.run_id "
            "WHERE NOT EXISTS (SELECT 1 FROM captures c "
            "WHERE c.url = m.url AND c.status < 400 AND c.date > r.date) GROUP BY m.url ORDER BY m.url"
        )
        return [Missed(url, reason, bool(retryable)) for url, reason, retryable, _ in found]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row of every table, after its table's name: two indexes of the same WARCs give the same."""
        self.flush()
        for table, columns in schema.tables().items():
            key = ", ".join(list(columns)[:3])
            for row in self.db.execute(f"SELECT * FROM {table} ORDER BY {key}"):  # noqa: S608
                yield (table, *row)

    def _children(self, table: str, id: int) -> list[dict[str, Any]]:
        sql = f"SELECT * FROM {table} WHERE article_id = ? ORDER BY position"  # noqa: S608
        return [dict(row) for row in self.db.execute(sql, (id,))]

    def _row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        self.flush()
        row: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
        return row

    def _value(self, sql: str) -> Any:
        return self.db.execute(sql).fetchone()[0]


ROOM = "Make room, and start again."
WRITABLE = "Its folder can't be written: the disk is read-only, or the folder somebody else's."
REBUILD = "Make it anew from the WARCs: newsarchive rebuild -c {collection}"
MIGRATE = "Bring it up to date: newsarchive migrate -c {collection}"
UPDATE = "Update newsarchive, or make it anew from the WARCs: newsarchive rebuild -c {collection}"


def _settle(db: sqlite3.Connection) -> None:
    """Back to rollback mode; where somebody is reading, the last writer to close does it."""
    db.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        db.execute("PRAGMA journal_mode = delete").fetchone()


def _text(value: Any) -> str | None:
    return None if value is None else rows.clean(str(value))


def _missed_rows(run_id: int, missed: Any) -> list[rows.Row]:
    entries = [entry for entry in missed if isinstance(entry, dict)] if isinstance(missed, list) else []
    return [
        (run_id, n, _text(e.get("url", "")), _text(e.get("reason", "")), int(bool(e.get("retryable", True))))
        for n, e in enumerate(entries)
    ]
