"""When the article was published and changed, and the strings that say so."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from newsarchive.extract import bylines, dates
from newsarchive.extract.hints import DATE, marks
from newsarchive.extract.texts import clean

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

ABOVE, BELOW = 600, 1_500
"""Characters around the headline among which a printed date is looked for."""
LINE = 140
"""Characters of a line that can be a date and a byline; of longer ones only the beginning counts."""
DATELINE = 40
NEAR = 500
"""Characters below the headline within which a printed day is trusted more than a machine's."""
MOST = 200
"""Dates that are looked at, on a page that is full of them."""
_CHANGED = re.compile(
    r"updat|actuali[sz]|aktuali[sz]|aggiorn|atualiz|mis à jour|mise à jour|maj\b|modifi|revis|review"
    r"|обновл|оновл"
    r"|изменен|zuletzt"
    r"|stand\b|geändert|bijgewerkt|gewijzigd|oppdater|opdater|uppdater|päivitetty|muokattu"
    r"|aktuāl|atnaujin|uuendatud|frissít|módosít|güncel|更新|수정|업데이트|تحديث"
    r"|آخر|به‌روز|עודכן|עדכון|cập nhật|diperbarui"
    r"|last edit|επικαιρ|ενημερ|अपडेट|upravené|ažurir",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"publi|post|veröff|erschien|erstell|creat|datum|date|data\b|fecha|дата|опубл|додан|написан|wydan|opubl|vydán"
    r"|julkaist|lagt|skrevet|skriven|geplaatst|yayın|発表|公開|配信|掲載|入力|입력|등록"
    r"|发布|發布|發佈|نشر|منتشر|פורסם|đăng"
    r"|diterbitkan|dipublikasikan|prvi|wrote|written|released|time|on$|am$|vom$|le$|el$|от$",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A date and the string it was read from."""

    date: datetime
    raw: str


class Shown(NamedTuple):
    """A date in sight: how likely it is not the article's (0: it likely is), how far from the headline."""

    doubt: int
    distance: int
    dated: Dated
    changed: bool
    """The page calls it the date of a change."""


def published(sources: Sources, headline: int) -> Dated | None:
    """When the article was published, by machine sources, time elements, print and the address.

    A day printed beside the headline without a word of changes wins over a machine date of another day.
    Where a page tells nothing but the date of a change, it is that.
    """
    said = _first(sources, _machine(sources, "datePublished", PUBLISHED))
    shown = sorted([*_times(sources, headline), *_in_print(sources, headline)])
    if said:
        return _weighed(sources, said, shown)
    sure = [s.dated for s in shown if not s.changed and s.doubt < 2]
    if sure:
        return sure[0]
    return (
        _first(sources, sources.ld_texts("dateCreated", "uploadDate"))
        or _first(sources, _unknown(sources))
        or _of_address(sources)
        or next((s.dated for s in shown if not s.changed), None)
        or _labelled(sources, headline)
        or next((s.dated for s in shown), None)
        or modified(sources)
    )


def modified(sources: Sources) -> Dated | None:
    """The date of the last change, where a machine source names one."""
    return _first(sources, _machine(sources, "dateModified", MODIFIED))


def _weighed(sources: Sources, said: Dated, shown: list[Shown]) -> Dated:
    """The machine's date, or the printed one where they name different days and the print can be trusted."""
    best = next((s for s in shown if not s.doubt and not s.changed and s.distance <= NEAR), None)
    if best is None or any(_same_day(s.dated.date, said.date) for s in shown if s.doubt < 2):
        return said
    address = _of_address(sources)
    apart = abs((best.dated.date.date() - said.date.date()).days)
    if apart <= 1:
        return best.dated if address and _same_day(address.date, best.dated.date) else said
    if (best.dated.date.day, best.dated.date.month) == (said.date.month, said.date.day):
        return said  # the same day, read in the wrong order
    changed = modified(sources)
    if changed and abs((changed.date.date() - best.dated.date.date()).days) <= 1:
        return said
    return best.dated


def _same_day(one: datetime, other: datetime) -> bool:
    return one.date() == other.date() or one.astimezone(other.tzinfo).date() == other.date()


def _machine(sources: Sources, name: str, metas: list[str]) -> Iterator[str]:
    yield from sources.ld_texts(name)
    yield from sources.meta(*metas[:2])
    yield from (text for text, _ in sources.itemprop(name.lower()))
    yield from sources.meta(*metas[2:])
    for node in sources.page.ld.of_type("WebPage", "CreativeWork"):
        yield clean(node.get(name))


def _unknown(sources: Sources) -> Iterator[str]:
    """Meta elements whose names nobody listed, but which tell of a publication."""
    for name, contents in sources.page.meta.items():
        if _PUBLICATION.search(name) and not _CHANGED.search(name):
            yield from contents


_PUBLICATION = re.compile(
    r"publi(?:sh|cation)[\w-]*[-_:.]?(?:date|time|on|at)\b|pub-?date|(?:post|release)[-_.]?date"
)


def _first(sources: Sources, raws: Iterable[str]) -> Dated | None:
    for raw in islice(raws, MOST):
        date = dates.parse(raw, zone=sources.zone)
        if date and _possible(sources, date):
            return Dated(date, raw)
    return None


def _possible(sources: Sources, date: datetime) -> bool:
    captured = sources.page.captured
    return captured is None or date <= captured + timedelta(days=2)


def _times(sources: Sources, headline: int) -> Iterator[Shown]:
    """The datetimes of time elements that belong to the article."""
    view = sources.page.view
    anchor = bylines.anchor(sources, headline)
    for i in view.by_tag.get("time", ())[:MOST]:
        raw = clean(view.elements[i].get("datetime") or view.elements[i].get("content"))
        if not raw or bylines.elsewhere(view, i, around=headline):
            continue
        date = dates.parse(raw, zone=sources.zone)
        if not date or not _possible(sources, date):
            continue
        start = view.text.rfind("\n", 0, view.starts[i]) + 1
        before = view.text[max(start, view.starts[i] - 40) : view.stops[i]]
        changed = bool(_CHANGED.search(before) or _CHANGED.search(view.hints[i]))
        wanted = "publish" in view.hints[i] or view.elements[i].get("pubdate") is not None
        far = _distance(view.starts[i], anchor)
        yield Shown(
            0 if wanted or far <= BELOW else 1,
            -1 if wanted else far,
            Dated(date, raw),
            changed and not wanted,
        )


def _distance(place: int, anchor: int) -> int:
    """How many characters lie between; what stands above the headline counts for more."""
    return place - anchor if place >= anchor else 3 * (anchor - place)


def _in_print(sources: Sources, headline: int) -> Iterator[Shown]:
    """The dates printed around the headline, whatever their classes."""
    view = sources.page.view
    anchor = bylines.anchor(sources, headline)
    first, last = max(0, anchor - ABOVE), anchor + BELOW
    at = -1
    for year in islice(dates.years_in(view.text, first, last), MOST):
        start = view.text.rfind("\n", 0, year.start()) + 1
        if start == at:
            continue
        at = start
        stop = view.text.find("\n", start)
        line = view.text[start : stop if stop >= 0 else None]
        line = _label_above(view.text, start) + line
        owner = bylines.owner(view, start)
        if owner < 0 or bylines.elsewhere(view, owner, around=headline):
            continue
        yield from _of_line(
            sources, line[: LINE + 1], _distance(start, anchor), marks(view.hints[owner]) & DATE
        )


def _labelled(sources: Sources, headline: int) -> Dated | None:
    """A date anywhere below the headline that the page says something was published on."""
    view = sources.page.view
    for year in islice(dates.years_in(view.text, bylines.anchor(sources, headline)), MOST):
        start = max(view.text.rfind("\n", 0, year.start()) + 1, year.start() - 60)
        piece = view.text[start : year.end() + 12].partition("\n")[0]
        label = _LABEL.search(piece)
        if not label:
            continue
        line = piece[label.end() :]
        found = dates.in_line(line, month_first=month_first(sources), zone=sources.zone)
        if found and found[0].start <= 10 and _possible(sources, found[0].date):
            owner = bylines.owner(view, year.start())
            if owner >= 0 and not bylines.elsewhere(view, owner, around=headline):
                return Dated(found[0].date, line[found[0].start : found[0].stop])
    return None


_LABEL = re.compile(
    r"(?<!\w)(?:(?:first |originally )?(?:published|posted|post(?:ed)? time|publication date|date)"
    r"|veröffentlicht|erschienen|erstellt|gepostet|wurde|datum|publicado|publicada|fecha|publié|mis en ligne"
    r"|pubblicato|gepubliceerd|geplaatst|publicerad|publisert|publiceret|udgivet|julkaistu|opublikowano|vydáno"
    r"|publikováno|megjelent|публик\w+|опубликовано|опубліковано|дата|yayınlanma|diterbitkan|đăng"
    r"|公開日|掲載日|投稿日|发布时间|发表于|등록일?|입력|نشر|تاریخ|פורסם)"
    r"(?: on| at| the| am| le| el| il| op| em| den| на)*\s?[:：]?\s{0,2}(?=\S{0,12}.{0,12}\d)",
    re.IGNORECASE,
)


def _label_above(text: str, start: int) -> str:
    """The line above, where it is nothing but a label such as "Last updated:"; else ""."""
    above = text[max(0, start - 32) : max(0, start - 1)].rpartition("\n")[2]
    return f"{above} " if above.endswith((":", "：")) and len(above) < 30 else ""


def _of_line(sources: Sources, line: str, distance: int, mark: int) -> Iterator[Shown]:
    long, end = len(line) > LINE, 0
    for found in dates.in_line(line, month_first=month_first(sources), zone=sources.zone):
        if not _possible(sources, found.date) or (long and found.start > DATELINE):
            continue
        label = line[end : found.start].strip(" \t|·•–—-,")
        behind = line[found.stop : found.stop + 12]
        changed = bool(
            _CHANGED.search(label) or (not _BORN.search(label) and _CHANGED.match(behind.lstrip(" ()：")))
        )
        other = label.endswith((":", "：")) and not _BORN.search(label)
        apart = len(label) > 60 or (
            len(line) - found.stop > 60 and not line[found.stop :].lstrip().startswith(_STOPS)
        )
        doubt = 2 * long or (1 if other or (apart and not mark) else 0)
        yield Shown(doubt, distance, Dated(found.date, line[found.start : found.stop]), changed)
        end = found.stop


_STOPS = ("|", "·", "•", "–", "—", "-", "/", "(", ".")
_DAY_FIRST = re.compile(r"en[-_](?!us)|(?!en)", re.IGNORECASE)


def month_first(sources: Sources) -> bool:
    """Whether 4/3/2025 is the third of April: in English, but for hosts and languages outside America."""
    said = sources.page.root.get("lang") or ""
    host = urlsplit(sources.page.address).hostname or ""
    return not _DAY_FIRST.match(said or "x") and not host.endswith(_ISLES)


_ISLES = (".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".sg", ".my", ".hk", ".pk")


def _of_address(sources: Sources) -> Dated | None:
    date = dates.of_url(sources.page.address)
    return Dated(date, sources.page.address) if date and _possible(sources, date) else None
