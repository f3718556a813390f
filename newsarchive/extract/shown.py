"""Dates in sight: in time elements and in print around the headline, and what the page calls them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from newsarchive.extract import bylines, dates, relative
from newsarchive.extract.hints import DATE, marks
from newsarchive.extract.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.sources import Sources

ABOVE, BELOW = 600, 1_500
"""Characters around the headline among which a printed date is looked for."""
LINE = 140
"""Characters of a line that can be a date and a byline; of longer ones only the beginning counts."""
DATELINE = 40
NEAR = 500
"""Characters below the headline within which a printed day is trusted more than a machine's."""
MOST = 200
"""Dates that are looked at, on a page that is full of them."""
CHANGED = re.compile(
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


def times(sources: Sources, headline: int) -> Iterator[Shown]:
    """The datetimes of time elements that belong to the article."""
    view = sources.page.view
    anchor = bylines.anchor(sources, headline)
    for i in view.by_tag.get("time", ())[:MOST]:
        raw = clean(view.elements[i].get("datetime") or view.elements[i].get("content"))
        if not raw or bylines.elsewhere(view, i, around=headline):
            continue
        date = dates.parse(raw, zone=sources.zone)
        if not date or not possible(sources, date):
            continue
        start = view.text.rfind("\n", 0, view.starts[i]) + 1
        before = view.text[max(start, view.starts[i] - 40) : view.stops[i]]
        changed = bool(CHANGED.search(before) or CHANGED.search(view.hints[i]))
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


def in_print(sources: Sources, headline: int) -> Iterator[Shown]:
    """The dates printed around the headline, whatever their classes."""
    view = sources.page.view
    anchor = bylines.anchor(sources, headline)
    for start in _lines(sources, max(0, anchor - ABOVE), anchor + BELOW):
        stop = view.text.find("\n", start)
        line = view.text[start : stop if stop >= 0 else None]
        line = _label_above(view.text, start) + line
        owner = bylines.owner(view, start)
        if owner < 0 or bylines.elsewhere(view, owner, around=headline):
            continue
        yield from _of_line(
            sources, line[: LINE + 1], _distance(start, anchor), marks(view.hints[owner]) & DATE
        )


def _lines(sources: Sources, first: int, last: int | None = None) -> Iterator[int]:
    """Where the lines begin that can hold a date."""
    text = sources.page.view.text
    found = [year.start() for year in islice(dates.years_in(text, first, last), MOST)]
    if not _YEAR_FIRST.match(_language(sources)):
        found = sorted(
            [*found, *(short.start() for short in islice(dates.short_in(text, first, last), MOST))]
        )
    at = -1
    for place in sorted(found):
        start = text.rfind("\n", 0, place) + 1
        if start != at:
            yield start
        at = start


def in_line(sources: Sources, line: str) -> list[dates.Printed]:
    """The dates that a line prints, in the order and the zone of the page."""
    first, zone = month_first(sources), sources.zone
    found = dates.in_line(line, month_first=first, zone=zone)
    if not found and not _YEAR_FIRST.match(_language(sources)):
        found = dates.short_in_line(line, month_first=first, zone=zone)
    return found


def labelled(sources: Sources, headline: int) -> Dated | None:
    """A date anywhere below the headline that the page says something was published on."""
    view = sources.page.view
    for year in islice(dates.years_in(view.text, bylines.anchor(sources, headline)), MOST):
        start = max(view.text.rfind("\n", 0, year.start()) + 1, year.start() - 60)
        piece = view.text[start : year.end() + 12].partition("\n")[0]
        label = _LABEL.search(piece)
        if not label:
            continue
        line = piece[label.end() :]
        found = in_line(sources, line)
        if found and found[0].start <= 10 and possible(sources, found[0].date):
            owner = bylines.owner(view, year.start())
            if owner >= 0 and not bylines.elsewhere(view, owner, around=headline):
                return Dated(found[0].date, line[found[0].start : found[0].stop])
    return None


def alone(sources: Sources, headline: int) -> Dated | None:
    """The first line below the headline, however far, that is nothing but a date and what it is called;
    rather one of a publication than of a change."""
    view = sources.page.view
    changed = None
    for start in _lines(sources, bylines.anchor(sources, headline)):
        stop = view.text.find("\n", start)
        line = view.text[start : stop if stop >= 0 else None]
        if len(line) > ALONE:
            continue
        found = in_line(sources, line)
        if not found or not possible(sources, found[0].date):
            continue
        label = line[: found[0].start].strip(" |·•–—-")
        rest = line[found[-1].stop :].strip(" .|·•–—-")
        owner = bylines.owner(view, start)
        if (label and not _SAYS.fullmatch(label)) or len(rest) > len("года") or owner < 0:
            continue
        if bylines.elsewhere(view, owner, around=headline):
            continue
        dated = Dated(found[0].date, line[found[0].start : found[0].stop])
        if not CHANGED.search(_label_above(view.text, start) + label):
            return dated
        changed = changed or dated
    return changed


ALONE = 60
"""Characters of a line that is nothing but a date."""
_SAYS = re.compile(r"(?:[^\W\d]{1,14}[.,:]?\s?){0,3}")
"""What stands before a date that stands alone: a weekday, "Last modified:", "Publié le"."""


def told(sources: Sources, headline: int) -> Dated | None:
    """The nearest date around the headline that means something on the day of the visit only."""
    captured = sources.page.captured
    if captured is None or headline < 0:
        return None
    view = sources.page.view
    anchor = bylines.anchor(sources, headline)
    first = view.text.rfind("\n", 0, max(0, anchor - NEAR // 3)) + 1
    found = []
    for place, line in _places(view.text[first : anchor + NEAR], first):
        for part in _PARTS.split(line):
            date = relative.read(_LABEL.sub("", part), captured, sources.zone)
            owner = bylines.owner(view, place) if date else -1
            if date and owner >= 0 and not bylines.elsewhere(view, owner, around=headline):
                changed = bool(CHANGED.search(part))
                found.append((changed, _distance(place, anchor), Dated(date, part.strip())))
    return min(found)[2] if found else None


_PARTS = re.compile(r"\s*[|·•]\s*|\s[–—-]\s")


def _places(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The short lines of a text and where they begin."""
    for line in text.split("\n"):
        if 1 < len(line) <= LINE:
            yield first, line
        first += len(line) + 1


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
    """The line above, where it is nothing but a label such as "Updated" or "Date:"; else ""."""
    above = text[max(0, start - 32) : max(0, start - 1)].rpartition("\n")[2]
    label = above.endswith((":", "：")) or CHANGED.match(above)
    return f"{above} " if label and len(above) < 30 else ""


def _of_line(sources: Sources, line: str, distance: int, mark: int) -> Iterator[Shown]:
    long, end = len(line) > LINE, 0
    for found in in_line(sources, line):
        if not possible(sources, found.date) or (long and found.start > DATELINE):
            continue
        label = line[end : found.start].strip(" \t|·•–—-,")
        behind = line[found.stop : found.stop + 12]
        changed = bool(
            CHANGED.search(label) or (not _BORN.search(label) and CHANGED.match(behind.lstrip(" ()：")))
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
    said = _language(sources)
    host = urlsplit(sources.page.address).hostname or ""
    return not _DAY_FIRST.match(said or "x") and not host.endswith(_ISLES)


_ISLES = (".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".sg", ".my", ".hk", ".pk")
_YEAR_FIRST = re.compile(r"(?:zh|ja|ko|hu|lt|mn)\b", re.IGNORECASE)
"""Languages that write the year first, with two digits too."""


def _language(sources: Sources) -> str:
    return sources.page.root.get("lang") or ""


def possible(sources: Sources, date: datetime) -> bool:
    """Whether a date can be that of a page captured when this was."""
    captured = sources.page.captured
    return captured is None or date <= captured + timedelta(days=2)
