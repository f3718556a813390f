"""In which order articles are shown: by bm25 with a weight a field, by day, or by both.

bm25 counts how many articles each of its words has in the whole index: the dear part of a search where words
are common. So the rarest words of a query give the score, as many as :data:`BUDGET` allows, and the phrase
that its words make.
"""

from __future__ import annotations

import json
import re
from heapq import nlargest
from typing import TYPE_CHECKING, Literal

from archive.matching import estimate, expression
from archive.query import And, Node, Or, Query, Term

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

Order = Literal["best", "fresh", "newest"]

WEIGHTS = {
    "headline": 10.0,
    "alternative_headline": 4.0,
    "description": 5.0,
    "text": 1.0,
    "captions": 2.0,
    "alts": 1.0,
    "credits": 1.0,
    "teasers": 0.1,
    "authors": 3.0,
    "keywords": 2.0,
    "section": 1.0,
    "labels": 0.5,
    "marks": 0.0,
}
"""A word of the headline is what a story is about, a related story's is not."""
BUDGET = 100_000
"""Rows that are counted for a score, or about: some 30 ms."""
TOGETHER = 10.0
"""What it counts, among many hits, to have the words together: more than two words in the headline."""
HALF_LIFE = 90.0
"""Days in which an article loses half of what freshness gives."""
FRESHNESS = 0.7
"""Share of the score that age can take away."""


def ranked(
    db: sqlite3.Connection,
    query: Query,
    dates: Mapping[int, str | None],
    order: Order,
    first: int,
    together: AbstractSet[int] | None = None,
) -> list[tuple[int, float]]:
    """The first ids with their scores; 0 where nothing was scored. What has no score, or an equal one, stands
    by day, the newest first.

    :param dates: of all hits, by id: ISO 8601
    :param first: how many
    :param together: those that have neighbouring words of the query together; None: not looked for yet
    """
    scores = dict.fromkeys(dates, 0.0)
    if order != "newest":
        scores |= _scores(db, query, json.dumps(list(dates)), phrases=together is None)
        for id in together or ():
            scores[id] += TOGETHER
    if order == "fresh":
        scores = _freshened(scores, dates)
    best = nlargest(first, scores, key=lambda id: (scores[id], dates[id] or "", -id))
    return [(id, scores[id]) for id in best]


def _scores(db: sqlite3.Connection, query: Query, ids: str, *, phrases: bool) -> dict[int, float]:
    runs = [Term(run) for run in query.runs] if phrases else []
    chosen = _affordable(db, query.wanted, runs)
    root = _pruned(query.root, frozenset(chosen))
    words = [root] if root else [term for term in query.wanted if term in chosen]
    parts = [expression(part) for part in (*words, *(run for run in runs if run in chosen))]
    if not parts:
        return {}
    weights = ", ".join(map(str, WEIGHTS.values()))
    sql = (
        f"SELECT rowid, -bm25(articles_fts, {weights}) FROM articles_fts "  # noqa: S608
        "WHERE articles_fts MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"
    )
    return dict(db.execute(sql, (" OR ".join(parts), ids)).fetchall())


def _affordable(db: sqlite3.Connection, words: Sequence[Term], runs: Sequence[Term]) -> list[Term]:
    """The rarest word, the phrases that neighbouring words make, more words: as far as the budget goes."""
    if _articles(db) * 2 * len(words) <= BUDGET:
        return [*runs, *words]
    costs = {word: cost(db, word) for word in words}
    rising = sorted(words, key=lambda word: costs[word])
    costs |= {run: min(costs[w] for w in words if w.text in run.text) for run in runs}
    left, chosen = BUDGET, []
    for term in (*rising[:1], *runs, *rising[1:]):
        if costs[term] <= left:
            chosen.append(term)
            left -= costs[term]
    return chosen


def cost(db: sqlite3.Connection, term: Term) -> int:
    """Rows that are looked at to find a word, or of a phrase its rarest word; or about."""
    if term.prefix:
        return _articles(db) >> 2 * max(
            len(term.text) - 3, 0
        )  # each further letter leaves a fourth, or fewer
    words = re.findall(r"[^\W_]+", term.text) or [term.text]
    return min(estimate(db, Term(word, field=term.field)) for word in words)


def _articles(db: sqlite3.Connection) -> int:
    found: int = db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0]
    return found


def _pruned(node: Node, kept: AbstractSet[Term]) -> Node | None:
    """The tree of the kept terms: what matches the whole matches it too."""
    match node:
        case Term():
            return node if node in kept else None
        case And(parts):
            return _joined(And, [_pruned(part, kept) for part in parts])
        case Or(parts):
            made = [_pruned(part, kept) for part in parts]
            return _joined(Or, made) if None not in made else None
    return None


def _joined(kind: type[And | Or], parts: Sequence[Node | None]) -> Node | None:
    there = tuple(part for part in parts if part is not None)
    return kind(there) if there else None


def _freshened(scores: dict[int, float], dates: Mapping[int, str | None]) -> dict[int, float]:
    """Age counts from the newest of the hits, so that the order of an old collection does not change."""
    days = {id: _day(date) for id, date in dates.items()}
    newest = max(days.values(), default=0)
    return {
        id: score * (1 - FRESHNESS + FRESHNESS * 0.5 ** ((newest - days[id]) / HALF_LIFE))
        for id, score in scores.items()
    }


def _day(iso: str | None) -> int:
    from datetime import date

    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return 0
