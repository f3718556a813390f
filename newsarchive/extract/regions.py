"""What class names and ids say of the part of a page: words that sites of many languages use.

They are one signal among several: a name alone never takes a text away.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "nav": r"nav|menu|breadcrumb|topbar|pagin|pager|skip|^toc$|tableofcontents|anchor",
    "foot": r"foot|colophon|copyright|legal|imprint|impressum|disclaim|bottom",
    "side": r"sidebar|aside|^side|rail$|seitenleiste|barra|secondary|^right|column$|^col2",
    "comment": r"comment|disqus|respond|repl(?:y|ies)$|coment|komment|forum|discuss",
    "share": r"shar(?:e|ing)|social|follow|toolbar|toolbox|sharedaddy|addtoany|facebook|twitter|whatsapp|print|save|"
    r"bookmark|gigya",
    "related": r"relat|recom+end|recirc|readmore|^read$|seealso|lesaussi|crosslink|suggest|similar|^more|upnext|^next|"
    r"outbrain|taboola|mgid|^most|popular|trending|latest|lire|mehr|ver(?:wandt|knuepft)|conn?ex|zumthema",
    "teaser": r"teaser|card|promo|carousel|slider|swiper|tile|^list|listing|grid|^feed|thumb|item$|loop|^item|river",
    "letter": r"newsletter|subscri|signup|optin|mailchimp|^mail|abonn|inscri|^news_?let|hubspot",
    "ad": r"^ads?$|^ad\d|adv(?:ert|t)|^dfp|^gpt|sponsor|banner|werb|anzeige|publi(?:cidad|cite)|reklam|affiliat|"
    r"commercial|adslot|adunit|^adbox|billboard|leaderboard|outstream|inread|adsense",
    "author": r"auth?or|byline|^bio$|writer|contributor|autor|profile|avatar|redakt|signature|journalist|creator",
    "caption": r"caption|credit|legend|bildunter|imag|^img|photo|foto|pictur|gallery|figure|media|lightbox|bild|thumbn",
    "tags": r"^tags?|tags?$|keyword|topic|categor|taxonom|hashtag|schlagw|etiquet|label|^sujets?$",
    "pay": r"paywall|betalingsmur|betalvägg|bezahlschranke|muro-?de-?pago|premium|regwall|gate|piano|^tp|metered|plus$|barrier|paid|locked|upsell|membership",
    "meta": r"meta|^date|date$|timestamp|^time|publish|info$|updated|reading|duration|views|^stats?|dateline|ort$|"
    r"location",
    "kicker": r"kicker|overline|eyebrow|rubri|dachzeile|section(?:name|title|label)|supertitle|topper|flag$",
    "title": r"headline|^title|title$|heading|titel|titre|titulo|^h1$|headtext|^head$",
    "lead": r"^lead|lead$|lede|standfirst|intro|summary|^dek$|subtitle|subhead|abstract|excerpt|chapeau|chapo|"
    r"entradilla|vorspann|ingress|sommario|deck$|descri|sapo|bajada|copete|zajawka|perex|manchet|unterzeile|"
    r"^preamble|occhiello|catenaccio|strap",
    "body": r"article_?body|bodytext|storybody|storycontent|postbody|postcontent|entrycontent|articlecontent|"
    r"articletext|contentbody|richtext|wysiwyg|^prose|paragra|^texto|cuerpo|corpo|articulo|newsbody|newscontent|"
    r"newstext|textcontent|maincontent|blogcontent|singlecontent|^rte$|^body$|copy$|^texte?$|brodtext|"
    r"^absatz|fliesstext|artikeltext|articletxt|blogpost|detailtext|txt$|fulltext",
    "content": r"article|artic|artikel|content|story|^post|entry|text|main|noticia|nota$|blog|detail|inhalt|detay|haber",
    "modal": r"modal|popup|overlay|dialog|toast|cookie|consent|gdpr|cmp|alert|notice|notif|drawer|tooltip|flyout|"
    r"offcanvas",
    "embed": r"embed|tweet|insta|youtube|video|player|iframe|poll|quiz|podcast|audio|jwp|brightcove|playlist|infogram",
    "box": r"box|widget|callout|factbox|infobox|faktaboks|kasten|module|^block$|inset|pullquote|accordion|tabs?$|"
    r"highlight",
    "cta": r"cta|button|btn|download|^link|hinweis|donat|spende|support|contact|join|^app|follow",
    "form": r"form|search|login|input|field|account|register|suche",
    "header": r"header|masthead|hero|^top$|logo|brand|banner",
    "hidden": r"hidden|hide$|invisible|sr-?only|screenreader|visuallyhidden|d-none|noprint|collapse",
    "quote": r"quote|zitat|citat|cita$|pull",
    "live": r"live|ticker|timeline|chronolog|minute",
    "note": r"note|footnote|correct|editor|source|referenc|biblio|quelle|update",
}  # fmt: skip
NAMES = tuple(_WORDS)
BIT = {name: 1 << n for n, name in enumerate(NAMES)}
_ANY = re.compile("|".join(_WORDS.values()))
_PATTERNS = [(BIT[name], re.compile(pattern)) for name, pattern in _WORDS.items()]
_PARTS = re.compile(r"[^\s\-_:/.]+")
_HOPELESS = re.compile(
    r"\d|^.{1,2}$|^(?:css|sc|js|is|has|col|row|flex|text|font|bg|px|py|mt|mb|md|lg|xl|sm|wp)$"
)
_BODY_ENDS = frozenset({"body", "content", "text", "copy", "contents", "also", "let", "up", "wall"})


@lru_cache(maxsize=32_768)
def _word(word: str) -> int:
    if len(word) > 60 or _HOPELESS.search(word) or not _ANY.search(word):
        return 0
    return sum(bit for bit, pattern in _PATTERNS if pattern.search(word))


@lru_cache(maxsize=32_768)
def _joined(words: str) -> int:
    """The same for two words that mean one: "article-body"."""
    return sum(bit for bit, pattern in _PATTERNS if pattern.search(words)) if len(words) <= 60 else 0


@lru_cache(maxsize=32_768)
def regions(hint: str) -> int:
    """The bits (see :data:`BIT`) of a class and id string in lower case."""
    found, before = 0, ""
    for part in _PARTS.findall(hint)[:24]:
        found |= _word(part)
        if before and part in _BODY_ENDS:
            found |= _joined(before + part)
        before = part
    return found
