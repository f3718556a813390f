"""The tables of ``news.db``. Everything in them is read from the WARCs and can be made anew from them.

============  ============================================================================================
captures      one row a capture, whatever came back; ``id`` is its ordinal in the collection
articles      one row a capture that is an article; same ``id``; lists as JSON, times as ISO 8601 in UTC
images        of an article, in the order of the page (``position`` from 0); likewise related, links,
              disclosures
articles_fts  full text: FTS5, filled by :mod:`archive.searched`
versions      the texts that an article has had, and how each differs from the one before
deletions     captures that found an article gone
sites         one row a host, and in site_counts how many captures it has of each kind and language
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

    from sqlite_utils import Database

VERSION = 3
"""``PRAGMA user_version``; :mod:`archive.migration` brings an older one up to it."""
OLDEST = 2
"""From which on there is a way; one before was never given to anybody."""

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
VISITS = {
    "site": "TEXT REFERENCES sites(name)",  # host of the address, without www.
    "story": "TEXT",  # of an article: SURT of the address that it is known by, over all its captures
    "text_digest": "TEXT",  # of the lines that are compared
    "version": "INTEGER REFERENCES versions(id)",  # which text of the article it shows
}
"""Further columns of captures, since version 3."""
VERSIONS: dict[str, type] = {
    "id": int,  # the first capture that shows it
    "story": str,
    "number": int,  # from 1
    "captured": str,  # date of that capture, and of the last one that shows it
    "seen": str,
    "captures": int,
    "headline": str,
    "words": int,
    # What follows tells the difference from the version before, and is empty in the first one.
    "previous": int,
    "headline_before": str,  # where it changed
    "added": int,  # words
    "removed": int,
    "corrected": int,  # a notice of correction came with it
    "dated": int,  # the page says that it was modified later than the one before
    "silent": int,  # neither, and it is no live ticker
}
DELETIONS: dict[str, type] = {
    "id": int, "story": str, "version": int, "url": str, "date": str, "status": int, "page_kind": str,
    "back": int,
}  # fmt: skip
"""``version``: the last text; ``back``: the capture that found the article again."""
SITES: dict[str, type] = {
    "name": str, "first_capture": str, "last_capture": str, "captures": int, "articles": int,
}  # fmt: skip
SITE_COUNTS: dict[str, type] = {"site": str, "what": str, "value": str, "captures": int}
"""``what``: kind (of page) or language (of an article)."""
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

INDEXES: dict[str, tuple[list[str], ...]] = {
    "captures": (
        ["url"], ["payload_digest"], ["warc_file", "warc_offset"], ["urlkey", "date"], ["story", "date"],
        ["site"],
    ),
    "versions": (["story", "number"], ["number"]),
    "deletions": (["story"],),
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
    """All tables, indexes and views, in an empty file."""
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
    create_versions(db)
    db.table("runs").create(RUNS, pk="id")
    db.table("missed").create(MISSED, pk=("run_id", "position"), foreign_keys=[("run_id", "runs", "id")])
    create_indexes(db)
    db.table("articles").create_index(["id", *FACETS], index_name="idx_articles_facets")
    create_views(db)
    connection.execute(FULL_TEXT)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()


def create_versions(db: Database) -> None:
    """What version 3 brought, empty."""
    db.table("sites").create(SITES, pk="name")
    db.table("site_counts").create(
        SITE_COUNTS, pk=("site", "what", "value"), foreign_keys=[("site", "sites", "name")]
    )
    to_articles = [("id", "articles", "id"), ("previous", "versions", "id")]
    db.table("versions").create(VERSIONS, pk="id", foreign_keys=to_articles)
    to_captures = [("id", "captures", "id"), ("version", "versions", "id"), ("back", "captures", "id")]
    db.table("deletions").create(DELETIONS, pk="id", foreign_keys=to_captures)
    for name, kind in VISITS.items():  # versions and captures name one another: one of them comes first
        db.execute(f"ALTER TABLE captures ADD COLUMN {name} {kind}")


def create_indexes(db: Database) -> None:
    for table, indexes in INDEXES.items():
        for columns in indexes:
            db.table(table).create_index(columns, if_not_exists=True)


def create_views(db: Database) -> None:
    """The views of today, in the place of those that are there."""
    for name in db.view_names():
        db.view(name).drop()
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


def tables() -> dict[str, Any]:
    """Table name to its columns, in the order in which rows go in."""
    children = {table: ("article_id", "position", *child_columns(table)) for table in CHILDREN}
    return {
        "sites": SITES,
        "site_counts": SITE_COUNTS,
        "captures": {**CAPTURES, **VISITS},
        "articles": ARTICLES,
        **children,
        "versions": VERSIONS,
        "deletions": DELETIONS,
        "runs": RUNS,
        "missed": MISSED,
    }
