"""Search in an index: a query in a person's words, ranked hits with highlights, and what they are counted by.

:mod:`archive.query` reads the words, :mod:`archive.matching` finds, :mod:`archive.ranking` puts in order.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from archive.highlight import Segments, mark
from archive.marks import FIRST, LAST, days
from archive.marks import mark as named
from archive.matching import MOST, Matched, expression, match, some
from archive.query import And, Mark, Node, Query, QueryError, Term, parse
from archive.ranking import BUDGET, WEIGHTS, Order, cost, ranked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.index import Index

__all__ = ["FACETS", "MOST", "Hit", "Only", "QueryError", "Results", "facets", "search"]

SHOWN = (
    "text", "description", "captions", "alternative_headline", "authors", "alts", "credits", "keywords",
    "section", "labels", "teasers", "headline",
)  # fmt: skip
"""Which column the snippet is taken from: the first with a match."""
FACETS = ("site", "language", "genre", "section", "year")
"""What hits can be counted by, and chosen."""


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


Counts = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Results:
    total: int
    """Of all hits, not only those given."""
    hits: list[Hit]
    about: bool = False
    """There are more hits than :data:`archive.matching.MOST`: total and counts are estimated, and the
    hits are the best of a sample."""
    facets: dict[str, Counts] = field(default_factory=dict)
    """See :func:`facets`."""

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)


@dataclass(frozen=True, slots=True)
class Only:
    """Which articles come into question; an empty field keeps none away."""

    site: str = ""
    """With all hosts below it: news.example stands for m.news.example, too."""
    language: str = ""
    genre: str = ""
    section: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    """Days of publication, ISO 8601, both included."""

    @property
    def nodes(self) -> list[Node]:
        plain = {"site": self.site, "lang": self.language, "genre": self.genre, "section": self.section,
                 "day": self.year}  # fmt: skip
        chosen: list[Node] = [Mark((named(kind, value),)) for kind, value in plain.items() if value]
        if self.since or self.until:
            first = date.fromisoformat(self.since) if self.since else FIRST
            last = date.fromisoformat(self.until) if self.until else LAST
            chosen.append(Mark(tuple(days(first, last)) or (named("day", "none"),)))
        return chosen

    @property
    def sql(self) -> tuple[str, list[str]]:
        """A condition on ``articles``, and its values."""
        if not self.nodes:
            return "1", []
        chosen = expression(And(tuple(self.nodes)))
        return "id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)", [chosen]


EVERYTHING = Only()


def search(
    index: Index,
    query: str,
    *,
    limit: int = 20,
    offset: int = 0,
    only: Only = EVERYTHING,
    order: Order = "best",
    facets: Sequence[str] = (),
) -> Results:
    """
    :param query: any text; see :mod:`archive.query`
    :param limit: hits at most
    :param offset: hits passed over
    :param only: hits are among these
    :param order: best first; fresh: the same, but age counts; newest: by day of publication
    :param facets: which of :data:`FACETS` the hits are counted by
    :raises QueryError: nothing to look for
    """
    wanted = parse(query)
    looked = _Looked(index.db, wanted.root)
    matched = looked.matched(only, latest=order == "newest")
    together = looked.together(wanted, only) if matched.about and order != "newest" else None
    dates = {row[0]: row[-1] for row in looked.rows(tuple(sorted({*matched.ids, *(together or ())})))}
    first, limit = max(offset, 0), max(limit, 0)
    best = ranked(index.db, wanted, dates, order, first + limit, together)[first:]
    hits = [_hit(index.db, wanted.wanted, id, score) for id, score in best]
    return Results(matched.total, hits, matched.about, looked.counted(facets, only))


def facets(index: Index, query: str, names: Sequence[str], *, only: Only = EVERYTHING) -> dict[str, Counts]:
    """How many hits each value has, the most frequent first; of a facet in which ``only`` chooses, as if it
    did not.

    :param query: as for :func:`search`; an empty one counts all articles
    :raises QueryError: nothing to look for
    """
    return _Looked(index.db, parse(query).root if query else And(())).counted(names, only)


class _Looked:
    """What matches, each choice looked for once."""

    def __init__(self, db: sqlite3.Connection, root: Node) -> None:
        self._db = db
        self._root = root
        self._known: dict[tuple[Only, bool], Matched] = {}
        self._rows: dict[int, tuple[Any, ...]] = {}

    def matched(self, only: Only, *, latest: bool = False) -> Matched:
        key = (only, latest)
        if key not in self._known:
            self._known[key] = match(self._db, And((self._root, *only.nodes)), latest=latest)
        return self._known[key]

    def together(self, query: Query, only: Only) -> set[int]:
        """Hits that have neighbouring words of the query together: few among many, and what is sought."""
        found: set[int] = set()
        for run in map(Term, query.runs):
            rows = cost(self._db, run) * len(run.text.split())  # in each, every word is looked up
            share = BUDGET / max(rows, 1)
            found.update(some(self._db, And((self._root, run, *only.nodes)), share))
        return found

    def rows(self, ids: tuple[int, ...]) -> list[tuple[Any, ...]]:
        """Id and the columns of the facets."""
        missing = [id for id in ids if id not in self._rows]
        cursor = self._db.cursor()
        cursor.row_factory = None
        self._rows |= {row[0]: row for row in cursor.execute(_FACET_ROWS, (json.dumps(missing),))}
        return [self._rows[id] for id in ids]

    def counted(self, names: Sequence[str], only: Only) -> dict[str, Counts]:
        return {name: self._counts(name, self.matched(replace(only, **{name: ""}))) for name in names}

    def _counts(self, name: str, matched: Matched) -> Counts:
        column = 1 + FACETS.index(name)
        values = [row[column] for row in self.rows(matched.ids)]
        if name == "year":
            values = [date and date[:4] for date in values]
        found = [(value, matched.scaled(count)) for value, count in Counter(values).items() if value]
        return sorted(found, key=lambda one: (-one[1], one[0]))


_FACET_ROWS = (
    "SELECT a.id, site, language, genre, section, date_published FROM json_each(?) j "
    "CROSS JOIN articles a INDEXED BY idx_articles_facets WHERE a.id = j.value"
)
_ROW = (
    "SELECT s.*, a.authors AS names, a.agency, a.url, a.site, a.date_published, a.language, "
    "c.url AS captured_url, c.date AS captured "
    "FROM articles_searched s JOIN articles a USING (id) JOIN captures c USING (id) WHERE s.id = ?"
)


def _hit(db: sqlite3.Connection, terms: tuple[Term, ...], id: int, score: float) -> Hit:
    row = db.execute(_ROW, (id,)).fetchone()
    texts = {column: row[column] or "" for column in SHOWN}
    texts["authors"] = ", ".join([*json.loads(row["names"]), *filter(None, [row["agency"]])])
    texts["keywords"] = ", ".join(json.loads(row["keywords"]))
    marked = {column: mark(text, terms, column) for column, text in texts.items()}
    matching = [column for column in SHOWN if marked[column].spans]
    shown = next(iter(matching), "text")
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
