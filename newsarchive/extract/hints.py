"""What the names of classes and ids say of an element. Looked up by word, since a page has hundreds of names."""

from __future__ import annotations

from functools import lru_cache

BYLINE = 1
STANDFIRST = 2
KICKER = 4
DATE = 8
ELSEWHERE = 16
"""Comments, other stories, the site's own furniture."""
CAPTION = 32
CREDIT = 64
FURNITURE = 128
"""Pictures that are no content: logos, avatars, icons, advertisements."""

LONGEST = 160
"""Characters of a class and id that are looked at; what utility frameworks write is longer and says nothing."""

_WORDS: dict[int, str] = {
    BYLINE: "byline bylines author authors autor autoren autores auteur auteurs autore writer writers reporter verfasser "
    "redakteur skribent forfatter firma firmante signature journalist journalists contributor contributors kirjoittaja "
    "toimittaja yazar penulis",
    STANDFIRST: "standfirst subhead subheading subheadline subtitle dek deck lede lead intro ingress chapo chapeau teaser summary "
    "abstract excerpt vorspann manchet entradilla bajada copete volanta synopsis perex preamble underrubrik sommario spot "
    "subline anreisser einleitung introduction resumen leadtext lid introtext anlauf strapline nutgraf",
    KICKER: "kicker eyebrow overline overtitle dachzeile topline spitzmarke roofline surtitle surtitre pretitle supertitle "
    "antetitulo occhiello headlabel rubric cintillo stikktittel vignette uppertitle preheadline supertitel",
    DATE: "date time published publish datum fecha posted updated stand dato pubdate meta dateline timestamp datetime",
    ELSEWHERE: "comment comments sidebar recommend recommended popular trending newsletter footer promo outbrain taboola widget "
    "breadcrumb breadcrumbs nav menu latest popup modal cookie ticker related",
    CAPTION: "caption captions figcaption legend legende bildunterschrift bildtext bildetekst billedtekst pie leyenda didascalia "
    "onderschrift imagetext kuvateksti podpis legenda fotouttext",
    CREDIT: "credit credits copyright source quelle bildquelle photographer photographe fotograf fotografo byline attribution "
    "fotocredit bildnachweis urheber rights provider agency imagesource crédit crediti creditos",
    FURNITURE: "logo logos avatar icon icons icone sprite emoji tracking pixel spacer advert advertisement ad ads banner sponsor "
    "badge social share thumbnail-nav gravatar headshot profile flag",
}
# Looked for anywhere in a name without its hyphens: "articleByline__text" has lost its capitals. Each costs some
# 50 ns a name, so only what is common.
_PARTS: dict[int, str] = {
    BYLINE: "byline author",
    STANDFIRST: "standfirst subtitle subhead articlelead articlesummary articleintro",
    KICKER: "kicker eyebrow",
    DATE: "date time publish",
    ELSEWHERE: "comment related sidebar recommend mostread popular trending newsletter footer promo outbrain taboola widget "
    "readmore latest authorbio authorbox",
    CAPTION: "caption bildunter imagedesc imagetext mediasubtitle imgtext",
    CREDIT: "credit copyright photographer mediarights",
    FURNITURE: "logo avatar",
}
_BY_WORD: dict[str, int] = {}
for _mark, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | _mark
_BY_PART = [(part, mark) for mark, parts in _PARTS.items() for part in parts.split()]
_APART = str.maketrans(dict.fromkeys("-_/:.[]()0123456789", " "))
_TOGETHER = str.maketrans(dict.fromkeys("-_", None))


@lru_cache(maxsize=16_384)
def marks(hint: str) -> int:
    """The sum of the marks above that a class and id (lower case) bear; 0 for none."""
    found = 0
    hint = hint[:LONGEST]
    for word in hint.translate(_APART).split():
        found |= _BY_WORD.get(word, 0)
    together = hint.translate(_TOGETHER)
    for part, mark in _BY_PART:
        if part in together:
            found |= mark
    return found
