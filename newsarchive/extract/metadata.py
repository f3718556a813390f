"""What a page says of its article: every field from all its sources, weighed against one another."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.article import Article
from newsarchive.extract import addresses, genres, people, published, sitewords, standfirst, titles
from newsarchive.extract.sources import Sources, text_of

if TYPE_CHECKING:
    from newsarchive.extract.page import Page

MAX_KEYWORDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata(Article):
    """An Article of which only the fields are filled that metadata, bylines and headings give, and where they
    are printed on the page: indices of elements, -1 for none."""

    headline_at: int = -1
    description_at: int = -1
    byline_at: int = -1
    pictures: tuple[Any, ...] = ()
    """What JSON-LD gives as the article's images: addresses or nodes."""

    def article(self, **fields: Any) -> Article:
        """The Article with these fields too."""
        mine = {f.name: getattr(self, f.name) for f in dataclasses.fields(Article)}
        return Article(**mine | fields)


def read_metadata(page: Page) -> Metadata:
    """All fields that metadata, bylines and headings give."""
    sources = Sources(page)
    headline, headline_at = sitewords.headline(page) or titles.read(sources)
    lead = sitewords.description(page) or standfirst.description(sources, headline_at)
    kicker = standfirst.kicker(sources, headline_at)
    who = people.read(sources, headline_at, sitewords.authors(page))
    born = sitewords.date_published(sources) or published.published(sources, headline_at)
    changed = published.modified(sources)
    section = _section(sources)
    return Metadata(
        url=addresses.canonical(sources),
        headline=headline,
        alternative_headline=kicker,
        description=lead.text,
        authors=who.authors,
        byline=who.byline,
        agency=who.agency,
        publisher=next(iter(sources.publishers), None),
        section=section,
        keywords=_keywords(sources),
        genre=genres.read(sources, headline_at, section, kicker),
        date_published=born.date if born else None,
        date_published_raw=born.raw if born else None,
        date_modified=changed.date if changed else None,
        date_modified_raw=changed.raw if changed else None,
        rights=_rights(sources),
        is_accessible_for_free=_free(sources),
        headline_at=headline_at,
        description_at=lead.at,
        byline_at=who.byline_at,
        pictures=tuple(sources.ld("image")),
    )


def _section(sources: Sources) -> str | None:
    said = [
        *sources.ld_texts("articleSection"),
        *sources.meta("article:section", "parsely-section", "section"),
    ]
    if not said and not sources.node:
        said = [text for text, _ in sources.itemprop("articlesection")]
    said += [text_of(crumb) for crumb in _crumbs(sources)]
    return next((s for s in said if len(s) <= 60 and not s.isdigit()), None)


def _crumbs(sources: Sources) -> list[Any]:
    """The last breadcrumb before the page's own, without the front page."""
    for trail in sources.page.ld.of_type("BreadcrumbList"):
        items = [i for i in sources.page.ld.follow(trail.get("itemListElement")) if isinstance(i, dict)]
        named = [i if i.get("name") else i.get("item") for i in items]
        return named[1:-1][-1:]
    return []


def _keywords(sources: Sources) -> tuple[str, ...]:
    said = [
        *sources.ld_texts("keywords"),
        *sources.meta("article:tag", "news_keywords", "keywords", "parsely-tags"),
    ]
    found: dict[str, str] = {}
    for text in said:
        parts = text.split(",") if "," in text else re.split(r"[;、|，]", text)
        for part in parts:
            if 1 < len(part.strip()) <= 80:
                found.setdefault(part.strip().casefold(), part.strip())
    return tuple(found.values())[:MAX_KEYWORDS]


def _rights(sources: Sources) -> str | None:
    said = [
        *sources.ld_texts("copyrightNotice"),
        *sources.meta("copyright", "dcterms.rights", "dc.rights", "rights"),
    ]
    said += sources.meta("dcterms.rightsholder") + sources.ld_texts("license")
    if said:
        return said[0]
    holder, year = sources.ld_texts("copyrightHolder")[:1], sources.ld_texts("copyrightYear")[:1]
    return " ".join(["©", *year, *holder]) if holder else None


def _free(sources: Sources) -> bool | None:
    for value in (sources.node.get("isAccessibleForFree"), sources.node.get("isAccessibleforFree")):
        word = str(value).rsplit("/", 1)[-1].casefold()
        if word in ("true", "false"):
            return word == "true"
    tier = next(iter(sources.meta("article:content_tier")), "").casefold()
    return {"free": True, "locked": False, "metered": False}.get(tier)
