"""One article as a reader gets it: the blocks that fit on a page, its notices as badges, its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import rows
from archive.history import History, history
from archive.schema import CHILDREN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive.article import Article, Block

MOST_BLOCKS = 3000
MOST_TEXT = 500_000
"""Characters, some 80,000 words: longer than any live blog. The rest is in the record."""
MOST_THINGS = 200
"""Pictures, links and the like."""
MOST_OTHERS = 20


@dataclass(frozen=True)
class Other:
    """Another visit to the same address."""

    id: int
    date: str
    status: int | None
    article: bool
    """Whether an article was read from it."""


@dataclass(frozen=True)
class Kept:
    """An article with the row of its capture, and which of its related stories are in the collection too."""

    article: Article
    capture: dict[str, Any]
    related: dict[str, int]
    """Address to the article's id."""
    others: list[Other]
    """Captures of the same address, the newest first."""
    history: History | None


@dataclass(frozen=True)
class Badge:
    what: str
    words: str = ""
    warns: bool = True


def kept(db: sqlite3.Connection, id: int) -> Kept | None:
    """None where no article has that id."""
    row = db.execute("SELECT * FROM articles WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    children = {
        table: db.execute(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY position", (id,)).fetchall()  # noqa: S608
        for table in CHILDREN
    }
    capture = db.execute("SELECT * FROM captures WHERE id = ?", (id,)).fetchone()
    related = db.execute(
        "SELECT r.url, max(a.id) FROM related r JOIN articles a ON a.url = r.url "
        "WHERE r.article_id = ? GROUP BY r.url",
        (id,),
    )
    others = db.execute(
        "SELECT c.id, c.date, c.status, a.id IS NOT NULL FROM captures c LEFT JOIN articles a USING (id) "
        "WHERE c.url = ? AND c.id != ? ORDER BY c.id DESC LIMIT ?",
        (capture["url"], id, MOST_OTHERS),
    )
    return Kept(
        article=rows.article_of(row, children),
        capture=dict(capture),
        related=dict(map(tuple, related)),
        history=history(db, id),
        others=[Other(id, date, status, bool(article)) for id, date, status, article in others],
    )


def badges(article: Article) -> list[Badge]:
    """What a reader must know before reading: machines at work, money, walls, corrections."""
    told = [Badge(_disclosed(one.scope, one.target), one.label) for one in article.disclosures[:MOST_THINGS]]
    if article.genre == "sponsored":
        told.append(Badge("Sponsored"))
    elif article.genre and article.genre != "news":
        told.append(Badge(article.genre.capitalize(), warns=False))
    if article.is_accessible_for_free is False:
        told.append(Badge("For subscribers", warns=False))
    if article.corrections:
        told.append(Badge("Corrected"))
    return told


def _disclosed(scope: str, target: str) -> str:
    """As in "AI in image, picture 2:"."""
    kind, _, number = target.partition("/")
    which = f" {int(number) + 1}" if number.isdecimal() else ""
    where = {"images": f", picture{which}", "related": f", related story{which}"}.get(kind, "")
    return f"AI in {scope}{where}:"


def shown(body: Sequence[Block]) -> tuple[list[Block], int]:
    """The blocks that the page shows, and how many it leaves to the record."""
    room = MOST_TEXT
    for count, block in enumerate(body):
        room -= len(block.text)  # items and cells are in it
        if room < 0 or count == MOST_BLOCKS:
            return list(body[:count]), len(body) - count
    return list(body), 0
