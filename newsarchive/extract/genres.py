"""The kind of journalism: news, opinion, live, sponsored …, from types, sections, addresses and notices."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.extract import jsonld

if TYPE_CHECKING:
    from newsarchive.extract.sources import Sources

LONGEST_SLUG = 300
"""Characters of an address that are looked at, from its end."""
TYPES = {
    "OpinionNewsArticle": "opinion",
    "LiveBlogPosting": "live",
    "AdvertiserContentArticle": "sponsored",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "background",
    "ReviewNewsArticle": "review",
    "Review": "review",
    "SatiricalArticle": "satire",
    "NewsArticle": "news",
    "ReportageNewsArticle": "news",
    "AskPublicNewsArticle": "news",
}
_SPONSORED = re.compile(
    r"\b(?:sponsored|paid (?:post|content|partnership)|partner content|brand(?:ed)? content|advertorial"
    r"|advertisement feature"
    r"|anzeige|sponsert|sponset|sponsrad|annonsørinnhold|annonsinnehåll|annoncørbetalt|betalt innhold"
    r"|kommersielt innhold"
    r"|publirreportaje|contenido patrocinado|patrocinado|publireportage|contenu sponsorisé"
    r"|publi-?rédactionnel|publicidade"
    r"|conteúdo patrocinado|contenuto sponsorizzato|pubbliredazionale|mainostajan sisältö"
    r"|kaupallinen yhteistyö|gesponsorde? inhoud|gesponsord|aangeboden door|partnerbijdrage|sponsorlu"
    r"|in zusammenarbeit mit|presented by|en partenariat avec|en colaboración con"
    r"|artykuł sponsorowany|materiał partnera|komerční sdělení|pr článek|на правах рекламы"
    r"|партнерський матеріал)\b"
    r"|広告企画|\bPR企画|提供：|محتوى برعاية|محتوى مدفوع|תוכן שיווקי",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:opinions?|opinión|opinião|opinion & analysis|op-?ed|columns?|columnists?|columnas?|comment"
    r"|commentary|commentisfree"
    r"|meinung(?:en)?|kommentare?|kolumnen?|leitartikel|gastbeitrag|debatt[en]?|debat|leder|ledare"
    r"|kronikk?|meninger|synspunkt"
    r"|tribunes?|éditoria[lu]x?|chroniques?|idées|opinie|commenti|editoriali?|editorials?|editoriales"
    r"|tribuna|kolumna|publicystyka"
    r"|mielipiteet|pääkirjoitus|yazarlar|köşe yazıları|nuomonės|viedokļi|мнения?|колонки?|думк[аи]|погляд"
    r"|社説|オピニオン|사설|오피니언|칼럼"
    r"|آراء|رأي|مقالات|דעות|opinii|komentáře|názory|vélemény|letters)$",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"^(?:live|liveblog|live-?ticker|en-?direct|en-?directo|en-?vivo|direct|direkte|livesenter|ao-?vivo)$",
    re.IGNORECASE,
)
_LIVE_HEADLINE = re.compile(
    r"\b(?:live-?ticker|newsticker|live-?blog\w*|as it happened|live updates|en direct|en vivo"
    r"|ao vivo|minuto a minuto|in diretta|la diretta|liveopdatering|direkterapport|direktrapport"
    r"|hetki hetkeltä"
    r"|relacja na żywo|online přenos|élő közvetítés|canlı anlatım)\b|\b(?:live|онлайн|онлайн-трансляция"
    r"|наживо|ticker)$|^(?:live|direkt|direkte|suora|на живо)\s*[:|–—-]|速報中|タイムライン|مباشر[:|]",
    re.IGNORECASE,
)
_LIVE_SLUG = re.compile(
    r"(?:^|[-_/])(?:liveticker|live-ticker|liveblog|live-blog|live-updates|as-it-happened)(?:[-_/.]|$)"
)
_SPONSORED_PATH = re.compile(
    r"^(?:sponsored(?:-content)?|advertorials?|anzeigen?|brand-?(?:studio|content)|paid-?post"
    r"|partner-?content|publirreportajes?)$"
)


def read(sources: Sources, headline: int, section: str | None, kicker: str | None) -> str | None:
    """One of "sponsored", "live", "opinion", "analysis", "background", "review", "satire", "news"; None where
    nothing tells. A notice that the piece is paid for wins over everything."""
    of_type = next((TYPES[t] for t in jsonld.types(sources.node) if t in TYPES), None)
    paths = [p for p in urlsplit(sources.page.address).path.casefold().split("/") if p][:-1]
    said = [
        *sources.ld_texts("genre", "articleSection"),
        section or "",
        kicker or "",
        *sources.meta("article:section"),
    ]
    if (
        of_type == "sponsored"
        or _paid(sources, headline, said)
        or any(_SPONSORED_PATH.match(p) for p in paths)
    ):
        return "sponsored"
    if of_type == "live" or any(_LIVE.match(p) for p in paths) or _is_live(sources, headline):
        return "live"
    if of_type not in (None, "news"):
        return of_type
    if any(_OPINION.match(s) for s in [*said, *paths]):
        return "opinion"
    return of_type


def _is_live(sources: Sources, headline: int) -> bool:
    """Whether headline or address say that the piece grows as things happen."""
    said = sources.page.view.text_of(headline) if headline >= 0 else ""
    slug = urlsplit(sources.page.address).path.casefold()[-LONGEST_SLUG:]
    return bool(_LIVE_HEADLINE.search(said) or _LIVE_SLUG.search(slug))


def _paid(sources: Sources, headline: int, said: list[str]) -> bool:
    """Whether a section, or a short notice beside the headline, says that somebody paid for the piece."""
    if any(len(s) <= 40 and _SPONSORED.search(s) for s in said):
        return True
    if headline < 0:
        return False
    view = sources.page.view
    first, last = headline - 6, view.ends[headline] + 6
    here = bisect_left(view.segments, view.starts[headline], key=lambda s: s.start)
    around = view.segments[max(0, here - 8) : here + 16]
    near = (s for s in around if first <= s.owner <= last and s.owner != headline)
    return any(s.stop - s.start <= 40 and _alone(view.text[s.start : s.stop]) for s in near)


def _alone(text: str) -> bool:
    found = _SPONSORED.search(text)
    return found is not None and len(text) - len(found.group()) <= 25
