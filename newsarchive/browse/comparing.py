"""Two texts of an article side by side in one: what has gone, what has come, and what stayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import difference
from archive.history import history
from newsarchive.browse.reading import MOST_BLOCKS, MOST_TEXT

if TYPE_CHECKING:
    import sqlite3

    from archive.history import Version

MOST_CHANGES = 200
"""Changes on one page."""
_TEXT = (
    "SELECT a.id, a.headline, a.description, a.text, a.language, c.date, c.url, a.site "
    "FROM articles a JOIN captures c USING (id) WHERE a.id = ?"
)


@dataclass(frozen=True)
class Compared:
    before: sqlite3.Row
    after: sqlite3.Row
    lines: list[difference.Line]
    cut: int
    """Lines that are too many for a page."""
    added: int
    removed: int
    version: Version | None
    """What else is known, where these are one version and the next."""


def compared(db: sqlite3.Connection, before: int, after: int) -> Compared | None:
    """None where there is no article of one of these ids."""
    one, other = (db.execute(_TEXT, (id,)).fetchone() for id in (before, after))
    if one is None or other is None:
        return None
    found = difference.difference(_text(one), _text(other))
    told = history(db, after)
    versions = [v for v in told or () if (v.previous, v.id) == (before, after)]
    lines = _shown(found.lines)
    cut = len(found.lines) - len(lines)
    return Compared(one, other, lines, cut, found.added, found.removed, next(iter(versions), None))


def _text(row: sqlite3.Row) -> difference.Text:
    return difference.Text(row["headline"] or "", row["description"] or "", row["text"] or "")


def _shown(lines: tuple[difference.Line, ...]) -> list[difference.Line]:
    room = MOST_TEXT
    for count, line in enumerate(lines):
        room -= sum(len(text) for _, text in line.pieces)
        if room < 0 or count == MOST_BLOCKS:
            return list(lines[:count])
    return list(lines)
