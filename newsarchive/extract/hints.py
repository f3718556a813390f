"""What the names of classes and ids say to the fields: bylines, dates, captions, credits, other stories.

The parts of a page come from `regions`; what captions, credits and furniture are called is told apart here.
"""

from __future__ import annotations

from functools import lru_cache

from newsarchive.extract.regions import BIT, regions

BYLINE = 1
STANDFIRST = 2
KICKER = 4
DATE = 8
ELSEWHERE = 16
"""Comments, other stories, the site's own furniture."""
CAPTION = 32
CREDIT = 64
FURNITURE = 128
"""Pictures that are no content: logos, avatars, trackers."""
OTHERS = 256
"""The same as ELSEWHERE and BYLINE, by whole words only: sliders and frames hold pictures of the article
too."""

_REGIONS = (
    (BYLINE, BIT["author"]),
    (STANDFIRST, BIT["lead"]),
    (KICKER, BIT["kicker"]),
    (DATE, BIT["meta"]),
    (ELSEWHERE, BIT["nav"] | BIT["comment"] | BIT["related"] | BIT["letter"]),
)
_ANY = BIT["author"] | BIT["lead"] | BIT["kicker"] | BIT["meta"] | _REGIONS[-1][1]
_WORDS = {
    CAPTION: "caption captions figcaption legend legende bildunterschrift bildtext bildetekst "
    "billedtekst pie leyenda "
    "didascalia onderschrift imagetext kuvateksti podpis legenda",
    CREDIT: "credit credits copyright source quelle bildquelle photographer photographe fotograf "
    "fotografo byline "
    "attribution fotocredit bildnachweis urheber rights provider agency imagesource crédit crediti "
    "creditos author",
    FURNITURE: "logo logos avatar sprite emoji tracking pixel spacer gravatar headshot",
    OTHERS: "related comment comments recommended recommendation recommendations recirculation "
    "newsletter outbrain taboola "
    "crosslink crosslinks crosslinking sidebar popular trending author authors autor byline bio",
}  # fmt: skip
_PARTS = (
    (CAPTION, "caption"), (CAPTION, "bildunter"), (CAPTION, "imagedesc"), (CAPTION, "imagetext"),
    (CAPTION, "mediasubtitle"), (CAPTION, "imgtext"), (CAPTION, "imgdesc"), (CAPTION, "photodesc"),
    (CAPTION, "picturedesc"), (CREDIT, "credit"), (CREDIT, "copyright"),
    (CREDIT, "photographer"), (CREDIT, "mediarights"), (FURNITURE, "logo"), (FURNITURE, "avatar"),
)  # fmt: skip
_BY_WORD: dict[str, int] = {}
for _mark, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | _mark
_APART = str.maketrans(dict.fromkeys("-_/:.[]()0123456789", " "))
_TOGETHER = str.maketrans(dict.fromkeys("-_", None))


@lru_cache(maxsize=16_384)
def marks(hint: str) -> int:
    """Of a class and id (lower case) the marks BYLINE, STANDFIRST, KICKER, DATE and ELSEWHERE, as a sum."""
    bits = regions(hint.replace("relative", ""))  # how it is placed, not what it is
    return sum(mark for mark, mask in _REGIONS if bits & mask) if bits & _ANY else 0


@lru_cache(maxsize=16_384)
def pictured(hint: str) -> int:
    """The same for the marks CAPTION, CREDIT, FURNITURE and OTHERS."""
    found = 0
    for word in hint.translate(_APART).split():
        found |= _BY_WORD.get(word, 0)
    together = hint.translate(_TOGETHER)
    for mark, part in _PARTS:
        if part in together:
            found |= mark
    return found
