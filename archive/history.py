"""What became of an article: its versions, and when it was gone; and what changed lately in a collection."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from archive.surt import surt

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article has had."""

    id: int
    """Of the first capture, and article, that shows it."""
    number: int
    captured: str
    """When that was; ISO 8601, UTC."""
    seen: str
    """When it was seen last."""
    captures: int
    """How many show it."""
    headline: str | None
    words: int
    previous: int | None
    """Id of the version that it differs from as follows; None in the first."""
    headline_before: str | None
    """Where the headline changed."""
    added: int | None
    """Words; also taken away."""
    removed: int | None
    corrected: bool
    """A notice of correction came with it."""
    dated: bool
    """The page says that it was modified later than it said before."""
    silent: bool
    """Neither, and it is no live ticker."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """A visit that found the article gone."""

    id: int
    """Of the capture."""
    version: int
    """Id of the last version."""
    url: str
    date: str
    status: int | None
    page_kind: str | None
    """"error" where the page said so with status 200."""
    back: int | None
    """Id of the capture that found it again."""


@dataclass(frozen=True, slots=True)
class History:
    story: str
    """SURT of the address that the article is known by."""
    versions: tuple[Version, ...]
    deletions: tuple[Deletion, ...]

    def __iter__(self) -> Iterator[Version]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)

    def __getitem__(self, at: int) -> Version:
        return self.versions[at]


@dataclass(frozen=True, slots=True)
class Event:
    """A change that a crawl found."""

    date: str
    site: str
    url: str
    what: str
    """"edited" or "deleted"."""
    id: int
    """Of the capture that found it."""
    before: int | None
    """Id of the version before."""
    headline: str | None
    headline_before: str | None
    added: int | None
    removed: int | None
    corrected: bool
    silent: bool


def history(db: sqlite3.Connection, wanted: int | str) -> History | None:
    """
    :param wanted: id of a capture, or address: as captured, or canonical
    :returns: None where no article is known by it
    """
    story = _story(db, wanted)
    if story is None:
        return None
    return History(
        story,
        tuple(_made(Version, row) for row in _of(db, "versions", story, "number")),
        tuple(_made(Deletion, row) for row in _of(db, "deletions", story, "date")),
    )


def _story(db: sqlite3.Connection, wanted: int | str) -> str | None:
    if isinstance(wanted, int):
        sql = (
            "SELECT story FROM captures WHERE id = ?1 UNION ALL "
            "SELECT o.story FROM captures c JOIN captures o USING (urlkey) WHERE c.id = ?1"
        )
        rows = db.execute(sql, (wanted,))
    else:
        sql = (
            "SELECT story FROM captures WHERE urlkey = ?1 UNION ALL "
            "SELECT story FROM captures WHERE story = ?1"
        )
        rows = db.execute(sql, (surt(wanted),))
    return next((row[0] for row in rows if row[0] is not None), None)


def _of(db: sqlite3.Connection, table: str, story: str, order: str) -> list[sqlite3.Row]:
    return db.execute(f"SELECT * FROM {table} WHERE story = ? ORDER BY {order}", (story,)).fetchall()  # noqa: S608


def _made(kind: Any, row: sqlite3.Row) -> Any:
    return kind(**{f.name: bool(row[f.name]) if f.type == "bool" else row[f.name] for f in fields(kind)})


_EVENTS = """
SELECT * FROM (
    SELECT captured AS date, site, url, 'edited' AS what, article_id AS id, before_id AS before, headline,
        headline_before, added, removed, corrected, silent FROM edits
    UNION ALL
    SELECT d.date, c.site, d.url, 'deleted', d.id, d.version, v.headline, NULL, NULL, NULL, 0, 0
    FROM deletions d JOIN captures c USING (id) JOIN versions v ON v.id = d.version
) WHERE :site IN ('', site) ORDER BY date DESC, id DESC LIMIT :limit
"""


def events(db: sqlite3.Connection, *, site: str = "", limit: int = 50) -> list[Event]:
    """Edits and deletions, the newest first."""
    return [_made(Event, row) for row in db.execute(_EVENTS, {"site": site, "limit": limit})]
