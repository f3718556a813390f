"""An index that the code of version 2 made, byte for byte, becomes what today's code would make."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from archive import schema
from archive.index import Index, IndexFileError
from archive.migration import migrate

OLD = Path(__file__).parent / "old" / "version-2.db.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def tables(path: Path) -> set[tuple[str, str]]:
    with Index(path, read_only=True) as index:
        return {(name, sql) for name, sql in index.db.execute("SELECT name, sql FROM sqlite_master")}


def test_an_old_index_becomes_one_of_today(old: Path, tmp_path: Path) -> None:
    done: list[int] = []
    assert migrate(old, done.append)
    assert not migrate(old)
    Index(tmp_path / "new.db").close()
    assert tables(old) == tables(tmp_path / "new.db")
    with Index(old) as index:
        versions = index.db.execute("SELECT id, number, silent FROM versions ORDER BY id")
        assert list(map(tuple, versions)) == [
            (2, 1, None), (4, 2, 1), (5, 1, None),
        ]  # fmt: skip
        assert [tuple(r) for r in index.db.execute("SELECT id, version FROM deletions")] == [(6, 4)]
        assert tuple(index.db.execute("SELECT captures, articles FROM sites").fetchone()) == (6, 4)
        assert index.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not index.db.execute("PRAGMA foreign_key_check").fetchall()
    assert done[-1] == 6


def test_an_old_index_says_what_brings_it_up_to_date(old: Path) -> None:
    for read_only in (True, False):
        with pytest.raises(IndexFileError, match=r"older version .* version 2, not 3.*newsarchive migrate"):
            Index(old, read_only=read_only)


def test_a_migration_that_fails_leaves_the_old_index(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    monkeypatch.setitem(schema.VISITS, "site", "TEXT REFERENCES")
    with pytest.raises(sqlite3.OperationalError):
        migrate(old)
    assert old.read_bytes() == before


def test_what_is_too_old_or_too_new_is_left_alone(old: Path) -> None:
    for version in (1, 3, 99):
        with sqlite3.connect(old) as db:
            db.execute(f"PRAGMA user_version = {version}")
        db.close()
        assert not migrate(old)
