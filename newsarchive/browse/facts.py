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
    changes: int
    """Edits and deletions that visits found."""
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
        sites=_counts(db, "SELECT name, articles FROM sites WHERE articles > 0 ORDER BY 2 DESC, 1"),
        languages=_counts(
            db,
            "SELECT nullif(value, 'unknown') AS language, sum(captures) FROM site_counts "
            "WHERE what = 'language' GROUP BY language ORDER BY 2 DESC, 1",
        ),
        changes=_one(
            db,
            "SELECT (SELECT count(*) FROM versions WHERE number > 1) + (SELECT count(*) FROM deletions)",
        ),
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
