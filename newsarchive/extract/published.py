"""When the article was published and changed, and the strings that say so."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive.extract import dates, shown
from newsarchive.extract.shown import CHANGED, MOST, NEAR, Dated, Shown, possible
from newsarchive.extract.sources import ARTICLE_TYPES
from newsarchive.extract.texts import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.extract.sources import Sources

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


def published(sources: Sources, headline: int) -> Dated | None:
    """When the article was published, by machine sources, time elements, print and the address.

    A day printed beside the headline without a word of changes wins over a machine date of another day.
    Where a page tells nothing but the date of a change, it is that.
    """
    said = _said(sources)
    seen = sorted([*shown.times(sources, headline), *shown.in_print(sources, headline)])
    if said:
        return _weighed(sources, said, seen)
    sure = [s.dated for s in seen if not s.changed and s.doubt < 2]
    if sure:
        return sure[0]
    return (
        _first(sources, sources.ld_texts("dateCreated", "uploadDate"))
        or min(_each(sources, _unknown(sources)), default=None)
        or _of_address(sources)
        or next((s.dated for s in seen if not s.changed), None)
        or shown.told(sources, headline)
        or shown.labelled(sources, headline)
        or next((s.dated for s in seen), None)
        or shown.alone(sources, headline)
        or modified(sources)
    )


def _said(sources: Sources) -> Dated | None:
    """The machine's date; of one that is the last change's, an earlier one that another source gives."""
    said = _first(sources, _machine(sources, "datePublished", PUBLISHED))
    changed = modified(sources)
    if not said or not changed or abs(changed.date - said.date) > MOMENT:
        return said
    title = fold(clean(sources.node.get("headline")))
    same = [n for n in sources.page.ld.of_type(*ARTICLE_TYPES) if fold(clean(n.get("headline"))) == title]
    others = [clean(n.get("datePublished")) for n in same]
    others += [text for text, _ in sources.itemprop("datepublished")]
    return min([*_each(sources, others), said], key=lambda dated: dated.date)


def modified(sources: Sources) -> Dated | None:
    """The date of the last change, where a machine source names one."""
    return _first(sources, _machine(sources, "dateModified", MODIFIED))


def _weighed(sources: Sources, said: Dated, seen: list[Shown]) -> Dated:
    """The machine's date, or the printed one where they name different days and the print can be trusted."""
    near = [s for s in seen if s.doubt < 2]
    if local := next((there for s in near if (there := _local(said, s))), None):
        return local
    best = next((s for s in seen if not s.doubt and not s.changed and s.distance <= NEAR), None)
    if best is None or any(_same_day(s.dated.date, said.date) for s in near):
        return said
    address = _of_address(sources)
    apart = abs((best.dated.date.date() - said.date.date()).days)
    changed = modified(sources)
    if changed and said.date > changed.date - MOMENT and best.dated.date < said.date:
        return best.dated  # the machine tells when the page was last written
    if apart <= 1:
        return best.dated if address and _same_day(address.date, best.dated.date) else said
    if (best.dated.date.day, best.dated.date.month) == (said.date.month, said.date.day):
        return said  # the same day, read in the wrong order
    if changed and abs((changed.date.date() - best.dated.date.date()).days) <= 1:
        return said
    return best.dated


def _local(said: Dated, seen: Shown) -> Dated | None:
    """What a machine gives in UTC as the page tells it on its own clock, where that is another day."""
    here = seen.dated.date
    if said.date.utcoffset() or here.date() == said.date.date():
        return None
    if here.utcoffset():
        return seen.dated if abs(here - said.date) < MOMENT else None
    ahead = here - said.date.replace(second=0, microsecond=0)
    if seen.changed or not here.hour + here.minute or seen.distance > NEAR:
        return None
    if ahead % timedelta(minutes=15) or not -FARTHEST < ahead < FARTHEST:
        return None
    return Dated(here.replace(tzinfo=timezone(ahead)), seen.dated.raw)


MOMENT = timedelta(minutes=2)
FARTHEST = timedelta(hours=14)
"""No clock on earth is further from UTC."""


def _same_day(one: datetime, other: datetime) -> bool:
    return one.date() == other.date() or one.astimezone(other.tzinfo).date() == other.date()


def _machine(sources: Sources, name: str, metas: list[str]) -> Iterator[str]:
    yield from sources.ld_texts(name)
    yield from sources.meta(*metas[:2])
    yield from (text for text, _ in sources.itemprop(name.lower()))
    yield from sources.meta(*metas[2:])
    for node in sources.page.ld.of_type("WebPage", "CreativeWork", "HowTo", "Episode"):
        yield clean(node.get(name))


def _unknown(sources: Sources) -> Iterator[str]:
    """Meta elements whose names nobody listed, but which tell of a publication."""
    for name, contents in sources.page.meta.items():
        if _PUBLICATION.search(name) and not CHANGED.search(name):
            yield from contents


_PUBLICATION = re.compile(
    r"publi(?:sh|cation)[\w-]*[-_:.]?(?:date|time|on|at)\b|pub-?date|(?:post|release)[-_.]?date"
)


def _first(sources: Sources, raws: Iterable[str]) -> Dated | None:
    return next(_each(sources, raws), None)


def _each(sources: Sources, raws: Iterable[str]) -> Iterator[Dated]:
    for raw in islice(raws, MOST):
        date = dates.parse(raw, zone=sources.zone)
        if not date and 8 <= len(raw) <= LONGEST:
            date = dates.printed(raw, month_first=shown.month_first(sources), zone=sources.zone)
        if date and possible(sources, date):
            yield Dated(date, raw)


LONGEST = 40
"""Characters of a machine's date that is written as if for people: 3/14/2025 9:20 AM."""


def _of_address(sources: Sources) -> Dated | None:
    date = dates.of_url(sources.page.address)
    return Dated(date, sources.page.address) if date and possible(sources, date) else None
