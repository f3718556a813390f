"""An index of an older version brought up to this one, in its place, without reading the WARCs anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from archive import schema, tally, versions
from archive.rows import site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BATCH = 1_000


def migrate(path: Path, progress: Callable[[int], None] = versions.ignore) -> bool:
    """Bring an index up to :data:`archive.schema.VERSION`, in one transaction: it is the old one or the new
    one. Hold the lock.

    :param progress: called with the last id done
    :returns: whether there was something to do
    :raises sqlite3.Error: the disk is full, or the file broken; it is as it was
    """
    with closing(sqlite3.connect(path, timeout=60)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if not schema.OLDEST <= version < schema.VERSION:
            return False
        db.row_factory = sqlite3.Row
        db.isolation_level = None
        db.execute("BEGIN IMMEDIATE")
        try:
            _from_2_to_3(db, progress)
            db.execute(f"PRAGMA user_version = {schema.VERSION}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
    return True


def _from_2_to_3(db: sqlite3.Connection, progress: Callable[[int], None]) -> None:
    """Sites, versions and deletions, and what captures tell of them."""
    from sqlite_utils import Database

    tables = Database(db, recursive_triggers=False)
    schema.create_versions(tables)
    schema.create_indexes(tables)
    schema.create_views(tables)
    db.create_function("site_of", 1, site, deterministic=True)
    db.execute("UPDATE captures SET site = site_of(url)")
    last = db.execute("SELECT coalesce(max(id), 0) FROM captures").fetchone()[0]
    for start in range(0, last, BATCH):
        tally.count(db, range(start + 1, min(start + BATCH, last) + 1))
    versions.tell(db, range(1, last + 1), progress)
