"""When the article was published and changed, and the strings that say so."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import bylines, dates
from newsarchive.extract.hints import BYLINE, DATE, marks
from newsarchive.extract.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.sources import Sources
    from newsarchive.extract.view import View

PUBLISHED = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "article:published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date_published",
    "published_time",
    "last-published",
    "citation_publication_date",
    "article.published",
    "ptime",
    "displaydate",
    "dc.date.created",
    "date",
    "article:post_date",
    "og:pubdate",
    "og:article:published_time",
    "article.created",
    "sailthru.publish_date",
    "pub_date",
    "publishtime",
    "weibo:article:create_at",
]
MODIFIED = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article:updated",
    "lastmod",
    "article.updated",
    "revised",
    "og:article:modified_time",
    "utime",
    "modified_time",
    "last_updated",
]


NEAR = 60
"""Elements below the headline among which a printed date is looked for."""
_YEAR = re.compile(r"\d{4}|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]{4}")


class Dated(NamedTuple):
    """A date and the string it was read from."""

    date: datetime
    raw: str


def published(sources: Sources, headline: int, language: str | None) -> Dated | None:
    """The first date of publication that can be read: machine sources, time elements, print, the address."""
    found = _first(sources, _machine(sources, "datePublished", PUBLISHED))
    if found is None:
        found = _first(sources, sources.ld_texts("dateCreated", "uploadDate"))
    return (
        found
        or _first(sources, _times(sources, headline))
        or _in_print(sources, headline, language)
        or _of_page(sources)
        or _of_address(sources)
    )


def modified(sources: Sources) -> Dated | None:
    """The date of the last change, where a machine source names one."""
    return _first(sources, _machine(sources, "dateModified", MODIFIED))


def _machine(sources: Sources, name: str, metas: list[str]) -> Iterator[str]:
    yield from sources.ld_texts(name)
    yield from sources.meta(*metas[:2])
    yield from (text for text, _ in sources.itemprop(name.lower()))
    yield from sources.meta(*metas[2:])


def _first(sources: Sources, raws: Iterator[str] | list[str]) -> Dated | None:
    for raw in raws:
        date = dates.parse(raw, zone=_zone(sources))
        if date and _possible(sources, date):
            return Dated(date, raw)
    return None


def _possible(sources: Sources, date: datetime) -> bool:
    captured = sources.page.captured
    return captured is None or date <= captured + timedelta(days=2)


def _zone(sources: Sources) -> timezone | None:
    """The zone of dates that name none: that of another date of the same page."""
    for raw in (*sources.ld_texts("dateModified", "datePublished"), *sources.meta("article:modified_time")):
        date = dates.parse(raw)
        if date and raw[-6:-5] in "+-" and len(raw) > 16 and date.utcoffset():
            return timezone(date.utcoffset() or timedelta(0))
    return None


def _times(sources: Sources, headline: int) -> list[str]:
    """The datetimes of time elements that belong to the article, those nearest to the headline first."""
    view = sources.page.view
    found = []
    for i in view.by_tag.get("time", ()):
        raw = clean(view.elements[i].get("datetime") or view.elements[i].get("content"))
        if raw and not bylines.elsewhere(view, i, around=headline):
            wanted = "publish" in view.hints[i] or view.elements[i].get("pubdate") is not None
            changed = "updat" in view.hints[i] or "modif" in view.hints[i]
            found.append((changed, not wanted, _distance(i, headline), raw))
    return [raw for *_, raw in sorted(found)]


def _distance(i: int, headline: int) -> int:
    """How far an element lies from the headline; what stands above it counts for more."""
    return i - headline if i >= headline else 3 * (headline - i)


def _in_print(sources: Sources, headline: int, language: str | None) -> Dated | None:
    view = sources.page.view
    found = []
    for i, hint in enumerate(view.hints):
        if not 6 <= view.length(i) <= 120 or not (marks(hint) & (DATE | BYLINE) or view.tags[i] == "time"):
            continue
        if not bylines.elsewhere(view, i, around=headline):
            found.append((_distance(i, headline), view.text_of(_smallest(view, i))))
    return _printed(sources, (raw for _, raw in sorted(found)[:8]), language)


def _smallest(view: View, i: int) -> int:
    """The innermost element that holds the year which an element prints."""
    while True:
        inner = next(
            (c for c in view.children(i) if view.length(c) >= 6 and _YEAR.search(view.text_of(c))), -1
        )
        if inner < 0:
            return i
        i = inner


def _of_page(sources: Sources) -> Dated | None:
    """A date in the first lines below the headline, whatever their classes, as its smallest element prints
    it."""
    view = sources.page.view
    h1 = view.by_tag.get("h1", ())
    if not h1:
        return None
    near = range(h1[0], min(h1[0] + NEAR, len(view.tags)))
    short = [i for i in near if 6 <= view.length(i) <= 90 and _YEAR.search(view.text_of(i))]
    short.sort(key=lambda i: (view.length(i) > 40, i))
    return _printed(sources, (view.text_of(_smallest(view, i)) for i in short[:12]), _language(sources))


def _language(sources: Sources) -> str | None:
    said = (sources.page.root.get("lang") or "").lower()
    return said if re.match(r"[a-z]{2}(?:-|$)", said) else None


def _printed(sources: Sources, raws: Iterator[str], language: str | None) -> Dated | None:
    for raw in raws:
        date = dates.printed(raw, language, zone=_zone(sources))
        if date and _possible(sources, date):
            return Dated(date, raw)
    return None


def _of_address(sources: Sources) -> Dated | None:
    date = dates.of_url(sources.page.address)
    return Dated(date, sources.page.address) if date and _possible(sources, date) else None
