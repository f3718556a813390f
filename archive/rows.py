"""Captures and Articles as rows, and Articles from rows: pure functions, equal in, equal out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.article import Article
from archive.schema import ARTICLES, CHILDREN, DATES, FLAGS, LISTS, TEXTS, child_columns
from archive.searched import searched_row
from archive.surt import surt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.capture import Capture, Place

Row = tuple[Any, ...]
BIGGEST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Rows:
    """What one capture adds to the index."""

    capture: Row
    article: Row | None
    children: Mapping[str, list[Row]]
    """By table."""
    searched: Row | None
    """For the full-text index: the id and its columns."""

    @property
    def urlkey(self) -> str:
        return str(self.capture[2])


def rows_of(capture: Capture, article: Article | None) -> Rows:
    """
    :param capture: with id and place
    :param article: only of ``page_kind`` "article" it gives rows of its own
    """
    if article is None or article.page_kind != "article":
        return Rows(capture_row(capture, article), None, {}, None)
    children = {table: child_rows(capture.id or 0, article, table) for table in CHILDREN}
    row = article_row(capture, article)
    named = {
        table: [
            dict(zip(("article_id", "position", *child_columns(table)), child, strict=True)) for child in made
        ]
        for table, made in children.items()
    }
    searched = (capture.id, *searched_row(dict(zip(ARTICLES, row, strict=True)), named))
    return Rows(capture_row(capture, article), row, children, searched)


def capture_row(capture: Capture, article: Article | None) -> Row:
    """In the order of the columns of ``captures``."""
    assert capture.place is not None
    came = bool(capture.response)
    return (
        capture.id,
        clean(capture.url),
        surt(capture.url),
        utc(capture.date),
        capture.status,
        clean(capture.media_type),
        capture.facts.get("warc-type", "response" if came else "metadata"),
        article.page_kind if article else None,
        capture.payload_digest if came else None,
        capture.content_digest,
        clean(capture.ip_address),
        clean(capture.truncated),
        _json(dict(capture.facts)) if capture.facts else None,
        *place_row(capture.place),
        site(capture.url),
        *(None, None, None),  # archive.versions fills in what other captures have to say
    )


def place_row(place: Place) -> Row:
    return (place.file, place.offset, place.length)


def article_row(capture: Capture, article: Article) -> Row:
    """In the order of the columns of ``articles``."""
    assert capture.place is not None
    plain = article.to_dict()
    extractor = article.extractor
    free = article.is_accessible_for_free
    return (
        capture.id,
        clean(article.url),
        site(capture.url),
        *[clean(plain[name]) for name in TEXTS],
        *[utc(getattr(article, name)) for name in DATES],
        None if free is None else int(free),
        *[None if plain[name] is None else _json(plain[name]) for name in LISTS],
        clean(article.text),
        *[
            clean(_lines((getattr(i, name),) for i in article.images))
            for name in ("caption", "alt", "credit")
        ],
        clean(_lines((r.title, r.teaser, *r.labels, r.image_alt) for r in article.related)),
        clean(extractor.version) if extractor else None,
        clean(extractor.rule) if extractor else None,
        *place_row(capture.place),
    )


def child_rows(capture_id: int, article: Article, table: str) -> list[Row]:
    """In the order of the columns of one child table."""
    columns = child_columns(table)
    return [
        (capture_id, position, *[_cell(getattr(child, name)) for name in columns])
        for position, child in enumerate(getattr(article, table))
    ]


def article_of(row: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Article:
    """The Article whose rows these are."""
    plain: dict[str, Any] = {name: row[name] for name in ("url", *TEXTS, *DATES)}
    plain["is_accessible_for_free"] = _flag(row["is_accessible_for_free"])
    for name in LISTS:
        plain[name] = json.loads(row[name]) if row[name] is not None else None
    if row["extractor_version"] is not None:
        plain["extractor"] = {"version": row["extractor_version"], "rule": row["extractor_rule"]}
    for table in CHILDREN:
        plain[table] = [_child(table, child) for child in children[table]]
    return Article.from_dict(plain)


def _child(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {n: _flag(row[n]) if n in FLAGS else row[n] for n in child_columns(table)}
    if table == "related":
        plain["labels"] = json.loads(plain["labels"])
    return plain


def site(url: str) -> str:
    """The host in lower case, without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def utc(date: datetime | None) -> str | None:
    """ISO 8601 with offset +00:00: sorts as text, and SQLite's date functions read it."""
    if date is None:
        return None
    try:
        return date.astimezone(UTC).isoformat()
    except OverflowError:  # the first or last day there is, read from a hostile page
        return date.isoformat()


def clean(text: str | None) -> str | None:
    """Text that SQLite takes: half of a surrogate pair (``\\ud800`` in a page's JSON) becomes a question
    mark."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return _json(value)
    if isinstance(value, int):
        return int(value) if abs(value) <= BIGGEST else None
    return clean(value)


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _json(value: Any) -> str:
    text = clean(json.dumps(value, ensure_ascii=False))
    assert text is not None
    return text


def _lines(groups: Any) -> str:
    return "\n".join(text for group in groups for text in group if text)
