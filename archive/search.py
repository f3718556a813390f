"""Search in an index: a query in a person's words, ranked hits with highlights.

FTS5 finds and ranks (bm25). Words in scripts without blanks, which FTS5 takes for one long word, are looked
for as strings in the columns themselves: exact, any length, but a scan.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from archive.highlight import Segments, mark
from archive.query import Query, QueryError, Term, parse
from archive.schema import SEARCHED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive.index import Index

__all__ = ["Hit", "Only", "QueryError", "Results", "counts", "search"]

WEIGHTS = {
    "headline": 10.0,
    "alternative_headline": 4.0,
    "description": 5.0,
    "text": 1.0,
    "captions": 2.0,
    "teasers": 0.3,
    "authors": 3.0,
}
"""For bm25: a word of the headline is what a story is about, a related story's is not."""
SHOWN = ("text", "description", "captions", "alternative_headline", "authors", "teasers", "headline")
"""Which column the snippet is taken from: the first with a match."""


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    """Of article and capture."""
    url: str
    """Canonical, or else as captured."""
    site: str
    headline: str | None
    date_published: str | None
    """ISO 8601, UTC."""
    language: str | None
    captured: str
    """ISO 8601, UTC."""
    score: float
    """Higher is better; to compare within one query only. 0 where nothing was ranked."""
    field: str
    """The column with the weightiest match: "headline", "captions", …"""
    title: Segments
    """The headline with its matches."""
    snippet: Segments
    """Of the text around a match, or of another column."""


@dataclass(frozen=True, slots=True)
class Results:
    total: int
    """Of all hits, not only those given."""
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Only:
    """Which articles come into question; an empty field keeps none away."""

    site: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    """Days of publication, ISO 8601, both included."""

    @property
    def sql(self) -> tuple[str, list[str]]:
        """A condition on ``articles``, and its values."""
        conditions = {
            "site = ?": self.site,
            "language = ?": self.language,
            "date_published >= ?": self.since,
            "date_published < date(?, '+1 day')": self.until,
        }
        asked = {condition: value for condition, value in conditions.items() if value}
        return " AND ".join(asked) or "1", list(asked.values())


EVERYTHING = Only()


def search(index: Index, query: str, *, limit: int = 20, offset: int = 0, only: Only = EVERYTHING) -> Results:
    """
    :param query: any text; see :mod:`archive.query`
    :param limit: hits at most
    :param offset: hits passed over
    :param only: hits are among these
    :raises QueryError: nothing to look for
    """
    wanted = parse(query)
    select = _among(_select(wanted), only)
    found = f"FROM {select.source} WHERE {select.where}"
    ranked = (
        f"SELECT {select.id}, {select.score} {found} ORDER BY {select.order}, {select.id} LIMIT ? OFFSET ?"
    )
    bounds = (max(limit, 0), max(offset, 0))
    total = index.db.execute(f"SELECT count(*) {found}", select.values).fetchone()[0]
    rows = index.db.execute(ranked, (*select.values, *bounds)).fetchall()
    return Results(total, [_hit(index.db, wanted.wanted, id, score) for id, score in rows])


def counts(
    index: Index, query: str, column: Literal["site", "language"], *, only: Only = EVERYTHING, sample: int
) -> list[tuple[str | None, int]]:
    """How many hits each value of a column has, the most frequent first.

    :param query: as for :func:`search`; an empty one counts all articles
    :param sample: hits that are looked at; when there are more, the counts are of these
    :raises QueryError: nothing to look for
    """
    select = _among(_select(parse(query)) if query else EVERY, only)
    hits = f"SELECT {select.id} AS id FROM {select.source} WHERE {select.where} LIMIT ?"  # noqa: S608
    sql = f"SELECT {column}, count(*) FROM articles WHERE id IN ({hits}) GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    return list(map(tuple, index.db.execute(sql, (*select.values, sample))))


@dataclass(frozen=True, slots=True)
class _Select:
    """The parts of the SQL that finds articles. Only our own names are in it; what a person typed is in
    ``values``."""

    source: str
    id: str
    score: str
    order: str
    where: str
    values: tuple[str, ...]


EVERY = _Select("articles", "id", "0.0", "date_published DESC", "1", ())


def _among(select: _Select, only: Only) -> _Select:
    """The same hits, as far as they come into question."""
    condition, values = only.sql
    if not values:
        return select
    # A look at the row of each hit; the other way round, all rows that fulfil the condition are gathered.
    row = f"SELECT 1 FROM articles o WHERE o.id = {select.source}.{select.id} AND {condition}"  # noqa: S608
    return replace(select, where=f"{select.where} AND EXISTS ({row})", values=(*select.values, *values))


def _select(query: Query) -> _Select:
    plain = [group for group in query.groups if not any(term.unspaced for term in group)]
    conditions, values = [], []
    for group in query.groups:
        if group not in plain:
            condition, bound = _either(group)
            conditions.append(condition)
            values += bound
    for term in query.excluded:
        condition, bound = _either([term])
        conditions.append(f"NOT ({condition})")
        values += bound
    if not plain:
        where = " AND ".join(conditions)
        return _Select("articles", "id", "0.0", "date_published DESC", where, tuple(values))
    expression = " AND ".join("(" + " OR ".join(term.fts for term in group) + ")" for group in plain)
    others = f" AND rowid IN (SELECT id FROM articles WHERE {' AND '.join(conditions)})" if conditions else ""  # noqa: S608
    weights = ", ".join(str(WEIGHTS[column]) for column in SEARCHED)
    return _Select(
        "articles_fts",
        "rowid",
        f"-bm25(articles_fts, {weights})",
        "2 DESC",
        f"articles_fts MATCH ?{others}",
        (expression, *values),
    )


def _either(group: Sequence[Term]) -> tuple[str, list[str]]:
    """A condition on ``articles`` that one of the terms occurs, and its values."""
    conditions, values = [], []
    for term in group:
        if term.unspaced:
            conditions += [f"ifnull(instr({column}, ?), 0)" for column in SEARCHED]
            values += [term.text] * len(SEARCHED)
    plain = " OR ".join(term.fts for term in group if not term.unspaced)
    if plain:
        conditions.append("id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)")
        values.append(plain)
    return "(" + " OR ".join(conditions) + ")", values


def _hit(db: sqlite3.Connection, terms: tuple[Term, ...], id: int, score: float) -> Hit:
    row = db.execute(
        "SELECT a.*, c.url AS captured_url, c.date AS captured FROM articles a JOIN captures c USING (id) "
        "WHERE id = ?",
        (id,),
    ).fetchone()
    texts = {column: row[column] or "" for column in SEARCHED}
    texts["authors"] = ", ".join(json.loads(texts["authors"]))
    marked = {column: mark(text, terms) for column, text in texts.items()}
    matching = [column for column in SEARCHED if marked[column].spans]
    shown = next((column for column in SHOWN if column in matching), "text")
    return Hit(
        id=id,
        url=row["url"] or row["captured_url"],
        site=row["site"],
        headline=row["headline"],
        date_published=row["date_published"],
        language=row["language"],
        captured=row["captured"],
        score=score,
        field=max(matching, key=lambda column: WEIGHTS[column], default="text"),
        title=marked["headline"].whole(),
        snippet=marked[shown].passage(),
    )
