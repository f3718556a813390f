"""How many captures of which kind and language each site has: counted as they come and go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_SITES = (
    "INSERT INTO sites (name, first_capture, last_capture, captures, articles) "
    "SELECT c.site, min(c.date), max(c.date), :sign * count(*), :sign * count(a.id) "
    "FROM captures c LEFT JOIN articles a USING (id) "
    "WHERE c.id IN (SELECT value FROM json_each(:ids)) GROUP BY c.site "
    "ON CONFLICT (name) DO UPDATE SET first_capture = min(first_capture, excluded.first_capture), "
    "last_capture = max(last_capture, excluded.last_capture), "
    "captures = captures + excluded.captures, articles = articles + excluded.articles"
)
_COUNTS = (
    "INSERT INTO site_counts (site, what, value, captures) "
    "SELECT site, :what, {value} AS value, :sign * count(*) FROM {table} "
    "WHERE id IN (SELECT value FROM json_each(:ids)) GROUP BY 1, 3 "
    "ON CONFLICT (site, what, value) DO UPDATE SET captures = captures + excluded.captures"
)
_KINDS = _COUNTS.format(value="coalesce(page_kind, 'no page')", table="captures")
_LANGUAGES = _COUNTS.format(value="coalesce(language, 'unknown')", table="articles")


def count(db: sqlite3.Connection, ids: Iterable[int], sign: int = 1) -> None:
    """
    :param ids: of captures whose rows are in
    :param sign: -1 before the rows go
    """
    values = {"ids": json.dumps(list(ids)), "sign": sign}
    db.execute(_SITES, values)
    db.execute(_KINDS, values | {"what": "kind"})
    db.execute(_LANGUAGES, values | {"what": "language"})
    if sign < 0:
        db.execute("DELETE FROM site_counts WHERE captures = 0")
        db.execute("DELETE FROM sites WHERE captures = 0")
