"""The index as a file: who may read it, and what is said of one that is none."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from archive.article import Article
from archive.capture import Capture, Place
from archive.index import BATCH, Index, IndexFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Make = "Callable[..., Capture]"


def kept(capture: Capture, id: int, file: str = "a.warc.gz") -> Capture:
    """As the writer gives it back: each a thousand bytes behind the one before."""
    return dataclasses.replace(capture, id=id, place=Place(file, 1000 * id, 900))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def count(path: Path, table: str) -> int:
    with Index(path, read_only=True) as index:
        found: int = index.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


def test_readers_see_what_a_writer_has_flushed(path: Path, capture: Callable[..., Capture]) -> None:
    with Index(path) as writer, Index(path, read_only=True) as reader:
        writer.add(kept(capture(), 1), None)
        writer.flush()
        assert reader.next_id() == 2
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.db.execute("DELETE FROM captures")


def test_a_closed_index_is_one_file_in_rollback_mode(path: Path, capture: Callable[..., Capture]) -> None:
    index = Index(path)
    assert index.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    index.add(kept(capture(), 1), None)
    index.close()
    index.close()
    assert [p.name for p in path.parent.iterdir()] == ["news.db"]
    assert path.read_bytes()[18:20] == b"\x01\x01"
    with Index(path, journal="delete") as index:
        assert index.db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root can write everywhere: run the tests as another user"
)
def test_a_disk_that_can_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(IndexFileError, match=r"can't be opened: .* the disk is read-only"):
        Index(tmp_path)


def test_a_closed_index_is_read_where_nothing_can_be_written(path: Path) -> None:
    Index(path).close()
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with Index(path, read_only=True) as index:
            assert index.next_id() == 1
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_what_is_no_index_of_this_version_says_what_mends_it(path: Path) -> None:
    path.write_bytes(b"This is not a database, and long enough to be told from an empty file." * 9)
    for read_only in (True, False):
        with pytest.raises(IndexFileError, match="newsarchive rebuild"):
            Index(path, read_only=read_only)
    path.unlink()
    with pytest.raises(IndexFileError, match="can't be opened"):
        Index(path, read_only=True)
    Index(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    for read_only in (True, False):
        with pytest.raises(IndexFileError, match=r"newer version .* tables are of version 99, not 3"):
            Index(path, read_only=read_only)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 1")
    db.close()
    for read_only in (True, False):
        with pytest.raises(IndexFileError, match=r"older version .* Make it anew .* newsarchive rebuild"):
            Index(path, read_only=read_only)


def test_a_batch_goes_in_whole_or_not_at_all(
    path: Path, capture: Callable[..., Capture], article: Callable[..., Article]
) -> None:
    index = Index(path)
    index.db.execute("PRAGMA max_page_count = 60")
    for id in range(1, BATCH):
        index.add(kept(capture(), id), article())
    with pytest.raises(sqlite3.OperationalError, match="full"):
        index.add(kept(capture(), BATCH), article())
    assert index.db.execute("SELECT count(*) FROM captures").fetchone()[0] == 0
    index.db.execute("PRAGMA max_page_count = 100000")
    index.close()
    assert count(path, "articles") == BATCH
