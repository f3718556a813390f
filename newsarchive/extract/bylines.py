"""Bylines in sight: found by what they say, by the names of their classes, by the date beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import names
from newsarchive.extract.dates import years_in
from newsarchive.extract.hints import BYLINE, ELSEWHERE, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.extract.sources import Sources
    from newsarchive.extract.view import View


ABOVE, BELOW = 300, 1_500
"""Characters around the headline among which a line without a telling class can be the byline."""
NEAR = 600
"""Characters below the headline within which a name beside a date is the author's."""
LONGEST = 120
MOST = 30
"""Bylines that are looked at, and ancestors: a page can hold any number of both."""
CLIMB = 40


STORY = 1_000
"""Characters; an article element of fewer that does not hold the headline is the card of another story."""
NAME = 40
"""Characters of a name alone, which some publishing systems put into an article element of its own."""
NOTE = 120
"""Characters of an aside that can hold a date and a name."""


_DATE_BEFORE = r"(?:[^\n]{0,60}?(?:\d|\bin \S{3,15})[^\w\n]{0,3}(?:Uhr |[ap]m )?)??"
_LEAD = (
    r"(?:(?:This )?(?:[Aa]rticle|[Pp]ost|[Ss]tory) (?:was )?(?=[wp]))?"
    r"(?:(?:[Ww]ritten|[Ww]ords|[Pp]osted|[Rr]eported|[Aa]uthored|[Aa]rticle|[Ss]tory|[Cc]reated|[Pp]ublished"
    r"|[Ii]nterview|[Gg]eschrieben|[Vv]erfasst|[Ee]scrito|[Éé]crit|[Ss]critto|[Ss]krevet|[Ss]kriven) )?"
    r"(?:BY|[Bb]y|VON|[Vv]on|PAR|[Pp]ar|POR|[Pp]or|DOOR|[Dd]oor|[Dd]i|A cura di|[Aa]v|[Aa]f|[Oo]leh|[Yy]azan"
    r"|Από|[Tt]ác giả|[Оо]т|מאת|بقلم|כתב"
    r"|(?:[Aa]ut(?:h)?or|AUTHOR|AUTOR|[Аа]втор|[Tt]exte?|TEXT|[Tt]exto|[Tt]ekst|[Tt]eksti|[Tt]esto|[Ww]ords"
    r"|[Tt]oimittaja|[Ss]zerző|[Pp]enulis|[Rr]edaktion|[Rr]edactie|Источник|Текст"
    r"|作者|文|記者|记者|撰文|責任編輯|责任编辑|글|기자)(?:\(?s\)?|es|in|en|a|e|ы|и)?\s?[:：])"
    r"\s*[:：]?[\s\n]{1,3}(?=[^\W_])"
)
LEAD = re.compile(rf"\n{_DATE_BEFORE}{_LEAD}")
"""What stands before a name at the beginning of a line or behind a date: "By", "Written by", "Text:"."""
PLAIN = re.compile(rf"\n{_LEAD}")
"""The same at the beginning of a line alone, for the rest of the page."""
_DIGIT = re.compile(r"\d")
SURE = re.compile(
    r"(?:written|words|posted|authored|article|author|autor|auteur|автор|text|verfasst|geschrieben)",
    re.IGNORECASE,
)


_PARTS = "auth autor byline bio writer contrib profile redak signature journalist creat".split()
"""What hints must hold before they are looked at more closely."""


class Byline(NamedTuple):
    """A byline in sight."""

    text: str
    names: tuple[str, ...]
    at: int


def elsewhere(view: View, i: int, *, around: int = -1) -> bool:
    """Whether an element stands in a part of the page that belongs to other stories, comments or the site.

    What also holds the element `around` (the headline) is the article's own, whatever its name.
    """
    foot = False  # of a short footer it is not yet known whether it is the article's or the site's
    for j in (i, *islice(view.ancestors(i), CLIMB)):
        tag = view.tags[j]
        if view.inside(around, j) or tag in ("body", "main") or 2 * view.length(j) > len(view.text):
            return foot and tag != "article"
        if tag == "article":
            return around >= 0 and view.length(j) < STORY and not _is_name(view, j)
        foot = foot or tag == "footer"
        if tag in ("nav", "blockquote") or (tag in ("aside", "footer") and view.length(j) > NOTE):
            return True
        if marks(view.hints[j]) & ELSEWHERE:
            return True
    return False


def _is_name(view: View, i: int) -> bool:
    """Whether an article element holds a name alone, as some publishing systems write them."""
    return view.length(i) <= NAME and not any(t[0] == "h" or t == "time" for t in view.tags[i : view.ends[i]])


def anchor(sources: Sources, headline: int) -> int:
    """Where in the page's text the headline ends; 0 where it is not printed."""
    view = sources.page.view
    h1 = view.by_tag.get("h1", ())
    i = headline if headline >= 0 else h1[0] if h1 else -1
    if i >= 0:
        return view.stops[i]
    title = [view.elements[j].text or "" for j in view.by_tag.get("title", ())[:1]]
    for said in [*sources.meta("og:title", "twitter:title")[:2], *title]:
        start = " ".join(said.split())[:40].partition(" | ")[0]
        if len(start) > 15 and (at := view.text.find(start)) >= 0:
            return at
    return 0


def owner(view: View, place: int) -> int:
    """The block element that a place of the text stands in, -1 for none."""
    n = bisect_right(view.segments, place, key=lambda s: s.start) - 1
    return view.segments[n].owner if n >= 0 else -1


def find(sources: Sources, headline: int) -> list[Byline]:
    """The bylines in sight: those that say "by" around the headline, those that a class or a link names by
    their distance from it, those that say "by" below."""
    view = sources.page.view
    place = anchor(sources, headline)
    worded = list(_worded(view, headline, _leads(view.text, max(0, place - ABOVE), place + BELOW)))
    classed = sorted(_classed(view, headline), key=lambda b: (_in_caption(view, b.at), _far(b, headline)))
    return (
        [*worded, *classed]
        or [*_below(view, headline, place)]
        or [*_dated(view, headline, place)]
        or [*_signed(view, headline, place)]
    )


def desk(sources: Sources, headline: int) -> tuple[str, ...]:
    """The desk that a class near the headline calls the author: "Podium Staff"."""
    view = sources.page.view
    wanted = {hint for hint in _holding(view) if marks(hint) & BYLINE}
    for i in (i for i, hint in enumerate(view.hints) if hint in wanted and 3 <= view.length(i) <= NAME):
        found = names.desk(view.text_of(i))
        if len(found) == 1 and _DESK.search(found[0]) and not elsewhere(view, i, around=headline):
            return tuple(found)
    return ()


_DESK = re.compile(
    r"\b(?:staff|team|desk|editors?|editorial|newsroom|reporters?|redaktion|redaktionen|redactie|redacción|redacao"
    r"|redação|rédaction|redazione|redakcja|redakce|redakcia|redakcija|toimitus|szerkesztőség|редакц\w+)\b",
    re.IGNORECASE,
)
"""What a desk calls itself; other words in a byline are a headline's or a button's."""


def naming(sources: Sources, headline: int, known: Iterable[str]) -> Byline | None:
    """The line around the headline that prints one of the names."""
    view = sources.page.view
    place = anchor(sources, headline)
    first = max(0, place - ABOVE)
    window = view.text[first : place + BELOW].lower()
    for name in known:
        at = window.find(name.lower())
        for _ in range(3):
            if at < 0:
                break
            start = view.text.rfind("\n", 0, first + at) + 1
            stop = view.text.find("\n", start)
            stop = len(view.text) if stop < 0 else stop
            mine = owner(view, start)
            own = headline >= 0 and view.inside(mine, headline)
            if (
                mine >= 0
                and stop - start <= LONGEST
                and not own
                and not elsewhere(view, mine, around=headline)
            ):
                return Byline(view.text[start:stop], (name,), mine)
            at = window.find(name.lower(), at + 1)
    return None


def _in_caption(view: View, i: int) -> bool:
    """Whether a name stands below a picture: who took it, where another is the author."""
    return any(view.tags[j] == "figcaption" for j in (i, *islice(view.ancestors(i), CLIMB)))


def _far(byline: Byline, headline: int) -> int:
    return abs(byline.at - headline) + (200 if byline.at < headline - 30 else 0)


def _holding(view: View) -> set[str]:
    """The hints that hold a part of a word for authors; a search in all of them at once costs a tenth."""
    together = "\n".join({*view.hints, ""}) + "\n"
    found = set()
    for part in _PARTS:
        at = together.find(part)
        while at >= 0:
            stop = together.find("\n", at)
            found.add(together[together.rfind("\n", 0, at) + 1 : stop])
            at = together.find(part, stop)
    return found


def _classed(view: View, headline: int) -> Iterator[Byline]:
    """What classes and links call authors."""
    wanted = {hint for hint in _holding(view) if marks(hint) & BYLINE}
    if not wanted:
        return
    found: list[Byline] = []
    for i in [i for i, hint in enumerate(view.hints) if hint in wanted]:
        if not 3 <= view.length(i) <= 250 or any(view.inside(i, b.at) for b in found[-3:]):
            continue
        if not elsewhere(view, i, around=headline) and (names_ := _names(view, i)) and len(names_) <= 6:
            found.append(Byline(view.text_of(i), names_, i))
        if len(found) >= MOST:
            break
    yield from found


def _worded(view: View, headline: int, leads: Iterator[re.Match[str]]) -> Iterator[Byline]:
    """Lines that say who wrote: "By Ann Poe", "Text:" and the name below."""
    for lead in islice(leads, MOST):
        start = lead.end()
        stop = view.text.find("\n", start)
        stop = len(view.text) if stop < 0 else stop
        if stop - start > LONGEST:
            continue
        mine = owner(view, lead.start() + 1)
        if (
            mine < 0
            or (headline >= 0 and view.inside(mine, headline))
            or elsewhere(view, mine, around=headline)
        ):
            continue
        if found := names.unique(_after(view, start, stop)):
            text = view.text[lead.start() : stop]
            yield Byline(" ".join(text.split()), found, mine)


def _dated(view: View, headline: int, place: int) -> Iterator[Byline]:
    """Names of persons in the line of a date below the headline, or in the line above or below it."""
    if not place:
        return
    text = view.text
    for year in islice(years_in(text, place, place + NEAR), 3):
        start = text.rfind("\n", 0, year.start()) + 1
        stop = text.find("\n", year.end())
        if stop < 0 or stop - start > LONGEST:
            continue
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        if start - above <= LINK:
            start = above  # "am", "on"
            above = text.rfind("\n", 0, max(0, start - 1)) + 1
        below = text.find("\n", stop + 1)
        for first, last in ((start, stop), (above, start - 1), (stop + 1, below)):
            if not place <= first < last <= first + LONGEST:
                continue
            mine = owner(view, first)
            found = [n for n in names.of_byline(text[first:last]) if names.is_person(n)]
            whole = first == start or (found and names.key(found[0]) == names.key(text[first:last]))
            if (
                not found
                or text.find(found[0], 0, place) >= 0
                or text.startswith(_COLONS, text.find(found[0], first) + len(found[0]))
            ):
                continue  # a section's, or what the date is called
            if len(found) == 1 and whole and mine >= 0 and not elsewhere(view, mine, around=headline):
                yield Byline(text[first:last], tuple(found), mine)
                return


def _signed(view: View, headline: int, place: int) -> Iterator[Byline]:
    """The name of a person alone on the line below the last paragraph."""
    if not place:
        return
    lines = view.segments
    first = bisect_left(lines, place, key=lambda s: s.start)
    last = _last_paragraph(view, first)
    if last < 0:
        return
    mine = lines[last + 1].owner
    text = view.text[lines[last + 1].start : lines[last + 1].stop]
    if text.endswith(_COLONS):
        return
    found = [n for n in names.of_byline(text) if names.is_person(n) and names.key(n) == names.key(text)]
    if len(found) == 1 and not elsewhere(view, mine, around=headline):
        yield Byline(text, tuple(found), mine)


def _last_paragraph(view: View, first: int) -> int:
    """The number of the line that is the last paragraph of its element and has a few words below it; -1 for
    none."""
    ended: set[int] = set()
    for n in range(len(view.segments) - 2, first, -1):
        one, other = view.segments[n], view.segments[n + 1]
        if view.tags[one.owner] != "p" or one.stop - one.start < PARAGRAPH or one.linked > SOME:
            continue
        around = view.parents[one.owner]
        beside = view.tags[other.owner] == "p" and view.parents[other.owner] == around
        if beside and around not in ended and other.stop - other.start <= NAME:
            return n
        ended.add(around)
    return -1


SOME = 20
"""Characters of links."""
PARAGRAPH = 100
LINK = 4
"""Characters of a line that only joins two others."""
_COLONS = (":", " :", "：")


def _after(view: View, start: int, stop: int) -> list[str]:
    """The names between two places of the text: those of the link that begins there, whatever they look like;
    else of the words."""
    links = view.by_tag.get("a", ())
    n = bisect_left(links, start - 1, key=lambda j: view.starts[j])  # a blank before belongs to the link
    if n < len(links) and view.starts[links[n]] <= start + 1 and view.stops[links[n]] <= stop:
        first = names.split(view.text_of(links[n]))
        return first + names.of_byline(view.text[view.stops[links[n]] : stop].lstrip(" ,&")) if first else []
    return names.of_byline(view.text[start:stop])


def _leads(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """Leads at the beginnings of lines and, in lines with digits, behind a date."""
    at = text.find("\n", first, last)
    while at >= 0:
        following = text.find("\n", at + 1)
        lead = PLAIN.match(text, at)
        if not lead and _DIGIT.search(text, at, following if following >= 0 else len(text)):
            lead = LEAD.match(text, at)
        if lead:
            yield lead
        at = following if following < last else -1


def _below(view: View, headline: int, place: int) -> Iterator[Byline]:
    """The same in the rest of the page, where the first words leave no doubt."""
    for byline in _worded(view, headline, PLAIN.finditer(view.text, place + BELOW)):
        if SURE.match(byline.text):
            yield byline


def _names(view: View, i: int) -> tuple[str, ...]:
    """The names in a byline: of its links, where it has some, else of its words."""
    links = view.by_tag.get("a", ())
    linked = [
        view.text_of(j)
        for j in links[bisect_left(links, i) : bisect_left(links, view.ends[i])]
        if "mailto:" not in (view.elements[j].get("href") or "")
    ]
    found = [n for text in linked for n in names.split(text) if n.casefold() not in names.FALSE]
    if not found:
        lines = _pieces(view, i)
        found = [n for line in lines for n in names.of_byline(line) if " " in n or len(lines) == 1]
    return names.unique(found)


def _pieces(view: View, i: int) -> list[str]:
    """The lines of an element; where one element ends and the next begins without a blank, as a name and a
    place that only the style sheet keeps apart, the inner bylines, else all that is parted."""
    cuts, inner = [view.starts[i]], []
    for j in range(i + 1, min(view.ends[i], i + CLIMB)):
        if view.length(j) and marks(view.hints[j]) & BYLINE:
            inner.append(view.text_of(j))
        for at in (view.starts[j], view.stops[j]):
            if at > cuts[-1] and view.text[at - 1 : at].islower() and view.text[at : at + 1].isupper():
                cuts.append(at)
    if len(cuts) > 1 and inner:
        return inner
    return "\n".join(view.text[a:b] for a, b in pairwise([*cuts, view.stops[i]])).split("\n")
