"""Notes of the newsroom that a text was changed or was wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.article import Correction
from newsarchive.extract import dates
from newsarchive.extract.alternatives import by_letter

if TYPE_CHECKING:
    from newsarchive.extract.body import Body
    from newsarchive.extract.page import Page

LONGEST = 1200
MOST = 100
"""Notes that are read; no page has more than a few."""
BEYOND = 60
"""Elements after the text in which a note may still stand."""

_PHRASES = r"""
    corrections?\b\s*(?:[:(.,–—-]|\d|and\sclarification|note\b|appended|made)|clarification\b\s*[:(.,–—-]
    |this\s(?:article|story|piece|post|report|headline)\s(?:has\sbeen
    |was)\s(?:\w+\s)?(?:updated\sto\scorrect|corrected|amended|revised)
    |an?\s(?:earlier|previous|original)\sversion\sof\sthis
    |editor['’]?s['’]?\snote\s*[:(–—-].{0,200}(?:correct|earlier\sversion|updated|amended)
    |anmerkung\sder\sredaktion\s*[:(–—-].{0,200}(?:früher|korrig|version|fassung|fehler)
    |hinweis\sder\sredaktion\s*[:(–—-].{0,200}(?:früher|korrig|version|fassung|fehler)
    |in\seiner\s(?:früheren|ersten|vorherigen)\s(?:version|fassung)
    |i\sen\s(?:tidligere|tidigare)\s(?:version|versjon)|in\seen\seerdere\sversie
    |une\s(?:précédente|première)\sversion|una\sversión\santerior|uma\sversão\santerior|una\sversione\sprecedente
    |訂正|おわびして訂正|【訂正|（訂正|お詫びと訂正|정정|바로잡습니다|정정보도|(?:更正|勘误|更正启事)\s*[：:]"""
_WORDS = r"""korrektur|berichtigung|richtigstellung|korrekturhinweis
    |rettelse|rettet|berigtigelse|rättelse|rättning|retting|rettelser|presisering
    |correctie|rectificatie|verbetering|correctif|rectificatif|rectification|erratum|correction
    |corrección|fe\sde\serrores|rectificación|errata|aclaración|correção|erramos|retificação
    |correzione|errata\scorrige|rettifica|precisazione|oikaisu|korjaus|tarkennus|parandus|täpsustus
    |labojums|precizējums|patikslinimas|pataisymas|sprostowanie|korekta
    |oprava|opravujeme|upřesnění|spresnenie|helyesbítés|helyreigazítás|korrekció
    |ispravak|ispravka|popravek|исправка|поправка|исправление|уточнение|виправлення|уточнення|поправлено
    |διόρθωση|επανόρθωση|düzeltme|tekzip|erată|rectificare|îndreptare
    |تصحيح|تنويه|تصويب|توضيح|תיקון|הבהרה|सुधार|स्पष्टीकरण|koreksi|ralat|đính\schính"""
"""Words behind which a colon, a dash or a bracket stands."""
_NOTE = re.compile(
    rf"^[\W_]*(?:{by_letter(''.join(_PHRASES.split()))}|(?:{by_letter(''.join(_WORDS.split()))})\s*[:(–—-])",
    re.IGNORECASE,
)


def read_corrections(page: Page, body: Body) -> tuple[Correction, ...]:
    """The notes between headline and the end of the article, as printed, each once."""
    view = page.view
    first = min(view.by_tag.get("h1", [body.start])[0], body.start)
    last = body.stop + BEYOND
    found: dict[str, Correction] = {}
    for segment, text in zip(view.segments, view.lines, strict=True):
        near = first <= segment.owner < last and 12 <= len(text) <= LONGEST
        if near and text not in found and _NOTE.match(text) and view.density(segment.owner) < 0.5:
            found[text] = Correction(text=text, date=dates.printed(text[:160]))
        if len(found) >= MOST:
            break
    return tuple(found.values())
