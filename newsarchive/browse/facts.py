"""What the front page tells of a collection, by plain SQL on a connection of datasette's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

NEWEST = 12
TOP = 12
SAMPLE = 50_000
"""The articles captured last, over which languages are counted: the column has no index, and a scan of a
large table would hold up the front page."""


@dataclass(frozen=True)
class Story:
    """An article in a list."""

    id: int
    url: str
    headline: str | None
    kicker: str | None
    description: str | None
    site: str
    language: str | None
    date_published: str | None


@dataclass(frozen=True)
class Count:
    value: str
    count: int


@dataclass(frozen=True)
class Facts:
    captures: int
    articles: int
    sites: list[Count]
    """All of them, the largest first."""
    languages: list[Count]
    sampled: bool
    """Whether the languages are those of the last captured articles only."""
    first: str | None
    last: str | None
    """Days of publication, ISO 8601; none from the future."""
    captured: str | None
    """When the last capture was made."""
    newest: list[Story]


def facts(db: sqlite3.Connection) -> Facts:
    now = datetime.now(UTC).isoformat()
    articles = _one(db, "SELECT count(*) FROM articles")
    span = "SELECT {}(date_published) FROM articles WHERE date_published <= ?"
    return Facts(
        captures=_one(db, "SELECT count(*) FROM captures"),
        articles=articles,
        sites=_counts(db, "SELECT site, count(*) FROM articles GROUP BY site ORDER BY 2 DESC, 1"),
        languages=_counts(
            db,
            "SELECT language, count(*) FROM (SELECT language FROM articles ORDER BY id DESC LIMIT ?) "
            "GROUP BY language ORDER BY 2 DESC, 1",
            SAMPLE,
        ),
        sampled=articles > SAMPLE,
        first=_one(db, span.format("min"), now),
        last=_one(db, span.format("max"), now),
        captured=_one(db, "SELECT date FROM captures ORDER BY id DESC LIMIT 1"),
        newest=stories(db, "date_published <= ?", [now], NEWEST),
    )


def stories(
    db: sqlite3.Connection, where: str, values: Sequence[object], limit: int, offset: int = 0
) -> list[Story]:
    """Articles that fulfil the condition, the newest first; those without a date come last."""
    rows = db.execute(
        "SELECT id, url, headline, alternative_headline, substr(description, 1, 500), site, language, "  # noqa: S608
        f"date_published FROM articles WHERE {where} ORDER BY date_published DESC, id DESC LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return [Story(*row) for row in rows]


def _counts(db: sqlite3.Connection, sql: str, *values: object) -> list[Count]:
    return [Count(value or "", count) for value, count in db.execute(sql, values)]


def _one(db: sqlite3.Connection, sql: str, *values: object) -> Any:
    row = db.execute(sql, values).fetchone()
    return row and row[0]
