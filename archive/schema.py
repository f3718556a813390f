"""The tables of ``news.db``. Everything in them is read from the WARCs and can be made anew from them.

============  ============================================================================================
captures      one row a capture, whatever came back; ``id`` is its ordinal in the collection
articles      one row a capture that is an article; same ``id``; lists as JSON, times as ISO 8601 in UTC
images        of an article, in the order of the page (``position`` from 0); likewise related, links,
              disclosures
articles_fts  full text: FTS5, filled by :mod:`archive.searched`
runs, missed  reports of crawls, and what each could not get
============  ============================================================================================

Views answer common questions: see :mod:`archive.views`.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from archive.article import Disclosure, Image, Link, Related
from archive.searched import COLUMNS
from archive.views import VIEWS

if TYPE_CHECKING:
    import sqlite3

VERSION = 2
"""``PRAGMA user_version``; another one means that the file has to be rebuilt."""

PLACE: dict[str, type] = {"warc_file": str, "warc_offset": int, "warc_length": int}
CAPTURES: dict[str, type] = {
    "id": int,
    "url": str,
    "urlkey": str,  # SURT: what replay tools look addresses up by
    "date": str,
    "status": int,
    "media_type": str,
    "record_type": str,  # response, revisit, resource; metadata where nothing came back
    "page_kind": str,
    "payload_digest": str,  # of the body as received
    "content_digest": str,  # of the content, codings undone: equal where only the coding differs
    "ip_address": str,
    "truncated": str,
    "facts": str,
    **PLACE,
}
TEXTS = (
    "headline", "alternative_headline", "description", "byline", "agency", "publisher", "section", "genre",
    "date_published_raw", "date_modified_raw", "language", "interface_language", "rights", "encoding",
    "encoding_source",
)  # fmt: skip
"""Fields of an Article kept as they are."""
DATES = ("date_published", "date_modified")
LISTS = ("authors", "keywords", "body", "corrections", "embeds", "removed", "consent")
"""Fields of an Article kept as JSON."""
ARTICLES: dict[str, type] = {
    "id": int,
    "url": str,
    "site": str,  # host of the capture, without www.
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(DATES, str),
    "is_accessible_for_free": int,
    **dict.fromkeys(LISTS, str),
    "text": str,
    "captions": str,  # of all images, one a line; likewise alternative texts and credits
    "alts": str,
    "credits": str,
    "teasers": str,  # of all related stories: title, teaser, labels and image text, one a line
    "extractor_version": str,
    "extractor_rule": str,
    **PLACE,
}
CHILDREN: dict[str, type] = {
    "images": Image, "related": Related, "links": Link, "disclosures": Disclosure,
}  # fmt: skip
"""Fields of an Article with a table of their own: a column a field, after ``article_id`` and ``position``."""
FLAGS = ("is_accessible_for_free", "is_cover")
"""Columns that hold 0, 1 or NULL."""
NUMBERS = ("width", "height", *FLAGS)
RUNS: dict[str, type] = {
    "id": int, "date": str, "started": str, "finished": str, "reason": str, "report": str, **PLACE,
}  # fmt: skip
MISSED: dict[str, type] = {"run_id": int, "position": int, "url": str, "reason": str, "retryable": int}

INDEXES = {
    "captures": (["url"], ["payload_digest"], ["warc_file", "warc_offset"]),
    "articles": (
        ["url"], ["site", "date_published"], ["language", "date_published"], ["date_published"], ["genre"],
        ["section"],
    ),
    "related": (["url"],),
    "links": (["url"],),
    "disclosures": (["scope"],),
}  # fmt: skip
FACETS = ("site", "language", "genre", "section", "date_published")
"""Columns that hits are counted by. An index holds them beside the id, so that a look at a hit does not lead
through the pages of its text."""

FULL_TEXT = f"""CREATE VIRTUAL TABLE articles_fts USING FTS5 (
    {", ".join(COLUMNS)},
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'",
    content="articles_searched", content_rowid="id"
)"""
"""``remove_diacritics 2``: café is found by cafe, also where it is spelt with a combining accent. Categories:
vowel signs (M*) are part of a word, or Hindi falls to pieces; private letters (Co) join :mod:`archive.marks`.

External content: the text is stored once, in the table. No triggers: what goes in differs from the text, see
:mod:`archive.unspaced`; so FTS5's own "rebuild" would not do either."""


def child_columns(table: str) -> tuple[str, ...]:
    """The fields of one child table, without its key."""
    return tuple(field.name for field in fields(CHILDREN[table]))


def create(connection: sqlite3.Connection) -> None:
    """All tables, indexes and triggers, in an empty file."""
    from sqlite_utils import Database  # takes a third of a second to import; readers don't need it

    db = Database(connection, recursive_triggers=False)
    db.table("captures").create(CAPTURES, pk="id", not_null={"url", "date", *PLACE})
    to_capture = [("id", "captures", "id")]
    db.table("articles").create(ARTICLES, pk="id", foreign_keys=to_capture, not_null={"url", *PLACE})
    for table in CHILDREN:
        key: dict[str, type] = {"article_id": int, "position": int}
        kinds = {name: int if name in NUMBERS else str for name in child_columns(table)}
        to_article = [("article_id", "articles", "id")]
        db.table(table).create(key | kinds, pk=("article_id", "position"), foreign_keys=to_article)
    db.table("runs").create(RUNS, pk="id")
    db.table("missed").create(MISSED, pk=("run_id", "position"), foreign_keys=[("run_id", "runs", "id")])
    for table, indexes in INDEXES.items():
        for columns in indexes:
            db.table(table).create_index(columns)
    db.table("articles").create_index(["id", *FACETS], index_name="idx_articles_facets")
    for name, sql in VIEWS.items():
        db.create_view(name, sql)
    connection.execute(FULL_TEXT)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()


def tables() -> dict[str, Any]:
    """Table name to its columns, in the order in which rows go in."""
    children = {table: ("article_id", "position", *child_columns(table)) for table in CHILDREN}
    return {"captures": CAPTURES, "articles": ARTICLES, **children, "runs": RUNS, "missed": MISSED}
