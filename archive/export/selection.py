"""Which articles are exported, and each of them read from the index."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.export.columns import EVIDENCE, Found
from archive.matching import condition
from archive.query import And, parse
from archive.search import EVERYTHING, Only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.index import Index

BATCH = 500
"""Rows that are looked up together. No read goes on between two batches: a collection whose journal is
"delete" can be written meanwhile."""
SELECT = (
    "SELECT c.id, c.url AS capture_url, c.date AS capture_date, a.site, c.status, c.media_type, "
    "c.record_type, c.payload_digest, c.warc_file, c.warc_offset, c.warc_length "
    "FROM captures c JOIN articles a USING (id) "
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The hits of a query, or all articles; in both cases those that ``only`` lets through."""

    query: str = ""
    """In a person's words, as for :func:`archive.search.search`; empty: all."""
    only: Only = EVERYTHING

    def told(self) -> dict[str, str]:
        """What was asked for, by name; empty where it was all."""
        return {name: value for name, value in ({"query": self.query} | asdict(self.only)).items() if value}

    def count(self, index: Index) -> int:
        """
        :raises QueryError: nothing to look for
        """
        table, where, values = self._sql()
        sql = f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608
        return int(index.db.execute(sql, values).fetchone()[0])

    def ids(self, index: Index) -> Iterator[int]:
        """In order: that of the captures.

        :raises QueryError: nothing to look for
        """
        table, where, values = self._sql()
        sql = f"SELECT rowid FROM {table} WHERE {where} AND rowid > ? ORDER BY rowid LIMIT {BATCH}"  # noqa: S608
        last = 0
        while batch := [row[0] for row in index.db.execute(sql, [*values, last]).fetchall()]:
            yield from batch
            last = batch[-1]

    def _sql(self) -> tuple[str, str, list[Any]]:
        """A table whose rowids are those of articles, a condition and its values."""
        nodes = [parse(self.query).root] if self.query else []
        nodes += self.only.nodes
        return ("articles_fts", *condition(And(tuple(nodes)))) if nodes else ("articles", "1", [])


EVERY_ARTICLE = Selection()


def found(index: Index, selection: Selection) -> Iterator[Found]:
    """The articles one by one. One that a rebuild has meanwhile taken out of the index is passed over."""
    ids = selection.ids(index)
    while batch := list(islice(ids, BATCH)):
        marks = ", ".join("?" * len(batch))
        rows = index.db.execute(f"{SELECT} WHERE c.id IN ({marks}) ORDER BY c.id", batch).fetchall()
        for row in rows:
            article = index.article(row["id"])
            if article is not None:
                yield Found(article, {name: row[name] for name in EVIDENCE})
