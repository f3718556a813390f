"""Bylines, standfirst and kicker as printed around the headline, found by the names of their classes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.extract import names

if TYPE_CHECKING:
    from newsarchive.extract.view import View

BYLINE = 1
STANDFIRST = 2
KICKER = 4
ELSEWHERE = 8
DATE = 16

_BYLINE = re.compile(
    r"by-?_?lines?\b|byline|author|autor|auteur|\bwriters?\b|reporter|verfasser|redakteur|skribent|forfatter|firmante"
    r"|\bfirma\b|signature|\bsignatur|journalist|contributor|creator|kirjoittaja|toimittaja|yazar|penulis|posted-?by"
)
_STANDFIRST = re.compile(
    r"standfirst|stand-first|sub-?_?head|sub-?_?title|(?:^|[\s_-])(?:dek|deck|lede?|lead|intro|ingress|chapo|chapeau|teaser"
    r"|summary|abstract|excerpt|vorspann|manchet|entradilla|bajada|copete|volanta|synopsis|perex|preamble|underrubrik"
    r"|sommario|spot|subline|subheading|anreisser|einleitung|introduction|resumen|leadtext|lid)(?:[\s_-]|$)"
    r"|article-?_?(?:lead|intro|summary|desc|subtitle|teaser|excerpt)|lead-?text|leadtext|introtext"
)
_KICKER = re.compile(
    r"kicker|eyebrow|overline|over-?title|dachzeile|topline|spitzmarke|roofline|surtitle|sur-?titre|pre-?title|super-?title"
    r"|ante-?titulo|antetitulo|occhiello|head-?label|rubric\b|cintillo|stikktittel|vignett|upper-?title"
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|side-bar|recommend|most-?(?:read|popular)|popular|trending|newsletter|footer|promo|outbrain|taboola"
    r"|widget|more-?(?:news|stories|from)|carousel|teaser-?(?:list|card|item|box|wrapper)|next-?article|breadcrumb|\bnav\b|menu"
    r"|latest|read-?(?:more|next|also)|popup|modal|cookie|author-?(?:bio|box|desc|about)|about-?(?:the-?)?author|latest|ticker\b"
)
_DATE = re.compile(r"date|time|publish|datum|fecha|posted|updated|stand\b|dato|pubdate|meta\b|dateline")


@lru_cache(maxsize=8192)
def marks(hint: str) -> int:
    """What a class and id say of an element, as a sum of the constants above."""
    found = 0
    for mark, pattern in ((BYLINE, _BYLINE), (STANDFIRST, _STANDFIRST), (KICKER, _KICKER), (DATE, _DATE)):
        if pattern.search(hint):
            found |= mark
    return found | (ELSEWHERE if _ELSEWHERE.search(hint) else 0)


class Byline(NamedTuple):
    """A byline in sight."""

    text: str
    names: tuple[str, ...]
    index: int


def elsewhere(view: View, i: int, *, around: int = -1) -> bool:
    """Whether an element stands in a part of the page that belongs to other stories, comments or the site."""
    for j in (i, *view.ancestors(i)):
        if j == around or view.tags[j] in ("body", "main", "article"):
            return view.tags[j] == "article" and around >= 0 and not view.inside(around, j)
        if view.tags[j] in ("nav", "footer", "aside") or marks(view.hints[j]) & ELSEWHERE:
            return True
    return False


def find(view: View, headline: int) -> list[Byline]:
    """The bylines in sight, those nearest to the headline first."""
    found = []
    for i, hint in enumerate(view.hints):
        if not hint or not marks(hint) & BYLINE or not 3 <= view.length(i) <= 250:
            continue
        if any(view.inside(i, b.index) for b in found[-3:]) or elsewhere(view, i):
            continue
        if (names_ := _names(view, i)) and len(names_) <= 6:
            found.append(Byline(view.text_of(i), names_, i))
    return sorted(found, key=lambda b: abs(b.index - headline) + (200 if b.index < headline - 30 else 0))


def _names(view: View, i: int) -> tuple[str, ...]:
    """The names in a byline: of its links, where it has some, else of its words."""
    linked = [
        view.text_of(j)
        for j in view.by_tag.get("a", ())
        if i <= j < view.ends[i] and "mailto:" not in (view.elements[j].get("href") or "")
    ]
    found = [n for text in linked for n in names.split(text)]
    if not found:
        lines = view.text[view.starts[i] : view.stops[i]].split("\n")
        found = [n for line in lines for n in names.split(line) if " " in n or len(lines) == 1]
    return names.unique(found)
