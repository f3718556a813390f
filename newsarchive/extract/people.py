"""Who wrote the article: names from JSON-LD, microdata, meta elements and the bylines in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.extract import agencies, bylines, names
from newsarchive.extract.sources import text_of
from newsarchive.extract.texts import clean, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.extract.sources import Sources

METAS = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.author",
    "cxenseparse:author",
    "byl",
    "article.author",
    "og:article:author",
    "citation_author",
    "twitter:data1",
    "creator",
    "byline",
]


LONGEST = 80
"""Characters of a name in microdata; what is longer tells the author's life."""


class People(NamedTuple):
    """The Article's fields of these names, and the index of the byline's element (-1: none in sight)."""

    authors: tuple[str, ...]
    byline: str | None
    agency: str | None
    byline_at: int


def read(sources: Sources, headline: int, given: tuple[str, ...] = ()) -> People:
    """The authors: those `given` by the site's own words; else each source asked in turn until one names
    persons; then those that name the desk."""
    persons, desk = _first(_said(sources, headline), sources) if not given else (given, ())
    if persons:
        shown = bylines.naming(sources, headline, persons)
    else:
        printed = bylines.find(sources, headline)
        persons, unnamed = _first(_else_said(sources, printed), sources)
        desk = desk or unnamed
        shown = _byline(printed, persons or desk)
    everyone = persons or desk or _desk(sources) or bylines.desk(sources, headline)
    return People(
        authors=everyone,
        byline=shown.text if shown else None,
        agency=_agency(sources, everyone),
        byline_at=shown.at if shown else -1,
    )


def _first(candidates: Iterator[list[str]], sources: Sources) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first candidates that name persons, and the first that name anybody."""
    desk: tuple[str, ...] = ()
    for found in candidates:
        mine = names.unique(found, publishers=sources.site_names)
        if any(not agencies.agency(n) for n in mine):
            return mine, desk
        desk = desk or names.unique(found)
    return (), desk


def _others(sources: Sources, i: int, headline: int) -> bool:
    """Whether microdata names the author of a comment or of another story."""
    return headline >= 0 and bylines.elsewhere(sources.page.view, i, around=headline)


def _said(sources: Sources, headline: int) -> Iterator[list[str]]:
    """What machine sources that can be trusted say."""
    yield [n for value in sources.ld("author") for n in _names(value)]
    own = [(t, i) for t, i in sources.itemprop("author") if not _others(sources, i, headline)]
    yield [n for text, i in own for n in names.split(_first_line(sources, text, i))]
    yield [n for text in sources.meta(*METAS[:2]) if not _with_site(sources, text) for n in names.split(text)]


def _else_said(sources: Sources, printed: list[bylines.Byline]) -> Iterator[list[str]]:
    """What is printed, and what other machine sources say."""
    initials = bool(sources.ld("author"))  # the desk is named, and the byline has but the initials
    yield [n for b in printed[:1] for n in b.names if not (initials and n.islower() and len(n) <= 4)]
    yield [n for value in sources.ld("creator") for n in _names(value)]
    for meta in METAS[2:]:
        yield [n for text in sources.meta(meta) for n in names.split(text)]


def _first_line(sources: Sources, text: str, i: int) -> str:
    """The name in microdata that holds a life story too."""
    view = sources.page.view
    inner = next((j for j in sources.itemprops.get("name", ()) if view.inside(j, i)), -1)
    if inner >= 0 and inner != i:
        return view.text_of(inner)
    return text if len(text) <= LONGEST else view.text[view.starts[i] : view.stops[i]].lstrip().split("\n")[0]


def _with_site(sources: Sources, text: str) -> bool:
    """Whether a list in a meta element begins with the site's own name: its address follows."""
    first = text.partition(",")[0]
    return first != text and key(first) in {key(n) for n in sources.site_names}


def _desk(sources: Sources) -> tuple[str, ...]:
    """What the page names as author where that is no person: "Redaktion", "Podium Staff"."""
    said = [*sources.ld_texts("author"), *sources.meta("author", "article:author")]
    return next((found for text in said if (found := names.unique(names.desk(text)))), ())


def _names(value: Any) -> list[str]:
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        return [n for part in value["name"] for n in names.split(clean(part))]
    return names.split(text_of(value))


def _byline(printed: list[bylines.Byline], authors: tuple[str, ...]) -> bylines.Byline | None:
    """The byline in sight that names one of the authors, else the nearest one."""
    wanted = {names.key(a) for a in authors}
    for byline in printed:
        if wanted & {names.key(n) for n in byline.names}:
            return byline
    return printed[0] if printed and not authors else None


def _agency(sources: Sources, authors: tuple[str, ...]) -> str | None:
    named = [*authors, *sources.ld_texts("sourceOrganization", "provider", "copyrightHolder")]
    own = {key(n) for n in sources.publishers}
    return next((a for n in named if (a := agencies.agency(n)) and key(a) not in own), None)
